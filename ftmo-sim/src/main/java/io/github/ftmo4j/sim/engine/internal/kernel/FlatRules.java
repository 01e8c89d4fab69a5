package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.sim.spec.TradePath;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * The account of one phase as flat state: amounts are whole minor units in doubles. Whenever a module looks at the
 * account, equity equals the balance. The rules mean what {@code AccountMachine} says.
 */
abstract class FlatRules implements AccountView {

    /** A balance at or above this, or below minus this, is left to the readable engine, whose amounts end at 10¹³. */
    static final double SAFE = 0x1p42;

    static final int ONGOING = 0;
    static final int PAUSED = 1;
    static final int PASSED = 2;
    static final int FAILED = 3;

    private final boolean optimistic;

    /** The balance from which on the readable engine must run the trial. */
    final double below;

    FlatPhase rules;

    /** Whether the readable engine must run the trial, because a number has left the range of this one. */
    boolean outOfRange;

    double balance;

    /** Equity less balance: what open positions were last marked with. */
    double floating;

    double highWaterMark;
    double trailingReference;
    double dayStartBalance;

    /** What was floating at the start of the day. */
    private double dayStartFloating;

    double dailyLossFloor;
    double maximumLossFloor;
    double threshold;
    double bestDayProfit;
    double profitableDaysProfit;
    double netProfit;
    int tradingDays;
    boolean countedToday;
    long firstDay;
    long lastDay;
    long day;
    long lastOpeningDay;
    long deepSince;
    int verdict;

    @Nullable
    Objective failedObjective;

    /** Whether the trader takes the next trade of today. */
    boolean active;

    /** While the balance is from here to below {@link #high}, a booking changes nothing but the balance. */
    double low;

    double high;

    FlatRules(Lowered spec) {
        rules = spec.phases()[0];
        below = spec.plainBets() == null ? SAFE : spec.plainBets().below();
        optimistic = spec.spec().positions().path() == TradePath.OPTIMISTIC;
    }

    /** Starts a phase. */
    final void restart(FlatPhase now, long newFirstDay) {
        rules = now;
        firstDay = newFirstDay;
        day = newFirstDay;
        lastDay = now.hasClock ? now.rules.lastDay(newFirstDay) : CompiledPhase.NEVER;
        double initial = now.initialBalance;
        balance = initial;
        floating = 0;
        highWaterMark = initial;
        trailingReference = initial;
        bestDayProfit = 0;
        profitableDaysProfit = 0;
        netProfit = 0;
        tradingDays = 0;
        countedToday = false;
        lastOpeningDay = CompiledPhase.NO_DAY;
        deepSince = CompiledPhase.NO_DAY;
        verdict = ONGOING;
        failedObjective = null;
        maximumLossFloor = now.firstMaximumLossFloor;
        anchorDay();
    }

    /** The open trade is seen at its lowest and its highest profit; returns what it is closed with. */
    final double seen(double profit, double lowest, double highest) {
        if (!optimistic) {
            riseTo(balance + highest);
        }
        if (balance + lowest < threshold) {
            // it meets the floor on the way
            double met = threshold - 1;
            judge(met);
            moveBounds();
            return verdict == PAUSED ? met - balance : profit;
        }
        if (optimistic) {
            riseTo(balance + highest);
            judge(balance);
        }
        moveBounds();
        return profit;
    }

    /** Open positions are valued; {@link #moveBounds} follows. */
    final void marked(double equity) {
        if (verdict < PASSED) {
            floating = equity - balance;
            riseTo(equity);
            judge(equity);
        }
    }

    /** The equity is seen at a value, which may be a high. */
    private void riseTo(double seen) {
        outOfRange |= !(seen < SAFE);
        highWaterMark = seen > highWaterMark ? seen : highWaterMark;
        if (rules.trailsEquity && seen > trailingReference && !outOfRange) {
            trailingReference = seen;
            maximumLossFloor = rules.rules.maximumLossFloor((long) seen, 0);
            moveThreshold();
        }
    }

