package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a trader gets for passing: an account without a profit target, and rewards from its profit.
 *
 * <p>A reward cycle begins with the first trade on the account, and again with the first trade after every reward. A
 * reward needs a profit, no open position, and the trading days and the best day that the account asks for. This class
 * is immutable and thread-safe.
 *
 * @param account the account and its objectives, without a profit target
 * @param split how the profit is divided
 * @param reward when a reward can be claimed, and how much of the profit
 * @param scaling how the account grows, none if it does not
 * @param unknown the terms that are not known, in the order of their declaration; what is stated here of one of them
 *     restricts the trader no more than the term does
 */
public record FundedTerms(
        Phase account, ProfitSplit split, RewardTerms reward, Optional<ScalingPlan> scaling, Set<Unknown> unknown) {

    /** A term that may not be known. The names are stable codes. */
    public enum Unknown {
        /** When the first reward can be claimed, and the next ones. */
        REWARD_DAYS("when a reward can be claimed"),
        /** The least profit of which anything is paid out. */
        MINIMUM_PROFIT("the smallest reward"),
        /** The profit that must stay on the account. */
        BUFFER("whether profit must stay on the account"),
        /** The most that one reward pays. */
        CAP("the largest reward"),
        /** The best day or the trading days that a reward needs. */
        CONSISTENCY("which best day and trading days a reward needs"),
        /** What happens to profit that is left on the account. */
        ROLLOVER("what happens to profit left on the account"),
        /** How the account grows. */
        SCALING("how the account grows");

        private final String text;

        Unknown(String text) {
            this.text = text;
        }

        /**
         * The term in words.
         *
         * @return a part of a sentence, such as {@code the largest reward}
         */
        public String text() {
            return text;
        }
    }

    /**
     * Checks the terms against each other.
     *
     * @throws IllegalArgumentException if the account has a target, a number is out of range, or an amount is in
     *     another currency
     */
    public FundedTerms {
        unknown = Collections.unmodifiableSet(new TreeSet<>(unknown));
        if (account.profitTarget().isPresent()) {
            throw new IllegalArgumentException("account must have no profit target, had "
                    + account.profitTarget().get());
        }
        Money initial = account.initialBalance();
        split.steps().forEach(step -> step.upTo().in(initial.currency()));
        reward.minimumProfit().ifPresent(profit -> profit.in(initial.currency()));
        reward.buffer().ifPresent(limit -> Phase.resolve(initial, limit));
        reward.caps().forEach(limit -> Phase.resolve(initial, limit));
        scaling.ifPresent(plan -> plan.largest().in(initial.currency()));
    }

    /**
     * Terms with one share of all profit, without a minimum profit, a buffer, a cap and a scaling plan.
     *
     * @param account the account and its objectives, without a profit target
     * @param traderShare the trader's share of the profit, above 0 and at most 1
     * @param daysToReward how many days of the calendar after the first trade of a cycle the reward can be claimed
     * @return the terms
     */
    public static FundedTerms of(Phase account, double traderShare, int daysToReward) {
        return new FundedTerms(
                account, ProfitSplit.of(traderShare), RewardTerms.after(daysToReward), Optional.empty(), Set.of());
    }

    /**
     * The trader's share of the profit, beyond the {@linkplain ProfitSplit#steps() steps} if there are any.
     *
     * @return above 0 and at most 1
     */
    public double traderShare() {
        return split.share();
    }

    /**
     * The least profit of which anything is paid out.
     *
     * @return the profit, none if none is published
     */
    public Optional<Money> minimumProfit() {
        return reward.minimumProfit();
    }

    /**
     * The same terms with another split.
     *
     * @param value how the profit is divided
     * @return the terms
     */
    public FundedTerms withSplit(ProfitSplit value) {
        return new FundedTerms(account, value, reward, scaling, unknown);
    }

    /**
     * The same terms with other rewards.
     *
     * @param value when a reward can be claimed, and how much of the profit
     * @return the terms
     */
    public FundedTerms withReward(RewardTerms value) {
        return new FundedTerms(account, split, value, scaling, unknown);
    }

    /**
     * The same terms with a minimum profit.
     *
     * @param value the least profit that is paid out
     * @return the terms
     */
    public FundedTerms withMinimumProfit(Money value) {
        return withReward(reward.withMinimumProfit(value));
    }

    /**
     * The same terms with an account that grows.
     *
     * @param value how it grows
     * @return the terms
     */
    public FundedTerms withScaling(ScalingPlan value) {
        return new FundedTerms(account, split, reward, Optional.of(value), unknown);
    }

    /**
     * The same terms under other rules of the account.
     *
     * @param value the account and its objectives, without a profit target
     * @return the terms
     */
    public FundedTerms withAccount(Phase value) {
        return new FundedTerms(value, split, reward, scaling, unknown);
    }

    /**
     * The same terms, of which some are not known.
     *
     * @param terms those that are not known
     * @return the terms
     */
    public FundedTerms withUnknown(Unknown... terms) {
        return new FundedTerms(account, split, reward, scaling, new TreeSet<>(List.of(terms)));
    }

    /**
     * The terms after the account has grown: limits that are shares of the initial balance grow with it, and the
     * trader's share is the one of the scaling plan.
     *
     * @param size the new initial balance
     * @return the terms
     * @throws IllegalArgumentException if there is no scaling plan
     */
    public FundedTerms scaledTo(Money size) {
        ScalingPlan plan =
                scaling.orElseThrow(() -> new IllegalArgumentException("scaling must be present to scale to " + size));
        Phase grown = account.toBuilder().initialBalance(size).build();
        return new FundedTerms(grown, ProfitSplit.of(plan.traderShare()), reward, scaling, unknown);
    }

    /**
     * The first day on which the reward of a cycle can be claimed.
     *
     * @param firstTrade the day on which the first position of the cycle was opened
     * @param first whether no reward was paid from the account before
     * @return the day
     */
    public LocalDate rewardFrom(LocalDate firstTrade, boolean first) {
        return firstTrade.plusDays(first ? reward.daysToFirst() : reward.daysBetween());
    }
}
