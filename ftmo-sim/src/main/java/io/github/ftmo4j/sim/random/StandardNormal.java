package io.github.ftmo4j.sim.random;

/** The standard normal distribution, with the same bits on every machine and JDK. */
public final class StandardNormal {

    /** From here on a continued fraction is used in place of the ratio of polynomials. */
    private static final double FAR = 7.07106781186547;

    private static final double SQUARE_ROOT_OF_TWO_PI = 2.506628274631;

    /** Beyond this the smaller probability is 0 in a double. */
    private static final double FARTHEST = 37;

    private StandardNormal() {}

    /**
     * The probability of at most a value, good to 1e−14. Source: the algorithm of J. Hart, 1968, as given by G. West,
     * Better Approximations to Cumulative Normal Functions, Wilmott Magazine 2005.
     *
     * @param z the value
     * @return from 0 to 1
     */
    public static double cumulative(double z) {
        double size = Math.abs(z);
        if (size > FARTHEST) {
            return z < 0 ? 0 : 1;
        }
        double exponential = StrictMath.exp(-0.5 * size * size);
        double tail;
        if (size < FAR) {
            double above = 3.52624965998911e-02 * size + 0.700383064443688;
            above = above * size + 6.37396220353165;
            above = above * size + 33.912866078383;
            above = above * size + 112.079291497871;
            above = above * size + 221.213596169931;
            above = above * size + 220.206867912376;
            double below = 8.83883476483184e-02 * size + 1.75566716318264;
            below = below * size + 16.064177579207;
            below = below * size + 86.7807322029461;
            below = below * size + 296.564248779674;
            below = below * size + 637.333633378831;
            below = below * size + 793.826512519948;
            below = below * size + 440.413735824752;
            tail = exponential * above / below;
        } else {
            double fraction = size + 0.65;
            fraction = size + 4 / fraction;
            fraction = size + 3 / fraction;
            fraction = size + 2 / fraction;
            fraction = size + 1 / fraction;
            tail = exponential / fraction / SQUARE_ROOT_OF_TWO_PI;
        }
        return z > 0 ? 1 - tail : tail;
    }
}
