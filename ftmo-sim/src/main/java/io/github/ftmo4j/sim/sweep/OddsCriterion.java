package io.github.ftmo4j.sim.sweep;

import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Optional;

/** A number of the odds of a program. */
public non-sealed interface OddsCriterion extends Criterion {

    /**
     * The number.
     *
     * @param odds the answer
     * @return the number; NaN if it is undefined, such as the days to pass if no attempt passes
     */
    double of(Odds odds);

    /**
     * The number with the interval of its own, if it is a probability.
     *
     * @param odds the answer
     * @return the probability; none, as by default, if the number is none
     */
    default Optional<Estimate> estimate(Odds odds) {
        return Optional.empty();
    }
}
