package io.github.ftmo4j.examples.bridge;

import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.Deal;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An account at a simulated broker: prices move at random, stops are hit, positions are closed in parts, costs are
 * booked with deals and apart from them, orders are placed by hand. Everything that changes the balance is a deal. Not
 * thread-safe.
 */
final class BrokerLife {

    private static final BigDecimal SMALLEST = new BigDecimal("0.01");
    private static final List<String> SYMBOLS = List.of("EURUSD", "XAUUSD", "US30");

    /** Minor units. */
    private static final long COMMISSION_PER_LOT = 300;

    private static final long SWAP_PER_LOT = 140;

    private final Random random;
    private final TradingDayClock clock = TradingDayClock.prague();
    private final boolean netting;
    private final Money initial;
    private final Map<String, Trade> open = new LinkedHashMap<>();
    private final Map<String, Waiting> pending = new LinkedHashMap<>();
    private final List<Deal> deals = new ArrayList<>();

    /** What positions gain on average in one step, as a share of their risk. */
    private final double drift;

    private Instant now;
    private long balance;
    private long credit;
    private long number = 5_000;

    /** An open position; amounts in minor units. */
    private static final class Trade {
        private final String ticket;
        private BigDecimal lots;
        private long floating;
        private long risk;

        Trade(String ticket, BigDecimal lots, long risk) {
            this.ticket = ticket;
            this.lots = lots;
            this.risk = risk;
        }
    }

    private record Waiting(String symbol, BigDecimal lots, long risk) {}

    /**
     * Opens the account.
     *
     * @param random decides what happens
     * @param initial the balance
     * @param start when
     * @param netting whether there is one net position a symbol
     */
    BrokerLife(Random random, Money initial, Instant start, boolean netting) {
        this.random = random;
        this.initial = initial;
        this.now = start;
        this.netting = netting;
        balance = initial.minorUnits();
        drift = (random.nextDouble() - 0.5) / 4;
    }

    Instant now() {
        return now;
    }

    List<Deal> deals() {
        return List.copyOf(deals);
    }

    Random random() {
        return random;
    }

    /**
     * Lets time pass; swaps are booked over each midnight.
     *
     * @param later not before {@link #now()}
     */
    void advanceTo(Instant later) {
        LocalDate day = clock.dayOf(now);
        now = later.isAfter(now) ? later : now.plusMillis(1);
        if (!clock.dayOf(now).equals(day)) {
            for (Trade trade : open.values()) {
                if (random.nextBoolean()) {
                    book(-perLot(SWAP_PER_LOT, trade.lots), Optional.of(trade.ticket));
                }
            }
        }
    }

    /** Lets time pass and something happen. */
    void step(Duration time) {
        advanceTo(now.plus(time));
        movePrices();
        if (random.nextInt(8) == 0) {
            anyTrade().ifPresent(trade -> closePart(trade, part(trade.lots)));
        }
        if (random.nextInt(12) == 0) {
            anyTrade().ifPresent(trade -> closePart(trade, trade.lots));
        }
        if (random.nextInt(15) == 0) {
            enter("hand" + ++number, anySymbol(), anyLots(), 10_000 + random.nextInt(150_000));
        }
        if (random.nextInt(20) == 0) {
            pending.put("hand" + ++number, new Waiting(anySymbol(), anyLots(), 10_000 + random.nextInt(150_000)));
        }
        if (random.nextInt(4) == 0) {
            endAnyPending();
        }
        if (random.nextInt(40) == 0) {
            book(random.nextInt(4_000) - 3_000, Optional.empty());
        }
        if (random.nextInt(60) == 0) {
            changeCredit();
        }
        if (netting && random.nextInt(15) == 0) {
            anyTrade().ifPresent(this::reverse);
        }
    }

    private void movePrices() {
        for (Trade trade : List.copyOf(open.values())) {
            trade.floating += Math.round((random.nextGaussian() * 0.5 + drift) * trade.risk);
            if (trade.floating <= -trade.risk) {
                // a stop is filled with slippage
                trade.floating = -trade.risk - random.nextInt(2_000);
                closePart(trade, trade.lots);
            } else if (trade.floating >= 2 * trade.risk) {
                closePart(trade, trade.lots);
            }
        }
    }

    private Optional<Trade> anyTrade() {
        List<Trade> trades = List.copyOf(open.values());
        return trades.isEmpty() ? Optional.empty() : Optional.of(trades.get(random.nextInt(trades.size())));
    }

    private String anySymbol() {
        return SYMBOLS.get(random.nextInt(SYMBOLS.size()));
    }

    private BigDecimal anyLots() {
        return BigDecimal.valueOf(1L + random.nextInt(300), 2);
    }

    private BigDecimal part(BigDecimal lots) {
        int steps = lots.divide(SMALLEST).intValueExact();
        return steps == 1 ? lots : BigDecimal.valueOf(1L + random.nextInt(steps - 1), 2);
    }

