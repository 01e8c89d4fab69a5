package io.github.ftmo4j.sim.statistics;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * An estimated probability with its interval. The interval covers the error of sampling; it knows nothing of a model
 * that is wrong.
 *
 * @param value the estimate
 * @param lower the lower end of the interval
 * @param upper the upper end of the interval
 * @param level the confidence level, such as 0.95
 * @param n how many independent trials stand behind it
 * @param method how the interval was computed
 */
public record Estimate(double value, double lower, double upper, double level, long n, IntervalMethod method) {

    /**
     * The estimate as a sentence would have it, such as {@code 61.32 % [61.11 %, 61.53 %] (95 % Wilson, n = 200000)}.
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.2f %% [%.2f %%, %.2f %%] (%s %% %s, n = %d)",
                100 * value,
                100 * lower,
                100 * upper,
                BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString(),
                method,
                n);
    }
}
