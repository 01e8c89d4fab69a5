package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of FTMO, as it publishes them and as it did. Those of a few other firms are in {@link OtherFirms}.
 *
 * <p>These are readings of public pages, not statements of the firm; a term that was not published is absent, never
 * guessed. A program without a date is under the newest terms known; one with a date is under the terms of that day. A
 * term may have been published later than it came into force; the terms of a day are therefore the last that were
 * published up to that day. A day after the newest terms gets the newest terms, with a {@linkplain Source#note() note}
 * in the source of the program and a warning in the log. The terms known:
 *
 * <ul>
 *   <li>until 2023-07-12: at least 10 trading days; 30 calendar days for the Challenge and 60 for the Verification. A
 *       trader whose time ended with a profit, flat and without a breach could repeat the phase for free, and could ask
 *       for 14 more days on day 28 or 29; neither is a rule here.
 *   <li>from 2023-07-13, by the General Terms of that day: at least 4 trading days and no time limit, but the end after
 *       30 days without a trade;
 *   <li>from 2025: the end after idle days and the Aggressive type are no longer on the page;
 *   <li>from 2026-02-06: the 1-Step is sold beside the 2-Step; what follows either is known as published that autumn.
 * </ul>
 */
public final class Programs {

    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);

    private static final LocalDate OLDEST_TERMS = LocalDate.of(2023, 1, 1);
    private static final LocalDate NO_TIME_LIMIT = LocalDate.of(2023, 7, 13);
    private static final LocalDate PAGE_OF_2025 = LocalDate.of(2025, 1, 1);
    private static final LocalDate ONE_STEP = LocalDate.of(2026, 2, 6);
    private static final LocalDate PRICE_LIST = LocalDate.of(2026, 9, 8);
    private static final LocalDate NEWEST_TERMS = LocalDate.of(2026, 10, 4);

    private static final String OBJECTIVES_PAGE = "https://ftmo.com/en/trading-objectives/";

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

    /** All accounts of one trader together, in thousands. */
    private static final Map<String, Integer> ALLOCATION_IN_THOUSANDS =
            Map.of("USD", 400, "EUR", 320, "GBP", 280, "CHF", 320, "CAD", 480, "AUD", 520, "CZK", 8_000);

    /** Prices in euros of the five sizes, smallest first; published for accounts in dollars. */
    private static final long[] TWO_STEP_PRICES = {89, 250, 345, 540, 1_080};

    private static final long[] ONE_STEP_PRICES = {79, 199, 319, 499, 999};

    /** Prices in dollars on the site for the United States. */
    private static final long[] US_ONE_STEP_PRICES = {89, 229, 359, 579, 1_149};

    private static final String FTMO_ACCOUNT = "FTMO Account";
    private static final int DAYS_TO_REWARD = 14;

    /** What the platform allows; orders at once and positions a day are those of the forbidden practices. */
    private static final TradingConditions CONDITIONS = new TradingConditions(2_000, 200, 2_000);

    /**
     * Currency pairs as FTMO's account specifications say; metals and energy as FTMO's list of symbols said in
     * September 2026; indices and cryptocurrencies as its article on the Swing account said in November 2024.
     */
    private static final Leverage SWING_LEVERAGE = Leverage.of(AssetClass.FX, "30")
            .with(AssetClass.METALS, "15")
            .with(AssetClass.ENERGY, "15")
            .with(AssetClass.INDICES, "15")
            .with(AssetClass.CRYPTO, "1");

    /** Where no figure is known, that of the Swing account, which is never higher. */
    private static final Leverage STANDARD_LEVERAGE = SWING_LEVERAGE
            .with(AssetClass.FX, "100")
            .with(AssetClass.METALS, "50")
            .with(AssetClass.ENERGY, "50");

    /** On the FTMO Account. What FTMO makes of a violation is up to FTMO. */
    private static final Restrictions STANDARD_RESTRICTIONS = Restrictions.none()
            .withNewsWindow(Duration.ofMinutes(2), Duration.ofMinutes(2))
            .withFlatBefore(Duration.ofHours(2));

    private Programs() {}

    /**
     * FTMO 2-Step: a Challenge (+10 %) and a Verification (+5 %), each with a maximum daily loss of 5 % and a static
     * maximum loss of 10 % of the initial balance and at least 4 trading days, without a time limit; then an FTMO
     * Account under the same losses, 80 % of its profit for the trader, on which nothing may be opened or closed around
     * news and nothing held over weekends. Leverage is up to 1:100 on currency pairs and 1:50 on metals and energy; on
     * anything else no figure of FTMO is known, and that of {@link #ftmoSwing(Money)} applies, which is not higher.
     *
     * <p>The fee, the least profit paid out (20 dollars by wire; 50 in crypto) and the scaling plan are known for
     * accounts in US dollars only. The fee is refunded with the first reward.
     *
     * @param size the initial balance, one that FTMO sells
     * @return the program
     * @throws IllegalArgumentException if FTMO publishes no such size
     */
    public static Program ftmoTwoStep(Money size) {
        return ftmoTwoStep(size, NEWEST_TERMS);
    }

    /**
     * FTMO 2-Step as it was sold on a day, or the FTMO Challenge from which it got its name in 2026.
     *
     * @param size the initial balance, one that FTMO sells
     * @param termsOf the day
     * @return the program
     * @throws IllegalArgumentException if FTMO publishes no such size, or the day is before the oldest terms known
     */
    public static Program ftmoTwoStep(Money size, LocalDate termsOf) {
        requireSince("FTMO 2-Step", termsOf, OLDEST_TERMS);
        return dated(twoStep("", STANDARD_RESTRICTIONS, STANDARD_LEVERAGE, size, termsOf), termsOf);
    }

    /**
     * FTMO 2-Step for swing traders: the FTMO Account is free of restrictions around news and weekends, and leverage is
     * lower throughout: 1:30 on currency pairs, 1:15 on metals, energy and indices, 1:1 on anything else. All else is
     * as in {@link #ftmoTwoStep(Money)}.
     *
     * @param size the initial balance, one that FTMO sells
     * @return the program
     * @throws IllegalArgumentException if FTMO publishes no such size
     */
    public static Program ftmoSwing(Money size) {
        return ftmoSwing(size, NEWEST_TERMS);
    }

    /**
     * FTMO 2-Step for swing traders as it was sold on a day.
     *
     * @param size the initial balance, one that FTMO sells
     * @param termsOf the day
     * @return the program
     * @throws IllegalArgumentException if FTMO publishes no such size, or the day is before the oldest terms known
     */
    public static Program ftmoSwing(Money size, LocalDate termsOf) {
        requireSince("FTMO Swing", termsOf, OLDEST_TERMS);
        return dated(twoStep(" Swing", Restrictions.none(), SWING_LEVERAGE, size, termsOf), termsOf);
    }

    private static Program twoStep(
            String type, Restrictions restrictions, Leverage leverage, Money size, LocalDate termsOf) {
        Program evaluation =
                evaluation((termsOf.isBefore(ONE_STEP) ? "FTMO Challenge" : "FTMO 2-Step") + type, 0.10, size, termsOf);
        if (termsOf.isBefore(ONE_STEP)) {
            return evaluation;
        }
        Phase account = evaluation.phase(Phase.CHALLENGE).toBuilder()
                .name(FTMO_ACCOUNT)
                .noProfitTarget()
                .minimumTradingDays(0)
                .restrictions(restrictions)
                .build();
        FundedTerms funded = withMinimumProfit(FundedTerms.of(account, 0.80, DAYS_TO_REWARD));
        if (inDollars(size)) {
            funded = funded.withScaling(new ScalingPlan(4, 0.10, 2, 0.25, Money.usd(2_000_000), 0.90));
        }
        Program program = evaluation.withFunded(funded).withLeverage(leverage).withConditions(CONDITIONS);
        return inDollars(size) && !termsOf.isBefore(PRICE_LIST)
                ? program.withFee(new Fee(Money.eur(TWO_STEP_PRICES[tier(size)]), Fee.Refund.WITH_FIRST_REWARD))
                : program;
    }

    /**
     * The Aggressive type of the FTMO Challenge, which is not on FTMO's page since 2025: targets and losses are twice
     * those of the 2-Step. The sizes in which it was sold are not known; all sizes that FTMO sells are accepted.
     *
     * @param size the initial balance, one that FTMO sells
     * @param termsOf the day on which it was sold
     * @return the program
     * @throws IllegalArgumentException if FTMO publishes no such size, or the terms of that day are not known
     */
    public static Program ftmoAggressive(Money size, LocalDate termsOf) {
        requireKnown("FTMO Aggressive", termsOf, OLDEST_TERMS, PAGE_OF_2025.minusDays(1));
        return evaluation("FTMO Challenge Aggressive", 0.20, size, termsOf);
    }

    /**
     * Challenge and Verification: the maximum loss is as large as the first target, the second target and the loss of a
     * day are half of it.
     */
    private static Program evaluation(String name, double target, Money size, LocalDate termsOf) {
        tier(size);
        Phase.Builder challenge = Phase.builder(Phase.CHALLENGE, size)
                .profitTarget(target)
                .maximumLoss(target)
                .dailyLoss(target / 2);
        boolean limited = termsOf.isBefore(NO_TIME_LIMIT);
        challenge.minimumTradingDays(limited ? 10 : 4);
        if (limited) {
            challenge.timeLimit(TimeLimit.calendarDays(30));
        } else if (termsOf.isBefore(PAGE_OF_2025)) {
            challenge.inactivity(Inactivity.of(30));
        }
        Phase first = challenge.build();
        Phase.Builder verification = first.toBuilder().name(Phase.VERIFICATION).profitTarget(target / 2);
        if (limited) {
            verification.timeLimit(TimeLimit.calendarDays(60));
        }
        return Program.of(name, first, verification.build()).withSource(source(termsOf));
    }

    private static Source source(LocalDate termsOf) {
        if (termsOf.isBefore(NO_TIME_LIMIT)) {
            return new Source(
                    "https://ftmo.com/en/blog/trade-without-any-time-limit-and-take-as-long-as-you-want-to-pass/",
                    NO_TIME_LIMIT);
        }
        if (termsOf.isBefore(PAGE_OF_2025)) {
            return new Source("https://ftmo.com/en/terms-and-conditions/", NO_TIME_LIMIT);
        }
        return new Source(OBJECTIVES_PAGE, termsOf.isBefore(ONE_STEP) ? PAGE_OF_2025 : PRICE_LIST);
    }

    /**
     * FTMO 1-Step, sold since 2026-02-06: one Challenge (+10 %) with a maximum daily loss of 3 % of the initial
     * balance, a maximum loss of 10 % of it below the highest balance at any midnight, which is not locked, and a best
     * day of at most half the profit of all profitable days; without a minimum of trading days or a time limit. An FTMO
     * Account under the same losses follows, 90 % of its profit for the trader; its best day must hold for a reward,
     * which takes all profit and measures the maximum loss anew. Around news and weekends it is restricted as that of
     * the 2-Step.
     *
     * <p>The fee is known for accounts in US dollars only; it is not refunded. A scaling plan is not known.
     *
     * @param size the initial balance, one that FTMO sells
     * @return the program
     * @throws IllegalArgumentException if FTMO publishes no such size
     */
    public static Program ftmoOneStep(Money size) {
        return ftmoOneStep(size, NEWEST_TERMS);
    }

    /**
     * FTMO 1-Step as it was sold on a day.
     *
     * @param size the initial balance, one that FTMO sells
     * @param termsOf the day, not before 2026-02-06
     * @return the program
     * @throws IllegalArgumentException if FTMO publishes no such size, or the day is before the oldest terms known
     */
    public static Program ftmoOneStep(Money size, LocalDate termsOf) {
        requireSince("FTMO 1-Step", termsOf, ONE_STEP);
        int tier = tier(size);
        Phase challenge = oneStepChallenge(size);
        Phase account = challenge.toBuilder()
                .name(FTMO_ACCOUNT)
                .noProfitTarget()
                .restrictions(STANDARD_RESTRICTIONS)
                .build();
        Program program = dated(
                Program.of("FTMO 1-Step", challenge)
                        .withFunded(withMinimumProfit(FundedTerms.of(account, 0.90, DAYS_TO_REWARD)
                                .withReward(RewardTerms.after(DAYS_TO_REWARD)
                                        .withRollover(RewardTerms.Rollover.FORBIDDEN))))
                        .withLeverage(STANDARD_LEVERAGE)
                        .withConditions(CONDITIONS)
                        .withSource(source(termsOf)),
                termsOf);
        return inDollars(size) && !termsOf.isBefore(PRICE_LIST)
                ? program.withFee(new Fee(Money.eur(ONE_STEP_PRICES[tier]), Fee.Refund.NEVER))
                : program;
    }

    /**
     * FTMO 1-Step as sold in the United States in February 2026, with a price in dollars. The funded account there is
     * not known in full.
     *
     * @param size the initial balance in dollars, one that FTMO sells
     * @return the program
     * @throws IllegalArgumentException if FTMO publishes no such size
     */
    public static Program ftmoUsOneStep(Money size) {
        size.in(Money.usd(0).currency());
        return Program.of("FTMO US 1-Step", oneStepChallenge(size))
                .withFee(new Fee(Money.usd(US_ONE_STEP_PRICES[tier(size)]), Fee.Refund.NEVER))
                .withSource(new Source("https://promo.ftmo.oanda.com/new-1-step-challenge", ONE_STEP));
    }

    private static Phase oneStepChallenge(Money size) {
        return Phase.builder(Phase.CHALLENGE, size)
                .profitTarget(0.10)
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.10), MaximumLoss.Reference.START_OF_DAY_BALANCE))
                .dailyLoss(0.03)
                .bestDay(BestDay.ofProfitableDays(0.5))
                .build();
    }

    private static FundedTerms withMinimumProfit(FundedTerms terms) {
        return inDollars(terms.account().initialBalance()) ? terms.withMinimumProfit(Money.usd(20)) : terms;
    }

    private static boolean inDollars(Money size) {
        return size.currency().getCurrencyCode().equals("USD");
    }

    /**
     * The limits of inactivity in the Challenge Terms of 2026-08-04, by which FTMO may end an evaluation: 30 days
     * without a new trade, or more than 30 days at a loss of 8 % or more. FTMO is not obliged to apply them, so no
     * program has them by default: {@code program.withInactivity(Programs.ftmoContractClocks())}.
     *
     * @return the clocks
     */
    public static Inactivity ftmoContractClocks() {
        return Inactivity.of(30).withDeepLoss(Limit.ofInitial(0.08), 30);
    }

    /**
     * The most that all accounts of one trader or strategy may hold together; for the Aggressive type it was half of
     * that.
     *
     * @param currencyCode the ISO 4217 code
     * @return the sum of initial balances, none if FTMO publishes none
     */
    public static Optional<Money> ftmoAllocation(String currencyCode) {
        return Optional.ofNullable(ALLOCATION_IN_THOUSANDS.get(currencyCode))
                .map(thousands -> Money.of(thousands * 1_000L, currencyCode));
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

    private static void requireSince(String name, LocalDate termsOf, LocalDate first) {
        if (termsOf.isBefore(first)) {
            requireKnown(name, termsOf, first, NEWEST_TERMS);
        }
    }

    /** Notes in the program and in the log that the terms of a day are those of an earlier one. */
    private static Program dated(Program program, LocalDate termsOf) {
        if (!termsOf.isAfter(NEWEST_TERMS)) {
            return program;
        }
        String note = "terms known as of " + NEWEST_TERMS + ", asked for " + termsOf;
        LOG.warn("{}: {}", program, note);
        return program.withSource(program.source().orElseThrow().withNote(note));
    }

    private static void requireKnown(String name, LocalDate termsOf, LocalDate first, LocalDate last) {
        if (termsOf.isBefore(first) || termsOf.isAfter(last)) {
            throw new IllegalArgumentException("termsOf must be from " + first + " to " + last
                    + ", for which the terms of " + name + " are known, was " + termsOf);
        }
    }
}
