package io.github.ftmo4j.sim.internal.kernel;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.Trader;
import io.github.ftmo4j.sim.AttemptEnd;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: plays day after day through all phases until it passes or ends otherwise. Used again for every trial, so
 * that trials allocate nothing.
 */
final class Attempt implements Moment {

    /** A Monday. Only the distances between days matter. */
    private static final long FIRST_DAY = LocalDate.of(2024, 1, 1).toEpochDay();

    private static final int FRIDAY = 4;

    private final Plan plan;
    private final Tally tally;
    private final AccountMachine[] machines;
    private final boolean[] daysMustEarn;
    private final AccountSizing sizing;
    private final OutcomeSampler sampler;
    private final boolean hasMarket;
    private final RandomStream outcomes;
    private final RandomStream counts;

    /** None unless the trial is traced. */
    private final @Nullable AttemptTrail trail;

    private long trial;
    private int drawAccount;
    private int phase;
    private AccountMachine account;
    private boolean active;
    private boolean passed;

    /** Days before this phase, and days of this phase with today. */
    private int earlierDays;

    private int phaseDays;
    private int idleDays;
    private int tradesToday;
    private int tradeOfDay;
    private int tradeOfPhase;
    private double rMultiple;
    private long stake;
    private boolean marketMoved;
    private boolean riskedToday;
    private boolean refusedToday;

    Attempt(Plan plan, Tally tally, Trader trader, @Nullable AttemptTrail trail) {
        this.plan = plan;
        this.tally = tally;
        List<Phase> phases = plan.program().phases();
        machines = phases.stream()
                .map(terms -> new AccountMachine(terms, FIRST_DAY))
                .toArray(AccountMachine[]::new);
        daysMustEarn = new boolean[machines.length];
        for (int i = 0; i < machines.length; i++) {
            daysMustEarn[i] = phases.get(i).tradingDays().counted() == TradingDays.Counted.PROFITABLE;
        }
        account = machines[0];
        this.trail = trail;
        sizing = trail == null ? trader.open() : trader.open(trail.log());
        sampler = plan.outcomes().start();
        hasMarket = plan.outcomes().hasMarket();
        outcomes = new RandomStream(plan.seed(), 0, 0, 0, Purpose.OUTCOME);
        counts = new RandomStream(plan.seed(), 0, 0, 0, Purpose.TRADES_PER_DAY);
    }

    void start(long newTrial, int newDrawAccount) {
        trial = newTrial;
        drawAccount = newDrawAccount;
        active = true;
        passed = false;
        earlierDays = 0;
        startPhase(0, FIRST_DAY);
    }

    private void startPhase(int newPhase, long firstDay) {
        phase = newPhase;
        account = machines[newPhase];
        account.restart(firstDay);
        sizing.reset();
        sampler.restart();
        outcomes.reset(plan.seed(), trial, drawAccount, newPhase, Purpose.OUTCOME);
        counts.reset(plan.seed(), trial, drawAccount, newPhase, Purpose.TRADES_PER_DAY);
        phaseDays = 1;
        idleDays = 0;
        tradeOfPhase = 0;
        if (trail != null) {
            trail.phaseStarted(account);
        }
    }

    boolean active() {
        return active;
    }

    boolean passed() {
        return passed;
    }

    void startDay() {
        tradesToday = plan.tradesPerDay().next(counts);
        tradeOfDay = 0;
        riskedToday = false;
        refusedToday = false;
    }

    boolean hasTrade() {
        return tradeOfDay < tradesToday && !account.verdict().isFinal();
    }

    /** The next trade of the day comes up. Its result is drawn whether it is taken or not. */
    void openTrade() {
        rMultiple = sampler.next(outcomes);
        marketMoved = hasMarket;
        if (wantsToTrade()) {
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

    /** The trade that is open is closed, if there is one. The market has moved even if the trade was not taken. */
    void closeTrade() {
        if (stake > 0) {
            long profit = MinorUnits.round(stake * rMultiple);
            account.closed(profit);
            sizing.closed(stake, profit);
            if (trail != null) {
                trail.closed(now(), stake, profit, account);
            }
            stake = 0;
        }
        if (marketMoved) {
            sizing.moved(sampler.marketReturn());
            marketMoved = false;
        }
    }

    void endDay() {
        if (account.verdict() == Verdict.ONGOING && nothingToRiskFor() && !account.todayCounts()) {
            account.opened();
            account.closed(0);
            if (trail != null) {
                trail.closed(now(), 0, 0, account);
            }
        }
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
        account.rollTo(weekdayAfter(account.day()));
        if (account.verdict() == Verdict.FAILED) {
            end(AttemptEnd.of(account.failedObjective()));
        } else if (idleDays == plan.tradingPlan().stalledAfter()) {
            end(AttemptEnd.STALLED);
        } else if (phaseDays == plan.tradingPlan().abandonAfter()) {
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
            passed = true;
            end(AttemptEnd.PASSED);
        } else {
            tally.phaseEnded(phase, AttemptEnd.PASSED);
            earlierDays += phaseDays;
            startPhase(phase + 1, weekdayAfter(account.day()));
        }
    }

    private void end(AttemptEnd end) {
        active = false;
        tally.phaseEnded(phase, end);
        tally.attemptEnded(end, earlierDays + phaseDays, account.balance());
        if (trail != null) {
            trail.ended(now(), end, earlierDays + phaseDays, account);
        }
    }

    /** Nothing is risked while paused, nor once all else holds, nor while today is the day that is too good. */
    private boolean wantsToTrade() {
        return account.verdict() == Verdict.ONGOING
                && !nothingToRiskFor()
                && !(targetReached() && !account.bestDayHolds() && account.todayIsBest());
    }

    /** Whether days are all that is missing, and none that more risk would bring today. */
    private boolean nothingToRiskFor() {
        return targetReached()
                && account.bestDayHolds()
                && (!daysMustEarn[phase] || account.tradingDaysHold() || account.todayCounts());
    }

    private boolean targetReached() {
        return account.balance() >= account.targetBalance();
    }

    private static long weekdayAfter(long day) {
        return (day - FIRST_DAY) % 7 == FRIDAY ? day + 3 : day + 1;
    }

    private Instant now() {
        return Instant.ofEpochMilli(epochMilli());
    }

    @Override
    public long day() {
        return account.day();
    }

    /** Simulated trades have a day and no time: all of them come up at noon UTC. */
    @Override
    public long epochMilli() {
        return TimeUnit.HOURS.toMillis(24 * account.day() + 12);
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
