package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.engine.internal.Engine;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.PhaseOdds;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Computes the odds exactly, phase by phase.
 *
 * @param tolerance how much probability need not be followed to its end
 * @param mostStates the most states that are visited, summed over all trades
 */
public record Markov(double tolerance, long mostStates) implements Engine<ExactOdds> {

    /** 256 MiB of numbers. */
    private static final long MOST_AT_ONCE = 1L << 25;

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

    /** The attempt of one account: phases one after the other. */
    private final class Attempts {
        private final SimulationSpec spec;
        private final Effort effort = new Effort(mostStates, MOST_AT_ONCE);
        private final StartDays startDays;
        private final Map<AttemptEnd, double[]> days = new EnumMap<>(AttemptEnd.class);
        private final List<PhaseOdds> phases = new ArrayList<>();
        private double error;
        private double balances;

        Attempts(SimulationSpec spec) {
            this.spec = spec;
            startDays = new StartDays(spec);
            for (AttemptEnd end : ENDS) {
                days.put(end, new double[0]);
            }
        }

        ExactOdds solve() {
            // the mass of the attempts that start the phase, by the number of days before it
            double[] starts = {1};
            int last = spec.program().phases().size() - 1;
            for (int p = 0; p <= last; p++) {
                starts = solve(spec.program().phases().get(p), starts, p == last);
            }
            String method = String.format(
                    Locale.ROOT,
                    "In whole minor units, state by state (%,d states). The bound is the probability that was not"
                            + " followed to its end, and rounding in binary arithmetic.",
                    effort.visited());
            return new ExactOdds(spec, method, error, days, phases, balances);
        }

        private double[] solve(Phase phase, double[] starts, boolean isLast) {
            double share = tolerance / spec.program().phases().size();
            PhaseChain chain = new PhaseChain(
                    spec,
                    CompiledPhase.of(phase),
                    spec.outcomes().law().orElseThrow(),
                    spec.tradesPerDay().distribution().orElseThrow(),
                    startDays.inputs(),
                    effort);
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
                            ends[end.ordinal()] += sum;
                        }
                    }
                }
                day = spec.calendar().dayAfter(day);
            }
            error += unknown;
            phases.add(odds(phase, reached, ends, unknown));
            return passed;
        }

        private PhaseOdds odds(Phase phase, double reached, double[] ends, double unknown) {
            Map<AttemptEnd, Estimate> odds = new EnumMap<>(AttemptEnd.class);
            if (reached > 0) {
                for (AttemptEnd end : ENDS) {
                    odds.put(end, ExactOdds.bounded(ends[end.ordinal()] / reached, unknown / reached));
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
