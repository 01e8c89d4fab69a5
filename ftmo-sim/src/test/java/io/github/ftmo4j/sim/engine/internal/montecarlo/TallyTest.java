package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {

    private static Tally of(long... finalBalances) {
        Tally tally = new Tally(1, 1, 1_000);
        for (long finalBalance : finalBalances) {
            tally.attemptEnded(AttemptEnd.ABANDONED, 10, finalBalance);
        }
        return tally;
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                0xFFFF_FFFFL,
                0x1_0000_0000L,
                -0x1_0000_0000L,
                -0xFFFF_FFFFL,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void oneFinalBalanceIsItsOwnSum(long finalBalance) {
        assertThat(of(finalBalance).finalBalances()).isEqualTo(finalBalance);
    }

    @Test
    void finalBalancesAddUpExactlyInAnyPartition() {
        Tally parts = of(Long.MAX_VALUE, 12_345);
        parts.add(of(-Long.MAX_VALUE, -5_000_000_000L));
        parts.add(of(Long.MAX_VALUE));
        Tally whole = of(Long.MAX_VALUE, Long.MAX_VALUE, 12_345, -5_000_000_000L, -Long.MAX_VALUE);
        assertThat(parts.finalBalances()).isEqualTo(Long.MAX_VALUE + 12_345 - 5_000_000_000L);
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void aSumThatDoesNotFitIsRefusedByNameWhenItIsRead() {
        Tally above = of(Long.MAX_VALUE, 1);
        assertThatThrownBy(above::finalBalances)
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("finalBalances must be at most 9223372036854775807 minor units in size,"
                        + " was 9223372036854775808");
        assertThatThrownBy(of(Long.MIN_VALUE, -1)::finalBalances).hasMessageEndingWith("was -9223372036854775809");
        above.add(of(-1));
        assertThat(above.finalBalances()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void daysAreCountedUpToTheMost() {
        Tally tally = new Tally(1, 1, 1_000);
        int[] days = {0, 1, 2, 63, 64, 65, 999, 1_000};
        for (int day : days) {
            tally.attemptEnded(AttemptEnd.PASSED, day, 0);
        }
        Tally other = new Tally(1, 1, 1_000);
        other.attemptEnded(AttemptEnd.PASSED, 64, 0);
        other.attemptEnded(AttemptEnd.STALLED, 1_000, 0);
        other.add(tally);
        long[] expected = new long[1_001];
        for (int day : days) {
            expected[day]++;
        }
        assertThat(tally.days(AttemptEnd.PASSED)).isEqualTo(expected);
        expected[64]++;
        assertThat(other.days(AttemptEnd.PASSED)).isEqualTo(expected);
        assertThat(other.days(AttemptEnd.STALLED)).hasSize(1_001).endsWith(1L);
        assertThat(other.days(AttemptEnd.DAILY_LOSS)).hasSize(1_001).containsOnly(0L);
    }

    /** Most plans allow far more days than any attempt takes, and each worker has a tally of its own. */
    @Test
    void aTallyTakesTheMemoryOfTheDaysThatWereSeen() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Tally tally = new Tally(3, 2, 200_000);
        tally.attemptEnded(AttemptEnd.PASSED, 300, 0);
        new Tally(3, 2, 200_000).add(tally);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
    }

    @Test
    void impossibleDaysAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tally(1, 1, -5))
                .withMessage("mostDays must be at least 1, was -5");
    }
}
