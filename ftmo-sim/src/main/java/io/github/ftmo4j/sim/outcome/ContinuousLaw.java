package io.github.ftmo4j.sim.outcome;

/** The distribution of an R-multiple that has a smooth density. Immutable. */
public interface ContinuousLaw {

    /**
     * The density.
     *
     * @param r an R-multiple
     * @return at least 0
     */
    double density(double r);

    /**
     * The probability of an R-multiple of at most a value.
     *
     * @param r the value
     * @return from 0 to 1
     */
    double cumulative(double r);

    /**
     * The mean R-multiple.
     *
     * @return the mean
     */
    double mean();

    /**
     * The mean of the R-multiple where it is at most a value, and zero elsewhere.
     *
     * @param r the value
     * @return the integral of r times its density up to the value
     */
    double partialMean(double r);

    /**
     * Over what distance the density changes: the standard deviation of a normal law.
     *
     * @return above 0
     */
    double scale();
}
