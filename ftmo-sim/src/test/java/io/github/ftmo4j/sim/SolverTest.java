package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.ExactPasses;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.LognormalR;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.StudentTReturns;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SolverTest {

    private static final PositionSizer ONE_PERCENT = PositionSizer.of(FixedFractional.ofBalance(0.01));

    private static Simulation.Builder twoStep(OutcomeModel outcomes) {
        return Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(outcomes)
                .tradesPerDay(4)
                .sizing(ONE_PERCENT);
    }

    @Test
    void statesABoundOnTheError() {
        ExactOdds odds = twoStep(BernoulliR.of(0.48, 1.6)).solve();
        Estimate pass = odds.pass();
        assertThat(pass.isComputed()).isTrue();
        assertThat(pass.isExact()).isFalse();
        assertThat(pass.upper() - pass.lower()).isPositive().isLessThan(2.1e-9);
        assertThat(pass.n()).isEmpty();
        assertThat(pass.toString()).startsWith("93.25799").contains("(computed, error at most ");
        assertThat(odds.toString()).contains("ends: PASSED 93.26 %, MAXIMUM_LOSS 6.74 %");
        assertThat(odds.method()).startsWith("In whole minor units");
        double all = 0;
        for (AttemptEnd end : AttemptEnd.values()) {
            all += odds.share(end).value();
        }
        assertThat(all).isCloseTo(1, within(2e-9));
    }

    @Test
    void severalAccountsPassIndependentlyOrTogether() {
        double p = twoStep(BernoulliR.of(0.48, 1.6)).solve().pass().value();
        ExactPasses independent = twoStep(BernoulliR.of(0.48, 1.6))
                .accounts(3, Dependence.independent())
                .solve()
                .passes();
        assertThat(independent.none().value()).isCloseTo(Math.pow(1 - p, 3), within(1e-12));
        assertThat(independent.exactly(2).value()).isCloseTo(3 * p * p * (1 - p), within(1e-12));
        assertThat(independent.all().value()).isCloseTo(p * p * p, within(1e-12));
        assertThat(independent.atLeast(1).value()).isCloseTo(1 - Math.pow(1 - p, 3), within(1e-12));
        assertThat(independent.atLeast(1).upper() - independent.atLeast(1).lower())
                .isBetween(0.0, 1e-8);
        assertThat(independent.atLeast(0)).isEqualTo(Estimate.exact(1));
        ExactPasses copied = twoStep(BernoulliR.of(0.48, 1.6))
                .accounts(3, Dependence.copied())
                .solve()
                .passes();
        assertThat(copied.all().value()).isEqualTo(p);
        assertThat(copied.exactly(1).value()).isZero();
        assertThat(copied.atLeast(1).value()).isEqualTo(p);
        assertThatIllegalArgumentException().isThrownBy(() -> copied.atLeast(4));
    }

    @Test
    void namesEverythingThatStandsInTheWay() {
        var spec = twoStep(Bootstrap.of(1, -1, 0.5).withMeanBlock(5))
                .tradesPerDay(random -> 3)
                .sizing(PositionSizer.builder()
                        .propose(Bayes.of(Prior.uniform(1.5)).probe(0.0025).cap(0.02))
                        .build())
                .spec();
        assertThat(Solver.obstacles(spec)).hasSize(3);
        assertThatThrownBy(() -> Solver.of(spec).solve())
                .isInstanceOf(UnsolvableException.class)
                .hasMessageContaining("Bootstrap[")
                .hasMessageContaining("the distribution of the number of trades a day is not known")
                .hasMessageContaining("Bayes: learns from every trade of the trader");
        assertThat(Solver.obstacles(twoStep(BernoulliR.of(0.5, 1)).spec())).isEmpty();
    }

    @Test
    void namesWhatAddsToTheStateWhereResultsHaveADensity() {
        var spec = Simulation.of(Programs.ftmoOneStep(usd(100_000)))
                .trades(new GaussianReturns(0.001, 0.01, 0.01))
                .tradesPerDay(4)
                .sizing(PositionSizer.builder()
                        .propose(FixedFractional.ofBalance(0.01))
                        .limit(DailyHeadroom.share(0.5))
                        .build())
                .spec();
        assertThat(Solver.obstacles(spec))
                .extracting(Obstacle::name)
                .anyMatch(name -> name.contains("DailyHeadroom"))
                .anyMatch(name -> name.startsWith("maximum loss from START_OF_DAY_BALANCE"))
                .anyMatch(name -> name.startsWith("best day"));
    }

    @Test
    void refusesTooManyStatesWithTheNumberReached() {
        assertThatThrownBy(() -> Solver.of(twoStep(BernoulliR.of(0.48, 1.6)).spec())
                        .mostStates(1_000)
                        .solve())
                .isInstanceOf(UnsolvableException.class)
                .hasMessageContaining("on day ")
                .hasMessageContaining("of Challenge")
                .hasMessageContaining("a simulation needs none");
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Simulation.of(Programs.ftmoOneStep(usd(100_000)))
                            .trades(BernoulliR.of(0.48, 1.6))
                            .tradesPerDay(4)
                            .sizing(ONE_PERCENT)
                            .solve())
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void refusesOptionsOutOfRange() {
        Solver solver = Solver.of(twoStep(BernoulliR.of(0.48, 1.6)).spec());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solver.tolerance(Double.NaN))
                .withMessage("tolerance must be from 0 to 0.01, was NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> solver.mostStates(0));
        assertThat(solver.tolerance(1e-6)).isEqualTo(solver.tolerance(1e-6)).isNotEqualTo(solver);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Simulation.of(Programs.ftmoTwoStep(usd(100_000))).solve())
                .withMessage("trades, tradesPerDay, sizing must be set");
    }

    /** Four standard errors, which a right pair exceeds in 6.3e-5 of all seeds. */
    @ParameterizedTest
    @ValueSource(strings = {"normal", "t", "lognormal", "history", "normal, Poisson"})
    void manyResultsAgreeWithTheSimulation(String law) {
        Random random = new Random(3);
        OutcomeModel outcomes = switch (law) {
            case "t" -> new StudentTReturns(4, 0.0015, 0.012, 0.01);
            case "lognormal" -> new LognormalR(0.1, 0.4);
            case "history" ->
                Bootstrap.of(random.doubles(30)
                        .map(u -> u < 0.5 ? -1.2 + u : 0.5 + 2 * u)
                        .toArray());
            default -> new GaussianReturns(0.0015, 0.012, 0.01);
        };
        Phase step = Phase.builder("Step", usd(100_000))
                .profitTarget(0.1)
                .maximumLoss(0.1)
                .dailyLoss(law.equals("history") ? 1 : 0.04)
                .build();
        Simulation simulation = Simulation.of(Program.of("Step", step))
                .trades(outcomes)
                .tradesPerDay(law.contains("Poisson") ? TradesPerDay.poisson(2.5) : TradesPerDay.fixed(3))
                .sizing(ONE_PERCENT)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(60))
                .trials(100_000)
                .seed(7)
                .build();
        ExactOdds exact = Solver.of(simulation.spec())
                .tolerance(law.equals("history") ? 2e-3 : law.equals("lognormal") ? 1e-5 : 1e-7)
                .solve();
        SampledOdds sampled = simulation.run();
        for (AttemptEnd end : AttemptEnd.values()) {
            double p = exact.share(end).value();
            assertThat(sampled.share(end).value())
                    .as("%s", end)
                    .isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / 100_000) + exact.error() + 1e-9));
        }
        assertThat(sampled.daysToPass().mean())
                .isCloseTo(
                        exact.daysToPass().mean(),
                        within(4
                                        * exact.daysToPass().deviation()
                                        / Math.sqrt(
                                                (double) sampled.daysToPass().n())
                                + 0.02));
        double balances = sampled.finalBalances().minorUnits() / 100_000.0;
        assertThat(balances).isCloseTo(exact.meanFinalBalance(), within(4 * 1_200_000 / Math.sqrt(100_000)));
    }
}
