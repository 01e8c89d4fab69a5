package io.github.ftmo4j.sim.engine.internal.montecarlo;

/** What one account does on a trading day, step by step, so that several accounts can take each step together. */
interface Lane {

    /** Whether there is another day. */
    boolean active();

    /** Begins the day. */
    void startDay();

    /** Whether there is another trade on the day. */
    boolean hasTrade();

    /** How many trades have come up on the day. */
    int tradeOfDay();

    /** Draws the next trade of the day, and opens it if it is taken. */
    void openTrade();

    /** Closes what was opened, unless it stays open. */
    void closeTrade();

    /** Ends the day. */
    void endDay();
}
