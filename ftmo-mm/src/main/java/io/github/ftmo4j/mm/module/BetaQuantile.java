package io.github.ftmo4j.mm.module;

import org.jspecify.annotations.Nullable;

/**
 * The quantile of Beta(a, b) at a fixed level: the value that a variable of this distribution does not exceed with the
 * probability of the level. Beta(1 + wins, 1 + losses) is the posterior of a win rate with a uniform prior.
 *
 * <p>It rises with a and falls with b, apart from rounding errors of 10<sup>−15</sup> and from steps of up to
 * 10<sup>−6</sup> where the table of {@link #fast} ends. Quantiles of the same level are equal, but each makes its own
 * table, so share an instance. Immutable.
 */
public final class BetaQuantile {

    private static final double LEAST_LEVEL = 1e-3;
    private static final double MOST_LEVEL = 1 - LEAST_LEVEL;

    private static final double LEAST = 1e-3;
    private static final double MOST = 1e9;

    private static final double TABLE_LEAST = 0.5;
    private static final double TABLE_MOST = 0x1p21;
    private static final int NODES_PER_OCTAVE = 5;
    private static final int CELLS = 22 * NODES_PER_OCTAVE;

    /** A cell is interpolated from six nodes, two of them beyond each end. */
    private static final int MARGIN = 2;

    private static final int WIDTH = CELLS + 1 + 2 * MARGIN;
    private static final double LOG_STEP = StrictMath.log(2) / NODES_PER_OCTAVE;

    private final double level;
    private volatile double @Nullable [] table;

    private BetaQuantile(double level) {
        this.level = level;
    }

    /**
     * The quantile at a level.
     *
     * @param level the probability, from 0.001 to 0.999; 0.5 is the median
     * @return the quantile
     * @throws IllegalArgumentException if the level is out of range
     */
    public static BetaQuantile at(double level) {
        if (!(level >= LEAST_LEVEL && level <= MOST_LEVEL)) {
            throw new IllegalArgumentException(
                    "level must be from " + LEAST_LEVEL + " to " + MOST_LEVEL + ", was " + level);
        }
        return new BetaQuantile(level);
    }

    /**
     * The level.
     *
     * @return from 0.001 to 0.999
     */
    public double level() {
        return level;
    }

    /**
     * The quantile to 10<sup>−12</sup>. Takes microseconds, and longer the larger a and b are.
     *
     * @param a from 0.001 to 10<sup>9</sup>
     * @param b from 0.001 to 10<sup>9</sup>
     * @return from 0 to 1
     * @throws IllegalArgumentException if a or b is out of range
     */
    public double exact(double a, double b) {
        return IncompleteBeta.quantile(requireInRange(a, "a"), requireInRange(b, "b"), level);
    }

    /**
     * The quantile to 10<sup>−6</sup>: where a and b are from 0.5 to 2<sup>21</sup> by interpolation in ln a and ln b,
     * elsewhere by {@link #exact}. The first call makes a table, which takes about a tenth of a second and 100 kB.
     *
     * @param a from 0.001 to 10<sup>9</sup>
     * @param b from 0.001 to 10<sup>9</sup>
     * @return from 0 to 1
     * @throws IllegalArgumentException if a or b is out of range
     */
    public double fast(double a, double b) {
        if (!(a >= TABLE_LEAST && a <= TABLE_MOST && b >= TABLE_LEAST && b <= TABLE_MOST)) {
            return exact(a, b);
        }
        double[] quantiles = table();
        double row = StrictMath.log(a / TABLE_LEAST) / LOG_STEP;
        double column = StrictMath.log(b / TABLE_LEAST) / LOG_STEP;
        int top = Math.min((int) row, CELLS - 1);
        int left = Math.min((int) column, CELLS - 1);
        double down = row - top;
        double right = column - left;
        int at = top * WIDTH + left;
        double quantile = interpolate(
                down,
                along(quantiles, at, right),
                along(quantiles, at + WIDTH, right),
                along(quantiles, at + 2 * WIDTH, right),
                along(quantiles, at + 3 * WIDTH, right),
                along(quantiles, at + 4 * WIDTH, right),
                along(quantiles, at + 5 * WIDTH, right));
        return Math.max(0, Math.min(quantile, 1));
    }

    private static double along(double[] quantiles, int at, double right) {
        return interpolate(
                right,
                quantiles[at],
                quantiles[at + 1],
                quantiles[at + 2],
                quantiles[at + 3],
                quantiles[at + 4],
                quantiles[at + 5]);
    }

    /** Lagrange's polynomial through values at −2, −1, 0, 1, 2, 3. */
    private static double interpolate(double t, double f0, double f1, double f2, double f3, double f4, double f5) {
        double outerLeft = (t + 2) * (t + 1);
        double inner = t * (t - 1);
        double outerRight = (t - 2) * (t - 3);
        double left = ((t + 2) * f1 / 24 - (t + 1) * f0 / 120) * inner * outerRight;
        double middle = (t * f3 - (t - 1) * f2) * outerLeft * outerRight / 12;
        double right = ((t - 2) * f5 / 120 - (t - 3) * f4 / 24) * inner * outerLeft;
        return left + middle + right;
    }

    private double[] table() {
        double[] made = table;
        if (made == null) {
            synchronized (this) {
                made = table;
                if (made == null) {
                    made = makeTable();
                    table = made;
                }
            }
        }
        return made;
    }

    private double[] makeTable() {
        double[] nodes = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            nodes[i] = TABLE_LEAST * StrictMath.exp((i - MARGIN) * LOG_STEP);
        }
        double[] quantiles = new double[WIDTH * WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            for (int j = 0; j < WIDTH; j++) {
                quantiles[i * WIDTH + j] = exact(nodes[i], nodes[j]);
            }
        }
        return quantiles;
    }

    private static double requireInRange(double value, String name) {
        if (!(value >= LEAST && value <= MOST)) {
            throw new IllegalArgumentException(name + " must be from " + LEAST + " to " + MOST + ", was " + value);
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BetaQuantile quantile && quantile.level == level;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(level);
    }

    @Override
    public String toString() {
        return "BetaQuantile[level=" + level + "]";
    }
}
