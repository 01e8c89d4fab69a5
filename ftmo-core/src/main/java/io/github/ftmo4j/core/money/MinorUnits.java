package io.github.ftmo4j.core.money;

/**
 * The ways in which a computed amount becomes whole minor units (cents).
 *
 * <p>A computed amount is a product such as balance × fraction. The fraction stands for the decimal number that it
 * prints as. Binary arithmetic may give a product that differs slightly (by at most 2<sup>−51</sup> of itself) from the
 * whole number that decimal arithmetic gives; such a product counts as that whole number. So 0.29 % of 100.00 is 0.29,
 * never 0.28.
 */
public final class MinorUnits {

    /** The relative error of a product of two rounded factors, doubled for safety. */
    private static final double PRODUCT_ERROR = 0x1p-51;

    /**
     * The largest amount of money that is accepted, in either direction. A larger one is a mistake and could overflow.
     */
    public static final long LARGEST = 10_000_000_000_000L;

    private MinorUnits() {}

    /**
     * Whether a number of minor units is within ±{@link #LARGEST}.
     *
     * @param minorUnits any number
     * @return whether it is
     */
    public static boolean isInRange(long minorUnits) {
        return minorUnits >= -LARGEST && minorUnits <= LARGEST;
    }

    /**
     * Rounds down, towards negative infinity.
     *
     * @param amount a computed amount in minor units, at most 10<sup>13</sup> in size
     * @return whole minor units
     * @throws IllegalArgumentException if the amount is NaN, infinite or too large
     */
    public static long down(double amount) {
        return floor(checked(amount));
    }

    /**
     * Rounds up, towards positive infinity.
     *
     * @param amount a computed amount in minor units, at most 10<sup>13</sup> in size
     * @return whole minor units
     * @throws IllegalArgumentException if the amount is NaN, infinite or too large
     */
    public static long up(double amount) {
        return -floor(-checked(amount));
    }

    /**
     * Rounds to the nearest whole, halves away from zero.
     *
     * @param amount a computed amount in minor units, at most 10<sup>13</sup> in size
     * @return whole minor units
     * @throws IllegalArgumentException if the amount is NaN, infinite or too large
     */
    public static long round(double amount) {
        long size = floor(Math.abs(checked(amount)) + 0.5);
        long sign = Double.doubleToRawLongBits(amount) >> 63;
        return (size ^ sign) - sign; // a branch on the sign would be mispredicted half of the time
    }

    private static double checked(double amount) {
        if (!(amount >= -LARGEST && amount <= LARGEST)) {
            throw new IllegalArgumentException("amount must be finite and within ±1e13 minor units, was " + amount);
        }
        return amount;
    }

    private static long floor(double amount) {
        long whole = (long) amount;
        if (whole > amount) {
            whole--;
        }
        return whole + 1 - amount <= Math.abs(amount) * PRODUCT_ERROR ? whole + 1 : whole;
    }
}
