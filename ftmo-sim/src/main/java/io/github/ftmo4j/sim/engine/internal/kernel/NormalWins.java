package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.random.CorrelatedStream;
import io.github.ftmo4j.sim.random.StandardNormal;

/**
 * Which normal numbers win, if the number that decides a trade follows from a normal number as in
 * {@link CorrelatedStream}. Immutable.
 */
final class NormalWins {

    /** Outside these win rates, and within this distance of the normal number of a win rate, nothing is certain. */
    private static final double LEAST = 0.001;

    private static final double NEAR = 1e-6;

    /** A win below this normal number and a loss above it, except for a distance on both sides. */
    private final double quantile;

    private final double near;

    /** A trade wins if the upper 53 bits of its number are below a bound. */
    NormalWins(long winBelow) {
        double winRate = winBelow * 0x1p-53;
        boolean isExtreme = !(winRate > LEAST && winRate < 1 - LEAST);
        quantile = isExtreme ? 0 : quantile(winRate);
        near = isExtreme ? Double.POSITIVE_INFINITY : NEAR;
    }

    private static double quantile(double probability) {
        double low = -10;
        double high = 10;
        while (high - low > NEAR / 1024) {
            double middle = (low + high) / 2;
            if (StandardNormal.cumulative(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A number that wins exactly if the number of a normal number does. */
    long bits(double normal) {
        double above = normal - quantile;
        if (Math.abs(above) <= near) {
            return CorrelatedStream.longOf(normal);
        }
        // all bits of a loss, none of a win, without a branch on it
        return ~(Double.doubleToRawLongBits(above) >> 63);
    }
}
