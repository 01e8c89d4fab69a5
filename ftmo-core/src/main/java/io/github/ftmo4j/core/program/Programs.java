package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Programs as their firms publish them.
 *
 * <p>These are readings of public pages, not statements of the firms; a term that was not published is absent, never
 * guessed.
 */
public final class Programs {

    private static final Source TRADING_OBJECTIVES =
            new Source("https://ftmo.com/en/trading-objectives/", LocalDate.of(2026, 9, 8));

    /**
     * Sizes in thousands: dollars from the current price list, other currencies from the General Terms of 2023-07-13.
     */
    private static final Map<String, List<Integer>> SIZES_IN_THOUSANDS = Map.of(
            "USD", List.of(10, 25, 50, 100, 200),
            "EUR", List.of(10, 20, 40, 80, 160),
            "CHF", List.of(10, 20, 40, 80, 160),
            "GBP", List.of(10, 20, 35, 70, 140),
            "CAD", List.of(15, 30, 60, 120, 240),
            "AUD", List.of(15, 30, 65, 130, 260),
            "CZK", List.of(250, 500, 1_000, 2_000, 4_000));

    /** Prices in euros of the five sizes, smallest first; published for accounts in dollars. */
    private static final long[] TWO_STEP_PRICES = {89, 250, 345, 540, 1_080};

    private static final long[] ONE_STEP_PRICES = {79, 199, 319, 499, 999};

    private Programs() {}

    /**
     * FTMO 2-Step: a Challenge (+10 %) and a Verification (+5 %), each with a maximum daily loss of 5 % and a static
     * maximum loss of 10 % of the initial balance and at least 4 trading days, without a time limit.
     *
     * <p>The fee is known for accounts in US dollars only; it is refunded with the first reward.
     *
     * @param size the initial balance, one that FTMO sells
     * @return the program
     * @throws IllegalArgumentException if FTMO publishes no such size
     */
    public static Program ftmoTwoStep(Money size) {
        int tier = tier(size);
        Phase challenge = Phase.builder(Phase.CHALLENGE, size)
                .profitTarget(0.10)
                .maximumLoss(0.10)
                .dailyLoss(0.05)
                .minimumTradingDays(4)
                .build();
        Phase verification = challenge.toBuilder()
                .name(Phase.VERIFICATION)
                .profitTarget(0.05)
                .build();
        Optional<Fee> fee = fee(size, TWO_STEP_PRICES[tier], Fee.Refund.WITH_FIRST_REWARD);
        return new Program("FTMO 2-Step", List.of(challenge, verification), fee, Optional.of(TRADING_OBJECTIVES));
    }

    /**
     * FTMO 1-Step, sold since 2026-02-06: one Challenge (+10 %) with a maximum daily loss of 3 % of the initial
     * balance, a maximum loss of 10 % of it below the highest balance at any midnight, which is not locked, and a best
     * day of at most half the profit of all profitable days; without a minimum of trading days or a time limit.
     *
     * <p>The fee is known for accounts in US dollars only; it is not refunded.
     *
     * @param size the initial balance, one that FTMO sells
     * @return the program
     * @throws IllegalArgumentException if FTMO publishes no such size
     */
    public static Program ftmoOneStep(Money size) {
        int tier = tier(size);
        Phase challenge = Phase.builder(Phase.CHALLENGE, size)
                .profitTarget(0.10)
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.10), MaximumLoss.Reference.START_OF_DAY_BALANCE))
                .dailyLoss(0.03)
                .bestDay(BestDay.ofProfitableDays(0.5))
                .build();
        Optional<Fee> fee = fee(size, ONE_STEP_PRICES[tier], Fee.Refund.NEVER);
        return new Program("FTMO 1-Step", List.of(challenge), fee, Optional.of(TRADING_OBJECTIVES));
    }

    private static Optional<Fee> fee(Money size, long euros, Fee.Refund refund) {
        return size.currency().getCurrencyCode().equals("USD")
                ? Optional.of(new Fee(Money.eur(euros), refund))
                : Optional.empty();
    }

    /**
     * The sizes in which FTMO sells accounts of a currency, smallest first.
     *
     * @param currencyCode the ISO 4217 code
     * @return the sizes, empty if FTMO publishes none
     */
    public static List<Money> ftmoSizes(String currencyCode) {
        return SIZES_IN_THOUSANDS.getOrDefault(currencyCode, List.of()).stream()
                .map(thousands -> Money.of(thousands * 1_000L, currencyCode))
                .toList();
    }

    private static int tier(Money size) {
        List<Money> sizes = ftmoSizes(size.currency().getCurrencyCode());
        int tier = sizes.indexOf(size);
        if (tier < 0) {
            throw new IllegalArgumentException("size must be one that FTMO publishes"
                    + (sizes.isEmpty() ? ", in one of " + new TreeSet<>(SIZES_IN_THOUSANDS.keySet()) : ": " + sizes)
                    + ", was " + size);
        }
        return tier;
    }
}
