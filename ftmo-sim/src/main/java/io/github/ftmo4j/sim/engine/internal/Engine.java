package io.github.ftmo4j.sim.engine.internal;

import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.spec.SimulationSpec;

/**
 * Computes the odds of a specification. Parameters of the computation, such as a seed, belong to the engine.
 *
 * @param <O> the kind of its answer
 */
public interface Engine<O extends Odds> {

    /**
     * Computes the odds.
     *
     * @param spec the specification
     * @return the odds
     */
    O answer(SimulationSpec spec);
}
