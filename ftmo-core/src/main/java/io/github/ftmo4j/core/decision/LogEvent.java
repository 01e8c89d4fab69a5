package io.github.ftmo4j.core.decision;

/** What an entry of a decision log tells. The names are stable codes. */
public enum LogEvent {
    /** A run began. */
    RUN_STARTED,
    /** A run ended. */
    RUN_ENDED,
    /** A trade was sized: how much, what bound it, and what each module said. */
    SIZED,
    /** The cushion fell under the freeze threshold: nothing is risked. */
    FROZEN,
    /** The cushion is no longer under the freeze threshold. */
    THAWED,
    /** A gate was found closed: nothing new may be opened. */
    GATE_CLOSED,
    /** A gate that was closed is open again. */
    GATE_OPENED,
    /** An order may be placed. */
    ORDER_ALLOWED,
    /** An order may not be placed. */
    ORDER_REFUSED,
    /** The equity is worth noting, as a new extreme is. */
    EQUITY,
    /** A trading day began. */
    DAY_ROLLED,
    /** So much of a permitted loss is used up that the trader wants to know. */
    WARNING,
    /** An objective was violated. */
    BREACH,
    /** The loss of the day was reached and only pauses. */
    PAUSED,
    /** All objectives were met. */
    PASSED,
    /** Nothing was heard of the account for too long. */
    FEED_STALE
}
