package io.github.ftmo4j.core.money;

/**
 * Checks for fractions.
 *
 * <p>Every share in this library is a plain {@code double} fraction: 5 % is {@code 0.05}. A value above one is refused,
 * since it is nearly always a percentage written by mistake.
 */
public final class Fraction {

    /**
     * The largest fraction of an account that a trade may risk, or that a cap of risk may be: 0.2, for 20 %. Every
     * program fails long before such a loss, and 1 is more often typed for 1 % than meant.
     */
    public static final double LARGEST_RISK = 0.2;

    /** A cap that caps at the whole account only, for modules that ask for a cap. */
    public static final double NO_CAP = Double.POSITIVE_INFINITY;

    private Fraction() {}

    /**
     * Returns the value if it is a fraction of an account that may be at risk: in (0, {@value #LARGEST_RISK}].
     *
     * @param value the fraction
     * @param name what the fraction is, for the message
     * @return the value
     * @throws IllegalArgumentException if the value is NaN, not above zero, or above the largest
     */
    public static double requireRisk(double value, String name) {
        return requireRisk(value, LARGEST_RISK, name);
    }

    /**
     * Returns the value if it is a fraction of an account that may be at risk, where the caller states the largest.
     *
     * @param value the fraction
     * @param largest the largest that is allowed
     * @param name what the fraction is, for the message
     * @return the value
     * @throws IllegalArgumentException if the value is NaN, not above zero, or above the largest
     */
    public static double requireRisk(double value, double largest, String name) {
        if (!(value > 0 && value <= largest)) {
            throw new IllegalArgumentException(name + " must be a fraction above 0 and at most " + largest
                    + " of the account (0.01 for 1 %), was " + value);
        }
        return value;
    }

    /**
     * Returns the value if it is zero or a fraction of an account that may be at risk.
     *
     * @param value the fraction
     * @param name what the fraction is, for the message
     * @return the value
     * @throws IllegalArgumentException if the value is NaN, negative, or above {@value #LARGEST_RISK}
     */
    public static double requireRiskOrZero(double value, String name) {
        return value == 0 ? value : requireRisk(value, name);
    }

    /**
     * Returns the value if it is {@link #NO_CAP} or a fraction of an account that may be at risk.
     *
     * @param value the cap
     * @param name what the cap is, for the message
     * @return the value
     * @throws IllegalArgumentException if the value is NaN, not above zero, or finite and above {@value #LARGEST_RISK}
     */
    public static double requireCap(double value, String name) {
        return value == NO_CAP ? value : requireRisk(value, name);
    }

    /**
     * Caps a fraction of an account.
     *
     * @param fraction the fraction
     * @param cap the cap
     * @return the fraction, at most the cap, and at most 1
     */
    public static double capped(double fraction, double cap) {
        return Math.min(fraction, Math.min(cap, 1));
    }

    /**
     * Returns the value if it lies in (0, 1].
     *
     * @param value the fraction
     * @param name what the fraction is, for the message
     * @return the value
     * @throws IllegalArgumentException if the value is NaN, not above zero, or above one
     */
    public static double requirePositive(double value, String name) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    name + " must be a fraction above 0 and at most 1 (0.05 for 5 %), was " + value);
        }
        return value;
    }

    /**
     * Returns the value if it lies in [0, 1].
     *
     * @param value the fraction
     * @param name what the fraction is, for the message
     * @return the value
     * @throws IllegalArgumentException if the value is NaN, negative, or above one
     */
    public static double requireNonNegative(double value, String name) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be a fraction from 0 to 1 (0.05 for 5 %), was " + value);
        }
        return value;
    }
}
