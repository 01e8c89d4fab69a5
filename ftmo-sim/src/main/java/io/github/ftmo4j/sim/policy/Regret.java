package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Locale;

/**
 * How much a sizer falls short of the best policy: the probability of passing with the policy, less that with the
 * sizer. A sizer with stakes beside the menu of the policy can be better than the policy; its regret is negative then.
 *
 * @param best the probability of passing with the policy
 * @param pass the probability of passing with the sizer
 */
public record Regret(Estimate best, Estimate pass) {

    /**
     * The regret.
     *
     * @return from −1 to 1
     */
    public double value() {
        return best.value() - pass.value();
    }

    /**
     * The lower end of its interval, at the confidence level of {@link #pass()}.
     *
     * @return at most {@link #value()}
     */
    public double lower() {
        return best.lower() - pass.upper();
    }

    /**
     * The upper end of its interval, at the confidence level of {@link #pass()}.
     *
     * @return at least {@link #value()}
     */
    public double upper() {
        return best.upper() - pass.lower();
    }

    /** The regret as text, such as {@code 9.70 points [9.68, 9.73]}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f points [%.2f, %.2f]", 100 * value(), 100 * lower(), 100 * upper());
    }
}
