package io.github.ftmo4j.examples.surrogate;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/** Plain search: points that fill the cube evenly, shifted at random. */
record SobolSearch() implements Search {

    /** The first points of a shifted sequence. */
    static double[][] points(int dimension, int number, long seed) {
        Random random = new Random(seed);
        double[] shift = random.doubles(dimension).toArray();
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimension);
        double[][] points = new double[number][];
        for (int i = 0; i < number; i++) {
            points[i] = sequence.nextVector();
            for (int j = 0; j < dimension; j++) {
                points[i][j] = (points[i][j] + shift[j]) % 1;
            }
        }
        return points;
    }

    @Override
    public String title() {
        return "evenly spread points";
    }

    @Override
    public double[] best(ToDoubleFunction<double[]> value, int dimension, int budget, long seed) {
        double[] best = {};
        double highest = Double.NEGATIVE_INFINITY;
        for (double[] point : points(dimension, budget, seed)) {
            double found = value.applyAsDouble(point);
            if (found > highest) {
                highest = found;
                best = point;
            }
        }
        return best;
    }
}
