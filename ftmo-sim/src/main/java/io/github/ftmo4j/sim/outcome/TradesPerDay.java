package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.sim.statistics.CountProbabilities;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The distribution of the number of trades that come up on a day. Immutable: a draw depends on the generator only.
 *
 * <p>Like an {@linkplain OutcomeModel outcome model} it is a value: its parameters can be read back, and it is equal by
 * them. {@code io.github.ftmo4j.sim.contract.TradesPerDayContract}, in the test-jar of this module, tests distributions
 * of your own.
 */
public interface TradesPerDay {

    /** The most trades of one day: more than one every nine seconds, day and night. */
    int MOST = 10_000;

    /**
     * The number of trades of the next day.
     *
     * @param random the source of all random numbers
     * @return from 0 to {@link #MOST}
     */
    int next(RandomGenerator random);

    /**
     * The distribution of the number of a day, if the days are independent. An exact computation needs it.
     *
     * @return the distribution; none, as by default, if it is not known
     */
    default Optional<CountProbabilities> distribution() {
        return Optional.empty();
    }

    /**
     * The number of trades of the next day, checked: the simulator draws by this method.
     *
     * @param tradesPerDay the distribution
     * @param random the source of all random numbers
     * @return from 0 to {@link #MOST}
     * @throws IllegalArgumentException if the distribution answers with a number out of range
     */
    static int draw(TradesPerDay tradesPerDay, RandomGenerator random) {
        int trades = tradesPerDay.next(random);
        if (trades < 0 || trades > MOST) {
            throw new IllegalArgumentException(
                    "tradesPerDay must be from 0 to " + MOST + ", was " + trades + " drawn from " + tradesPerDay);
        }
        return trades;
    }

    /**
     * The same number every day.
     *
     * @param trades from 1 to 10,000
     * @return the distribution
     * @throws IllegalArgumentException if the number is out of range
     */
    static TradesPerDay fixed(int trades) {
        return new FixedTrades(trades);
    }

    /**
     * The number of trades of the day that the outcomes draw; see {@link OutcomeModel#hasDays()}.
     *
     * @return the distribution
     */
    static TradesPerDay ofDays() {
        return new TradesOfDays();
    }

    /**
     * A Poisson number, independent from day to day.
     *
     * @param mean above 0 and at most 500
     * @return the distribution
     * @throws IllegalArgumentException if the mean is out of range
     */
    static TradesPerDay poisson(double mean) {
        return new PoissonTrades(mean);
    }
}
