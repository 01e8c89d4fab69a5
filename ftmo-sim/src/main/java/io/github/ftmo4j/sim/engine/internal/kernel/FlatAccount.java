package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.sim.engine.internal.GroupDraws;
import io.github.ftmo4j.sim.engine.internal.TradeTimes;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.spec.JointDraws;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One attempt on a flat account, in which the trader does what {@link TradingPlan} says.
 *
 * <p>The trades of a day are in {@link FlatLoop}. This class has what happens between them: the ends of days and of
 * phases.
 */
abstract class FlatAccount extends FlatRules implements Moment {

    private static final int MOST_DAYS_AT_ONCE = 256;

    /** The streams of each account alone. */
    private static final JointDraws OWN = (stream, purpose, trial, day, ordinal) -> stream;

    final Lowered spec;
    final long seed;
    final FlatPhase[] phases;
    final RandomStream outcomes;
    final RandomStream counts;

    /** What happens inside trades. */
    final RandomStream insides;

    private final RandomStream timesOfDay;
    private final RandomStream nights;

    /** None if the accounts are independent. */
    private final @Nullable JointDraws joint;

    /** None if the numbers of trades do not depend on other accounts, or are drawn trade by trade. */
    final @Nullable JointDay jointDay;

    /** None if nothing looks at the times of trades. */
    private final @Nullable TradeTimes times;

    /** The source of outcomes where the results of a group are correlated and drawn by a sampler, else none. */
    private final @Nullable GroupDraws correlated;

    /** The normal numbers of correlated results that are drawn here, else none. */
    final @Nullable GroupNormals groupNormals;

    /** None if each trade is closed before the next one is opened, on the same day. */
    final @Nullable FlatPositions positions;

    private final int atOnce;
    private final double overnight;
    private final boolean hasDays;

    /** Whether the last positions of today are held over midnight. */
    private boolean holds;

    private final boolean completes;
    private final boolean marks;

    /** The number that decides how far a trade goes. */
    private long inside;

    private final RandomGenerator ofInside = () -> inside;

    final OutcomeSampler sampler;

    final Outcome outcome = new Outcome();

    /** The states of this account, which end with a phase. */
    final Slot[] own;

    private final boolean needsDates;
    private final boolean hasSampler;
    private final int fixedTrades;
    private final TradingCalendar calendar;
    private final int stalledAfter;
    private final int abandonAfter;

    long trial;
    int drawAccount;
    int phase;

    /** None while the attempt is active. */
    @Nullable
    AttemptEnd end;

    int earlierDays;
    int phaseDays;
    int idleDays;
    int tradesToday;
    int tradeOfDay;
    int earlierTrades;
    boolean riskedToday;
    boolean refusedToday;

    /** What the next trade may risk at most after a loss; infinite without one. */
    double mostAfterLoss;

    /** How many trades were sized by the rule that risk does not rise after a loss. */
    long capped;

    double riskedOfDay;
    int positionsOfDay;

    /** What the next trade may risk at most after a win and after a loss. */
    private final double[] afterTrade = {Double.POSITIVE_INFINITY, 0};

    /** What the last opened trade risked. */
    private double lastOpened;

    /** When the last trade came up, if the outcomes have times. */
    private long now;

    FlatAccount(Lowered spec, long seed, @Nullable CommonNumbers commons, Slot[] own, Slot[] traders, Slot[] watchers) {
        super(spec);
        this.spec = spec;
        this.seed = seed;
        this.own = own;
        needsDates = spec.needsDates();
        fixedTrades = spec.fixedTrades();
        hasSampler = spec.hasSampler();
        phases = spec.phases();
        calendar = spec.spec().calendar();
        stalledAfter = spec.spec().tradingPlan().stalledAfter();
        abandonAfter = spec.spec().tradingPlan().abandonAfter();
        sampler = spec.spec().outcomes().start();
        outcomes = new RandomStream(seed, 0, 0, 0, Purpose.OUTCOME);
        counts = new RandomStream(seed, 0, 0, 0, Purpose.TRADES_PER_DAY);
        insides = new RandomStream(seed, 0, 0, 0, Purpose.INSIDE_TRADE);
        timesOfDay = new RandomStream(seed, 0, 0, 0, Purpose.TIME);
        nights = new RandomStream(seed, 0, 0, 0, Purpose.OVERNIGHT);
        joint = spec.spec().dependence().isIndependent()
                ? null
                : spec.spec().dependence().draws(seed);
        jointDay = JointDay.of(spec, seed, commons);
        times = spec.hasTimes() ? new TradeTimes(spec.spec()) : null;
        Positions how = spec.spec().positions();
        atOnce = how.atOnce();
        overnight = how.overnight();
        hasDays = spec.spec().outcomes().hasDays();
        positions = spec.composition().groups() ? new FlatPositions(this, spec, traders, watchers) : null;
        boolean correlates = atOnce > 1 && how.correlation() > 0;
        groupNormals = correlates && !hasSampler ? new GroupNormals(seed, how.correlation()) : null;
        correlated =
                correlates && hasSampler ? new GroupDraws(seed, how.correlation(), joint == null ? OWN : joint) : null;
        completes = spec.completes();
        marks = spec.composition().marks();
    }

