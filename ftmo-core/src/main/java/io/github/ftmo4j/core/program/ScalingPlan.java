package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How a funded account grows.
 *
 * @param months how many months a window lasts at least, since the account was opened or grew last
 * @param profit the net profit that the window needs, a share of the size the account has
 * @param rewards how many rewards the window needs
 * @param growth by how much the account grows, a share of its original size
 * @param largest the size above which no account grows
 * @param traderShare the trader's share of the profit once the account has grown
 */
public record ScalingPlan(int months, double profit, int rewards, double growth, Money largest, double traderShare) {

    /** Why an account does not grow. The names are stable codes. */
    public enum Obstacle {
        /** The window has not lasted long enough. */
        TOO_EARLY,
        /** The net profit of the window is too small. */
        TOO_LITTLE_PROFIT,
        /** There were too few rewards in the window. */
        TOO_FEW_REWARDS,
        /** The balance is not above the size of the account. */
        NOT_IN_PROFIT,
        /** The account has the largest size already. */
        LARGEST_SIZE
    }

    /**
     * Where an account stands in its window.
     *
     * @param original the size with which the account was funded first
     * @param size the size it has now
     * @param since the first day of the window
     * @param netProfit what the window earned, losses deducted
     * @param rewards how many rewards were paid in the window
     * @param balance the balance now
     */
    public record Standing(Money original, Money size, LocalDate since, Money netProfit, int rewards, Money balance) {}

    /**
     * What the plan says of an account.
     *
     * @param size the size that the account has from now on
     * @param obstacles why it does not grow, none if it does
     */
    public record Review(Money size, List<Obstacle> obstacles) {
        /** Copies the obstacles. */
        public Review {
            obstacles = List.copyOf(obstacles);
        }

        /**
         * Whether the account grows.
         *
         * @return whether nothing stands against it
         */
        public boolean earned() {
            return obstacles.isEmpty();
        }
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ScalingPlan {
        if (months < 1) {
            throw new IllegalArgumentException("months must be at least 1, was " + months);
        }
        if (rewards < 0) {
            throw new IllegalArgumentException("rewards must not be negative, was " + rewards);
        }
        if (!largest.isPositive()) {
            throw new IllegalArgumentException("largest must be above zero, was " + largest);
        }
        Fraction.requirePositive(profit, "profit");
        Fraction.requirePositive(growth, "growth");
        Fraction.requirePositive(traderShare, "traderShare");
    }

    /**
     * Whether an account grows today, and to which size.
     *
     * @param standing where it stands
     * @param today the day
     * @return what the plan says
     * @throws IllegalArgumentException if an amount is in another currency than the plan
     */
    public Review review(Standing standing, LocalDate today) {
        List<Obstacle> obstacles = new ArrayList<>();
        Money size = standing.size();
        if (today.isBefore(standing.since().plusMonths(months))) {
            obstacles.add(Obstacle.TOO_EARLY);
        }
        if (standing.netProfit().compareTo(size.share(profit)) < 0) {
            obstacles.add(Obstacle.TOO_LITTLE_PROFIT);
        }
        if (standing.rewards() < rewards) {
            obstacles.add(Obstacle.TOO_FEW_REWARDS);
        }
        if (standing.balance().compareTo(size) <= 0) {
            obstacles.add(Obstacle.NOT_IN_PROFIT);
        }
        if (size.compareTo(largest) >= 0) {
            obstacles.add(Obstacle.LARGEST_SIZE);
        }
        Money grown = size.plus(standing.original().share(growth));
        return new Review(!obstacles.isEmpty() ? size : grown.compareTo(largest) > 0 ? largest : grown, obstacles);
    }
}
