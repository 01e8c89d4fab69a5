package io.github.ftmo4j.sim.outcome;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Gamma;

/**
 * Trades held over one step of a market whose returns are skewed, independent of each other: a normal or Student's law
 * that is stretched by ξ on the right and by 1 / ξ on the left of its mode, then moved and scaled to its mean and its
 * deviation.
 *
 * <p>The R-multiple is return / stop distance, and counts as ±1,000,000 where it is beyond. Source: C. Fernández, M.
 * Steel, On Bayesian Modeling of Fat Tails and Skewness, Journal of the American Statistical Association 1998.
 *
 * <p>A skewed law is not that of a Brownian motion. {@link #withExcursions} takes the path to the result for a Brownian
 * bridge of the deviation of the step, as if the skew came from the drift.
 *
 * @param degrees the degrees of freedom of Student's law, above 2 and at most 1,000; infinite for the normal law
 * @param skew ξ, from 0.01 to 100: above 1 for a long right tail, below 1 for a long left one
 * @param mean the mean return of a step, 0.01 for 1 %
 * @param deviation the standard deviation of a step, above 0
 * @param stopDistance the distance of the stop as a return, above 0
 */
public record SkewedReturns(double degrees, double skew, double mean, double deviation, double stopDistance)
        implements StepReturns {

    private static final double LARGEST_SKEW = 100;

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range, or mean or deviation is beyond 1,000,000 R
     */
    public SkewedReturns {
        if (degrees != Double.POSITIVE_INFINITY) {
            StudentTReturns.requireDegrees(degrees);
        }
        if (!(skew >= 1 / LARGEST_SKEW && skew <= LARGEST_SKEW)) {
            throw new IllegalArgumentException("skew must be from 0.01 to 100, was " + skew);
        }
        Checks.requireFinite(mean, "mean");
        Checks.requirePositive(deviation, "deviation");
        Checks.requirePositive(stopDistance, "stopDistance");
        Checks.requireWithinBound(mean, deviation, stopDistance);
    }

    /**
     * A skewed normal law.
     *
     * @param skew ξ, from 0.01 to 100
     * @param mean the mean return of a step
     * @param deviation the standard deviation of a step, above 0
     * @param stopDistance the distance of the stop as a return, above 0
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public static SkewedReturns normal(double skew, double mean, double deviation, double stopDistance) {
        return new SkewedReturns(Double.POSITIVE_INFINITY, skew, mean, deviation, stopDistance);
    }

    private boolean isNormal() {
        return degrees == Double.POSITIVE_INFINITY;
    }

    /** The mean size of a variable of the law that is skewed. */
    private double meanSize() {
        return isNormal()
                ? Math.sqrt(2 / Math.PI)
                : 2
                        * Math.sqrt(degrees / Math.PI)
                        / (degrees - 1)
                        * StrictMath.exp(Gamma.logGamma((degrees + 1) / 2) - Gamma.logGamma(degrees / 2));
    }

    /** The mean of the skewed variable. */
    private double offset() {
        return meanSize() * (skew - 1 / skew);
    }

    /** The factor from the skewed variable to a return of the deviation. */
    private double unit() {
        double square = (isNormal() ? 1 : degrees / (degrees - 2)) * (skew * skew - 1 + 1 / (skew * skew));
        return deviation / Math.sqrt(square - offset() * offset());
    }

    @Override
    public Optional<ContinuousLaw> continuousLaw() {
        double unit = unit() / stopDistance;
        ContinuousLaw base = isNormal() ? new NormalLaw(0, 1) : StudentTReturns.standardLaw(degrees);
        return Optional.of(new Law(base, skew, mean / stopDistance, mean / stopDistance - unit * offset(), unit));
    }

    /** In R². */
    private double variance() {
        return (deviation / stopDistance) * (deviation / stopDistance);
    }

    /** A Brownian bridge of the deviation of the step. */
    @Override
    public Optional<ExcursionLaw> pathLaw() {
        return Optional.of(new Bridge.Law(variance()));
    }

    @Override
    public StepSampler start() {
        double unit = unit();
        double mode = mean - unit * offset();
        double right = skew * skew / (1 + skew * skew);
        double variance = variance();
        return new StepSampler() {
            @Override
            public void next(RandomGenerator random, Outcome out) {
                double size = Math.abs(size(random));
                double skewed = random.nextDouble() < right ? skew * size : -size / skew;
                double r = Checks.within((mode + unit * skewed) / stopDistance);
                out.set(r).withMarketReturn(r * stopDistance);
            }

            @Override
            public void path(RandomGenerator random, Outcome out) {
                Bridge.draw(random, out, variance);
            }
        };
    }

    private double size(RandomGenerator random) {
        return isNormal() ? random.nextGaussian() : StudentTReturns.standard(random, degrees);
    }

    private record Law(ContinuousLaw base, double skew, double mean, double mode, double unit)
            implements ContinuousLaw {

        private double z(double r) {
            return (r - mode) / unit;
        }

        /** Twice the share of the height that each side has. */
        private double height() {
            return 2 / (skew + 1 / skew);
        }

        @Override
        public double density(double r) {
            double z = z(r);
            return height() * base.density(z < 0 ? z * skew : z / skew) / unit;
        }

        @Override
        public double cumulative(double r) {
            double z = z(r);
            // the upper tail by symmetry, so that it keeps its digits
            return z < 0
                    ? height() / skew * base.cumulative(z * skew)
                    : 1 - height() * skew * base.cumulative(-z / skew);
        }

        @Override
        public double partialMean(double r) {
            double z = z(r);
            double part = z < 0
                    ? height() / (skew * skew) * base.partialMean(z * skew)
                    : (mean - mode) / unit + height() * skew * skew * base.partialMean(z / skew);
            return mode * cumulative(r) + unit * part;
        }

        /** That of the narrower side. */
        @Override
        public double scale() {
            return unit * base.scale() * Math.min(skew, 1 / skew);
        }
    }
}
