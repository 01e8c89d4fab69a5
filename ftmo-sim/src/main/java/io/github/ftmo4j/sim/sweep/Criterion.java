package io.github.ftmo4j.sim.sweep;

import io.github.ftmo4j.sim.journey.Measure;

/**
 * What an answer is judged by: one number that is to be high, or low. A criterion is a value: two are equal if they
 * judge by the same.
 */
public sealed interface Criterion permits OddsCriterion, JourneyCriterion {

    /**
     * What the number is, in few words: the head of a column.
     *
     * @return such as {@code P(pass)}
     */
    String name();

    /**
     * What the number counts.
     *
     * @return the scale
     */
    Scale scale();

    /**
     * Whether more is better.
     *
     * @return whether it is; if not, less is better
     */
    boolean moreIsBetter();

    /**
     * The number in the order from bad to good.
     *
     * @param number a number; NaN if it is undefined, such as the days to pass if no attempt passes
     * @return the number, or its negative if less is better; negative infinity for NaN
     */
    default double merit(double number) {
        return Double.isNaN(number) ? Double.NEGATIVE_INFINITY : moreIsBetter() ? number : -number;
    }

    /**
     * P(one account passes all phases).
     *
     * @return the criterion
     */
    static Criterion pass() {
        return new PassCriterion();
    }

    /**
     * P(at least so many accounts pass).
     *
     * @param accounts how many, at least 1
     * @return the criterion
     * @throws IllegalArgumentException if the number is below 1
     */
    static Criterion atLeast(int accounts) {
        return new AtLeastCriterion(accounts);
    }

    /**
     * The mean number of trading days of the attempts that pass: fewer is better.
     *
     * @return the criterion
     */
    static Criterion daysToPass() {
        return new DaysCriterion();
    }

    /**
     * The expected value: the mean net result of a journey, in the currency of the account.
     *
     * @return the criterion
     */
    static Criterion expectedValue() {
        return new JourneyCriterion(Measure.NET, true);
    }
}
