package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.json.JsonFormat;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The operations of the last days in the order in which they count, and the state of the ledger before them. An
 * operation that comes late is put in its place, and the ledger is computed again from the last day before it.
 *
 * <p>Not thread-safe.
 */
final class Timeline {

    /** How far back an operation may come late. */
    static final Duration WINDOW = Duration.ofDays(10);

    /** How many of today's latest operations are kept as they are, at least. */
    private static final int RECENT = 2_000;

    /** The order in which deals count: by instant, those of one instant by their ids. */
    static final Comparator<Deal> DEALS = Comparator.comparing(Deal::at)
            .thenComparingInt(deal -> deal.id().length())
            .thenComparing(Deal::id);

    private static final JsonFormat JSON = JsonFormat.unescaped();

    private final Ledger ledger;
    private final JournalCodec codec;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    /** The ids of deals and bookings that count already. */
    private final Set<String> deals = new HashSet<>();

    private final Set<String> bookings = new HashSet<>();

    /** How many operations of today came since the others were condensed, or since the day began. */
    private int recent;

    /** Whether the oldest state is the first one of the account; a later one may hold deals of its own instant. */
    private boolean fromBeginning = true;

    /** An operation, and up to when the ledger was advanced after it. */
    private record Entry(Operation operation, Instant effective) {

        boolean isLate() {
            return operation.at().isBefore(effective);
        }
    }

    /** The state of the ledger after a number of entries. */
    private record Checkpoint(int entries, Instant at, String state) {}

    Timeline(Ledger ledger) {
        this.ledger = ledger;
        codec = new JournalCodec(ledger.account().phase().initialBalance().currency());
        mark();
    }

    Ledger ledger() {
        return ledger;
    }

    private void mark() {
        checkpoints.add(new Checkpoint(entries.size(), ledger.account().asOf(), JSON.text(ledger::write)));
        recent = 0;
    }

    /** The instant before which nothing can be revised. */
    Instant start() {
        return checkpoints.get(0).at();
    }

    /** Whether the ledger holds a deal: it arrived before, or it is older than what can be revised. */
    boolean holds(Deal deal) {
        return deal.at().isBefore(start())
                || (deal.at().equals(start()) && !fromBeginning)
                || deals.contains(deal.id());
    }

    /** Whether an equal event counts already. */
    boolean holds(AccountEvent event) {
        return entries.stream()
                .anyMatch(entry -> entry.operation() instanceof Operation.EventTaken taken
                        && taken.event().equals(event));
    }

    boolean holdsBooking(String id) {
        return bookings.contains(id);
    }

    /** The highest number of anything inferred. */
    long inferences() {
        return entries.stream()
                .mapToLong(entry -> entry.operation().inference())
                .max()
                .orElse(0);
    }

