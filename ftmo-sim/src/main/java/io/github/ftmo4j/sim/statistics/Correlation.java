package io.github.ftmo4j.sim.statistics;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.math3.special.Erf;

/**
 * The correlation of two results that are each a success or not, estimated from trials with its interval, or computed.
 *
 * <p>The interval of an estimate is asymptotic, on the scale of R. A. Fisher's z: it is good where each of the four
 * combinations of results was seen some tens of times, and has no width if the results never differ or always do.
 *
 * @param value the correlation, from −1 to 1
 * @param lower the lower end of the interval
 * @param upper the upper end of the interval
 * @param level the confidence level, such as 0.95; 1 if the correlation is computed
 * @param n how many independent trials the estimate is based on; none if the correlation is computed
 */
public record Correlation(double value, double lower, double upper, double level, OptionalLong n) {

    private static final double LEVEL = 0.95;

    /**
     * Checks the interval.
     *
     * @throws IllegalArgumentException if the value is outside of its interval or the interval outside of [−1, 1]
     */
    public Correlation {
        if (!(-1 <= lower && lower <= value && value <= upper && upper <= 1)) {
            throw new IllegalArgumentException(
                    "value must be within its interval, was " + value + " and [" + lower + ", " + upper + "]");
        }
    }

    /**
     * A computed correlation.
     *
     * @param value the correlation, within the interval
     * @param lower what it is not below for certain
     * @param upper what it is not above for certain
     * @return the correlation
     * @throws IllegalArgumentException if the value is outside of its interval or the interval outside of [−1, 1]
     */
    public static Correlation computed(double value, double lower, double upper) {
        return new Correlation(value, lower, upper, 1, OptionalLong.empty());
    }

    /**
     * The correlation of two results at a confidence level of 95 %.
     *
     * @param both in how many trials both succeeded
     * @param first in how many trials the first one succeeded
     * @param second in how many trials the second one succeeded
     * @param n how many independent trials there were
     * @return the correlation with its interval; none if one of them always succeeded, or never
     * @throws IllegalArgumentException if the counts do not fit each other
     */
    public static Optional<Correlation> of(long both, long first, long second, long n) {
        if (both < 0 || both > Math.min(first, second) || Math.max(first, second) > n || first + second - both > n) {
            throw new IllegalArgumentException("both must fit the other counts, was " + both + " with " + first + ", "
                    + second + " and " + n + " trials");
        }
        if (first == 0 || second == 0 || first == n || second == n) {
            return Optional.empty();
        }
        Moments moments = new Moments();
        double p = (double) first / n;
        double q = (double) second / n;
        double ofFirst = Math.sqrt(p * (1 - p));
        double ofSecond = Math.sqrt(q * (1 - q));
        long[] counts = {n - first - second + both, second - both, first - both, both};
        for (int cell = 0; cell < counts.length; cell++) {
            double x = ((cell >> 1) - p) / ofFirst;
            double y = ((cell & 1) - q) / ofSecond;
            moments.add(counts[cell], x * y, (x * x + y * y) / 2);
        }
        return Optional.of(moments.correlation(n));
    }

    /**
     * The mean correlation of all pairs of several results that are alike, at a confidence level of 95 %.
     *
     * @param counts in how many independent trials each number of them succeeded
     * @return the correlation with its interval; none if there are less than two results, or if all always succeeded,
     *     or never
     */
    public static Optional<Correlation> ofPairs(long[] counts) {
        int results = counts.length - 1;
        long n = 0;
        double successes = 0;
        for (int number = 0; number <= results; number++) {
            n += counts[number];
            successes += (double) number * counts[number];
        }
        if (results < 2 || successes == 0 || successes == (double) results * n) {
            return Optional.empty();
        }
        double p = successes / results / n;
        double variance = p * (1 - p);
        Moments moments = new Moments();
        for (int number = 0; number <= results; number++) {
            double sum = number - results * p;
            double squares = (number * (1 - p) * (1 - p) + (results - number) * p * p) / variance;
            double products = (sum * sum / variance - squares) / ((double) results * (results - 1));
            moments.add(counts[number], products, squares / results);
        }
        return Optional.of(moments.correlation(n));
    }

    /** Sums over the trials of the product of two standardised results, and of the mean of their squares. */
    private static final class Moments {
        private double products;
        private double productsSquared;
        private double productsTimesSquares;
        private double squaresSquared;

        void add(long count, double product, double square) {
            products += count * product;
            productsSquared += count * product * product;
            productsTimesSquares += count * product * square;
            squaresSquared += count * square * square;
        }

        /** The influence of a trial on the correlation r is its product less r times the mean of its squares. */
        Correlation correlation(long n) {
            double r = Math.max(-1, Math.min(1, products / n));
            double influence = productsSquared - 2 * r * productsTimesSquares + r * r * squaresSquared;
            double error = Math.sqrt(Math.max(0, influence)) / n;
            double scale = 1 - r * r;
            if (scale < 1e-12) {
                return new Correlation(r, r, r, LEVEL, OptionalLong.of(n));
            }
            double z = 0.5 * Math.log((1 + r) / (1 - r));
            double width = Math.sqrt(2) * Erf.erfInv(LEVEL) * error / scale;
            return new Correlation(
                    r, Math.min(r, Math.tanh(z - width)), Math.max(r, Math.tanh(z + width)), LEVEL, OptionalLong.of(n));
        }
    }

    /** The correlation as text, such as {@code 0.412 [0.405, 0.419] (95 %, n = 100000)} or {@code 0.412 (computed)}. */
    @Override
    public String toString() {
        if (n.isEmpty()) {
            return String.format(Locale.ROOT, "%.3f (computed)", value);
        }
        return String.format(
                Locale.ROOT,
                "%.3f [%.3f, %.3f] (%s %%, n = %d)",
                value,
                lower,
                upper,
                BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString(),
                n.getAsLong());
    }
}
