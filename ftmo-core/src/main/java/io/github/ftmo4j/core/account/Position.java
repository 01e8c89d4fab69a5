package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.util.Optional;

/**
 * An open position.
 *
 * @param id the id that the broker gives it; unique on the account
 * @param lots its size, above zero; only a decrease has a meaning for the rules
 * @param profitAtStop what it still earns if its stop is hit, after all costs, below zero for a loss; none without a
 *     stop
 */
public record Position(String id, double lots, Optional<Money> profitAtStop) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the id is blank or the size not above zero
     */
    public Position {
        if (id.isBlank()) {
            throw new IllegalArgumentException("position id must not be blank, was \"" + id + "\"");
        }
        if (!(lots > 0 && lots < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("lots of " + id + " must be above zero and finite, was " + lots);
        }
    }

    /**
     * A position of one lot without a stop.
     *
     * @param id what the broker calls it
     * @return the position
     */
    public static Position of(String id) {
        return new Position(id, 1, Optional.empty());
    }

    /**
     * The same position with a stop.
     *
     * @param profit what it still earns if the stop is hit, after all costs, below zero for a loss
     * @return the position
     */
    public Position withProfitAtStop(Money profit) {
        return new Position(id, lots, Optional.of(profit));
    }

    /**
     * The same position in another size.
     *
     * @param size above zero
     * @return the position
     */
    public Position withLots(double size) {
        return new Position(id, size, profitAtStop);
    }
}
