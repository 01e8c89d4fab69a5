package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An open position.
 *
 * @param id the id that the broker gives it; unique on the account
 * @param lots its size, above zero, in the form of {@link Lots}; only a decrease has a meaning for the rules
 * @param profitAtStop what it still earns if its stop is hit, after all costs, below zero for a loss; none without a
 *     stop
 */
public record Position(String id, BigDecimal lots, Optional<Money> profitAtStop) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the id is blank or the size out of range
     */
    public Position {
        if (id.isBlank()) {
            throw new IllegalArgumentException("position id must not be blank, was \"" + id + "\"");
        }
        lots = Lots.of(lots, "lots of " + id);
    }

    /**
     * A position whose size is a binary number.
     *
     * @param id the id that the broker gives it; unique on the account
     * @param lots its size, above zero; noise of binary arithmetic is removed, so that 0.1 + 0.2 is 0.3
     * @param profitAtStop what it still earns if its stop is hit, after all costs; none without a stop
     * @throws IllegalArgumentException if the id is blank or the size out of range
     */
    public Position(String id, double lots, Optional<Money> profitAtStop) {
        this(id, Lots.of(lots, "lots of " + id), profitAtStop);
    }

    /**
     * A position of one lot without a stop.
     *
     * @param id what the broker calls it
     * @return the position
     */
    public static Position of(String id) {
        return new Position(id, BigDecimal.ONE, Optional.empty());
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
     * @throws IllegalArgumentException if the size is out of range
     */
    public Position withLots(BigDecimal size) {
        return new Position(id, size, profitAtStop);
    }
}
