package io.github.ftmo4j.sim.statistics;

/**
 * The distribution of a whole number from zero up, such as a number of days: observed in a sample, or computed exactly.
 */
public interface CountDistribution {

    /**
     * Whether there is nothing to describe, because the number was never observed or cannot occur.
     *
     * @return whether mean and quantiles are undefined
     */
    boolean isEmpty();

    /**
     * The probability of a number, or its share of the sample.
     *
     * @param number any number
     * @return from 0 to 1; NaN if the distribution is empty
     */
    double probability(int number);

    /**
     * The mean.
     *
     * @return the mean, NaN if the distribution is empty
     */
    double mean();

    /**
     * The standard deviation.
     *
     * @return the deviation, at least 0; NaN if it is undefined
     */
    double deviation();

    /**
     * The smallest number that is not exceeded with at least the given probability.
     *
     * @param probability above 0 and at most 1; one half gives the median
     * @return the quantile
     * @throws IllegalArgumentException if the probability is out of range
     * @throws IllegalStateException if the distribution is empty
     */
    int quantile(double probability);
}
