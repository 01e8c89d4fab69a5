package io.github.ftmo4j.core.program;

import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is traded, as far as leverage depends on it. The names are stable codes. */
public enum AssetClass {

    /** Currency pairs. */
    FX,

    /** Precious metals, such as XAUUSD. */
    METALS,

    /** Stock indices, such as US30. */
    INDICES,

    /** Oil and gas. */
    ENERGY,

    /** Farm products. */
    AGRICULTURE,

    /** Single stocks. */
    STOCKS,

    /** Cryptocurrencies, such as BTCUSD. */
    CRYPTO;

    private static final Set<String> PRECIOUS = Set.of("XAU", "XAG", "XPT", "XPD");

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private static final int CODE = 3;

    /**
     * The class of a symbol that is a pair of ISO 4217 codes, with a suffix or without, such as {@code EURUSD},
     * {@code EUR/USD}, {@code EURUSD.raw} or {@code XAUUSD}.
     *
     * @param symbol what the broker calls the instrument
     * @return {@link #FX} or {@link #METALS}; none if the symbol is no such pair, so that its class must be stated
     */
    public static Optional<AssetClass> ofSymbol(String symbol) {
        String pair = symbol.replace("/", "");
        boolean suffixed = pair.length() > 2 * CODE;
        if (pair.length() < 2 * CODE || (suffixed && isCapitalOrDigit(pair.charAt(2 * CODE)))) {
            return Optional.empty();
        }
        String base = pair.substring(0, CODE);
        if (!CURRENCIES.contains(base) || !CURRENCIES.contains(pair.substring(CODE, 2 * CODE))) {
            return Optional.empty();
        }
        return Optional.of(PRECIOUS.contains(base) ? METALS : FX);
    }

    private static boolean isCapitalOrDigit(char letter) {
        return Character.isUpperCase(letter) || Character.isDigit(letter);
    }
}
