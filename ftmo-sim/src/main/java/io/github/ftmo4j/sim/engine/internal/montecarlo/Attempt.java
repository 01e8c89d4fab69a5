package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.Trader;
import io.github.ftmo4j.sim.engine.internal.Resumption;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: runs day by day through all phases until it ends. It is reused for every trial, so that trials allocate
 * nothing.
 */
final class Attempt implements Moment {

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
    private final boolean hasMarket;
    private final RandomStream outcomes;
    private final RandomStream counts;

    /** None unless the trial is traced. */
    private final @Nullable AttemptTrail trail;

    private long trial;
    private int drawAccount;
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
    private long stake;
    private boolean marketMoved;
    private boolean riskedToday;
    private boolean refusedToday;

    Attempt(SimulationSpec spec, long seed, Trader trader, @Nullable AttemptTrail trail) {
        this.spec = spec;
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
        hasMarket = spec.outcomes().hasMarket();
        outcomes = new RandomStream(seed, 0, 0, 0, Purpose.OUTCOME);
        counts = new RandomStream(seed, 0, 0, 0, Purpose.TRADES_PER_DAY);
    }

    void start(long newTrial, int newDrawAccount) {
        trial = newTrial;
        drawAccount = newDrawAccount;
        end = null;
        earlierDays = 0;
        if (resumption == null) {
            startPhase(0, firstDay);
        } else {
            resume(resumption);
        }
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
        outcomes.reset(seed, trial, drawAccount, newPhase, Purpose.OUTCOME);
        counts.reset(seed, trial, drawAccount, newPhase, Purpose.TRADES_PER_DAY);
    }

    boolean active() {
        return end == null;
    }

    boolean passed() {
        return end == AttemptEnd.PASSED;
    }

    void startDay() {
        tradesToday = TradesPerDay.draw(spec.tradesPerDay(), counts);
        tradeOfDay = tradesBefore;
        tradesBefore = 0;
        riskedToday = tradeOfDay > 0;
        refusedToday = false;
    }

    boolean hasTrade() {
        return tradeOfDay < tradesToday && !account.verdict().isFinal();
    }

    /** Draws the next trade of the day, and opens it if it is taken. The result is drawn in either case. */
    void openTrade() {
        sampler.next(outcomes, outcome);
        marketMoved = hasMarket;
        if (plan.takesTrade(account)) {
            stake = sizing.size(account, this);
            if (stake > 0) {
                riskedToday = true;
                account.opened();
                sizing.opened(stake);
            } else {
                refusedToday = true;
            }
        }
        tradeOfDay++;
        tradeOfPhase++;
    }

    /** Closes the open trade, if there is one. The market moves even if the trade is not taken. */
    void closeTrade() {
        if (stake > 0) {
            long profit = MinorUnits.round(stake * outcome.rMultiple());
            account.closed(profit);
            sizing.closed(stake, profit);
            if (trail != null) {
                trail.closed(now(), stake, profit, account);
            }
            stake = 0;
        }
        if (marketMoved) {
            sizing.moved(outcome.marketReturn());
            marketMoved = false;
        }
    }

    void endDay() {
        if (plan.takesTokenTrade(account)) {
            account.opened();
            account.closed(0);
            if (trail != null) {
                trail.closed(now(), 0, 0, account);
            }
        }
        judge();
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
        // a flat account cannot fall under the floors of a new day, so what fails here fails on the old one
        account.rollTo(calendar.dayAfter(account.day()));
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
            trail.ended(now(), how, earlierDays + phaseDays, account);
        }
    }

    /** Counts the attempt, which has ended, and each phase that it entered. */
    void count(Tally tally) {
        AttemptEnd how = Objects.requireNonNull(end, "the attempt has not ended");
        for (int earlier = 0; earlier < phase; earlier++) {
            tally.phaseEnded(earlier, AttemptEnd.PASSED);
        }
        tally.phaseEnded(phase, how);
        tally.attemptEnded(how, earlierDays + phaseDays, account.balance());
    }

    private Instant now() {
        return Instant.ofEpochMilli(epochMilli());
    }

    @Override
    public long day() {
        return account.day();
    }

    @Override
    public long epochMilli() {
        return calendar.timeOfTrades(account.day());
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
