package io.github.ftmo4j.examples.reference.profile;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.sim.random.RandomStream;

/**
 * A market whose returns are normal and independent from step to step.
 *
 * @param mean the mean return of a step, from −1 to 1; 0.01 for 1 %
 * @param deviation the standard deviation of a step, from 0 to 1
 */
public record Market(double mean, double deviation) {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Market {
        if (!(mean >= -1 && mean <= 1)) {
            throw new IllegalArgumentException("mean must be from -1 to 1 (0.01 for 1 %), was " + mean);
        }
        Fraction.requireNonNegative(deviation, "deviation");
    }

    double next(RandomStream random) {
        return mean + deviation * random.nextGaussian();
    }
}
