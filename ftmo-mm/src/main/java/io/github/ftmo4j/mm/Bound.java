package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.gate.RiskCap;

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
    CAP_PER_TRADE,
    /** The cap of the risk opened in a day. */
    CAP_PER_DAY,
    /** The cap of the risk of all open positions together. */
    CAP_OPEN_RISK,
    /** The cap of the positions open at the same time. */
    CAP_OPEN_POSITIONS,
    /** The cap of the positions opened in a day. */
    CAP_POSITIONS_PER_DAY,
    /** The cap of the orders sent in a day. */
    CAP_ORDERS_PER_DAY,
    /** The equity, which is the most that can be lost. */
    EQUITY,
    /** A blackout. */
    BLACKOUT,
    /** Outside all sessions. */
    OUT_OF_SESSION,
    /** The phase is passed or failed, or paused for the day. */
    NOT_ONGOING,
    /** The smallest lot size of the instrument risks more than is allowed. */
    MINIMUM_LOT,
    /** The largest lot size of the instrument risks less than is allowed. */
    MAXIMUM_LOT,
    /** The free margin, at the leverage of the account. */
    MARGIN;

    static Bound of(RiskCap cap) {
        return switch (cap) {
            case CAP_PER_TRADE -> CAP_PER_TRADE;
            case CAP_PER_DAY -> CAP_PER_DAY;
            case CAP_OPEN_RISK -> CAP_OPEN_RISK;
            case CAP_OPEN_POSITIONS -> CAP_OPEN_POSITIONS;
            case CAP_POSITIONS_PER_DAY -> CAP_POSITIONS_PER_DAY;
            case CAP_ORDERS_PER_DAY -> CAP_ORDERS_PER_DAY;
        };
    }
}
