package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.engine.internal.montecarlo.MonteCarlo;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.SampledPasses;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.JointDraws;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Accounts that are alike. The seed is fixed; a right simulator fails a comparison by chance for 6.3e-5 of all seeds,
 * about fifty comparisons in all.
 */
class DependentAccountsTest {

    private static final long SEED = 20_261_128;

    private static Simulation.Builder evenBets(double winRate, int target, int floor) {
        return KnownChallenges.evenBets(
                KnownChallenges.step()
                        .profitTarget(target / 100.0)
                        .maximumLoss(floor / 100.0)
                        .build(),
                winRate);
    }

    @ParameterizedTest(name = "a share of {0}")
    @CsvSource({
        "0, 0.25000000, 0.50000000, 0.25000000, 0.75000000",
        ".5, 0.32942366, 0.34115268, 0.32942366, 0.67057634",
        "1, 0.50000000, 0, 0.50000000, 0.50000000",
    })
    @Tag("thorough")
    void twoAccountsWithCommonShocks(double share, double both, double one, double none, double atLeastOne) {
        long trials = 400_000;
        SampledPasses passes = evenBets(.5, 5, 5)
                .accounts(2, Dependence.commonShocks(share))
                .trials(trials)
                .seed(SEED)
                .build()
                .run()
                .passes();
        assertShare("both", passes.count(2), trials, both);
        assertShare("one", passes.count(1), trials, one);
        assertShare("none", passes.count(0), trials, none);
        assertShare("at least one", trials - passes.count(0), trials, atLeastOne);
    }

    private static void assertShare(String name, long count, long trials, double exact) {
        if (exact == 0) {
            assertThat(count).as(name).isZero();
        } else {
            Significance.assertShare(name, count, trials, exact);
        }
    }

    /** Each account alone: the first one of every trial, since only trials are independent of each other. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("dependences")
    @Tag("thorough")
    void theOddsOfOneAccountDoNotDependOnTheDependence(Dependence dependence) {
        SimulationSpec spec = evenBets(.55, 8, 10).spec();
        long trials = 400_000;
        SampledOdds odds = Simulation.of(spec)
                .accounts(1, dependence)
                .trials(trials)
                .seed(SEED)
                .build()
                .run();
        Significance.assertShare("passed", odds.ends().get(AttemptEnd.PASSED), trials, 0.88958445);
    }

    static Stream<Dependence> dependences() {
        return Stream.of(
                Dependence.independent(),
                Dependence.copied(),
                Dependence.commonShocks(.3),
                Dependence.commonShocks(1),
                Dependence.correlated(.3),
                Dependence.correlated(.95),
                Dependence.correlated(1));
    }

    /** Every account, and not the first one only: they are alike by symmetry, so that their number is what counts. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("dependences")
    @Tag("thorough")
    void theMeanNumberOfAccountsThatPassDoesNotDependOnTheDependence(Dependence dependence) {
        double exact = twoSteps().solve().pass().value();
        long trials = 100_000;
        SampledPasses passes = run(twoSteps().accounts(3, dependence), trials).passes();
        double mean = 0;
        double square = 0;
        for (int number = 1; number <= 3; number++) {
            mean += number * (double) passes.count(number) / trials;
            square += number * number * (double) passes.count(number) / trials;
        }
        assertThat(Math.abs(mean - 3 * exact)).isLessThan(4 * Math.sqrt((square - mean * mean) / trials));
    }

    private static Simulation.Builder twoSteps() {
        return Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(BernoulliR.of(.45, 1.5))
                .tradesPerDay(TradesPerDay.poisson(3))
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(.015)));
    }

    private static SampledOdds run(Simulation.Builder builder, long trials) {
        return builder.trials(trials).seed(SEED).build().run();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outcomes")
    void nothingInCommonIsIndependentBitForBit(OutcomeModel outcomes) {
        Simulation.Builder builder = twoSteps().trades(outcomes);
        Tally independent = tally(builder, Dependence.independent());
        assertThat(tally(builder, Dependence.commonShocks(0))).isEqualTo(independent);
        assertThat(tally(builder, Dependence.correlated(0))).isEqualTo(independent);
        assertThat(readable(builder, Dependence.commonShocks(0))).isEqualTo(independent);
        assertThat(readable(builder, Dependence.correlated(0))).isEqualTo(independent);
    }

    static Stream<OutcomeModel> outcomes() {
        return Stream.of(BernoulliR.of(.45, 1.5), DiscreteR.of(new double[] {-1, .5, 2}, new double[] {.5, .2, .3}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outcomes")
    void everythingInCommonIsACopy(OutcomeModel outcomes) {
        Simulation.Builder builder = twoSteps().trades(outcomes);
        Tally shocks = tally(builder, Dependence.commonShocks(1));
        Tally correlated = tally(builder, Dependence.correlated(1));
        assertThat(correlated).isEqualTo(shocks);
        assertThat(shocks.passes()[1]).isZero();
        assertThat(shocks.passes()[2]).isZero();
        long trials = shocks.trials();
        long copied = tally(builder, Dependence.copied()).passes()[3];
        double share = (copied + shocks.passes()[3]) / (2.0 * trials);
        assertThat((double) Math.abs(copied - shocks.passes()[3]) / trials)
                .isLessThan(4 * Math.sqrt(2 * share * (1 - share) / trials));
    }

    private static Tally tally(Simulation.Builder builder, Dependence dependence) {
        return run(builder.accounts(3, dependence), 20_000).tally();
    }

    private static Tally readable(Simulation.Builder builder, Dependence dependence) {
        SimulationSpec spec = builder.accounts(3, dependence).spec();
        return new MonteCarlo(0, 20_000, SEED, Execution.threads(2))
                .answer(spec)
                .tally();
    }

    /** Between neighbours the probabilities differ by more than ten standard errors. */
    @Test
    @Tag("thorough")
    void theMoreIsInCommonTheMoreOftenAllPassAndNone() {
        for (List<Dependence> rising : List.of(
                List.of(
                        Dependence.independent(),
                        Dependence.commonShocks(.4),
                        Dependence.commonShocks(.8),
                        Dependence.commonShocks(1)),
                List.of(
                        Dependence.independent(),
                        Dependence.correlated(.4),
                        Dependence.correlated(.8),
                        Dependence.correlated(1)))) {
            SampledPasses before = null;
            for (Dependence dependence : rising) {
                SampledPasses passes = tallyOf(dependence);
                if (before != null) {
                    assertThat(passes.all().value())
                            .as("all, %s", dependence)
                            .isGreaterThan(before.all().value());
                    assertThat(passes.atLeast(1).value())
                            .as("at least one, %s", dependence)
                            .isLessThan(before.atLeast(1).value());
                }
                before = passes;
            }
        }
    }

