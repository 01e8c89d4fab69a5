package io.github.ftmo4j.sim.edge;

import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.random.RandomStream;

/** What posteriors of past results have in common. */
final class Draws {

    private Draws() {}

    static void requireNumber(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1, was " + number);
        }
    }

    static double[] checked(double[] rMultiples) {
        if (rMultiples.length == 0) {
            throw new IllegalArgumentException("rMultiples must not be empty");
        }
        for (double r : rMultiples) {
            if (!(Math.abs(r) <= Outcome.LARGEST_R)) {
                throw new IllegalArgumentException("rMultiples must be within ±1000000, was " + r);
            }
        }
        return rMultiples.clone();
    }

    /** Weights with the sum 1 of a Dirichlet distribution whose parameters are all 1. */
    static double[] weights(int number, RandomStream random) {
        double[] weights = new double[number];
        double sum = 0;
        for (int i = 0; i < number; i++) {
            weights[i] = random.nextExponential();
            sum += weights[i];
        }
        for (int i = 0; i < number; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The standard error of the mean; 0 of one value. */
    static double error(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length);
    }

    static double[] joined(double[] first, double[] second) {
        double[] both = new double[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static double[] lowered(double[] values, double by) {
        double[] lower = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            lower[i] = Math.max(-Outcome.LARGEST_R, Math.min(Outcome.LARGEST_R, values[i] - by));
        }
        return lower;
    }
}
