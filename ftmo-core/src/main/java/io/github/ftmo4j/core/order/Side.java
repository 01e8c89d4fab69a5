package io.github.ftmo4j.core.order;

import java.math.BigDecimal;

/** Whether an order buys or sells. The names are stable codes. */
public enum Side {

    /** Buys; its stop is below the entry. */
    BUY,

    /** Sells; its stop is above the entry. */
    SELL;

    /**
     * The side that a stop belongs to.
     *
     * @param entry the price of the entry
     * @param stop the price of the stop, another one
     * @return {@link #BUY} if the stop is below the entry, otherwise {@link #SELL}
     * @throws IllegalArgumentException if the prices are equal
     */
    public static Side of(BigDecimal entry, BigDecimal stop) {
        int order = stop.compareTo(entry);
        if (order == 0) {
            throw new IllegalArgumentException("stop must not be the entry, was " + stop);
        }
        return order < 0 ? BUY : SELL;
    }
}
