package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account as its broker reports it.
 *
 * @param at when
 * @param balance closed money
 * @param equity balance plus floating profit, plus the credit if there is one
 * @param credit the part of the equity that the firm lends or gives, which is no money of the account; zero if there is
 *     none or the feed does not state it
 * @param margin the margin in use, none if the feed does not state it
 * @param positions all open positions
 * @param pending all pending orders, none if the feed does not list them; an empty list says that there are none
 * @param deals deals since an earlier snapshot, in any order, also ones that arrived before; only for a monitor whose
 *     {@linkplain AccountMonitorBuilder#dealFeed() feed lists deals}
 */
public record Snapshot(
        Instant at,
        Money balance,
        Money equity,
        Money credit,
        Optional<Money> margin,
        List<Position> positions,
        Optional<List<Order>> pending,
        List<Deal> deals) {

    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException if an amount is out of range or in another currency, the credit or the margin is
     *     negative, or two positions or two orders have the same id
     */
    public Snapshot {
        positions = List.copyOf(positions);
        pending = pending.map(List::copyOf);
        deals = List.copyOf(deals);
        requireSane(balance, balance, "balance");
        requireSane(equity, balance, "equity");
        requireNotNegative(credit, balance, "credit");
        requireSane(equity.minus(credit), balance, "equity less credit");
        if (margin.isPresent()) {
            requireNotNegative(margin.get(), balance, "margin");
        }
        for (Position position : positions) {
            if (position.profitAtStop().isPresent()) {
                requireSane(position.profitAtStop().get(), balance, "profitAtStop of " + position.id());
            }
        }
        if (positions.stream().map(Position::id).distinct().count() < positions.size()) {
            throw new IllegalArgumentException("positions must have different ids, were " + positions);
        }
        pending.stream()
                .flatMap(List::stream)
                .forEach(order -> order.risk().ifPresent(risk -> risk.in(balance.currency())));
        if (pending.isPresent()
                && pending.get().stream().map(Order::id).distinct().count()
                        < pending.get().size()) {
            throw new IllegalArgumentException("pending orders must have different ids, were " + pending.get());
        }
    }

    /**
     * A snapshot without credit, margin, pending orders and deals.
     *
     * @param at when
     * @param balance closed money
     * @param equity balance plus floating profit
     * @param positions all open positions
     */
    public Snapshot(Instant at, Money balance, Money equity, List<Position> positions) {
        this(at, balance, equity, balance.withMinorUnits(0), Optional.empty(), positions, Optional.empty(), List.of());
    }

    private static void requireNotNegative(Money amount, Money balance, String name) {
        requireSane(amount, balance, name);
        if (amount.minorUnits() < 0) {
            throw new IllegalArgumentException(name + " must not be negative, was " + amount);
        }
    }

    private static void requireSane(Money amount, Money balance, String name) {
        if (!MinorUnits.isInRange(amount.in(balance.currency()))) {
            throw new IllegalArgumentException(
                    name + " must be within ±" + balance.withMinorUnits(MinorUnits.LARGEST) + ", was " + amount);
        }
    }

    /**
     * The same snapshot with the firm's credit, which is part of its equity.
     *
     * @param amount not negative
     * @return the snapshot
     */
    public Snapshot withCredit(Money amount) {
        return new Snapshot(at, balance, equity, amount, margin, positions, pending, deals);
    }

    /**
     * The same snapshot with the margin in use.
     *
     * @param amount not negative
     * @return the snapshot
     */
    public Snapshot withMargin(Money amount) {
        return new Snapshot(at, balance, equity, credit, Optional.of(amount), positions, pending, deals);
    }

    /**
     * The same snapshot with all pending orders.
     *
     * @param orders the orders, with the ids that {@link AccountMonitor#check} saw where they are the same orders
     * @return the snapshot
     */
    public Snapshot withPending(List<Order> orders) {
        return new Snapshot(at, balance, equity, credit, margin, positions, Optional.of(orders), deals);
    }

    /**
     * The same snapshot with deals.
     *
     * @param list deals in any order
     * @return the snapshot
     */
    public Snapshot withDeals(List<Deal> list) {
        return new Snapshot(at, balance, equity, credit, margin, positions, pending, list);
    }

    /**
     * The equity that is money of the account.
     *
     * @return equity less credit
     */
    public Money ownEquity() {
        return equity.minus(credit);
    }
}
