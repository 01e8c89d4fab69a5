package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;

/**
 * Where a trailing floor stops to rise.
 *
 * @param aboveInitial how far above the initial balance; zero locks at the initial balance
 */
public record Lock(Money aboveInitial) {

    /**
     * Checks the amount.
     *
     * @param aboveInitial how far above the initial balance; zero locks at the initial balance
     * @throws IllegalArgumentException if it is negative
     */
    public Lock {
        if (aboveInitial.minorUnits() < 0) {
            throw new IllegalArgumentException("lock must not be below the initial balance, was " + aboveInitial);
        }
    }
}
