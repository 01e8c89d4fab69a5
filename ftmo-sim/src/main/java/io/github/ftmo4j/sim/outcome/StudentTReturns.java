package io.github.ftmo4j.sim.outcome;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * Trades held over one step of a market whose returns have Student's t distribution, with tails that are fatter than
 * those of a normal one, and are independent of each other.
 *
 * <p>The R-multiple is return / stop distance, and counts as ±1,000,000 where it is beyond. Source of the draws: R. W.
 * Bailey, Polar Generation of Random Variates with the t-Distribution, Mathematics of Computation 1994.
 *
 * <p>Student's law is that of normal steps whose variance is drawn for each step. {@link #withExcursions} has the path
 * of such steps: the law of a Brownian bridge, averaged over the variance given the result.
 *
 * @param degrees the degrees of freedom, above 2 and at most 1,000; the fewer, the fatter the tails
 * @param mean the mean return of a step, 0.01 for 1 %
 * @param deviation the standard deviation of a step, above 0
 * @param stopDistance the distance of the stop as a return, above 0
 */
public record StudentTReturns(double degrees, double mean, double deviation, double stopDistance)
        implements StepReturns {

    private static final double MOST_DEGREES = 1_000;

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range, or mean or deviation is beyond 1,000,000 R
     */
    public StudentTReturns {
        requireDegrees(degrees);
        Checks.requireFinite(mean, "mean");
        Checks.requirePositive(deviation, "deviation");
        Checks.requirePositive(stopDistance, "stopDistance");
        Checks.requireWithinBound(mean, deviation, stopDistance);
    }

    static void requireDegrees(double degrees) {
        if (!(degrees > 2 && degrees <= MOST_DEGREES)) {
            throw new IllegalArgumentException("degrees must be above 2 and at most 1000, was " + degrees);
        }
    }

    /** Student's law as it is in tables. */
    static ContinuousLaw standardLaw(double degrees) {
        return new Law(degrees, 0, 1);
    }

    /** The factor from a standard t variable to a return of the deviation. */
    private double unit() {
        return deviation * Math.sqrt((degrees - 2) / degrees);
    }

    @Override
    public Optional<ContinuousLaw> continuousLaw() {
        return Optional.of(new Law(degrees, mean / stopDistance, unit() / stopDistance));
    }

    @Override
    public Optional<ExcursionLaw> pathLaw() {
        return Optional.of(new Path(degrees, mean / stopDistance, unit() / stopDistance));
    }

    @Override
    public StepSampler start() {
        double unit = unit();
        Path path = new Path(degrees, mean / stopDistance, unit / stopDistance);
        return new StepSampler() {
            @Override
            public void next(RandomGenerator random, Outcome out) {
                double r = (mean + unit * standard(random, degrees)) / stopDistance;
                double within = Checks.within(r);
                out.set(within).withMarketReturn(within * stopDistance);
            }

            @Override
            public void path(RandomGenerator random, Outcome out) {
                double r = out.rMultiple();
                double lowest = Bridge.lowest(r, 1, path.exponent(r, random.nextExponential()));
                out.withExcursions(lowest, Bridge.highest(r, 1, path.exponent(r, random.nextExponential())));
            }
        };
    }

    /**
     * The precision of a step, given its result, has a gamma distribution, so that P(a bridge reaches −y) = (1 + 4 y (y
     * + r) / w)^(−(degrees + 1) / 2) with w = scale² (degrees + t²).
     */
    private record Path(double degrees, double mean, double scale) implements ExcursionLaw {

        private double width(double r) {
            double t = (r - mean) / scale;
            return scale * scale * (degrees + t * t);
        }

        /** What takes the place of variance times exponential number. */
        double exponent(double r, double exponential) {
            return width(r) / 2 * StrictMath.expm1(2 * exponential / (degrees + 1));
        }

        private double reaches(double square, double r) {
            return StrictMath.exp(-(degrees + 1) / 2 * StrictMath.log1p(square / width(r)));
        }

        @Override
        public double adverseReaches(double r, double y) {
            return reaches(Bridge.square(r, y), r);
        }

        @Override
        public double favourableReaches(double r, double z) {
            return reaches(Bridge.square(-r, z), r);
        }
    }

    static double standard(RandomGenerator random, double degrees) {
        while (true) {
            double u = 2 * random.nextDouble() - 1;
            double v = 2 * random.nextDouble() - 1;
            double w = u * u + v * v;
            if (w > 0 && w <= 1) {
                return u * Math.sqrt(degrees * (StrictMath.exp(-2 / degrees * StrictMath.log(w)) - 1) / w);
            }
        }
    }

    private record Law(double degrees, double mean, double scale, double norm) implements ContinuousLaw {

        Law(double degrees, double mean, double scale) {
            this(
                    degrees,
                    mean,
                    scale,
                    Math.exp(Gamma.logGamma((degrees + 1) / 2) - Gamma.logGamma(degrees / 2))
                            / Math.sqrt(degrees * Math.PI));
        }

        private double standardDensity(double t) {
            return norm * Math.exp(-(degrees + 1) / 2 * Math.log1p(t * t / degrees));
        }

        @Override
        public double density(double r) {
            return standardDensity((r - mean) / scale) / scale;
        }

        @Override
        public double cumulative(double r) {
            double t = (r - mean) / scale;
            if (t * t < degrees) {
                // near the mean the tail would lose digits
                double half = 0.5 * Beta.regularizedBeta(t * t / (degrees + t * t), 0.5, degrees / 2);
                return t < 0 ? 0.5 - half : 0.5 + half;
            }
            double tail = 0.5 * Beta.regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
            return t < 0 ? tail : 1 - tail;
        }

        @Override
        public double partialMean(double r) {
            double t = (r - mean) / scale;
            return mean * cumulative(r) - scale * (degrees + t * t) / (degrees - 1) * standardDensity(t);
        }
    }
}
