package io.github.ftmo4j.sim.sweep;

import java.util.Locale;

/** What a criterion counts, and how its numbers print. */
public enum Scale {
    /** A probability: printed in percent, a difference in points. */
    PROBABILITY(100, 2, " %", " points"),
    /** Trading days. */
    DAYS(1, 2, "", " days"),
    /** An amount of money in major units. */
    MONEY(1, 2, "", ""),
    /** A plain number. */
    NUMBER(1, 4, "", "");

    private final double factor;
    private final int decimals;
    private final String unit;
    private final String differenceUnit;

    Scale(double factor, int decimals, String unit, String differenceUnit) {
        this.factor = factor;
        this.decimals = decimals;
        this.unit = unit;
        this.differenceUnit = differenceUnit;
    }

    /**
     * A number as text.
     *
     * @param value the number
     * @return such as {@code 61.32 %}; a dash if it is undefined
     */
    public String text(double value) {
        return Double.isNaN(value) ? "–" : plain(value, "%.") + unit;
    }

    /**
     * A difference of two numbers as text.
     *
     * @param value the difference
     * @return such as {@code +1.20 points}; a dash if it is undefined
     */
    public String differenceText(double value) {
        return Double.isNaN(value) ? "–" : plain(value, "%+.") + differenceUnit;
    }

    /** A number as text without the unit. */
    String number(double value) {
        return Double.isNaN(value) ? "–" : plain(value, "%.");
    }

    /** A difference as text without the unit. */
    String differenceNumber(double value) {
        return Double.isNaN(value) ? "–" : plain(value, "%+.");
    }

    private String plain(double value, String format) {
        return String.format(Locale.ROOT, format + decimals + "f", factor * value);
    }
}
