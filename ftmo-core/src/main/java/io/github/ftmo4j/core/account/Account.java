package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One account under the rules of one phase. It accepts events and returns assessments.
 *
 * <pre>{@code
 * var start = Instant.parse("2026-03-02T08:00:00Z");
 * var account = Account.open(Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE), start);
 * account.accept(AccountEvent.opened(start, "1"));
 * var now = account.accept(new AccountEvent.Marked(start.plusSeconds(60), usd(94_999)));
 * Verdict verdict = now.verdict(); // FAILED: equity is more than 5 % below the balance at midnight
 * }</pre>
 *
 * <p>The clock determines which midnights lie between two events. Each midnight is judged at its own instant, before
 * the later event. Events arrive in order of time, or late within the current day: a late mark is compared with the
 * floors at its own instant, every other late event counts from now on, and neither moves the clock back. A late mark
 * that is a high of the current reward cycle raises the floors that follow equity from now on.
 *
 * <p>Positions are identified by their ids. Input that is refused changes nothing. After a final verdict every event is
 * accepted and changes nothing, unless the account is {@linkplain AccountEvent.Reinstated reinstated}. Not thread-safe.
 */
public final class Account {

    private static final Duration LONGEST_SILENCE = Duration.ofDays(3_660);

    private final Phase phase;
    private final TradingDayClock clock;
    private final AccountMachine machine;
    private final PositionBook book = new PositionBook();

    private final FloorHistory history;
    private final Requirements requirements;
    private final Transition transition = new Transition();

    /** Null if {@link #asOfMilli} holds the time alone. */
    private @Nullable Instant asOf;

    private long asOfMilli;
    private long dayStartMilli;
    private long dayEndMilli;
    private Optional<Instant> rewardCycleStart = Optional.empty();
    private Optional<Failure> failure = Optional.empty();

    private Account(Phase phase, TradingDayClock clock, AccountMachine machine, Instant at) {
        this.phase = phase;
        this.clock = clock;
        this.machine = machine;
        requirements = new Requirements(machine, book);
        setTime(at);
        history = new FloorHistory(beginDay(), now());
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
     * Restores an account from its saved state.
     *
     * @param phase the phase under which it was saved
     * @param state the saved state
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
        Account account = new Account(phase, clock, new AccountMachine(CompiledPhase.of(phase), state), state.asOf());
        account.failure = state.failure();
        account.rewardCycleStart = state.rewardCycleStart();
        account.history.restore(state.floorsToday(), phase.initialBalance().currency());
        account.book.restore(state);
        return account;
    }

    /**
     * Accepts an event.
     *
     * @param event not before the current day
     * @return what the rules say after it
     * @throws IllegalArgumentException if the event is before the current day or more than ten years ahead, an amount
     *     is in another currency, an amount or the balance after it is beyond {@link MinorUnits#LARGEST}, the position
     *     to be opened exists already, or the position that is named is not open; nothing changes then
     * @throws IllegalStateException if money is paid out while positions are open or the phase has a target; nothing
     *     changes then
     */
    public Assessment accept(AccountEvent event) {
        requireAcceptable(event);
        Instant at = event.at();
        if (!at.isBefore(asOf())) {
            advanceTo(at);
        }
        boolean reinstates = event instanceof AccountEvent.Reinstated;
        if (reinstates || !machine.verdict().isFinal()) {
            event.accept(transition);
            if (reinstates) {
                advanceTo(asOf());
            }
            noteFloors();
            noteFailure(asOf());
        }
        return assess();
    }

    /**
     * Accepts a mark as {@link #accept} does. It allocates nothing as long as the mark is not late, is on the current
     * day and moves no floor.
     *
     * @param epochMilli when, in milliseconds since 1970-01-01T00:00Z
     * @param equity balance plus floating profit, minor units
     * @throws IllegalArgumentException if the instant is before the current day or more than ten years ahead, or the
     *     equity is beyond {@link MinorUnits#LARGEST}; nothing changes then
     */
    public void mark(long epochMilli, long equity) {
        if (epochMilli < asOfMilli
                || epochMilli >= dayEndMilli
                || machine.verdict().isFinal()
                || equity < -MinorUnits.LARGEST
                || equity > MinorUnits.LARGEST) {
            accept(new AccountEvent.Marked(Instant.ofEpochMilli(epochMilli), money(equity)));
            return;
        }
        if (epochMilli > asOfMilli) {
            asOfMilli = epochMilli;
            asOf = null;
        }
        machine.marked(equity);
        if (history.maximumLossFloor() != machine.maximumLossFloor()) {
            noteFloors();
        }
        if (machine.verdict().isFinal()) {
            noteFailure(asOf());
        }
    }

    /**
     * Refuses an event that {@link #accept} would refuse. It never changes anything.
     *
     * @param event the event
     * @throws IllegalArgumentException if {@link #accept} would throw it
     * @throws IllegalStateException if {@link #accept} would throw it
     */
    public void requireAcceptable(AccountEvent event) {
        requireTime(event);
        if (event instanceof AccountEvent.Reinstated || !machine.verdict().isFinal()) {
            event.accept(requirements);
        }
    }

