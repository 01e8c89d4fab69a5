package io.github.ftmo4j.sim.edge;

import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Trades of which only the past results are known: each model gives them other probabilities, of a Dirichlet
 * distribution. Results that were never seen cannot occur; from few trades, the losses that are still to come are
 * missing. Source: D. Rubin, The Bayesian Bootstrap, Annals of Statistics 1981.
 *
 * <p>Two edges are equal if their results, in their order, are. This class is immutable and thread-safe.
 */
public final class HistoryEdge implements Edge {

    private final double[] rMultiples;

    private HistoryEdge(double[] rMultiples) {
        this.rMultiples = rMultiples;
    }

    /**
     * The edge of past results.
     *
     * @param rMultiples the results, at least one, each within ±1,000,000
     * @return the edge
     * @throws IllegalArgumentException if there is none, or one is out of range
     */
    public static HistoryEdge of(double... rMultiples) {
        return new HistoryEdge(Draws.checked(rMultiples));
    }

    /**
     * The past results.
     *
     * @return a copy
     */
    public double[] rMultiples() {
        return rMultiples.clone();
    }

    @Override
    public double trades() {
        return rMultiples.length;
    }

    @Override
    public double meanR() {
        return Draws.mean(rMultiples);
    }

    @Override
    public double meanRError() {
        return Draws.error(rMultiples);
    }

    @Override
    public OutcomeModel plugIn() {
        return Bootstrap.of(rMultiples);
    }

    @Override
    public List<OutcomeModel> draws(int number, long seed) {
        Draws.requireNumber(number);
        List<OutcomeModel> models = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            RandomStream random = new RandomStream(seed, i, 0, 0, Purpose.OUTCOME);
            models.add(DiscreteR.of(rMultiples, Draws.weights(rMultiples.length, random)));
        }
        return List.copyOf(models);
    }

    @Override
    public HistoryEdge after(double... more) {
        return of(Draws.joined(rMultiples, more));
    }

    /** Lowers all results. */
    @Override
    public HistoryEdge loweredBy(double r) {
        return new HistoryEdge(Draws.lowered(rMultiples, r));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HistoryEdge edge && Arrays.equals(rMultiples, edge.rMultiples);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rMultiples);
    }

    /** The number of trades and their mean result. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "HistoryEdge[%d trades, mean %.4f R]", rMultiples.length, meanR());
    }
}
