package io.github.ftmo4j.sim.engine.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.RandomSpecs;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.internal.Trials;
import io.github.ftmo4j.sim.engine.internal.montecarlo.BlockRun;
import io.github.ftmo4j.sim.engine.internal.montecarlo.ReadableTrials;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lowered kernel counts what the readable engine counts, bit for bit. */
class KernelAgreesTest {

    private static Tally run(Trials trials, long count, int threads) {
        return BlockRun.run(List.of(trials), 0, count, Execution.threads(threads))
                .tallies()
                .get(0);
    }

    private static void agree(long firstSpec, int specs, long trials) {
        Set<AttemptEnd> seen = EnumSet.noneOf(AttemptEnd.class);
        int lowered = 0;
        for (long number = firstSpec; number < firstSpec + specs; number++) {
            SimulationSpec spec = RandomSpecs.any(number);
            Tally expected = run(new ReadableTrials(spec, number), trials, 1);
            Tally kernel = run(Kernel.trials(spec, number), trials, 1);
            assertThat(ends(kernel)).as("specification %s: %s", number, spec).isEqualTo(ends(expected));
            assertThat(kernel.finalBalances())
                    .as("specification %s: %s", number, spec)
                    .isEqualTo(expected.finalBalances());
            assertThat(kernel).as("specification %s: %s", number, spec).isEqualTo(expected);
            for (AttemptEnd end : AttemptEnd.values()) {
                if (Arrays.stream(kernel.days(end)).sum() > 0) {
                    seen.add(end);
                }
            }
            lowered += Lowering.of(spec).lowered().isPresent() ? 1 : 0;
        }
        assertThat(seen)
                .containsAll(EnumSet.complementOf(EnumSet.of(AttemptEnd.RESTRICTION, AttemptEnd.FLOATING_LOSS)));
        assertThat(lowered).isEqualTo(specs);
    }

    private static String ends(Tally tally) {
        StringBuilder ends = new StringBuilder();
        for (AttemptEnd end : AttemptEnd.values()) {
            ends.append(end).append(' ');
            long[] days = tally.days(end);
            for (int day = 0; day < days.length; day++) {
                if (days[day] > 0) {
                    ends.append(day).append(':').append(days[day]).append(' ');
                }
            }
        }
        return ends.toString();
    }

    @Test
    void onRandomSpecifications() {
        agree(0, 400, 50);
    }

    @Test
    @Tag("thorough")
    void onTwoMillionAttempts() {
        agree(1_000_000, 4_000, 512);
    }
}
