package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.Trader;
import io.github.ftmo4j.sim.engine.internal.GroupDraws;
import io.github.ftmo4j.sim.engine.internal.Resumption;
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
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: runs day by day through all phases until it ends. It is reused for every trial, so that trials allocate
 * nothing.
 */
final class Attempt implements Moment, Lane {

    private final SimulationSpec spec;
    private final TradingPlan plan;
    private final TradingCalendar calendar;
    private final long firstDay;

    /** None if attempts start with a fresh account. */
    private final @Nullable Resumption resumption;

    private final long seed;
    private final AccountMachine[] machines;
    private final AccountSizing sizing;
    private final OutcomeSampler sampler;
    private final Outcome outcome = new Outcome();
    private final Positions how;
    private final OpenPositions positions;
    private final TradeTimes times;
    private final boolean completes;
    private final RandomStream outcomes;
    private final RandomStream counts;
    private final RandomStream insides;
    private final RandomStream timesOfDay;
    private final RandomStream nights;
    private final JointDraws joint;

    /** The source of outcomes where the results of a group are correlated, else none. */
    private final @Nullable GroupDraws correlated;

    /** None unless something happens to the account at the end of a day. */
    private final @Nullable Evening evening;

    /** None unless the trial is traced. */
    private @Nullable AttemptTrail trail;

    private long trial;
    private int drawAccount;

    /** The number of the first phase among all phases that the account has draws for. */
    private int firstKey;

    /** Trading days of the trial before this attempt. */
    private int daysBefore;

    private int firstPhase;
    private int phase;
    private AccountMachine account;

    /** None while the attempt is active. */
    private @Nullable AttemptEnd end;

    /** Days of earlier phases, below zero by the days before the start of a running account. */
    private int earlierDays;

    /** Days of this phase including today. */
    private int phaseDays;

    private int idleDays;

    /** Trades of the day of a running account that were taken before the start. */
    private int tradesBefore;

    private int tradesToday;
    private int tradeOfDay;
    private int tradeOfPhase;
    private long now;

    /** How many trades were sized by the rule that risk does not rise after a loss. */
    private long capped;

    /** Whether the last positions of today are held over midnight. */
    private boolean holds;

    private boolean riskedToday;
    private boolean refusedToday;

    Attempt(SimulationSpec spec, long seed, Trader trader, @Nullable AttemptTrail trail) {
        this(spec, seed, trader, trail, null);
    }

    Attempt(SimulationSpec spec, long seed, Trader trader, @Nullable AttemptTrail trail, @Nullable Evening evening) {
        this.spec = spec;
        this.evening = evening;
        this.plan = spec.tradingPlan();
        this.calendar = spec.calendar();
        this.firstDay = spec.start().firstDay(calendar);
        this.resumption = Resumption.of(spec);
        this.seed = seed;
        machines = spec.program().phases().stream()
                .map(phase -> new AccountMachine(phase, firstDay))
                .toArray(AccountMachine[]::new);
        if (resumption != null) {
            machines[resumption.phase()] = resumption.newAccount();
        }
        account = machines[0];
        this.trail = trail;
        sizing = trail == null ? trader.open() : trader.open(trail.log());
        sampler = spec.outcomes().start();
        completes = spec.outcomes().completes();
        how = spec.positions();
        positions = new OpenPositions(
                sizing, how.path(), spec.seesOpenTrades(), spec.outcomes().hasMarket(), trail, this);
        times = new TradeTimes(spec);
        outcomes = new RandomStream(seed, 0, 0, 0, Purpose.OUTCOME);
        counts = new RandomStream(seed, 0, 0, 0, Purpose.TRADES_PER_DAY);
        insides = new RandomStream(seed, 0, 0, 0, Purpose.INSIDE_TRADE);
        timesOfDay = new RandomStream(seed, 0, 0, 0, Purpose.TIME);
        nights = new RandomStream(seed, 0, 0, 0, Purpose.OVERNIGHT);
        joint = spec.dependence().draws(seed);
        correlated = how.atOnce() > 1 && how.correlation() > 0 ? new GroupDraws(seed, how.correlation(), joint) : null;
    }

    void start(long newTrial, int newDrawAccount) {
        begin(newTrial, newDrawAccount, 0, 0);
        firstPhase = 0;
        if (resumption == null) {
            startPhase(0, firstDay);
        } else {
            resume(resumption);
        }
    }