    private void endAnyPending() {
        List<String> ids = List.copyOf(pending.keySet());
        if (ids.isEmpty()) {
            return;
        }
        String id = ids.get(random.nextInt(ids.size()));
        Waiting order = pending.remove(id);
        if (order != null && random.nextBoolean()) {
            enter(id, order.symbol(), order.lots(), order.risk());
        }
    }

    private void changeCredit() {
        long change = credit == 0 ? 50_000 : -credit;
        credit += change;
        deals.add(Deal.booking(nextId(), now, Deal.Kind.CREDIT, money(change)));
    }

    /**
     * Fills an order at the market.
     *
     * @param orderId the order
     * @param symbol what is traded
     * @param lots the volume
     * @param risk what it loses at its stop, minor units
     */
    void enter(String orderId, String symbol, BigDecimal lots, long risk) {
        String ticket = netting ? symbol : nextId();
        Trade trade = open.get(ticket);
        if (trade == null) {
            open.put(ticket, new Trade(ticket, lots, risk));
        } else {
            trade.lots = trade.lots.add(lots);
            trade.risk += risk;
        }
        long commission = -perLot(COMMISSION_PER_LOT, lots);
        balance += commission;
        deals.add(Deal.entry(nextId(), now, ticket, lots, money(0))
                .withCommission(money(commission))
                .ofOrder(orderId));
    }

    /**
     * Places a pending order.
     *
     * @param orderId the order
     * @param symbol what is traded
     * @param lots the volume
     * @param risk what it loses at its stop, minor units
     */
    void place(String orderId, String symbol, BigDecimal lots, long risk) {
        pending.put(orderId, new Waiting(symbol, lots, risk));
    }

    private void closePart(Trade trade, BigDecimal lots) {
        boolean whole = lots.compareTo(trade.lots) == 0;
        long profit = whole ? trade.floating : share(trade.floating, lots, trade.lots);
        trade.risk -= whole ? 0 : share(trade.risk, lots, trade.lots);
        trade.floating -= profit;
        trade.lots = trade.lots.subtract(lots);
        if (whole) {
            open.remove(trade.ticket);
        }
        long commission = -perLot(COMMISSION_PER_LOT, lots);
        long swap = random.nextInt(3) == 0 ? -perLot(SWAP_PER_LOT, lots) : 0;
        long fee = random.nextInt(5) == 0 ? -10 : 0;
        balance += profit + commission + swap + fee;
        deals.add(Deal.exit(nextId(), now, trade.ticket, lots, money(profit))
                .withCommission(money(commission))
                .withSwap(money(swap))
                .withFee(money(fee)));
    }

    private void reverse(Trade trade) {
        BigDecimal rest = anyLots();
        balance += trade.floating;
        deals.add(Deal.reversal(nextId(), now, trade.ticket, trade.lots.add(rest), money(trade.floating)));
        open.put(trade.ticket, new Trade(trade.ticket, rest, 10_000 + random.nextInt(150_000)));
    }

    private void book(long amount, Optional<String> position) {
        balance += amount;
        Deal deal = Deal.booking(nextId(), now, Deal.Kind.BOOKING, money(amount));
        deals.add(new Deal(
                deal.id(),
                deal.at(),
                deal.kind(),
                position,
                Optional.empty(),
                deal.lots(),
                deal.profit(),
                deal.commission(),
                deal.swap(),
                deal.fee()));
    }

    /** Closes all positions at the market. */
    void closeAll() {
        List.copyOf(open.values()).forEach(trade -> closePart(trade, trade.lots));
    }

    /** Cancels all pending orders. */
    void cancelAll() {
        pending.clear();
    }

    boolean isFlat() {
        return open.isEmpty() && pending.isEmpty();
    }

    /**
     * The account as it is now; time advances by a millisecond, so that what comes after it has a later stamp.
     *
     * @return the reading
     */
    Snapshot read() {
        long floating =
                open.values().stream().mapToLong(trade -> trade.floating).sum();
        List<Position> positions = new ArrayList<>();
        for (Trade trade : open.values()) {
            positions.add(new Position(trade.ticket, trade.lots, Optional.of(money(-trade.risk))));
        }
        List<Order> orders = new ArrayList<>();
        pending.forEach((id, order) -> orders.add(Order.risking(id, money(order.risk()))
                .withSymbol(order.symbol())
                .withLots(order.lots())));
        Snapshot snapshot = new Snapshot(now, money(balance), money(balance + floating + credit), positions)
                .withCredit(money(credit))
                .withPending(orders);
        now = now.plusMillis(1);
        return snapshot;
    }

    private String nextId() {
        return Long.toString(++number);
    }

    private Money money(long minorUnits) {
        return initial.withMinorUnits(minorUnits);
    }

    private static long perLot(long amount, BigDecimal lots) {
        return lots.multiply(BigDecimal.valueOf(amount))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static long share(long amount, BigDecimal part, BigDecimal whole) {
        return BigDecimal.valueOf(amount)
                .multiply(part)
                .divide(whole, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
