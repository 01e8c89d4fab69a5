package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.TimeLimit;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the rules: one phase of one account as a state machine over minor units and days.
 *
 * <p>Live monitoring and simulation run this same class. It knows days, not instants ({@link Account} adds those), and
 * it knows nothing of what a trader would do next. Its laws:
 *
 * <ul>
 *   <li>A final verdict stays; later events change nothing.
 *   <li>A daily loss that pauses is not judged again until the next day, which ends the pause; the maximum loss is.
 *   <li>A breach is judged before a pass on the same event.
 *   <li>Where equity is under both floors, the higher one names the objective; if they are equal, the daily loss does.
 *   <li>A new day first closes the old one (daily loss judged at the close, time limit), then takes its anchors, then
 *       holds the equity against the new floors.
 *   <li>The phase is passed at the first moment at which no position is open, the balance less cash flows has reached
 *       the target, enough trading days are counted and the best-day rule holds; a day counts once a position is opened
 *       on it.
 * </ul>
 *
 * Amounts are minor units of the account's currency. Nothing is allocated while events are consumed. Not thread-safe.
 */
public final class AccountMachine implements AccountView {

    /** Stands for a limit that moves with its reference. */
    private static final long MOVES = -1;

    private static final long NO_LOCK = Long.MAX_VALUE;

    private final Phase phase;
    private final long initialBalance;
    private final long targetBalance;
    private final int minimumTradingDays;
    private final BreachTest breachTest;
    private final Limit maximumLoss;
    private final long fixedMaximumLoss;
    private final long fixedDailyLoss;
    private final MaximumLoss.Reference maximumLossReference;
    private final @Nullable DailyLoss dailyLoss;
    private final @Nullable TimeLimit timeLimit;
    private final @Nullable BestDay bestDay;
    private final boolean dailyLossPauses;
    private final long lockLevel;

    private long firstDay;
    private long lastDay;
    private long day;
    private long balance;
    private long equity;
    private long cashFlows;
    private long highWaterMark;
    private long trailingReference;
    private long dayStartBalance;
    private long bestDayProfit;
    private long profitableDaysProfit;
    private long dailyLossFloor;
    private long maximumLossFloor;
    private long instantThreshold;
    private int openPositions;
    private int tradingDays;
    private long lastTradingDay;
    private Verdict verdict = Verdict.ONGOING;
    private @Nullable Objective failedObjective;
    private long failureFloor;

    /**
     * Opens a fresh account.
     *
     * @param phase its initial balance and objectives
     * @param firstDay the first day, in days since 1970-01-01
     */
    public AccountMachine(Phase phase, long firstDay) {
        this.phase = phase;
        this.initialBalance = phase.initialBalance().minorUnits();
        this.targetBalance = phase.targetBalance().map(Money::minorUnits).orElse(NO_TARGET);
        this.minimumTradingDays = phase.minimumTradingDays();
        this.breachTest = phase.breachTest();
        this.maximumLoss = phase.maximumLoss().limit();
        this.maximumLossReference = phase.maximumLoss().reference();
        this.dailyLoss = phase.dailyLoss().orElse(null);
        this.timeLimit = phase.timeLimit().orElse(null);
        this.bestDay = phase.bestDay().orElse(null);
        this.dailyLossPauses = dailyLoss != null && dailyLoss.effect() == DailyLoss.Effect.PAUSE;
        this.lockLevel = phase.maximumLoss()
                .lock()
                .map(lock -> initialBalance + lock.aboveInitial().minorUnits())
                .orElse(NO_LOCK);
        this.fixedMaximumLoss = fixed(maximumLoss);
        this.fixedDailyLoss = dailyLoss == null ? MOVES : fixed(dailyLoss.limit());
        restart(firstDay);
    }