    /**
     * Starts with a fresh account, after other attempts of the trial.
     *
     * @param newTrial the number of the trial
     * @param newDrawAccount the draw account
     * @param newFirstKey the number of the first phase of the attempt in the keys of its draws
     * @param fromPhase the phase with which it starts
     * @param onDay its first day, in days since 1970-01-01
     * @param newDaysBefore the trading days of the trial before it
     */
    void startAnew(long newTrial, int newDrawAccount, int newFirstKey, int fromPhase, long onDay, int newDaysBefore) {
        begin(newTrial, newDrawAccount, newFirstKey, newDaysBefore);
        firstPhase = fromPhase;
        startPhase(fromPhase, onDay);
    }

    private void begin(long newTrial, int newDrawAccount, int newFirstKey, int newDaysBefore) {
        trial = newTrial;
        drawAccount = newDrawAccount;
        firstKey = newFirstKey;
        daysBefore = newDaysBefore;
        end = null;
        capped = 0;
        earlierDays = 0;
    }

    /** The trail of the attempt that starts next. */
    void trail(AttemptTrail next) {
        trail = next;
    }

    private void startPhase(int newPhase, long newFirstDay) {
        enterPhase(newPhase);
        account.restart(newFirstDay);
        phaseDays = 1;
        idleDays = 0;
        tradeOfPhase = 0;
        if (trail != null) {
            trail.phaseStarted(account);
        }
    }

    /** Continues a running account: its verdict may be final, and it may stand on a day without trades. */
    private void resume(Resumption from) {
        enterPhase(from.phase());
        from.resume(account, sizing, this);
        phaseDays = from.phaseDays();
        earlierDays = -from.daysBefore();
        idleDays = from.idleDays();
        tradesBefore = from.tradesToday();
        tradeOfPhase = from.tradesOfPhase();
        riskedToday = false;
        refusedToday = false;
        if (trail != null) {
            trail.phaseStarted(account);
        }
        if (account.verdict().isFinal()) {
            judge();
        } else if (!from.tradesOnItsDay()) {
            nextDay();
        }
    }

    private void enterPhase(int newPhase) {
        phase = newPhase;
        account = machines[newPhase];
        tradesBefore = 0;
        sizing.reset();
        sampler.restart();
        positions.clear();
        reset(outcomes, Purpose.OUTCOME);
        reset(counts, Purpose.TRADES_PER_DAY);
        if (completes) {
            reset(insides, Purpose.INSIDE_TRADE);
        }
        if (how.hours().isPresent()) {
            reset(timesOfDay, Purpose.TIME);
        }
        if (how.overnight() > 0) {
            reset(nights, Purpose.OVERNIGHT);
        }
        if (correlated != null) {
            correlated.reset(trial, drawAccount, firstKey + phase);
        }
    }

    private RandomGenerator draws(RandomStream own, Purpose purpose, int ordinal) {
        return joint.of(own, purpose, trial, dayOfTrial(), ordinal);
    }

    /** The source of the result of the next trade. */
    private RandomGenerator outcomeDraws() {
        RandomGenerator draws = draws(outcomes, Purpose.OUTCOME, tradeOfDay);
        return correlated == null ? draws : correlated.of(draws, dayOfTrial(), tradeOfDay / how.atOnce());
    }

    /** Trading days since the start of the trial, 0 on the first day. */
    private int dayOfTrial() {
        return daysBefore + days() - 1;
    }

    /** Trading days of the attempt so far. */
    int days() {
        return earlierDays + phaseDays;
    }

    private void reset(RandomStream stream, Purpose purpose) {
        stream.reset(seed, trial, drawAccount, firstKey + phase, purpose);
    }

    @Override
    public boolean active() {
        return end == null;
    }

    /** How the attempt, which is not active, ended. */
    AttemptEnd ended() {
        return Objects.requireNonNull(end, "the attempt has not ended");
    }

    /** The phase that it is in, or in which it ended. */
    int phase() {
        return phase;
    }

    /** The account of the phase. */
    AccountMachine account() {
        return account;
    }

    /** Goes on with another account of the same trader. */
    void replaceAccount(AccountMachine other) {
        account = other;
    }

    boolean passed() {
        return end == AttemptEnd.PASSED;
    }

    @Override
    public void startDay() {
        RandomGenerator numbers = draws(counts, Purpose.TRADES_PER_DAY, JointDraws.ONCE_A_DAY);
        tradesToday = sampler.startDay(numbers);
        if (tradesToday == OutcomeSampler.NO_DAYS) {
            tradesToday = TradesPerDay.draw(spec.tradesPerDay(), numbers);
        }
        times.startDay(account.day(), tradesToday, draws(timesOfDay, Purpose.TIME, JointDraws.ONCE_A_DAY));
        tradeOfDay = tradesBefore;
        tradesBefore = 0;
        riskedToday = tradeOfDay > 0;
        refusedToday = false;
        now = times.of(tradeOfDay, tradesToday);
        holds = how.overnight() > 0
                && draws(nights, Purpose.OVERNIGHT, JointDraws.ONCE_A_DAY).nextDouble() < how.overnight();
        positions.closeUntil(account, OpenPositions.NEXT);
    }

