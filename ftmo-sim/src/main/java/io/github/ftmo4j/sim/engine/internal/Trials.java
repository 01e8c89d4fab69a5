package io.github.ftmo4j.sim.engine.internal;

import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.spec.SimulationSpec;

/** The trials of a specification, as one of the sampling engines runs them. Immutable and thread-safe. */
public interface Trials {

    /**
     * The question that they answer.
     *
     * @return the specification
     */
    SimulationSpec spec();

    /**
     * Starts to run trials.
     *
     * @return a new loop, independent of all others, for one thread
     */
    TrialLoop start();

    /**
     * An empty tally for these trials.
     *
     * @return the tally
     */
    default Tally newTally() {
        int phases = spec().program().phases().size();
        return new Tally(
                spec().accounts(),
                phases,
                Math.multiplyExact(phases, spec().tradingPlan().abandonAfter()));
    }
}
