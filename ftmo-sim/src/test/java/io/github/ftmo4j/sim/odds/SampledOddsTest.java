package io.github.ftmo4j.sim.odds;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.CountSample;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.IntervalMethod;
import org.junit.jupiter.api.Test;

class SampledOddsTest {

    private static final int TRIALS = 4;

    private static SimulationSpec spec(int accounts) {
        return Simulation.of(Programs.ftmoOneStep(usd(100_000)))
                .trades(BernoulliR.of(0.5, 1.5))
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
                .accounts(accounts, Dependence.independent())
                .trials(TRIALS)
                .seed(1)
                .build()
                .spec();
    }

    private static SampledOdds odds(int accounts, Tally tally) {
        return new SampledOdds(spec(accounts), TRIALS, 1, tally);
    }

    /** Of two accounts in four trials, three attempts pass after 10, 12 and 14 days, five fail. */
    private static SampledOdds threeOfEight() {
        Tally tally = new Tally(2, 1, 365);
        for (int days = 10; days <= 14; days += 2) {
            tally.attemptEnded(AttemptEnd.PASSED, days, 0);
        }
        for (int i = 0; i < 5; i++) {
            tally.attemptEnded(AttemptEnd.MAXIMUM_LOSS, 3, 0);
        }
        tally.trial(2);
        tally.trial(1);
        tally.trial(0);
        tally.trial(0);
        return odds(2, tally);
    }

    @Test
    void statesTheOddsInShort() {
        assertThat(threeOfEight().toString().lines())
                .containsExactly(
                        "P(pass) = " + IntervalMethod.WILSON.estimate(3, 8),
                        "P(at least 1 of 2 passes) = " + IntervalMethod.WILSON.estimate(2, 4),
                        "ends: PASSED 37.50 %, MAXIMUM_LOSS 62.50 %",
                        "days to pass: n = 3, mean 12.0, median 12 (10-90 %: 10-14)");
    }

    @Test
    void oneAccountHasNoLineOfItsOwn() {
        Tally tally = new Tally(1, 1, 365);
        tally.attemptEnded(AttemptEnd.ABANDONED, 365, 0);
        tally.trial(0);
        assertThat(odds(1, tally).toString().lines())
                .containsExactly(
                        "P(pass) = " + IntervalMethod.WILSON.estimate(0, 1),
                        "ends: ABANDONED 100.00 %",
                        "days to pass: n = 0");
    }

    @Test
    void withoutTrialsThereAreNoOdds() {
        SampledOdds none = odds(1, new Tally(1, 1, 365));
        assertThat(none).hasToString("no trial was run");
        assertThat(none.complete()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(none::pass);
        assertThat(none.daysToFail()).isEqualTo(CountSample.of());
    }

    @Test
    void theMethodOfIntervalsCanBeChanged() {
        SampledOdds odds = threeOfEight().with(IntervalMethod.JEFFREYS);
        assertThat(odds.pass()).isEqualTo(IntervalMethod.JEFFREYS.estimate(3, 8));
        assertThat(odds.passes().all()).isEqualTo(IntervalMethod.JEFFREYS.estimate(1, 4));
    }

    @Test
    void passesAreEqualByCountsAndMethod() {
        SampledPasses passes = threeOfEight().passes();
        assertThat(passes)
                .isEqualTo(threeOfEight().passes())
                .hasSameHashCodeAs(threeOfEight().passes())
                .isNotEqualTo(passes.with(IntervalMethod.JEFFREYS))
                .isNotEqualTo(new SampledPasses(new long[] {2, 2, 0}, IntervalMethod.WILSON))
                .isNotEqualTo("passes");
        assertThat(passes.with(IntervalMethod.JEFFREYS).with(IntervalMethod.WILSON))
                .isEqualTo(passes);
    }

    @Test
    void passesStateTheShareOfEachNumberThatOccurred() {
        assertThat(threeOfEight().passes()).hasToString("0: 50.00 %, 1: 25.00 %, 2: 25.00 % (n = 4)");
        assertThat(new SampledPasses(new long[] {3, 0, 1}, IntervalMethod.WILSON))
                .hasToString("0: 75.00 %, 2: 25.00 % (n = 4)");
    }

    @Test
    void atLeastNoneIsCertain() {
        assertThat(threeOfEight().passes().atLeast(0)).isEqualTo(Estimate.exact(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> threeOfEight().passes().atLeast(3))
                .withMessage("accounts must be from 0 to 2, was 3");
    }
}
