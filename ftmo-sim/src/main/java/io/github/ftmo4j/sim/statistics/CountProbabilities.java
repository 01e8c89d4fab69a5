package io.github.ftmo4j.sim.statistics;

import java.util.Arrays;
import java.util.Locale;

/**
 * A distribution that was computed: the probability of each whole number from zero up. Immutable; two are equal if all
 * probabilities are equal.
 */
public final class CountProbabilities implements CountDistribution {

    private final double[] probabilities;

    private CountProbabilities(double[] probabilities) {
        this.probabilities = probabilities;
    }

    /**
     * A distribution from weights, which are divided by their sum.
     *
     * @param weights the weight of each index, finite and at least 0; nothing or only zeros for an empty distribution
     * @return the distribution
     * @throws IllegalArgumentException if a weight is negative or not finite
     */
    public static CountProbabilities of(double... weights) {
        int length = 0;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "weights must be finite and at least 0, was " + weights[i] + " at index " + i);
            }
            sum += weights[i];
            length = weights[i] > 0 ? i + 1 : length;
        }
        double[] probabilities = Arrays.copyOf(weights, length);
        for (int i = 0; i < length; i++) {
            probabilities[i] /= sum;
        }
        return new CountProbabilities(probabilities);
    }

    /**
     * The largest number that occurs.
     *
     * @return at least 0, −1 if the distribution is empty
     */
    public int most() {
        return probabilities.length - 1;
    }

    @Override
    public boolean isEmpty() {
        return probabilities.length == 0;
    }

    @Override
    public double probability(int number) {
        if (isEmpty()) {
            return Double.NaN;
        }
        return number >= 0 && number < probabilities.length ? probabilities[number] : 0;
    }

    @Override
    public double mean() {
        return isEmpty() ? Double.NaN : moment(0, 1);
    }

    @Override
    public double deviation() {
        return isEmpty() ? Double.NaN : Math.sqrt(moment(mean(), 2));
    }

    private double moment(double around, int power) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double distance = i - around;
            sum += probabilities[i] * (power == 1 ? distance : distance * distance);
        }
        return sum;
    }

    @Override
    public int quantile(double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be above 0 and at most 1, was " + probability);
        }
        if (isEmpty()) {
            throw new IllegalStateException("the number cannot occur");
        }
        double sum = 0;
        int number = -1;
        do {
            sum += probabilities[++number];
        } while (sum < probability && number < most());
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CountProbabilities that && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(probabilities);
    }

    /** The distribution in short, such as {@code mean 27.4, median 25 (10-90 %: 11-52)}. */
    @Override
    public String toString() {
        return isEmpty()
                ? "never"
                : String.format(
                        Locale.ROOT,
                        "mean %.1f, median %d (10-90 %%: %d-%d)",
                        mean(),
                        quantile(0.5),
                        quantile(0.1),
                        quantile(0.9));
    }
}
