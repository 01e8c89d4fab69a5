package io.github.ftmo4j.sim.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * How well a model fits. A small distance and large p-values are good.
 *
 * <p>The p-values are of the test of Ljung and Box at 10 lags, for normal scores of the trades given the trades before
 * (for families without a density, for standardised results). They are a little too large for families with memory,
 * since these are fitted to the order of the trades.
 *
 * @param distance the distance of Kolmogorov and Smirnov between the trades and the model, from 0 to 1: the largest
 *     difference of their distribution functions; for {@link Family#LOGNORMAL_WINNERS} that of the winners only. For
 *     two-valued families it counts any spread of the wins and of the losses, however small. Its p-value is that of
 *     {@link Fits#pValue}, since tables are wrong for parameters that are fitted
 * @param streaks the p-value for trades of which good ones follow good ones, or bad ones, no more often than in the
 *     model
 * @param clusters the p-value for trades of which large ones follow large ones no more often than in the model
 */
public record Goodness(double distance, double streaks, double clusters) {

    /** Below this a p-value is a warning. */
    private static final double SIGNIFICANT = 0.01;

    /** What the order of the trades has that the model has not. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (streaks < SIGNIFICANT) {
            warnings.add("the trades have streaks that the model has not: p = " + streaks);
        }
        if (clusters < SIGNIFICANT) {
            warnings.add("large results follow large ones more often than in the model: p = " + clusters);
        }
        return warnings;
    }
}
