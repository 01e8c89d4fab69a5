package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * The distribution of what a trade loses because it is filled at a worse price than planned. Immutable: draws are
 * independent of each other. A value, like an {@linkplain OutcomeModel outcome model}.
 */
public interface Slippage {

    /**
     * Draws the loss of one trade.
     *
     * @param random the source of all random numbers
     * @return in R, finite; below zero for a better price than planned
     */
    double draw(RandomGenerator random);

    /**
     * The mean loss.
     *
     * @return in R
     */
    double mean();

    /**
     * The same loss for every trade.
     *
     * @param r the loss in R, finite
     * @return the distribution
     * @throws IllegalArgumentException if it is not finite
     */
    static Slippage fixed(double r) {
        return new FixedSlippage(r);
    }

    /**
     * A loss of exponential distribution: small as a rule, large now and then, and never below zero.
     *
     * @param mean the mean in R, above 0
     * @return the distribution
     * @throws IllegalArgumentException if the mean is not above 0 and finite
     */
    static Slippage exponential(double mean) {
        return new ExponentialSlippage(mean);
    }

    /**
     * A loss of normal distribution, which may be a gain.
     *
     * @param mean the mean in R
     * @param deviation the standard deviation in R, above 0
     * @return the distribution
     * @throws IllegalArgumentException if a parameter is out of range
     */
    static Slippage normal(double mean, double deviation) {
        return new NormalSlippage(mean, deviation);
    }
}
