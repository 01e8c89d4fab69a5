package io.github.ftmo4j.sim.internal.kernel;

import io.github.ftmo4j.sim.AttemptEnd;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What was counted. All counts are integers, so that merging is exact in any order. Not thread-safe. */
public final class Tally {

    private long trials;
    private final long[] passes;
    private final Map<AttemptEnd, long[]> phaseEnds = new EnumMap<>(AttemptEnd.class);
    private final Map<AttemptEnd, long[]> days = new EnumMap<>(AttemptEnd.class);
    private long finalBalances;

    /**
     * An empty tally.
     *
     * @param accounts how many accounts run in parallel
     * @param phases how many phases an attempt has
     * @param mostDays the most days an attempt may take
     */
    public Tally(int accounts, int phases, int mostDays) {
        passes = new long[accounts + 1];
        for (AttemptEnd end : AttemptEnd.values()) {
            phaseEnds.put(end, new long[phases]);
            days.put(end, new long[mostDays + 1]);
        }
    }

    void trial(int accountsPassed) {
        trials++;
        passes[accountsPassed]++;
    }

    void phaseEnded(int phase, AttemptEnd end) {
        of(end, phaseEnds)[phase]++;
    }

    void attemptEnded(AttemptEnd end, int attemptDays, long finalBalance) {
        of(end, days)[attemptDays]++;
        finalBalances = Math.addExact(finalBalances, finalBalance);
    }

    /**
     * Adds another tally of the same shape.
     *
     * @param other the other tally
     */
    public void add(Tally other) {
        trials += other.trials;
        finalBalances = Math.addExact(finalBalances, other.finalBalances);
        add(passes, other.passes);
        for (AttemptEnd end : AttemptEnd.values()) {
            add(of(end, phaseEnds), of(end, other.phaseEnds));
            add(of(end, days), of(end, other.days));
        }
    }

    private static long[] of(AttemptEnd end, Map<AttemptEnd, long[]> counts) {
        return Objects.requireNonNull(counts.get(end));
    }

    private static void add(long[] to, long[] from) {
        for (int i = 0; i < to.length; i++) {
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
     * @return the counts, by number of days
     */
    public long[] days(AttemptEnd end) {
        return of(end, days).clone();
    }

    /**
     * The sum of the last balances of all attempts.
     *
     * @return minor units
     */
    public long finalBalances() {
        return finalBalances;
    }
}
