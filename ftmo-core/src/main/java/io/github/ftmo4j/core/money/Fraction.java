package io.github.ftmo4j.core.money;

/**
 * Checks for fractions.
 *
 * <p>Every share in this library is a plain {@code double} fraction: 5 % is {@code 0.05}. A value above one is refused,
 * since it is nearly always a percentage written by mistake.
 */
public final class Fraction {

    private Fraction() {}

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
