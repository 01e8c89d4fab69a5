package io.github.ftmo4j.sim.outcome;

/**
 * A normal distribution of the R-multiple.
 *
 * @param mean the mean
 * @param deviation the standard deviation, above 0
 */
record NormalLaw(double mean, double deviation) implements ContinuousLaw {

    private static final double NORM = 1 / Math.sqrt(2 * Math.PI);

    /** Beyond this the series loses to 0 and 1, which are off by less than 1e−16. */
    private static final double TAIL = 8.3;

    @Override
    public double density(double r) {
        double z = (r - mean) / deviation;
        return NORM / deviation * Math.exp(-0.5 * z * z);
    }

    @Override
    public double cumulative(double r) {
        return standard((r - mean) / deviation);
    }

    @Override
    public double partialMean(double r) {
        return mean * cumulative(r) - deviation * deviation * density(r);
    }

    @Override
    public double scale() {
        return deviation;
    }

    /**
     * The standard normal distribution function, to about 1e−16 absolutely. Source: the series of G. Marsaglia,
     * Evaluating the Normal Distribution, Journal of Statistical Software 2004.
     */
    static double standard(double z) {
        if (z < -TAIL) {
            return 0;
        }
        if (z > TAIL) {
            return 1;
        }
        double sum = z;
        double term = z;
        double before = 0;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + sum * NORM * Math.exp(-0.5 * z * z);
    }
}
