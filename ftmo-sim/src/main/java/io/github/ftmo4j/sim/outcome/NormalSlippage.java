package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * A loss of normal distribution, which may be a gain.
 *
 * @param mean the mean in R
 * @param deviation the standard deviation in R, above 0 and finite
 */
public record NormalSlippage(double mean, double deviation) implements Slippage {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if the mean is not finite, or the deviation is not above 0 and finite
     */
    public NormalSlippage {
        Checks.requireFinite(mean, "mean");
        Checks.requirePositive(deviation, "deviation");
    }

    @Override
    public double draw(RandomGenerator random) {
        return mean + deviation * random.nextGaussian();
    }
}
