package io.github.ftmo4j.sim.statistics;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A figure that is no probability, such as a mean, a quantile or a ratio: estimated from independent trials with its
 * interval, or exact.
 *
 * <p>The interval of an estimate covers the sampling error only, and not the error of a wrong model. A computed figure
 * has a level of 1 and neither a method nor a number of trials.
 *
 * @param name what it is the figure of, such as {@code mean net result}
 * @param value the figure, within the interval
 * @param lower the lower end of the interval, which may be infinite
 * @param upper the upper end of the interval, which may be infinite
 * @param level the confidence level, such as 0.95; 1 if the figure is computed
 * @param n how many independent trials the estimate is based on; none if the figure is computed
 * @param method how the interval was computed; none if the figure is computed
 * @param unit what it counts
 */
public record Figure(
        String name,
        double value,
        double lower,
        double upper,
        double level,
        OptionalLong n,
        Optional<FigureMethod> method,
        Unit unit) {

    /**
     * Checks the interval.
     *
     * @throws IllegalArgumentException if the value is outside of its interval, or only one of {@code n} and
     *     {@code method} is present
     */
    public Figure {
        if (!(lower <= value && value <= upper)) {
            throw new IllegalArgumentException(
                    "value must be within its interval, was " + value + " and [" + lower + ", " + upper + "]");
        }
        if (n.isPresent() != method.isPresent()) {
            throw new IllegalArgumentException(
                    "n and method must be both present or both absent, was " + n + " and " + method);
        }
    }

    /**
     * A figure that was computed with a bound on its error.
     *
     * @param name what it is the figure of
     * @param value the figure
     * @param error the most by which it may be off, at least 0
     * @param unit what it counts
     * @return the figure
     */
    public static Figure computed(String name, double value, double error, Unit unit) {
        return new Figure(name, value, value - error, value + error, 1, OptionalLong.empty(), Optional.empty(), unit);
    }

    /**
     * Whether the figure is computed and not estimated from trials.
     *
     * @return whether it is
     */
    public boolean isComputed() {
        return method.isEmpty();
    }

    /**
     * Half of the width of the interval.
     *
     * @return at least 0
     */
    public double halfWidth() {
        return (upper - lower) / 2;
    }

    /**
     * The figure as a sentence, such as {@code The mean net result is 67026.50 USD [66910.12, 67142.88] (95 % t, n =
     * 400000).}
     *
     * @return the sentence
     */
    public String sentence() {
        return "The " + name + " is " + this + ".";
    }

    /** The figure as text without its name, such as {@code 67026.50 USD [66910.12, 67142.88] (95 % t, n = 400000)}. */
    @Override
    public String toString() {
        String amount = unit.number(value) + (unit.text().isEmpty() ? "" : " " + unit.text());
        if (method.isEmpty()) {
            return lower == upper
                    ? amount + " (exact)"
                    : String.format(Locale.ROOT, "%s (computed, error at most %.1g)", amount, (upper - lower) / 2);
        }
        return String.format(
                Locale.ROOT,
                "%s [%s, %s] (%s %% %s, n = %d)",
                amount,
                unit.number(lower),
                unit.number(upper),
                BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString(),
                method.get(),
                n.orElseThrow());
    }
}
