package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.sim.engine.internal.TrialLoop;
import io.github.ftmo4j.sim.engine.internal.Trials;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;

/**
 * Trials that run trade by trade through the state machine of the rules and the sizer. They are the reference for those
 * of any other engine.
 *
 * @param spec the specification
 * @param seed the seed of the random numbers
 * @param firstAccount the number of the first account among those that have draws of their own
 */
public record ReadableTrials(SimulationSpec spec, long seed, int firstAccount) implements Trials {

    /**
     * Trials that begin with the first account.
     *
     * @param spec the specification
     * @param seed the seed of the random numbers
     */
    public ReadableTrials(SimulationSpec spec, long seed) {
        this(spec, seed, 0);
    }

    @Override
    public TrialLoop start() {
        return new TrialRunner(spec, seed, firstAccount, newTally(), List.of());
    }
}
