package io.github.ftmo4j.sim.fit;

import io.github.ftmo4j.sim.outcome.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The choice of the length of blocks by Politis and White. */
final class BlockLengths {

    private static final int LEAST_TRADES = 200;
    private static final int LEAST_LAGS = 5;

    private BlockLengths() {}

    static BlockFit fit(double[] r) {
        int n = r.length;
        double longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3.0));
        double mean = 1;
        double fixed = 1;
        double kept = 1;
        if (Sample.variance(r) > 0) {
            int window = window(r);
            double[] covariances = weightedCovariances(r, window);
            double slope = 0;
            double spectrum = covariances[0];
            for (int lag = 1; lag < covariances.length; lag++) {
                slope += 2 * lag * covariances[lag];
                spectrum += 2 * covariances[lag];
            }
            double square = spectrum * spectrum;
            mean = length(slope, 2 * square, n, longest);
            fixed = length(slope, 4 * square / 3, n, longest);
            kept = spectrum > 0 ? keptBy(mean, covariances) / spectrum : 1;
        }
        List<String> warnings = new ArrayList<>();
        if (n < LEAST_TRADES) {
            warnings.add("the length of blocks needs " + LEAST_TRADES + " trades for a stable fit, had " + n);
        }
        return new BlockFit(Bootstrap.of(r), mean, (int) Math.round(fixed), kept, warnings);
    }

    private static double[] weightedCovariances(double[] r, int window) {
        return IntStream.range(0, Math.min(window + 1, r.length))
                .mapToDouble(lag -> weight((double) lag / window) * Sample.covariance(r, lag))
                .toArray();
    }

    /**
     * The variance of the mean of many trades, times their number: two trades are in one block less often the farther
     * apart they are.
     */
    private static double keptBy(double meanBlock, double[] covariances) {
        double variance = covariances[0];
        for (int lag = 1; lag < covariances.length; lag++) {
            variance += 2 * Math.pow(1 - 1 / meanBlock, lag) * covariances[lag];
        }
        return variance;
    }

    private static double length(double slope, double spread, int n, double longest) {
        double length = spread > 0 ? Math.cbrt(2 * slope * slope / spread * n) : 1;
        return Math.max(1, Math.min(longest, length));
    }

    /** Twice the lag after which autocorrelations are negligible. */
    private static int window(double[] r) {
        int n = r.length;
        double negligible = 2 * Math.sqrt(Math.log10(n) / n);
        int run = Math.max(LEAST_LAGS, (int) Math.ceil(Math.sqrt(Math.log10(n))));
        int most = Math.min(n - 1, (int) Math.ceil(Math.sqrt(n)) + run);
        double variance = Sample.variance(r);
        int lastLarge = 0;
        for (int lag = 1; lag <= most && lag <= lastLarge + run; lag++) {
            if (Math.abs(Sample.covariance(r, lag)) / variance > negligible) {
                lastLarge = lag;
            }
        }
        return 2 * Math.max(1, lastLarge);
    }

    /** A flat top with linear sides. */
    private static double weight(double share) {
        return Math.min(1, 2 * (1 - share));
    }
}
