package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.json.JsonWriter;
import io.github.ftmo4j.core.order.Order;
import java.time.Instant;
import java.util.List;

/** What changes a ledger, and is an entry of the journal. */
sealed interface Operation {

    /** When it happened. */
    Instant at();

    /** The type of its entry; it never changes. */
    String entry();

    /** Writes the fields of its entry, the instant included. */
    JsonWriter write(JsonWriter out);

    /** Applies it; returns the events for listeners. */
    List<MonitorEvent> applyTo(Ledger ledger);

    /** Zero, or the number under which what was inferred from a reading can be withdrawn. */
    default long inference() {
        return 0;
    }

    private static JsonWriter begin(Instant at, JsonWriter out) {
        return out.text("at", at.toString());
    }

    /** An event of the account. */
    record EventTaken(AccountEvent event, long inference) implements Operation {

        EventTaken(AccountEvent event) {
            this(event, 0);
        }

        @Override
        public Instant at() {
            return event.at();
        }

        @Override
        public String entry() {
            return EventKind.of(event).entry();
        }

        @Override
        public JsonWriter write(JsonWriter out) {
            event.accept(new EventWriter(out));
            return inference == 0 ? out : out.number("inference", inference);
        }

        @Override
        public List<MonitorEvent> applyTo(Ledger ledger) {
            return ledger.apply(event);
        }
    }

    /** A deal of the broker. */
    record DealTaken(Deal deal) implements Operation {

        @Override
        public Instant at() {
            return deal.at();
        }

        @Override
        public String entry() {
            return Replay.DEAL;
        }

        @Override
        public JsonWriter write(JsonWriter out) {
            JournalCodec.write(deal, out);
            return out;
        }

        @Override
        public List<MonitorEvent> applyTo(Ledger ledger) {
            return ledger.apply(deal);
        }
    }

    /** A position as a snapshot beside deals lists it: it shows the stop. */
    record Listed(Instant at, Position position) implements Operation {

        @Override
        public String entry() {
            return Replay.LISTED;
        }

        @Override
        public JsonWriter write(JsonWriter out) {
            return JournalCodec.write(position, begin(at, out));
        }

        @Override
        public List<MonitorEvent> applyTo(Ledger ledger) {
            return ledger.listed(at, position);
        }
    }

    /** A ticket of the broker stands for a position that has another id on the account. */
    record Renamed(Instant at, String ticket, String id) implements Operation {

        @Override
        public String entry() {
            return Replay.RENAMED;
        }

        @Override
        public JsonWriter write(JsonWriter out) {
            return begin(at, out).text("ticket", ticket).text("id", id);
        }

        @Override
        public List<MonitorEvent> applyTo(Ledger ledger) {
            ledger.tickets().rename(ticket, id);
            return List.of();
        }
    }

    /** The risk of an order is reserved. */
    record Reserved(Instant at, Order order) implements Operation {

        @Override
        public String entry() {
            return Replay.RESERVED;
        }

        @Override
        public JsonWriter write(JsonWriter out) {
            JournalCodec.write(order, begin(at, out));
            return out;
        }

        @Override
        public List<MonitorEvent> applyTo(Ledger ledger) {
            ledger.exposure().reserve(order, at);
            return List.of();
        }
    }

    /** A reservation has ended. */
    record Released(Instant at, String id) implements Operation {

        @Override
        public String entry() {
            return Replay.RELEASED;
        }

        @Override
        public JsonWriter write(JsonWriter out) {
            return begin(at, out).text("id", id);
        }

        @Override
        public List<MonitorEvent> applyTo(Ledger ledger) {
            ledger.exposure().release(id);
            return List.of();
        }
    }

    /** Orders of the day that were reserved and released, of which only the number is kept. */
    record FormerOrders(Instant at, int count) implements Operation {

        @Override
        public String entry() {
            return Replay.FORMER_ORDERS;
        }

        @Override
        public JsonWriter write(JsonWriter out) {
            return begin(at, out).number("count", count);
        }

        @Override
        public List<MonitorEvent> applyTo(Ledger ledger) {
            ledger.exposure().countOrders(count);
            return List.of();
        }
    }

    /** An order has become a position of another id. */
    record Filled(Instant at, String orderId, String positionId) implements Operation {

        @Override
        public String entry() {
            return Replay.FILLED;
        }

        @Override
        public JsonWriter write(JsonWriter out) {
            return begin(at, out).text("order", orderId).text("position", positionId);
        }

        @Override
        public List<MonitorEvent> applyTo(Ledger ledger) {
            ledger.exposure().fill(orderId, positionId);
            return List.of();
        }
    }

    /**
     * The balance at the last midnight is inferred, and may have been another one.
     *
     * @param amount by how much it may have been higher, below zero if it may have been lower, zero if it is certain
     */
    record Uncertain(Instant at, long amount) implements Operation {

        @Override
        public String entry() {
            return Replay.UNCERTAIN;
        }

        @Override
        public JsonWriter write(JsonWriter out) {
            return begin(at, out).number("amount", amount);
        }

        @Override
        public List<MonitorEvent> applyTo(Ledger ledger) {
            ledger.anchorIsUncertain(amount);
            return List.of();
        }
    }

    /** The value of open positions is not known until the next mark. */
    record Unknown(Instant at, String entry) implements Operation {

        @Override
        public JsonWriter write(JsonWriter out) {
            return begin(at, out);
        }

        @Override
        public List<MonitorEvent> applyTo(Ledger ledger) {
            ledger.account().equityUnknown();
            return List.of();
        }
    }
}