    private void requireTime(AccountEvent event) {
        Instant at = event.at();
        Instant last = asOf();
        Instant dayStart = Instant.ofEpochMilli(dayStartMilli);
        if (at.isBefore(last) && at.isBefore(dayStart)) {
            throw new IllegalArgumentException("event must not be before " + dayStart + ", was " + event);
        }
        if (Duration.between(last, at).compareTo(LONGEST_SILENCE) > 0) {
            throw new IllegalArgumentException(
                    "event must be at most " + LONGEST_SILENCE.toDays() + " days after " + last + ", was at " + at);
        }
    }

    /** Applies an event after the midnights before it, and returns the verdict. */
    private final class Transition implements AccountEvent.Visitor<Verdict> {

        @Override
        public Verdict opened(AccountEvent.Opened event) {
            book.hold(event.position());
            machine.opened();
            if (lacksStop(event.position())) {
                machine.violated();
            }
            return machine.verdict();
        }

        @Override
        public Verdict changed(AccountEvent.Changed event) {
            book.hold(event.position());
            book.bookPart(event.position().id(), event.profit());
            machine.booked(event.profit().minorUnits());
            return machine.verdict();
        }

        @Override
        public Verdict reopened(AccountEvent.Reopened event) {
            book.reopen(event.position());
            machine.reopened();
            return machine.verdict();
        }

        @Override
        public Verdict marked(AccountEvent.Marked event) {
            if (event.at().isBefore(asOf())) {
                markLate(event);
            } else {
                machine.marked(event.equity().minorUnits());
            }
            return machine.verdict();
        }

        @Override
        public Verdict closed(AccountEvent.Closed event) {
            book.close(event.id(), event.profit());
            machine.closed(event.profit().minorUnits());
            return machine.verdict();
        }

        @Override
        public Verdict corrected(AccountEvent.Corrected event) {
            Money change = book.correct(event);
            machine.booked(change.minorUnits());
            return machine.verdict();
        }

        @Override
        public Verdict reinstated(AccountEvent.Reinstated event) {
            machine.reinstated();
            failure = Optional.empty();
            return machine.verdict();
        }

        @Override
        public Verdict booked(AccountEvent.Booked event) {
            event.positionId().filter(book::isOpen).ifPresent(id -> book.bookPart(id, event.profit()));
            machine.booked(event.profit().minorUnits());
            return machine.verdict();
        }

        @Override
        public Verdict cashFlow(AccountEvent.CashFlow event) {
            machine.cashFlow(event.amount().minorUnits());
            return machine.verdict();
        }

        @Override
        public Verdict paidOut(AccountEvent.PaidOut event) {
            machine.paidOut(event.amount().minorUnits());
            rewardCycleStart = Optional.of(asOf());
            return machine.verdict();
        }

        @Override
        public Verdict violated(AccountEvent.Violated event) {
            machine.violated();
            return machine.verdict();
        }

        @Override
        public Verdict timePassed(AccountEvent.TimePassed event) {
            return machine.verdict();
        }
    }

    private void markLate(AccountEvent.Marked marked) {
        long equity = marked.equity().minorUnits();
        FloorHistory.Then then = history.at(marked.at());
        boolean ofThisCycle = rewardCycleStart.filter(marked.at()::isBefore).isEmpty();
        long high = ofThisCycle ? equity + machine.cashFlows() - then.cashFlows() : AccountMachine.NO_HIGH;
        if (machine.markedLate(equity, then.floors(), high)) {
            noteFailure(marked.at());
        }
    }

    private FloorHistory.Then now() {
        return new FloorHistory.Then(floors(), machine.cashFlows());
    }

    /**
     * Marks the value of the open positions as unknown until the next mark, as after an interruption. At a midnight
     * before that mark, the equity is not compared with any floor.
     */
    public void equityUnknown() {
        machine.equityUnknown();
    }

    /**
     * What the rules say now.
     *
     * @return the assessment
     */
    public Assessment assess() {
        return machine.assess(asOf(), failure);
    }

    /**
     * The state that must be saved to restore the account later.
     *
     * @return the state
     */
    public AccountState state() {
        return new AccountState(
                asOf(),
                LocalDate.ofEpochDay(machine.firstDay()),
                LocalDate.ofEpochDay(machine.day()),
                money(machine.balance()),
                money(machine.equity()),
                machine.valuation(),
                money(machine.cashFlows()),
                money(machine.highWaterMark()),
                money(machine.trailingReference()),
                money(machine.dayStartBalance()),
                floor(machine.dailyLossFloor()),
                phase.dailyLoss().map(rule -> money(machine.dailyLossLimit())),
                money(machine.bestDayProfit()),
                money(machine.profitableDaysProfit()),
                money(machine.netProfit()),
                positions(),
                book.closedTrades(),
                book.bookedParts(),
                history.save(phase.initialBalance().currency()),
                machine.countedDays(),
                machine.todayCounts(),
                machine.firstOpeningDay(),
                machine.lastOpeningDay(),
                rewardCycleStart,
                machine.deepSince(),
                machine.verdict(),
                failure);
    }

