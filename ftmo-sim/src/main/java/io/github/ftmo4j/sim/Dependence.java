package io.github.ftmo4j.sim;

import io.github.ftmo4j.mm.RiskModule;

/**
 * How parallel accounts share their luck. It changes how many of them pass together, and not how often one passes.
 *
 * <p>It changes that, too, where a module remembers for the {@linkplain RiskModule.Scope#TRADER trader}: accounts with
 * luck of their own then teach one another, while what happens to all copies teaches once.
 */
public sealed interface Dependence {

    /**
     * Each account has luck of its own, as with strategies that have nothing in common. Where the outcomes have a
     * market, each has its own, too: a module that remembers for the trader hears of as many moves at a time as
     * accounts are at work.
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
