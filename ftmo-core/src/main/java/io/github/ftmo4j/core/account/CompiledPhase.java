package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Lock;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A phase in minor units of its currency: the amounts, days and switches of its objectives, and the pure functions from
 * the state of an account to floors and thresholds. Immutable; one instance serves any number of accounts and threads.
 *
 * <p>{@link AccountMachine} adds the state of one account and its transitions. Nothing here allocates once the phase is
 * compiled. Days are days since 1970-01-01. Two compiled phases are equal if their phases are.
 */
public final class CompiledPhase {

    /** Stands for a day that never comes: a clock that does not run. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Stands for a day that has not come yet. */
    public static final long NO_DAY = Long.MIN_VALUE;

    private static final long NO_LOCK = Long.MAX_VALUE;
    private static final long NO_TRIGGER = Long.MAX_VALUE;

    private final Phase phase;
    private final long initialBalance;
    private final long targetBalance;
    private final int minimumTradingDays;
    private final boolean countsOpenings;
    private final boolean countsClosings;
    private final @Nullable Amount profitableDay;
    private final BreachTest breachTest;
    private final @Nullable Amount dailyLoss;
    private final DailyLoss.Anchor dailyLossAnchor;
    private final boolean judgesDailyLossAlways;
    private final boolean judgesDailyLossAtClose;
    private final boolean dailyLossPauses;
    private final Amount maximumLoss;
    private final MaximumLoss.Reference maximumLossReference;
    private final long lockLevel;
    private final long lockTrigger;
    private final boolean payoutResetsFloor;
    private final @Nullable Amount floatingLoss;
    private final @Nullable BestDay bestDay;
    private final @Nullable TimeLimit timeLimit;
    private final long idleDays;
    private final long deepLossDays;
    private final long deepLossBalance;
    private final boolean violationFails;

    private CompiledPhase(Phase phase) {
        this.phase = phase;
        this.initialBalance = phase.initialBalance().minorUnits();
        this.targetBalance = phase.targetBalance().map(Money::minorUnits).orElse(AccountView.NO_TARGET);
        TradingDays tradingDays = phase.tradingDays();
        this.minimumTradingDays = tradingDays.minimum();
        this.countsOpenings = switch (tradingDays.counted()) {
            case OPENED, OPENED_OR_CLOSED -> true;
            case CLOSED, PROFITABLE -> false;
        };
        this.countsClosings = switch (tradingDays.counted()) {
            case CLOSED, OPENED_OR_CLOSED -> true;
            case OPENED, PROFITABLE -> false;
        };
        this.profitableDay = amount(tradingDays.profit().orElse(null));
        this.breachTest = phase.breachTest();
        DailyLoss daily = phase.dailyLoss().orElse(null);
        this.dailyLoss = daily == null ? null : amount(daily.limit());
        this.dailyLossAnchor = daily == null ? DailyLoss.Anchor.BALANCE : daily.anchor();
        this.judgesDailyLossAlways = daily != null && daily.judged() == DailyLoss.Judged.ANY_INSTANT;
        this.judgesDailyLossAtClose = daily != null && daily.judged() == DailyLoss.Judged.AT_CLOSE;
        this.dailyLossPauses = daily != null && daily.effect() == DailyLoss.Effect.PAUSE;
        MaximumLoss maximum = phase.maximumLoss();
        this.maximumLoss = new Amount(maximum.limit(), initialBalance);
        this.maximumLossReference = maximum.reference();
        this.lockLevel = maximum.lock()
                .map(lock -> initialBalance + lock.aboveInitial().minorUnits())
                .orElse(NO_LOCK);
        this.lockTrigger = maximum.lock()
                .flatMap(Lock::trigger)
                .map(trigger -> initialBalance + trigger.minorUnits())
                .orElse(NO_TRIGGER);
        this.payoutResetsFloor = maximum.payout() == MaximumLoss.Payout.RESETS_FLOOR
                && maximumLossReference != MaximumLoss.Reference.INITIAL_BALANCE;
        this.floatingLoss = amount(phase.floatingLoss().orElse(null));
        this.bestDay = phase.bestDay().orElse(null);
        this.timeLimit = phase.timeLimit().orElse(null);
        this.idleDays = phase.inactivity()
                .flatMap(Inactivity::withoutTrade)
                .map(Integer::longValue)
                .orElse(NEVER);
        Inactivity.DeepLoss deepLoss =
                phase.inactivity().flatMap(Inactivity::deepLoss).orElse(null);
        this.deepLossDays = deepLoss == null ? NEVER : deepLoss.days();
        this.deepLossBalance = deepLoss == null
                ? Long.MIN_VALUE
                : initialBalance - deepLoss.loss().minorUnits(initialBalance, initialBalance);
        this.violationFails = phase.restrictions().sanction() == Restrictions.Sanction.FAIL;
    }

    /**
     * Compiles a phase.
     *
     * @param phase the initial balance and the objectives
     * @return the compiled phase
     */
    public static CompiledPhase of(Phase phase) {
        return new CompiledPhase(phase);
    }

