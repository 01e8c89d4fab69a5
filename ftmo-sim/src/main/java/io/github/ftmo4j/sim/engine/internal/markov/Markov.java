package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.engine.internal.Engine;
import io.github.ftmo4j.sim.engine.internal.Resumption;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.ExactPasses;
import io.github.ftmo4j.sim.odds.PhaseOdds;
import io.github.ftmo4j.sim.outcome.ContinuousLaw;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private static final long MOST_AT_ONCE = 1L << 25;

    private static final String QUADRATURE =
            "By quadrature of the density of the balance. The bound is the distance between the results of two orders,"
                    + " a tenth of the effect of rounding to whole minor units in the mean, which is part of the"
                    + " computation, and the probability that was not followed to its end.";

    private static final String GRID =
            "On a grid of balances, since there are too many to be followed in whole minor units. The bound is one"
                    + " and a half times the distance between the results of two grids, the second twice as fine, and the probability that"
                    + " was not followed to its end.";

    /** A grid is not tried for less: it would take too long. */
    private static final double LEAST_ON_GRID = 1e-7;

    /** Where a grid may do as well, the whole minor units get a few seconds before it. */
    private static final long FEW_MOVES = 20_000_000;

    private static final AttemptEnd[] ENDS = AttemptEnd.values();

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
        return new Attempts(spec).solve();
    }

    /** Solves a phase for a first day. */
    @FunctionalInterface
    private interface PhaseSolver {
        PhaseLaw solve(long firstDay, double mayDrop);
    }

    /** The attempt of one account: phases one after the other. */
    private final class Attempts {
        private final SimulationSpec spec;
        private final Effort effort = new Effort(mostStates, MOST_AT_ONCE);
        private final StartDays startDays;
        private final @Nullable Resumption resumption;
        private final Map<AttemptEnd, double[]> days = new EnumMap<>(AttemptEnd.class);
        private final List<PhaseOdds> phases = new ArrayList<>();
        private double error;
        private double balances;
        private boolean onGrid;

        Attempts(SimulationSpec spec) {
            this.spec = spec;
            startDays = new StartDays(spec);
            resumption = Resumption.of(spec);
            for (AttemptEnd end : ENDS) {
                days.put(end, new double[0]);
            }
        }

        ExactOdds solve() {
            // the mass of the attempts that start the phase, by the number of days before it
            double[] starts = {1};
            int last = spec.program().phases().size() - 1;
            int first = resumption == null ? 0 : resumption.phase();
            for (int p = 0; p <= last; p++) {
                Phase phase = spec.program().phases().get(p);
                if (p < first) {
                    passedBefore(phase);
                } else {
                    starts = solve(phase, starts, p == last, p == first ? resumption : null);
                }
            }
            String method = spec.outcomes().law().isEmpty()
                    ? QUADRATURE
                    : onGrid
                            ? GRID
                            : String.format(
                                    Locale.ROOT,
                                    "In whole minor units, state by state (%,d states). The bound is the probability that was not"
                                            + " followed to its end, and rounding in binary arithmetic.",
                                    effort.visited());
            ExactOdds odds = new ExactOdds(spec, method, error, days, phases, balances);
            if (!joins(spec)) {
                return odds;
            }
            PairChain.PairLaw pair = new PairChain(spec, startDays.inputs(), tolerance, mostStates).solve();
            return odds.with(ExactPasses.of(pair.numbers(), pair.error()));
        }

        private double[] solve(Phase phase, double[] starts, boolean isLast, @Nullable Resumption running) {
            double share = tolerance / spec.program().phases().size();
            CompiledPhase rules = CompiledPhase.of(phase);
            PhaseSolver chain = running == null
                    ? chain(rules)
                    : (firstDay, mayDrop) -> general(rules, running).solve(running, mayDrop);
            Map<Long, PhaseLaw> laws = new HashMap<>();
            double[] ends = new double[ENDS.length];
            double[] passed = new double[0];
            double reached = 0;
            double unknown = 0;
            long day = spec.start().firstDay(spec.calendar());
            for (int before = 0; before < starts.length; before++) {
                double mass = starts[before];
                if (mass > 0) {
                    reached += mass;
                    long key = startDays.key(phase, day);
                    PhaseLaw law = laws.get(key);
                    if (law == null && mass < share / 1024) {
                        unknown += mass;
                    } else {
                        if (law == null) {
                            law = chain.solve(day, share / 2);
                            laws.put(key, law);
                        }
                        unknown += mass * law.error();
                        for (AttemptEnd end : ENDS) {
                            double[] found = law.days(end);
                            boolean passes = end == AttemptEnd.PASSED && !isLast;
                            double sum;
                            if (passes) {
                                passed = longer(passed, before + found.length);
                                sum = spread(found, mass, passed, before);
                            } else {
                                double[] all = longer(days.getOrDefault(end, starts), before + found.length);
                                sum = spread(found, mass, all, before);
                                days.put(end, all);
                                balances += mass * law.balances(end);
                            }
                            ends[PhaseLaw.index(end)] += sum;
                        }
                    }
                }
                day = spec.calendar().dayAfter(day);
            }
            error += unknown;
            phases.add(odds(phase, reached, ends, unknown));
            return passed;
        }

        /** A phase that the running account has passed already, as the readable engine counts it. */
        private void passedBefore(Phase phase) {
            double[] ends = new double[ENDS.length];
            ends[PhaseLaw.index(AttemptEnd.PASSED)] = 1;
            phases.add(odds(phase, 1, ends, 0));
        }

        /** The fast form where it fits, else the general one. */
        private PhaseSolver chain(CompiledPhase rules) {
            CountProbabilities trades = spec.tradesPerDay().distribution().orElseThrow();
            if (spec.outcomes().law().isEmpty()) {
                AffineStake stake =
                        AffineStake.of(spec.sizing(), rules, startDays.noon()).orElseThrow();
                ContinuousLaw law = spec.outcomes().continuousLaw().orElseThrow();
                return new DensityChain(spec, rules, law, trades, stake, effort)::solve;
            }
            DiscreteLaw outcomes = spec.outcomes().law().orElseThrow();
            PhaseSolver general = (firstDay, mayDrop) -> general(rules, null).solve(firstDay, mayDrop);
            Optional<BalanceChain> fast =
                    generalOnly ? Optional.empty() : BalanceChain.of(spec, rules, outcomes, trades, startDays, effort);
            PhaseSolver whole = fast.<PhaseSolver>map(chain -> (firstDay, mayDrop) ->
                            chain.solve(firstDay, mayDrop).orElseGet(() -> general.solve(firstDay, mayDrop)))
                    .orElse(general);
            Optional<GridChain> grid =
                    tolerance < LEAST_ON_GRID ? Optional.empty() : GridChain.of(spec, rules, startDays, effort);
            return grid.<PhaseSolver>map(chain -> (firstDay, mayDrop) -> {
                        long before = effort.allow(FEW_MOVES / outcomes.size());
                        try {
                            return whole.solve(firstDay, mayDrop);
                        } catch (UnsolvableException tooMany) {
                            effort.restore(before);
                            return onGridOrWhole(whole, chain, firstDay, mayDrop);
                        } finally {
                            effort.restore(before);
                        }
                    })
                    .orElse(whole);
        }

        /** On a grid if that meets the tolerance, else in whole minor units, however many states there are. */
        private PhaseLaw onGridOrWhole(PhaseSolver whole, GridChain grid, long firstDay, double mayDrop) {
            try {
                PhaseLaw law = grid.solve(firstDay, mayDrop);
                onGrid = true;
                return law;
            } catch (UnsolvableException tooCoarse) {
                try {
                    return whole.solve(firstDay, mayDrop);
                } catch (UnsolvableException tooMany) {
                    throw tooCoarse;
                }
            }
        }

        private PhaseChain general(CompiledPhase rules, @Nullable Resumption running) {
            return new PhaseChain(
                    spec,
                    rules,
                    spec.outcomes().law().orElseThrow(),
                    spec.tradesPerDay().distribution().orElseThrow(),
                    startDays.inputs(),
                    running,
                    effort);
        }

        private PhaseOdds odds(Phase phase, double reached, double[] ends, double unknown) {
            Map<AttemptEnd, Estimate> odds = new EnumMap<>(AttemptEnd.class);
            if (reached > 0) {
                for (AttemptEnd end : ENDS) {
                    odds.put(end, ExactOdds.bounded(ends[PhaseLaw.index(end)] / reached, unknown / reached));
                }
            }
            Estimate reach = phases.isEmpty() ? Estimate.exact(1) : ExactOdds.bounded(reached, error - unknown);
            return new PhaseOdds(phase.name(), reach, Optional.ofNullable(odds.get(AttemptEnd.PASSED)), odds);
        }

        private static double[] longer(double[] masses, int length) {
            return masses.length >= length ? masses : Arrays.copyOf(masses, length);
        }

        private static double spread(double[] from, double mass, double[] to, int later) {
            double sum = 0;
            for (int i = 0; i < from.length; i++) {
                double part = mass * from[i];
                to[later + i] += part;
                sum += part;
            }
            return sum;
        }
    }
}
