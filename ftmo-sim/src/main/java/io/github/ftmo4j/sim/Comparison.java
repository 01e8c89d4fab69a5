package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.statistics.Difference;
import java.util.List;

/**
 * Several simulations that were run side by side on the same draws, each compared with the first. Immutable.
 *
 * <pre>{@code
 * var onePercent = Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
 *         .trades(BernoulliR.of(0.45, 1.5))
 *         .tradesPerDay(4)
 *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
 *         .trials(10_000)
 *         .seed(42)
 *         .build();
 * var twoPercent = onePercent.toBuilder()
 *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.02)))
 *         .build();
 * Comparison compared = onePercent.compare(twoPercent);
 * Difference more = compared.differences().get(0); // how much more often two percent pass than one
 * }</pre>
 *
 * @param baseline the odds of the simulation with which the others are compared
 * @param others the odds of the others, in the order in which they were given
 * @param differences for each of the others, how much more often at least one account passes than in the baseline,
 *     compared trial by trial, at 95 %. Only trials that were complete in all simulations count.
 */
public record Comparison(SampledOdds baseline, List<SampledOdds> others, List<Difference> differences) {

    /** Copies the lists. */
    public Comparison {
        others = List.copyOf(others);
        differences = List.copyOf(differences);
    }
}
