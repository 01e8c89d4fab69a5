package io.github.ftmo4j.examples.reference.profile;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;
import java.util.OptionalInt;

/**
 * What passes in the profile.
 *
 * <p>Losses are measured from the high-water mark and from one step to the next, and only what exceeds a limit violates
 * it. The profit counts at the end alone: reaching the target earlier does not end the run.
 *
 * @param profitTarget the gain needed at the end, as a share of the capital, from 0 to 1
 * @param maximumDrawdown the largest drawdown, as a share of the high-water mark, from 0 to 1
 * @param maximumStepDrop the largest loss of one step, as a share of the equity before it, from 0 to 1
 * @param minimumSteps how many steps the run must have, at least 0
 * @param timeLimit after how many steps the run ends, at least 1; none for the horizon
 */
public record PassRule(
        double profitTarget, double maximumDrawdown, double maximumStepDrop, int minimumSteps, OptionalInt timeLimit) {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public PassRule {
        Fraction.requireNonNegative(profitTarget, "profitTarget");
        Fraction.requireNonNegative(maximumDrawdown, "maximumDrawdown");
        Fraction.requireNonNegative(maximumStepDrop, "maximumStepDrop");
        if (minimumSteps < 0) {
            throw new IllegalArgumentException("minimumSteps must be at least 0, was " + minimumSteps);
        }
        if (timeLimit.isPresent() && timeLimit.getAsInt() < 1) {
            throw new IllegalArgumentException("timeLimit must be at least 1 step, was " + timeLimit.getAsInt());
        }
    }

    /**
     * A rule with a time limit.
     *
     * @param profitTarget the gain needed at the end, as a share of the capital, from 0 to 1
     * @param maximumDrawdown the largest drawdown, as a share of the high-water mark, from 0 to 1
     * @param maximumStepDrop the largest loss of one step, as a share of the equity before it, from 0 to 1
     * @param minimumSteps how many steps the run must have, at least 0
     * @param timeLimit after how many steps the run ends, at least 1
     * @return the rule
     */
    public static PassRule of(
            double profitTarget, double maximumDrawdown, double maximumStepDrop, int minimumSteps, int timeLimit) {
        return new PassRule(profitTarget, maximumDrawdown, maximumStepDrop, minimumSteps, OptionalInt.of(timeLimit));
    }

    /**
     * How many steps a run has.
     *
     * @param horizon the most that the market offers
     * @return the smaller of horizon and time limit
     */
    public int steps(int horizon) {
        return Math.min(horizon, timeLimit.orElse(horizon));
    }

    /** The equity under which the drawdown is too large. */
    long floor(long highWaterMark) {
        return highWaterMark - MinorUnits.down(maximumDrawdown * highWaterMark);
    }

    /** The equity that the run must end with at least. */
    long target(long capital) {
        return capital + MinorUnits.up(profitTarget * capital);
    }

    boolean dropsTooFar(long before, long after) {
        return before - after > MinorUnits.down(maximumStepDrop * before);
    }
}
