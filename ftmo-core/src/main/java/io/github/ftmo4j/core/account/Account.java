package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One account under the rules of one phase: events go in, and assessments come out.
 *
 * <p>The clock decides which midnights passed between two events; each is judged at its own instant, before the event
 * that revealed it. Events come in order of time, or late within the current day: a late mark is held against the
 * floors as they were at its instant, any other late event counts from now on, and neither moves the clock back. A late
 * mark that was a high of the current reward cycle raises the floors that follow it from now on.
 *
 * <p>Positions are known by their ids. Refused input changes nothing; after a final verdict everything is taken and
 * changes nothing. Not thread-safe.
 */
public final class Account {

    private static final Duration LONGEST_SILENCE = Duration.ofDays(3_660);

    /** How many closed trades are remembered, to be corrected or recognised. */
    private static final int CLOSED_TRADES = 1_000;

    /** How many changes of the floors of a day are remembered; a mark from before them is held against the oldest. */
    private static final int FLOORS = 1_000;

    private final Phase phase;
    private final TradingDayClock clock;
    private final AccountMachine machine;
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private final Map<String, Money> closedTrades = new LinkedHashMap<>();

    /** The floors of the current day and what was paid in, from the instant on at which they changed. */
    private final NavigableMap<Instant, Then> today = new TreeMap<>();

    private Then last;

    /** Null if {@link #asOfMilli} says it. */
    private @Nullable Instant asOf;

    private long asOfMilli;
    private long dayStartMilli;
    private long dayEndMilli;
    private Optional<Instant> rewardCycleStart = Optional.empty();
    private Optional<Failure> failure = Optional.empty();

    /** The floors at some moment, and what had been paid in by then. */
    private record Then(Floors floors, long cashFlows) {}

    private Account(Phase phase, TradingDayClock clock, AccountMachine machine, Instant at) {
        this.phase = phase;
        this.clock = clock;
        this.machine = machine;
        setTime(at);
        last = beginDay();
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
        Account account = new Account(phase, clock, new AccountMachine(CompiledPhase.of(phase), state), state.asOf());
        account.failure = state.failure();
        account.rewardCycleStart = state.rewardCycleStart();
        account.restoreFloors(state.floorsToday());
        state.positions().forEach(position -> account.positions.put(position.id(), position));
        account.closedTrades.putAll(state.closedTrades());
        return account;
    }

    /**
     * Takes an event.
     *
     * @param event not before the current day
     * @return what the rules say after it
     * @throws IllegalArgumentException if the event is before the current day or more than ten years ahead, an amount
     *     is in another currency or absurd, or makes the balance so, a position is opened that is known already, or one
     *     is named that is not open; nothing has changed then
     * @throws IllegalStateException if money is paid out while positions are open or the phase has a target; nothing
     *     has changed then
     */
    public Assessment accept(AccountEvent event) {
        requireAcceptable(event);
        Instant at = event.at();
        boolean late = at.isBefore(asOf());
        if (!late) {
            advanceTo(at);
        }
        if (!machine.verdict().isFinal()) {
            apply(event, late);
            noteFloors();
            noteFailure(asOf());
        }
        return assess();
    }

