package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * The extremes of a Brownian bridge from 0 to the result of a trade. Source: W. Feller, An Introduction to Probability
 * Theory and Its Applications II, X.5 (reflection).
 */
final class Bridge {

    private Bridge() {}

    /**
     * The lowest point of a bridge.
     *
     * @param r where it ends
     * @param variance that of the step
     * @param exponential a standard exponential number
     */
    static double lowest(double r, double variance, double exponential) {
        return Math.min(Math.min(0, r), (r - Math.sqrt(r * r + 2 * variance * exponential)) / 2);
    }

    /** The highest point of a bridge. */
    static double highest(double r, double variance, double exponential) {
        return -lowest(-r, variance, exponential);
    }

    /**
     * Adds the extremes of a bridge.
     *
     * @param out a trade with its result
     * @param variance that of the step, in R²
     */
    static void draw(RandomGenerator random, Outcome out, double variance) {
        double r = out.rMultiple();
        double lowest = lowest(r, variance, random.nextExponential());
        out.withExcursions(lowest, highest(r, variance, random.nextExponential()));
    }

    /** Four times the product of the distances of −y from both ends, zero if the bridge reaches it for certain. */
    static double square(double r, double y) {
        return -y >= Math.min(0, r) ? 0 : 4 * y * (y + r);
    }

    /**
     * The law of a bridge whose variance is known.
     *
     * @param variance that of the step, in R²
     */
    record Law(double variance) implements ExcursionLaw {

        @Override
        public double adverseReaches(double r, double y) {
            double square = square(r, y);
            return square == 0 ? 1 : StrictMath.exp(-square / (2 * variance));
        }

        @Override
        public double favourableReaches(double r, double z) {
            return adverseReaches(-r, z);
        }
    }
}
