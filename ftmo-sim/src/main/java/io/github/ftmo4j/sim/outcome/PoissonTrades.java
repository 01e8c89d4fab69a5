package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.sim.statistics.CountProbabilities;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A Poisson number of trades, independent from day to day, by inversion: each takes one uniform number.
 *
 * <p>Two are equal if their means are. This class is immutable and thread-safe.
 */
public final class PoissonTrades implements TradesPerDay {

    private static final double LARGEST_MEAN = 500;

    private final double mean;

    /** P(number ≤ index), up to where it is 1 in double precision. */
    private final double[] cumulative;

    /**
     * The distribution of this mean.
     *
     * @param mean trades a day, above 0 and at most 500
     * @throws IllegalArgumentException if the mean is out of range
     */
    public PoissonTrades(double mean) {
        if (!(mean > 0 && mean <= LARGEST_MEAN)) {
            throw new IllegalArgumentException("mean must be above 0 and at most " + LARGEST_MEAN + ", was " + mean);
        }
        this.mean = mean;
        this.cumulative = cumulative(mean);
    }

    private static double[] cumulative(double mean) {
        double[] table = new double[(int) (2 * mean) + 200];
        double term = StrictMath.exp(-mean);
        double sum = term;
        table[0] = sum;
        for (int k = 1; k < table.length; k++) {
            term *= mean / k;
            sum += term;
            table[k] = sum;
        }
        int last = 0;
        while (last < table.length - 1 && table[last] < table[last + 1]) {
            last++;
        }
        double[] cumulative = Arrays.copyOf(table, last + 1);
        cumulative[last] = 1;
        return cumulative;
    }

    /**
     * The mean.
     *
     * @return trades a day, above 0 and at most 500
     */
    public double mean() {
        return mean;
    }

    @Override
    public Optional<CountProbabilities> distribution() {
        double[] weights = cumulative.clone();
        for (int k = weights.length - 1; k > 0; k--) {
            weights[k] -= weights[k - 1];
        }
        return Optional.of(CountProbabilities.of(weights));
    }

    @Override
    public int next(RandomGenerator random) {
        double u = random.nextDouble();
        int k = 0;
        while (u >= cumulative[k]) {
            k++;
        }
        return k;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PoissonTrades trades && mean == trades.mean;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(mean);
    }

    /** The mean. */
    @Override
    public String toString() {
        return "PoissonTrades[mean=" + mean + "]";
    }
}
