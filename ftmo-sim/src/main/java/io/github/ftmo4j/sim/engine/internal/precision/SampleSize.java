package io.github.ftmo4j.sim.engine.internal.precision;

import io.github.ftmo4j.sim.statistics.Estimate;

/** How many trials a half width needs. Immutable. */
final class SampleSize {

    /** The standard normal quantile of the intervals, at 97.5 %, and that of the bound after the pilot, at 99.9 %. */
    private static final double Z = 1.959963984540054;

    private static final double Z_BOUND = 3.090232306167813;

    /**
     * The share of the trials of the least favourable probability, one half, that the pilot has, and its least size.
     */
    private static final double PILOT = 0.02;

    private static final long LEAST_PILOT = 50;

    /** How many more trials there are at least if the interval is still too wide. */
    private static final double GROWTH = 1.02;

    private final double halfWidth;

    SampleSize(double halfWidth) {
        this.halfWidth = halfWidth;
    }

    /** How many trials the pilot has if there are so many in all: no more than its share of them, if that is enough. */
    long pilot(long most) {
        double wanted = PILOT * (double) Math.min(independent(0.5), most);
        return Math.min(most / 2, Math.max(LEAST_PILOT, (long) Math.ceil(wanted)));
    }

    /**
     * How many trials make the interval narrow enough, by an estimate from others.
     *
     * @param estimate the estimate
     * @param trials the number of trials that it comes from
     */
    long trials(Estimate estimate, long trials) {
        long n = estimate.n().orElse(trials);
        double needed = independent(leastFavourable(estimate.value(), n)) * trials / n;
        return (long) Math.min(Math.ceil(needed), Long.MAX_VALUE / 2.0);
    }

    /** How many trials there must be in all if the interval from some of them is still too wide. */
    long more(Estimate estimate, long trials) {
        return Math.max((long) Math.ceil(GROWTH * trials), trials(estimate, trials));
    }

    /** The probability nearest to one half that is within the bound. */
    private static double leastFavourable(double share, long n) {
        double square = Z_BOUND * Z_BOUND;
        double centre = (share + square / (2.0 * n)) / (1 + square / n);
        double reach = Z_BOUND * Math.sqrt(share * (1 - share) / n + square / (4.0 * n * n)) / (1 + square / n);
        return Math.max(centre - reach, Math.min(0.5, centre + reach));
    }

    /**
     * How many independent trials make half of Wilson's interval this wide. With {@code v = p(1 − p)} and {@code m =
     * z²}: {@code m(v/n + m/(4n²)) = h²(1 + m/n)²} is a quadratic equation in n.
     */
    private double independent(double share) {
        double h = halfWidth * halfWidth;
        double m = Z * Z;
        double v = share * (1 - share);
        // h n² + (2hm − mv) n + (h m² − m²/4) = 0
        double b = 2 * h * m - m * v;
        double c = m * m * (h - 0.25);
        return (-b + Math.sqrt(b * b - 4 * h * c)) / (2 * h);
    }
}
