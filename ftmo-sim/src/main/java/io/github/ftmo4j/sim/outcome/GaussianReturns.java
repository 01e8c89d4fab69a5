package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * Trades held over one step of a market whose returns are normal and independent of each other.
 *
 * <p>The R-multiple is return / stop distance. The stop is an agreement on the size of the trade only: a loss is not
 * cut there, as it would not be in a gap.
 *
 * @param mean the mean return of a step, 0.01 for 1 %
 * @param deviation the standard deviation of a step, at least 0
 * @param stopDistance how far the stop is away, as a return; above 0
 */
public record GaussianReturns(double mean, double deviation, double stopDistance) implements OutcomeModel {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public GaussianReturns {
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("mean must be finite, was " + mean);
        }
        if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("deviation must be at least 0 and finite, was " + deviation);
        }
        if (!(stopDistance > 0 && stopDistance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("stopDistance must be above 0 and finite, was " + stopDistance);
        }
    }

    @Override
    public boolean hasMarket() {
        return true;
    }

    @Override
    public OutcomeSampler start() {
        return new OutcomeSampler() {
            private double marketReturn;

            @Override
            public double next(RandomGenerator random) {
                marketReturn = mean + deviation * random.nextGaussian();
                return marketReturn / stopDistance;
            }

            @Override
            public double marketReturn() {
                return marketReturn;
            }
        };
    }
}
