package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.sim.random.RandomStream;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Trades held over one step of a market whose returns are normal and independent of each other.
 *
 * <p>The R-multiple is return / stop distance. The stop only defines the size of the trade: a loss can be larger than 1
 * R, as in a gap.
 *
 * <p>No draw is beyond ±1,000,000 R: parameters with which one could be are refused. Since a
 * {@linkplain RandomStream#LARGEST_GAUSSIAN normal number of the simulator} is within ±12.3, these are parameters for
 * which (|mean| + 12.3 · deviation) / stopDistance is above 1,000,000.
 *
 * @param mean the mean return of a step, 0.01 for 1 %
 * @param deviation the standard deviation of a step, at least 0
 * @param stopDistance the distance of the stop as a return, above 0
 */
public record GaussianReturns(double mean, double deviation, double stopDistance) implements StepReturns {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range, or a draw could be beyond ±1,000,000 R
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
        double largest = (Math.abs(mean) + RandomStream.LARGEST_GAUSSIAN * deviation) / stopDistance;
        if (!(largest <= Outcome.LARGEST_R)) {
            throw new IllegalArgumentException("(|mean| + 12.3 deviation) / stopDistance, the largest result in R, must"
                    + " be at most 1000000, was " + largest + " for mean " + mean + ", deviation " + deviation
                    + " and stopDistance " + stopDistance);
        }
    }

    /** Present if the deviation is zero: a single value. */
    @Override
    public Optional<DiscreteLaw> law() {
        return deviation > 0
                ? Optional.empty()
                : Optional.of(DiscreteLaw.of(new double[] {mean / stopDistance}, new double[] {1}));
    }

    @Override
    public Optional<ContinuousLaw> continuousLaw() {
        return deviation > 0
                ? Optional.of(new NormalLaw(mean / stopDistance, deviation / stopDistance))
                : Optional.empty();
    }

    /** A Brownian bridge of the deviation of the step. */
    @Override
    public Optional<ExcursionLaw> pathLaw() {
        return Optional.of(new Bridge.Law(variance()));
    }

    /** In R². */
    private double variance() {
        return (deviation / stopDistance) * (deviation / stopDistance);
    }

    @Override
    public StepSampler start() {
        double variance = variance();
        return new StepSampler() {
            @Override
            public void next(RandomGenerator random, Outcome out) {
                double marketReturn = mean + deviation * random.nextGaussian();
                out.set(marketReturn / stopDistance).withMarketReturn(marketReturn);
            }

            @Override
            public void path(RandomGenerator random, Outcome out) {
                Bridge.draw(random, out, variance);
            }
        };
    }
}
