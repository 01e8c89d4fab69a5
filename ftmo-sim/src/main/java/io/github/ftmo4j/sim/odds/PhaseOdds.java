package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Map;
import java.util.Optional;

/**
 * The odds of one phase.
 *
 * @param name the phase
 * @param reached the probability that an attempt reaches the phase
 * @param passed the probability to pass the phase once it is reached; none if no attempt reaches it
 * @param ends the probability of each end of the phase once it is reached, all ends present; empty if no attempt
 *     reaches it
 */
public record PhaseOdds(String name, Estimate reached, Optional<Estimate> passed, Map<AttemptEnd, Estimate> ends) {

    /** Copies the map. */
    public PhaseOdds {
        ends = Map.copyOf(ends);
    }
}
