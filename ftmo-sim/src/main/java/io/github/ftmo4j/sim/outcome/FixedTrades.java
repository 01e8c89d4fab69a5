package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.sim.statistics.CountProbabilities;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The same number of trades every day.
 *
 * @param trades from 1 to 10,000
 */
public record FixedTrades(int trades) implements TradesPerDay {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public FixedTrades {
        if (trades < 1) {
            throw new IllegalArgumentException("tradesPerDay must be at least 1, was " + trades);
        }
        if (trades > MOST) {
            throw new IllegalArgumentException("tradesPerDay must be at most " + MOST + ", was " + trades);
        }
    }

    @Override
    public Optional<CountProbabilities> distribution() {
        double[] weights = new double[trades + 1];
        weights[trades] = 1;
        return Optional.of(CountProbabilities.of(weights));
    }

    /** The number; takes nothing from the generator. */
    @Override
    public int next(RandomGenerator random) {
        return trades;
    }
}
