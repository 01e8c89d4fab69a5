package io.github.ftmo4j.core.program;

/**
 * What the firm's platform allows; a {@link Phase} has the leverage.
 *
 * @param requestsPerDay how many requests a day the server takes: orders, changes and closes
 * @param ordersAtOnce how many orders may wait or be open at the same time
 * @param positionsPerDay how many positions may be opened on a day
 */
public record TradingConditions(int requestsPerDay, int ordersAtOnce, int positionsPerDay) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public TradingConditions {
        requirePositive(requestsPerDay, "requestsPerDay");
        requirePositive(ordersAtOnce, "ordersAtOnce");
        requirePositive(positionsPerDay, "positionsPerDay");
    }

    private static void requirePositive(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + number);
        }
    }
}
