package io.github.ftmo4j.sim.outcome;

/**
 * The distribution of the {@linkplain Outcome#adverse() adverse} and the {@linkplain Outcome#favourable() favourable}
 * excursion of a trade, given its result. The two are independent of each other given the result, and independent of
 * other trades. Immutable.
 */
public interface ExcursionLaw {

    /**
     * The probability that a trade has been at −y R or lower, at its close or before.
     *
     * @param r the result of the trade, one that occurs
     * @param y at least 0
     * @return from 0 to 1, not increasing in y; 1 if −y is at least the smaller of 0 and the result
     */
    double adverseReaches(double r, double y);

    /**
     * The probability that a trade has been at z R or higher, at its close or before.
     *
     * @param r the result of the trade, one that occurs
     * @param z at least 0
     * @return from 0 to 1, not increasing in z; 1 if z is at most the larger of 0 and the result
     */
    double favourableReaches(double r, double z);
}
