package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.odds.TrialRanges;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.Dependence;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A run in parts, also in other processes. */
class MergedRunsTest {

    private static final long TRIALS = 5_000;

    private static Simulation.Builder builder() {
        return Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(BernoulliR.of(.45, 1.5))
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofBalance(0.015)))
                .accounts(2, Dependence.independent())
                .trials(TRIALS)
                .seed(42);
    }

    private static final Simulation SIMULATION = builder().build();

    @Test
    void partsInAnyOrderAreTheWhole() {
        SampledOdds whole = SIMULATION.run();
        SampledOdds a = SIMULATION.run(0, 1);
        SampledOdds b = SIMULATION.run(1, 3_000, Execution.threads(3));
        SampledOdds c = SIMULATION.run(3_001, 1_999);
        for (SampledOdds merged : List.of(
                a.merge(b).merge(c),
                a.merge(b.merge(c)),
                c.merge(a).merge(b),
                b.merge(c).merge(a))) {
            assertThat(merged.tally()).isEqualTo(whole.tally()).hasSameHashCodeAs(whole.tally());
            assertThat(merged).hasToString(whole.toString());
            assertThat(merged.complete()).isTrue();
            assertThat(merged.covered()).isEqualTo(TrialRanges.of(0, TRIALS));
        }
    }

    @Test
    void noTrialIsCountedTwice() {
        SampledOdds a = SIMULATION.run(0, 100);
        assertThat(a.merge(SIMULATION.run(200, 50)).covered()).hasToString("[0-99, 200-249]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> a.merge(SIMULATION.run(99, 1)))
                .withMessage("ranges of trials must not overlap, were 0-99 and 99-99");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> a.merge(SIMULATION.run(200, 1)).merge(SIMULATION.run(150, 51)))
                .withMessage("ranges of trials must not overlap, were 150-200 and 200-200");
    }

    @Test
    void otherQuestionsAreNotMerged() {
        SampledOdds a = SIMULATION.run(0, 100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> a.merge(builder().seed(43).build().run(100, 1)))
                .withMessage("seeds must be equal for odds to be merged, were 42 and 43");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> a.merge(
                        builder().trades(BernoulliR.of(.45, 1.4)).build().run(100, 1)))
                .withMessageStartingWith("specifications must be equal for odds to be merged");
    }

    @Test
    void trialsThatThereAreNotAreRefused() {
        for (long[] range : new long[][] {{-1, 5}, {0, 0}, {0, TRIALS + 1}, {TRIALS, 1}, {1, Long.MAX_VALUE}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SIMULATION.run(range[0], range[1]))
                    .withMessage("trials must be at least 1, from 0 to 4999, was " + range[1] + " from " + range[0]);
        }
    }

    @Test
    void whatWasStoppedSaysWhichTrialsItHasAndCanBeCompleted() {
        Thread caller = Thread.currentThread();
        SampledOdds stopped = SIMULATION.run(Execution.threads(1).onProgress((done, total) -> caller.interrupt()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.covered()).isEqualTo(TrialRanges.of(0, 512));
        SampledOdds rest = SIMULATION.run(512, TRIALS - 512);
        assertThat(stopped.merge(rest).tally()).isEqualTo(SIMULATION.run().tally());
    }

    @Test
    void aTallySurvivesTheWireAndNothingElsePassesForOne() {
        SampledOdds part = SIMULATION.run(7, 1_000).merge(SIMULATION.run(2_000, 3));
        byte[] bytes = part.tally().toBytes();
        Tally read = Tally.ofBytes(bytes);
        assertThat(read).isEqualTo(part.tally());
        assertThat(SIMULATION.odds(read)).hasToString(part.toString());
        assertThat(SIMULATION.odds(read).merge(SIMULATION.run(0, 7)).trials()).isEqualTo(1_010);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatIllegalArgumentException().isThrownBy(() -> Tally.ofBytes(damaged));
            byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatIllegalArgumentException().isThrownBy(() -> Tally.ofBytes(cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder().accounts(3, Dependence.independent()).build().odds(read))
                .withMessageStartingWith("tally must be of a simulation that equals this one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().trials(2_002).build().odds(read))
                .withMessageStartingWith("tally must be of trials from 0 to 2001");
    }
}
