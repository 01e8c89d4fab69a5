package io.github.ftmo4j.core.program;

import java.util.Optional;

/**
 * Time limits for a phase without activity. They count completed calendar days, including the first one; a phase fails
 * as the next day begins.
 *
 * @param withoutTrade after how many consecutive days without an opened position the phase fails; none if there is no
 *     such limit
 * @param deepLoss how long the balance may stay low, none if there is no such limit
 */
public record Inactivity(Optional<Integer> withoutTrade, Optional<DeepLoss> deepLoss) {

    /**
     * Checks the days.
     *
     * @throws IllegalArgumentException if it is less than one day
     */
    public Inactivity {
        withoutTrade.ifPresent(days -> requirePositive(days, "withoutTrade"));
    }

    /**
     * A phase fails after some days without an opened position.
     *
     * @param days after how many days
     * @return the clocks
     */
    public static Inactivity of(int days) {
        return new Inactivity(Optional.of(days), Optional.empty());
    }

    /**
     * The same clocks, and one for a balance that stays low.
     *
     * @param loss how far under the initial balance; a share of the reference is one of the initial balance
     * @param days for how many days it may stay at that loss or a larger one
     * @return the clocks
     */
    public Inactivity withDeepLoss(Limit loss, int days) {
        return new Inactivity(withoutTrade, Optional.of(new DeepLoss(loss, days)));
    }

    /**
     * A balance that stays low, cash flows apart.
     *
     * @param loss how far under the initial balance
     * @param days for how many days in a row the balance may end at that loss or a larger one
     */
    public record DeepLoss(Limit loss, int days) {
        /**
         * Checks the days.
         *
         * @throws IllegalArgumentException if it is less than one day
         */
        public DeepLoss {
            requirePositive(days, "deepLoss");
        }
    }

    private static void requirePositive(int days, String name) {
        if (days < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 day, was " + days);
        }
    }
}
