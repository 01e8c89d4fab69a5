package io.github.ftmo4j.core.account;

/** How reliable the equity is. Only a current equity is compared with floors. */
public enum Valuation {
    /** It is as last marked, or the balance of a flat account. */
    CURRENT,
    /**
     * A profit or loss was booked since the last mark while positions stayed open. Balance and floors include it
     * already, the equity does not.
     */
    BEFORE_BOOKING,
    /**
     * It is from before an interruption, during which the value of the open positions may have changed by any amount.
     */
    UNKNOWN
}
