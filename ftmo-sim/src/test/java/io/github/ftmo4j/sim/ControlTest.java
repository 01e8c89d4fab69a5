package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.precision.ControlledOdds;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ControlTest {

    /** The walk between −10 and +10 R of 1 %: P(pass) is known. */
    private static final Program WALK = Program.of(
            "Walk",
            Phase.builder("Only", usd(100_000))
                    .profitTarget(0.1)
                    .maximumLoss(0.1)
                    .breachTest(BreachTest.TOUCH)
                    .build());

    private static final double EXACT = 0.6900658296;

    private static Simulation.Builder simulation(PositionSizer sizer) {
        return Simulation.of(WALK)
                .trades(BernoulliR.of(0.52, 1))
                .tradesPerDay(4)
                .sizing(sizer)
                .trials(20_000)
                .seed(4);
    }

    private static Simulation.Builder walk() {
        return simulation(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)));
    }

    private static ExactOdds known() {
        return walk().solve();
    }

    @Test
    void aNearSpecificationNarrowsTheInterval() {
        Simulation capped = simulation(PositionSizer.builder()
                        .propose(FixedFractional.ofInitialBalance(0.01))
                        .cap(0.0105)
                        .build())
                .build();
        ControlledOdds odds = capped.control(known());
        SampledOdds plain = capped.run();
        assertThat(odds.odds().tally()).isEqualTo(plain.tally());
        assertThat(odds.near().tally()).isEqualTo(walk().build().run().tally());
        assertThat(odds.varianceRatio()).isGreaterThan(2);
        assertThat((odds.upper() - odds.lower()) / 2)
                .isLessThan(0.75 * plain.pass().halfWidth());
        // many more trials say the same
        SampledOdds many = capped.toBuilder().trials(400_000).seed(5).build().run();
        assertThat(odds.value() - many.pass().value())
                .isBetween(odds.lower() - odds.value() - 0.003, odds.upper() - odds.value() + 0.003);
        assertThat(odds.timeRatio()).isPositive();
        assertThat(odds.gain()).isEqualTo(odds.varianceRatio() / odds.timeRatio());
        assertThat(odds.toString()).contains("n = 20000; the control divides the variance by ");
    }

    @Test
    void aLearnerIsCorrectedByAFixedFraction() {
        Simulation learner = simulation(PositionSizer.of(
                        Bayes.of(Prior.of(52, 48, 1)).cap(0.015).probe(0.008)))
                .build();
        ControlledOdds odds = learner.control(known());
        assertThat(odds.value()).isBetween(odds.lower(), odds.upper());
        assertThat(odds.varianceRatio()).isGreaterThan(1);
    }

    @Test
    void theSameSpecificationGivesTheExactNumber() {
        assertThat(walk().build().control(known()).value()).isCloseTo(EXACT, within(1e-8));
    }

    @Test
    void anInterruptionEndsIt() {
        ExactOdds known = known();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> walk().build().control(known)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
