package io.github.ftmo4j.sim.outcome;

import java.util.Arrays;
import java.util.Optional;

/**
 * Decides whether numbers that should be R-multiples look like amounts of money.
 *
 * <p>They do if
 *
 * <ul>
 *   <li>the median of their absolute values, zeros left out, is above 20; or
 *   <li>one of them is beyond ±20, there are losses, and no loss is 3 R or less.
 * </ul>
 *
 * A stop keeps most losses near 1 R, so that a history in R has some of that size, however large its largest win is.
 * Amounts of money as small as R-multiples are not recognised.
 */
public final class UnitCheck {

    private static final double LARGE = 20;
    private static final double ORDINARY_LOSS = -3;

    private UnitCheck() {}

    /**
     * Looks at numbers that should be R-multiples.
     *
     * @param rMultiples finite numbers in any order
     * @return why they look like money, as one sentence; empty if they do not
     */
    public static Optional<String> note(double... rMultiples) {
        double[] sizes = Arrays.stream(rMultiples)
                .filter(r -> r != 0)
                .map(Math::abs)
                .sorted()
                .toArray();
        if (sizes.length == 0 || sizes[sizes.length - 1] <= LARGE) {
            return Optional.empty();
        }
        double median = sizes[(sizes.length - 1) / 2];
        if (median > LARGE) {
            return Optional.of(sentence("half of them are beyond ±20 (the median is " + median + ")"));
        }
        double smallestLoss = Arrays.stream(rMultiples).filter(r -> r < 0).max().orElse(ORDINARY_LOSS);
        return smallestLoss < ORDINARY_LOSS
                ? Optional.of(sentence("the largest is " + sizes[sizes.length - 1] + " and the smallest loss is "
                        + smallestLoss + ", but a loss at the stop is -1"))
                : Optional.empty();
    }

    private static String sentence(String reason) {
        return "R-multiples look like amounts of money: " + reason
                + "; an R-multiple is the profit divided by the money at risk";
    }
}
