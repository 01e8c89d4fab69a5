package io.github.ftmo4j.sim;

/** How parallel accounts share their luck. It changes how many of them pass together, never how often one passes. */
public sealed interface Dependence {

    /**
     * Each account has luck of its own, as with strategies that have nothing in common.
     *
     * @return the dependence
     */
    static Dependence independent() {
        return new Independent();
    }

    /**
     * Every account takes the same trades, as with a trade copier: all pass or none does.
     *
     * @return the dependence
     */
    static Dependence copied() {
        return new Copied();
    }

    /** Luck of its own for each account. */
    record Independent() implements Dependence {}

    /** The same trades on every account. */
    record Copied() implements Dependence {}
}