    /**
     * Runs the attempt to its end, alone.
     *
     * @return false if it was stopped
     */
    abstract boolean run(BooleanSupplier stop);

    /**
     * Runs attempts whose trades are plain bets to their ends: days on which no bound is reached change the balance,
     * the generator and the floor of the day. Each account is a lane and runs one attempt after the other. The lanes
     * take turns day by day: a trade needs the balance of the trade before, and while it waits, the processor works on
     * the other lanes. If they are stopped, the batch has attempts that have not ended.
     */
    void runLanes(FlatAccount[] lanes, Batch batch, BooleanSupplier stop) {
        throw new IllegalStateException("trades are no plain bets");
    }

    /**
     * Runs attempts of the same composition to their ends, side by side.
     *
     * @return false if they were stopped
     */
    abstract boolean runSideBySide(FlatAccount[] attempts, BooleanSupplier stop);

    final void start(long newTrial, int newDrawAccount) {
        startLane(newTrial, newDrawAccount);
        startPhase(0, spec.firstDay());
    }

    /** Starts an attempt, but for its phase. */
    final void startLane(long newTrial, int newDrawAccount) {
        trial = newTrial;
        drawAccount = newDrawAccount;
        end = null;
        outOfRange = false;
        capped = 0;
        earlierDays = 0;
        phase = 0;
        rules = phases[0];
    }

    /** Starts the current phase at a date that does not matter. */
    final void restartPhase() {
        startPhase(phase, spec.firstDay());
    }

    /** Initialises what plain days need of the account, for a phase that starts with plain days within bounds. */
    final void startPlainly(double firstLow, double firstHigh) {
        double initial = rules.initialBalance;
        balance = initial;
        trailingReference = initial;
        maximumLossFloor = rules.firstMaximumLossFloor;
        low = firstLow;
        high = firstHigh;
        tradingDays = 0;
        phaseDays = 1;
        verdict = ONGOING;
    }

    final void startPhase(int newPhase, long newFirstDay) {
        enterPhase(newPhase, newFirstDay);
        outcomes.reset(seed, trial, drawAccount, newPhase, Purpose.OUTCOME);
        if (hasSampler) {
            sampler.restart();
        }
        if (fixedTrades == 0) {
            counts.reset(seed, trial, drawAccount, newPhase, Purpose.TRADES_PER_DAY);
        }
        if (completes || marks) {
            insides.reset(seed, trial, drawAccount, newPhase, Purpose.INSIDE_TRADE);
        }
        if (times != null) {
            timesOfDay.reset(seed, trial, drawAccount, newPhase, Purpose.TIME);
        }
        if (overnight > 0) {
            nights.reset(seed, trial, drawAccount, newPhase, Purpose.OVERNIGHT);
        }
        if (correlated != null) {
            correlated.reset(trial, drawAccount, newPhase);
        }
        if (groupNormals != null) {
            groupNormals.start(trial, drawAccount, newPhase);
        }
        if (jointDay != null) {
            jointDay.start(trial, drawAccount, newPhase);
        }
    }

    /** Starts a phase, but for its random numbers. */
    final void enterPhase(int newPhase, long newFirstDay) {
        phase = newPhase;
        restart(phases[newPhase], newFirstDay);
        mostAfterLoss = Double.POSITIVE_INFINITY;
        riskedOfDay = 0;
        positionsOfDay = 0;
        for (Slot slot : own) {
            slot.reset();
        }
        if (positions != null) {
            positions.clear();
        }
        phaseDays = 1;
        idleDays = 0;
        earlierTrades = 0;
    }

