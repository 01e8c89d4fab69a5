package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import java.util.Arrays;

/**
 * One phase whose state as a day begins is a vector of masses, each on one balance. What a day makes of a balance is a
 * row of a matrix; it is computed when it is first needed and serves all days.
 */
abstract class DayMatrix {

    /** Where the sums of what leaves on a day begin, each of masses and then of balances. */
    static final int DAILY = 0;

    static final int MAXIMUM = 2;
    static final int HIT = 4;
    static final int SUMS = 6;

    private final CompiledPhase rules;
    private final LastDay last;
    private final double tolerance;

    DayMatrix(CompiledPhase rules, LastDay last, double tolerance) {
        this.rules = rules;
        this.last = last;
        this.tolerance = tolerance;
    }

    /** Adds what the day of one balance of the vector makes of it. */
    abstract void dayOf(int balance, Masses next, double[] sums);

    /** Adds what the day makes of all balances before the first one that has a row. */
    void dayBeforeRows(double[] state, Masses next, double[] sums) {}

    /** Checks how many masses all rows have that are known so far. */
    void keep(long masses) {}

    /**
     * Moves the vector from day to day.
     *
     * @param balances those of the vector
     * @param firstRow the first one that has a row
     * @param firstState the vector after the first day
     * @param firstSums what left on the first day
     */
    final PhaseLaw solve(double[] balances, int firstRow, double[] firstState, double[] firstSums) {
        int size = balances.length;
        PhaseLaw found = new PhaseLaw();
        double[] state = firstState;
        Row[] rows = new Row[size];
        double[][] ends = new double[size][];
        Masses filling = new Masses(size);
        long kept = 0;
        note(found, firstSums, 1);
        for (int day = 1; ; day++) {
            double left = 0;
            double balance = 0;
            for (int i = 0; i < size; i++) {
                left += state[i];
                balance += state[i] * balances[i];
            }
            if (day == last.day()) {
                found.add(last.end(), day, left, left == 0 ? 0 : balance / left);
                return found;
            }
            if (Math.abs(left) <= tolerance / 8) {
                found.drop(Math.abs(left));
                return found;
            }
            Masses next = new Masses(size);
            double[] sums = new double[SUMS];
            dayBeforeRows(state, next, sums);
            for (int i = firstRow; i < size; i++) {
                if (rows[i] == null) {
                    filling.clear();
                    ends[i] = new double[SUMS];
                    dayOf(i, filling, ends[i]);
                    rows[i] = Row.of(filling);
                    kept += rows[i].masses.length;
                    keep(kept);
                }
                rows[i].addTimes(state[i], next.at);
                addTimes(state[i], ends[i], sums);
            }
            Effort.check();
            found.level();
            note(found, sums, day + 1);
            state = next.at;
        }
    }

    /**
     * Where a day leads from one balance. On a fine grid few results reach few places: the others take no memory.
     *
     * @param from the first place
     * @param places the places; none if the masses are those of neighbours from the first place on
     * @param masses the masses
     */
    private record Row(int from, int[] places, double[] masses) {

        /** A row that is fuller than that takes about as much with its zeros. */
        private static final int FULL = 4;

        private static final int[] NEIGHBOURS = {};

        static Row of(Masses filling) {
            int filled = 0;
            for (int k = filling.from; k < filling.to; k++) {
                filled += filling.at[k] == 0 ? 0 : 1;
            }
            if (FULL * filled > filling.length()) {
                return new Row(filling.from, NEIGHBOURS, Arrays.copyOfRange(filling.at, filling.from, filling.to));
            }
            int[] places = new int[filled];
            double[] masses = new double[filled];
            int n = 0;
            for (int k = filling.from; k < filling.to; k++) {
                if (filling.at[k] != 0) {
                    places[n] = k;
                    masses[n++] = filling.at[k];
                }
            }
            return new Row(filling.from, places, masses);
        }

        void addTimes(double mass, double[] to) {
            if (places.length == masses.length) {
                for (int n = 0; n < places.length; n++) {
                    to[places[n]] += mass * masses[n];
                }
                return;
            }
            for (int n = 0; n < masses.length; n++) {
                to[from + n] += mass * masses[n];
            }
        }
    }

    private static void addTimes(double mass, double[] row, double[] to) {
        for (int k = 0; k < to.length; k++) {
            to[k] += mass * row[k];
        }
    }

    private void note(PhaseLaw found, double[] sums, int day) {
        add(found, AttemptEnd.DAILY_LOSS, day, sums, DAILY);
        add(found, AttemptEnd.MAXIMUM_LOSS, day, sums, MAXIMUM);
        int passes = Math.max(day, rules.minimumTradingDays());
        if (passes <= last.day()) {
            add(found, AttemptEnd.PASSED, passes, sums, HIT);
        } else {
            add(found, last.end(), last.day(), sums, HIT);
        }
    }

    private static void add(PhaseLaw found, AttemptEnd end, int day, double[] sums, int at) {
        if (sums[at] != 0) {
            found.add(end, day, sums[at], sums[at + 1] / sums[at]);
        }
    }
}
