package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Fraction;

/**
 * The best-day rule, also called consistency: no single day may have earned more than a share of the whole. While the
 * rule does not hold the phase is not passed; the rule never fails a phase. Measured against the profit of days, it
 * only delays: profit on other days restores it. Measured against the profit target, it blocks: once a single day has
 * earned too much, the phase cannot be passed. A firm that raises the target to the best day divided by the share
 * applies the rule measured against the net profit; the two are equivalent.
 *
 * <p>The profit of a day is the change of the balance without cash flows. Today counts with its profit so far; days
 * before the last payout do not count. If there is no profit to take a share of, the rule does not hold.
 *
 * @param share the largest permitted share of the best day, inclusive; above 0 and at most 1
 * @param measure what it is a share of
 */
public record BestDay(double share, Measure measure) {

    /** What the best day is measured against. */
    public enum Measure {
        /** The sum of all days that earned something. FTMO. */
        PROFITABLE_DAYS,
        /** What all days earned together. */
        NET_PROFIT,
        /** The profit target. */
        PROFIT_TARGET
    }

    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if the share is out of range
     */
    public BestDay {
        Fraction.requirePositive(share, "bestDay");
    }

    /**
     * FTMO's reading: a share of the profit of all profitable days.
     *
     * @param share the largest permitted share, inclusive; above 0 and at most 1
     * @return the rule
     */
    public static BestDay ofProfitableDays(double share) {
        return new BestDay(share, Measure.PROFITABLE_DAYS);
    }
}
