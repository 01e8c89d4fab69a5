package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.sim.odds.AttemptEnd;
import java.util.Arrays;
import java.util.List;

/** How a phase ends and after how many trading days: probability masses, all together 1 less what was dropped. */
final class PhaseLaw {

    private static final List<AttemptEnd> ENDS = List.of(AttemptEnd.values());

    private final double[][] days = new double[ENDS.size()][0];
    private final double[] balances = new double[ENDS.size()];

    /** Of the time limit, the masses with a balance above the initial one, where that is counted. */
    private double[] timeOutsInProfit = new double[0];

    private double dropped;
    private double otherError;
    private long levels;

    /** The place of an end. */
    static int index(AttemptEnd end) {
        return ENDS.indexOf(end);
    }

    /** Adds an end of some mass. */
    void add(AttemptEnd end, int day, double mass, double finalBalance) {
        int e = index(end);
        days[e] = upTo(day, days[e]);
        days[e][day] += mass;
        balances[e] += mass * finalBalance;
    }

    /** Counts an end by the time limit, which is added, too, as one in profit. */
    void addTimeOutInProfit(int day, double mass) {
        timeOutsInProfit = upTo(day, timeOutsInProfit);
        timeOutsInProfit[day] += mass;
    }

    private static double[] upTo(int day, double[] masses) {
        return day < masses.length ? masses : Arrays.copyOf(masses, Math.max(16, Integer.highestOneBit(day) * 2));
    }

    /** Mass that is not followed to its end. */
    void drop(double mass) {
        dropped += mass;
    }

    /** Adds to the bound on the error, without mass that is dropped. */
    void addError(double bound) {
        otherError += bound;
    }

    /** Half the sum of all differences from another law of the same phase, and the mass that only one dropped. */
    double distance(PhaseLaw other) {
        double sum = Math.abs(dropped - other.dropped);
        for (int e = 0; e < days.length; e++) {
            for (int day = 0; day < Math.max(days[e].length, other.days[e].length); day++) {
                double here = day < days[e].length ? days[e][day] : 0;
                double there = day < other.days[e].length ? other.days[e][day] : 0;
                sum += Math.abs(here - there);
            }
        }
        return sum / 2;
    }

    /** Counts a step in which masses are multiplied and added. */
    void level() {
        levels++;
    }

    double dropped() {
        return dropped;
    }

    /** Masses by number of days. */
    double[] days(AttemptEnd end) {
        return days[index(end)];
    }

    /** Masses of the time limit in profit by number of days; only of a phase in the general form. */
    double[] timeOutsInProfit() {
        return timeOutsInProfit;
    }

    /** The sum of the last balances, each times its mass, minor units. */
    double balances(AttemptEnd end) {
        return balances[index(end)];
    }

    /**
     * The bound on the error of each sum of masses: what was dropped, and rounding. A mass is a sum of products of
     * probabilities without cancellation, so that its relative error grows by a few units in the last place a step.
     */
    double error() {
        return dropped + otherError + levels * 0x1p-50;
    }
}
