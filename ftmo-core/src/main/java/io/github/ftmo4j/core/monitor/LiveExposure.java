package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.ClosedTrade;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is at risk: open positions, and orders that are allowed and neither filled nor released. Not thread-safe. */
final class LiveExposure implements Exposure, Moment {

    private final Map<String, Order> reserved = new LinkedHashMap<>();
    private final Map<String, OpenPosition> open = new LinkedHashMap<>();
    private final TradeCounts counts = new TradeCounts();
    private final ClosedTrades trades = new ClosedTrades();
    private final Effects effects = new Effects();
    private long lastRisk;
    private long nowMilli;

    /** What an open position loses at its stop now, what it lost there at most, and what its changes have booked. */
    private record OpenPosition(long risk, Instant since, long risked, long booked) {
        OpenPosition changed(long newRisk, long profit) {
            return new OpenPosition(newRisk, since, Math.max(risked, newRisk), booked + profit);
        }
    }

    /** Takes what an event changes, on the day to which the exposure was rolled. */
    void take(AccountEvent event) {
        event.accept(effects);
    }

    private static long risk(Position position, long withoutStop) {
        return position.profitAtStop()
                .map(profit -> Math.max(0, -profit.minorUnits()))
                .orElse(withoutStop);
    }

    /** Notes what a position risks when its stop is first known. */
    private void risked(long risk) {
        counts.risked(risk);
        if (risk > 0) {
            lastRisk = risk;
        }
    }

    /**
     * Closes what is open when the phase fails, at the equity of the failure. The floating profit is shared among the
     * positions by what they risked.
     */
    void fail(Failure failure, long balance) {
        long floating = failure.equity().minorUnits() - balance;
        double all = open.values().stream().mapToDouble(OpenPosition::risked).sum();
        open.forEach((id, position) -> {
            if (position.risked() > 0) {
                long profit = MinorUnits.round(floating * (position.risked() / all));
                close(id, failure.at(), failure.equity().withMinorUnits(profit), position);
            }
        });
    }

    private void close(String id, Instant at, Money profit, OpenPosition position) {
        Optional<Money> risked =
                position.risked() > 0 ? Optional.of(profit.withMinorUnits(position.risked())) : Optional.empty();
        trades.add(id, at, risked, profit.withMinorUnits(position.booked() + profit.minorUnits()));
    }

    void rollTo(long newDay) {
        counts.rollTo(newDay);
    }

    void reserve(Order order) {
        reserved.put(order.id(), order);
        counts.order();
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

    /** When the position that is held longest was opened. */
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

    /** Zero if no position had a stop that risked anything. */
    long lastRisk() {
        return lastRisk;
    }

    List<ClosedTrade> tradesAfter(long number) {
        return trades.after(number);
    }

    Moment at(Instant now) {
        nowMilli = now.toEpochMilli();
        return this;
    }

    void write(JsonWriter out) {
        counts.write(out);
        out.objects("reserved", reserved.values(), JournalCodec::write)
                .objects(
                        "held",
                        open.entrySet(),
                        (entry, fields) -> fields.text("id", entry.getKey())
                                .number("risk", entry.getValue().risk())
                                .number("risked", entry.getValue().risked())
                                .number("booked", entry.getValue().booked())
                                .text("since", entry.getValue().since().toString()))
                .number("lastRisk", lastRisk)
                .objects("trades", trades.all(), JournalCodec::write);
    }

    static LiveExposure read(JsonObject in, long day, JournalCodec codec) {
        LiveExposure exposure = new LiveExposure();
        exposure.counts.read(in, day);
        in.objects("reserved").stream().map(codec::order).forEach(order -> exposure.reserved.put(order.id(), order));
        in.objects("held")
                .forEach(held -> exposure.open.put(
                        held.text("id"),
                        new OpenPosition(
                                held.number("risk"),
                                held.text("since", Instant::parse),
                                held.number("risked"),
                                held.number("booked"))));
        exposure.lastRisk = in.number("lastRisk");
        in.objects("trades").stream().map(codec::trade).forEach(exposure.trades::add);
        return exposure;
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
        return counts.riskedToday() + pendingRisk();
    }

    @Override
    public int openPositions() {
        return open.size() + reserved.size();
    }

    @Override
    public int positionsToday() {
        return counts.positionsToday() + reserved.size();
    }

    @Override
    public int ordersToday() {
        return counts.ordersToday();
    }

    @Override
    public long day() {
        return counts.day();
    }

    @Override
    public long epochMilli() {
        return nowMilli;
    }

    @Override
    public int tradeOfDay() {
        return counts.positionsToday() + reserved.size();
    }

    @Override
    public int tradeOfPhase() {
        return counts.positionsOfPhase() + reserved.size();
    }

    /** What each kind of event changes. */
    private final class Effects implements AccountEvent.Visitor<LiveExposure> {

        @Override
        public LiveExposure opened(AccountEvent.Opened event) {
            String id = event.position().id();
            Optional<Order> order = Optional.ofNullable(reserved.remove(id));
            // until the stop of a filled order is known, that of the order holds
            long ordered = order.flatMap(Order::risk).map(Money::minorUnits).orElse(0L);
            long risk = risk(event.position(), ordered);
            open.put(id, new OpenPosition(risk, event.at(), risk, 0));
            counts.position();
            risked(risk);
            return LiveExposure.this;
        }

        @Override
        public LiveExposure changed(AccountEvent.Changed event) {
            open.computeIfPresent(event.position().id(), (id, before) -> {
                long risk = risk(event.position(), before.risk());
                if (before.risked() == 0) {
                    risked(risk);
                }
                return before.changed(risk, event.profit().minorUnits());
            });
            return LiveExposure.this;
        }

        @Override
        public LiveExposure reopened(AccountEvent.Reopened event) {
            String id = event.position().id();
            // its stop may have been moved since it was opened
            long before = trades.riskedBy(id);
            long risk = risk(event.position(), before);
            open.put(id, new OpenPosition(risk, event.at(), Math.max(risk, before), 0));
            return LiveExposure.this;
        }

        @Override
        public LiveExposure closed(AccountEvent.Closed event) {
            OpenPosition position = open.remove(event.id());
            if (position != null) {
                close(event.id(), event.at(), event.profit(), position);
            }
            return LiveExposure.this;
        }

        @Override
        public LiveExposure marked(AccountEvent.Marked event) {
            return LiveExposure.this;
        }

        @Override
        public LiveExposure corrected(AccountEvent.Corrected event) {
            return LiveExposure.this;
        }

        @Override
        public LiveExposure booked(AccountEvent.Booked event) {
            return LiveExposure.this;
        }

        @Override
        public LiveExposure cashFlow(AccountEvent.CashFlow event) {
            return LiveExposure.this;
        }

        @Override
        public LiveExposure paidOut(AccountEvent.PaidOut event) {
            return LiveExposure.this;
        }

        @Override
        public LiveExposure violated(AccountEvent.Violated event) {
            return LiveExposure.this;
        }

        @Override
        public LiveExposure timePassed(AccountEvent.TimePassed event) {
            return LiveExposure.this;
        }
    }
}
