package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.sim.random.RandomStream;
import java.util.Optional;

/**
 * Trades that lose 1 R at most and win without a bound, independent of each other: 1 + R has a lognormal distribution,
 * as where each trade multiplies what is risked on it.
 *
 * <p>No draw is beyond 1,000,000 R: parameters with which one could be are refused, by the bound on
 * {@linkplain RandomStream#LARGEST_GAUSSIAN normal numbers of the simulator}.
 *
 * @param mean the mean R-multiple, above −1
 * @param sigma the standard deviation of the logarithm of 1 + R, above 0
 */
public record LognormalR(double mean, double sigma) implements OutcomeModel {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range, or a draw could be beyond 1,000,000 R
     */
    public LognormalR {
        if (!(mean > -1 && mean < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("mean must be above -1 and finite, was " + mean);
        }
        if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("sigma must be above 0 and finite, was " + sigma);
        }
        double largest = of(mean, sigma, RandomStream.LARGEST_GAUSSIAN);
        if (!(largest <= Outcome.LARGEST_R)) {
            throw new IllegalArgumentException("the largest result must be at most 1000000 R, was " + largest
                    + " for mean " + mean + " and sigma " + sigma);
        }
    }

    private static double of(double mean, double sigma, double z) {
        return (1 + mean) * StrictMath.exp(sigma * z - sigma * sigma / 2) - 1;
    }

    @Override
    public Optional<ContinuousLaw> continuousLaw() {
        return Optional.of(new Law(mean, sigma, Math.log1p(mean) - sigma * sigma / 2));
    }

    @Override
    public OutcomeSampler start() {
        return (random, out) -> out.set(of(mean, sigma, random.nextGaussian()));
    }

    private record Law(double mean, double sigma, double location) implements ContinuousLaw {

        private double z(double r) {
            return (Math.log1p(r) - location) / sigma;
        }

        @Override
        public double density(double r) {
            if (r <= -1) {
                return 0;
            }
            double z = z(r);
            return Math.exp(-0.5 * z * z) / (Math.sqrt(2 * Math.PI) * sigma * (1 + r));
        }

        @Override
        public double cumulative(double r) {
            return r <= -1 ? 0 : NormalLaw.standard(z(r));
        }

        @Override
        public double partialMean(double r) {
            return r <= -1 ? 0 : (1 + mean) * NormalLaw.standard(z(r) - sigma) - NormalLaw.standard(z(r));
        }

        /** The width of the density where it is highest. */
        @Override
        public double scale() {
            return sigma * Math.exp(location - sigma * sigma);
        }
    }
}
