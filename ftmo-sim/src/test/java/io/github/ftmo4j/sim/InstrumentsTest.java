package io.github.ftmo4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.Instruments;
import io.github.ftmo4j.sim.outcome.Instruments.Instrument;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Optimum;
import io.github.ftmo4j.sim.sweep.SweepOdds;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InstrumentsTest {

    /** One that earns 0.2 R a trade, and one that earns little and loses often. */
    private static final Instruments TWO = Instruments.of(
            new Instrument("EURUSD", 3, 1, BernoulliR.of(0.48, 1.5)),
            new Instrument("DAX", 1, 0.5, BernoulliR.of(0.21, 4)));

    private static Simulation simulation(OutcomeModel trades, long trials) {
        return Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(trades)
                .tradesPerDay(2)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(60))
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.02)))
                .trials(trials)
                .seed(42)
                .build();
    }

    @Test
    void theLawIsTheMixtureOfTheScaledResults() {
        DiscreteLaw law = TWO.law().orElseThrow();
        assertThat(law).isEqualTo(DiscreteLaw.of(new double[] {1.5, -1, 2, -0.5}, new double[] {
            0.75 * 0.48, 0.75 * 0.52, 0.25 * 0.21, 0.25 * 0.79
        }));
        assertThat(simulation(TWO, 1).toBuilder().solve().pass().value())
                .isEqualTo(simulation(DiscreteR.of(law), 1).toBuilder()
                        .solve()
                        .pass()
                        .value());
    }

    /** Four standard errors: a right program fails by chance in 6.3e-5 of all seeds. */
    @Test
    void runsAgreeWithWhatIsSolved() {
        Simulation two = simulation(TWO, 20_000);
        SampledOdds odds = two.run();
        Significance.assertShare(
                "pass",
                odds.ends().get(AttemptEnd.PASSED),
                odds.trials(),
                two.toBuilder().solve().pass().value());
    }

    /** All shares halved are half the risk. */
    @Test
    void aShareOfTheRiskIsThatRisk() {
        Instruments one = Instruments.of(new Instrument("EURUSD", 1, 0.5, BernoulliR.of(0.48, 1.5)));
        double half = simulation(BernoulliR.of(0.48, 1.5), 1).toBuilder()
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)))
                .solve()
                .pass()
                .value();
        assertThat(simulation(one, 1).toBuilder().solve().pass().value()).isCloseTo(half, within(1e-9));
    }

    /** The search over both risks is as good as a grid of 20 by 20, to half a point. */
    @Tag("thorough")
    @Test
    void theRiskOfEachInstrumentIsOptimised() {
        Simulation base = simulation(TWO, 4_000);
        List<Double> grid = IntStream.rangeClosed(1, 20).mapToObj(i -> i * 0.05).toList();
        SweepOdds sweep = Sweep.of(base)
                .over("EURUSD", grid, Variation.riskOf("EURUSD"))
                .over("DAX", grid, Variation.riskOf("DAX"))
                .run();
        Optimum best = Optimizer.of(base)
                .over("EURUSD", 0.05, 1, Variation.riskOf("EURUSD"))
                .over("DAX", 0.05, 1, Variation.riskOf("DAX"))
                .run();
        double found =
                best.tried().stream().mapToDouble(Optimum.Tried::value).max().orElseThrow();
        assertThat(found).isGreaterThan(sweep.best().score(Criterion.pass()).value() - 0.005);
        assertThat(best.value("EURUSD")).isGreaterThan(best.value("DAX"));
    }

    @Test
    void wrongInstrumentsAreRefusedByName() {
        BernoulliR coin = BernoulliR.of(0.5, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Instrument("DAX", 1, 1.5, coin))
                .withMessage("risk must be above 0 and at most 1, was 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Instruments.of(new Instrument("DAX", 1, 1, coin), new Instrument("DAX", 2, 1, coin)))
                .withMessage("instruments must have different names, had [DAX, DAX]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Instruments.of(
                        new Instrument("DAX", 1, 1, coin),
                        new Instrument("ES", 1, 1, new GaussianReturns(0, 0.01, 0.01))))
                .withMessageEndingWith("but ES and DAX differ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TWO.withRisk("ES", 0.5))
                .withMessage("name must be one of [EURUSD, DAX], was ES");
        Optimizer search = Optimizer.of(simulation(coin, 10)).over("DAX", 0.1, 1, Variation.riskOf("DAX"));
        assertThatIllegalArgumentException()
                .isThrownBy(search::run)
                .withMessageStartingWith("trades must be Instruments for the risk of DAX to vary, was BernoulliR");
    }
}
