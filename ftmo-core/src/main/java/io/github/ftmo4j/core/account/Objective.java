package io.github.ftmo4j.core.account;

/** The objectives that can fail a phase. The names are stable codes. */
public enum Objective {
    /** The loss of a day. */
    DAILY_LOSS,
    /** The loss of the whole phase. */
    MAXIMUM_LOSS,
    /** The floating loss, below the balance. */
    FLOATING_LOSS,
    /** The last day ended without a pass. */
    TIME_LIMIT,
    /** Nothing was opened for too long. */
    INACTIVITY,
    /** The balance stayed low for too long. */
    DEEP_LOSS,
    /** Something was done that the firm forbids. */
    RESTRICTION
}
