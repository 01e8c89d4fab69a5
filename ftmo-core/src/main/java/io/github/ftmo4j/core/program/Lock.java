package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import java.util.Optional;

/**
 * Where a trailing floor stops rising.
 *
 * @param aboveInitial how far above the initial balance; zero locks at the initial balance
 * @param trigger how far above the initial balance the reference must be for the floor to jump up to the lock at once;
 *     none if it only trails there
 */
public record Lock(Money aboveInitial, Optional<Money> trigger) {

    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException if the lock is negative, or the trigger is not above it
     */
    public Lock {
        if (aboveInitial.minorUnits() < 0) {
            throw new IllegalArgumentException("lock must not be below the initial balance, was " + aboveInitial);
        }
        if (trigger.isPresent() && trigger.get().compareTo(aboveInitial) <= 0) {
            throw new IllegalArgumentException(
                    "trigger must be above the lock of " + aboveInitial + ", was " + trigger.get());
        }
    }
}
