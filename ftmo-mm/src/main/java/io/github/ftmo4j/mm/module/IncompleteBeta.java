package io.github.ftmo4j.mm.module;

/**
 * The distribution function of Beta(a, b), which is the regularized incomplete beta function, and its inverse.
 *
 * <p>Commons Statistics is not used, since it computes with {@code Math.exp}, {@code log} and {@code pow}, whose last
 * bit may differ between machines, and the results of a simulation are the same bit for bit on all machines.
 *
 * <p>Sources: W. J. Lentz, Generating Bessel Functions in Mie Scattering Calculations Using Continued Fractions,
 * Applied Optics 1976, as modified by I. J. Thompson and A. R. Barnett, Coulomb and Bessel Functions of Complex
 * Arguments and Order, Journal of Computational Physics 1986; M. Abramowitz, I. A. Stegun, Handbook of Mathematical
 * Functions, 1964, 6.1.41 and 26.5.8.
 */
final class IncompleteBeta {

    private static final double LOG_2PI = StrictMath.log(2 * Math.PI);

    /** From this value on the error of the truncated series of Stirling is less than 10<sup>−15</sup>. */
    private static final double LARGE = 16;

    /** Replaces a zero divisor in the continued fraction. */
    private static final double TINY = 1e-300;

    /** The continued fraction has converged when a factor is this close to 1. */
    private static final double CONVERGED = 4e-15;

    /**
     * After as many steps the bracket is halved: rounding keeps Halley's method from converging where the distribution
     * is flat.
     */
    private static final int MOST_STEPS = 50;

    private IncompleteBeta() {}

    /** The argument at which the distribution function reaches p, to 10<sup>−12</sup>. */
    static double quantile(double a, double b, double p) {
        double scale = logScale(a, b);
        // computed from the nearer end, so that no digits are lost next to 1
        return p <= below(a, b, 0.5, edge(a, b, 0.5, scale))
                ? lowerQuantile(a, b, p, scale)
                : 1 - lowerQuantile(b, a, 1 - p, scale);
    }

    /** A quantile of at most one half: by Halley's method in ln x, or by halving the bracket if a step leaves it. */
    private static double lowerQuantile(double a, double b, double p, double scale) {
        double low = 0;
        double high = 0.5;
        double x = Math.min(a / (a + b), 0.5);
        for (int i = 0; ; i++) {
            double edge = edge(a, b, x, scale);
            double above = below(a, b, x, edge) - p;
            if (above > 0) {
                high = x;
            } else {
                low = x;
            }
            double step = above * (1 - x) / edge;
            step /= Math.max(0.5, 1 - 0.5 * step * (a - (b - 1) * x / (1 - x)));
            double next = x * StrictMath.exp(-step);
            if (Math.abs(next - x) <= 1e-10 * x) {
                return Math.min(next, 0.5);
            }
            x = i < MOST_STEPS && next > low && next < high ? next : 0.5 * (low + high);
            if (x == low || x == high || x < Double.MIN_NORMAL) {
                return x;
            }
        }
    }

    /** The distribution function at x, given the {@link #edge} there. */
    private static double below(double a, double b, double x, double edge) {
        return x * (a + b + 2) < a + 1 ? edge * fraction(a, b, x) / a : 1 - edge * fraction(b, a, 1 - x) / b;
    }

    /** x<sup>a</sup> (1 − x)<sup>b</sup> / B(a, b), in terms that stay small near the mean, however large a and b. */
    private static double edge(double a, double b, double x, double scale) {
        double beyondMean = x * b - (1 - x) * a;
        double ofMean = x * ((a + b) / a);
        double logX = ofMean < 0.5 ? StrictMath.log(ofMean) : StrictMath.log1p(beyondMean / a);
        return StrictMath.exp(scale + a * logX + b * StrictMath.log1p(-beyondMean / b));
    }

    /** ln of x<sup>a</sup> (1 − x)<sup>b</sup> / B(a, b) at the mean a / (a + b). */
    private static double logScale(double a, double b) {
        return 0.5 * (StrictMath.log(a) + StrictMath.log(b / (a + b)) - LOG_2PI)
                + stirling(a + b)
                - stirling(a)
                - stirling(b);
    }

    /** The difference between ln Γ(a) and Stirling's (a − ½) ln a − a + ½ ln 2π. */
    private static double stirling(double a) {
        double shifted = a;
        double sum = 0;
        while (shifted < LARGE) {
            sum += (shifted + 0.5) * StrictMath.log1p(1 / shifted) - 1;
            shifted++;
        }
        double t = 1 / (shifted * shifted);
        return sum + (1 / 12.0 - t * (1 / 360.0 - t * (1 / 1260.0 - t * (1 / 1680.0 - t / 1188)))) / shifted;
    }

    /** The continued fraction, for arguments below the mean. */
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / unlessZero(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; ; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / unlessZero(1 + even * d);
            c = unlessZero(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / unlessZero(1 + odd * d);
            c = unlessZero(1 + odd / c);
            double change = d * c;
            value *= change;
            if (Math.abs(change - 1) < CONVERGED) {
                return value;
            }
        }
    }

    private static double unlessZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
