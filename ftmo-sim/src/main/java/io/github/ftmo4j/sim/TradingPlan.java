package io.github.ftmo4j.sim;

/**
 * What the trader does beyond sizing.
 *
 * <p>Trades on weekdays, not while paused. Where the profit target is reached but the best day is too good for it, goes
 * on, except on that best day itself. Once both hold nothing more is risked; while trading days are missing, one token
 * trade a day is opened and closed at no risk. Where only days that earn something count, goes on instead until today
 * counts. The next phase starts on the next weekday.
 *
 * @param abandonAfter after how many weekdays of one phase the trader gives up, at least 1
 * @param stalledAfter after how many weekdays in a row on which trades came up and nothing was risked the attempt is
 *     stalled, at least 1
 */
public record TradingPlan(int abandonAfter, int stalledAfter) {

    /** The most days that a phase may take. */
    private static final int MOST_DAYS = 100_000;

    /**
     * Checks the days.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public TradingPlan {
        requireDays(abandonAfter, "abandonAfter");
        requireDays(stalledAfter, "stalledAfter");
    }

    private static void requireDays(int days, String name) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException(name + " must be from 1 to " + MOST_DAYS + " days, was " + days);
        }
    }

    /**
     * Gives up after 365 weekdays of a phase; stalled after 30 weekdays on which trades came up in vain.
     *
     * @return the plan
     */
    public static TradingPlan standard() {
        return new TradingPlan(365, 30);
    }

    /**
     * The same plan, giving up at another time.
     *
     * @param days at least 1
     * @return the plan
     */
    public TradingPlan withAbandonAfter(int days) {
        return new TradingPlan(days, stalledAfter);
    }

    /**
     * The same plan, stalled at another time.
     *
     * @param days at least 1
     * @return the plan
     */
    public TradingPlan withStalledAfter(int days) {
        return new TradingPlan(abandonAfter, days);
    }
}
