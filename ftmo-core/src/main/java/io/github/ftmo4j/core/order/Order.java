package io.github.ftmo4j.core.order;

import io.github.ftmo4j.core.account.Lots;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An order that is about to be sent, or is pending. The loss rules depend on the money at risk alone; the margin
 * depends on the notional. {@link Instrument#order} states everything.
 *
 * @param id what the broker calls it, and the position that it becomes
 * @param risk the money lost if its stop is hit, costs included; above zero, none without a stop
 * @param symbol what the broker calls the instrument, none if it is not stated
 * @param side whether it buys or sells, none if it is not stated
 * @param lots its size, above zero, in the form of {@link Lots}; none if it is not stated
 * @param notional what the position will be worth, none if it is not stated; its margin is not checked then
 */
public record Order(
        String id,
        Optional<Money> risk,
        Optional<String> symbol,
        Optional<Side> side,
        Optional<BigDecimal> lots,
        Optional<Notional> notional) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the id or the symbol is blank, the risk not above zero, the size out of
     *     range, or the notional in another currency than the risk
     */
    public Order {
        if (id.isBlank()) {
            throw new IllegalArgumentException("order id must not be blank, was \"" + id + "\"");
        }
        risk.filter(money -> !money.isPositive()).ifPresent(money -> {
            throw new IllegalArgumentException("risk of " + id + " must be above zero, was " + money);
        });
        risk.filter(money -> !MinorUnits.isInRange(money.minorUnits())).ifPresent(money -> {
            throw new IllegalArgumentException("risk of " + id + " must be at most "
                    + money.withMinorUnits(MinorUnits.LARGEST) + ", was " + money);
        });
        symbol.filter(String::isBlank).ifPresent(text -> {
            throw new IllegalArgumentException("symbol of " + id + " must not be blank, was \"" + text + "\"");
        });
        lots = lots.map(size -> Lots.of(size, "lots of " + id));
        if (risk.isPresent() && notional.isPresent()) {
            notional.get().amount().in(risk.get().currency());
        }
    }

    private Order(String id, Optional<Money> risk) {
        this(id, risk, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * An order with a stop.
     *
     * @param id what the broker calls it
     * @param risk the money lost if its stop is hit, costs included; above zero
     * @return the order
     * @throws IllegalArgumentException if the id is blank or the risk not above zero
     */
    public static Order risking(String id, Money risk) {
        return new Order(id, Optional.of(risk));
    }

    /**
     * An order without a stop, whose loss is not bounded.
     *
     * @param id what the broker calls it
     * @return the order
     * @throws IllegalArgumentException if the id is blank
     */
    public static Order withoutStop(String id) {
        return new Order(id, Optional.empty());
    }

    /**
     * The same order for a named instrument.
     *
     * @param name what the broker calls the instrument
     * @return the order
     * @throws IllegalArgumentException if it is blank
     */
    public Order withSymbol(String name) {
        return new Order(id, risk, Optional.of(name), side, lots, notional);
    }

    /**
     * The same order with its side.
     *
     * @param value whether it buys or sells
     * @return the order
     */
    public Order withSide(Side value) {
        return new Order(id, risk, symbol, Optional.of(value), lots, notional);
    }

    /**
     * The same order with its size.
     *
     * @param size above zero
     * @return the order
     * @throws IllegalArgumentException if the size is out of range
     */
    public Order withLots(BigDecimal size) {
        return new Order(id, risk, symbol, side, Optional.of(size), notional);
    }

    /**
     * The same order with what its position will be worth.
     *
     * @param value the notional
     * @return the order
     * @throws IllegalArgumentException if it is in another currency than the risk
     */
    public Order withNotional(Notional value) {
        return new Order(id, risk, symbol, side, lots, Optional.of(value));
    }

    /**
     * The position that this order becomes once it is filled, of one lot if the order states no size.
     *
     * @return the position, which loses the risk at its stop if the order has one
     */
    public Position filled() {
        Position position = Position.of(id).withLots(lots.orElse(BigDecimal.ONE));
        return risk.map(loss -> position.withProfitAtStop(loss.withMinorUnits(-loss.minorUnits())))
                .orElse(position);
    }
}