    /**
     * Opens an account as it was saved.
     *
     * @param phase its initial balance and objectives, those under which it was saved
     * @param state the saved state
     * @throws IllegalArgumentException if the state is in another currency than the phase, or only one of them has a
     *     daily loss
     */
    public AccountMachine(Phase phase, AccountState state) {
        this(phase, state.firstDay().toEpochDay());
        Currency currency = phase.initialBalance().currency();
        day = state.day().toEpochDay();
        balance = state.balance().in(currency);
        equity = state.equity().in(currency);
        cashFlows = state.cashFlows().in(currency);
        highWaterMark = state.highWaterMark().in(currency);
        trailingReference = state.trailingReference().in(currency);
        dayStartBalance = state.dayStartBalance().in(currency);
        if (state.dailyLossFloor().isPresent() != phase.dailyLoss().isPresent()) {
            throw new IllegalArgumentException("dailyLossFloor must be present if and only if " + phase.name()
                    + " has a daily loss, was " + state.dailyLossFloor());
        }
        dailyLossFloor = state.dailyLossFloor().map(floor -> floor.in(currency)).orElse(NO_FLOOR);
        bestDayProfit = state.bestDayProfit().in(currency);
        profitableDaysProfit = state.profitableDaysProfit().in(currency);
        openPositions = state.openPositions();
        tradingDays = state.tradingDays();
        lastTradingDay = state.tradedToday() ? day : day - 1;
        verdict = state.verdict();
        state.failure().ifPresent(failure -> {
            failedObjective = failure.objective();
            failureFloor = failure.floor().map(Money::minorUnits).orElse(NO_FLOOR);
        });
        moveFloors();
    }

    /**
     * Opens a fresh account of the same phase in place of this one.
     *
     * @param newFirstDay the first day, in days since 1970-01-01
     */
    public void restart(long newFirstDay) {
        firstDay = newFirstDay;
        lastDay = timeLimit == null ? Long.MAX_VALUE : timeLimit.lastDay(newFirstDay);
        day = newFirstDay;
        balance = initialBalance;
        equity = initialBalance;
        cashFlows = 0;
        highWaterMark = initialBalance;
        trailingReference = initialBalance;
        bestDayProfit = 0;
        profitableDaysProfit = 0;
        openPositions = 0;
        tradingDays = 0;
        lastTradingDay = newFirstDay - 1;
        verdict = Verdict.ONGOING;
        failedObjective = null;
        failureFloor = NO_FLOOR;
        anchorDay();
    }

    /**
     * Midnight has passed: closes the current day and starts another. Days in between count as days on which nothing
     * happened.
     *
     * @param newDay the new day, in days since 1970-01-01
     * @throws IllegalArgumentException if the day is not after the current one
     */
    public void rollTo(long newDay) {
        if (newDay <= day) {
            throw new IllegalArgumentException(
                    "day must be after " + LocalDate.ofEpochDay(day) + ", was " + LocalDate.ofEpochDay(newDay));
        }
        if (newDay > day + 1) {
            // once an idle day has begun, all that follow are like it
            roll(day + 1);
        }
        roll(newDay);
    }

    private void roll(long newDay) {
        if (verdict.isFinal()) {
            return;
        }
        if (dailyLoss != null
                && dailyLoss.judged() == DailyLoss.Judged.AT_CLOSE
                && equity < breachTest.threshold(dailyLossFloor)) {
            fail(Objective.DAILY_LOSS, dailyLossFloor);
        } else if (newDay > lastDay) {
            day = lastDay;
            fail(Objective.TIME_LIMIT, NO_FLOOR);
        } else {
            long earned = dayProfit();
            bestDayProfit = Math.max(bestDayProfit, earned);
            profitableDaysProfit += Math.max(0, earned);
            verdict = Verdict.ONGOING;
            day = newDay;
            if (maximumLossReference == MaximumLoss.Reference.START_OF_DAY_BALANCE) {
                trailingReference = Math.max(trailingReference, balance);
            }
            anchorDay();
            judge();
        }
    }

    /** A position was opened. */
    public void opened() {
        if (verdict.isFinal()) {
            return;
        }
        openPositions++;
        if (lastTradingDay != day) {
            lastTradingDay = day;
            tradingDays++;
        }
    }

    /**
     * The open positions were valued.
     *
     * @param newEquity balance plus floating profit, minor units
     */
    public void marked(long newEquity) {
        if (!verdict.isFinal()) {
            setEquity(newEquity);
            judge();
        }
    }

