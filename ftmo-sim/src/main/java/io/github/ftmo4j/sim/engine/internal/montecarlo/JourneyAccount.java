package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.mm.Trader;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.TracedJourney.Kind;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journey of one account: attempts, each with draws of its own, until one passes or no more are made, then the
 * funded account. It is reused for every trial. Not thread-safe.
 */
final class JourneyAccount implements Lane, FundedStage.Listener {

    private final JourneySpec spec;
    private final Fee fee;
    private final TradingCalendar calendar;
    private final int phases;
    private final long firstDay;
    private final Attempt attempt;
    private final Attempt funded;
    private final FundedStage stage;
    private final EquityCurve equity;

    // in the currency of the account
    private final long price;
    private final long reset;
    private final long monthly;
    private final long activation;

    /** None unless the trial is traced. */
    private final @Nullable JourneyBook book;

    private final @Nullable DecisionLog log;

    /** What ended in this trial, so that a trial that is stopped is not counted. */
    private final List<EndedAttempt> ended = new ArrayList<>();

    private long trial;
    private int account;
    private Attempt current;
    private boolean active;

    /** The number of the trading day, from 0; -1 before the first. */
    private int dayIndex;

    private long today;

    private int attempts;
    private int resetsInRow;
    private int freeInRow;

    /** Whether the price of the present attempt is still to be refunded. */
    private boolean refundable;

    private long boughtOn;
    private int monthsBilled;

    private long cost;
    private long rewards;
    private long residual;
    private int daysToFunded;
    private boolean blown;

    JourneyAccount(
            JourneySpec spec,
            long seed,
            Trader trader,
            EquityCurve equity,
            @Nullable JourneyBook book,
            @Nullable DecisionLog log) {
        this.spec = spec;
        this.equity = equity;
        this.book = book;
        this.log = log;
        fee = spec.fee();
        calendar = spec.trading().calendar();
        phases = spec.trading().program().phases().size();
        stage = new FundedStage(spec, this);
        attempt = new Attempt(spec.trading(), seed, trader, null);
        funded = new Attempt(spec.fundedTrading(), seed, trader, null, stage);
        current = attempt;
        firstDay = spec.fundedStart()
                .<Start>map(start -> start)
                .orElse(spec.trading().start())
                .firstDay(calendar);
        price = spec.converted(fee.price()).minorUnits();
        reset = inCents(fee.reset());
        monthly = inCents(fee.monthly());
        activation = inCents(fee.activation());
    }

    private long inCents(Optional<Money> amount) {
        return amount.map(each -> spec.converted(each).minorUnits()).orElse(0L);
    }

    void start(long newTrial, int drawAccount) {
        trial = newTrial;
        account = drawAccount;
        active = true;
        ended.clear();
        dayIndex = -1;
        attempts = 0;
        resetsInRow = 0;
        freeInRow = 0;
        refundable = false;
        cost = 0;
        rewards = 0;
        residual = 0;
        daysToFunded = -1;
        blown = false;
        today = firstDay;
        if (spec.fundedStart().isPresent()) {
            startFunded();
        } else if (spec.trading().start() instanceof RunningStart running) {
            startRunning(running);
        } else {
            buy(today);
            startAttempt(0, today);
        }
        goOn();
    }

    /** The running attempt is paid for already. */
    private void startRunning(RunningStart running) {
        refundable = fee.refund() != Fee.Refund.NEVER;
        boughtOn = running.state().firstDay().toEpochDay();
        monthsBilled = monthly > 0 ? monthsUntil(today - 1) : 0;
        attempts = 1;
        current = attempt;
        trail(attempt, "attempt-1");
        attempt.start(trial, account);
    }

    private void startFunded() {
        refundable = fee.refund() == Fee.Refund.WITH_FIRST_REWARD && !spec.startsRewarded();
        current = funded;
        daysToFunded = 0;
        trail(funded, "funded");
        funded.start(trial, account);
        stage.begin(funded);
        note(Kind.FUNDED, funded.account().balance());
    }

    private void startAttempt(int fromPhase, long onDay) {
        attempts++;
        current = attempt;
        trail(attempt, "attempt-" + attempts);
        attempt.startAnew(trial, account, (attempts - 1) * phases, fromPhase, onDay, dayIndex + 1);
    }

    private void trail(Attempt of, String what) {
        if (log != null) {
            of.trail(new AttemptTrail(log, "trial-" + trial + "-account-" + (account + 1) + "-" + what));
        }
    }

    @Override
    public boolean active() {
        return active;
    }

    @Override
    public void startDay() {
        today = current.account().day();
        dayIndex++;
        equity.last(dayIndex);
        current.startDay();
    }

    @Override
    public boolean hasTrade() {
        return current.hasTrade();
    }

    @Override
    public int tradeOfDay() {
        return current.tradeOfDay();
    }

    @Override
    public void openTrade() {
        current.openTrade();
    }

    @Override
    public void closeTrade() {
        if (active) {
            current.closeTrade();
        }
    }

    @Override
    public void endDay() {
        current.endDay();
        goOn();
    }

