package io.github.ftmo4j.mm.module;

/**
 * The belief of {@link Bayes} before the first trade: Beta(wins, losses) for the win rate, and the mean win and the
 * mean loss. If wins or losses, learnt trades included, are fewer than ½ or more than two million, learning from a
 * trade takes microseconds, else a fraction of one: see {@link BetaQuantile#fast}.
 *
 * @param wins how many wins the prior weighs, from 0.001 to 10<sup>6</sup>
 * @param losses how many losses the prior weighs, from 0.001 to 10<sup>6</sup>
 * @param meanWin what a win earns on average, in R, from 0.001 to 1000
 * @param meanLoss what a loss costs on average, in R, from 0.001 to 1000; 1 if stops are filled at their price
 */
public record Prior(double wins, double losses, double meanWin, double meanLoss) {

    private static final double LEAST = 1e-3;
    private static final double MOST_TRADES = 1e6;
    private static final double MOST_R = 1e3;

    /** Checks the parameters. */
    public Prior {
        requireInRange(wins, MOST_TRADES, "wins");
        requireInRange(losses, MOST_TRADES, "losses");
        requireInRange(meanWin, MOST_R, "meanWin");
        requireInRange(meanLoss, MOST_R, "meanLoss");
    }

    private static void requireInRange(double value, double most, String name) {
        if (!(value >= LEAST && value <= most)) {
            throw new IllegalArgumentException(name + " must be from " + LEAST + " to " + most + ", was " + value);
        }
    }

    /**
     * A prior that weighs as much as a number of wins and losses, where a loss costs 1 R.
     *
     * @param wins how many wins, from 0.001 to 10<sup>6</sup>
     * @param losses how many losses, from 0.001 to 10<sup>6</sup>
     * @param payoff what a win earns, in R, from 0.001 to 1000
     * @return the prior
     */
    public static Prior of(double wins, double losses, double payoff) {
        return new Prior(wins, losses, payoff, 1);
    }

    /**
     * The uniform prior, under which all win rates are equally likely: Beta(1, 1), which weighs two trades.
     *
     * @param payoff what a win earns, in R, from 0.001 to 1000
     * @return the prior
     */
    public static Prior uniform(double payoff) {
        return of(1, 1, payoff);
    }

    /**
     * The prior of Jeffreys: Beta(½, ½), which weighs one trade (H. Jeffreys, An Invariant Form for the Prior
     * Probability in Estimation Problems, Proceedings of the Royal Society A 1946).
     *
     * @param payoff what a win earns, in R, from 0.001 to 1000
     * @return the prior
     */
    public static Prior jeffreys(double payoff) {
        return of(0.5, 0.5, payoff);
    }

    /**
     * A prior from past trades, each of which weighs as much as a later trade. Trades that earned nothing are ignored.
     *
     * @param rMultiples the R-multiples of the trades; at least one win and one loss
     * @return the prior
     * @throws IllegalArgumentException if a number is not finite, or there is no win or no loss
     */
    public static Prior ofHistory(double... rMultiples) {
        double wins = 0;
        double won = 0;
        double losses = 0;
        double lost = 0;
        for (int i = 0; i < rMultiples.length; i++) {
            double r = rMultiples[i];
            if (!Double.isFinite(r)) {
                throw new IllegalArgumentException("rMultiples[" + i + "] must be finite, was " + r);
            }
            if (r > 0) {
                wins++;
                won += r;
            } else if (r < 0) {
                losses++;
                lost -= r;
            }
        }
        if (wins == 0 || losses == 0) {
            throw new IllegalArgumentException("rMultiples must hold a win and a loss, were " + (long) wins
                    + " wins and " + (long) losses + " losses");
        }
        return new Prior(wins, losses, won / wins, lost / losses);
    }

    /**
     * The same prior with the weight of another number of trades. For a history of N trades this is a power prior with
     * the power trades / N (J. G. Ibrahim, M.-H. Chen, Power Prior Distributions for Regression Models, Statistical
     * Science 2000).
     *
     * @param trades how many wins and losses it weighs together, above 0
     * @return the prior
     * @throws IllegalArgumentException if it would weigh fewer than 0.001 or more than 10<sup>6</sup> wins or losses
     */
    public Prior worth(double trades) {
        double power = trades / (wins + losses);
        return new Prior(power * wins, power * losses, meanWin, meanLoss);
    }
}