    /** Whether a mark of an instant is kept. */
    boolean holdsMark(Instant at) {
        return entries.stream()
                .anyMatch(entry ->
                        isMark(entry.operation()) && entry.operation().at().equals(at));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Applies the next operation. */
    List<MonitorEvent> append(Operation operation) {
        long day = ledger.account().view().day();
        List<MonitorEvent> events = operation.applyTo(ledger);
        note(operation);
        if (ledger.account().view().day() != day) {
            condense(entries.size());
            trim();
            mark();
        }
        return events;
    }

    /** Notes an operation that the ledger holds already. */
    void note(Operation operation) {
        entries.add(new Entry(operation, ledger.account().asOf()));
        remember(operation);
        recent++;
        if (recent >= 2 * RECENT) {
            condense(entries.size() - RECENT);
            recent = RECENT;
        }
    }

    private void remember(Operation operation) {
        if (operation instanceof Operation.DealTaken taken) {
            deals.add(taken.deal().id());
        }
        if (operation instanceof Operation.EventTaken taken && taken.event() instanceof AccountEvent.Booked booked) {
            booked.id().ifPresent(bookings::add);
        }
    }

    private void discard(Operation operation) {
        if (operation instanceof Operation.DealTaken taken) {
            deals.remove(taken.deal().id());
        }
        if (operation instanceof Operation.EventTaken taken && taken.event() instanceof AccountEvent.Booked booked) {
            booked.id().ifPresent(bookings::remove);
        }
    }

    /** Whether an operation belongs before something that the ledger holds already. */
    boolean isLate(Operation operation) {
        return (!entries.isEmpty() && placeOf(operation) < entries.size())
                || operation.at().isBefore(ledger.account().asOf());
    }

    /** Puts an operation in its place, without applying it. */
    private void insert(Operation operation) {
        entries.add(placeOf(operation), new Entry(operation, operation.at()));
        remember(operation);
    }

    private int placeOf(Operation operation) {
        int place = entries.size();
        while (place > 0 && isBefore(operation, entries.get(place - 1))) {
            place--;
        }
        return place;
    }

    /** Of one instant, deals come first, in the order of their ids; everything else comes as it arrived. */
    private static boolean isBefore(Operation operation, Entry entry) {
        int order = operation.at().compareTo(entry.effective());
        if (order != 0 || !(operation instanceof Operation.DealTaken taken)) {
            return order < 0;
        }
        return !(entry.operation() instanceof Operation.DealTaken other)
                || DEALS.compare(taken.deal(), other.deal()) < 0;
    }

    /**
     * Withdraws what was wrong, puts operations in their places and computes the ledger again.
     *
     * @throws IllegalArgumentException if an operation does not fit into its place; nothing has changed then
     * @throws IllegalStateException if an operation does not fit into its place; nothing has changed then
     */
    void revise(Revision revision) {
        Instant asOf = ledger.account().asOf();
        List<Entry> before = List.copyOf(entries);
        int first = entries.size();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (revision.withdraws(entries.get(i).operation())) {
                entries.remove(i);
                first = i;
            }
        }
        for (Operation operation : revision.operations()) {
            first = Math.min(first, placeOf(operation));
            insert(operation);
        }
        try {
            computeFrom(first, asOf);
        } catch (IllegalArgumentException | IllegalStateException e) {
            entries.clear();
            entries.addAll(before);
            revision.operations().forEach(this::discard);
            computeFrom(first, asOf);
            throw e;
        }
    }

    private void computeFrom(int first, Instant asOf) {
        while (checkpoints.size() > 1 && checkpoints.get(checkpoints.size() - 1).entries() > first) {
            checkpoints.remove(checkpoints.size() - 1);
        }
        recent = 0;
        Checkpoint from = checkpoints.get(checkpoints.size() - 1);
        List<Entry> again = new ArrayList<>(entries.subList(from.entries(), entries.size()));
        entries.subList(from.entries(), entries.size()).clear();
        ledger.restore(read(from.state()), codec);
        for (Entry entry : again) {
            append(entry.operation());
        }
        ledger.advanceTo(asOf);
    }

    /** Begins anew with a state that {@link #writeOldest} wrote. */
    void restart(JsonObject state) {
        ledger.restore(state, codec);
        entries.clear();
        checkpoints.clear();
        deals.clear();
        bookings.clear();
        fromBeginning = false;
        mark();
    }

    private static JsonObject read(String state) {
        return JSON.read(state, (why, cause) -> new IllegalStateException(why, cause));
    }

    /**
     * Discards marks between the lowest and the highest of their minute, and orders that were released without a fill:
     * only a deal that comes later than what is kept as it is would need them. While the day goes on, the orders are
     * counted.
     *
     * @param end up to which entry; up to the last one if the day is over
     */
    private void condense(int end) {
        int start = checkpoints.get(checkpoints.size() - 1).entries();
        boolean isOver = end == entries.size();
        List<Entry> day = entries.subList(start, end);
        List<Entry> kept = new ArrayList<>();
        int former = 0;
        for (Entry entry : day) {
            if (entry.operation() instanceof Operation.FormerOrders orders) {
                former += orders.count();
                continue;
            }
            if (entry.operation() instanceof Operation.Released gone) {
                int reserved = reservation(kept, gone.id());
                if (reserved >= 0) {
                    kept.remove(reserved);
                    former++;
                    continue;
                }
            }
            if (followsTime(entry, kept)) {
                kept.remove(kept.size() - 1);
            }
            if (isBetween(entry, kept)) {
                kept.set(kept.size() - 1, entry);
            } else {
                kept.add(entry);
            }
        }
        if (former > 0 && !isOver) {
            Instant at = day.get(0).effective();
            kept.add(0, new Entry(new Operation.FormerOrders(at, former), at));
        }
        day.clear();
        entries.addAll(start, kept);
    }