    private @Nullable Amount amount(@Nullable Limit limit) {
        return limit == null ? null : new Amount(limit, initialBalance);
    }

    /** A limit in minor units, computed once unless it moves with its reference. */
    private static final class Amount {
        private final Limit limit;
        private final long initialBalance;
        private final boolean moves;
        private final long fixed;

        Amount(Limit limit, long initialBalance) {
            this.limit = limit;
            this.initialBalance = initialBalance;
            this.moves = limit instanceof Limit.ShareOfReference;
            this.fixed = moves ? 0 : limit.minorUnits(initialBalance, initialBalance);
        }

        long at(long reference) {
            return moves ? limit.minorUnits(initialBalance, reference) : fixed;
        }
    }

    /**
     * The phase that was compiled.
     *
     * @return the phase
     */
    public Phase phase() {
        return phase;
    }

    /**
     * The currency of all amounts.
     *
     * @return the currency
     */
    public Currency currency() {
        return phase.initialBalance().currency();
    }

    /**
     * The balance at the start of the phase.
     *
     * @return minor units
     */
    public long initialBalance() {
        return initialBalance;
    }

    /**
     * The balance, without cash flows, at which the profit target is reached.
     *
     * @return minor units, {@link AccountView#NO_TARGET} if there is no target
     */
    public long targetBalance() {
        return targetBalance;
    }

    /**
     * The balance that reaches the profit target.
     *
     * @param cashFlows what was paid in less what was paid out, minor units
     * @return minor units, {@link AccountView#NO_TARGET} if there is no target
     */
    public long targetBalance(long cashFlows) {
        return hasTarget() ? targetBalance + cashFlows : AccountView.NO_TARGET;
    }

    /**
     * Whether the phase has a profit target; without one it is never passed.
     *
     * @return whether it has
     */
    public boolean hasTarget() {
        return targetBalance != AccountView.NO_TARGET;
    }

    /**
     * How many trading days must be counted.
     *
     * @return the number, zero for none
     */
    public int minimumTradingDays() {
        return minimumTradingDays;
    }

    /**
     * Whether a day counts once a position is opened on it.
     *
     * @return whether it does
     */
    public boolean countsOpenings() {
        return countsOpenings;
    }

    /**
     * Whether a day counts once a position is closed on it.
     *
     * @return whether it does
     */
    public boolean countsClosings() {
        return countsClosings;
    }

    /**
     * Whether only days that earn enough count as trading days.
     *
     * @return whether only those do
     */
    public boolean daysMustEarn() {
        return profitableDay != null;
    }

    /**
     * Whether a day earns enough to count as a trading day.
     *
     * @param dayProfit what the day earned, minor units
     * @param dayStartBalance the balance as it started, with the cash flows of the day, minor units
     * @return whether it does; false if other days count than those that earn
     */
    public boolean isProfitableDay(long dayProfit, long dayStartBalance) {
        return profitableDay != null && dayProfit >= profitableDay.at(dayStartBalance);
    }

    /**
     * The equity under which a floor is breached: a breach is {@code equity < threshold}.
     *
     * @param floor minor units
     * @return minor units
     */
    public long threshold(long floor) {
        return breachTest.threshold(floor);
    }

    /**
     * Whether the loss of a day is limited.
     *
     * @return whether it is
     */
    public boolean hasDailyLoss() {
        return dailyLoss != null;
    }

    /**
     * Whether the daily loss is judged at every instant.
     *
     * @return whether it is; false if there is no daily loss
     */
    public boolean judgesDailyLossAlways() {
        return judgesDailyLossAlways;
    }

    /**
     * Whether the daily loss is judged only as the day ends.
     *
     * @return whether it is; false if there is no daily loss
     */
    public boolean judgesDailyLossAtClose() {
        return judgesDailyLossAtClose;
    }

    /**
     * Whether a breach of the daily loss pauses the phase until the next day and does not fail it.
     *
     * @return whether it does; false if there is no daily loss
     */
    public boolean dailyLossPauses() {
        return dailyLossPauses;
    }

    /**
     * What the floor of a day is measured from.
     *
     * @param startBalance the balance as the day starts, minor units
     * @param startEquity the equity as the day starts, minor units
     * @return minor units
     */
    public long dailyLossAnchor(long startBalance, long startEquity) {
        return switch (dailyLossAnchor) {
            case BALANCE -> startBalance;
            case EQUITY -> startEquity;
            case HIGHER -> Math.max(startBalance, startEquity);
        };
    }

    /**
     * What may be lost on a day: how far its floor lies below its anchor.
     *
     * @param startBalance the balance as the day starts, minor units
     * @param startEquity the equity as the day starts, minor units
     * @return minor units, {@link AccountView#NO_LIMIT} if there is no daily loss
     */
    public long dailyLossLimit(long startBalance, long startEquity) {
        return dailyLoss == null ? AccountView.NO_LIMIT : dailyLoss.at(dailyLossAnchor(startBalance, startEquity));
    }

