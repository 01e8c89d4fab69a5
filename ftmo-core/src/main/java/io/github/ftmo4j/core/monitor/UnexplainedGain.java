package io.github.ftmo4j.core.monitor;

/** How to book a gain of the balance that a snapshot shows and no position explains. */
public enum UnexplainedGain {
    /** Money that was paid in: no profit, and the floor of the day rises with it. */
    CASH_FLOW,
    /** Profit, as of a trade that was opened and closed between two snapshots. */
    PROFIT
}
