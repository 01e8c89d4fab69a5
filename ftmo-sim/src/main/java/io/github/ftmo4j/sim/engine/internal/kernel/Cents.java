package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.core.money.MinorUnits;

/**
 * The roundings of {@link MinorUnits} on whole numbers in doubles.
 *
 * <p>They give the same number as long as the amount is within ±{@link MinorUnits#LARGEST}: the floor of a double is
 * exact, the comparison with the tolerance is the same operation on the same numbers, and each result is below
 * 2<sup>53</sup>.
 */
final class Cents {

    /** The tolerance of {@link MinorUnits}. */
    private static final double PRODUCT_ERROR = 0x1p-51;

    /** Doubles about this one are whole numbers. */
    private static final double WHOLE = 0x1.8p52;

    private Cents() {}

    /** {@link MinorUnits#down} of an amount that is not negative. */
    static double down(double amount) {
        double whole = Math.floor(amount);
        return whole + 1 - amount <= amount * PRODUCT_ERROR ? whole + 1 : whole;
    }

    /** {@link MinorUnits#round} of an amount that is not negative. */
    static double half(double amount) {
        return down(amount + 0.5);
    }

    /**
     * {@link MinorUnits#round} of a stake times an R-multiple. A sum of about 2<sup>52</sup> is rounded to a whole
     * number, in fewer steps than by a floor, but halves are rounded to even: what is within the tolerance of a half
     * goes the longer way.
     */
    static double profit(double stake, double rMultiple) {
        double exact = stake * rMultiple;
        double nearest = exact + WHOLE - WHOLE;
        if (Math.abs(exact - nearest) + Math.abs(exact) * (4 * PRODUCT_ERROR) < 0.5) {
            return nearest;
        }
        return half(Math.abs(exact)) * Math.copySign(1, rMultiple);
    }

    /** {@link MinorUnits#up} of an amount that is not negative. */
    static double up(double amount) {
        double whole = Math.floor(-amount);
        return whole + 1 + amount <= amount * PRODUCT_ERROR ? -(whole + 1) : -whole;
    }
}
