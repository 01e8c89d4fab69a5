package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
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
import io.github.ftmo4j.core.order.Notional;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.program.Leverage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is at risk: open positions, and orders that are allowed and neither filled nor released. Not thread-safe. */
final class LiveExposure implements Exposure, Moment {

    private final Map<String, Reservation> reserved = new LinkedHashMap<>();

    /** The order that a position fills, where their ids differ. */
    private final Map<String, String> orderOf = new LinkedHashMap<>();

    private final Map<String, OpenPosition> open = new LinkedHashMap<>();
    private final TradeCounts counts = new TradeCounts();
    private final ClosedTrades trades = new ClosedTrades();
    private final Effects effects = new Effects();
    private long lastRisk;

    /** The margin of the open positions as the last snapshot states it, zero if it states none. */
    private long statedMargin;

    private long nowMilli;

    /**
     * An order, and the part of it that is filled.
     *
     * @param filled what that part risks, in minor units
     */
    private record Reservation(Order order, Instant since, long filled, BigDecimal filledLots) {

        /** What the part that is not filled risks: by the size if the order states it. */
        long rest() {
            long risk = order.risk().map(Money::minorUnits).orElse(0L);
            if (order.lots().isEmpty()) {
                return Math.max(0, risk - filled);
            }
            BigDecimal left = order.lots().get().subtract(filledLots).max(BigDecimal.ZERO);
            return BigDecimal.valueOf(risk)
                    .multiply(left)
                    .divide(order.lots().get(), 0, RoundingMode.CEILING)
                    .longValueExact();
        }

        /** What a position of a size that fills the order risks at the stop of the order. */
        long riskOf(BigDecimal lots) {
            long left = rest();
            if (order.lots().isEmpty()) {
                return left;
            }
            return BigDecimal.valueOf(order.risk().map(Money::minorUnits).orElse(0L))
                    .multiply(lots)
                    .divide(order.lots().get(), 0, RoundingMode.CEILING)
                    .min(BigDecimal.valueOf(left))
                    .longValueExact();
        }

        /** The notional of the rest. */
        Optional<Notional> restNotional() {
            return order.notional()
                    .map(notional -> order.risk()
                            .map(risk ->
                                    part(notional, BigDecimal.valueOf(rest()), BigDecimal.valueOf(risk.minorUnits())))
                            .orElse(notional));
        }

        /** The notional of a position that fills the order in whole or in part. */
        Optional<Notional> notional(BigDecimal lots) {
            return order.notional()
                    .map(notional -> order.lots()
                            .filter(all -> lots.compareTo(all) < 0)
                            .map(all -> part(notional, lots, all))
                            .orElse(notional));
        }

        boolean isUntouched() {
            return filled == 0 && filledLots.signum() == 0;
        }
    }

    /** What an open position loses at its stop now, what it lost there at most, and what its changes have booked. */
    private record OpenPosition(
            BigDecimal lots, long risk, Instant since, long risked, long booked, Optional<Notional> notional) {
        OpenPosition changed(BigDecimal newLots, long newRisk, long profit) {
            return new OpenPosition(
                    newLots,
                    newRisk,
                    since,
                    Math.max(risked, newRisk),
                    booked + profit,
                    notional.map(worth -> part(worth, newLots, lots)));
        }
    }

