package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.core.money.Fraction;

/**
 * Trades that win or lose fixed amounts, independent of each other.
 *
 * @param winRate the probability of a win, from 0 to 1
 * @param win the R-multiple of a win, above 0
 * @param loss the R-multiple of a loss, below 0; −1 is a loss at the stop
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
        if (!(loss < 0 && loss > Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException("loss must be below 0 and finite, was " + loss);
        }
    }

    /**
     * Trades that lose 1 R.
     *
     * @param winRate the probability of a win, from 0 to 1
     * @param win the R-multiple of a win, above 0
     * @return the model
     */
    public static BernoulliR of(double winRate, double win) {
        return new BernoulliR(winRate, win, -1);
    }

    @Override
    public OutcomeSampler start() {
        // nextDouble() < winRate, as a sign bit that looks up the result: no processor foresees a coin
        long threshold = (long) Math.ceil(winRate * 0x1p53);
        double[] results = {loss, win};
        return random -> results[(int) (((random.nextLong() >>> 11) - threshold) >>> 63)];
    }
}
