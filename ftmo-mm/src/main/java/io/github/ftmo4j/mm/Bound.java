package io.github.ftmo4j.mm;

/** What decided the size of a trade. The names are stable codes. */
public enum Bound {
    /** The smallest amount that a module proposed or allowed. */
    MODULE,
    /** No module proposed anything. */
    NO_PROPOSAL,
    /** The cushion is under the freeze threshold. */
    FROZEN,
    /** After a loss no more is risked than on the last opened trade. */
    AFTER_LOSS,
    /** The cap of a single trade. */
    CAP,
    /** The equity: more than all of it cannot be lost. */
    EQUITY,
    /** A blackout. */
    BLACKOUT,
    /** Outside all sessions. */
    OUT_OF_SESSION
}
