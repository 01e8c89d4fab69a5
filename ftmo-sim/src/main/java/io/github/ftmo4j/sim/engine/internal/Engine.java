package io.github.ftmo4j.sim.engine.internal;

import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.spec.SimulationSpec;

/**
 * Computes the odds of a specification. What an engine needs beside the question, such as a seed, is its own.
 *
 * @param <O> the kind of its answer
 */
public interface Engine<O extends Odds> {

    /**
     * Answers a question.
     *
     * @param spec the question
     * @return the odds
     */
    O answer(SimulationSpec spec);
}
