package io.github.ftmo4j.sim.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;

/**
 * A distribution that was observed: how often each whole number from zero up occurred in a sample. All figures are
 * those of the sample. Immutable; two samples are equal if all counts are equal.
 */
public final class CountSample implements CountDistribution {

    private final long[] counts;
    private final long n;

    private CountSample(long[] counts) {
        this.counts = counts;
        long sum = 0;
        for (long count : counts) {
            sum = Math.addExact(sum, count);
        }
        this.n = sum;
    }

    /**
     * A sample from its counts.
     *
     * @param counts how often each index was observed, at least 0
     * @return the sample
     * @throws IllegalArgumentException if a count is negative
     * @throws ArithmeticException if the sum of the counts exceeds a long
     */
    public static CountSample of(long... counts) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException("counts must not be negative, was " + counts[i] + " at index " + i);
            }
        }
        return new CountSample(counts.clone());
    }

    /**
     * The number of observations.
     *
     * @return the sample size
     */
    public long n() {
        return n;
    }

    /**
     * How often a number was observed.
     *
     * @param number any number
     * @return the count
     */
    public long count(int number) {
        return number >= 0 && number < counts.length ? counts[number] : 0;
    }

    /**
     * The sum of all observed numbers.
     *
     * @return the sum
     * @throws ArithmeticException if the sum exceeds a long
     */
    public long sum() {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum = Math.addExact(sum, Math.multiplyExact(i, counts[i]));
        }
        return sum;
    }

    @Override
    public boolean isEmpty() {
        return n == 0;
    }

    @Override
    public double probability(int number) {
        return (double) count(number) / n;
    }

    @Override
    public double mean() {
        return (double) sum() / n;
    }

    /**
     * The standard deviation of the sample.
     *
     * @return the deviation, with n − 1 in the denominator; NaN if there are fewer than two observations
     */
    @Override
    public double deviation() {
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < counts.length; i++) {
            squares += counts[i] * (i - mean) * (i - mean);
        }
        return n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
    }

    @Override
    public int quantile(double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be above 0 and at most 1, was " + probability);
        }
        if (n == 0) {
            throw new IllegalStateException("there are no observations");
        }
        long wanted = BigDecimal.valueOf(probability)
                .multiply(BigDecimal.valueOf(n))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        long seen = 0;
        int number = -1;
        do {
            seen += counts[++number];
        } while (seen < wanted);
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CountSample sample && Arrays.equals(trimmed(), sample.trimmed());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(trimmed());
    }

    /** The counts without the zeros at the end. */
    private long[] trimmed() {
        int length = counts.length;
        while (length > 0 && counts[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(counts, length);
    }

    /** The sample in short, such as {@code n = 20000, mean 27.4, median 25 (10-90 %: 11-52)}. */
    @Override
    public String toString() {
        return isEmpty()
                ? "n = 0"
                : String.format(
                        Locale.ROOT,
                        "n = %d, mean %.1f, median %d (10-90 %%: %d-%d)",
                        n,
                        mean(),
                        quantile(0.5),
                        quantile(0.1),
                        quantile(0.9));
    }
}
