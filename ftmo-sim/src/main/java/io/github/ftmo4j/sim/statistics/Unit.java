package io.github.ftmo4j.sim.statistics;

import java.util.Currency;
import java.util.Locale;

/**
 * What a figure counts, and with how many decimals it prints.
 *
 * @param text the unit, such as {@code USD}; empty for a plain number
 * @param decimals how many decimals are printed, from 0 to 12
 */
public record Unit(String text, int decimals) {

    private static final int MOST_DECIMALS = 12;

    /**
     * Checks the decimals.
     *
     * @throws IllegalArgumentException if they are out of range
     */
    public Unit {
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException("decimals must be from 0 to " + MOST_DECIMALS + ", was " + decimals);
        }
    }

    /**
     * Money.
     *
     * @param currency the currency
     * @return the unit, with the decimals of the currency
     */
    public static Unit of(Currency currency) {
        return new Unit(currency.getCurrencyCode(), Math.max(0, currency.getDefaultFractionDigits()));
    }

    /**
     * Days.
     *
     * @return the unit, with two decimals
     */
    public static Unit days() {
        return new Unit("days", 2);
    }

    /**
     * A plain number.
     *
     * @return the unit, with four decimals
     */
    public static Unit number() {
        return new Unit("", 4);
    }

    /** The number of a figure in text, without the unit. */
    String number(double value) {
        return Double.isInfinite(value)
                ? value > 0 ? "∞" : "−∞"
                : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
