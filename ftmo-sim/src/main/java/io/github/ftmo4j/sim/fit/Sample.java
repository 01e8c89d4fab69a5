package io.github.ftmo4j.sim.fit;

import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Figures of a sample. */
final class Sample {

    private static final int LAGS = 10;

    /** Normal scores are within this, as those of samples of any size are. */
    private static final double SMALLEST = 1e-12;

    private Sample() {}

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** The mean square deviation from the mean, which is the most likely variance of a normal law. */
    static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
    }

    /** Of Kolmogorov and Smirnov, from a law without atoms. */
    static double distance(double[] values, DoubleUnaryOperator cumulative) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double at = cumulative.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.max(at - (double) i / sorted.length, (i + 1.0) / sorted.length - at));
        }
        return distance;
    }

    /** Of Kolmogorov and Smirnov, from a law of finitely many values. */
    static double distance(double[] values, DiscreteLaw law) {
        double distance = 0;
        double cumulative = 0;
        for (int i = 0; i < law.size(); i++) {
            distance = Math.max(distance, Math.abs(share(values, law.value(i), false) - cumulative));
            cumulative += law.probability(i);
            distance = Math.max(distance, Math.abs(share(values, law.value(i), true) - cumulative));
        }
        return distance;
    }

    private static double share(double[] values, double bound, boolean included) {
        return Arrays.stream(values)
                        .filter(value -> included ? value <= bound : value < bound)
                        .count()
                / (double) values.length;
    }

    /** The standard normal numbers of the same probabilities. */
    static double[] normalScores(double[] probabilities) {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        return Arrays.stream(probabilities)
                .map(p -> normal.inverseCumulativeProbability(Math.max(SMALLEST, Math.min(1 - SMALLEST, p))))
                .toArray();
    }

    /**
     * The p-value of the test for autocorrelation: G. M. Ljung, G. E. P. Box, On a Measure of Lack of Fit in Time
     * Series Models, Biometrika 1978.
     *
     * @return from 0 to 1; 1 if there are too few values or all are equal
     */
    static double ljungBox(double[] values) {
        int n = values.length;
        double variance = variance(values);
        if (n <= LAGS + 1 || variance == 0) {
            return 1;
        }
        double sum = 0;
        for (int lag = 1; lag <= LAGS; lag++) {
            double correlation = covariance(values, lag) / variance;
            sum += correlation * correlation / (n - lag);
        }
        return 1 - new ChiSquaredDistribution(null, LAGS).cumulativeProbability(n * (n + 2.0) * sum);
    }

    /** The covariance of values at a distance, divided by the number of all values. */
    static double covariance(double[] values, int lag) {
        double mean = mean(values);
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += (values[i] - mean) * (values[i - lag] - mean);
        }
        return sum / values.length;
    }

    static double[] squares(double[] values) {
        return Arrays.stream(values).map(value -> value * value).toArray();
    }

    /** How good a model is whose probabilities of the trades, given those before, are to be uniform. */
    static Goodness ofProbabilities(double[] probabilities) {
        double[] scores = normalScores(probabilities);
        return new Goodness(distance(probabilities, p -> p), ljungBox(scores), ljungBox(squares(scores)));
    }

    /** How good a model without a density is whose standardised results are to be independent. */
    static Goodness ofResults(double distance, double[] standardised) {
        return new Goodness(distance, ljungBox(standardised), ljungBox(squares(standardised)));
    }
}
