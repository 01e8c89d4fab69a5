package io.github.ftmo4j.core.money;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount of money: whole minor units of a currency.
 *
 * <p>Arithmetic is exact; an overflow or a mix of currencies throws. This class is immutable and thread-safe.
 *
 * @param minorUnits the amount in the currency's smallest unit, such as cents; may be negative
 * @param currency the currency
 */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {

    /**
     * Checks the currency.
     *
     * @throws IllegalArgumentException if the currency has no minor units, as gold has none
     */
    public Money {
        digits(currency);
    }

    /**
     * An amount in US dollars.
     *
     * @param dollars whole dollars
     * @return the money
     */
    public static Money usd(long dollars) {
        return of(dollars, "USD");
    }

    /**
     * An amount in US dollars.
     *
     * @param dollars a plain decimal, such as {@code "1234.56"}
     * @return the money
     * @throws IllegalArgumentException if this is no decimal, or has more than two decimals
     */
    public static Money usd(String dollars) {
        return of(dollars, "USD");
    }

    /**
     * An amount in euros.
     *
     * @param euros whole euros
     * @return the money
     */
    public static Money eur(long euros) {
        return of(euros, "EUR");
    }

    /**
     * An amount of whole currency units.
     *
     * @param major whole units, such as dollars
     * @param currencyCode the ISO 4217 code
     * @return the money
     * @throws IllegalArgumentException if the code is unknown
     * @throws ArithmeticException if the amount overflows
     */
    public static Money of(long major, String currencyCode) {
        return of(BigDecimal.valueOf(major), Currency.getInstance(currencyCode));
    }

    /**
     * An amount of currency units.
     *
     * @param major a plain decimal, such as {@code "1234.56"}
     * @param currencyCode the ISO 4217 code
     * @return the money
     * @throws IllegalArgumentException if this is no decimal, has more decimals than the currency, or the code is
     *     unknown
     * @throws ArithmeticException if the amount overflows
     */
    public static Money of(String major, String currencyCode) {
        BigDecimal decimal;
        try {
            decimal = new BigDecimal(major);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("amount must be a plain decimal such as 1234.56, was " + major, e);
        }
        return of(decimal, Currency.getInstance(currencyCode));
    }

    private static Money of(BigDecimal major, Currency currency) {
        BigDecimal minor = major.movePointRight(digits(currency));
        if (minor.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(
                    "amount must have at most " + digits(currency) + " decimals in " + currency + ", was " + major);
        }
        return new Money(minor.longValueExact(), currency);
    }

    /**
     * The same currency, another amount.
     *
     * @param otherMinorUnits the amount in minor units
     * @return the money
     */
    public Money withMinorUnits(long otherMinorUnits) {
        return new Money(otherMinorUnits, currency);
    }

    /**
     * Adds.
     *
     * @param other money of the same currency
     * @return the sum
     * @throws IllegalArgumentException if the currencies differ
     * @throws ArithmeticException if the sum overflows
     */
    public Money plus(Money other) {
        return withMinorUnits(Math.addExact(minorUnits, other.in(currency)));
    }

    /**
     * Subtracts.
     *
     * @param other money of the same currency
     * @return the difference
     * @throws IllegalArgumentException if the currencies differ
     * @throws ArithmeticException if the difference overflows
     */
    public Money minus(Money other) {
        return withMinorUnits(Math.subtractExact(minorUnits, other.in(currency)));
    }

    /**
     * The given fraction of this amount, rounded half away from zero.
     *
     * @param fraction the share, read as the decimal it prints as
     * @return the part
     * @throws IllegalArgumentException if the fraction is not from 0 to 1
     */
    public Money share(double fraction) {
        Fraction.requireNonNegative(fraction, "fraction");
        return withMinorUnits(MinorUnits.round(minorUnits * fraction));
    }

    /**
     * The minor units, once the currency is checked.
     *
     * @param expected the currency this amount must have
     * @return the minor units
     * @throws IllegalArgumentException if the currency is another
     */
    public long in(Currency expected) {
        if (!currency.equals(expected)) {
            throw new IllegalArgumentException("amount must be in " + expected + ", was " + this);
        }
        return minorUnits;
    }

    /**
     * The amount in whole units of the currency.
     *
     * @return the amount, exact, with as many digits after the point as the currency has
     */
    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(minorUnits, digits(currency));
    }

    /**
     * Whether the amount is above zero.
     *
     * @return whether it is
     */
    public boolean isPositive() {
        return minorUnits > 0;
    }

    /**
     * Compares amounts of one currency.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, other.in(currency));
    }

    /** The amount with all its decimals and the currency code, such as {@code 1234.50 USD}. */
    @Override
    public String toString() {
        return toBigDecimal().toPlainString() + " " + currency;
    }

    private static int digits(Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        if (digits < 0) {
            throw new IllegalArgumentException("currency must have minor units, was " + currency);
        }
        return digits;
    }
}
