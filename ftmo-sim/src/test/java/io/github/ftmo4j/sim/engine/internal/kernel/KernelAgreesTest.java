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
import java.util.function.LongFunction;
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
            int firstAccount = firstAccount(number);
            Tally expected = run(new ReadableTrials(spec, number, firstAccount), trials, 1);
            Tally kernel = run(Kernel.trials(spec, number, firstAccount), trials, 1);
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

    /** Plain bets have a loop of their own, which few random specifications meet. */
    @Test
    void onRandomBets() {
        int plain = 0;
        for (long number = 0; number < 300; number++) {
            SimulationSpec spec = RandomSpecs.bets(number);
            plain += Lowering.of(spec).lowered().orElseThrow().plainBets() != null ? 1 : 0;
            assertThat(run(Kernel.trials(spec, number, firstAccount(number)), 100, 1))
                    .as("bets %s: %s", number, spec)
                    .isEqualTo(run(new ReadableTrials(spec, number, firstAccount(number)), 100, 1));
        }
        assertThat(plain).isGreaterThan(100);
    }

    /** Excursions, costs, times of day, and accounts that are alike. */
    @Test
    void onRandomPositions() {
        agreeOnPositions(0, 200, 50);
    }

    @Test
    @Tag("thorough")
    void onManyRandomPositions() {
        agreeOnPositions(1_000_000, 4_000, 128);
    }

    private static void agreeOnPositions(long first, int specs, long trials) {
        agreeOn(RandomSpecs::positions, first, specs, trials);
    }

    /** Positions that are open together, are held over midnight, or have times; accounts that depend on each other. */
    @Test
    void onRandomGroups() {
        agreeOn(RandomSpecs::groups, 0, 200, 30);
    }

    @Test
    @Tag("thorough")
    void onManyRandomGroups() {
        agreeOn(RandomSpecs::groups, 1_000_000, 1_500, 96);
    }

    private static void agreeOn(LongFunction<SimulationSpec> specOf, long first, int specs, long trials) {
        for (long number = first; number < first + specs; number++) {
            SimulationSpec spec = specOf.apply(number);
            assertThat(Lowering.of(spec).lowered())
                    .as("positions %s: %s", number, spec)
                    .isPresent();
            assertThat(resultOf(Kernel.trials(spec, number, firstAccount(number)), trials))
                    .as("positions %s: %s", number, spec)
                    .isEqualTo(resultOf(new ReadableTrials(spec, number, firstAccount(number)), trials));
        }
    }

    /** The tally, or why there is none: an account may grow beyond all amounts. */
    private static Object resultOf(Trials spec, long trials) {
        try {
            return run(spec, trials, 1);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Some accounts have others before them. */
    private static int firstAccount(long number) {
        return (int) (number / 2 % 3);
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
        agree(0, 300, 50);
    }

    @Test
    @Tag("thorough")
    void onTwoMillionAttempts() {
        agree(1_000_000, 4_000, 512);
    }
}
