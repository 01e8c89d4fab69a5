package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.gate.Exposure;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.journal.FieldWriter;
import io.github.ftmo4j.core.journal.Fields;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is at risk: open positions, and orders that are allowed but neither filled nor released. */
final class Book implements Exposure, Moment {

    private final Map<String, Order> reserved = new LinkedHashMap<>();
    private final Map<String, OpenPosition> open = new LinkedHashMap<>();
    private long day;
    private long filledToday;
    private int positionsToday;
    private int positionsOfPhase;
    private int ordersToday;
    private long nowMilli;

    private record OpenPosition(long risk, Instant since) {}

    /** Takes what an event does to the book; the day is the one after the event. */
    void take(AccountEvent event, long newDay) {
        rollTo(newDay);
        if (event instanceof AccountEvent.Opened opened) {
            reserved.remove(opened.position().id());
            filledToday += put(opened.position(), opened.at());
            positionsToday++;
            positionsOfPhase++;
        } else if (event instanceof AccountEvent.Reopened reopened) {
            put(reopened.position(), reopened.at());
        } else if (event instanceof AccountEvent.Changed changed) {
            OpenPosition before = open.get(changed.position().id());
            put(changed.position(), before == null ? changed.at() : before.since());
        } else if (event instanceof AccountEvent.Closed closed) {
            open.remove(closed.id());
        }
    }

    private long put(Position position, Instant since) {
        long risk = position.profitAtStop()
                .map(profit -> Math.max(0, -profit.minorUnits()))
                .orElse(0L);
        open.put(position.id(), new OpenPosition(risk, since));
        return risk;
    }

    void rollTo(long newDay) {
        if (newDay != day) {
            day = newDay;
            filledToday = 0;
            positionsToday = 0;
            ordersToday = 0;
        }
    }

    void reserve(Order order) {
        reserved.put(order.id(), order);
        ordersToday++;
    }

    boolean release(String id) {
        return reserved.remove(id) != null;
    }

    boolean knows(String id) {
        return reserved.containsKey(id) || open.containsKey(id);
    }

    List<Order> reservations() {
        return List.copyOf(reserved.values());
    }

    /** When the longest held position was opened. */
    Instant heldSince(Instant now) {
        return open.values().stream()
                .map(OpenPosition::since)
                .min(Instant::compareTo)
                .orElse(now);
    }

    boolean isFlat() {
        return open.isEmpty();
    }

    long pendingRisk() {
        return reserved.values().stream()
                .flatMap(order -> order.risk().stream())
                .mapToLong(Money::minorUnits)
                .sum();
    }

    Moment at(Instant now) {
        nowMilli = now.toEpochMilli();
        return this;
    }

    void write(FieldWriter out) {
        out.number("filledToday", filledToday)
                .number("positionsToday", positionsToday)
                .number("positionsOfPhase", positionsOfPhase)
                .number("ordersToday", ordersToday)
                .objects("reserved", reserved.values(), JournalCodec::write);
        List<Map.Entry<String, OpenPosition>> held = new ArrayList<>(open.entrySet());
        out.objects(
                "held",
                held,
                (entry, fields) -> fields.text("id", entry.getKey())
                        .number("risk", entry.getValue().risk())
                        .text("since", entry.getValue().since().toString()));
    }

    static Book read(Fields in, long day, JournalCodec codec) {
        Book book = new Book();
        book.day = day;
        book.filledToday = in.number("filledToday");
        book.positionsToday = in.number("positionsToday", Math::toIntExact);
        book.positionsOfPhase = in.number("positionsOfPhase", Math::toIntExact);
        book.ordersToday = in.number("ordersToday", Math::toIntExact);
        Collection<Fields> orders = in.objects("reserved");
        orders.stream().map(codec::order).forEach(order -> book.reserved.put(order.id(), order));
        in.objects("held")
                .forEach(held -> book.open.put(
                        held.text("id"), new OpenPosition(held.number("risk"), held.text("since", Instant::parse))));
        return book;
    }

    @Override
    public long openRisk() {
        long risk = pendingRisk();
        for (OpenPosition position : open.values()) {
            risk += position.risk();
        }
        return risk;
    }

    @Override
    public long riskedToday() {
        return filledToday + pendingRisk();
    }

    @Override
    public int openPositions() {
        return open.size() + reserved.size();
    }

    @Override
    public int positionsToday() {
        return positionsToday + reserved.size();
    }

    @Override
    public int ordersToday() {
        return ordersToday;
    }

    @Override
    public long day() {
        return day;
    }

    @Override
    public long epochMilli() {
        return nowMilli;
    }

    @Override
    public int tradeOfDay() {
        return positionsToday + reserved.size();
    }

    @Override
    public int tradeOfPhase() {
        return positionsOfPhase + reserved.size();
    }
}