    /**
     * Takes a mark as {@link #accept} does, without allocating anything as long as it neither comes late nor on a new
     * day and moves no floor.
     *
     * @param epochMilli when, in milliseconds since 1970-01-01T00:00Z
     * @param equity balance plus floating profit, minor units
     * @throws IllegalArgumentException if it is before the current day or more than ten years ahead, or absurd; nothing
     *     has changed then
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
        if (last.floors().maximumLoss() != machine.maximumLossFloor()) {
            noteFloors();
        }
        if (machine.verdict().isFinal()) {
            noteFailure(asOf());
        }
    }

    /**
     * Refuses an event as {@link #accept} would, and changes nothing in any case.
     *
     * @param event the event
     * @throws IllegalArgumentException if {@link #accept} would throw it
     * @throws IllegalStateException if {@link #accept} would throw it
     */
    public void requireAcceptable(AccountEvent event) {
        requireTime(event);
        if (!machine.verdict().isFinal()) {
            requireValid(event);
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

    private void requireValid(AccountEvent event) {
        if (event instanceof AccountEvent.Opened opened) {
            requireNew(opened.position().id());
            opened.position().profitAtStop().ifPresent(profit -> amount(profit, "profitAtStop"));
        } else if (event instanceof AccountEvent.Reopened reopened) {
            requireClosed(reopened.position().id());
            reopened.position().profitAtStop().ifPresent(profit -> amount(profit, "profitAtStop"));
        } else if (event instanceof AccountEvent.Changed changed) {
            requireOpen(changed.position().id());
            changed.position().profitAtStop().ifPresent(profit -> amount(profit, "profitAtStop"));
            booking(changed.profit(), "profit");
        } else if (event instanceof AccountEvent.Marked marked) {
            amount(marked.equity(), "equity");
        } else if (event instanceof AccountEvent.Closed closed) {
            requireOpen(closed.id());
            booking(closed.profit(), "profit");
        } else if (event instanceof AccountEvent.Corrected corrected) {
            requireClosed(corrected.id());
            amount(corrected.profit(), "profit");
            booking(change(corrected), "change of the profit");
        } else if (event instanceof AccountEvent.Booked booked) {
            booking(booked.profit(), "profit");
        } else if (event instanceof AccountEvent.CashFlow flow) {
            booking(flow.amount(), "amount");
        } else if (event instanceof AccountEvent.PaidOut paid) {
            machine.requirePayable(amount(paid.amount(), "amount"));
        }
    }

    private void requireNew(String id) {
        if (positions.containsKey(id) || closedTrades.containsKey(id)) {
            throw new IllegalArgumentException("position must be new, was " + id + ", which "
                    + (positions.containsKey(id) ? "is open" : "was closed") + " already");
        }
    }

    private void requireOpen(String id) {
        if (!positions.containsKey(id)) {
            throw new IllegalArgumentException("position must be one of those open, " + positions.keySet() + ", was "
                    + id + (closedTrades.containsKey(id) ? ", which was closed already" : ""));
        }
    }

    private void requireClosed(String id) {
        if (!closedTrades.containsKey(id)) {
            throw new IllegalArgumentException("trade must be one of the last " + CLOSED_TRADES + " closed, was " + id);
        }
    }

    private void apply(AccountEvent event, boolean late) {
        if (event instanceof AccountEvent.Opened opened) {
            positions.put(opened.position().id(), opened.position());
            machine.opened();
            if (lacksStop(opened.position())) {
                machine.violated();
            }
        } else if (event instanceof AccountEvent.Reopened reopened) {
            closedTrades.remove(reopened.position().id());
            positions.put(reopened.position().id(), reopened.position());
            machine.reopened();
        } else if (event instanceof AccountEvent.Changed changed) {
            positions.put(changed.position().id(), changed.position());
            machine.booked(changed.profit().minorUnits());
        } else if (event instanceof AccountEvent.Marked marked) {
            mark(marked, late);
        } else if (event instanceof AccountEvent.Closed closed) {
            positions.remove(closed.id());
            closedTrades.put(closed.id(), closed.profit());
            if (closedTrades.size() > CLOSED_TRADES) {
                closedTrades.remove(closedTrades.keySet().iterator().next());
            }
            machine.closed(closed.profit().minorUnits());
        } else if (event instanceof AccountEvent.Corrected corrected) {
            Money change = change(corrected);
            closedTrades.replace(corrected.id(), corrected.profit());
            machine.booked(change.minorUnits());
        } else if (event instanceof AccountEvent.Booked booked) {
            machine.booked(booked.profit().minorUnits());
        } else if (event instanceof AccountEvent.CashFlow flow) {
            machine.cashFlow(flow.amount().minorUnits());
        } else if (event instanceof AccountEvent.PaidOut paid) {
            machine.paidOut(paid.amount().minorUnits());
            rewardCycleStart = Optional.of(asOf());
        } else if (event instanceof AccountEvent.Violated) {
            machine.violated();
        }
    }

    private void mark(AccountEvent.Marked marked, boolean late) {
        long equity = marked.equity().minorUnits();
        if (!late) {
            machine.marked(equity);
            return;
        }
        Then then = then(marked.at());
        boolean ofThisCycle = rewardCycleStart.filter(marked.at()::isBefore).isEmpty();
        long high = ofThisCycle ? equity + machine.cashFlows() - then.cashFlows() : AccountMachine.NO_HIGH;
        if (machine.markedLate(equity, then.floors(), high)) {
            noteFailure(marked.at());
        }
    }

    private Then then(Instant at) {
        Map.Entry<Instant, Then> entry = today.floorEntry(at);
        return entry == null ? today.firstEntry().getValue() : entry.getValue();
    }

    private Then now() {
        return new Then(floors(), machine.cashFlows());
    }

    /**
     * What the open positions are worth is not known until the next mark, as after an interruption: a midnight that
     * passes before is not held against the equity.
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
     * What must be saved to go on later.
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
                money(machine.bestDayProfit()),
                money(machine.profitableDaysProfit()),
                money(machine.netProfit()),
                positions(),
                closedTrades,
                floorsToday(),
                machine.countedDays(),
                machine.todayCounts(),
                machine.firstOpeningDay(),
                machine.lastOpeningDay(),
                rewardCycleStart,
                machine.deepSince(),
                machine.verdict(),
                failure);
    }

    private List<FloorsSince> floorsToday() {
        List<FloorsSince> changes = new ArrayList<>();
        today.forEach((since, then) -> changes.add(new FloorsSince(
                since,
                floor(then.floors().dailyLoss()),
                money(then.floors().maximumLoss()),
                floor(then.floors().floatingLoss()),
                money(then.cashFlows()))));
        return changes;
    }

    private void restoreFloors(List<FloorsSince> changes) {
        if (changes.isEmpty()) {
            return;
        }
        today.clear();
        for (FloorsSince change : changes) {
            last = new Then(
                    new Floors(floor(change.dailyLoss()), amount(change.maximumLoss()), floor(change.floatingLoss())),
                    amount(change.cashFlows()));
            today.put(change.since(), last);
        }
    }

    /**
     * The open positions.
     *
     * @return the positions in the order in which they were opened
     */
    public List<Position> positions() {
        return List.copyOf(positions.values());
    }

    /**
     * The floors as they are.
     *
     * @return minor units
     */
    public Floors floors() {
        return new Floors(machine.dailyLossFloor(), machine.maximumLossFloor(), machine.floatingLossFloor());
    }

    /**
     * The floors as they would be if some profit were booked now and midnight came.
     *
     * @param profit what would be booked, minor units, not negative
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
     * @return its first instant no more
     */
    public Instant dayEnd() {
        return Instant.ofEpochMilli(dayEndMilli);
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
        return closedTrades.containsKey(id);
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

    private long amount(Money money, String name) {
        long minorUnits = amount(money);
        if (minorUnits < -MinorUnits.LARGEST || minorUnits > MinorUnits.LARGEST) {
            throw new IllegalArgumentException(
                    name + " must be within ±" + money(MinorUnits.LARGEST) + ", was " + money);
        }
        return minorUnits;
    }

    private Money change(AccountEvent.Corrected corrected) {
        return corrected.profit().minus(closedTrades.getOrDefault(corrected.id(), money(0)));
    }

    /** Refuses what would take the balance to where no money is. */
    private void booking(Money money, String name) {
        long after = machine.balance() + amount(money, name);
        if (after < -MinorUnits.LARGEST || after > MinorUnits.LARGEST) {
            throw new IllegalArgumentException(name + " must leave the balance within ±" + money(MinorUnits.LARGEST)
                    + ", was " + money + " at a balance of " + money(machine.balance()));
        }
    }

    private void advanceTo(Instant at) {
        long newDay = clock.dayOf(at).toEpochDay();
        while (!machine.verdict().isFinal() && machine.day() < newDay) {
            LocalDate next = LocalDate.ofEpochDay(machine.day() + 1);
            machine.rollTo(next.toEpochDay());
            noteFailure(clock.startOf(next));
            last = beginDay();
        }
        setTime(at);
    }

    private Then beginDay() {
        LocalDate day = LocalDate.ofEpochDay(machine.day());
        Instant start = clock.startOf(day);
        dayStartMilli = start.toEpochMilli();
        dayEndMilli = clock.startOf(day.plusDays(1)).toEpochMilli();
        Then first = now();
        today.clear();
        today.put(start, first);
        return first;
    }

    private void noteFloors() {
        Then now = now();
        if (!last.equals(now)) {
            last = now;
            today.put(asOf(), now);
            if (today.size() > FLOORS) {
                today.pollFirstEntry();
            }
        }
    }

    private void noteFailure(Instant at) {
        if (machine.verdict() == Verdict.FAILED && failure.isEmpty()) {
            failure = Optional.of(machine.failure(at));
        }
    }

    private long amount(Money money) {
        return money.in(phase.initialBalance().currency());
    }

    private long floor(Optional<Money> floor) {
        return floor.map(this::amount).orElse(AccountView.NO_FLOOR);
    }

    private Optional<Money> floor(long minorUnits) {
        return minorUnits == AccountView.NO_FLOOR ? Optional.empty() : Optional.of(money(minorUnits));
    }

    private Money money(long minorUnits) {
        return phase.initialBalance().withMinorUnits(minorUnits);
    }
}
