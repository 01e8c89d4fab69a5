package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.mm.RiskModule;

/**
 * How the trades of parallel accounts depend on each other. The dependence changes how many accounts pass together, and
 * not how often one account passes.
 *
 * <p>There is one exception: a module whose state belongs to the {@linkplain RiskModule.Scope#TRADER trader}. With
 * independent accounts it learns from the trades of every account; with copies it learns once from each trade.
 */
public sealed interface Dependence {

    /**
     * The number of attempts of one trial that have independent draws.
     *
     * @param accounts how many accounts run in parallel
     * @return from 1 to {@code accounts}, a divisor of it
     */
    int attemptsDrawn(int accounts);

    /**
     * Each account has independent draws, as with strategies that have nothing in common. Where the outcomes have a
     * market, each account has its own market, too: a module whose state belongs to the trader gets one market return
     * per active account at a time.
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

    /** Independent draws for each account. */
    record Independent() implements Dependence {
        @Override
        public int attemptsDrawn(int accounts) {
            return accounts;
        }

        @Override
        public String toString() {
            return "independent";
        }
    }

    /** The same trades on every account. */
    record Copied() implements Dependence {
        /** Copies are one attempt: what happens to one account happens to all. */
        @Override
        public int attemptsDrawn(int accounts) {
            return 1;
        }

        @Override
        public String toString() {
            return "copied";
        }
    }
}
