package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;

/**
 * What one attempt costs.
 *
 * @param price the one-time price; its currency may differ from the account's
 * @param refund whether and when the price comes back
 */
public record Fee(Money price, Refund refund) {

    /** Whether and when the price comes back. */
    public enum Refund {
        /** Never. */
        NEVER,
        /** In full, with the first reward of the funded account. */
        WITH_FIRST_REWARD
    }

    /**
     * Checks the price.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public Fee {
        if (!price.isPositive()) {
            throw new IllegalArgumentException("fee must be above zero, was " + price);
        }
    }
}
