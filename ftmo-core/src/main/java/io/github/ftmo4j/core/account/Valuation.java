package io.github.ftmo4j.core.account;

/** What is known of the equity. Only one that is current is held against floors. */
public enum Valuation {
    /** It is as last marked, or the balance of a flat account. */
    CURRENT,
    /** Something was booked since the last mark while positions stayed open. Balance and floors are ahead of it. */
    BEFORE_BOOKING,
    /** It is from before an interruption, in which open positions may have come to be worth anything. */
    UNKNOWN
}
