package io.github.ftmo4j.core.order;

import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.Money;
import java.util.Optional;

/**
 * An order that is about to be sent, or is pending. The rules depend on the money at risk, not on the instrument.
 *
 * @param id what the broker calls it, and the position that it becomes
 * @param risk the money lost if its stop is hit, costs included; above zero, none without a stop
 */
public record Order(String id, Optional<Money> risk) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the id is blank or the risk not above zero
     */
    public Order {
        if (id.isBlank()) {
            throw new IllegalArgumentException("order id must not be blank, was \"" + id + "\"");
        }
        risk.filter(money -> !money.isPositive()).ifPresent(money -> {
            throw new IllegalArgumentException("risk of " + id + " must be above zero, was " + money);
        });
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
     * The position that this order becomes once it is filled, of one lot.
     *
     * @return the position, which loses the risk at its stop if the order has one
     */
    public Position filled() {
        Position position = Position.of(id);
        return risk.map(loss -> position.withProfitAtStop(loss.withMinorUnits(-loss.minorUnits())))
                .orElse(position);
    }
}
