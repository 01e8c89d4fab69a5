package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.money.Fraction;

/**
 * How fast what was observed is forgotten.
 *
 * @param lambda what an observation weighs after one more, where the latest weighs 1: from 0, only the latest counts,
 *     to 1, none is ever forgotten
 */
public record Decay(double lambda) {

    /** Checks the weight. */
    public Decay {
        Fraction.requireNonNegative(lambda, "lambda");
    }

    /**
     * Nothing is forgotten: all observations weigh the same.
     *
     * @return the decay
     */
    public static Decay none() {
        return new Decay(1);
    }

    /**
     * An observation keeps this share of its weight with each one that follows.
     *
     * @param lambda from 0 to 1; RiskMetrics takes 0.94 for daily returns
     * @return the decay
     */
    public static Decay lambda(double lambda) {
        return new Decay(lambda);
    }

    /**
     * An observation weighs half after so many more: λ = 0.5<sup>1 / observations</sup>.
     *
     * @param observations how many, above 0 and finite
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
