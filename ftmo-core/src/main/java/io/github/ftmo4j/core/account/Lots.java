package io.github.ftmo4j.core.account;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Sizes as decimals. A size has at most 12 significant digits and no trailing zeros, so that equal sizes are equal
 * values: further digits are the noise of binary arithmetic, as in 0.1 + 0.2.
 */
public final class Lots {

    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

    private static final int LARGEST_EXPONENT = 18;

    private Lots() {}

    /**
     * A size from a binary number.
     *
     * @param size at least 10<sup>−18</sup>, below 10<sup>18</sup>
     * @param name what the message calls it
     * @return the size, rounded to 12 significant digits
     * @throws IllegalArgumentException if it is out of range or no number
     */
    public static BigDecimal of(double size, String name) {
        if (!Double.isFinite(size)) {
            throw new IllegalArgumentException(name + " must be above zero and finite, was " + size);
        }
        return of(BigDecimal.valueOf(size), name);
    }

    /**
     * A size.
     *
     * @param size at least 10<sup>−18</sup>, below 10<sup>18</sup>
     * @param name what the message calls it
     * @return the size, rounded to 12 significant digits
     * @throws IllegalArgumentException if it is out of range
     */
    public static BigDecimal of(BigDecimal size, String name) {
        if (size.signum() <= 0) {
            throw new IllegalArgumentException(name + " must be above zero and finite, was " + size);
        }
        // the power of ten of the first digit; a long, because a scale may be any int
        long exponent = (long) size.precision() - size.scale() - 1;
        if (exponent < -LARGEST_EXPONENT || exponent >= LARGEST_EXPONENT) {
            throw new IllegalArgumentException(name + " must be from 1E-18 to below 1E+18, was " + size);
        }
        BigDecimal stripped = size.round(DIGITS).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