    /** A profit was added to the balance, and the balance is out of bounds. */
    final void booked() {
        if (!(balance < below && balance >= -SAFE)) {
            outOfRange = true;
            active = false;
            return;
        }
        boolean rises = rules.trailsTrades && balance > trailingReference;
        if (rises) {
            trailingReference = balance;
            maximumLossFloor = rules.rules.maximumLossFloor((long) balance, 0);
        }
        if (rises || rules.hasFloatingLoss) {
            moveThreshold();
        }
        judge(balance);
        passIfDone();
        moveBounds();
    }

    /** A profit was added to the balance while other positions are open: floors that follow the balance move. */
    final void bookedAmongOthers() {
        outOfRange |= !(balance < SAFE && balance >= -SAFE);
        boolean rises = rules.trailsTrades && !rules.trailsEquity && balance > trailingReference && !outOfRange;
        if (rises) {
            trailingReference = balance;
            maximumLossFloor = rules.rules.maximumLossFloor((long) balance, 0);
        }
        if (rises || rules.hasFloatingLoss) {
            moveThreshold();
            moveBounds();
        }
    }

    final void countToday() {
        if (!countedToday) {
            countedToday = true;
            tradingDays++;
        }
    }

    private void passIfDone() {
        if (verdict < PASSED && balance >= rules.targetBalance && tradingDaysHold() && bestDayHolds()) {
            verdict = PASSED;
        }
    }

    private void anchorDay() {
        double start = balance;
        dayStartBalance = start;
        double fixed = rules.fixedDailyLoss;
        if (!rules.hasDailyLoss) {
            dailyLossFloor = Double.NEGATIVE_INFINITY;
        } else if (!Double.isNaN(fixed) && floating == 0) {
            dailyLossFloor = start - fixed;
        } else {
            dailyLossFloor = rules.rules.dailyLossFloor((long) start, (long) (start + floating));
        }
        dayStartFloating = floating;
        moveThreshold();
        moveBounds();
    }

    private void moveThreshold() {
        double floor = maximumLossFloor;
        if (rules.hasFloatingLoss) {
            double floating = floatingFloor();
            floor = floating > floor ? floating : floor;
        }
        if (judgesDailyLoss() && dailyLossFloor > floor) {
            floor = dailyLossFloor;
        }
        threshold = floor + rules.touch;
    }

    private double floatingFloor() {
        return rules.hasFloatingLoss ? rules.rules.floatingLossFloor((long) balance) : Double.NEGATIVE_INFINITY;
    }

    private boolean judgesDailyLoss() {
        return rules.judgesDailyLossAlways && verdict != PAUSED;
    }

    final void moveBounds() {
        boolean reached = balance >= rules.targetBalance;
        active = verdict == ONGOING && (!reached || wantsMore());
        low = threshold > -SAFE ? threshold : -SAFE;
        if (reached || rules.hasFloatingLoss) {
            high = Double.NEGATIVE_INFINITY;
        } else {
            double next = rules.targetBalance < below ? rules.targetBalance : below;
            high = rules.trailsTrades && trailingReference < next ? trailingReference + 1 : next;
        }
    }

    private void judge(double held) {
        if (!(held < threshold)) {
            return;
        }
        double floating = floatingFloor();
        double floor = floating > maximumLossFloor ? floating : maximumLossFloor;
        boolean underDaily = judgesDailyLoss() && held < dailyLossFloor + rules.touch;
        if (underDaily && dailyLossFloor >= floor && !rules.dailyLossPauses) {
            fail(Objective.DAILY_LOSS);
        } else if (held < floor + rules.touch) {
            fail(maximumLossFloor == floor ? Objective.MAXIMUM_LOSS : Objective.FLOATING_LOSS);
        } else if (underDaily) {
            verdict = PAUSED;
            moveThreshold();
        }
    }

    final void fail(Objective objective) {
        verdict = FAILED;
        failedObjective = objective;
    }

    /** Whether the trader goes on although the target is reached. */
    private boolean wantsMore() {
        if (!bestDayHolds()) {
            // more profit on the best day would only raise it further above what the rule allows
            return balance - dayStartBalance < bestDayProfit;
        }
        return rules.daysMustEarn && !tradingDaysHold() && !todayIsProfitable();
    }