    /**
     * A position was closed. The balance takes its profit; with no other position open, equity is the balance again,
     * else it stays as last marked.
     *
     * @param profit what the position earned after all costs, minor units
     * @throws IllegalStateException if no position is open
     */
    public void closed(long profit) {
        if (verdict.isFinal()) {
            return;
        }
        if (openPositions == 0) {
            throw new IllegalStateException("no position is open to be closed");
        }
        openPositions--;
        balance += profit;
        if (openPositions == 0) {
            setEquity(balance);
        }
        if (maximumLossReference == MaximumLoss.Reference.CLOSED_BALANCE && balance > trailingReference) {
            trailingReference = balance;
            moveFloors();
        }
        judge();
        if (verdict == Verdict.ONGOING
                && openPositions == 0
                && balance >= targetBalance()
                && tradingDays >= minimumTradingDays
                && bestDayHolds()) {
            verdict = Verdict.PASSED;
        }
    }

    /**
     * Money was paid in or out. It is neither profit nor loss: balance, equity, target, high-water mark, the floor of
     * the day and a maximum-loss floor that trails move with it. A static maximum-loss floor stays where it is.
     *
     * @param amount paid in, or out if negative, minor units
     */
    public void cashFlow(long amount) {
        if (verdict.isFinal()) {
            return;
        }
        cashFlows += amount;
        balance += amount;
        equity += amount;
        highWaterMark += amount;
        dayStartBalance += amount;
        if (maximumLossReference != MaximumLoss.Reference.INITIAL_BALANCE) {
            trailingReference += amount;
        }
        if (dailyLoss != null) {
            dailyLossFloor += amount;
        }
        moveFloors();
        judge();
    }

    private void setEquity(long newEquity) {
        equity = newEquity;
        highWaterMark = Math.max(highWaterMark, newEquity);
        if (maximumLossReference == MaximumLoss.Reference.INTRADAY_EQUITY && newEquity > trailingReference) {
            trailingReference = newEquity;
            moveFloors();
        }
    }

    /** The limit if it does not depend on its reference, so that it is computed once; else {@link #MOVES}. */
    private long fixed(Limit limit) {
        return limit instanceof Limit.ShareOfReference ? MOVES : limit.minorUnits(initialBalance, initialBalance);
    }

    private void anchorDay() {
        dayStartBalance = balance;
        if (dailyLoss == null) {
            dailyLossFloor = NO_FLOOR;
        } else {
            long anchor = switch (dailyLoss.anchor()) {
                case BALANCE -> balance;
                case EQUITY -> equity;
                case HIGHER -> Math.max(balance, equity);
            };
            dailyLossFloor = anchor
                    - (fixedDailyLoss == MOVES ? dailyLoss.limit().minorUnits(initialBalance, anchor) : fixedDailyLoss);
        }
        moveFloors();
    }

    private void moveFloors() {
        maximumLossFloor = trailingReference
                - (fixedMaximumLoss == MOVES
                        ? maximumLoss.minorUnits(initialBalance, trailingReference)
                        : fixedMaximumLoss);
        if (lockLevel != NO_LOCK) {
            maximumLossFloor = Math.min(maximumLossFloor, lockLevel + cashFlows);
        }
        instantThreshold =
                breachTest.threshold(judgesDailyLoss() ? Math.max(dailyLossFloor, maximumLossFloor) : maximumLossFloor);
    }

    private void judge() {
        if (equity >= instantThreshold) {
            return;
        }
        boolean daily = judgesDailyLoss() && dailyLossFloor >= maximumLossFloor;
        if (daily && !dailyLossPauses) {
            fail(Objective.DAILY_LOSS, dailyLossFloor);
        } else if (equity < breachTest.threshold(maximumLossFloor)) {
            fail(Objective.MAXIMUM_LOSS, maximumLossFloor);
        } else {
            verdict = Verdict.PAUSED;
            moveFloors();
        }
    }

