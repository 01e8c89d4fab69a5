package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * Draws the results of trades, one after the other. Not thread-safe.
 *
 * <p>Every trade that comes up is drawn, whether it is taken or not; what is drawn must depend on earlier draws of this
 * sampler and on the generator only.
 */
@FunctionalInterface
public interface OutcomeSampler {

    /**
     * The result of the next trade.
     *
     * @param random where luck comes from
     * @return the R-multiple: profit per money at risk, −1 for a loss at the stop; finite
     */
    double next(RandomGenerator random);

    /**
     * The return of the market over the trade that was drawn last: its R-multiple times the distance of its stop.
     *
     * @return finite, 0.01 for 1 %, after the first draw of a {@linkplain OutcomeModel#hasMarket model with a market};
     *     else, as by default, NaN
     */
    default double marketReturn() {
        return Double.NaN;
    }

    /** Starts afresh, as each phase does. */
    default void restart() {}
}
