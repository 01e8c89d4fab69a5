package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * Draws the outcomes of trades, one after the other. Not thread-safe.
 *
 * <p>Every trade that comes up is drawn, whether it is taken or not. A draw depends only on earlier draws of this
 * sampler and on the generator.
 */
@FunctionalInterface
public interface OutcomeSampler {

    /**
     * Draws the outcome of the next trade.
     *
     * @param random the source of all random numbers
     * @param out receives the outcome, with a market return and excursions exactly if the {@linkplain OutcomeModel
     *     model} states that it has them
     */
    void next(RandomGenerator random, Outcome out);

    /** Starts afresh, as each phase does: from here on the sampler behaves like a new one. */
    default void restart() {}
}