    private static SampledPasses tallyOf(Dependence dependence) {
        return run(twoSteps().accounts(3, dependence), 50_000).passes();
    }

    @Test
    void anAccountOfATrialIsTheSameHoweverManyRunBesideIt() {
        Simulation two = twoSteps()
                .accounts(2, Dependence.correlated(.5))
                .trials(10)
                .seed(SEED)
                .build();
        Simulation five = two.toBuilder().accounts(5, Dependence.correlated(.5)).build();
        for (long trial = 0; trial < 10; trial++) {
            assertThat(five.trace(trial, DecisionLog.none()).subList(0, 2))
                    .isEqualTo(two.trace(trial, DecisionLog.none()));
        }
    }

    @Test
    void aDependenceOfTheUserJoinsAccounts() {
        SampledPasses passes = run(twoSteps().accounts(4, new Pairs()), 20_000).passes();
        assertThat(passes.count(1)).isZero();
        assertThat(passes.count(3)).isZero();
        assertThat(passes.count(2)).isPositive();
    }

    /** Two independent pairs of copies. */
    record Pairs() implements Dependence {
        @Override
        public int attemptsDrawn(int accounts) {
            return accounts / 2;
        }

        @Override
        public boolean isIndependent() {
            return true;
        }

        @Override
        public JointDraws draws(long seed) {
            return (own, purpose, trial, day, ordinal) -> own;
        }
    }

    @Test
    void aDependenceThatDrawsNoDivisorIsRefused() {
        assertThatThrownBy(() -> twoSteps().accounts(1, new Pairs()).spec())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attemptsDrawn must be a divisor of 1 accounts, was 0 of dependence Pairs[]");
    }

    @Test
    void sharesAndCorrelationsAreFromZeroToOne() {
        assertThatThrownBy(() -> Dependence.commonShocks(1.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("share must be a fraction from 0 to 1 (0.05 for 5 %), was 1.1");
        assertThatThrownBy(() -> Dependence.correlated(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("correlation must be a fraction from 0 to 1 (0.05 for 5 %), was NaN");
    }

    @Test
    void whatIsNotSolvedIsNamed() {
        Simulation.Builder three = twoSteps().accounts(3, Dependence.correlated(.6));
        assertThatThrownBy(three::solve)
                .isInstanceOf(UnsolvableException.class)
                .hasMessageContaining("correlated by 0.6")
                .hasMessageContaining("joins the draws of the accounts");
        assertThat(three.accounts(1, Dependence.correlated(.6)).solve().pass())
                .isEqualTo(twoSteps().solve().pass());
    }

    @Test
    void theSolverTakesWhatIsIndependentOrAlikeByItsParameter() {
        assertThat(twoSteps()
                        .accounts(2, Dependence.commonShocks(0))
                        .solve()
                        .passes()
                        .all())
                .isEqualTo(twoSteps()
                        .accounts(2, Dependence.independent())
                        .solve()
                        .passes()
                        .all());
        assertThat(twoSteps()
                        .accounts(2, Dependence.correlated(1))
                        .solve()
                        .passes()
                        .all())
                .isEqualTo(twoSteps()
                        .accounts(2, Dependence.copied())
                        .solve()
                        .passes()
                        .all());
    }
}
