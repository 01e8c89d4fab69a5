package io.github.ftmo4j.core.gate;

/** What is capped. The names are stable codes. */
public enum RiskCap {
    /** The risk of a single trade. */
    CAP_PER_TRADE,
    /** The risk opened in a day. */
    CAP_PER_DAY,
    /** The risk of all open positions together. */
    CAP_OPEN_RISK,
    /** How many positions are open at a time. */
    CAP_OPEN_POSITIONS,
    /** How many positions are opened in a day. */
    CAP_POSITIONS_PER_DAY,
    /** How many orders are sent in a day. */
    CAP_ORDERS_PER_DAY;

    /**
     * Whether money is capped, rather than a number.
     *
     * @return whether it is
     */
    public boolean capsMoney() {
        return this == CAP_PER_TRADE || this == CAP_PER_DAY || this == CAP_OPEN_RISK;
    }

    /** How much of the capped quantity is used already, in minor units or as a number. */
    long taken(Exposure exposure) {
        return switch (this) {
            case CAP_PER_TRADE -> 0;
            case CAP_PER_DAY -> exposure.riskedToday();
            case CAP_OPEN_RISK -> exposure.openRisk();
            case CAP_OPEN_POSITIONS -> exposure.openPositions();
            case CAP_POSITIONS_PER_DAY -> exposure.positionsToday();
            case CAP_ORDERS_PER_DAY -> exposure.ordersToday();
        };
    }
}
