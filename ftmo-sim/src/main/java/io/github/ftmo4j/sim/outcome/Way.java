package io.github.ftmo4j.sim.outcome;

/**
 * How far a Brownian motion that ends at one of two prices goes towards the other, from its exact law. The scale
 * function is s(x) = (1 − e^(−θx)) / θ.
 *
 * @param drift the drift towards the end
 * @param away the distance of the other price
 * @param toEnd s(end)
 * @param toOther −s(−away), with which the other price is reached
 */
record Way(double drift, double away, double toEnd, double toOther) {

    Way(double drift, double end, double away) {
        this(drift, away, -scale(drift, -end), scale(drift, away));
    }

    /** −s(−y), which is (e^(θy) − 1) / θ. */
    static double scale(double drift, double y) {
        return drift == 0 ? y : StrictMath.expm1(drift * y) / drift;
    }

    double reaches(double y) {
        if (y <= 0) {
            return 1;
        }
        if (y >= away || Double.isInfinite(drift)) {
            return 0;
        }
        double at = scale(drift, y);
        return (1 - at / toOther) / (1 + at / toEnd);
    }

    /** By inversion: reached with the probability u. */
    double furthest(double u) {
        if (Double.isInfinite(drift)) {
            return 0;
        }
        double at = toOther * (1 - u) / (1 + u * (toOther / toEnd));
        return Math.min(away, drift == 0 ? at : StrictMath.log1p(drift * at) / drift);
    }
}