    private boolean judgesDailyLoss() {
        return dailyLoss != null && dailyLoss.judged() == DailyLoss.Judged.ANY_INSTANT && verdict != Verdict.PAUSED;
    }

    private void fail(Objective objective, long floor) {
        verdict = Verdict.FAILED;
        failedObjective = objective;
        failureFloor = floor;
    }

    /**
     * Whether the best-day rule holds, with today as far as it has come.
     *
     * @return whether it does; true if there is no such rule
     */
    public boolean bestDayHolds() {
        if (bestDay == null) {
            return true;
        }
        long today = dayProfit();
        long whole = switch (bestDay.measure()) {
            case PROFITABLE_DAYS -> profitableDaysProfit + Math.max(0, today);
            case NET_PROFIT -> balance - cashFlows - initialBalance;
            case PROFIT_TARGET -> targetBalance - initialBalance;
        };
        return whole > 0 && Math.max(bestDayProfit, today) <= MinorUnits.down(bestDay.share() * whole);
    }

    /**
     * Whether no day before has earned as much as today.
     *
     * @return whether today is the best day so far
     */
    public boolean todayIsBest() {
        return dayProfit() >= bestDayProfit;
    }

    /**
     * What today has earned, cash flows apart.
     *
     * @return minor units
     */
    public long dayProfit() {
        return balance - dayStartBalance;
    }

    /**
     * The most that any finished day earned.
     *
     * @return minor units, zero if none earned anything
     */
    public long bestDayProfit() {
        return bestDayProfit;
    }

    /**
     * What all finished days that earned something earned together.
     *
     * @return minor units
     */
    public long profitableDaysProfit() {
        return profitableDaysProfit;
    }

    /**
     * The phase whose rules apply.
     *
     * @return the phase
     */
    public Phase phase() {
        return phase;
    }

    /**
     * Where the phase stands.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * The objective that failed the phase.
     *
     * @return the objective
     * @throws IllegalStateException if the phase has not failed
     */
    public Objective failedObjective() {
        if (failedObjective == null) {
            throw new IllegalStateException("the phase has not failed, it is " + verdict);
        }
        return failedObjective;
    }

    /**
     * The floor that was breached.
     *
     * @return minor units, {@link #NO_FLOOR} if no floor was
     */
    public long failureFloor() {
        return failureFloor;
    }

    /**
     * The first day of the phase.
     *
     * @return days since 1970-01-01
     */
    public long firstDay() {
        return firstDay;
    }

    /**
     * The last day on which the phase can be passed.
     *
     * @return days since 1970-01-01, {@link Long#MAX_VALUE} without a time limit
     */
    public long lastDay() {
        return lastDay;
    }

    /**
     * How many positions are open.
     *
     * @return the number
     */
    public int openPositions() {
        return openPositions;
    }

    /**
     * Whether a position was opened today.
     *
     * @return whether today is a trading day already
     */
    public boolean tradedToday() {
        return lastTradingDay == day;
    }

    /**
     * What was paid in, less what was paid out.
     *
     * @return minor units
     */
    public long cashFlows() {
        return cashFlows;
    }

    /**
     * What the floor of the maximum loss is measured from.
     *
     * @return minor units
     */
    public long trailingReference() {
        return trailingReference;
    }

    @Override
    public Currency currency() {
        return phase.initialBalance().currency();
    }

    @Override
    public long initialBalance() {
        return initialBalance;
    }

    @Override
    public long balance() {
        return balance;
    }

    @Override
    public long equity() {
        return equity;
    }

    @Override
    public long highWaterMark() {
        return highWaterMark;
    }

    @Override
    public long dayStartBalance() {
        return dayStartBalance;
    }

    @Override
    public long dailyLossFloor() {
        return dailyLossFloor;
    }

    @Override
    public long maximumLossFloor() {
        return maximumLossFloor;
    }

    @Override
    public long targetBalance() {
        return targetBalance == NO_TARGET ? NO_TARGET : targetBalance + cashFlows;
    }

    @Override
    public long day() {
        return day;
    }

    @Override
    public int tradingDays() {
        return tradingDays;
    }
}
