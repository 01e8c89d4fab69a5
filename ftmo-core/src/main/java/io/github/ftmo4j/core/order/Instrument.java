package io.github.ftmo4j.core.order;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.AssetClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

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
 * @param assetClass what is traded, on which the leverage depends; none if it is not stated
 */
public record Instrument(
        String symbol,
        BigDecimal tick,
        BigDecimal tickValue,
        BigDecimal lotStep,
        BigDecimal minimumLots,
        BigDecimal maximumLots,
        BigDecimal commission,
        Currency currency,
        Optional<AssetClass> assetClass) {

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
     * An instrument sold in hundredths of a lot, from 0.01 to 100, without commission. Its asset class is
     * {@linkplain AssetClass#ofSymbol that of the symbol}, if the symbol is a pair of currencies.
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
                tickValue.currency(),
                AssetClass.ofSymbol(symbol));
    }

    /**
     * An instrument by its contract, sold in hundredths of a lot, from 0.01 to 100, without commission: what one lot
     * earns is contract size × move of the price, in the currency of the quote. Its asset class is
     * {@linkplain AssetClass#ofSymbol that of the symbol}, if the symbol is a pair of currencies.
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
        return ofContract(symbol, tick, contractSize, new BigDecimal(conversion), currency);
    }

    /**
     * An instrument by its contract, at a conversion that follows from {@linkplain Quotes#rate quotes}; see
     * {@link #ofContract(String, String, String, String, String)}.
     *
     * @param symbol what the broker calls it
     * @param tick the price step, such as {@code 0.001}
     * @param contractSize how many units one lot is, such as {@code 100000}
     * @param conversion what one unit of the currency of the quote is worth in the account's currency
     * @param currency the account's currency, as an ISO code
     * @return the instrument
     * @throws IllegalArgumentException if a term is out of range, or no number
     */
    public static Instrument ofContract(
            String symbol, String tick, String contractSize, BigDecimal conversion, String currency) {
        BigDecimal step = new BigDecimal(tick);
        BigDecimal units = new BigDecimal(contractSize);
        requirePositive(units, "contractSize");
        requirePositive(conversion, "conversion");
        Money one = Money.of(1, currency);
        Instrument ofOne = of(symbol, tick, one);
        return new Instrument(
                symbol,
                step,
                step.multiply(units).multiply(conversion),
                ofOne.lotStep,
                ofOne.minimumLots,
                ofOne.maximumLots,
                BigDecimal.ZERO,
                one.currency(),
                ofOne.assetClass());
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
                currency,
                assetClass);
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
                symbol,
                tick,
                tickValue,
                lotStep,
                minimumLots,
                maximumLots,
                perLot.toBigDecimal(),
                currency,
                assetClass);
    }

    /**
     * The same instrument of an asset class.
     *
     * @param value what is traded
     * @return the instrument
     */
    public Instrument withAssetClass(AssetClass value) {
        return new Instrument(
                symbol, tick, tickValue, lotStep, minimumLots, maximumLots, commission, currency, Optional.of(value));
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
        return money(riskOfOneLot(entry, stop).multiply(lots), "risk of " + lots + " lots of " + symbol);
    }

    /** An amount, rounded up to the minor unit. */
    private Money money(BigDecimal amount, String name) {
        BigDecimal minorUnits =
                amount.movePointRight(currency.getDefaultFractionDigits()).setScale(0, RoundingMode.CEILING);
        if (minorUnits.compareTo(BigDecimal.valueOf(MinorUnits.LARGEST)) > 0) {
            throw new IllegalArgumentException(
                    name + " must be at most " + new Money(MinorUnits.LARGEST, currency) + ", was " + amount);
        }
        return new Money(minorUnits.longValueExact(), currency);
    }

    /**
     * What a size is worth at a price: lots × contract size × price, in the account's currency.
     *
     * @param lots the size, above zero
     * @param price the price
     * @return the notional, rounded up to the minor unit, and the asset class
     * @throws IllegalArgumentException if the size is not above zero, or the notional is out of range
     */
    public Notional notional(BigDecimal lots, BigDecimal price) {
        requirePositive(lots, "lots");
        return new Notional(
                money(notionalOfOneLot(price).multiply(lots), "notional of " + lots + " lots of " + symbol),
                assetClass);
    }

    /**
     * The largest size that is worth no more than an amount.
     *
     * @param most the amount
     * @param price the price, not zero
     * @return the size, rounded down to the step; zero if the smallest size is worth more
     * @throws IllegalArgumentException if the amount is in another currency, or the price is zero
     */
    public BigDecimal lotsWorth(Money most, BigDecimal price) {
        if (price.signum() == 0) {
            throw new IllegalArgumentException("price of " + symbol + " must not be zero, was " + price);
        }
        return most.in(currency) <= 0 ? BigDecimal.ZERO : lots(most, notionalOfOneLot(price));
    }

    private BigDecimal notionalOfOneLot(BigDecimal price) {
        return price.abs().multiply(tickValue).divide(tick, DIGITS, RoundingMode.CEILING);
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
        return lots(risk, riskOfOneLot(entry, stop));
    }

    private BigDecimal lots(Money amount, BigDecimal ofOneLot) {
        BigDecimal steps = amount.toBigDecimal().divide(ofOneLot.multiply(lotStep), 0, RoundingMode.FLOOR);
        BigDecimal most = maximumLots.divideToIntegralValue(lotStep);
        BigDecimal lots = steps.min(most).multiply(lotStep);
        return lots.compareTo(minimumLots) < 0 ? BigDecimal.ZERO : lots;
    }

    /**
     * An order with a stop, which buys if the stop is below the entry, and sells otherwise.
     *
     * @param id what the broker calls it
     * @param lots the size
     * @param entry the price of the entry
     * @param stop the price of the stop, another one
     * @return the order, with its symbol, side, size and notional
     * @throws IllegalArgumentException if the size is not one that is sold, the prices are equal, or a text is no
     *     number
     */
    public Order order(String id, String lots, String entry, String stop) {
        BigDecimal at = new BigDecimal(entry);
        BigDecimal until = new BigDecimal(stop);
        return order(id, Side.of(at, until), new BigDecimal(lots), at, until);
    }

    /**
     * An order with a stop.
     *
     * @param id what the broker calls it
     * @param side whether it buys or sells
     * @param lots the size
     * @param entry the price of the entry
     * @param stop the price of the stop, below the entry of a buy, above the entry of a sell
     * @return the order, with its symbol, side, size and notional
     * @throws IllegalArgumentException if the size is not one that is sold, the stop is on the wrong side, or a text is
     *     no number
     */
    public Order order(String id, Side side, String lots, String entry, String stop) {
        return order(id, side, new BigDecimal(lots), new BigDecimal(entry), new BigDecimal(stop));
    }

    /**
     * An order with a stop.
     *
     * @param id what the broker calls it
     * @param side whether it buys or sells
     * @param lots the size
     * @param entry the price of the entry
     * @param stop the price of the stop, below the entry of a buy, above the entry of a sell
     * @return the order, with its symbol, side, size and notional
     * @throws IllegalArgumentException if the size is not one that is sold, or the stop is on the wrong side
     */
    public Order order(String id, Side side, BigDecimal lots, BigDecimal entry, BigDecimal stop) {
        requireStop(side, entry, stop);
        if (lots.compareTo(minimumLots) < 0
                || lots.compareTo(maximumLots) > 0
                || lots.remainder(lotStep).signum() != 0) {
            throw new IllegalArgumentException("lots of " + symbol + " must be from " + minimumLots + " to "
                    + maximumLots + " in steps of " + lotStep + ", was " + lots);
        }
        return new Order(
                id,
                Optional.of(risk(lots, entry, stop)),
                Optional.of(symbol),
                Optional.of(side),
                Optional.of(lots),
                Optional.of(notional(lots, entry)));
    }

    /**
     * Checks that a stop limits the loss of a side.
     *
     * @param side whether is bought or sold
     * @param entry the price of the entry
     * @param stop the price of the stop
     * @throws IllegalArgumentException if the stop of a buy is not below the entry, or that of a sell not above
     */
    public void requireStop(Side side, BigDecimal entry, BigDecimal stop) {
        if (Side.of(entry, stop) != side) {
            throw new IllegalArgumentException("stop of a " + side + " of " + symbol + " must be "
                    + (side == Side.BUY ? "below" : "above") + " the entry of " + entry + ", was " + stop);
        }
    }

    private BigDecimal riskOfOneLot(BigDecimal entry, BigDecimal stop) {
        Side.of(entry, stop);
        BigDecimal ticks = entry.subtract(stop).abs().multiply(tickValue);
        // rounded up, so that what is risked is never less than what is said
        return ticks.divide(tick, DIGITS, RoundingMode.CEILING).add(commission);
    }
}
