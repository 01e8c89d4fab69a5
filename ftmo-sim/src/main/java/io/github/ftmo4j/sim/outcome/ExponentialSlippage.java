package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * A loss of exponential distribution.
 *
 * @param mean the mean in R, above 0 and finite
 */
public record ExponentialSlippage(double mean) implements Slippage {

    /**
     * Checks the mean.
     *
     * @throws IllegalArgumentException if it is not above 0 and finite
     */
    public ExponentialSlippage {
        Checks.requirePositive(mean, "mean");
    }

    @Override
    public double draw(RandomGenerator random) {
        return mean * random.nextExponential();
    }
}
