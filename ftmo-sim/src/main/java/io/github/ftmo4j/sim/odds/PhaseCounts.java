package io.github.ftmo4j.sim.odds;

import java.util.Map;

/**
 * How the attempts of a sample ended one phase.
 *
 * @param name the phase
 * @param entered how many attempts reached it
 * @param ends how many attempts ended it in each way, all ends present
 */
public record PhaseCounts(String name, long entered, Map<AttemptEnd, Long> ends) {

    /** Copies the map. */
    public PhaseCounts {
        ends = Map.copyOf(ends);
    }
}
