package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.CountDistribution;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.List;

/**
 * The answer to a {@link SimulationSpec}: estimated from trials or computed exactly. Immutable.
 *
 * <p>Days are the trading days of the calendar, counted from the first day of the first phase to the last day of the
 * attempt.
 */
public interface Odds {

    /**
     * The question.
     *
     * @return the specification that is answered
     */
    SimulationSpec spec();

    /**
     * What the answer takes for granted, in plain words.
     *
     * @return one sentence each
     */
    default List<String> assumptions() {
        return spec().assumptions();
    }

    /**
     * P(one account passes all phases).
     *
     * @return the probability
     * @throws IllegalArgumentException if it is sampled and no trial was run
     */
    default Estimate pass() {
        return share(AttemptEnd.PASSED);
    }

    /**
     * The probability that the attempt of one account ends in a way.
     *
     * @param end the way
     * @return the probability
     * @throws IllegalArgumentException if it is sampled and no trial was run
     */
    Estimate share(AttemptEnd end);

    /**
     * The distribution of the number of accounts that pass.
     *
     * @return the distribution
     */
    PassDistribution passes();

    /**
     * The odds of each phase.
     *
     * @return in the order of the phases
     * @throws IllegalArgumentException if they are sampled and no trial was run
     */
    List<PhaseOdds> phases();

    /**
     * How many days attempts take that end in a way.
     *
     * @param end the way
     * @return the distribution, empty if no attempt ends so
     */
    CountDistribution days(AttemptEnd end);

    /**
     * How many days attempts take that pass.
     *
     * @return the distribution, empty if none passes
     */
    default CountDistribution daysToPass() {
        return days(AttemptEnd.PASSED);
    }

    /**
     * How many days attempts take that fail by any objective.
     *
     * @return the distribution, empty if none fails
     */
    CountDistribution daysToFail();
}
