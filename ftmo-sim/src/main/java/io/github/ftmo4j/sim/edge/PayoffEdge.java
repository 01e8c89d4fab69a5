package io.github.ftmo4j.sim.edge;

import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Trades of which neither the win rate nor the mean win and the mean loss are known. The posterior of the win rate is
 * that of Jeffreys' prior; those of the mean win and the mean loss are by the Bayesian bootstrap. Each model has two
 * results, the mean win and the mean loss, so that its odds can be computed exactly; the spread of wins and of losses
 * is left out. A result of zero counts as a loss.
 *
 * <p>Two edges are equal if their results, in their order, are. This class is immutable and thread-safe.
 */
public final class PayoffEdge implements Edge {

    private final double[] wins;
    private final double[] losses;

    private PayoffEdge(double[] wins, double[] losses) {
        this.wins = wins;
        this.losses = losses;
    }

    static PayoffEdge of(double... rMultiples) {
        Draws.checked(rMultiples);
        double[] wins = DoubleStream.of(rMultiples).filter(r -> r > 0).toArray();
        double[] losses = DoubleStream.of(rMultiples).filter(r -> !(r > 0)).toArray();
        if (wins.length == 0 || !(DoubleStream.of(losses).sum() < 0)) {
            throw new IllegalArgumentException("rMultiples must have a result above 0 and one below, was " + wins.length
                    + " above of " + rMultiples.length);
        }
        return new PayoffEdge(wins, losses);
    }

    /**
     * The results above zero.
     *
     * @return a copy
     */
    public double[] wins() {
        return wins.clone();
    }

    /**
     * The other results.
     *
     * @return a copy
     */
    public double[] losses() {
        return losses.clone();
    }

    @Override
    public double trades() {
        return (double) wins.length + losses.length;
    }

    @Override
    public double meanR() {
        return Draws.mean(Draws.joined(wins, losses));
    }

    @Override
    public double meanRError() {
        return Draws.error(Draws.joined(wins, losses));
    }

    @Override
    public OutcomeModel plugIn() {
        return new BernoulliR(wins.length / trades(), Draws.mean(wins), Draws.mean(losses));
    }

    @Override
    public List<OutcomeModel> draws(int number, long seed) {
        Draws.requireNumber(number);
        BetaDistribution winRate =
                new BetaDistribution(null, wins.length + WinRateEdge.JEFFREYS, losses.length + WinRateEdge.JEFFREYS);
        List<OutcomeModel> models = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            RandomStream random = new RandomStream(seed, i, 0, 0, Purpose.OUTCOME);
            double share = winRate.inverseCumulativeProbability(random.nextDouble());
            models.add(new BernoulliR(share, weighted(wins, random), Math.min(-1e-9, weighted(losses, random))));
        }
        return List.copyOf(models);
    }

    private static double weighted(double[] values, RandomStream random) {
        double[] weights = Draws.weights(values.length, random);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }

    @Override
    public PayoffEdge after(double... more) {
        return of(Draws.joined(Draws.joined(wins, losses), more));
    }

    /** Lowers all results; the smallest wins may become losses. */
    @Override
    public PayoffEdge loweredBy(double r) {
        return of(Draws.lowered(Draws.joined(wins, losses), r));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PayoffEdge edge && Arrays.equals(wins, edge.wins) && Arrays.equals(losses, edge.losses);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(wins) + Arrays.hashCode(losses);
    }

    /** The number of trades, the win rate, the mean win and the mean loss. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "PayoffEdge[%.0f trades, %.1f %% win %.3f R on average, the others %.3f R]",
                trades(),
                100 * wins.length / trades(),
                Draws.mean(wins),
                Draws.mean(losses));
    }
}
