package io.github.ftmo4j.sim.edge;

import io.github.ftmo4j.sim.outcome.OutcomeModel;
import java.util.List;

/**
 * What is known about the distribution of the results of trades from a number of past ones: a posterior distribution
 * over outcome models. Trades are independent in all of them. An edge is a value: immutable, and equal to another if
 * its data and its prior are.
 *
 * <p>By default the prior takes any edge for possible, while the edges of traders are alike: few are far from zero.
 * Odds that are integrated over the posterior are then too extreme. Of 2,000 simulated traders with win rates of 43 ± 4
 * % (one standard deviation) and a payoff of 1.5, each known from 100 trades, those said to pass FTMO's 2-Step with 5 %
 * had odds of 28 % on average, and those said to pass with 95 % had 80 %; by all, what was said was 11 points off,
 * after 30 trades 16 to 18, after 300 trades 7. {@link WinRateEdge#withPrior} states what is known of others; with the
 * prior of the population, what is said is what they have.
 */
public interface Edge {

    /**
     * How many trades it is known from.
     *
     * @return at least 1; it need not be a whole number
     */
    double trades();

    /**
     * The mean result of these trades.
     *
     * @return in R
     */
    double meanR();

    /**
     * The standard error of the mean result.
     *
     * @return in R, at least 0
     */
    double meanRError();

    /**
     * The model that takes what was observed for the truth.
     *
     * @return the model
     */
    OutcomeModel plugIn();

    /**
     * Models from the posterior distribution, each with the same weight. Equal arguments give equal models.
     *
     * @param number how many, at least 1
     * @param seed the seed of the random numbers
     * @return the models
     * @throws IllegalArgumentException if the number is below 1
     */
    List<OutcomeModel> draws(int number, long seed);

    /**
     * The edge after more trades.
     *
     * @param rMultiples their results
     * @return what is known then
     */
    Edge after(double... rMultiples);

    /**
     * The same knowledge of an edge whose mean result is lower.
     *
     * @param r by how much, in R
     * @return the edge
     */
    Edge loweredBy(double r);

    /**
     * Trades that win or lose fixed amounts, of which the win rate is not known.
     *
     * @param wins how many were won
     * @param losses how many were lost, of 1 R each; at least one trade in all
     * @param win the R-multiple of a win, above 0
     * @return the edge, with Jeffreys' prior
     * @throws IllegalArgumentException if a number is out of range
     */
    static WinRateEdge ofCounts(int wins, int losses, double win) {
        return new WinRateEdge(wins, losses, win, -1, WinRateEdge.JEFFREYS, WinRateEdge.JEFFREYS);
    }

    /**
     * Trades of which neither the win rate nor the sizes of wins and losses are known; all wins count as the mean one,
     * and so do losses. The odds of such trades can be computed exactly.
     *
     * @param rMultiples the results of past trades, at least one above 0 and one below
     * @return the edge
     * @throws IllegalArgumentException if there is no win or no loss, or a result is not within ±1,000,000
     */
    static PayoffEdge ofWinRateAndPayoff(double... rMultiples) {
        return PayoffEdge.of(rMultiples);
    }

    /**
     * Trades of which only the past results are known, by the Bayesian bootstrap.
     *
     * @param rMultiples the results of past trades, at least one
     * @return the edge
     * @throws IllegalArgumentException if there is none, or one is not within ±1,000,000
     */
    static HistoryEdge ofResults(double... rMultiples) {
        return HistoryEdge.of(rMultiples);
    }
}
