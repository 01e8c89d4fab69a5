package io.github.ftmo4j.sim;

/** How parallel accounts share their luck. It changes how many of them pass together, never how often one passes. */
public enum Dependence {
    /** Each account has luck of its own, as with strategies or traders that have nothing in common. */
    INDEPENDENT,
    /** Every account takes the same trades, as with a trade copier: all pass or none does. */
    COPIED;

    /**
     * Luck of its own for each account.
     *
     * @return the dependence
     */
    public static Dependence independent() {
        return INDEPENDENT;
    }

    /**
     * The same trades on every account.
     *
     * @return the dependence
     */
    public static Dependence copied() {
        return COPIED;
    }

    /**
     * How many attempts a trial draws.
     *
     * @param accounts the number of parallel accounts
     * @return the number of different attempts
     */
    int attemptsDrawn(int accounts) {
        return this == COPIED ? 1 : accounts;
    }
}
