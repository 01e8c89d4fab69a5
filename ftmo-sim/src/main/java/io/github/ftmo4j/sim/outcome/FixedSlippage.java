package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * The same loss for every trade.
 *
 * @param mean the loss in R, finite
 */
public record FixedSlippage(double mean) implements Slippage {

    /**
     * Checks the loss.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public FixedSlippage {
        Checks.requireFinite(mean, "mean");
    }

    @Override
    public double draw(RandomGenerator random) {
        return mean;
    }
}