    final void startDay() {
        tradesToday = fixedTrades > 0 ? fixedTrades : drawTrades();
        if (times != null) {
            times.startDay(day, tradesToday, draws(timesOfDay, Purpose.TIME, JointDraws.ONCE_A_DAY));
        }
        if (jointDay != null) {
            jointDay.draw(trial, earlierDays + phaseDays - 1, tradesToday);
        }
        tradeOfDay = 0;
        riskedToday = false;
        refusedToday = false;
        riskedOfDay = 0;
        positionsOfDay = 0;
        if (positions != null) {
            holds = overnight > 0
                    && draws(nights, Purpose.OVERNIGHT, JointDraws.ONCE_A_DAY).nextDouble() < overnight;
            positions.closeUntil(FlatPositions.NEXT);
        }
    }

    private int drawTrades() {
        RandomGenerator numbers = draws(counts, Purpose.TRADES_PER_DAY, JointDraws.ONCE_A_DAY);
        int trades = hasDays ? sampler.startDay(numbers) : OutcomeSampler.NO_DAYS;
        return trades == OutcomeSampler.NO_DAYS ? TradesPerDay.draw(spec.spec().tradesPerDay(), numbers) : trades;
    }

    private RandomGenerator draws(RandomStream own, Purpose purpose, int ordinal) {
        return joint == null ? own : joint.of(own, purpose, trial, earlierDays + phaseDays - 1, ordinal);
    }

    /** The normal number of the result of the next trade, which is correlated with those of its group. */
    final double correlatedNormal(GroupNormals normals) {
        return normals.next(outcomes, earlierDays + phaseDays - 1, tradeOfDay / atOnce);
    }

    /** Draws the outcome of the next trade by the sampler of the model. */
    final void sample() {
        RandomGenerator random = draws(outcomes, Purpose.OUTCOME, tradeOfDay);
        sampler.next(
                correlated == null ? random : correlated.of(random, earlierDays + phaseDays - 1, tradeOfDay / atOnce),
                outcome);
        if (completes) {
            sampler.complete(draws(insides, Purpose.INSIDE_TRADE, tradeOfDay), outcome);
        }
    }

    /** Draws the excursions of a trade by the sampler of the model, from a number drawn before. */
    final void sampleInside(double r, long number) {
        inside = number;
        sampler.complete(ofInside, outcome.set(r));
    }

    /** Draws the excursions of a trade by the sampler of the model. */
    final void sampleInside(double r) {
        sampler.complete(insides, outcome.set(r));
    }

    /**
     * Values the open trade at its extremes, as the last outcome has them. If that fails the phase, the trade is not
     * booked; if it pauses the account, the trade is closed there.
     *
     * @param risked its stake
     * @param profit what it is closed with otherwise
     * @return what it is closed with
     */
    final double valued(double risked, double profit) {
        return seen(profit, lowest(risked, profit < 0 ? profit : 0), highest(risked, profit > 0 ? profit : 0));
    }

    /** The lowest profit of the last outcome, which is at most what it is opened or closed with. */
    final double lowest(double risked, double atEnds) {
        double r = outcome.rMultiple();
        if (outcome.adverse() < (r < 0 ? r : 0)) {
            double seen = Math.floor(risked * outcome.adverse());
            return seen < atEnds ? seen : atEnds;
        }
        return atEnds;
    }

    /** The highest profit of the last outcome, which is at least what it is opened or closed with. */
    final double highest(double risked, double atEnds) {
        double r = outcome.rMultiple();
        if (outcome.favourable() > (r > 0 ? r : 0)) {
            double seen = Math.floor(risked * outcome.favourable());
            return seen > atEnds ? seen : atEnds;
        }
        return atEnds;
    }

    /** The next trade comes up, at a time of its own if the outcomes have times; returns when it is closed. */
    final long comesUp() {
        if (!outcome.hasTimes()) {
            return FlatPositions.NEXT;
        }
        TradeTimes clock = Objects.requireNonNull(times);
        now = clock.after(outcome.opensAt());
        Objects.requireNonNull(positions).closeUntil(now);
        return clock.after(outcome.closesAt());
    }

    /** A trade is opened that may be open together with others. */
    final void openedTogether(double risked) {
        riskedToday = true;
        lastOpeningDay = day;
        if (rules.countsOpenings) {
            countToday();
        }
        lastOpened = risked;
        if (mostAfterLoss != Double.POSITIVE_INFINITY) {
            mostAfterLoss = risked;
        }
        riskedOfDay += risked;
        positionsOfDay++;
    }

