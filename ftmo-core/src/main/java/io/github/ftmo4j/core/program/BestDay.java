package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Fraction;

/**
 * The best-day rule, also called consistency: no single day may have earned more than a share of the whole. While it
 * does not hold the phase is not passed; it never fails one. Other days mend it, so that it only delays; but against
 * the profit target they cannot, so that one day too good blocks the phase. A firm that raises the target to the best
 * day over the share measures by the net profit: the two say the same.
 *
 * <p>A day earns what the balance gains on it, cash flows apart; today counts as far as it has come, and days before
 * the last payout do not. Where there is nothing to take a share of, no profit or a net loss, the rule does not hold.
 *
 * @param share the largest share of the best day, that included; above 0 and at most 1
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
     * @param share the largest share, that included; above 0 and at most 1
     * @return the rule
     */
    public static BestDay ofProfitableDays(double share) {
        return new BestDay(share, Measure.PROFITABLE_DAYS);
    }
}
