package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/** How many trades come up on a day. Immutable. */
@FunctionalInterface
public interface TradesPerDay {

    /**
     * The number of trades of the next day.
     *
     * @param random where luck comes from
     * @return at least 0
     */
    int next(RandomGenerator random);

    /**
     * The same number every day.
     *
     * @param trades at least 1
     * @return the law
     * @throws IllegalArgumentException if there is not at least one trade
     */
    static TradesPerDay fixed(int trades) {
        if (trades < 1) {
            throw new IllegalArgumentException("tradesPerDay must be at least 1, was " + trades);
        }
        return random -> trades;
    }

    /**
     * A Poisson number, independent from day to day.
     *
     * @param mean above 0 and at most 500
     * @return the law
     * @throws IllegalArgumentException if the mean is out of range
     */
    static TradesPerDay poisson(double mean) {
        return Poisson.of(mean);
    }
}