    /** One of several positions is closed. */
    final void closed(double profit, boolean isLast) {
        if (profit != 0) {
            // a table instead of a branch on the sign, which would be mispredicted half of the time
            afterTrade[1] = lastOpened;
            mostAfterLoss = afterTrade[(int) (Double.doubleToRawLongBits(profit) >>> 63)];
        }
        if (verdict >= PASSED) {
            return;
        }
        if (rules.countsClosings) {
            countToday();
        }
        balance += profit;
        if (!isLast) {
            bookedAmongOthers();
            return;
        }
        floating = 0;
        highWaterMark = balance > highWaterMark ? balance : highWaterMark;
        if (verdict != ONGOING || !(balance >= low && balance < high)) {
            booked();
        }
    }

    /** Closes the open positions once their group is complete. */
    final void closeGroup(FlatPositions all) {
        if (!outcome.hasTimes() && tradeOfDay % atOnce == 0 && !(holds && tradeOfDay == tradesToday)) {
            all.closeAll();
        }
    }

    /** Closes all positions at the end of today; false if some may stay open, and nothing has been done. */
    final boolean closesToday(FlatPositions all) {
        if (overnight > 0 || outcome.hasTimes()) {
            return false;
        }
        all.closeAll();
        return true;
    }

    private void closeBeforeMidnight(FlatPositions all) {
        if (outcome.hasTimes()) {
            all.closeUntil(Objects.requireNonNull(times).endOfDay());
            all.mark(true);
        } else if (holds) {
            all.mark(true);
        } else {
            all.closeAll();
        }
    }

    final double openRisk() {
        return positions == null ? 0 : positions.openRisk();
    }

    final int openPositions() {
        return positions == null ? 0 : positions.open();
    }

    /** The first trade of a day is opened: the day may count, and the clock of inactivity starts again. */
    final void openedToday() {
        riskedToday = true;
        lastOpeningDay = day;
        if (rules.countsTrades) {
            countToday();
        }
    }

    /**
     * The trades of the day are done: opens a token trade if the trader wants one, and goes to the next day or phase.
     *
     * @return whether the attempt goes on
     */
    final boolean endDay() {
        earlierTrades += tradeOfDay;
        if (positions != null) {
            closeBeforeMidnight(positions);
            if (outOfRange) {
                return false;
            }
        }
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
        return rules.plainDays && !needsDates && verdict == ONGOING && !(marks && rules.trailsEquity);
    }

    /** How many days may pass before {@link #endDay} must look at them; not too many, so that a stop is seen. */
    final int daysLeft() {
        int left = abandonAfter - phaseDays;
        return left < MOST_DAYS_AT_ONCE ? left : MOST_DAYS_AT_ONCE;
    }

    /**
     * Whether the phase is passed with the profit of a trade after so many plain days, today not among them. Where
     * trading days are missing, each of the next days has a token trade and nothing else.
     */
    final boolean passesAfter(int days) {
        FlatPhase of = rules;
        if (!(balance < below) || balance < of.targetBalance) {
            return false;
        }
        int missing = of.minimumTradingDays - tradingDays - (of.countsTrades ? days + 1 : 0);
        if (missing > 0) {
            boolean comes = of.countsTrades && phaseDays + days + missing <= abandonAfter;
            if (!comes
                    || (of.trailsStartOfDay && !(of.rules.maximumLossFloor((long) balance, 0) + of.touch <= balance))) {
                return false;
            }
        }
        phaseDays += missing > 0 ? days + missing : days;
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
            if (positions == null || positions.open() == 0) {
                booked();
            }
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
        if (positions != null) {
            positions.closeWhilePaused();
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

    final boolean passPhase() {
        if (!toNextPhase()) {
            return false;
        }
        startPhase(phase, calendar.dayAfter(day));
        return true;
    }

    /** Goes to the next phase without starting it; false if the last phase is passed. */
    final boolean toNextPhase() {
        if (phase + 1 == phases.length) {
            return end(AttemptEnd.PASSED);
        }
        earlierDays += phaseDays;
        phase++;
        rules = phases[phase];
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
        tally.cappedAfterLoss(capped);
        count(tally, Objects.requireNonNull(end), phase, days(), balance);
    }

    static void count(Tally tally, AttemptEnd end, int phase, int days, double balance) {
        for (int earlier = 0; earlier < phase; earlier++) {
            tally.phaseEnded(earlier, AttemptEnd.PASSED);
        }
        tally.phaseEnded(phase, end);
        tally.attemptEnded(end, days, (long) balance);
    }

    final int days() {
        return earlierDays + phaseDays;
    }

    @Override
    public long epochMilli() {
        if (outcome.hasTimes()) {
            return now;
        }
        return times == null ? calendar.timeOfTrades(day) : times.of(tradeOfDay, tradesToday);
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
