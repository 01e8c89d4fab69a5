package io.github.ftmo4j.examples.surrogate;

import java.util.function.ToDoubleFunction;

/** A way to look for the highest value of a function on the unit cube. */
interface Search {

    /** Its name in the table. */
    String title();

    /**
     * Looks for the highest value.
     *
     * @param value the function
     * @param dimension of the cube
     * @param budget how many values may be asked for
     * @param seed of its own random numbers
     * @return the best point that was asked for
     */
    double[] best(ToDoubleFunction<double[]> value, int dimension, int budget, long seed);
}
