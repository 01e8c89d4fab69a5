package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.engine.internal.Resumption;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one account, phase after phase. A phase is solved once for all days on which it may start that differ
 * in nothing that matters, over all attempts. Not thread-safe.
 */
final class Attempts {

    /** A grid is not tried for less: it would take too long. */
    private static final double LEAST_ON_GRID = 1e-7;

    /** Where a grid may do as well, the whole minor units get a few seconds before it. */
    private static final long FEW_MOVES = 20_000_000;

    private static final AttemptEnd[] ENDS = AttemptEnd.values();

    private final SimulationSpec spec;
    private final List<Phase> phases;
    private final StartDays startDays;
    private final Effort effort;
    private final double tolerance;
    private final boolean generalOnly;

    /** For each phase, the law by what matters of its first day. */
    private final List<Map<Long, PhaseLaw>> laws = new ArrayList<>();

    private final List<PhaseSolver> solvers = new ArrayList<>();
    private boolean onGrid;

    /** Solves a phase for a first day. */
    @FunctionalInterface
    private interface PhaseSolver {
        PhaseLaw solve(long firstDay, double mayDrop);
    }

    /** The law of a phase for a first day; none if the mass that starts then is not worth a computation. */
    @FunctionalInterface
    private interface Laws {
        @Nullable
        PhaseLaw of(long firstDay, double mass);
    }

    /**
     * Attempts.
     *
     * @param tolerance how much probability of an attempt need not be followed to its end
     * @param generalOnly whether every phase is solved in the general form, also those that fit a fast one
     */
    Attempts(SimulationSpec spec, StartDays startDays, Effort effort, double tolerance, boolean generalOnly) {
        this.spec = spec;
        this.startDays = startDays;
        this.effort = effort;
        this.tolerance = tolerance;
        this.generalOnly = generalOnly;
        phases = spec.program().phases();
        for (Phase phase : phases) {
            laws.add(new HashMap<>());
            solvers.add(solver(CompiledPhase.of(phase)));
        }
    }

    /** Whether a phase was solved on a grid. */
    boolean onGrid() {
        return onGrid;
    }

    /** The attempt with which the specification starts; its days count from that of a running account. */
    AttemptLaw started() {
        long firstDay = spec.start().firstDay(spec.calendar());
        Resumption running = Resumption.of(spec);
        if (running == null) {
            return from(0, firstDay);
        }
        One attempt = new One(firstDay);
        for (int p = 0; p < running.phase(); p++) {
            attempt.passedBefore(p);
        }
        attempt.solve(
                running.phase(),
                (day, mass) -> general(CompiledPhase.of(phases.get(running.phase())), running)
                        .solve(running, share() / 2));
        return attempt.from(running.phase() + 1);
    }

    /**
     * A fresh attempt.
     *
     * @param firstPhase the index of the phase with which it starts
     * @param firstDay its first day, in days since 1970-01-01
     */
    AttemptLaw from(int firstPhase, long firstDay) {
        return new One(firstDay).from(firstPhase);
    }

    /** The mass of an attempt that one phase need not follow to its end. */
    private double share() {
        return tolerance / phases.size();
    }

    private @Nullable PhaseLaw law(int phase, long firstDay, double mass) {
        long key = startDays.key(phases.get(phase), firstDay);
        PhaseLaw known = laws.get(phase).get(key);
        if (known != null || mass < share() / 1024) {
            return known;
        }
        PhaseLaw law = solvers.get(phase).solve(firstDay, share() / 2);
        laws.get(phase).put(key, law);
        return law;
    }

    /** The fast form where it fits, else the general one. */
    private PhaseSolver solver(CompiledPhase rules) {
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
        long visited = effort.visited();
        try {
            PhaseLaw law = grid.solve(firstDay, mayDrop);
            onGrid = true;
            return law;
        } catch (UnsolvableException tooCoarse) {
            effort.backTo(visited);
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

    /** One attempt: phases one after the other. */
    private final class One {
        private final long firstDay;
        private final Map<AttemptEnd, double[]> days = new EnumMap<>(AttemptEnd.class);
        private final double[][] timeOutsInProfit = new double[phases.size()][0];
        private final List<PhaseOdds> found = new ArrayList<>();
        private double error;
        private double balances;

        /** The mass of the attempts that start the next phase, by the number of days before it. */
        private double[] starts = {1};

        One(long firstDay) {
            this.firstDay = firstDay;
            for (AttemptEnd end : ENDS) {
                days.put(end, new double[0]);
            }
        }

        AttemptLaw from(int firstPhase) {
            for (int p = firstPhase; p < phases.size(); p++) {
                int phase = p;
                solve(phase, (day, mass) -> law(phase, day, mass));
            }
            return new AttemptLaw(days, timeOutsInProfit, List.copyOf(found), balances, error);
        }

        void solve(int phase, Laws ofPhase) {
            double[] ends = new double[ENDS.length];
            double[] passed = new double[0];
            double reached = 0;
            double unknown = 0;
            long day = firstDay;
            for (int before = 0; before < starts.length; before++) {
                double mass = starts[before];
                if (mass > 0) {
                    reached += mass;
                    PhaseLaw law = ofPhase.of(day, mass);
                    if (law == null) {
                        unknown += mass;
                    } else {
                        unknown += mass * law.error();
                        passed = end(phase, law, mass, before, ends, passed);
                    }
                }
                day = spec.calendar().dayAfter(day);
            }
            error += unknown;
            found.add(odds(phases.get(phase), reached, ends, unknown));
            starts = passed;
        }

        /** Adds the ends of a phase after so many days; returns the masses that start the next one. */
        private double[] end(int phase, PhaseLaw law, double mass, int before, double[] ends, double[] passed) {
            double[] next = passed;
            for (AttemptEnd end : ENDS) {
                double[] ofEnd = law.days(end);
                double sum;
                if (end == AttemptEnd.PASSED && phase + 1 < phases.size()) {
                    next = longer(passed, before + ofEnd.length);
                    sum = spread(ofEnd, mass, next, before);
                } else {
                    double[] all = longer(days.getOrDefault(end, passed), before + ofEnd.length);
                    sum = spread(ofEnd, mass, all, before);
                    days.put(end, all);
                    balances += mass * law.balances(end);
                }
                ends[PhaseLaw.index(end)] += sum;
            }
            double[] inProfit = law.timeOutsInProfit();
            timeOutsInProfit[phase] = longer(timeOutsInProfit[phase], before + inProfit.length);
            spread(inProfit, mass, timeOutsInProfit[phase], before);
            return next;
        }

        /** A phase that the running account has passed already, as the readable engine counts it. */
        void passedBefore(int phase) {
            double[] ends = new double[ENDS.length];
            ends[PhaseLaw.index(AttemptEnd.PASSED)] = 1;
            found.add(odds(phases.get(phase), 1, ends, 0));
        }

        private PhaseOdds odds(Phase phase, double reached, double[] ends, double unknown) {
            Map<AttemptEnd, Estimate> odds = new EnumMap<>(AttemptEnd.class);
            if (reached > 0) {
                for (AttemptEnd end : ENDS) {
                    odds.put(end, ExactOdds.bounded(ends[PhaseLaw.index(end)] / reached, unknown / reached));
                }
            }
            Estimate reach = found.isEmpty() ? Estimate.exact(1) : ExactOdds.bounded(reached, error - unknown);
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
