package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One account under the rules of one phase: events go in, in order of time, and assessments come out.
 *
 * <p>The clock decides which midnights passed between two events; each is judged at its own instant, before the event
 * that revealed it. Refused input changes nothing. Not thread-safe.
 */
public final class Account {

    private static final Duration LONGEST_SILENCE = Duration.ofDays(3_660);

    private final Phase phase;
    private final TradingDayClock clock;
    private final AccountMachine machine;
    private Instant asOf;
    private Optional<Failure> failure = Optional.empty();

    private Account(Phase phase, TradingDayClock clock, AccountMachine machine, Instant asOf) {
        this.phase = phase;
        this.clock = clock;
        this.machine = machine;
        this.asOf = asOf;
    }

    /**
     * Opens a fresh account whose days begin at midnight in Prague.
     *
     * @param phase the initial balance and the objectives
     * @param at when the account is opened; its day is the first day
     * @return the account
     */
    public static Account open(Phase phase, Instant at) {
        return open(phase, at, TradingDayClock.prague());
    }

    /**
     * Opens a fresh account.
     *
     * @param phase the initial balance and the objectives
     * @param at when the account is opened; its day is the first day
     * @param clock when days begin
     * @return the account
     */
    public static Account open(Phase phase, Instant at, TradingDayClock clock) {
        return new Account(
                phase, clock, new AccountMachine(phase, clock.dayOf(at).toEpochDay()), at);
    }

    /**
     * Goes on where an account was saved.
     *
     * @param phase the phase under which it was saved
     * @param state what was saved
     * @param clock the clock under which it was saved
     * @return the account
     * @throws IllegalArgumentException if the state does not fit the phase or the clock
     */
    public static Account restore(Phase phase, AccountState state, TradingDayClock clock) {
        boolean dayFits = state.verdict().isFinal() || clock.dayOf(state.asOf()).equals(state.day());
        if (!dayFits) {
            throw new IllegalArgumentException(
                    "day must be " + clock.dayOf(state.asOf()) + " at " + state.asOf() + ", was " + state.day());
        }
        Account account = new Account(phase, clock, new AccountMachine(phase, state), state.asOf());
        account.failure = state.failure();
        return account;
    }

    /**
     * Takes an event.
     *
     * @param event not before the last one
     * @return what the rules say after it
     * @throws IllegalArgumentException if the event is before the last one or more than ten years after it, in another
     *     currency, or its amount is absurd; nothing has changed then
     * @throws IllegalStateException if a position is closed while none is open; nothing has changed then
     */
    public Assessment accept(AccountEvent event) {
        Instant at = event.at();
        if (at.isBefore(asOf)) {
            throw new IllegalArgumentException("event must not be before " + asOf + ", was " + event);
        }
        requireNear(at);
        if (event instanceof AccountEvent.Opened) {
            advanceTo(at);
            machine.opened();
        } else if (event instanceof AccountEvent.Marked marked) {
            long equity = amount(marked.equity(), "equity");
            advanceTo(at);
            machine.marked(equity);
        } else if (event instanceof AccountEvent.Closed closed) {
            long profit = amount(closed.profit(), "profit");
            if (!machine.verdict().isFinal() && machine.openPositions() == 0) {
                throw new IllegalStateException("no position is open to be closed by " + event);
            }
            advanceTo(at);
            machine.closed(profit);
        } else if (event instanceof AccountEvent.CashFlow flow) {
            long amount = amount(flow.amount(), "amount");
            advanceTo(at);
            machine.cashFlow(amount);
        } else {
            advanceTo(at);
        }
        noteFailure(at);
        return assess();
    }

    /**
     * What the rules say now.
     *
     * @return the assessment
     */
    public Assessment assess() {
        Money equity = money(machine.equity());
        Optional<Money> daily = floor(machine.dailyLossFloor()).map(equity::minus);
        Optional<Money> target = machine.targetBalance() == AccountView.NO_TARGET
                ? Optional.empty()
                : Optional.of(money(Math.max(0, machine.targetBalance() - machine.balance())));
        return new Assessment(
                machine.verdict(),
                failure,
                LocalDate.ofEpochDay(machine.day()),
                machine.tradingDays(),
                new Headroom(daily, equity.minus(money(machine.maximumLossFloor())), target));
    }

    /**
     * What must be saved to go on later.
     *
     * @return the state
     */
    public AccountState state() {
        return new AccountState(
                asOf,
                LocalDate.ofEpochDay(machine.firstDay()),
                LocalDate.ofEpochDay(machine.day()),
                money(machine.balance()),
                money(machine.equity()),
                money(machine.cashFlows()),
                money(machine.highWaterMark()),
                money(machine.trailingReference()),
                money(machine.dayStartBalance()),
                floor(machine.dailyLossFloor()),
                money(machine.bestDayProfit()),
                money(machine.profitableDaysProfit()),
                machine.openPositions(),
                machine.tradingDays(),
                machine.tradedToday(),
                machine.verdict(),
                failure);
    }

    /**
     * The account in minor units, for sizing. It changes as the account does.
     *
     * @return a view
     */
    public AccountView view() {
        return machine;
    }

    private long amount(Money money, String name) {
        long minorUnits = money.in(phase.initialBalance().currency());
        if (minorUnits < -MinorUnits.LARGEST || minorUnits > MinorUnits.LARGEST) {
            throw new IllegalArgumentException(
                    name + " must be within ±" + money(MinorUnits.LARGEST) + ", was " + money);
        }
        return minorUnits;
    }

    private void requireNear(Instant at) {
        if (Duration.between(asOf, at).compareTo(LONGEST_SILENCE) > 0) {
            throw new IllegalArgumentException(
                    "event must be at most " + LONGEST_SILENCE.toDays() + " days after " + asOf + ", was at " + at);
        }
    }

    private void advanceTo(Instant at) {
        long today = clock.dayOf(at).toEpochDay();
        while (!machine.verdict().isFinal() && machine.day() < today) {
            LocalDate next = LocalDate.ofEpochDay(machine.day() + 1);
            machine.rollTo(next.toEpochDay());
            noteFailure(clock.startOf(next));
        }
        asOf = at;
    }

    private void noteFailure(Instant at) {
        if (machine.verdict() == Verdict.FAILED && failure.isEmpty()) {
            failure = Optional.of(
                    new Failure(machine.failedObjective(), at, money(machine.equity()), floor(machine.failureFloor())));
        }
    }

    private Optional<Money> floor(long minorUnits) {
        return minorUnits == AccountView.NO_FLOOR ? Optional.empty() : Optional.of(money(minorUnits));
    }

    private Money money(long minorUnits) {
        return phase.initialBalance().withMinorUnits(minorUnits);
    }
}
