package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/** Draws the returns of the steps of a market, and what happens within a step. Not thread-safe. */
public interface StepSampler extends OutcomeSampler {

    /**
     * Adds the excursions of the trade just drawn, given its result. It does not change what {@link #next} draws later.
     *
     * @param random the source of the random numbers inside the trade, not that of {@link #next}
     * @param out the outcome that {@link #next} has filled in
     */
    void path(RandomGenerator random, Outcome out);
}
