package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the attempts in one phase.
 *
 * @param name the phase
 * @param entered how many attempts came so far
 * @param passed the probability to pass the phase once it is entered, none if no attempt entered it
 * @param ends how many attempts ended the phase in each way; all ways are present
 */
public record PhaseResult(String name, long entered, Optional<Estimate> passed, Map<AttemptEnd, Long> ends) {}