    /** A part of a notional, rounded up. */
    private static Notional part(Notional notional, BigDecimal lots, BigDecimal all) {
        if (all.signum() == 0 || lots.compareTo(all) == 0) {
            return notional;
        }
        long amount = BigDecimal.valueOf(notional.amount().minorUnits())
                .multiply(lots)
                .divide(all, 0, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(MinorUnits.LARGEST))
                .longValueExact();
        return new Notional(notional.amount().withMinorUnits(amount), notional.assetClass());
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
                double part = floating * (position.risked() / all);
                long profit = MinorUnits.round(Math.max(-MinorUnits.LARGEST, Math.min(part, MinorUnits.LARGEST)));
                close(id, failure.at(), failure.equity().withMinorUnits(profit), position);
            }
        });
    }

    /** Holds again what {@link #fail} has closed. */
    void holdAgain(List<Position> positions, Instant at) {
        for (Position position : positions) {
            long risk = risk(position, trades.riskedBy(position.id()));
            open.putIfAbsent(position.id(), new OpenPosition(position.lots(), risk, at, risk, 0, Optional.empty()));
        }
    }

    private void close(String id, Instant at, Money profit, OpenPosition position) {
        Optional<Money> risked =
                position.risked() > 0 ? Optional.of(profit.withMinorUnits(position.risked())) : Optional.empty();
        trades.add(id, at, risked, profit.withMinorUnits(position.booked() + profit.minorUnits()));
    }

    void rollTo(long newDay) {
        counts.rollTo(newDay);
    }

    void reserve(Order order, Instant at) {
        reserved.put(order.id(), new Reservation(order, at, 0, BigDecimal.ZERO));
        counts.orders(1);
        // the clock of a broker that is behind makes a fill come first
        open.replaceAll((id, position) -> {
            if (!order.id().equals(orderOf.get(id))) {
                return position;
            }
            long risk = position.risk() > 0
                    ? position.risk()
                    : orderOf(id)
                            .map(reservation -> reservation.riskOf(position.lots()))
                            .orElse(0L);
            fill(id, risk, position.lots());
            return position.changed(position.lots(), risk, 0);
        });
    }

    /** Counts orders of today that are released. */
    void countOrders(int count) {
        counts.orders(count);
    }

    /** Links a position to the order that it fills. */
    void fill(String orderId, String positionId) {
        orderOf.put(positionId, orderId);
        OpenPosition position = open.get(positionId);
        if (position != null) {
            fill(positionId, position.risk(), position.lots());
        }
    }

    /** Takes the risk that a position has added off the rest of its order. */
    private void fill(String positionId, long risk, BigDecimal lots) {
        String orderId = orderOf.getOrDefault(positionId, positionId);
        Reservation before = reserved.get(orderId);
        if (before == null) {
            return;
        }
        Reservation after = new Reservation(
                before.order(),
                before.since(),
                before.filled() + risk,
                before.filledLots().add(lots));
        if (after.rest() == 0) {
            reserved.remove(orderId);
        } else {
            reserved.put(orderId, after);
        }
    }

    /** What of the order that a position fills is not filled yet, none if it fills none. */
    private Optional<Reservation> orderOf(String positionId) {
        return Optional.ofNullable(reserved.get(orderOf.getOrDefault(positionId, positionId)));
    }

    /** The untouched order whose risk is that of a position, within a tenth; of several, the one that is closest. */
    Optional<String> orderFilledBy(Position position) {
        long risk = risk(position, 0);
        return reserved.values().stream()
                .filter(Reservation::isUntouched)
                .filter(reservation -> Math.abs(reservation.rest() - risk) <= reservation.rest() / 10)
                .min(Comparator.comparingLong(reservation -> Math.abs(reservation.rest() - risk)))
                .map(reservation -> reservation.order().id());
    }

    /** What a position that fills an order earns at its stop, none if it fills no order with a stop. */
    Optional<Money> profitAtStop(String positionId, BigDecimal lots, Money currency) {
        return orderOf(positionId)
                .filter(reservation -> reservation.order().risk().isPresent())
                .map(reservation -> currency.withMinorUnits(-reservation.riskOf(lots)));
    }

    boolean release(String id) {
        return reserved.remove(id) != null;
    }

    /**
     * Takes the margin of the open positions that a snapshot states; what the positions need by themselves is the
     * least.
     */
    void stateMargin(long margin) {
        statedMargin = margin;
    }

    boolean isReserved(String id) {
        return reserved.containsKey(id);
    }

    boolean knows(String id) {
        return reserved.containsKey(id) || open.containsKey(id);
    }

    List<Order> reservations() {
        return reserved.values().stream().map(Reservation::order).toList();
    }

    /** The orders that have been reserved for longer than a duration. */
    List<Order> reservedFor(Duration duration, Instant now) {
        return reserved.values().stream()
                .filter(reservation ->
                        Duration.between(reservation.since(), now).compareTo(duration) > 0)
                .map(Reservation::order)
                .toList();
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
        long risk = 0;
        for (Reservation reservation : reserved.values()) {
            risk += reservation.rest();
        }
        return risk;
    }

    /** How many reserved orders would become positions of their own. */
    private int untouchedOrders() {
        int untouched = 0;
        for (Reservation reservation : reserved.values()) {
            untouched += reservation.isUntouched() ? 1 : 0;
        }
        return untouched;
    }

    /** Zero if no position had a stop that risked anything. */
    long lastRisk() {
        return lastRisk;
    }

    /** Whether a trade of an id was closed with a result. */
    boolean hasEarned(String id) {
        return trades.all().stream()
                .anyMatch(trade -> trade.id().equals(id) && trade.profit().minorUnits() != 0);
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
        out.objects("reserved", reserved.values(), (reservation, fields) -> {
                    JournalCodec.write(reservation.order(), fields);
                    fields.text("since", reservation.since().toString())
                            .number("filled", reservation.filled())
                            .decimal("filledLots", reservation.filledLots());
                })
                .objects(
                        "fills",
                        orderOf.entrySet(),
                        (entry, fields) ->
                                fields.text("position", entry.getKey()).text("order", entry.getValue()))
                .objects("held", open.entrySet(), (entry, fields) -> {
                    OpenPosition position = entry.getValue();
                    fields.text("id", entry.getKey())
                            .number("risk", position.risk())
                            .number("risked", position.risked())
                            .number("booked", position.booked())
                            .text("since", position.since().toString());
                    position.notional().ifPresent(notional -> JournalCodec.write(notional, fields));
                })
                .number("lastRisk", lastRisk)
                .objects("trades", trades.all(), JournalCodec::write);
    }

    static LiveExposure read(JsonObject in, Account account, JournalCodec codec) {
        LiveExposure exposure = new LiveExposure();
        exposure.counts.read(in, account.view().day());
        Map<String, BigDecimal> lots = new HashMap<>();
        account.positions().forEach(position -> lots.put(position.id(), position.lots()));
        in.objects("reserved").forEach(fields -> {
            Order order = codec.order(fields);
            exposure.reserved.put(
                    order.id(),
                    new Reservation(
                            order,
                            fields.has("since") ? fields.text("since", Instant::parse) : account.asOf(),
                            fields.has("filled") ? fields.number("filled") : 0,
                            fields.has("filledLots") ? fields.decimal("filledLots") : BigDecimal.ZERO));
        });
        if (in.has("fills")) {
            in.objects("fills").forEach(fill -> exposure.orderOf.put(fill.text("position"), fill.text("order")));
        }
        in.objects("held")
                .forEach(held -> exposure.open.put(
                        held.text("id"),
                        new OpenPosition(
                                lots.getOrDefault(held.text("id"), BigDecimal.ZERO),
                                held.number("risk"),
                                held.text("since", Instant::parse),
                                held.number("risked"),
                                held.number("booked"),
                                codec.notional(held))));
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
        return open.size() + untouchedOrders();
    }

    @Override
    public int positionsToday() {
        return counts.positionsToday() + untouchedOrders();
    }

    @Override
    public int ordersToday() {
        return counts.ordersToday();
    }

    @Override
    public long marginInUse(Leverage leverage) {
        long margin = 0;
        for (Reservation reservation : reserved.values()) {
            margin += margin(reservation.restNotional(), leverage);
        }
        long held = 0;
        for (OpenPosition position : open.values()) {
            held += margin(position.notional(), leverage);
        }
        return margin + Math.max(held, open.isEmpty() ? 0 : statedMargin);
    }

    private static long margin(Optional<Notional> notional, Leverage leverage) {
        return notional.map(worth -> worth.margin(leverage).minorUnits()).orElse(0L);
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
        return counts.positionsToday() + untouchedOrders();
    }

    @Override
    public int tradeOfPhase() {
        return counts.positionsOfPhase() + untouchedOrders();
    }

    /** What each kind of event changes. */
    private final class Effects implements AccountEvent.Visitor<LiveExposure> {

        @Override
        public LiveExposure opened(AccountEvent.Opened event) {
            String id = event.position().id();
            // until the stop of a filled order is known, that of the order holds
            long ordered = orderOf(id)
                    .map(reservation -> reservation.riskOf(event.position().lots()))
                    .orElse(0L);
            Optional<Notional> notional =
                    orderOf(id).flatMap(order -> order.notional(event.position().lots()));
            long risk = risk(event.position(), ordered);
            // an order whose position risks nothing is filled: how much of it is open does not follow from its risk
            fill(id, risk > 0 ? risk : ordered, event.position().lots());
            open.put(id, new OpenPosition(event.position().lots(), risk, event.at(), risk, 0, notional));
            counts.position();
            risked(risk);
            return LiveExposure.this;
        }

        @Override
        public LiveExposure changed(AccountEvent.Changed event) {
            open.computeIfPresent(event.position().id(), (id, before) -> {
                long risk = risk(event.position(), before.risk());
                // what is added counts, and so does a stop that is moved away further than ever
                boolean added = event.position().lots().compareTo(before.lots()) > 0;
                long more = Math.max(0, risk - (added ? before.risk() : before.risked()));
                if (more > 0) {
                    risked(more);
                }
                if (added) {
                    fill(
                            id,
                            Math.max(0, risk - before.risk()),
                            event.position().lots().subtract(before.lots()));
                }
                return before.changed(
                        event.position().lots(), risk, event.profit().minorUnits());
            });
            return LiveExposure.this;
        }

        @Override
        public LiveExposure reopened(AccountEvent.Reopened event) {
            String id = event.position().id();
            // its stop may have been moved since it was opened
            long before = trades.riskedBy(id);
            long risk = risk(event.position(), before);
            open.put(
                    id,
                    new OpenPosition(
                            event.position().lots(), risk, event.at(), Math.max(risk, before), 0, Optional.empty()));
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
        public LiveExposure reinstated(AccountEvent.Reinstated event) {
            return LiveExposure.this;
        }

        @Override
        public LiveExposure booked(AccountEvent.Booked event) {
            event.positionId()
                    .ifPresent(id -> open.computeIfPresent(
                            id,
                            (key, before) -> before.changed(
                                    before.lots(), before.risk(), event.profit().minorUnits())));
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
