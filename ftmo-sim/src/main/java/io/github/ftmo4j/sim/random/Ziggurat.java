package io.github.ftmo4j.sim.random;

/**
 * Standard normal numbers by the ziggurat with 256 layers (G. Marsaglia, W. W. Tsang, The Ziggurat Method, 2000, in the
 * form of J. A. Doornik, An Improved Ziggurat Method, 2005).
 *
 * <p>Layer and position come from different bits of one draw; about 1.2 % of the numbers need more. {@code StrictMath}
 * keeps tables and rejections the same everywhere.
 */
final class Ziggurat {

    private static final int LAYERS = 256;

    /** Where the tail begins, and the area of a layer, for 256 layers. */
    private static final double TAIL = 3.654152885361009;

    private static final double AREA = 0.004928673233974658;

    /** Right edges of the layers, the base first; and the share of each layer that is certainly under the curve. */
    private static final double[] EDGE = new double[LAYERS + 1];

    private static final double[] INSIDE = new double[LAYERS];

    /** The density at the edges. */
    private static final double[] DENSITY = new double[LAYERS + 1];

    static {
        double density = density(TAIL);
        EDGE[0] = AREA / density;
        EDGE[1] = TAIL;
        for (int i = 2; i < LAYERS; i++) {
            density += AREA / EDGE[i - 1];
            EDGE[i] = Math.sqrt(-2 * StrictMath.log(density));
        }
        for (int i = 0; i < LAYERS; i++) {
            INSIDE[i] = EDGE[i + 1] / EDGE[i];
        }
        for (int i = 0; i <= LAYERS; i++) {
            DENSITY[i] = density(EDGE[i]);
        }
    }

    private Ziggurat() {}

    /** The number that one draw gives, NaN if it takes more draws. */
    static double certain(long bits) {
        int layer = (int) bits & (LAYERS - 1);
        double position = (bits >> 11) * 0x1p-52;
        return Math.abs(position) < INSIDE[layer] ? position * EDGE[layer] : Double.NaN;
    }

    static double next(RandomStream random) {
        return next(random, random.nextLong());
    }

    /** The number that begins with a draw. */
    static double next(RandomStream random, long first) {
        long bits = first;
        while (true) {
            int layer = (int) bits & (LAYERS - 1);
            double position = (bits >> 11) * 0x1p-52;
            if (Math.abs(position) < INSIDE[layer]) {
                return position * EDGE[layer];
            }
            if (layer == 0) {
                return tail(random, position < 0);
            }
            double x = position * EDGE[layer];
            double low = DENSITY[layer];
            double high = DENSITY[layer + 1];
            if (low + random.nextDouble() * (high - low) < density(x)) {
                return x;
            }
            bits = random.nextLong();
        }
    }

    /** Marsaglia's method for the tail. */
    private static double tail(RandomStream random, boolean negative) {
        while (true) {
            double x = random.nextExponential() / TAIL;
            double y = random.nextExponential();
            if (y + y >= x * x) {
                return negative ? -TAIL - x : TAIL + x;
            }
        }
    }

    private static double density(double x) {
        return StrictMath.exp(-0.5 * x * x);
    }
}
