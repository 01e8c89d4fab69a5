package io.github.ftmo4j.core.decision;

/** The kind of an entry of a decision log. The names are stable codes. */
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
    /** The equity was noted, for example at a new extreme. */
    EQUITY,
    /** A trading day began. */
    DAY_ROLLED,
    /** A share of a permitted loss is used up for which a warning was ordered. */
    WARNING,
    /** An objective was violated. */
    BREACH,
    /** The loss of the day was reached and only pauses. */
    PAUSED,
    /** All objectives were met. */
    PASSED,
    /** The feed of the account was silent for too long. */
    FEED_STALE
}
