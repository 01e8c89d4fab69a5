package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.sim.engine.internal.TrialLoop;
import io.github.ftmo4j.sim.engine.internal.Trials;
import io.github.ftmo4j.sim.spec.SimulationSpec;

/**
 * Trials that run trade by trade through the state machine of the rules and the sizer. They are the reference for those
 * of any other engine.
 *
 * @param spec the specification
 * @param seed the seed of the random numbers
 */
public record ReadableTrials(SimulationSpec spec, long seed) implements Trials {

    @Override
    public TrialLoop start() {
        return new TrialRunner(spec, seed, newTally());
    }
}
