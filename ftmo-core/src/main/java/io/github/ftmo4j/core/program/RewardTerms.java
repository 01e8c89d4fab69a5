package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * When a reward can be claimed from a funded account, and how much of the profit can leave it. The trading days and the
 * best day that a reward needs are objectives of the {@linkplain FundedTerms#account() account}.
 *
 * @param daysToFirst how many days of the calendar after the first trade on the account the first reward can be claimed
 * @param daysBetween how many days of the calendar after the first trade that follows a reward the next can be claimed
 * @param minimumProfit the least profit of which anything is paid out, none if none is published
 * @param buffer the profit that must stay on the account, none if all can be paid out
 * @param caps the most that one reward takes from the account, the lowest of them; a share of the reference is one of
 *     the profit that is beyond the buffer
 * @param rollover what happens to profit that the trader leaves on the account
 */
public record RewardTerms(
        int daysToFirst,
        int daysBetween,
        Optional<Money> minimumProfit,
        Optional<Limit> buffer,
        List<Limit> caps,
        Rollover rollover) {

    /** What happens to profit that could be paid out and is left on the account. */
    public enum Rollover {
        /** It may stay. The firm takes its share of all profit with every reward. FTMO 2-Step. */
        DIVIDED,
        /** It may stay. The firm takes its share of what is paid out. */
        UNDIVIDED,
        /** It may not stay: a reward takes all that can be paid out. FTMO 1-Step. */
        FORBIDDEN
    }

    /**
     * Checks the days.
     *
     * @throws IllegalArgumentException if one is negative, or the least profit is not above zero
     */
    public RewardTerms {
        caps = List.copyOf(caps);
        requireDays(daysToFirst, "daysToFirst");
        requireDays(daysBetween, "daysBetween");
        minimumProfit.ifPresent(profit -> {
            if (!profit.isPositive()) {
                throw new IllegalArgumentException("minimumProfit must be above zero, was " + profit);
            }
        });
    }

    private static void requireDays(int days, String name) {
        if (days < 0) {
            throw new IllegalArgumentException(name + " must not be negative, was " + days);
        }
    }

    /**
     * Rewards after a number of days, of any profit and without a cap.
     *
     * @param days how many days of the calendar after the first trade of a cycle a reward can be claimed
     * @return the terms, with a rollover that is {@link Rollover#DIVIDED}
     */
    public static RewardTerms after(int days) {
        return new RewardTerms(days, days, Optional.empty(), Optional.empty(), List.of(), Rollover.DIVIDED);
    }

    /**
     * The same terms with another time to the first reward.
     *
     * @param days how many days of the calendar after the first trade on the account it can be claimed
     * @return the terms
     */
    public RewardTerms withFirstAfter(int days) {
        return new RewardTerms(days, daysBetween, minimumProfit, buffer, caps, rollover);
    }

    /**
     * The same terms with a minimum profit.
     *
     * @param value the least profit of which anything is paid out
     * @return the terms
     */
    public RewardTerms withMinimumProfit(Money value) {
        return new RewardTerms(daysToFirst, daysBetween, Optional.of(value), buffer, caps, rollover);
    }

    /**
     * The same terms with a buffer.
     *
     * @param value the profit that must stay on the account
     * @return the terms
     */
    public RewardTerms withBuffer(Limit value) {
        return new RewardTerms(daysToFirst, daysBetween, minimumProfit, Optional.of(value), caps, rollover);
    }

    /**
     * The same terms with caps.
     *
     * @param values the most that one reward takes from the account; the lowest of them counts
     * @return the terms
     */
    public RewardTerms withCaps(Limit... values) {
        return new RewardTerms(daysToFirst, daysBetween, minimumProfit, buffer, List.of(values), rollover);
    }

    /**
     * The same terms with another rollover.
     *
     * @param value what happens to profit that the trader leaves on the account
     * @return the terms
     */
    public RewardTerms withRollover(Rollover value) {
        return new RewardTerms(daysToFirst, daysBetween, minimumProfit, buffer, caps, value);
    }
}
