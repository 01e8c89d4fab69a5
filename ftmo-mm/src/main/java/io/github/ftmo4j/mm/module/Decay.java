package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.money.Fraction;

/**
 * How fast the weight of an observation falls with each later one.
 *
 * @param lambda the weight of an observation after one more, where the latest weighs 1; from 0, at which only the
 *     latest counts, to 1, at which all weigh the same
 */
public record Decay(double lambda) {

    /** Checks the weight. */
    public Decay {
        Fraction.requireNonNegative(lambda, "lambda");
    }

    /**
     * No decay: all observations weigh the same.
     *
     * @return the decay
     */
    public static Decay none() {
        return new Decay(1);
    }

    /**
     * An observation keeps this share of its weight with each later one.
     *
     * @param lambda from 0 to 1; RiskMetrics takes 0.94 for daily returns
     * @return the decay
     */
    public static Decay lambda(double lambda) {
        return new Decay(lambda);
    }

    /**
     * The weight halves after a number of later observations: λ = 0.5<sup>1 / observations</sup>.
     *
     * @param observations the number, above 0 and finite
     * @return the decay
     * @throws IllegalArgumentException if the number is out of range
     */
    public static Decay halfLife(double observations) {
        if (!(observations > 0 && observations < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("half-life must be above 0 and finite, was " + observations);
        }
        return new Decay(StrictMath.pow(0.5, 1 / observations));
    }
}
