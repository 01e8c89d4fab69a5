package io.github.ftmo4j.sim.random;

/** What a stream of random numbers is drawn for. The numbers are part of every published result: never reuse one. */
public enum Purpose {
    /** Results of trades. */
    OUTCOME(1),
    /** How many trades a day brings. */
    TRADES_PER_DAY(2);

    private final int number;

    Purpose(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
