package io.github.ftmo4j.sim.random;

/**
 * The purpose of a stream of random numbers. Published results depend on the number of each purpose: a number is never
 * changed or used again.
 */
public enum Purpose {
    /** Results of trades. */
    OUTCOME(1),
    /** Numbers of trades per day. */
    TRADES_PER_DAY(2);

    private final int number;

    Purpose(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
