package io.github.ftmo4j.sim.outcome;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Poisson numbers by inversion of a table, one uniform number each. */
final class Poisson implements TradesPerDay {

    private static final double LARGEST_MEAN = 500;

    /** P(number ≤ index), up to where it is 1 in double precision. */
    private final double[] cumulative;

    private Poisson(double[] cumulative) {
        this.cumulative = cumulative;
    }

    static Poisson of(double mean) {
        if (!(mean > 0 && mean <= LARGEST_MEAN)) {
            throw new IllegalArgumentException("mean must be above 0 and at most " + LARGEST_MEAN + ", was " + mean);
        }
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
        return new Poisson(cumulative);
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
}
