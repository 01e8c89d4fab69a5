package io.github.ftmo4j.core.gate;

import java.time.Instant;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A scheduled release of news.
 *
 * @param at when it is released
 * @param currency the ISO 4217 code of the currency it is about; {@link #ALL_CURRENCIES} if it is about all
 * @param impact how much it may move the market
 * @param title what is released
 */
public record NewsEvent(Instant at, String currency, Impact impact, String title) {

    /** Stands for every currency. */
    public static final String ALL_CURRENCIES = "ALL";

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Checks the currency.
     *
     * @throws IllegalArgumentException if the currency is no ISO 4217 code
     */
    public NewsEvent {
        requireCurrency(currency);
    }

    static String requireCurrency(String currency) {
        if (!currency.equals(ALL_CURRENCIES) && !CODES.contains(currency)) {
            throw new IllegalArgumentException(
                    "currency must be an ISO 4217 code, such as USD, or ALL, was '" + currency + "'");
        }
        return currency;
    }
}
