package io.github.ftmo4j.sim.random;

/**
 * The purpose of a stream of random numbers. Published results depend on the number of each purpose: a number is never
 * changed or used again.
 */
public enum Purpose {
    /** Results of trades. */
    OUTCOME(1),
    /** Numbers of trades per day. */
    TRADES_PER_DAY(2),
    /** What happens inside trades: excursions, gaps beyond the stop, slippage. */
    INSIDE_TRADE(3),
    /** Times of day. */
    TIME(4),
    /** Which positions are held over midnight. */
    OVERNIGHT(5),
    /** What the positions of a group have in common. */
    GROUP(6),
    /** {@link #OUTCOME} of all accounts. */
    COMMON_OUTCOME(7),
    /** {@link #TRADES_PER_DAY} of all accounts. */
    COMMON_TRADES_PER_DAY(8),
    /** {@link #INSIDE_TRADE} of all accounts. */
    COMMON_INSIDE_TRADE(9),
    /** {@link #TIME} of all accounts. */
    COMMON_TIME(10),
    /** {@link #OVERNIGHT} of all accounts. */
    COMMON_OVERNIGHT(11),
    /** {@link #GROUP} of all accounts. */
    COMMON_GROUP(12),
    /** Which trades and days all accounts have in common. */
    SHOCK(13);

    private final int number;

    Purpose(int number) {
        this.number = number;
    }

    /**
     * The purpose of the stream that all accounts have in common for this purpose.
     *
     * @return the common purpose; the same for one that is common already
     */
    public Purpose common() {
        return switch (this) {
            case OUTCOME -> COMMON_OUTCOME;
            case TRADES_PER_DAY -> COMMON_TRADES_PER_DAY;
            case INSIDE_TRADE -> COMMON_INSIDE_TRADE;
            case TIME -> COMMON_TIME;
            case OVERNIGHT -> COMMON_OVERNIGHT;
            case GROUP -> COMMON_GROUP;
            case COMMON_OUTCOME,
                    COMMON_TRADES_PER_DAY,
                    COMMON_INSIDE_TRADE,
                    COMMON_TIME,
                    COMMON_OVERNIGHT,
                    COMMON_GROUP,
                    SHOCK -> this;
        };
    }

    int number() {
        return number;
    }
}
