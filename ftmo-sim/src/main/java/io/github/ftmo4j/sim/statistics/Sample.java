package io.github.ftmo4j.sim.statistics;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * One number of each of several independent trials, in their order, and the figures that can be estimated from them.
 * Immutable; two samples are equal if name, unit and numbers are.
 */
public final class Sample {

    private static final double LEVEL = 0.95;

    /** Above this skewness of the mean the t interval is too far off on one side. */
    private static final double SKEWED = 0.03;

    /** Resamples of larger samples take too long, and their means are hardly skewed. */
    private static final int MOST_RESAMPLED = 100_000;

    private static final int RESAMPLES = 999;

    private final String name;
    private final Unit unit;
    private final double[] values;

    private Sample(String name, Unit unit, double[] values) {
        this.name = name;
        this.unit = unit;
        this.values = values;
    }

    /**
     * A sample.
     *
     * @param name what the numbers are, such as {@code net result}
     * @param unit what they count
     * @param values one number for each trial, all finite
     * @return the sample
     * @throws IllegalArgumentException if a number is not finite
     */
    public static Sample of(String name, Unit unit, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("values must be finite, was " + values[i] + " at index " + i);
            }
        }
        return new Sample(Objects.requireNonNull(name, "name"), Objects.requireNonNull(unit, "unit"), values.clone());
    }

    /**
     * What the numbers are.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What the numbers count.
     *
     * @return the unit
     */
    public Unit unit() {
        return unit;
    }

    /**
     * The number of trials.
     *
     * @return the sample size
     */
    public int n() {
        return values.length;
    }

    /**
     * The numbers in the order of the trials.
     *
     * @return a copy
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * The standard deviation of the sample.
     *
     * @return the deviation, with n − 1 in the denominator; NaN if there are fewer than two trials
     */
    public double deviation() {
        return Moments.of(values).deviation();
    }

    /**
     * The skewness of the sample.
     *
     * @return the third central moment over that power of the deviation; 0 if all numbers are equal
     */
    public double skewness() {
        return Moments.of(values).skewness(values);
    }

    /**
     * The mean at 95 %: by {@link FigureMethod#BOOTSTRAP_T} where the sample is so skewed that it matters and has at
     * most 100,000 trials, else by {@link FigureMethod#STUDENT_T}.
     *
     * @return the mean with its interval
     * @throws IllegalStateException if there are fewer than two trials
     */
    public Figure mean() {
        boolean skewed = Math.abs(skewness()) > SKEWED * Math.sqrt(values.length);
        return mean(
                skewed && values.length <= MOST_RESAMPLED ? FigureMethod.BOOTSTRAP_T : FigureMethod.STUDENT_T, LEVEL);
    }

    /**
     * The mean. Resamples are drawn from a stream of their own, so that equal samples have equal intervals.
     *
     * @param method {@link FigureMethod#STUDENT_T} or {@link FigureMethod#BOOTSTRAP_T}
     * @param level the confidence level, above 0 and below 1
     * @return the mean with its interval
     * @throws IllegalArgumentException if the method is none for means, or the level is out of range
     * @throws IllegalStateException if there are fewer than two trials
     */
    public Figure mean(FigureMethod method, double level) {
        requireLevel(level);
        requireTrials(2);
        Moments moments = Moments.of(values);
        double error = moments.deviation() / Math.sqrt(values.length);
        double[] t = switch (method) {
            case STUDENT_T -> {
                double quantile = student(level);
                yield new double[] {-quantile, quantile};
            }
            case BOOTSTRAP_T -> bootstrapT(moments.mean(), level);
            case ORDER_STATISTICS, BOOTSTRAP, FIELLER ->
                throw new IllegalArgumentException("method must be one for means, was " + method);
        };
        return figure(
                "mean " + name,
                moments.mean(),
                Math.min(moments.mean(), moments.mean() - t[1] * error),
                Math.max(moments.mean(), moments.mean() - t[0] * error),
                level,
                method,
                unit);
    }

    private double student(double level) {
        return new TDistribution(null, values.length - 1.0).inverseCumulativeProbability((1 + level) / 2);
    }

    /** The quantiles of the studentised mean of resamples; resamples of equal numbers count as the most extreme. */
    private double[] bootstrapT(double mean, double level) {
        RandomStream random = new RandomStream(0, 0, 0, 0, Purpose.OUTCOME);
        double[] ts = new double[RESAMPLES];
        int n = values.length;
        for (int b = 0; b < RESAMPLES; b++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double value = values[random.nextInt(n)] - mean;
                sum += value;
                squares += value * value;
            }
            double average = sum / n;
            double variance = (squares - n * average * average) / (n - 1);
            ts[b] = average == 0 ? 0 : average / Math.sqrt(Math.max(0, variance) / n);
        }
        Arrays.sort(ts);
        int tail = (int) ((RESAMPLES + 1) * (1 - level) / 2);
        return new double[] {ts[Math.max(0, tail - 1)], ts[Math.min(RESAMPLES - 1, RESAMPLES - tail)]};
    }

    /**
     * A quantile at 95 %.
     *
     * @param probability above 0 and below 1; one half gives the median
     * @return the quantile with its interval
     * @throws IllegalArgumentException if the probability is out of range
     * @throws IllegalStateException if there are no trials
     */
    public Figure quantile(double probability) {
        return quantile(probability, LEVEL);
    }

    /**
     * A quantile: the smallest number that is not exceeded by at least the given share of the sample. Its interval is
     * between two order statistics and holds for any distribution. It is unbounded where the sample is too small.
     *
     * @param probability above 0 and below 1; one half gives the median
     * @param level the confidence level, above 0 and below 1
     * @return the quantile with its interval
     * @throws IllegalArgumentException if a parameter is out of range
     * @throws IllegalStateException if there are no trials
     */
    public Figure quantile(double probability, double level) {
        requireLevel(level);
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must be above 0 and below 1, was " + probability);
        }
        requireTrials(1);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        BinomialDistribution below = new BinomialDistribution(null, n, probability);
        int low = below.inverseCumulativeProbability((1 - level) / 2);
        int high = below.inverseCumulativeProbability((1 + level) / 2) + 1;
        int at = rank(probability);
        return figure(
                quantileName(probability) + name,
                sorted[at - 1],
                low < 1 ? Double.NEGATIVE_INFINITY : sorted[Math.min(low, at) - 1],
                high > n ? Double.POSITIVE_INFINITY : sorted[Math.max(high, at) - 1],
                level,
                FigureMethod.ORDER_STATISTICS,
                unit);
    }

    /**
     * The differences to another sample, trial by trial: where both have the same draws, their mean has a narrow
     * interval.
     *
     * @param other a sample of the same trials and unit
     * @return this less the other
     * @throws IllegalArgumentException if size or unit differ
     */
    public Sample minus(Sample other) {
        requireLike(other);
        if (!unit.equals(other.unit)) {
            throw new IllegalArgumentException("unit must be " + unit + ", was " + other.unit);
        }
        double[] differences = new double[values.length];
        Arrays.setAll(differences, i -> values[i] - other.values[i]);
        return new Sample("difference in " + name, unit, differences);
    }

    /**
     * How much a quantile differs from that of another sample, at 95 %. Trials are resampled in pairs, so that it has a
     * narrow interval where both have the same draws. Some seconds for 100,000 trials.
     *
     * @param other a sample of the same trials and unit
     * @param probability above 0 and below 1; one half gives the median
     * @return this quantile less the other, with its interval
     * @throws IllegalArgumentException if size or unit differ, or the probability is out of range
     * @throws IllegalStateException if there are fewer than two trials
     */
    public Figure quantileDifference(Sample other, double probability) {
        requireLike(other);
        if (!unit.equals(other.unit)) {
            throw new IllegalArgumentException("unit must be " + unit + ", was " + other.unit);
        }
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must be above 0 and below 1, was " + probability);
        }
        requireTrials(2);
        int n = values.length;
        int[] here = order();
        int[] there = other.order();
        int wanted = rank(probability);
        int[] counts = new int[n];
        Arrays.fill(counts, 1);
        double value = nth(here, counts, wanted) - other.nth(there, counts, wanted);
        double[] differences = new double[RESAMPLES];
        RandomStream random = new RandomStream(0, 0, 0, 0, Purpose.OUTCOME);
        for (int b = 0; b < RESAMPLES; b++) {
            Arrays.fill(counts, 0);
            for (int i = 0; i < n; i++) {
                counts[random.nextInt(n)]++;
            }
            differences[b] = nth(here, counts, wanted) - other.nth(there, counts, wanted);
        }
        Arrays.sort(differences);
        int tail = (int) ((RESAMPLES + 1) * (1 - LEVEL) / 2);
        return figure(
                "difference in the " + quantileName(probability) + name,
                value,
                Math.min(value, differences[tail - 1]),
                Math.max(value, differences[RESAMPLES - tail]),
                LEVEL,
                FigureMethod.BOOTSTRAP,
                unit);
    }

    /** The trials from the smallest number to the largest. */
    private int[] order() {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The number of a rank where each trial counts so many times. */
    private double nth(int[] order, int[] counts, int rank) {
        int seen = 0;
        int i = -1;
        do {
            seen += counts[order[++i]];
        } while (seen < rank);
        return values[order[i]];
    }

    /** The rank of a quantile, from 1. */
    private int rank(double probability) {
        return Math.max(1, (int) Math.ceil(probability * values.length - 1e-9));
    }

    private static String quantileName(double probability) {
        return probability == 0.5 ? "median " : percent(probability) + " % quantile of the ";
    }

    /**
     * The mean of these numbers divided by that of others, at 95 %.
     *
     * @param other a sample of the same trials
     * @return the ratio of the means with its interval
     * @throws IllegalArgumentException if the sizes differ, or the other mean is zero
     * @throws IllegalStateException if there are fewer than two trials
     */
    public Figure ratioTo(Sample other) {
        requireLike(other);
        requireTrials(2);
        Moments above = Moments.of(values);
        Moments below = Moments.of(other.values);
        if (below.mean() == 0) {
            throw new IllegalArgumentException("the mean of the " + other.name + " must not be zero");
        }
        int n = values.length;
        double product = 0;
        for (int i = 0; i < n; i++) {
            product += (values[i] - above.mean()) * (other.values[i] - below.mean());
        }
        double scale = student(LEVEL) * student(LEVEL) / n;
        double a = below.mean() * below.mean() - scale * below.deviation() * below.deviation();
        double b = above.mean() * below.mean() - scale * product / (n - 1);
        double c = above.mean() * above.mean() - scale * above.deviation() * above.deviation();
        double ratio = above.mean() / below.mean();
        double root = b * b - a * c;
        boolean bounded = a > 0;
        double width = Math.sqrt(Math.max(0, root)) / a;
        return figure(
                "mean " + name + " per " + other.name,
                ratio,
                bounded ? Math.min(ratio, b / a - width) : Double.NEGATIVE_INFINITY,
                bounded ? Math.max(ratio, b / a + width) : Double.POSITIVE_INFINITY,
                LEVEL,
                FigureMethod.FIELLER,
                unit);
    }

    private Figure figure(
            String title, double value, double lower, double upper, double level, FigureMethod method, Unit of) {
        return new Figure(title, value, lower, upper, level, OptionalLong.of(values.length), Optional.of(method), of);
    }

    private void requireLike(Sample other) {
        if (values.length != other.values.length) {
            throw new IllegalArgumentException("both samples must be of the same trials, were of " + values.length
                    + " and " + other.values.length);
        }
    }

    private void requireTrials(int least) {
        if (values.length < least) {
            throw new IllegalStateException(
                    "the " + name + " is known of " + values.length + " trials, at least " + least + " are needed");
        }
    }

    private static void requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
        }
    }

    private static String percent(double share) {
        return new BigDecimal(Double.toString(share))
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Mean and variance, in two passes. */
    private record Moments(double mean, double variance) {

        static Moments of(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            double mean = sum / values.length;
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return new Moments(mean, squares / (values.length - 1));
        }

        double deviation() {
            return Math.sqrt(variance);
        }

        double skewness(double[] values) {
            double cubes = 0;
            for (double value : values) {
                double off = value - mean;
                cubes += off * off * off;
            }
            double third = variance * Math.sqrt(variance);
            return third > 0 ? cubes / values.length / third : 0;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample
                && name.equals(sample.name)
                && unit.equals(sample.unit)
                && Arrays.equals(values, sample.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, unit, Arrays.hashCode(values));
    }

    /** The sample in short: its name, its size and its mean. */
    @Override
    public String toString() {
        return name + ", n = " + values.length
                + (values.length == 0
                        ? ""
                        : ", mean " + unit.number(Moments.of(values).mean())
                                + (unit.text().isEmpty() ? "" : " " + unit.text()));
    }
}