    /**
     * The open positions.
     *
     * @return the positions in the order in which they were opened
     */
    public List<Position> positions() {
        return book.positions();
    }

    /**
     * The current floors.
     *
     * @return minor units
     */
    public Floors floors() {
        return new Floors(machine.dailyLossFloor(), machine.maximumLossFloor(), machine.floatingLossFloor());
    }

    /**
     * The floors after the next midnight if a profit is booked before it.
     *
     * @param profit the profit to be booked, minor units, not negative
     * @return minor units
     */
    public Floors floorsAfterMidnight(long profit) {
        return new Floors(
                machine.nextDailyLossFloor(profit), machine.nextMaximumLossFloor(profit), machine.floatingLossFloor());
    }

    /**
     * Whether an instant is neither before the last event nor after the current day.
     *
     * @param epochMilli milliseconds since 1970-01-01T00:00Z
     * @return whether it is
     */
    public boolean isNext(long epochMilli) {
        return epochMilli >= asOfMilli && epochMilli < dayEndMilli;
    }

    /**
     * Whether a mark would raise the high-water mark or a floor.
     *
     * @param equity balance plus floating profit, minor units
     * @return whether it would
     */
    public boolean isHigh(long equity) {
        return machine.isHigh(equity);
    }

    /**
     * When the current day began.
     *
     * @return its first instant
     */
    public Instant dayStart() {
        return Instant.ofEpochMilli(dayStartMilli);
    }

    /**
     * When the current day ends.
     *
     * @return the first instant of the next day
     */
    public Instant dayEnd() {
        return Instant.ofEpochMilli(dayEndMilli);
    }

    /**
     * The balance at the first instant of the current day, or after the last reward on it.
     *
     * @return the balance, without the cash flows of the day
     */
    public Money startBalance() {
        return money(machine.dayStartBalance() - machine.cashFlows() + history.cashFlowsAtStart());
    }

    /**
     * Whether a reward was paid out on the current day.
     *
     * @return whether it was
     */
    public boolean isPaidOutToday() {
        return rewardCycleStart.filter(start -> !start.isBefore(dayStart())).isPresent();
    }

    /**
     * What is known of the equity.
     *
     * @return the valuation
     */
    public Valuation valuation() {
        return machine.valuation();
    }

    /**
     * Whether a position of this id was among the last to be closed.
     *
     * @param id what the broker calls it
     * @return whether it was
     */
    public boolean wasClosed(String id) {
        return book.wasClosed(id);
    }

    /**
     * Whether an amount can be paid out as a reward now.
     *
     * @param amount the amount
     * @return whether the account is flat, the phase has no target, and the amount is above zero and within the profit
     */
    public boolean isPayable(Money amount) {
        return machine.isPayable(amount(amount));
    }

    /**
     * Where the phase stands.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return machine.verdict();
    }

    /**
     * Whether opening a position violates the restriction that every position has a stop.
     *
     * @param position the position
     * @return whether it has none and must have one
     */
    public boolean lacksStop(Position position) {
        return phase.restrictions().stopRequired() && position.profitAtStop().isEmpty();
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
     * The account in minor units, for sizing. It changes as the account does.
     *
     * @return a view
     */
    public AccountView view() {
        return machine;
    }

    /**
     * The latest instant of any event.
     *
     * @return the instant
     */
    public Instant asOf() {
        if (asOf == null) {
            asOf = Instant.ofEpochMilli(asOfMilli);
        }
        return asOf;
    }

    private void setTime(Instant at) {
        asOf = at;
        asOfMilli = at.toEpochMilli();
    }

    private void advanceTo(Instant at) {
        long newDay = clock.dayOf(at).toEpochDay();
        while (!machine.verdict().isFinal() && machine.day() < newDay) {
            LocalDate next = LocalDate.ofEpochDay(machine.day() + 1);
            machine.rollTo(next.toEpochDay());
            noteFailure(clock.startOf(next));
            history.startDay(beginDay(), now());
        }
        setTime(at);
    }

    private Instant beginDay() {
        LocalDate day = LocalDate.ofEpochDay(machine.day());
        Instant start = clock.startOf(day);
        dayStartMilli = start.toEpochMilli();
        dayEndMilli = clock.startOf(day.plusDays(1)).toEpochMilli();
        return start;
    }

    private void noteFloors() {
        history.note(asOf(), now());
    }

    private void noteFailure(Instant at) {
        if (machine.verdict() == Verdict.FAILED && failure.isEmpty()) {
            failure = Optional.of(machine.failure(at));
        }
    }

    private long amount(Money money) {
        return money.in(phase.initialBalance().currency());
    }

    private Optional<Money> floor(long minorUnits) {
        return minorUnits == AccountView.NO_FLOOR ? Optional.empty() : Optional.of(money(minorUnits));
    }

    private Money money(long minorUnits) {
        return phase.initialBalance().withMinorUnits(minorUnits);
    }
}
