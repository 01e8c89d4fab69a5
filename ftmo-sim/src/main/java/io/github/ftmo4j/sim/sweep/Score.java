package io.github.ftmo4j.sim.sweep;

import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.Figure;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A number that something was judged by, or a difference of two, with its interval at 95 %.
 *
 * @param value the number; NaN if it is undefined
 * @param lower the lower end of the interval, NaN if it is undefined
 * @param upper the upper end of the interval, NaN if it is undefined
 * @param n how many independent trials it is based on; none if it is computed
 * @param method how the interval was computed, such as {@code Wilson}; {@code computed} if no trial was run
 */
public record Score(double value, double lower, double upper, OptionalLong n, String method) {

    /**
     * Checks the interval.
     *
     * @throws IllegalArgumentException if the value is outside of its interval
     */
    public Score {
        if (lower > value || upper < value) {
            throw new IllegalArgumentException(
                    "value must be within its interval, was " + value + " and [" + lower + ", " + upper + "]");
        }
    }

    /**
     * A number that was computed without trials.
     *
     * @param value the number
     * @param error the bound on its error, at least 0
     * @return the number with its interval
     */
    public static Score computed(double value, double error) {
        return new Score(value, value - error, value + error, OptionalLong.empty(), "computed");
    }

    /**
     * A probability.
     *
     * @param estimate the probability
     * @return the same with its interval
     */
    public static Score of(Estimate estimate) {
        return new Score(
                estimate.value(),
                estimate.lower(),
                estimate.upper(),
                estimate.n(),
                estimate.method().map(Object::toString).orElse("computed"));
    }

    /**
     * A figure.
     *
     * @param figure the figure
     * @return the same with its interval
     */
    public static Score of(Figure figure) {
        return new Score(
                figure.value(),
                figure.lower(),
                figure.upper(),
                figure.n(),
                figure.method().map(Object::toString).orElse("computed"));
    }

    /**
     * Whether the number was computed without trials.
     *
     * @return whether it was
     */
    public boolean isComputed() {
        return n.isEmpty();
    }

    /**
     * The same for so many times the number.
     *
     * @param factor finite
     * @return the product with its interval
     */
    public Score times(double factor) {
        return new Score(
                factor * value,
                factor * (factor < 0 ? upper : lower),
                factor * (factor < 0 ? lower : upper),
                n,
                method);
    }

    /**
     * The number and its interval as text.
     *
     * @param scale what it counts
     * @return such as {@code 61.32 % [61.11, 61.53]}; without an interval if it is computed
     */
    public String text(Scale scale) {
        return scale.text(value) + (isComputed() ? "" : " [" + scale.number(lower) + ", " + scale.number(upper) + "]");
    }

    /**
     * The difference and its interval as text.
     *
     * @param scale what it counts
     * @return such as {@code +1.20 points [+0.87, +1.54]}; without an interval if it is computed, or has no width
     */
    public String differenceText(Scale scale) {
        return scale.differenceText(value)
                + (isComputed() || lower == upper
                        ? ""
                        : " [" + scale.differenceNumber(lower) + ", " + scale.differenceNumber(upper) + "]");
    }

    /** The number as text, such as {@code 0.6132 [0.6111, 0.6153] (95 % Wilson, n = 200000)}. */
    @Override
    public String toString() {
        return isComputed()
                ? String.format(Locale.ROOT, "%.6g (computed)", value)
                : String.format(
                        Locale.ROOT,
                        "%.6g [%.6g, %.6g] (95 %% %s, n = %d)",
                        value,
                        lower,
                        upper,
                        method,
                        n.getAsLong());
    }
}