    /** The place of the reservation of an order that nothing since has filled, below zero if there is none. */
    private static int reservation(List<Entry> kept, String order) {
        for (int i = kept.size() - 1; i >= 0; i--) {
            Operation operation = kept.get(i).operation();
            if (operation instanceof Operation.Reserved reserved
                    && reserved.order().id().equals(order)) {
                return i;
            }
            if (!(operation instanceof Operation.Reserved
                    || operation instanceof Operation.Released
                    || isTime(operation)
                    || isMark(operation))) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether the last kept entry is time that passed, and this one a mark after it or more time. */
    private static boolean followsTime(Entry entry, List<Entry> kept) {
        return !kept.isEmpty()
                && isTime(kept.get(kept.size() - 1).operation())
                && (isTime(entry.operation()) || (isMark(entry.operation()) && !entry.isLate()));
    }

    /** Whether the last kept entry is a mark between the one before it and this one, all of one minute. */
    private static boolean isBetween(Entry entry, List<Entry> kept) {
        // a late mark says nothing of the equity after it
        if (kept.size() < 2 || !isMark(entry.operation()) || entry.isLate()) {
            return false;
        }
        Entry last = kept.get(kept.size() - 1);
        Entry before = kept.get(kept.size() - 2);
        if (!isMark(last.operation()) || !isMark(before.operation())) {
            return false;
        }
        boolean sameMinute = minute(entry) == minute(last) && minute(last) == minute(before);
        long middle = equity(last);
        return sameMinute
                && middle >= Math.min(equity(before), equity(entry))
                && middle <= Math.max(equity(before), equity(entry));
    }

    private static boolean isMark(Operation operation) {
        return operation instanceof Operation.EventTaken taken && taken.event() instanceof AccountEvent.Marked;
    }

    private static boolean isTime(Operation operation) {
        return operation instanceof Operation.EventTaken taken && taken.event() instanceof AccountEvent.TimePassed;
    }

    private static long minute(Entry entry) {
        return entry.effective().getEpochSecond() / 60;
    }

    private static long equity(Entry entry) {
        return ((AccountEvent.Marked) ((Operation.EventTaken) entry.operation()).event())
                .equity()
                .minorUnits();
    }

    /** Discards what is older than the window. */
    private void trim() {
        Instant oldest = ledger.account().asOf().minus(WINDOW);
        int keep = 0;
        while (keep + 1 < checkpoints.size() && !checkpoints.get(keep + 1).at().isAfter(oldest)) {
            keep++;
        }
        if (keep == 0) {
            return;
        }
        fromBeginning = false;
        int cut = checkpoints.get(keep).entries();
        List<Entry> old = entries.subList(0, cut);
        // the id of a booking is remembered for longer: nothing but the id says that it is known
        old.stream()
                .map(Entry::operation)
                .filter(Operation.DealTaken.class::isInstance)
                .forEach(this::discard);
        old.clear();
        checkpoints.subList(0, keep).clear();
        checkpoints.replaceAll(point -> new Checkpoint(point.entries() - cut, point.at(), point.state()));
    }

    /** Writes the oldest state that is kept. */
    void writeOldest(JsonWriter out) {
        JsonObject state = read(checkpoints.get(0).state());
        state.names().forEach(name -> out.value(name, state.value(name)));
    }

    /** Gives the operations since the oldest state. */
    void forEach(Consumer<? super Operation> action) {
        entries.forEach(entry -> action.accept(entry.operation()));
    }
}
