package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.Currency;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as flat state: amounts are whole minor units in doubles, and whenever a rule or a module looks at the
 * account, it has no open trade, so that equity equals the balance. The rules mean what {@code AccountMachine} says,
 * and the trader does what {@link TradingPlan} says.
 *
 * <p>The trades of a day are in {@link FlatLoop}. This class has what happens between them: bookings that reach a
 * {@linkplain #low bound}, the ends of days and of phases.
 */
abstract class FlatAccount implements AccountView, Moment {

    /** A balance at or above this, or below minus this, is left to the readable engine, whose amounts end at 10¹³. */
    static final double SAFE = 0x1p42;

    private static final int MOST_DAYS_AT_ONCE = 256;

    static final int ONGOING = 0;
    static final int PAUSED = 1;
    static final int PASSED = 2;
    static final int FAILED = 3;

    final Lowered spec;
    final long seed;
    final FlatPhase[] phases;
    final RandomStream outcomes;
    final RandomStream counts;
    final OutcomeSampler sampler;
    final Outcome outcome = new Outcome();

    /** The states of this account, which end with a phase. */
    final Slot[] own;

    /** The balance from which on the readable engine must run the trial. */
    private final double below;

    private final boolean needsDates;

    private final boolean hasSampler;
    private final int fixedTrades;

    /** Whether the stream of outcomes is started here; else the loop does it. */
    private final boolean resetsOutcomes;

    private final TradingCalendar calendar;
    private final int stalledAfter;
    private final int abandonAfter;

    long trial;
    int drawAccount;
    int phase;
    FlatPhase rules;

    /** None while the attempt is active. */
    @Nullable
    AttemptEnd end;

    /** Whether the readable engine must run the trial, because a number has left the range of this one. */
    boolean outOfRange;

    int earlierDays;
    int phaseDays;
    int idleDays;
    int tradesToday;
    int tradeOfDay;
    int earlierTrades;
    boolean riskedToday;
    boolean refusedToday;

    double balance;
    double highWaterMark;
    double trailingReference;
    double dayStartBalance;
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

    /** What the next trade may risk at most after a loss; infinite without one. */
    double mostAfterLoss;

    double riskedOfDay;
    int positionsOfDay;

    FlatAccount(Lowered spec, long seed, Slot[] own) {
        this.spec = spec;
        this.seed = seed;
        this.own = own;
        below = spec.plainBets() == null ? SAFE : spec.plainBets().below();
        needsDates = spec.needsDates();
        fixedTrades = spec.fixedTrades();
        hasSampler = spec.hasSampler();
        resetsOutcomes = spec.plainBets() == null;
        phases = spec.phases();
        rules = phases[0];
        calendar = spec.spec().calendar();
        stalledAfter = spec.spec().tradingPlan().stalledAfter();
        abandonAfter = spec.spec().tradingPlan().abandonAfter();
        sampler = spec.spec().outcomes().start();
        outcomes = new RandomStream(seed, 0, 0, 0, Purpose.OUTCOME);
        counts = new RandomStream(seed, 0, 0, 0, Purpose.TRADES_PER_DAY);
    }

    /**
     * Runs the attempt to its end, alone.
     *
     * @return false if it was stopped
     */
    abstract boolean run(BooleanSupplier stop);

    /**
     * Runs attempts of the same composition to their ends, side by side.
     *
     * @return false if they were stopped
     */
    abstract boolean runSideBySide(FlatAccount[] attempts, BooleanSupplier stop);

    final void start(long newTrial, int newDrawAccount) {
        trial = newTrial;
        drawAccount = newDrawAccount;
        end = null;
        outOfRange = false;
        earlierDays = 0;
        startPhase(0, spec.firstDay());
    }

    private void startPhase(int newPhase, long newFirstDay) {
        phase = newPhase;
        FlatPhase now = phases[newPhase];
        rules = now;
        firstDay = newFirstDay;
        day = newFirstDay;
        lastDay = now.hasClock ? now.rules.lastDay(newFirstDay) : CompiledPhase.NEVER;
        double initial = now.initialBalance;
        balance = initial;
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
        mostAfterLoss = Double.POSITIVE_INFINITY;
        riskedOfDay = 0;
        positionsOfDay = 0;
        for (Slot slot : own) {
            slot.reset();
        }
        if (resetsOutcomes) {
            outcomes.reset(seed, trial, drawAccount, newPhase, Purpose.OUTCOME);
        }
        if (hasSampler) {
            sampler.restart();
        }
        if (fixedTrades == 0) {
            counts.reset(seed, trial, drawAccount, newPhase, Purpose.TRADES_PER_DAY);
        }
        phaseDays = 1;
        idleDays = 0;
        earlierTrades = 0;
    }

    final void startDay() {
        tradesToday =
                fixedTrades > 0 ? fixedTrades : TradesPerDay.draw(spec.spec().tradesPerDay(), counts);
        tradeOfDay = 0;
        riskedToday = false;
        refusedToday = false;
        riskedOfDay = 0;
        positionsOfDay = 0;
    }

    /** The first trade of a day is opened: the day may count, and the clock of inactivity starts again. */
    final void openedToday() {
        riskedToday = true;
        lastOpeningDay = day;
        if (rules.countsTrades && !countedToday) {
            countedToday = true;
            tradingDays++;
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
        judge();
        passIfDone();
        moveBounds();
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
        } else if (!Double.isNaN(fixed)) {
            dailyLossFloor = start - fixed;
        } else {
            dailyLossFloor = rules.rules.dailyLossFloor((long) start, (long) start);
        }
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

    private void moveBounds() {
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

    private void judge() {
        if (!(balance < threshold)) {
            return;
        }
        double floating = floatingFloor();
        double floor = floating > maximumLossFloor ? floating : maximumLossFloor;
        boolean underDaily = judgesDailyLoss() && balance < dailyLossFloor + rules.touch;
        if (underDaily && dailyLossFloor >= floor && !rules.dailyLossPauses) {
            fail(Objective.DAILY_LOSS);
        } else if (balance < floor + rules.touch) {
            fail(maximumLossFloor == floor ? Objective.MAXIMUM_LOSS : Objective.FLOATING_LOSS);
        } else if (underDaily) {
            verdict = PAUSED;
            moveThreshold();
        }
    }

    private void fail(Objective objective) {
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

    private boolean needsProfit() {
        return balance < rules.targetBalance
                || !bestDayHolds()
                || (rules.daysMustEarn && !tradingDaysHold() && !todayIsProfitable());
    }

    private boolean bestDayHolds() {
        return !rules.hasBestDay
                || rules.rules.bestDayHolds((long) bestDayProfit, (long) profitableDaysProfit, (long) netProfit, (long)
                        (balance - dayStartBalance));
    }

    private boolean todayIsProfitable() {
        return rules.daysMustEarn
                && rules.rules.isProfitableDay((long) (balance - dayStartBalance), (long) dayStartBalance);
    }

    private boolean tradingDaysHold() {
        return tradingDays() >= rules.minimumTradingDays;
    }

    /**
     * The trades of the day are done: opens a token trade if the trader wants one, and goes to the next day or phase.
     *
     * @return whether the attempt goes on
     */
    final boolean endDay() {
        earlierTrades += tradeOfDay;
        if (verdict == ONGOING && balance >= rules.targetBalance) {
            takeTokenTrade();
        }
        if (verdict == PASSED) {
            return passPhase();
        }
        return verdict == FAILED ? end(AttemptEnd.of(Objects.requireNonNull(failedObjective))) : nextDay();
    }

    /**
     * The next day, as {@link #endDay} begins it, if nothing happens at the end of today but that the floor of the
     * daily loss moves.
     *
     * @return false if something may happen, and nothing has been done
     */
    final boolean rolls(double now) {
        FlatPhase of = rules;
        if (!of.plainDays
                || needsDates
                || verdict != ONGOING
                || now >= of.targetBalance
                || (now > trailingReference && of.trailsStartOfDay)
                || outOfRange) {
            return false;
        }
        int idle = riskedToday ? 0 : refusedToday ? idleDays + 1 : idleDays;
        if (idle >= stalledAfter || phaseDays >= abandonAfter) {
            return false;
        }
        idleDays = idle;
        phaseDays++;
        day++;
        earlierTrades += tradeOfDay;
        countedToday = false;
        dayStartBalance = now;
        double floor = maximumLossFloor;
        double daily = now - of.fixedDailyLoss;
        dailyLossFloor = daily;
        floor = of.judgesDailyLossAlways && daily > floor ? daily : floor;
        floor += of.touch;
        threshold = floor;
        low = floor > -SAFE ? floor : -SAFE;
        return true;
    }

    /** Whether the end of a day below the target changes nothing but the floor of the daily loss, dates apart. */
    final boolean isPlainDay() {
        return rules.plainDays && !needsDates && verdict == ONGOING;
    }

    /** How many days may pass before {@link #endDay} must look at them; not too many, so that a stop is seen. */
    final int daysLeft() {
        int left = abandonAfter - phaseDays;
        return left < MOST_DAYS_AT_ONCE ? left : MOST_DAYS_AT_ONCE;
    }

    /** Whether the phase is passed by a trade after so many plain days, today not among them. */
    final boolean passesAfter(int days) {
        FlatPhase of = rules;
        if (!(balance < below)
                || balance < of.targetBalance
                || of.minimumTradingDays > tradingDays + (of.countsTrades ? days + 1 : 0)) {
            return false;
        }
        phaseDays += days;
        return true;
    }

    /** A trade after so many plain days has failed the phase, under a floor of a day that began with a balance. */
    final void failAfter(int days, double start) {
        phaseDays += days;
        double floor = start - rules.fixedDailyLoss;
        end = floor >= maximumLossFloor ? AttemptEnd.DAILY_LOSS : AttemptEnd.MAXIMUM_LOSS;
        outOfRange = balance < -SAFE;
    }

    /** Plain days have passed, on each of which something was risked. */
    final void skipDays(int days, int trades, double start, double from) {
        if (days > 0) {
            phaseDays += days;
            day += days;
            earlierTrades += days * trades;
            if (rules.countsTrades) {
                tradingDays += days;
            }
            idleDays = 0;
            countedToday = false;
            dayStartBalance = start;
            dailyLossFloor = start - rules.fixedDailyLoss;
            threshold = from;
            low = from;
        }
    }

    private void takeTokenTrade() {
        boolean counts = rules.daysMustEarn ? todayIsProfitable() : countedToday;
        if (!needsProfit() && !counts) {
            boolean risked = riskedToday;
            openedToday();
            riskedToday = risked;
            booked();
        }
    }

    private boolean nextDay() {
        if (riskedToday) {
            idleDays = 0;
        } else if (refusedToday) {
            idleDays++;
        }
        if (needsDates) {
            rollTo(calendar.dayAfter(day));
        } else {
            roll(day + 1);
        }
        if (verdict == FAILED) {
            return end(AttemptEnd.of(Objects.requireNonNull(failedObjective)));
        }
        if (idleDays >= stalledAfter) {
            return end(AttemptEnd.STALLED);
        }
        if (phaseDays >= abandonAfter) {
            return end(AttemptEnd.ABANDONED);
        }
        phaseDays++;
        return true;
    }

    private void rollTo(long newDay) {
        if (newDay > day + 1 && rules.emptyDaysMatter) {
            roll(day + 1);
        }
        if (verdict != FAILED) {
            roll(newDay);
        }
    }

    private void roll(long newDay) {
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
        if (balance < threshold) {
            judge();
            moveBounds();
        }
    }

    private boolean failsAtClose(long newDay) {
        if (rules.judgesDailyLossAtClose && balance < dailyLossFloor + rules.touch) {
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

    final boolean passPhase() {
        if (phase + 1 == phases.length) {
            return end(AttemptEnd.PASSED);
        }
        earlierDays += phaseDays;
        startPhase(phase + 1, calendar.dayAfter(day));
        return true;
    }

    private boolean end(AttemptEnd how) {
        end = how;
        return false;
    }

    final boolean passed() {
        return end == AttemptEnd.PASSED;
    }

    /** Counts the attempt, which has ended, and each phase that it entered. */
    final void count(Tally tally) {
        AttemptEnd how = Objects.requireNonNull(end);
        for (int earlier = 0; earlier < phase; earlier++) {
            tally.phaseEnded(earlier, AttemptEnd.PASSED);
        }
        tally.phaseEnded(phase, how);
        tally.attemptEnded(how, earlierDays + phaseDays, (long) balance);
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
        return rules.rules.dailyLossLimit((long) dayStartBalance, (long) dayStartBalance);
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

    @Override
    public long epochMilli() {
        return calendar.timeOfTrades(day);
    }

    @Override
    public int tradeOfDay() {
        return tradeOfDay;
    }

    @Override
    public int tradeOfPhase() {
        return earlierTrades + tradeOfDay;
    }
}
