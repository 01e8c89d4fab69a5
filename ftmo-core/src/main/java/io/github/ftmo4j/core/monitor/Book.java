package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.gate.Exposure;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private final Deque<TradeResult> trades = new ArrayDeque<>();
    private long tradesClosed;
    private long lastRisk;

    /** What an open position loses at its stop now, what it lost there at most, and what its changes have booked. */
    private record OpenPosition(long risk, Instant since, long risked, long booked) {
        OpenPosition changed(long newRisk, long profit) {
            return new OpenPosition(newRisk, since, Math.max(risked, newRisk), booked + profit);
        }
    }

    /** Takes what an event does to the book, on the day that the book was rolled to. */
    void take(AccountEvent event) {
        if (event instanceof AccountEvent.Opened opened) {
            Optional<Order> order =
                    Optional.ofNullable(reserved.remove(opened.position().id()));
            // where the stop of a filled order is not told yet, that of the order holds
            long ordered = order.flatMap(Order::risk).map(Money::minorUnits).orElse(0L);
            long risk = risk(opened.position(), ordered);
            open.put(opened.position().id(), new OpenPosition(risk, opened.at(), risk, 0));
            positionsToday++;
            positionsOfPhase++;
            risked(risk);
        } else if (event instanceof AccountEvent.Reopened reopened) {
            String id = reopened.position().id();
            long before = riskedBefore(id);
            long risk = risk(reopened.position(), before);
            open.put(id, new OpenPosition(risk, reopened.at(), Math.max(risk, before), 0));
        } else if (event instanceof AccountEvent.Changed changed) {
            open.computeIfPresent(changed.position().id(), (id, before) -> {
                long risk = risk(changed.position(), before.risk());
                if (before.risked() == 0) {
                    risked(risk);
                }
                return before.changed(risk, changed.profit().minorUnits());
            });
        } else if (event instanceof AccountEvent.Closed closed) {
            OpenPosition position = open.remove(closed.id());
            if (position != null) {
                close(closed, position);
            }
        }
    }

    /** What a position risked that was taken for closed: its stop may have been moved since it was opened. */
    private long riskedBefore(String id) {
        return trades.stream()
                .filter(trade -> trade.id().equals(id))
                .flatMap(trade -> trade.risked().stream())
                .mapToLong(Money::minorUnits)
                .max()
                .orElse(0);
    }

    private static long risk(Position position, long withoutStop) {
        return position.profitAtStop()
                .map(profit -> Math.max(0, -profit.minorUnits()))
                .orElse(withoutStop);
    }

    /** What a position risks as its stop is first known. */
    private void risked(long risk) {
        filledToday += risk;
        if (risk > 0) {
            lastRisk = risk;
        }
    }

    /**
     * The phase has failed: what is open is closed by the firm, at the equity of the failure. Several positions are
     * taken to have their share of what they float by what they risked.
     */
    void fail(Failure failure, long balance) {
        long floating = failure.equity().minorUnits() - balance;
        double all = open.values().stream().mapToDouble(OpenPosition::risked).sum();
        open.forEach((id, position) -> {
            if (position.risked() > 0) {
                long profit = MinorUnits.round(floating * (position.risked() / all));
                close(new AccountEvent.Closed(failure.at(), id, failure.equity().withMinorUnits(profit)), position);
            }
        });
    }

    private void close(AccountEvent.Closed closed, OpenPosition position) {
        Money profit = closed.profit();
        Optional<Money> risked =
                position.risked() > 0 ? Optional.of(profit.withMinorUnits(position.risked())) : Optional.empty();
        Money all = profit.withMinorUnits(position.booked() + profit.minorUnits());
        add(new TradeResult(tradesClosed + 1, closed.id(), closed.at(), risked, all));
    }

    private void add(TradeResult trade) {
        tradesClosed = trade.number();
        trades.addLast(trade);
        if (trades.size() > LiveView.TRADES) {
            trades.removeFirst();
        }
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

    /** None is zero. */
    long lastRisk() {
        return lastRisk;
    }

    List<TradeResult> tradesAfter(long number) {
        return trades.stream().filter(trade -> trade.number() > number).toList();
    }

    Moment at(Instant now) {
        nowMilli = now.toEpochMilli();
        return this;
    }

    void write(JsonWriter out) {
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
                        .number("risked", entry.getValue().risked())
                        .number("booked", entry.getValue().booked())
                        .text("since", entry.getValue().since().toString()));
        out.number("lastRisk", lastRisk);
        out.objects("trades", trades, JournalCodec::write);
    }

    static Book read(JsonObject in, long day, JournalCodec codec) {
        Book book = new Book();
        book.day = day;
        book.filledToday = in.number("filledToday");
        book.positionsToday = in.number("positionsToday", Math::toIntExact);
        book.positionsOfPhase = in.number("positionsOfPhase", Math::toIntExact);
        book.ordersToday = in.number("ordersToday", Math::toIntExact);
        Collection<JsonObject> orders = in.objects("reserved");
        orders.stream().map(codec::order).forEach(order -> book.reserved.put(order.id(), order));
        in.objects("held")
                .forEach(held -> book.open.put(
                        held.text("id"),
                        new OpenPosition(
                                held.number("risk"),
                                held.text("since", Instant::parse),
                                held.number("risked"),
                                held.number("booked"))));
        book.lastRisk = in.number("lastRisk");
        in.objects("trades").stream().map(codec::trade).forEach(book::add);
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
