package io.github.ftmo4j.sim.outcome;

/** Where the results of trades come from. Immutable: what changes from draw to draw lives in the sampler. */
@FunctionalInterface
public interface OutcomeModel {

    /**
     * Makes a sampler for one account.
     *
     * @return a sampler of its own
     */
    OutcomeSampler start();

    /**
     * Whether a market stands behind the trades, so that samplers know its return.
     *
     * @return whether there is one, by default not
     */
    default boolean hasMarket() {
        return false;
    }
}
