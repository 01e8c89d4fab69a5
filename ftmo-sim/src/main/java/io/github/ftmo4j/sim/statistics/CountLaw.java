package io.github.ftmo4j.sim.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * How often each whole number from zero up was seen, such as a number of days. Immutable; all figures are exact for
 * what was seen.
 */
public final class CountLaw {

    private final long[] counts;
    private final long n;

    private CountLaw(long[] counts) {
        this.counts = counts;
        this.n = Arrays.stream(counts).sum();
    }

    /**
     * A law from counts.
     *
     * @param counts how often each index was seen, not negative
     * @return the law
     * @throws IllegalArgumentException if a count is negative
     */
    public static CountLaw of(long... counts) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException("counts must not be negative, was " + counts[i] + " at index " + i);
            }
        }
        return new CountLaw(counts.clone());
    }

    /**
     * How many numbers were seen.
     *
     * @return the sample size
     */
    public long n() {
        return n;
    }

    /**
     * How often a number was seen.
     *
     * @param number any number
     * @return the count
     */
    public long count(int number) {
        return number >= 0 && number < counts.length ? counts[number] : 0;
    }

    /**
     * The sum of all numbers seen.
     *
     * @return the sum
     */
    public long sum() {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += i * counts[i];
        }
        return sum;
    }

    /**
     * The mean.
     *
     * @return the mean, NaN if nothing was seen
     */
    public double mean() {
        return (double) sum() / n;
    }

    /**
     * The standard deviation of the sample.
     *
     * @return the deviation, with n − 1 in the denominator; NaN if fewer than two numbers were seen
     */
    public double deviation() {
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < counts.length; i++) {
            squares += counts[i] * (i - mean) * (i - mean);
        }
        return n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
    }

    /**
     * The smallest number that at least the given share of the sample does not exceed.
     *
     * @param share above 0 and at most 1; one half is the median
     * @return the quantile
     * @throws IllegalArgumentException if the share is out of range
     * @throws IllegalStateException if nothing was seen
     */
    public int quantile(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, was " + share);
        }
        if (n == 0) {
            throw new IllegalStateException("nothing was seen");
        }
        long wanted = BigDecimal.valueOf(share)
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
}
