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
}
