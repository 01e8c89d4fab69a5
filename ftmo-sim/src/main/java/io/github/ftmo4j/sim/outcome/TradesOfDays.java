package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * The number of trades a day where the {@linkplain OutcomeModel#hasDays() outcomes draw whole days}: that of the day.
 */
public record TradesOfDays() implements TradesPerDay {

    /**
     * Is not called: the sampler of the outcomes draws the number with the day.
     *
     * @throws IllegalStateException always
     */
    @Override
    public int next(RandomGenerator random) {
        throw new IllegalStateException("the number of trades must be drawn with the day by the outcomes");
    }

    @Override
    public String toString() {
        return "those of the days";
    }
}
