package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import java.util.Optional;

/**
 * What an account still needs to pass its phase, open positions apart: a phase is passed only while none is open.
 *
 * @param profit what the balance must gain to reach the profit target, zero once it has; none if the phase has no
 *     target, so that it is never passed
 * @param tradingDays how many trading days must still be counted, not negative
 * @param bestDay whether the best-day rule does not hold yet
 */
public record Missing(Optional<Money> profit, int tradingDays, boolean bestDay) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the profit or the number of days is negative
     */
    public Missing {
        if (profit.filter(money -> money.minorUnits() < 0).isPresent()) {
            throw new IllegalArgumentException("profit must not be negative, was " + profit.get());
        }
        if (tradingDays < 0) {
            throw new IllegalArgumentException("tradingDays must not be negative, was " + tradingDays);
        }
    }

    /**
     * Whether the profit target is reached.
     *
     * @return whether it is; false if there is no target
     */
    public boolean targetReached() {
        return profit.filter(money -> money.minorUnits() == 0).isPresent();
    }

    /**
     * Whether nothing is missing.
     *
     * @return whether the phase is passed once no position is open
     */
    public boolean isNothing() {
        return targetReached() && tradingDays == 0 && !bestDay;
    }
}
