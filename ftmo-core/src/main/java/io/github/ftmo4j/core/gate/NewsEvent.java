package io.github.ftmo4j.core.gate;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A scheduled release of news.
 *
 * @param at when it is released
 * @param currency the code of the currency it is about, three capital letters; {@link #ALL_CURRENCIES} if it is about
 *     all
 * @param impact how much it may move the market
 * @param title what is released
 */
public record NewsEvent(Instant at, String currency, Impact impact, String title) {

    /** Stands for every currency. */
    public static final String ALL_CURRENCIES = "ALL";

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /**
     * Checks the currency.
     *
     * @throws IllegalArgumentException if the currency is not of three capital letters
     */
    public NewsEvent {
        requireCurrency(currency);
    }

    static String requireCurrency(String currency) {
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException(
                    "currency must be of three capital letters, such as USD, was '" + currency + "'");
        }
        return currency;
    }
}
