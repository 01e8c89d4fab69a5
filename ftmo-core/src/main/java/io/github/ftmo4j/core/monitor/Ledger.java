package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Valuation;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account and its exposure, and the events for listeners. Live events and those that a journal replays take the same
 * way. Not thread-safe.
 */
final class Ledger {

    private final TradingDayClock clock;
    private final List<Double> shares;
    private Account account;
    private LiveExposure exposure;
    private Warnings warnings;
    private Tickets tickets = new Tickets();

    /** The positions that net names stand for, by the deals. */
    private Tickets names = new Tickets();

    private long lowOfDay;

    /** By how much the balance at the last midnight may have been higher, minor units. */
    private long uncertain;

    private long uncertainDay;

    Ledger(Account account, TradingDayClock clock, List<Double> shares) {
        this.clock = clock;
        this.shares = shares;
        this.account = account;
        this.exposure = new LiveExposure();
        this.warnings = new Warnings(account, shares);
        startDay();
    }

    private void startDay() {
        lowOfDay = account.view().equity();
        exposure.rollTo(account.view().day());
    }

    /**
     * Takes the state that {@link #write} wrote in place of its own.
     *
     * @throws IllegalArgumentException if the state does not fit the phase or the clock
     */
    void restore(JsonObject in, JournalCodec codec) {
        account = Account.restore(account.phase(), codec.state(in), clock);
        exposure = LiveExposure.read(in.object("book"), account, codec);
        warnings = new Warnings(account, shares);
        warnings.read(in);
        tickets = Tickets.read("tickets", in);
        names = Tickets.read("names", in);
        startDay();
        if (in.has("lowOfDay")) {
            lowOfDay = in.number("lowOfDay");
            anchorIsUncertain(in.number("uncertain"));
        }
    }

    /** Advances time without an event for listeners. */
    void advanceTo(Instant asOf) {
        if (account.asOf().isBefore(asOf)) {
            apply(new AccountEvent.TimePassed(asOf));
        }
    }

    void anchorIsUncertain(long amount) {
        uncertain = amount;
        uncertainDay = account.view().day();
    }

    /** By how much the floor of the day may be higher than it is taken to be, minor units. */
    long uncertainty() {
        return anchorIsInferred() ? Math.max(0, uncertain) : 0;
    }

    /** Whether the balance at the start of the day is inferred from a snapshot after it. */
    boolean anchorIsInferred() {
        return uncertain != 0 && uncertainDay == account.view().day();
    }

    Tickets names() {
        return names;
    }

    /** The position that a snapshot beside deals lists under a ticket. */
    private String listedId(String ticket) {
        return tickets.id(names.id(ticket));
    }

    Tickets tickets() {
        return tickets;
    }

    Warnings warnings() {
        return warnings;
    }

    Account account() {
        return account;
    }

    LiveExposure exposure() {
        return exposure;
    }

    /** Whether a mark is on the current day and can change nothing but equity and time. */
    boolean isPlain(long epochMilli, long equity) {
        AccountView view = account.view();
        return account.isNext(epochMilli)
                && account.verdict() == Verdict.ONGOING
                && account.valuation() == Valuation.CURRENT
                && equity >= lowOfDay
                && !account.isHigh(equity)
                && equity > view.bindingFloor()
                && equity > warnings.highestEquity();
    }

    List<MonitorEvent> apply(AccountEvent event) {
        List<MonitorEvent> events = new ArrayList<>();
        Verdict before = account.verdict();
        long dayBefore = account.view().day();
        boolean targetBefore = targetReached();
        Assessment after = account.accept(event);
        boolean reinstated = EventKind.of(event) == EventKind.REINSTATED;
        if (before.isFinal() && !reinstated) {
            return events;
        }
        AccountView view = account.view();
        exposure.rollTo(view.day());
        Optional<Failure> failure = after.failure();
        // what comes after a midnight that failed no longer happens
        if (failure.isEmpty() || !failure.get().at().isBefore(event.at())) {
            exposure.take(event);
        }
        if (reinstated) {
            exposure.holdAgain(account.positions(), event.at());
        }
        failure.ifPresent(how -> exposure.fail(how, view.balance()));
        boolean newDay = view.day() != dayBefore;
        if (newDay) {
            lowOfDay = view.equity();
            warnings.rearm();
            events.add(new MonitorEvent.DayRolled(LocalDate.ofEpochDay(view.day()), after));
        }
        lowOfDay = Math.min(lowOfDay, view.equity());
        restriction(event).ifPresent(restriction -> events.add(new MonitorEvent.Violated(event.at(), restriction)));
        if (!after.verdict().isFinal()) {
            events.addAll(warnings.of(after));
        }
        if (targetReached() && !targetBefore) {
            events.add(new MonitorEvent.TargetReached(after));
        }
        if (after.verdict() != before || newDay) {
            verdictOf(after).ifPresent(events::add);
        }
        return events;
    }

