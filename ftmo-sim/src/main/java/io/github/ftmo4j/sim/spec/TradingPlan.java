package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.Verdict;

/**
 * What the trader does beyond sizing.
 *
 * <p>The trader trades on every day of the calendar, except while the account is paused. Once the profit target is
 * reached and the best-day rule holds, the trader risks nothing more. While trading days are missing then, one token
 * trade a day is opened and closed at no risk. Where a day counts only if it earns enough, the trader goes on instead
 * until the day counts. If the target is reached and the best day is too large for the best-day rule, the trader goes
 * on, except on the best day itself. The next phase starts on the next trading day.
 *
 * @param abandonAfter after how many trading days of one phase the trader gives up, from 1 to 100,000
 * @param stalledAfter after how many trading days in a row on which trades were refused and nothing was risked the
 *     attempt is stalled, from 1 to 100,000
 */
public record TradingPlan(int abandonAfter, int stalledAfter) {

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
     * The trader gives up after 365 trading days of a phase, and is stalled after 30 days at no risk.
     *
     * @return the plan
     */
    public static TradingPlan standard() {
        return new TradingPlan(365, 30);
    }

    /**
     * The same plan, except for when the trader gives up.
     *
     * @param days from 1 to 100,000
     * @return the plan
     * @throws IllegalArgumentException if the number is out of range
     */
    public TradingPlan withAbandonAfter(int days) {
        return new TradingPlan(days, stalledAfter);
    }

    /**
     * The same plan, except for when an attempt is stalled.
     *
     * @param days from 1 to 100,000
     * @return the plan
     * @throws IllegalArgumentException if the number is out of range
     */
    public TradingPlan withStalledAfter(int days) {
        return new TradingPlan(abandonAfter, days);
    }

    /**
     * Whether the trader takes the next trade of today.
     *
     * @param account the account
     * @return whether risk is wanted
     */
    public boolean takesTrade(AccountMachine account) {
        return account.verdict() == Verdict.ONGOING && account.needsProfit() && !isBindingBestDay(account);
    }

    /** Whether more profit today would only raise the best day further above what the best-day rule allows. */
    private static boolean isBindingBestDay(AccountMachine account) {
        return account.targetReached() && !account.bestDayHolds() && account.todayIsBest();
    }

    /**
     * Whether the trader opens and closes a token trade at no risk at the end of today, so that today is a trading day.
     *
     * @param account the account
     * @return whether a trading day is all that is wanted, and today is none yet
     */
    public boolean takesTokenTrade(AccountMachine account) {
        return account.verdict() == Verdict.ONGOING && !account.needsProfit() && !account.todayCounts();
    }

    /**
     * Whether the attempt is stalled: the sizer risked nothing for so long that it is taken to be frozen for good.
     *
     * @param idleDays how many days in a row trades were refused and nothing was risked
     * @return whether it is
     */
    public boolean isStalledAfter(int idleDays) {
        return idleDays >= stalledAfter;
    }

    /**
     * Whether the trader gives up.
     *
     * @param phaseDays how many trading days the phase has taken
     * @return whether the phase has taken too many
     */
    public boolean isAbandonedAfter(int phaseDays) {
        return phaseDays >= abandonAfter;
    }
}
