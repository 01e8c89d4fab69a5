package io.github.ftmo4j.sim.edge;

import io.github.ftmo4j.sim.sweep.Criterion;
import java.util.Locale;

/**
 * What more trades would tell about a number of the odds (pre-posterior analysis).
 *
 * @param criterion what the number is
 * @param trades how many more trades
 * @param widthNow the width of the interval that contains the true number with 90 %, now
 * @param widthThen the mean of that width after these trades, over what they may be
 */
public record Outlook(Criterion criterion, int trades, double widthNow, double widthThen) {

    /** A width that changes by less is the same, as far as it is known. */
    private static final double LEAST_CHANGE = 0.95;

    /** The outlook in a sentence. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                widthThen < LEAST_CHANGE * widthNow
                        ? "%d more trades narrow the 90 %% interval of %s from %s to %s on average"
                        : "%d more trades leave the 90 %% interval of %s about as wide as it is: %s, on average %s",
                trades,
                criterion.name(),
                width(widthNow),
                width(widthThen));
    }

    private String width(double width) {
        return criterion.scale().differenceText(width).substring(1); // without its sign
    }
}
