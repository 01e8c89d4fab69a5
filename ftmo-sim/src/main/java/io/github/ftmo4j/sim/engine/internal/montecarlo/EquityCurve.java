package io.github.ftmo4j.sim.engine.internal.montecarlo;

import java.util.Arrays;

/**
 * The trader's equity of one trial by trading day, all accounts together: money got less money paid, and what of the
 * profit on funded accounts would be the trader's. It is reused for every trial.
 */
final class EquityCurve {

    private long[] changes = new long[128];
    private int days;
    private long drawdown;
    private int stagnation;

    void clear() {
        Arrays.fill(changes, 0, Math.min(days, changes.length), 0);
        days = 0;
    }

    /** Changes the equity on a day, 0 for the first. */
    void change(int day, long amount) {
        last(day);
        changes[day] += amount;
    }

    /** The curve reaches to a day at least. */
    void last(int day) {
        if (day >= changes.length) {
            changes = Arrays.copyOf(changes, Math.max(day + 1, 2 * changes.length));
        }
        days = Math.max(days, day + 1);
    }

    /** Measures the curve. */
    void measure() {
        long equity = 0;
        long high = 0;
        int highDay = -1;
        drawdown = 0;
        stagnation = 0;
        for (int day = 0; day < days; day++) {
            equity += changes[day];
            if (equity > high) {
                high = equity;
                highDay = day;
            } else {
                drawdown = Math.max(drawdown, high - equity);
                stagnation = Math.max(stagnation, day - highDay);
            }
        }
    }

    /** How many days it has. */
    int days() {
        return days;
    }

    /** The largest fall from the highest value, as measured last. */
    long drawdown() {
        return drawdown;
    }

    /** The most days in a row without a new high, as measured last. */
    int stagnation() {
        return stagnation;
    }
}