    @Override
    public boolean hasTrade() {
        return tradeOfDay < tradesToday && !account.verdict().isFinal();
    }

    /** Draws the next trade of the day, and opens it if it is taken. The result is drawn in either case. */
    @Override
    public void openTrade() {
        sampler.next(outcomeDraws(), outcome);
        if (completes) {
            sampler.complete(draws(insides, Purpose.INSIDE_TRADE, tradeOfDay), outcome);
        }
        long closesAt = OpenPositions.NEXT;
        if (outcome.hasTimes()) {
            now = times.after(outcome.opensAt());
            closesAt = times.after(outcome.closesAt());
            positions.closeUntil(account, now);
        } else {
            now = times.of(tradeOfDay, tradesToday);
        }
        long stake = 0;
        if (plan.takesTrade(account)) {
            stake = sizing.size(account, this);
            capped += sizing.cappedAfterLoss() ? 1 : 0;
            if (stake > 0) {
                riskedToday = true;
            } else {
                refusedToday = true;
            }
        }
        positions.add(account, stake, outcome, closesAt);
        tradeOfDay++;
        tradeOfPhase++;
    }

    /** Closes the open positions once their group is complete. The market moves even if a trade is not taken. */
    @Override
    public void closeTrade() {
        if (!outcome.hasTimes() && tradeOfDay % how.atOnce() == 0 && !(holds && tradeOfDay == tradesToday)) {
            positions.closeAll(account, now);
        }
    }

    @Override
    public void endDay() {
        closeBeforeMidnight();
        if (plan.takesTokenTrade(account)) {
            account.opened();
            account.closed(0);
            if (trail != null) {
                trail.closed(now(), 0, 0, account);
            }
        }
        if (evening != null) {
            evening.comes(account, phaseDays);
        }
        judge();
    }

    private void closeBeforeMidnight() {
        if (outcome.hasTimes()) {
            positions.closeUntil(account, times.endOfDay());
            positions.mark(account);
        } else if (holds) {
            positions.mark(account);
        } else {
            positions.closeAll(account, now);
        }
    }

    private void judge() {
        switch (account.verdict()) {
            case PASSED -> passPhase();
            case FAILED -> end(AttemptEnd.of(account.failedObjective()));
            case ONGOING, PAUSED -> nextDay();
        }
    }

    private void nextDay() {
        if (riskedToday) {
            idleDays = 0;
        } else if (refusedToday) {
            idleDays++;
        }
        account.rollTo(calendar.dayAfter(account.day()));
        positions.closeWhilePaused(account);
        if (account.verdict() == Verdict.FAILED) {
            end(AttemptEnd.of(account.failedObjective()));
        } else if (plan.isStalledAfter(idleDays)) {
            end(AttemptEnd.STALLED);
        } else if (plan.isAbandonedAfter(phaseDays)) {
            end(AttemptEnd.ABANDONED);
        } else {
            phaseDays++;
            if (trail != null) {
                trail.dayRolled(account);
            }
        }
    }

    private void passPhase() {
        if (trail != null) {
            trail.phasePassed(now(), account);
        }
        if (phase + 1 == machines.length) {
            end(AttemptEnd.PASSED);
        } else {
            earlierDays += phaseDays;
            startPhase(phase + 1, calendar.dayAfter(account.day()));
        }
    }

    private void end(AttemptEnd how) {
        end = how;
        if (trail != null) {
            trail.ended(now(), how, days(), account);
        }
    }

    /** Counts the attempt, which has ended, and each phase that it entered. */
    void count(Tally tally) {
        EndedAttempt.count(tally, ended(), firstPhase, phase, days(), account.balance(), capped);
    }

    /** How the attempt, which has ended, ended. */
    EndedAttempt result() {
        return new EndedAttempt(ended(), firstPhase, phase, days(), account.balance(), capped);
    }

    private Instant now() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public long day() {
        return account.day();
    }

    @Override
    public long epochMilli() {
        return now;
    }

    @Override
    public int tradeOfDay() {
        return tradeOfDay;
    }

    @Override
    public int tradeOfPhase() {
        return tradeOfPhase;
    }
}