    /** The event that announces the verdict of an assessment, none while the phase goes on. */
    static Optional<MonitorEvent> verdictOf(Assessment assessment) {
        return switch (assessment.verdict()) {
            case FAILED ->
                Optional.of(new MonitorEvent.Breached(assessment.failure().orElseThrow()));
            case PAUSED -> Optional.of(new MonitorEvent.Paused(assessment));
            case PASSED -> Optional.of(new MonitorEvent.Passed(assessment));
            case ONGOING -> Optional.empty();
        };
    }

    /** Applies what a deal does to the account at its moment. */
    List<MonitorEvent> apply(Deal deal) {
        List<MonitorEvent> events = new ArrayList<>();
        for (AccountEvent event : DealEvents.of(deal, this)) {
            events.addAll(apply(event));
        }
        return events;
    }

    /** Takes the stop of a position that a snapshot lists beside deals. */
    List<MonitorEvent> listed(Instant at, Position listed) {
        Money nothing = account.phase().initialBalance().withMinorUnits(0);
        return withAnotherStop(listed)
                .map(open -> new Position(open.id(), open.lots(), listed.profitAtStop()))
                .map(now -> apply(new AccountEvent.Changed(at, now, nothing)))
                .orElse(List.of());
    }

    /** Whether a snapshot beside deals shows another stop of an open position. */
    boolean showsAnotherStop(Position listed) {
        return withAnotherStop(listed).isPresent();
    }

    private Optional<Position> withAnotherStop(Position listed) {
        return position(listedId(listed.id()))
                .filter(open -> !open.profitAtStop().equals(listed.profitAtStop()));
    }

    /**
     * The open positions that a snapshot beside deals lists under a new ticket: unlisted ones of the same size.
     *
     * @return by ticket
     */
    Map<String, String> newTickets(Snapshot snapshot) {
        Map<String, String> renamed = new LinkedHashMap<>();
        List<Position> unlisted = new ArrayList<>(account.positions());
        List<Position> unknown = new ArrayList<>();
        for (Position position : snapshot.positions()) {
            String id = listedId(position.id());
            if (!unlisted.removeIf(open -> open.id().equals(id))) {
                unknown.add(position);
            }
        }
        for (Position position : unknown) {
            unlisted.stream()
                    .filter(open -> open.lots().compareTo(position.lots()) == 0)
                    .findFirst()
                    .ifPresent(open -> {
                        renamed.put(position.id(), open.id());
                        unlisted.remove(open);
                    });
        }
        return renamed;
    }

    /** In what a snapshot differs from the books, none if in nothing. */
    Optional<String> difference(Snapshot snapshot) {
        Money balance = snapshot.balance().withMinorUnits(account.view().balance());
        if (!balance.equals(snapshot.balance())) {
            return Optional.of("balance " + snapshot.balance() + ", by the deals " + balance);
        }
        Map<String, Position> books = new HashMap<>();
        account.positions().forEach(position -> books.put(position.id(), position));
        for (Position position : snapshot.positions()) {
            Position known = books.remove(listedId(position.id()));
            if (known == null || known.lots().compareTo(position.lots()) != 0) {
                return Optional.of(
                        "position " + position.id() + " of " + position.lots().toPlainString() + " lots, by the deals "
                                + (known == null ? "none" : known.lots().toPlainString()));
            }
        }
        return books.isEmpty() ? Optional.empty() : Optional.of("positions " + books.keySet() + " are not listed");
    }

    /** Whether an id is that of an open or of a closed position. */
    boolean isTaken(String id) {
        return position(id).isPresent() || account.wasClosed(id);
    }

    /** The open position of an id. */
    Optional<Position> position(String id) {
        return account.positions().stream()
                .filter(position -> position.id().equals(id))
                .findFirst();
    }

    /** The restriction that an event violates by itself. */
    private Optional<String> restriction(AccountEvent event) {
        return switch (EventKind.of(event)) {
            case VIOLATED -> Optional.of(((AccountEvent.Violated) event).restriction());
            case OPENED ->
                account.lacksStop(((AccountEvent.Opened) event).position())
                        ? Optional.of("STOP_REQUIRED")
                        : Optional.empty();
            case CHANGED, REOPENED, MARKED, CLOSED, CORRECTED, REINSTATED, BOOKED, CASH_FLOW, PAID_OUT, TIME_PASSED ->
                Optional.empty();
        };
    }

    /** Writes everything that an entry of a journal must hold to replace all entries before it. */
    void write(JsonWriter out) {
        JournalCodec.write(account.state(), out);
        out.object("book", exposure::write);
        warnings.write(out);
        tickets.write("tickets", out);
        names.write("names", out);
        out.number("lowOfDay", lowOfDay).number("uncertain", anchorIsInferred() ? uncertain : 0);
    }

    private boolean targetReached() {
        return account.view().balance() >= account.view().targetBalance();
    }
}
