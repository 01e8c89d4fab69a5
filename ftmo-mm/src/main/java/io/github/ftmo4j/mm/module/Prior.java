package io.github.ftmo4j.mm.module;

/**
 * What is believed of trades before the first: Beta(wins, losses) of the win rate, and what wins and losses are worth.
 * Where wins or losses, learnt ones included, are fewer than ½ or more than two millions, {@link Bayes} takes
 * microseconds to learn from a trade, and elsewhere a fraction of one: see {@link BetaQuantile#fast}.
 *
 * @param wins how many won trades the belief is worth, from 0.001 to 10<sup>6</sup>
 * @param losses how many lost trades the belief is worth, from 0.001 to 10<sup>6</sup>
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
     * As if so many trades had been won and lost, a loss costing 1 R.
     *
     * @param wins how many were won, from 0.001 to 10<sup>6</sup>
     * @param losses how many were lost, from 0.001 to 10<sup>6</sup>
     * @param payoff what a win earns, in R, from 0.001 to 1000
     * @return the prior
     */
    public static Prior of(double wins, double losses, double payoff) {
        return new Prior(wins, losses, payoff, 1);
    }

    /**
     * All win rates are as likely: Beta(1, 1), worth two trades.
     *
     * @param payoff what a win earns, in R, from 0.001 to 1000
     * @return the prior
     */
    public static Prior uniform(double payoff) {
        return of(1, 1, payoff);
    }

    /**
     * Beta(½, ½), worth one trade (H. Jeffreys, An Invariant Form for the Prior Probability in Estimation Problems,
     * Proceedings of the Royal Society A 1946).
     *
     * @param payoff what a win earns, in R, from 0.001 to 1000
     * @return the prior
     */
    public static Prior jeffreys(double payoff) {
        return of(0.5, 0.5, payoff);
    }

    /**
     * What trades of the past teach, each as much as a trade to come. Trades that earned nothing teach nothing.
     *
     * @param rMultiples what they earned, in R; at least one win and one loss
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
     * The same belief, held as firmly as if it came of so many trades. For a history of N this is a power prior, whose
     * power is trades / N (J. G. Ibrahim, M.-H. Chen, Power Prior Distributions for Regression Models, Statistical
     * Science 2000).
     *
     * @param trades how many wins and losses it is worth together, above 0
     * @return the prior
     * @throws IllegalArgumentException if fewer than 0.001 or more than 10<sup>6</sup> wins or losses would remain
     */
    public Prior worth(double trades) {
        double power = trades / (wins + losses);
        return new Prior(power * wins, power * losses, meanWin, meanLoss);
    }
}
