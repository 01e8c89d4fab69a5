package io.github.ftmo4j.core.order;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.AssetClass;
import io.github.ftmo4j.core.program.Leverage;
import java.util.Optional;

/**
 * What a position is worth: lots × contract size × price, in the account's currency. Divided by the leverage it is the
 * margin.
 *
 * @param amount the amount, not negative
 * @param assetClass what is traded, none if it is not stated
 */
public record Notional(Money amount, Optional<AssetClass> assetClass) {

    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Notional {
        if (amount.minorUnits() < 0) {
            throw new IllegalArgumentException("notional must not be negative, was " + amount);
        }
    }

    /**
     * The margin that is needed.
     *
     * @param leverage the leverage of the account
     * @return the margin, rounded up to the minor unit
     */
    public Money margin(Leverage leverage) {
        return leverage.margin(amount, assetClass);
    }
}