    /**
     * The floor of the daily loss of a day before any cash flow on it.
     *
     * @param startBalance the balance as the day starts, minor units
     * @param startEquity the equity as the day starts, minor units
     * @return minor units, {@link AccountView#NO_FLOOR} if there is no daily loss
     */
    public long dailyLossFloor(long startBalance, long startEquity) {
        if (dailyLoss == null) {
            return AccountView.NO_FLOOR;
        }
        long anchor = dailyLossAnchor(startBalance, startEquity);
        return anchor - dailyLoss.at(anchor);
    }

    /**
     * What the floor of the maximum loss is measured from.
     *
     * @return the reference
     */
    public MaximumLoss.Reference maximumLossReference() {
        return maximumLossReference;
    }

    /**
     * Whether the floor of the maximum loss follows a reference that rises, and moves with cash flows.
     *
     * @return whether it does; false for a static floor
     */
    public boolean maximumLossTrails() {
        return maximumLossReference != MaximumLoss.Reference.INITIAL_BALANCE;
    }

    /**
     * The floor of the maximum loss: the limit below the reference, but not above the lock; exactly at the lock once
     * the reference reaches the trigger of the lock.
     *
     * @param reference the initial balance, or the highest value of the reference so far, minor units
     * @param cashFlows what was paid in less what was paid out; the lock moves with it, minor units
     * @return minor units
     */
    public long maximumLossFloor(long reference, long cashFlows) {
        long floor = reference - maximumLoss.at(reference);
        if (lockLevel == NO_LOCK) {
            return floor;
        }
        long lock = lockLevel + cashFlows;
        return lockTrigger != NO_TRIGGER && reference >= lockTrigger + cashFlows ? lock : Math.min(floor, lock);
    }

    /**
     * Whether a payout measures a trailing floor anew from the balance that is left.
     *
     * @return whether it does; false for a static floor
     */
    public boolean payoutResetsFloor() {
        return payoutResetsFloor;
    }

    /**
     * Whether floating losses are limited.
     *
     * @return whether they are
     */
    public boolean hasFloatingLoss() {
        return floatingLoss != null;
    }

    /**
     * The floor of the floating loss.
     *
     * @param balance minor units
     * @return minor units, {@link AccountView#NO_FLOOR} if floating losses are not limited
     */
    public long floatingLossFloor(long balance) {
        return floatingLoss == null ? AccountView.NO_FLOOR : balance - floatingLoss.at(balance);
    }

    /**
     * Whether the best-day rule holds.
     *
     * @param bestDayProfit the most that a finished day earned, minor units, not negative
     * @param profitableDaysProfit what the finished days that earned something earned together, minor units
     * @param netProfit what all finished days earned together, minor units
     * @param today what today has earned so far, minor units
     * @return whether it holds; true if there is no such rule, false if there is nothing to take a share of
     */
    public boolean bestDayHolds(long bestDayProfit, long profitableDaysProfit, long netProfit, long today) {
        if (bestDay == null) {
            return true;
        }
        long whole = switch (bestDay.measure()) {
            case PROFITABLE_DAYS -> profitableDaysProfit + Math.max(0, today);
            case NET_PROFIT -> netProfit + today;
            case PROFIT_TARGET -> targetBalance - initialBalance;
        };
        return whole > 0 && Math.max(bestDayProfit, today) <= MinorUnits.down(bestDay.share() * whole);
    }

    /**
     * The last day on which the phase can be passed.
     *
     * @param firstDay the first day of the phase
     * @return the day, {@link #NEVER} without a time limit
     */
    public long lastDay(long firstDay) {
        return timeLimit == null ? NEVER : timeLimit.lastDay(firstDay);
    }

    /**
     * The last day before the phase fails for inactivity.
     *
     * @param firstDay the first day of the phase
     * @param lastOpeningDay the last day on which a position was opened, {@link #NO_DAY} if there was none
     * @return the day, {@link #NEVER} if inactivity does not matter
     */
    public long idleEnd(long firstDay, long lastOpeningDay) {
        return idleDays == NEVER ? NEVER : Math.max(firstDay - 1, lastOpeningDay) + idleDays;
    }

    /**
     * Whether a balance is so low that it may not stay there.
     *
     * @param earned the balance less cash flows, minor units
     * @return whether it is; false if no balance is
     */
    public boolean isDeepLoss(long earned) {
        return deepLossDays != NEVER && earned <= deepLossBalance;
    }

    /**
     * The last day before the phase fails for a balance that stays low.
     *
     * @param deepSince the first of the days in a row that ended {@linkplain #isDeepLoss deep}, {@link #NO_DAY} if the
     *     last one did not
     * @return the day, {@link #NEVER} if the balance is not low or may stay so
     */
    public long deepLossEnd(long deepSince) {
        return deepLossDays == NEVER || deepSince == NO_DAY ? NEVER : deepSince + deepLossDays;
    }

    /**
     * Whether a violation of a restriction fails the phase.
     *
     * @return whether it does
     */
    public boolean violationFails() {
        return violationFails;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof CompiledPhase that && phase.equals(that.phase));
    }

    @Override
    public int hashCode() {
        return phase.hashCode();
    }

    @Override
    public String toString() {
        return "compiled " + phase;
    }
}
