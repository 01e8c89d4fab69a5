package io.github.ftmo4j.core.order;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prices of currency pairs, from which the conversion between two currencies follows.
 *
 * <pre>{@code
 * var quotes = Quotes.of("EURUSD", "1.0850").and("USDJPY", "152.50");
 * var usdjpy = Instrument.ofContract("USDJPY", "0.001", "100000", quotes.rate("JPY", "EUR"), "EUR");
 * }</pre>
 *
 * @param prices the price of each pair, by its symbol of six capital letters, such as {@code EURUSD}
 */
public record Quotes(Map<String, BigDecimal> prices) {

    private static final Pattern PAIR = Pattern.compile("([A-Z]{3})/?([A-Z]{3})");

    /** Rounded down: amounts of money are rounded up later, so that 160 × (1 / 160) stays 1. */
    private static final MathContext DIGITS = new MathContext(24, RoundingMode.DOWN);

    /**
     * Copies the prices.
     *
     * @throws IllegalArgumentException if a symbol is no pair, or a price not above zero
     */
    public Quotes {
        Map<String, BigDecimal> copy = new LinkedHashMap<>();
        prices.forEach((symbol, price) -> {
            Matcher pair = PAIR.matcher(symbol);
            if (!pair.matches()) {
                throw new IllegalArgumentException(
                        "pair must be of two currencies, such as EURUSD or EUR/USD, was '" + symbol + "'");
            }
            if (price.signum() <= 0) {
                throw new IllegalArgumentException("price of " + symbol + " must be above zero, was " + price);
            }
            copy.put(pair.group(1) + pair.group(2), price);
        });
        prices = Map.copyOf(copy);
    }

    /**
     * The price of one pair.
     *
     * @param symbol such as {@code EURUSD} or {@code EUR/USD}
     * @param price what one unit of the first currency costs in the second, above zero
     * @return the quotes
     * @throws IllegalArgumentException if the symbol is no pair, or the price no number above zero
     */
    public static Quotes of(String symbol, String price) {
        return new Quotes(Map.of(symbol, new BigDecimal(price)));
    }

    /**
     * The same quotes and the price of another pair.
     *
     * @param symbol such as {@code EURUSD} or {@code EUR/USD}
     * @param price what one unit of the first currency costs in the second, above zero
     * @return the quotes
     * @throws IllegalArgumentException if the symbol is no pair, or the price no number above zero
     */
    public Quotes and(String symbol, String price) {
        Map<String, BigDecimal> more = new LinkedHashMap<>(prices);
        more.put(symbol.replace("/", ""), new BigDecimal(price));
        return new Quotes(more);
    }

    /**
     * What one unit of a currency is worth in another: by the pair of both, or by two pairs through a third currency.
     *
     * @param from the currency, such as that of an instrument's quote
     * @param to the other currency, such as that of the account
     * @return the rate, to 24 digits, rounded down; 1 if the currencies are the same
     * @throws IllegalArgumentException if no quote gives the rate
     */
    public BigDecimal rate(String from, String to) {
        return direct(from, to)
                .or(() -> through(from, to))
                .orElseThrow(() -> new IllegalArgumentException("quotes must hold a rate from " + from + " to " + to
                        + ", were " + new TreeSet<>(prices.keySet())));
    }

    private Optional<BigDecimal> direct(String from, String to) {
        if (from.equals(to)) {
            return Optional.of(BigDecimal.ONE);
        }
        BigDecimal price = prices.get(from + to);
        return price != null
                ? Optional.of(price)
                : Optional.ofNullable(prices.get(to + from)).map(inverse -> BigDecimal.ONE.divide(inverse, DIGITS));
    }

    private Optional<BigDecimal> through(String from, String to) {
        return new TreeSet<>(prices.keySet())
                .stream()
                        .filter(symbol -> symbol.contains(from))
                        .map(symbol -> symbol.replace(from, ""))
                        .flatMap(third -> direct(from, third)
                                .flatMap(first -> direct(third, to).map(second -> first.multiply(second, DIGITS)))
                                .stream())
                        .findFirst();
    }
}
