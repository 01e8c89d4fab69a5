package io.github.ftmo4j.sim.edge;

import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Trades that win or lose fixed amounts, of which the win rate is not known: its posterior is Beta(wins + prior wins,
 * losses + prior losses). The models drawn are those in the middle of equally probable intervals of the win rate, so
 * that they carry no random error.
 *
 * @param wins how many were won, at least 0; it need not be a whole number
 * @param losses how many were lost, at least 0; together above 0
 * @param win the R-multiple of a win, above 0
 * @param loss the R-multiple of a loss, below 0
 * @param priorWins above 0: ½ with {@code priorLosses} ½ is Jeffreys' prior, 1 and 1 the uniform one
 * @param priorLosses above 0
 */
public record WinRateEdge(double wins, double losses, double win, double loss, double priorWins, double priorLosses)
        implements Edge {

    /** The number of wins, and of losses, of Jeffreys' prior. */
    public static final double JEFFREYS = 0.5;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public WinRateEdge {
        if (!(wins >= 0 && losses >= 0 && wins + losses > 0 && wins + losses < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "wins and losses must be at least 0 and together above 0, was " + wins + " and " + losses);
        }
        if (!(priorWins > 0 && priorLosses > 0 && priorWins + priorLosses < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "priorWins and priorLosses must be above 0, was " + priorWins + " and " + priorLosses);
        }
        new BernoulliR(0.5, win, loss); // checks them
    }

    /**
     * The same trades with another prior.
     *
     * @param priorOfWins above 0
     * @param priorOfLosses above 0
     * @return the edge
     * @throws IllegalArgumentException if a number is out of range
     */
    public WinRateEdge withPrior(double priorOfWins, double priorOfLosses) {
        return new WinRateEdge(wins, losses, win, loss, priorOfWins, priorOfLosses);
    }

    @Override
    public double trades() {
        return wins + losses;
    }

    private double winRate() {
        return wins / trades();
    }

    @Override
    public double meanR() {
        return winRate() * win + (1 - winRate()) * loss;
    }

    @Override
    public double meanRError() {
        return (win - loss) * Math.sqrt(winRate() * (1 - winRate()) / trades());
    }

    @Override
    public OutcomeModel plugIn() {
        return new BernoulliR(winRate(), win, loss);
    }

    @Override
    public List<OutcomeModel> draws(int number, long seed) {
        Draws.requireNumber(number);
        BetaDistribution posterior = new BetaDistribution(null, wins + priorWins, losses + priorLosses);
        return IntStream.range(0, number)
                .mapToObj(i -> posterior.inverseCumulativeProbability((i + 0.5) / number))
                .<OutcomeModel>map(share -> new BernoulliR(Math.max(0, Math.min(1, share)), win, loss))
                .toList();
    }

    @Override
    public WinRateEdge after(double... rMultiples) {
        double won = 0;
        for (double r : rMultiples) {
            won += r > 0 ? 1 : 0;
        }
        return new WinRateEdge(wins + won, losses + rMultiples.length - won, win, loss, priorWins, priorLosses);
    }

    /** Lowers the win rate, to zero at the least. */
    @Override
    public WinRateEdge loweredBy(double r) {
        double fewer = Math.max(0, Math.min(trades(), wins - trades() * r / (win - loss)));
        return new WinRateEdge(fewer, trades() - fewer, win, loss, priorWins, priorLosses);
    }
}