    /** Goes on once what runs now has ended. */
    private void goOn() {
        while (active && !current.active()) {
            if (current == attempt) {
                attemptEnded();
            } else {
                fundedEnded();
            }
        }
    }

    private void attemptEnded() {
        ended.add(attempt.result());
        AttemptEnd how = attempt.ended();
        bill(today);
        if (how == AttemptEnd.PASSED) {
            fund();
            return;
        }
        note(Kind.ATTEMPT_ENDED, attempt.account().balance());
        if (attempts == spec.attempts()) {
            active = false;
            return;
        }
        tryAgain(how);
    }

    private void tryAgain(AttemptEnd how) {
        long next = calendar.dayAfter(today);
        int from = 0;
        Optional<Fee.FreeRetry> free = fee.freeRetry().filter(retry -> freeInRow < retry.most() && isFree(retry, how));
        if (free.isPresent()) {
            freeInRow++;
            // the phase whose time ran out is repeated
            from = free.get().after() == Fee.FreeRetry.After.TIME_LIMIT_IN_PROFIT ? attempt.phase() : 0;
            note(next, Kind.FREE_RETRY, 0);
        } else if (fee.reset().isPresent() && resetsInRow < spec.resets()) {
            resetsInRow++;
            pay(dayIndex + 1, next, Kind.RESET, reset);
        } else {
            buy(next);
        }
        startAttempt(from, next);
    }

    private boolean isFree(Fee.FreeRetry retry, AttemptEnd how) {
        return switch (retry.after()) {
            case ANY_FAILURE -> how.isFailure();
            case TIME_LIMIT_IN_PROFIT ->
                how == AttemptEnd.TIME_LIMIT
                        && attempt.account().balance() > attempt.account().initialBalance();
        };
    }

    private void buy(long onDay) {
        freeInRow = 0;
        resetsInRow = 0;
        refundable = fee.refund() != Fee.Refund.NEVER;
        boughtOn = onDay;
        monthsBilled = 0;
        pay(dayIndex + 1, onDay, Kind.PRICE, price);
    }

    /** Pays the months that have begun up to a day. */
    private void bill(long upTo) {
        if (monthly == 0) {
            return;
        }
        for (int months = monthsUntil(upTo); monthsBilled < months; monthsBilled++) {
            long due =
                    LocalDate.ofEpochDay(boughtOn).plusMonths(monthsBilled + 1L).toEpochDay();
            pay((int) Math.max(0, dayIndex - calendar.daysBetween(due, upTo)), due, Kind.MONTHLY, monthly);
        }
    }

    /** How many months after the purchase have begun up to a day. */
    private int monthsUntil(long day) {
        return Fee.monthsDue(LocalDate.ofEpochDay(boughtOn), LocalDate.ofEpochDay(day));
    }

    private void fund() {
        daysToFunded = dayIndex + 1;
        if (activation > 0) {
            pay(dayIndex, today, Kind.ACTIVATION, activation);
        }
        if (fee.refund() == Fee.Refund.WHEN_FUNDED) {
            refund();
        }
        current = funded;
        trail(funded, "funded");
        funded.startAnew(trial, account, JourneySpec.FUNDED_KEY, 0, calendar.dayAfter(today), dayIndex + 1);
        stage.begin(funded);
        note(Kind.FUNDED, funded.account().balance());
    }

    private void refund() {
        if (refundable) {
            refundable = false;
            cost -= price;
            equity.change(Math.max(0, dayIndex), price);
            note(Kind.REFUND, price);
        }
    }

    private void fundedEnded() {
        active = false;
        AccountMachine last = funded.account();
        stage.end(last);
        blown = last.verdict().isFinal();
        residual = stage.claim();
        note(blown ? Kind.BLOWN : Kind.HORIZON, last.balance());
    }

    private void pay(int onIndex, long onDay, Kind kind, long amount) {
        cost += amount;
        equity.change(onIndex, -amount);
        note(onDay, kind, amount);
    }

    @Override
    public void claimChanged(long by) {
        equity.change(Math.max(0, dayIndex), by);
    }

    @Override
    public void rewarded(long amount) {
        rewards += amount;
        equity.change(dayIndex, amount);
        if (fee.refund() == Fee.Refund.WITH_FIRST_REWARD) {
            refund();
        }
    }

    @Override
    public void noted(Kind kind, long amount) {
        note(kind, amount);
    }

    private void note(Kind kind, long amount) {
        note(today, kind, amount);
    }

    private void note(long onDay, Kind kind, long amount) {
        if (book != null) {
            book.enter(account + 1, onDay, kind, amount);
        }
    }

    /** Counts all attempts of the trial. */
    void count(Tally tally) {
        ended.forEach(each -> each.count(tally));
    }

    int attempts() {
        return attempts;
    }

    int payouts() {
        return current == funded ? stage.rewards() : 0;
    }

    long cost() {
        return cost;
    }

    long rewards() {
        return rewards;
    }

    long residual() {
        return residual;
    }

    /** Below 0 if the account was not funded. */
    int daysToFunded() {
        return daysToFunded;
    }

    boolean blown() {
        return blown;
    }
}
