package io.github.ftmo4j.core.program;

import java.util.Optional;

/**
 * How many trading days a phase needs, and what makes a day a trading day.
 *
 * @param minimum how many, zero for none
 * @param counted what counts
 * @param profit what a profitable day earns at least, present if and only if those count
 */
public record TradingDays(int minimum, Counted counted, Optional<Limit> profit) {

    /** What makes a day a trading day. Holding a position over it never does. */
    public enum Counted {
        /** At least one position was opened. FTMO. */
        OPENED,
        /** At least one position was closed in whole. */
        CLOSED,
        /** At least one position was opened or closed. */
        OPENED_OR_CLOSED,
        /** The balance gained enough, cash flows apart. Today counts while it holds. */
        PROFITABLE
    }

    /**
     * Checks the parts against each other.
     *
     * @throws IllegalArgumentException if the minimum is negative, or there is a profit where none counts
     */
    public TradingDays {
        if (minimum < 0) {
            throw new IllegalArgumentException("minimumTradingDays must not be negative, was " + minimum);
        }
        if (profit.isPresent() != (counted == Counted.PROFITABLE)) {
            throw new IllegalArgumentException(
                    "profit must be present if and only if PROFITABLE days count, was " + profit + " with " + counted);
        }
    }

    /**
     * FTMO's reading: days on which a position is opened.
     *
     * @param minimum how many, zero for none
     * @return the rule
     */
    public static TradingDays opened(int minimum) {
        return new TradingDays(minimum, Counted.OPENED, Optional.empty());
    }

    /**
     * Days on which a position is closed.
     *
     * @param minimum how many
     * @return the rule
     */
    public static TradingDays closed(int minimum) {
        return new TradingDays(minimum, Counted.CLOSED, Optional.empty());
    }

    /**
     * Days on which a position is opened or closed.
     *
     * @param minimum how many
     * @return the rule
     */
    public static TradingDays openedOrClosed(int minimum) {
        return new TradingDays(minimum, Counted.OPENED_OR_CLOSED, Optional.empty());
    }

    /**
     * Days that earn enough.
     *
     * @param minimum how many
     * @param profit what such a day earns at least; a share of the reference is one of the balance as the day starts,
     *     with the cash flows of the day
     * @return the rule
     */
    public static TradingDays profitable(int minimum, Limit profit) {
        return new TradingDays(minimum, Counted.PROFITABLE, Optional.of(profit));
    }
}
