package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a trader gets for passing: an account without a profit target, and rewards from its profit.
 *
 * <p>A reward cycle begins with the first trade on the account, and again with the first trade after every reward. A
 * reward needs a profit, no open position, and the trading days and the best day that the account asks for. This class
 * is immutable and thread-safe.
 *
 * @param account the account and its objectives, without a profit target
 * @param traderShare the trader's share of the profit, above 0 and at most 1
 * @param daysToReward how many days of the calendar after the first trade of a cycle the reward can be claimed
 * @param minimumProfit the least profit that is paid out, none if none is published
 * @param scaling how the account grows, none if it does not
 */
public record FundedTerms(
        Phase account,
        double traderShare,
        int daysToReward,
        Optional<Money> minimumProfit,
        Optional<ScalingPlan> scaling) {

    /**
     * Checks the terms against each other.
     *
     * @throws IllegalArgumentException if the account has a target, a number is out of range, or an amount is in
     *     another currency
     */
    public FundedTerms {
        if (account.profitTarget().isPresent()) {
            throw new IllegalArgumentException("account must have no profit target, had "
                    + account.profitTarget().get());
        }
        Fraction.requirePositive(traderShare, "traderShare");
        if (daysToReward < 0) {
            throw new IllegalArgumentException("daysToReward must not be negative, was " + daysToReward);
        }
        minimumProfit.ifPresent(profit -> {
            if (profit.in(account.initialBalance().currency()) <= 0) {
                throw new IllegalArgumentException("minimumProfit must be above zero, was " + profit);
            }
        });
        scaling.ifPresent(plan -> plan.largest().in(account.initialBalance().currency()));
    }

    /**
     * Terms without a minimum profit and a scaling plan.
     *
     * @param account the account and its objectives, without a profit target
     * @param traderShare the trader's share of the profit, above 0 and at most 1
     * @param daysToReward how many days of the calendar after the first trade of a cycle the reward can be claimed
     * @return the terms
     */
    public static FundedTerms of(Phase account, double traderShare, int daysToReward) {
        return new FundedTerms(account, traderShare, daysToReward, Optional.empty(), Optional.empty());
    }

    /**
     * The same terms with a minimum profit.
     *
     * @param value the least profit that is paid out
     * @return the terms
     */
    public FundedTerms withMinimumProfit(Money value) {
        return new FundedTerms(account, traderShare, daysToReward, Optional.of(value), scaling);
    }

    /**
     * The same terms with an account that grows.
     *
     * @param value how it grows
     * @return the terms
     */
    public FundedTerms withScaling(ScalingPlan value) {
        return new FundedTerms(account, traderShare, daysToReward, minimumProfit, Optional.of(value));
    }

    /**
     * The same terms under other rules of the account.
     *
     * @param value the account and its objectives, without a profit target
     * @return the terms
     */
    public FundedTerms withAccount(Phase value) {
        return new FundedTerms(value, traderShare, daysToReward, minimumProfit, scaling);
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
        return new FundedTerms(grown, plan.traderShare(), daysToReward, minimumProfit, scaling);
    }

    /**
     * The first day on which the reward of a cycle can be claimed.
     *
     * @param firstTrade the day on which the first position of the cycle was opened
     * @return the day
     */
    public LocalDate rewardFrom(LocalDate firstTrade) {
        return firstTrade.plusDays(daysToReward);
    }
}
