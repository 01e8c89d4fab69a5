package io.github.ftmo4j.sim.odds;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The counts of a run. All counts are integers, so that merging is exact in any order. No count overflows as long as
 * all tallies that are merged hold at most {@link #MOST_ATTEMPTS}. Not thread-safe.
 */
public final class Tally {

    /** The most attempts that one tally holds. */
    public static final long MOST_ATTEMPTS = Integer.MAX_VALUE;

    private static final int LOW_BITS = 32;
    private static final long LOW_MASK = (1L << LOW_BITS) - 1;

    private final int mostDays;
    private long trials;
    private final long[] passes;
    private final Map<AttemptEnd, long[]> phaseEnds = new EnumMap<>(AttemptEnd.class);

    /**
     * By number of days. The length is the next power of two above the most days seen, because most plans allow many.
     */
    private final Map<AttemptEnd, long[]> days = new EnumMap<>(AttemptEnd.class);

    /** The sum of the upper halves of the final balances, and that of the lower halves: neither overflows. */
    private long finalBalancesHigh;

    private long finalBalancesLow;

    /**
     * An empty tally.
     *
     * @param accounts how many accounts run in parallel
     * @param phases how many phases an attempt has
     * @param mostDays the most days an attempt may take
     * @throws IllegalArgumentException if the most days are below 1
     */
    public Tally(int accounts, int phases, int mostDays) {
        if (mostDays < 1) {
            throw new IllegalArgumentException("mostDays must be at least 1, was " + mostDays);
        }
        this.mostDays = mostDays;
        passes = new long[accounts + 1];
        for (AttemptEnd end : AttemptEnd.values()) {
            phaseEnds.put(end, new long[phases]);
            days.put(end, new long[0]);
        }
    }

    /**
     * Counts a trial.
     *
     * @param accountsPassed how many accounts passed in it
     */
    public void trial(int accountsPassed) {
        trials++;
        passes[accountsPassed]++;
    }

    /**
     * Counts the end of a phase of an attempt.
     *
     * @param phase the index of the phase
     * @param end how it ended
     */
    public void phaseEnded(int phase, AttemptEnd end) {
        of(end, phaseEnds)[phase]++;
    }

    /**
     * Counts the end of an attempt.
     *
     * @param end how it ended
     * @param attemptDays how many days it took, at most those that an attempt may take
     * @param finalBalance its last balance, minor units
     */
    public void attemptEnded(AttemptEnd end, int attemptDays, long finalBalance) {
        daysUpTo(attemptDays, end)[attemptDays]++;
        finalBalancesHigh += finalBalance >> LOW_BITS;
        finalBalancesLow += finalBalance & LOW_MASK;
    }

    private long[] daysUpTo(int most, AttemptEnd end) {
        long[] counts = of(end, days);
        if (most >= counts.length) {
            counts =
                    Arrays.copyOf(counts, (int) Math.min(2L * Math.max(1, Integer.highestOneBit(most)), mostDays + 1L));
            days.put(end, counts);
        }
        return counts;
    }

    /**
     * Adds another tally of the same shape.
     *
     * @param other the other tally
     */
    public void add(Tally other) {
        trials += other.trials;
        finalBalancesHigh += other.finalBalancesHigh;
        finalBalancesLow += other.finalBalancesLow;
        add(passes, other.passes);
        for (AttemptEnd end : AttemptEnd.values()) {
            add(of(end, phaseEnds), of(end, other.phaseEnds));
            long[] otherDays = of(end, other.days);
            add(daysUpTo(otherDays.length - 1, end), otherDays);
        }
    }

    private static long[] of(AttemptEnd end, Map<AttemptEnd, long[]> counts) {
        return Objects.requireNonNull(counts.get(end));
    }

    private static void add(long[] to, long[] from) {
        for (int i = 0; i < from.length; i++) {
            to[i] += from[i];
        }
    }

    /**
     * How many trials were counted.
     *
     * @return the number
     */
    public long trials() {
        return trials;
    }

    /**
     * In how many trials each number of accounts passed.
     *
     * @return the counts, by number of accounts
     */
    public long[] passes() {
        return passes.clone();
    }

    /**
     * How many attempts ended a phase in a way.
     *
     * @param phase the index of the phase
     * @param end the way
     * @return the count
     */
    public long phaseEnds(int phase, AttemptEnd end) {
        return of(end, phaseEnds)[phase];
    }

    /**
     * How many attempts that ended in a way took each number of days.
     *
     * @param end the way
     * @return the counts, by number of days up to the most that an attempt may take
     */
    public long[] days(AttemptEnd end) {
        return Arrays.copyOf(of(end, days), mostDays + 1);
    }

    /**
     * The sum of the last balances of all attempts.
     *
     * @return minor units
     * @throws ArithmeticException if the sum does not fit
     */
    public long finalBalances() {
        BigInteger sum =
                BigInteger.valueOf(finalBalancesHigh).shiftLeft(LOW_BITS).add(BigInteger.valueOf(finalBalancesLow));
        if (sum.bitLength() >= Long.SIZE) {
            throw new ArithmeticException(
                    "finalBalances must be at most " + Long.MAX_VALUE + " minor units in size, was " + sum);
        }
        return sum.longValue();
    }
}