    final boolean needsProfit() {
        return balance < rules.targetBalance
                || !bestDayHolds()
                || (rules.daysMustEarn && !tradingDaysHold() && !todayIsProfitable());
    }

    private boolean bestDayHolds() {
        return !rules.hasBestDay
                || rules.rules.bestDayHolds((long) bestDayProfit, (long) profitableDaysProfit, (long) netProfit, (long)
                        (balance - dayStartBalance));
    }

    final boolean todayIsProfitable() {
        return rules.daysMustEarn
                && rules.rules.isProfitableDay((long) (balance - dayStartBalance), (long) dayStartBalance);
    }

    private boolean tradingDaysHold() {
        return tradingDays() >= rules.minimumTradingDays;
    }

    final void roll(long newDay) {
        if (rules.emptyDaysMatter && failsAtClose(newDay)) {
            return;
        }
        if (rules.hasBestDay) {
            double earned = balance - dayStartBalance;
            bestDayProfit = earned > bestDayProfit ? earned : bestDayProfit;
            profitableDaysProfit += earned > 0 ? earned : 0;
            netProfit += earned;
        }
        if (todayIsProfitable()) {
            tradingDays++;
        }
        verdict = ONGOING;
        day = newDay;
        countedToday = false;
        if (rules.trailsStartOfDay && balance > trailingReference) {
            trailingReference = balance;
            maximumLossFloor = rules.rules.maximumLossFloor((long) balance, 0);
        }
        anchorDay();
        double equity = balance + floating;
        if (equity < threshold) {
            judge(equity);
            moveBounds();
        }
    }

    private boolean failsAtClose(long newDay) {
        if (rules.judgesDailyLossAtClose && balance + floating < dailyLossFloor + rules.touch) {
            fail(Objective.DAILY_LOSS);
            return true;
        }
        if (!rules.hasClock) {
            return false;
        }
        if (!rules.rules.isDeepLoss((long) balance)) {
            deepSince = CompiledPhase.NO_DAY;
        } else if (deepSince == CompiledPhase.NO_DAY) {
            deepSince = day;
        }
        long idleEnd = rules.rules.idleEnd(firstDay, lastOpeningDay);
        long last = Math.min(lastDay, Math.min(idleEnd, rules.rules.deepLossEnd(deepSince)));
        if (newDay <= last) {
            return false;
        }
        day = last;
        fail(last == lastDay ? Objective.TIME_LIMIT : last == idleEnd ? Objective.INACTIVITY : Objective.DEEP_LOSS);
        return true;
    }

    /** The highest of the floors. */
    final double binding() {
        double floor = dailyLossFloor > maximumLossFloor ? dailyLossFloor : maximumLossFloor;
        if (rules.hasFloatingLoss) {
            double floating = floatingFloor();
            floor = floating > floor ? floating : floor;
        }
        return floor;
    }

    @Override
    public Currency currency() {
        return rules.rules.currency();
    }

    @Override
    public long initialBalance() {
        return rules.rules.initialBalance();
    }

    @Override
    public long balance() {
        return (long) balance;
    }

    @Override
    public long equity() {
        return (long) balance;
    }

    @Override
    public long highWaterMark() {
        return (long) highWaterMark;
    }

    @Override
    public long dayStartBalance() {
        return (long) dayStartBalance;
    }

    @Override
    public long dailyLossFloor() {
        return rules.hasDailyLoss ? (long) dailyLossFloor : NO_FLOOR;
    }

    @Override
    public long dailyLossLimit() {
        return rules.rules.dailyLossLimit((long) dayStartBalance, (long) (dayStartBalance + dayStartFloating));
    }

    @Override
    public long maximumLossFloor() {
        return (long) maximumLossFloor;
    }

    @Override
    public long maximumLossLimit() {
        return (long) (trailingReference - maximumLossFloor);
    }

    @Override
    public long floatingLossFloor() {
        return rules.rules.floatingLossFloor((long) balance);
    }

    @Override
    public long targetBalance() {
        return rules.rules.targetBalance();
    }

    @Override
    public int tradingDays() {
        return todayIsProfitable() ? tradingDays + 1 : tradingDays;
    }

    @Override
    public long day() {
        return day;
    }
}
