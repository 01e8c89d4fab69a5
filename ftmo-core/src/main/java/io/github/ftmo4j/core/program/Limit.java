package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;

/** How large an objective is: a share of the initial balance, a share of a reference that moves, or an amount. */
public sealed interface Limit {

    /**
     * A share of the initial balance.
     *
     * @param fraction above 0 and at most 1
     * @return the limit
     * @throws IllegalArgumentException if the fraction is out of range
     */
    static Limit ofInitial(double fraction) {
        return new ShareOfInitial(fraction);
    }

    /**
     * A share of the reference from which the loss is measured, such as the balance at the start of the day.
     *
     * @param fraction above 0 and at most 1
     * @return the limit
     * @throws IllegalArgumentException if the fraction is out of range
     */
    static Limit ofReference(double fraction) {
        return new ShareOfReference(fraction);
    }

    /**
     * A fixed amount.
     *
     * @param amount above zero
     * @return the limit
     * @throws IllegalArgumentException if the amount is not above zero
     */
    static Limit amount(Money amount) {
        return new Amount(amount);
    }

    /**
     * The limit in minor units. A share is rounded half away from zero.
     *
     * @param initial the initial balance in minor units
     * @param reference the amount from which the loss is measured, in minor units
     * @return the limit in minor units
     */
    long minorUnits(long initial, long reference);

    /**
     * A share of the initial balance.
     *
     * @param fraction above 0 and at most 1
     */
    record ShareOfInitial(double fraction) implements Limit {
        /** Checks the fraction. */
        public ShareOfInitial {
            Fraction.requirePositive(fraction, "limit");
        }

        @Override
        public long minorUnits(long initial, long reference) {
            return MinorUnits.round(initial * fraction);
        }
    }

    /**
     * A share of the reference.
     *
     * @param fraction above 0 and at most 1
     */
    record ShareOfReference(double fraction) implements Limit {
        /** Checks the fraction. */
        public ShareOfReference {
            Fraction.requirePositive(fraction, "limit");
        }

        @Override
        public long minorUnits(long initial, long reference) {
            return MinorUnits.round(reference * fraction);
        }
    }

    /**
     * A fixed amount.
     *
     * @param money above zero
     */
    record Amount(Money money) implements Limit {
        /** Checks the amount. */
        public Amount {
            if (!money.isPositive()) {
                throw new IllegalArgumentException("limit must be above zero, was " + money);
            }
        }

        @Override
        public long minorUnits(long initial, long reference) {
            return money.minorUnits();
        }
    }
}
