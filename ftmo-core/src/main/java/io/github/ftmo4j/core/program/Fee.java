package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What attempts at a program cost. All amounts are of one currency, which may differ from the account's.
 *
 * @param price what an attempt costs when it is bought
 * @param refund whether and when the price comes back
 * @param monthly what is due every month after the purchase while the attempt goes on, none for a one-time price
 * @param reset what starting anew after a failure costs instead of the price, none if the firm sells no resets
 * @param activation what is due when the account is funded, none if nothing is
 * @param freeRetry when an attempt that failed is followed by one without a price, none if never
 */
public record Fee(
        Money price,
        Refund refund,
        Optional<Money> monthly,
        Optional<Money> reset,
        Optional<Money> activation,
        Optional<FreeRetry> freeRetry) {

    /** Whether and when the price comes back, in full. */
    public enum Refund {
        /** Never. */
        NEVER,
        /** When the account is funded. */
        WHEN_FUNDED,
        /** With the first reward of the funded account. */
        WITH_FIRST_REWARD
    }

    /**
     * When an attempt that failed is followed by one without a price.
     *
     * @param after what must have ended the attempt
     * @param most how many free attempts there are for one price, at least 1
     */
    public record FreeRetry(After after, int most) {

        /** What must have ended an attempt. */
        public enum After {
            /** Any failure. */
            ANY_FAILURE,
            /** The time limit, with the balance above the initial one. FTMO until 2023. */
            TIME_LIMIT_IN_PROFIT
        }

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public FreeRetry {
            if (most < 1) {
                throw new IllegalArgumentException("most must be at least 1, was " + most);
            }
        }
    }

    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException if one is not above zero or the currencies differ
     */
    public Fee {
        Stream.of(Optional.of(price), monthly, reset, activation)
                .flatMap(Optional::stream)
                .forEach(amount -> {
                    if (amount.in(price.currency()) <= 0) {
                        throw new IllegalArgumentException("fee must be above zero, was " + amount);
                    }
                });
    }

    /**
     * How many payments of the months after a purchase are due up to a day: one on the same day of every later month,
     * or on the last day of a month that has no such day.
     *
     * @param bought the day of the purchase
     * @param upTo the day
     * @return the number, zero for a day before the purchase
     */
    public static int monthsDue(LocalDate bought, LocalDate upTo) {
        int months = (int) ChronoUnit.MONTHS.between(bought, upTo);
        return Math.max(0, bought.plusMonths(months + 1L).isAfter(upTo) ? months : months + 1);
    }

    /**
     * A one-time price.
     *
     * @param price what an attempt costs when it is bought
     * @param refund whether and when the price comes back
     */
    public Fee(Money price, Refund refund) {
        this(price, refund, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same fee at a lower price; what else is due stays.
     *
     * @param share the discount as a share of the price, at least 0 and below 1
     * @return the fee
     * @throws IllegalArgumentException if the share is out of range
     */
    public Fee withDiscount(double share) {
        return withPrice(price.minus(price.share(share)));
    }

    /**
     * The same fee at another price.
     *
     * @param value what an attempt costs when it is bought
     * @return the fee
     */
    public Fee withPrice(Money value) {
        return new Fee(value, refund, monthly, reset, activation, freeRetry);
    }

    /**
     * The same fee with another refund.
     *
     * @param value whether and when the price comes back
     * @return the fee
     */
    public Fee withRefund(Refund value) {
        return new Fee(price, value, monthly, reset, activation, freeRetry);
    }

    /**
     * The same fee with a payment every month. The price covers the first month.
     *
     * @param value what is due on the same day of every later month while the attempt goes on
     * @return the fee
     */
    public Fee withMonthly(Money value) {
        return new Fee(price, refund, Optional.of(value), reset, activation, freeRetry);
    }

    /**
     * The same fee with resets.
     *
     * @param value what starting anew after a failure costs instead of the price
     * @return the fee
     */
    public Fee withReset(Money value) {
        return new Fee(price, refund, monthly, Optional.of(value), activation, freeRetry);
    }

    /**
     * The same fee with an activation of the funded account.
     *
     * @param value what is due when the account is funded
     * @return the fee
     */
    public Fee withActivation(Money value) {
        return new Fee(price, refund, monthly, reset, Optional.of(value), freeRetry);
    }

    /**
     * The same fee with free attempts after a failure.
     *
     * @param value when an attempt that failed is followed by one without a price
     * @return the fee
     */
    public Fee withFreeRetry(FreeRetry value) {
        return new Fee(price, refund, monthly, reset, activation, Optional.of(value));
    }
}
