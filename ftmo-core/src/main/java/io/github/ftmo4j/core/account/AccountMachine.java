package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the rules: one phase of one account as a state machine over minor units and days.
 *
 * <p>Live monitoring and simulation run this same class. It works with days, not with instants ({@link Account} adds
 * those), and does not depend on what a trader does next. Its rules:
 *
 * <ul>
 *   <li>A final verdict stays; later events change nothing.
 *   <li>A daily loss that pauses is not judged again until the next day, which ends the pause; the maximum loss is. A
 *       paused phase can be passed.
 *   <li>A breach is judged before a pass on the same event.
 *   <li>Equity is compared with floors only while it is {@linkplain Valuation#CURRENT current}.
 *   <li>Where equity is under several floors, the highest one names the objective; of equal ones the daily loss does,
 *       then the maximum loss.
 *   <li>A new day first closes the old one (daily loss judged at the close, then whichever of time limit, inactivity
 *       and deep loss ended first), then takes its anchors, then compares the equity with the new floors.
 *   <li>The phase is passed at the first moment at which no position is open, the balance less cash flows has reached
 *       the target, enough trading days are counted and the best-day rule holds.
 * </ul>
 *
 * Amounts are minor units of the account's currency. Nothing is allocated while events are consumed. Not thread-safe.
 */
public final class AccountMachine implements AccountView {

    /** Stands for an equity that is not a high. */
    public static final long NO_HIGH = Long.MIN_VALUE;

    private final CompiledPhase rules;

    // AccountCode reads and writes the fields that are not private
    private long firstDay;
    private long lastDay;
    long day;
    long balance;
    long equity;
    long cashFlows;
    long highWaterMark;
    long trailingReference;
    long dayStartBalance;
    long bestDayProfit;
    long profitableDaysProfit;
    long netProfit;
    long dailyLossFloor;
    long dailyLossLimit;
    private long maximumLossFloor;
    private long floatingLossFloor;
    private long instantThreshold;
    Valuation valuation = Valuation.CURRENT;
    int openPositions;
    int tradingDays;
    long lastCountedDay;
    long firstOpeningDay;
    long lastOpeningDay;
    long deepSince;
    Verdict verdict = Verdict.ONGOING;
    private @Nullable Objective failedObjective;
    private long failureFloor;
    private long failureEquity;

    /**
     * Opens a fresh account.
     *
     * @param rules its initial balance and objectives
     * @param firstDay the first day, in days since 1970-01-01
     */
    public AccountMachine(CompiledPhase rules, long firstDay) {
        this.rules = rules;
        restart(firstDay);
    }

    /**
     * Opens a fresh account under a phase that is compiled for it alone.
     *
     * @param phase its initial balance and objectives
     * @param firstDay the first day, in days since 1970-01-01
     */
    public AccountMachine(Phase phase, long firstDay) {
        this(CompiledPhase.of(phase), firstDay);
    }

    /**
     * Opens an account from its saved state.
     *
     * @param rules its initial balance and objectives, those under which it was saved
     * @param state the saved state
     * @throws IllegalArgumentException if the state is in another currency than the phase, or only one of them has a
     *     daily loss
     */
    public AccountMachine(CompiledPhase rules, AccountState state) {
        this(rules, state.firstDay().toEpochDay());
        Currency currency = rules.currency();
        day = state.day().toEpochDay();
        balance = state.balance().in(currency);
        equity = state.equity().in(currency);
        cashFlows = state.cashFlows().in(currency);
        highWaterMark = state.highWaterMark().in(currency);
        trailingReference = state.trailingReference().in(currency);
        dayStartBalance = state.dayStartBalance().in(currency);
        if (state.dailyLossFloor().isPresent() != rules.hasDailyLoss()) {
            throw new IllegalArgumentException("dailyLossFloor must be present if and only if "
                    + rules.phase().name() + " has a daily loss, was " + state.dailyLossFloor());
        }
        dailyLossFloor = state.dailyLossFloor().map(floor -> floor.in(currency)).orElse(NO_FLOOR);
        dailyLossLimit = state.dailyLossLimit()
                .map(limit -> limit.in(currency))
                .orElse(rules.dailyLossLimit(dayStartBalance, dayStartBalance));
        bestDayProfit = state.bestDayProfit().in(currency);
        profitableDaysProfit = state.profitableDaysProfit().in(currency);
        netProfit = state.netProfit().in(currency);
        valuation = state.valuation();
        openPositions = state.positions().size();
        tradingDays = state.countedDays();
        lastCountedDay = state.todayCounted() ? day : CompiledPhase.NO_DAY;
        firstOpeningDay = orNoDay(state.firstOpeningDay());
        lastOpeningDay = orNoDay(state.lastOpeningDay());
        deepSince = orNoDay(state.deepSince());
        verdict = state.verdict();
        state.failure().ifPresent(failure -> {
            failedObjective = failure.objective();
            failureFloor = failure.floor().map(Money::minorUnits).orElse(NO_FLOOR);
            failureEquity = failure.equity().in(currency);
        });
        moveFloors();
    }

    private static long orNoDay(Optional<LocalDate> date) {
        return date.map(LocalDate::toEpochDay).orElse(CompiledPhase.NO_DAY);
    }

    /**
     * Takes the whole state of another account. Both go on equally from here.
     *
     * @param other an account of an equal phase
     * @throws IllegalArgumentException if its phase is another one
     */
    public void become(AccountMachine other) {
        if (!rules.equals(other.rules)) {
            throw new IllegalArgumentException("other must be an account of "
                    + rules.phase().name() + " with equal rules, was of " + other.rules.phase());
        }
        firstDay = other.firstDay;
        lastDay = other.lastDay;
        day = other.day;
        balance = other.balance;
        equity = other.equity;
        cashFlows = other.cashFlows;
        highWaterMark = other.highWaterMark;
        trailingReference = other.trailingReference;
        dayStartBalance = other.dayStartBalance;
        bestDayProfit = other.bestDayProfit;
        profitableDaysProfit = other.profitableDaysProfit;
        netProfit = other.netProfit;
        dailyLossFloor = other.dailyLossFloor;
        dailyLossLimit = other.dailyLossLimit;
        valuation = other.valuation;
        openPositions = other.openPositions;
        tradingDays = other.tradingDays;
        lastCountedDay = other.lastCountedDay;
        firstOpeningDay = other.firstOpeningDay;
        lastOpeningDay = other.lastOpeningDay;
        deepSince = other.deepSince;
        verdict = other.verdict;
        failedObjective = other.failedObjective;
        failureFloor = other.failureFloor;
        failureEquity = other.failureEquity;
        moveFloors();
    }

    /**
     * Opens a fresh account of the same phase in place of this one.
     *
     * @param newFirstDay the first day, in days since 1970-01-01
     */
    public void restart(long newFirstDay) {
        firstDay = newFirstDay;
        lastDay = rules.lastDay(newFirstDay);
        day = newFirstDay;
        long initial = rules.initialBalance();
        balance = initial;
        equity = initial;
        cashFlows = 0;
        highWaterMark = initial;
        trailingReference = initial;
        bestDayProfit = 0;
        profitableDaysProfit = 0;
        netProfit = 0;
        valuation = Valuation.CURRENT;
        openPositions = 0;
        tradingDays = 0;
        lastCountedDay = CompiledPhase.NO_DAY;
        firstOpeningDay = CompiledPhase.NO_DAY;
        lastOpeningDay = CompiledPhase.NO_DAY;
        deepSince = CompiledPhase.NO_DAY;
        verdict = Verdict.ONGOING;
        failedObjective = null;
        failureFloor = NO_FLOOR;
        failureEquity = initial;
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
        if (rules.judgesDailyLossAtClose()
                && valuation == Valuation.CURRENT
                && equity < rules.threshold(dailyLossFloor)) {
            fail(Objective.DAILY_LOSS, dailyLossFloor);
            return;
        }
        noteDeepLoss();
        long idleEnd = rules.idleEnd(firstDay, lastOpeningDay);
        long end = Math.min(lastDay, Math.min(idleEnd, rules.deepLossEnd(deepSince)));
        if (newDay > end) {
            day = end;
            fail(
                    end == lastDay ? Objective.TIME_LIMIT : end == idleEnd ? Objective.INACTIVITY : Objective.DEEP_LOSS,
                    NO_FLOOR);
            return;
        }
        long earned = dayProfit();
        bestDayProfit = Math.max(bestDayProfit, earned);
        profitableDaysProfit += Math.max(0, earned);
        netProfit += earned;
        if (todayIsProfitable()) {
            tradingDays++;
        }
        verdict = Verdict.ONGOING;
        day = newDay;
        if (rules.maximumLossReference() == MaximumLoss.Reference.START_OF_DAY_BALANCE) {
            trailingReference = Math.max(trailingReference, balance);
        }
        anchorDay();
        judge();
    }

    private void noteDeepLoss() {
        if (!rules.isDeepLoss(balance - cashFlows)) {
            deepSince = CompiledPhase.NO_DAY;
        } else if (deepSince == CompiledPhase.NO_DAY) {
            deepSince = day;
        }
    }

    private boolean todayIsProfitable() {
        return rules.isProfitableDay(dayProfit(), dayStartBalance);
    }

    /** A position was opened. */
    public void opened() {
        if (verdict.isFinal()) {
            return;
        }
        openPositions++;
        lastOpeningDay = day;
        if (firstOpeningDay == CompiledPhase.NO_DAY) {
            firstOpeningDay = day;
        }
        if (rules.countsOpenings()) {
            countToday();
        }
    }

    /** A position that was recorded as closed is still open. */
    public void reopened() {
        if (!verdict.isFinal()) {
            openPositions++;
        }
    }

    private void countToday() {
        if (lastCountedDay != day) {
            lastCountedDay = day;
            tradingDays++;
        }
    }

    /** The firm decided that the phase goes on in spite of a final verdict. */
    void reinstated() {
        verdict = Verdict.ONGOING;
        failedObjective = null;
        failureFloor = NO_FLOOR;
        failureEquity = equity;
        if (openPositions == 0) {
            equity = balance;
        } else {
            valuation = Valuation.UNKNOWN;
        }
    }

    /** The firm's {@linkplain Restrictions restrictions} were violated, which fails the phase or changes nothing. */
    public void violated() {
        if (!verdict.isFinal() && rules.violationFails()) {
            fail(Objective.RESTRICTION, NO_FLOOR);
        }
    }

    /**
     * Marks the value of the open positions as unknown until the next mark, as after an interruption. If a day starts
     * before that mark, the equity is not compared with its floors. Without open positions nothing is unknown.
     */
    public void equityUnknown() {
        if (!verdict.isFinal()) {
            valuation = openPositions == 0 ? Valuation.CURRENT : Valuation.UNKNOWN;
        }
    }

    /**
     * The open positions were valued.
     *
     * @param newEquity balance plus floating profit, minor units
     */
    public void marked(long newEquity) {
        if (!verdict.isFinal()) {
            valuation = Valuation.CURRENT;
            setEquity(newEquity);
            judge();
        }
    }

    /**
     * The open positions were valued at an earlier moment of today, and the mark arrives late. It is compared with the
     * floors of that moment; equity stays as last marked. If the mark is a high, the floors that follow equity rise
     * now.
     *
     * @param earlierEquity balance plus floating profit at that moment, minor units
     * @param then the floors at that moment
     * @param high the equity of that moment plus the cash flows since then, minor units; {@link #NO_HIGH} if it was in
     *     an earlier reward cycle
     * @return whether it failed the phase at that moment
     */
    public boolean markedLate(long earlierEquity, Floors then, long high) {
        if (verdict.isFinal()) {
            return false;
        }
        noteHigh(high);
        judge(earlierEquity, then.dailyLoss(), then.maximumLoss(), then.floatingLoss());
        boolean failedThen = verdict.isFinal();
        if (!failedThen) {
            judge();
        }
        return failedThen;
    }

    /**
     * A position was closed. Its profit is added to the balance. If no other position is open, equity equals the
     * balance. Otherwise equity stays as last marked and is not compared with floors until the next mark, because
     * floors that follow the balance already include the profit.
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
        if (rules.countsClosings()) {
            countToday();
        }
        booked(profit);
    }

    /**
     * Profit or loss was booked without a position being closed in whole: a partial close, a cost, a correction.
     * Balance and equity change as described at {@link #closed}.
     *
     * @param profit what was booked, minor units
     */
    public void booked(long profit) {
        if (verdict.isFinal()) {
            return;
        }
        balance += profit;
        if (openPositions == 0) {
            valuation = Valuation.CURRENT;
            setEquity(balance);
        } else if (profit != 0 && valuation == Valuation.CURRENT) {
            valuation = Valuation.BEFORE_BOOKING;
        }
        boolean rises =
                rules.maximumLossReference() == MaximumLoss.Reference.CLOSED_BALANCE && balance > trailingReference;
        if (rises) {
            trailingReference = balance;
        }
        if (rises || rules.hasFloatingLoss()) {
            moveFloors();
        }
        judge();
        passIfDone();
    }

    private void passIfDone() {
        if (!verdict.isFinal() && openPositions == 0 && nothingIsMissing()) {
            verdict = Verdict.PASSED;
        }
    }

    /**
     * Profit was paid out as a reward, and a new reward cycle begins: best day and trading days are counted from here.
     * The floor of the day moves with the money; a trailing maximum-loss floor as {@link MaximumLoss#payout()} says.
     *
     * @param amount what leaves the account, minor units, above zero and not more than the profit
     * @throws IllegalArgumentException if the amount is out of range
     * @throws IllegalStateException if a position is open, or the phase has a profit target
     */
    public void paidOut(long amount) {
        if (verdict.isFinal()) {
            return;
        }
        requirePayable(amount);
        balance -= amount;
        equity -= amount;
        highWaterMark -= amount;
        if (rules.hasDailyLoss()) {
            dailyLossFloor -= amount;
        }
        if (rules.payoutResetsFloor()) {
            trailingReference = balance;
        }
        beginRewardCycle();
        moveFloors();
        judge();
    }

    /**
     * A new reward cycle begins: best day and trading days are counted from here, and the profit on the account is that
     * of no day. {@link #paidOut} includes it; a larger account that takes over what a reward left needs it alone.
     */
    public void beginRewardCycle() {
        dayStartBalance = balance;
        bestDayProfit = 0;
        profitableDaysProfit = 0;
        netProfit = 0;
        tradingDays = 0;
        lastCountedDay = CompiledPhase.NO_DAY;
        firstOpeningDay = CompiledPhase.NO_DAY;
    }

    /** Whether {@link #paidOut} would accept an amount. */
    boolean isPayable(long amount) {
        return openPositions == 0
                && !rules.hasTarget()
                && amount > 0
                && amount <= balance - cashFlows - rules.initialBalance();
    }

    /** Refuses a payout that {@link #paidOut} would. */
    void requirePayable(long amount) {
        if (openPositions > 0 || rules.hasTarget()) {
            throw new IllegalStateException("payout must be from a flat account without a profit target, had "
                    + openPositions + " positions open in " + rules.phase().name());
        }
        long profit = balance - cashFlows - rules.initialBalance();
        if (amount <= 0 || amount > profit) {
            throw new IllegalArgumentException(
                    "payout must be above zero and at most the profit of " + profit + " minor units, was " + amount);
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
        if (rules.maximumLossTrails()) {
            trailingReference += amount;
        }
        if (rules.hasDailyLoss()) {
            dailyLossFloor += amount;
        }
        moveFloors();
        judge();
        passIfDone(); // a share of a balance that money has left may be earned already
    }

    private void setEquity(long newEquity) {
        equity = newEquity;
        noteHigh(newEquity);
    }

    private void noteHigh(long seenEquity) {
        highWaterMark = Math.max(highWaterMark, seenEquity);
        if (rules.maximumLossReference() == MaximumLoss.Reference.INTRADAY_EQUITY && seenEquity > trailingReference) {
            trailingReference = seenEquity;
            moveFloors();
        }
    }

    /**
     * The lowest equity that is above every floor that is judged now. A floor judged at the close of a day is not, and
     * the floor of the daily loss is not while the account is paused.
     *
     * @return minor units; an equity below it is a breach
     */
    public long lowestEquity() {
        return instantThreshold;
    }

    /**
     * Whether a mark would raise the high-water mark or a floor. A floor that was lowered by a payout can rise while
     * equity is below the high-water mark.
     *
     * @param newEquity balance plus floating profit, minor units
     * @return whether it would
     */
    public boolean isHigh(long newEquity) {
        return newEquity > highWaterMark
                || (rules.maximumLossReference() == MaximumLoss.Reference.INTRADAY_EQUITY
                        && newEquity > trailingReference);
    }

    private void anchorDay() {
        dayStartBalance = balance;
        dailyLossLimit = rules.dailyLossLimit(balance, equity);
        dailyLossFloor = rules.dailyLossFloor(balance, equity);
        moveFloors();
    }

    void moveFloors() {
        maximumLossFloor = rules.maximumLossFloor(trailingReference, cashFlows);
        floatingLossFloor = rules.floatingLossFloor(balance);
        long floor = Math.max(maximumLossFloor, floatingLossFloor);
        instantThreshold = rules.threshold(judgesDailyLoss() ? Math.max(dailyLossFloor, floor) : floor);
    }

    private void judge() {
        if (equity < instantThreshold && valuation == Valuation.CURRENT) {
            judge(equity, dailyLossFloor, maximumLossFloor, floatingLossFloor);
        }
    }

    private void judge(long held, long daily, long maximum, long floating) {
        long floor = Math.max(maximum, floating);
        boolean underDaily = judgesDailyLoss() && held < rules.threshold(daily);
        if (underDaily && daily >= floor && !rules.dailyLossPauses()) {
            fail(Objective.DAILY_LOSS, daily, held);
        } else if (held < rules.threshold(floor)) {
            fail(maximum == floor ? Objective.MAXIMUM_LOSS : Objective.FLOATING_LOSS, floor, held);
        } else if (underDaily) {
            verdict = Verdict.PAUSED;
            moveFloors();
        }
    }

    private boolean judgesDailyLoss() {
        return rules.judgesDailyLossAlways() && verdict != Verdict.PAUSED;
    }

    private void fail(Objective objective, long floor) {
        fail(objective, floor, equity);
    }

    private void fail(Objective objective, long floor, long at) {
        verdict = Verdict.FAILED;
        failedObjective = objective;
        failureFloor = floor;
        failureEquity = at;
    }

    /**
     * Whether nothing is missing to pass the phase: the profit target is reached, enough trading days are counted and
     * the best-day rule holds. Open positions, which delay a pass, are not considered.
     *
     * @return whether nothing is
     */
    public boolean nothingIsMissing() {
        return targetReached() && tradingDaysHold() && bestDayHolds();
    }

    /**
     * What is still missing to pass the phase. Unlike {@link #nothingIsMissing()} it allocates its answer.
     *
     * @return what is missing
     */
    public Missing missing() {
        return new Missing(
                rules.hasTarget() ? Optional.of(money(Math.max(0, targetBalance() - balance))) : Optional.empty(),
                Math.max(0, rules.minimumTradingDays() - tradingDays()),
                !bestDayHolds());
    }

    /**
     * Whether profit is still needed to pass the phase: for the target, for the best-day rule, or for today to be a
     * trading day where only days that earn enough are. Otherwise trading days are all that is missing, if anything,
     * and more profit today does not bring one.
     *
     * @return whether it is needed; true if the phase has no target
     */
    public boolean needsProfit() {
        return !targetReached()
                || !bestDayHolds()
                || (rules.daysMustEarn() && !tradingDaysHold() && !todayIsProfitable());
    }

    /**
     * Whether the balance has reached the profit target.
     *
     * @return whether it has; false if there is no target
     */
    public boolean targetReached() {
        return balance >= targetBalance();
    }

    /**
     * Whether the best-day rule holds, with the profit of today so far.
     *
     * @return whether it does; true if there is no such rule
     */
    public boolean bestDayHolds() {
        return rules.bestDayHolds(bestDayProfit, profitableDaysProfit, netProfit, dayProfit());
    }

    /**
     * Whether enough trading days are counted, with today if it counts so far.
     *
     * @return whether they are
     */
    public boolean tradingDaysHold() {
        return tradingDays() >= rules.minimumTradingDays();
    }

    /**
     * Whether today is a trading day already, as the phase counts them.
     *
     * @return whether it is
     */
    public boolean todayCounts() {
        return rules.daysMustEarn() ? todayIsProfitable() : lastCountedDay == day;
    }

    /**
     * The floor of the daily loss after the next midnight if a profit is booked before it.
     *
     * @param profit the profit to be booked, minor units, not negative; equity is as last marked or higher
     * @return minor units, {@link #NO_FLOOR} if there is no daily loss
     */
    public long nextDailyLossFloor(long profit) {
        return rules.dailyLossFloor(balance + profit, equity);
    }

    /**
     * The floor of the maximum loss after the next midnight if a profit is booked before it.
     *
     * @param profit the profit to be booked, minor units, not negative
     * @return minor units
     */
    public long nextMaximumLossFloor(long profit) {
        return switch (rules.maximumLossReference()) {
            case START_OF_DAY_BALANCE, CLOSED_BALANCE ->
                rules.maximumLossFloor(Math.max(trailingReference, balance + profit), cashFlows);
            case INITIAL_BALANCE, INTRADAY_EQUITY -> maximumLossFloor;
        };
    }

    /**
     * Whether today has earned at least as much as every earlier day.
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
     * What all finished days of the reward cycle earned together.
     *
     * @return minor units, below zero for a loss
     */
    public long netProfit() {
        return netProfit;
    }

    /**
     * The phase whose rules apply.
     *
     * @return the phase
     */
    public Phase phase() {
        return rules.phase();
    }

    /**
     * The phase in minor units.
     *
     * @return the compiled phase
     */
    public CompiledPhase compiledPhase() {
        return rules;
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
     * The equity that breached the floor, or the equity at the moment at which the phase failed for another reason.
     *
     * @return minor units
     */
    public long failureEquity() {
        return failureEquity;
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
     * What is known of the equity.
     *
     * @return the valuation
     */
    public Valuation valuation() {
        return valuation;
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
     * Trading days of the current reward cycle that are final. {@link #tradingDays()} also counts a today that is
     * profitable so far.
     *
     * @return the number
     */
    public int countedDays() {
        return tradingDays;
    }

    /**
     * The first day of the current reward cycle on which a position was opened.
     *
     * @return the day, none if there was none
     */
    public Optional<LocalDate> firstOpeningDay() {
        return date(firstOpeningDay);
    }

    /** As {@link #firstOpeningDay()}, in days since 1970-01-01; {@link CompiledPhase#NO_DAY} if there was none. */
    long firstOpeningEpochDay() {
        return firstOpeningDay;
    }

    /**
     * The last day on which a position was opened.
     *
     * @return the day, none if there was none
     */
    public Optional<LocalDate> lastOpeningDay() {
        return date(lastOpeningDay);
    }

    /**
     * What the rules say now.
     *
     * @param asOf when that is
     * @param failure how the phase failed, none unless it did
     * @return the assessment
     */
    public Assessment assess(Instant asOf, Optional<Failure> failure) {
        Money marked = money(equity);
        Missing missing = missing();
        return new Assessment(
                asOf,
                verdict,
                failure,
                LocalDate.ofEpochDay(day),
                money(balance),
                marked,
                openPositions,
                tradingDays(),
                missing,
                new Headroom(
                        floor(dailyLossFloor()).map(marked::minus),
                        marked.minus(money(maximumLossFloor())),
                        floor(floatingLossFloor()).map(marked::minus),
                        missing.profit()));
    }

    /**
     * How the phase failed.
     *
     * @param at when it did
     * @return the failure
     * @throws IllegalStateException if it has not failed
     */
    public Failure failure(Instant at) {
        return new Failure(failedObjective(), at, money(failureEquity()), floor(failureFloor()));
    }

    private Money money(long minorUnits) {
        return new Money(minorUnits, currency());
    }

    private Optional<Money> floor(long minorUnits) {
        return minorUnits == NO_FLOOR ? Optional.empty() : Optional.of(money(minorUnits));
    }

    /**
     * The day since which every day has ended with a balance as low as a {@linkplain Inactivity#deepLoss() deep loss}.
     *
     * @return the day, none if the last day did not
     */
    public Optional<LocalDate> deepSince() {
        return date(deepSince);
    }

    private static Optional<LocalDate> date(long epochDay) {
        return epochDay == CompiledPhase.NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(epochDay));
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
        return rules.currency();
    }

    @Override
    public long initialBalance() {
        return rules.initialBalance();
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
    public long dailyLossLimit() {
        return dailyLossLimit;
    }

    @Override
    public long maximumLossLimit() {
        return trailingReference - maximumLossFloor;
    }

    @Override
    public long maximumLossFloor() {
        return maximumLossFloor;
    }

    @Override
    public long floatingLossFloor() {
        return floatingLossFloor;
    }

    @Override
    public long targetBalance() {
        return rules.targetBalance(cashFlows);
    }

    @Override
    public long day() {
        return day;
    }

    @Override
    public int tradingDays() {
        return todayIsProfitable() ? tradingDays + 1 : tradingDays;
    }
}
