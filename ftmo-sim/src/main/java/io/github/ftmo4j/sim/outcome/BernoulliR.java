package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.core.money.Fraction;
import java.util.Optional;

/**
 * Trades that win or lose fixed amounts, independent of each other.
 *
 * @param winRate the probability of a win, from 0 to 1
 * @param win the R-multiple of a win, above 0 and at most 1,000,000
 * @param loss the R-multiple of a loss, below 0 and at least −1,000,000; −1 is a loss at the stop
 */
public record BernoulliR(double winRate, double win, double loss) implements OutcomeModel {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public BernoulliR {
        Fraction.requireNonNegative(winRate, "winRate");
        if (!(win > 0 && win < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("win must be above 0 and finite, was " + win);
        }
        if (win > Outcome.LARGEST_R) {
            throw new IllegalArgumentException("win must be at most 1000000 R, was " + win);
        }
        if (!(loss < 0 && loss > Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException("loss must be below 0 and finite, was " + loss);
        }
        if (loss < -Outcome.LARGEST_R) {
            throw new IllegalArgumentException("loss must be at least -1000000 R, was " + loss);
        }
    }

    /**
     * Trades that lose 1 R.
     *
     * @param winRate the probability of a win, from 0 to 1
     * @param win the R-multiple of a win, above 0 and at most 1,000,000
     * @return the model
     * @throws IllegalArgumentException if one is out of range
     */
    public static BernoulliR of(double winRate, double win) {
        return new BernoulliR(winRate, win, -1);
    }

    /**
     * These trades with excursions: each is closed at a target, {@code win}, or at a stop, {@code loss}, and the price
     * in between is a Brownian motion.
     *
     * @return the model; its results are drawn as those of this one
     */
    public StopAndTarget withExcursions() {
        return new StopAndTarget(this);
    }

    @Override
    public Optional<DiscreteLaw> law() {
        return Optional.of(DiscreteLaw.of(new double[] {loss, win}, new double[] {1 - winRate, winRate}));
    }

    @Override
    public OutcomeSampler start() {
        // nextDouble() < winRate as a sign bit that indexes a table: a branch would be mispredicted too often
        long threshold = (long) Math.ceil(winRate * 0x1p53);
        double[] results = {loss, win};
        return (random, out) -> out.set(results[(int) (((random.nextLong() >>> 11) - threshold) >>> 63)]);
    }
}
