package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.engine.internal.Engine;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.ExactPasses;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;
import java.util.Locale;

/**
 * Computes the odds exactly, phase by phase.
 *
 * @param tolerance how much probability need not be followed to its end
 * @param mostStates the most states that are visited, summed over all trades
 * @param generalOnly whether every phase is solved in the general form, also those that fit the fast one
 */
public record Markov(double tolerance, long mostStates, boolean generalOnly) implements Engine<ExactOdds> {

    /**
     * Each phase in the form that is fastest.
     *
     * @param tolerance how much probability need not be followed to its end
     * @param mostStates the most states that are visited, summed over all trades
     */
    public Markov(double tolerance, long mostStates) {
        this(tolerance, mostStates, false);
    }

    /** 256 MiB of numbers. */
    static final long MOST_AT_ONCE = 1L << 25;

    private static final String QUADRATURE =
            "By quadrature of the density of the balance. The bound is the distance between the results of two orders,"
                    + " a tenth of the effect of rounding to whole minor units in the mean, which is part of the"
                    + " computation, and the probability that was not followed to its end.";

    private static final String GRID =
            "On a grid of balances, since there are too many to be followed in whole minor units. The bound is one"
                    + " and a half times the distance between the results of two grids, the second twice as fine, and the probability that"
                    + " was not followed to its end.";

    /**
     * What stands in the way.
     *
     * @param spec the specification
     * @return empty if it can be solved, as far as is known without solving it
     */
    public static List<Obstacle> obstacles(SimulationSpec spec) {
        return Obstacles.of(spec);
    }

    /** Whether the number of passes does not follow from the odds of one account. */
    static boolean joins(SimulationSpec spec) {
        return spec.accounts() > 1
                && !spec.dependence().isIndependent()
                && !spec.dependence().isAlike();
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnsolvableException if something stands in the way
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
     */
    @Override
    public ExactOdds answer(SimulationSpec spec) {
        List<Obstacle> obstacles = obstacles(spec);
        if (!obstacles.isEmpty()) {
            throw new UnsolvableException(obstacles);
        }
        StartDays startDays = new StartDays(spec);
        Effort effort = new Effort(mostStates, MOST_AT_ONCE);
        Attempts attempts = new Attempts(spec, startDays, effort, tolerance, generalOnly);
        AttemptLaw law = attempts.started();
        ExactOdds odds = new ExactOdds(
                spec, method(spec, attempts, effort), law.error(), law.days(), law.phases(), law.meanFinalBalance());
        if (!joins(spec)) {
            return odds;
        }
        PairChain.PairLaw pair = new PairChain(spec, startDays.inputs(), tolerance, mostStates).solve();
        return odds.with(ExactPasses.of(pair.numbers(), pair.error()));
    }

    private static String method(SimulationSpec spec, Attempts attempts, Effort effort) {
        if (spec.outcomes().law().isEmpty()) {
            return QUADRATURE;
        }
        return attempts.onGrid()
                ? GRID
                : String.format(
                        Locale.ROOT,
                        "In whole minor units, state by state (%,d states). The bound is the probability that was not"
                                + " followed to its end, and rounding in binary arithmetic.",
                        effort.visited());
    }
}
