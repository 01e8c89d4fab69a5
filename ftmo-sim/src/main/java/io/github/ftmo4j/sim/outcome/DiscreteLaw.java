package io.github.ftmo4j.sim.outcome;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The distribution of an R-multiple that has finitely many values. Values are in ascending order, each once, and have a
 * probability above zero. Immutable; two laws are equal if values and probabilities are.
 */
public final class DiscreteLaw {

    /** How far the sum of the probabilities may be from 1. */
    private static final double SUM_ERROR = 1e-9;

    /** How far the sum of probabilities that were divided by their sum may be from 1, by rounding. */
    private static final double ROUNDING = 4 * Math.ulp(1.0);

    private final double[] values;
    private final double[] probabilities;

    private DiscreteLaw(double[] values, double[] probabilities) {
        this.values = values;
        this.probabilities = probabilities;
    }

    /**
     * A law of given probabilities. Equal values are merged, and those that never occur are left out.
     *
     * @param values the R-multiples, at least one, each within ±1,000,000
     * @param probabilities their probabilities, each from 0 to 1; their sum must be 1 to nine decimals, and they are
     *     divided by it, unless it differs from 1 by rounding only: the probabilities of a law give an equal law
     * @return the law
     * @throws IllegalArgumentException if a value or a probability is out of range, or their numbers differ
     */
    public static DiscreteLaw of(double[] values, double[] probabilities) {
        if (values.length != probabilities.length || values.length == 0) {
            throw new IllegalArgumentException("values must be as many as probabilities, at least one, were "
                    + values.length + " and " + probabilities.length);
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= Outcome.LARGEST_R)) {
                throw new IllegalArgumentException(
                        "values must be within ±1000000, was " + values[i] + " at index " + i);
            }
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
                throw new IllegalArgumentException(
                        "probabilities must be from 0 to 1, was " + probabilities[i] + " at index " + i);
            }
            sum += probabilities[i];
        }
        if (Math.abs(sum - 1) > SUM_ERROR) {
            throw new IllegalArgumentException("probabilities must have the sum 1, was " + sum);
        }
        return merged(values, probabilities);
    }

    /** Equally probable values. */
    static DiscreteLaw uniform(double[] values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return merged(values, ones);
    }

    private static DiscreteLaw merged(double[] values, double[] weights) {
        int[] order = IntStream.range(0, values.length)
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] distinct = new double[order.length];
        double[] merged = new double[order.length];
        int size = 0;
        for (int i : order) {
            double value = values[i] + 0.0; // −0 is 0
            if (size > 0 && distinct[size - 1] == value) {
                merged[size - 1] += weights[i];
            } else {
                distinct[size] = value;
                merged[size++] = weights[i];
            }
        }
        double sum = sum(merged, size);
        for (int i = 0; i < size && Math.abs(sum - 1) > ROUNDING; i++) {
            merged[i] /= sum;
        }
        return new DiscreteLaw(Arrays.copyOf(distinct, size), Arrays.copyOf(merged, size));
    }

    /** With compensation, so that the error does not grow with the number of weights. */
    private static double sum(double[] weights, int size) {
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < size; i++) {
            double more = weights[i] - lost;
            double next = sum + more;
            lost = (next - sum) - more;
            sum = next;
        }
        return sum;
    }

    /**
     * How many values there are.
     *
     * @return at least 1
     */
    public int size() {
        return values.length;
    }

    /**
     * A value.
     *
     * @param index from 0 to {@code size() − 1}
     * @return the R-multiple
     */
    public double value(int index) {
        return values[index];
    }

    /**
     * The probability of a value.
     *
     * @param index from 0 to {@code size() − 1}
     * @return above 0 and at most 1
     */
    public double probability(int index) {
        return probabilities[index];
    }

    /**
     * The mean R-multiple.
     *
     * @return the mean
     */
    public double mean() {
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += values[i] * probabilities[i];
        }
        return mean;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiscreteLaw law
                && Arrays.equals(values, law.values)
                && Arrays.equals(probabilities, law.probabilities);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(probabilities);
    }

    /** The values and their probabilities, such as {@code {-1.0: 0.52, 1.6: 0.48}}. */
    @Override
    public String toString() {
        return IntStream.range(0, values.length)
                .mapToObj(i -> values[i] + ": " + probabilities[i])
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
