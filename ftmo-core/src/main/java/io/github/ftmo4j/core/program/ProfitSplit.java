package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * How the profit of a funded account is divided: the trader's share, which may be another one for the first part of all
 * profit.
 *
 * @param steps the first parts of the profit in order, each up to a larger sum than the one before
 * @param share the trader's share of what is beyond them, above 0 and at most 1
 */
public record ProfitSplit(List<Step> steps, double share) {

    /**
     * A first part of all profit.
     *
     * @param upTo the sum of all profit divided so far at which the part ends
     * @param share the trader's share of the part, from 0 to 1
     */
    public record Step(Money upTo, double share) {

        /**
         * Checks the part.
         *
         * @throws IllegalArgumentException if the sum is not above zero or the share is out of range
         */
        public Step {
            if (!upTo.isPositive()) {
                throw new IllegalArgumentException("upTo must be above zero, was " + upTo);
            }
            Fraction.requireNonNegative(share, "share");
        }
    }

    /**
     * Checks the steps.
     *
     * @throws IllegalArgumentException if a step ends below the one before, or a share is out of range
     */
    public ProfitSplit {
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).upTo().compareTo(steps.get(i - 1).upTo()) <= 0) {
                throw new IllegalArgumentException("steps must end at larger and larger sums, were " + steps);
            }
        }
        Fraction.requirePositive(share, "traderShare");
    }

    /**
     * One share of all profit.
     *
     * @param share the trader's share, above 0 and at most 1
     * @return the split
     */
    public static ProfitSplit of(double share) {
        return new ProfitSplit(List.of(), share);
    }

    /**
     * The same split with another share of the profit up to a sum, such as the first 25,000.
     *
     * @param sum the sum of all profit at which the part ends, above those of the steps so far
     * @param ofStep the trader's share of the part, from 0 to 1
     * @return the split
     */
    public ProfitSplit withStep(Money sum, double ofStep) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(sum, ofStep));
        return new ProfitSplit(more, share);
    }

    /**
     * What of some profit is the trader's. The part of each step is rounded half away from zero.
     *
     * @param profit the profit to be divided, minor units, not negative
     * @param before the sum of all profit divided before, minor units, not negative
     * @return minor units, from zero to the profit
     */
    public long ofTrader(long profit, long before) {
        long sum = 0;
        long from = before;
        long end = Math.addExact(before, profit);
        for (Step step : steps) {
            long upTo = Math.min(step.upTo().minorUnits(), end);
            if (from < upTo) {
                sum += MinorUnits.round((upTo - from) * step.share());
                from = upTo;
            }
        }
        return sum + MinorUnits.round((end - from) * share);
    }
}
