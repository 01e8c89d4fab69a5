package io.github.ftmo4j.core.order;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * What an instrument is worth: turns prices and lots into money at risk, and money back into lots. All money is in the
 * account's currency; if the instrument is quoted in another one, the tick value includes the current conversion rate.
 *
 * @param symbol what the broker calls it
 * @param tick the price step that {@code tickValue} is for, above zero
 * @param tickValue what one lot earns as the price moves by one tick, in the account's currency, above zero
 * @param lotStep the step in which lots are sold, above zero
 * @param minimumLots the smallest size, above zero
 * @param maximumLots the largest size
 * @param commission what one lot costs to open and close, in the account's currency, not negative
 * @param currency the account's currency
 */
public record Instrument(
        String symbol,
        BigDecimal tick,
        BigDecimal tickValue,
        BigDecimal lotStep,
        BigDecimal minimumLots,
        BigDecimal maximumLots,
        BigDecimal commission,
        Currency currency) {

    /** Digits after the point of what one lot risks. */
    private static final int DIGITS = 20;

    /**
     * Checks the terms.
     *
     * @throws IllegalArgumentException if a term is out of range
     */
    public Instrument {
        requirePositive(tick, "tick");
        requirePositive(tickValue, "tickValue");
        requirePositive(lotStep, "lotStep");
        requirePositive(minimumLots, "minimumLots");
        if (maximumLots.compareTo(minimumLots) < 0) {
            throw new IllegalArgumentException(
                    "maximumLots must be at least minimumLots of " + minimumLots + ", was " + maximumLots);
        }
        if (commission.signum() < 0) {
            throw new IllegalArgumentException("commission must not be negative, was " + commission);
        }
    }

    private static void requirePositive(BigDecimal value, String name) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(name + " must be above zero, was " + value.toPlainString());
        }
    }

    /**
     * An instrument sold in hundredths of a lot, from 0.01 to 100, without commission.
     *
     * @param symbol what the broker calls it
     * @param tick the price step that the value is for, such as {@code 0.0001}
     * @param tickValue what one lot earns as the price moves by one tick
     * @return the instrument
     * @throws IllegalArgumentException if a term is out of range
     */
    public static Instrument of(String symbol, String tick, Money tickValue) {
        BigDecimal hundredth = new BigDecimal("0.01");
        return new Instrument(
                symbol,
                new BigDecimal(tick),
                tickValue.toBigDecimal(),
                hundredth,
                hundredth,
                BigDecimal.valueOf(100),
                BigDecimal.ZERO,
                tickValue.currency());
    }

    /**
     * An instrument by its contract, sold in hundredths of a lot, from 0.01 to 100, without commission: what one lot
     * earns is contract size × move of the price, in the currency of the quote.
     *
     * @param symbol what the broker calls it
     * @param tick the price step, such as {@code 0.001}
     * @param contractSize how many units one lot is, such as {@code 100000}
     * @param conversion what one unit of the currency of the quote is worth in the account's currency; {@code 1} if
     *     they are the same
     * @param currency the account's currency, as an ISO code
     * @return the instrument
     * @throws IllegalArgumentException if a term is out of range, or no number
     */
    public static Instrument ofContract(
            String symbol, String tick, String contractSize, String conversion, String currency) {
        BigDecimal step = new BigDecimal(tick);
        BigDecimal units = new BigDecimal(contractSize);
        BigDecimal rate = new BigDecimal(conversion);
        requirePositive(units, "contractSize");
        requirePositive(rate, "conversion");
        Money one = Money.of(1, currency);
        Instrument ofOne = of(symbol, tick, one);
        return new Instrument(
                symbol,
                step,
                step.multiply(units).multiply(rate),
                ofOne.lotStep,
                ofOne.minimumLots,
                ofOne.maximumLots,
                BigDecimal.ZERO,
                one.currency());
    }

    /**
     * The same instrument in other sizes.
     *
     * @param step the step in which lots are sold
     * @param minimum the smallest size
     * @param maximum the largest size
     * @return the instrument
     * @throws IllegalArgumentException if a term is out of range
     */
    public Instrument withLots(String step, String minimum, String maximum) {
        return new Instrument(
                symbol,
                tick,
                tickValue,
                new BigDecimal(step),
                new BigDecimal(minimum),
                new BigDecimal(maximum),
                commission,
                currency);
    }

    /**
     * The same instrument at a commission.
     *
     * @param perLot what one lot costs to open and close
     * @return the instrument
     * @throws IllegalArgumentException if it is negative or in another currency
     */
    public Instrument withCommission(Money perLot) {
        perLot.in(currency);
        return new Instrument(
                symbol, tick, tickValue, lotStep, minimumLots, maximumLots, perLot.toBigDecimal(), currency);
    }

    /**
     * The money lost if the stop is hit, commission included.
     *
     * @param lots the size, above zero
     * @param entry the price of the entry
     * @param stop the price of the stop, another one
     * @return the risk, rounded up to the minor unit
     * @throws IllegalArgumentException if the size is not above zero or the prices are equal
     */
    public Money risk(BigDecimal lots, BigDecimal entry, BigDecimal stop) {
        requirePositive(lots, "lots");
        BigDecimal risk = riskOfOneLot(entry, stop).multiply(lots);
        int digits = currency.getDefaultFractionDigits();
        BigDecimal minorUnits = risk.movePointRight(digits).setScale(0, RoundingMode.CEILING);
        return new Money(minorUnits.longValueExact(), currency);
    }

    /**
     * The largest size that risks no more than an amount.
     *
     * @param risk the amount
     * @param entry the price of the entry
     * @param stop the price of the stop, another one
     * @return the size, rounded down to the step; zero if the smallest size risks more
     * @throws IllegalArgumentException if the prices are equal or the amount is in another currency
     */
    public BigDecimal lots(Money risk, BigDecimal entry, BigDecimal stop) {
        if (risk.in(currency) <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal steps =
                risk.toBigDecimal().divide(riskOfOneLot(entry, stop).multiply(lotStep), 0, RoundingMode.FLOOR);
        BigDecimal most = maximumLots.divideToIntegralValue(lotStep);
        BigDecimal lots = steps.min(most).multiply(lotStep);
        return lots.compareTo(minimumLots) < 0 ? BigDecimal.ZERO : lots;
    }

    /**
     * An order with a stop.
     *
     * @param id what the broker calls it
     * @param lots the size
     * @param entry the price of the entry
     * @param stop the price of the stop, another one
     * @return the order
     * @throws IllegalArgumentException if the size is not one that is sold, or the prices are equal
     */
    public Order order(String id, String lots, String entry, String stop) {
        BigDecimal size = new BigDecimal(lots);
        if (size.compareTo(minimumLots) < 0
                || size.compareTo(maximumLots) > 0
                || size.remainder(lotStep).signum() != 0) {
            throw new IllegalArgumentException("lots of " + symbol + " must be from " + minimumLots + " to "
                    + maximumLots + " in steps of " + lotStep + ", was " + lots);
        }
        return Order.risking(id, risk(size, new BigDecimal(entry), new BigDecimal(stop)));
    }

    private BigDecimal riskOfOneLot(BigDecimal entry, BigDecimal stop) {
        if (entry.compareTo(stop) == 0) {
            throw new IllegalArgumentException("stop must not be the entry, was " + stop);
        }
        BigDecimal ticks = entry.subtract(stop).abs().multiply(tickValue);
        // rounded up, so that what is risked is never less than what is said
        return ticks.divide(tick, DIGITS, RoundingMode.CEILING).add(commission);
    }
}
