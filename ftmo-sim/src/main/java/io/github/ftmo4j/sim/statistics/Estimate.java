package io.github.ftmo4j.sim.statistics;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A probability: estimated from trials with its interval, computed with a bound on its error, or exact.
 *
 * <p>The interval of an estimate covers the sampling error only, and not the error of a wrong model. The interval of a
 * computed probability contains the true one for certain: its level is 1, and it has neither a method nor a number of
 * trials. An exact probability is a computed one with an interval of zero width.
 *
 * @param value the probability, within the interval
 * @param lower the lower end of the interval
 * @param upper the upper end of the interval
 * @param level the confidence level, such as 0.95; 1 if the probability is computed
 * @param n how many independent trials the estimate is based on; none if the probability is computed
 * @param method how the interval was computed; none if the probability is computed
 */
public record Estimate(
        double value, double lower, double upper, double level, OptionalLong n, Optional<IntervalMethod> method) {

    /**
     * Checks the interval.
     *
     * @throws IllegalArgumentException if the value is outside of its interval or the interval outside of [0, 1]; or if
     *     only one of {@code n} and {@code method} is present
     */
    public Estimate {
        if (!(0 <= lower && lower <= value && value <= upper && upper <= 1)) {
            throw new IllegalArgumentException(
                    "value must be within its interval, was " + value + " and [" + lower + ", " + upper + "]");
        }
        if (n.isPresent() != method.isPresent()) {
            throw new IllegalArgumentException(
                    "n and method must be both present or both absent, was " + n + " and " + method);
        }
    }

    /**
     * An exact probability.
     *
     * @param value from 0 to 1
     * @return the probability
     * @throws IllegalArgumentException if the value is out of range
     */
    public static Estimate exact(double value) {
        return new Estimate(value, value, value, 1, OptionalLong.empty(), Optional.empty());
    }

    /**
     * A probability that was computed with a bound on its error.
     *
     * @param value the probability, within the interval
     * @param lower what it is not below for certain
     * @param upper what it is not above for certain
     * @return the probability
     * @throws IllegalArgumentException if the value is outside of its interval or the interval outside of [0, 1]
     */
    public static Estimate computed(double value, double lower, double upper) {
        return new Estimate(value, lower, upper, 1, OptionalLong.empty(), Optional.empty());
    }

    /**
     * Half of the width of the interval.
     *
     * @return from 0 to 0.5; 0 if the probability is exact and no bound on an error is stated
     */
    public double halfWidth() {
        return (upper - lower) / 2;
    }

    /**
     * Whether the probability is exact.
     *
     * @return whether it is computed, and its interval has zero width
     */
    public boolean isExact() {
        return isComputed() && lower == upper;
    }

    /**
     * Whether the probability is computed and not estimated from trials.
     *
     * @return whether it is
     */
    public boolean isComputed() {
        return method.isEmpty();
    }

    /**
     * The probability as text, such as {@code 61.32 % [61.11 %, 61.53 %] (95 % Wilson, n = 200000)}, {@code 61.32 %
     * (exact)} or {@code 61.32481605 % (computed, error at most 2e-11)}.
     */
    @Override
    public String toString() {
        if (isExact()) {
            return String.format(Locale.ROOT, "%.2f %% (exact)", 100 * value);
        }
        if (isComputed()) {
            double error = Math.max(value - lower, upper - value);
            int decimals = (int) Math.max(2, Math.min(12, -Math.ceil(Math.log10(error)) - 2));
            return String.format(
                    Locale.ROOT, "%." + decimals + "f %% (computed, error at most %.1g)", 100 * value, error);
        }
        return String.format(
                Locale.ROOT,
                "%.2f %% [%.2f %%, %.2f %%] (%s %% %s, n = %d)",
                100 * value,
                100 * lower,
                100 * upper,
                BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString(),
                method.orElseThrow(),
                n.orElseThrow());
    }
}
