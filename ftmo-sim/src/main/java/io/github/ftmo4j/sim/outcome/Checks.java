package io.github.ftmo4j.sim.outcome;

/** Checks of parameters of outcome models. */
final class Checks {

    private Checks() {}

    static void requireFinite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
    }

    static void requirePositive(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0 and finite, was " + value);
        }
    }

    static void requireNonNegative(double value, String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be at least 0 and finite, was " + value);
        }
    }

    static void requireProbability(double value, String name) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to 1, was " + value);
        }
    }

    /** Mean and deviation of a step in R. */
    static void requireWithinBound(double mean, double deviation, double stopDistance) {
        if (!((Math.abs(mean) + deviation) / stopDistance <= Outcome.LARGEST_R)) {
            throw new IllegalArgumentException("(|mean| + deviation) / stopDistance must be at most 1000000, was "
                    + (Math.abs(mean) + deviation) / stopDistance);
        }
    }

    /** A result that a law without a bound may draw beyond the bound of outcomes. */
    static double within(double r) {
        return Math.max(-Outcome.LARGEST_R, Math.min(Outcome.LARGEST_R, r));
    }
}
