package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * One program of each of five other firms, as published in 2026, with what is known of the account that follows.
 *
 * <p>These are readings of public pages, most of them as others copied them, not statements of the firms. A term that
 * was not found is absent, never guessed; of a funded account it is {@linkplain FundedTerms#unknown() named}. Equity on
 * a floor is a breach.
 */
public final class OtherFirms {

    private static final List<Integer> TOPSTEP_SIZES = List.of(50, 100, 150);
    private static final long[] TOPSTEP_TARGETS = {3_000, 6_000, 9_000};
    private static final long[] TOPSTEP_MAXIMUM_LOSSES = {2_000, 3_000, 4_500};
    private static final long[] TOPSTEP_DAILY_LOSSES = {1_000, 2_000, 3_000};
    private static final long[] TOPSTEP_MONTHS = {49, 99, 199};
    private static final long[] TOPSTEP_CAPS = {2_000, 3_000, 5_000};

    /** Sizes in hundreds, because the smallest is 2,500. */
    private static final List<Integer> FIVERS_SIZES = List.of(25, 50, 100, 250, 500, 1_000);

    private static final List<Integer> FUNDED_NEXT_SIZES = List.of(6, 15, 25, 50, 100, 200);
    private static final long[] FUNDED_NEXT_PRICES = {59, 119, 199, 299, 549, 1_099};

    private static final List<Integer> FUNDING_PIPS_SIZES = List.of(5, 10, 25, 50, 100);

    private static final List<Integer> APEX_SIZES = List.of(25, 50, 100, 150);
    private static final long[] APEX_MAXIMUM_LOSSES = {1_000, 2_000, 3_000, 4_000};
    private static final long[] APEX_DAILY_LOSSES = {500, 1_000, 1_500, 2_000};
    private static final long[] APEX_DAY_PROFITS = {100, 250, 300, 350};

    /** What the sixth reward may be; of the smallest size, each. */
    private static final long[] APEX_LARGEST_CAPS = {1_000, 3_000, 4_000, 5_000};

    private static final double STATIC_LOSS = 0.10;

    private OtherFirms() {}

    /**
     * Topstep Trading Combine, on futures, without the daily loss that may be bought with it: a target of 6 %, a
     * maximum loss below the highest balance at the end of a day, which stops rising at the initial balance, and a best
     * day of at most 55 % of the profit: beyond that, the target rises to the best day divided by 55 %. Days begin at
     * 17:00 in Chicago; no position may be held from one session to the next.
     *
     * <p>The firm's pages as copied up to 2026-09-24; until 2026-09-08 they said 50 %, and they measure the best day by
     * the target in one place and by the profit in another. The fee is that of the standard path on the firm's page on
     * pricing of 2026-07-20, as copied on 2026-09-08: 49, 99 or 199 dollars a month and for a reset, and 149 when the
     * account is funded. The page speaks of 30 days where a month is meant here, and gives a reset for free with every
     * month, which is not modelled. Prices change: other copies of 2026 have 149 dollars a month for the largest size,
     * or 129 for the activation.
     *
     * <p>The Express Funded Account that follows starts at a balance of zero; here it starts at the initial balance of
     * the Combine, and its floor below that. These are the terms of the firm's page on payouts for the standard path,
     * as copied on 2026-09-08: a reward needs 5 days of at least 150 dollars, and takes at most half of the profit, at
     * least 125 dollars, and at most 2,000, 3,000 or 5,000 dollars by size; 90 % is the trader's. What is left is not
     * divided. After each reward the firm sets the floor to the start, which is not modelled.
     *
     * @param size the initial balance: 50,000, 100,000 or 150,000 dollars
     * @return the program
     * @throws IllegalArgumentException if the firm publishes no such size
     */
    public static Program topstepCombine(Money size) {
        int tier = tier(size, 1_000, TOPSTEP_SIZES);
        Phase combine = Phase.builder("Trading Combine", size)
                .profitTarget(Limit.amount(Money.usd(TOPSTEP_TARGETS[tier])))
                .maximumLoss(MaximumLoss.trailing(
                                Limit.amount(Money.usd(TOPSTEP_MAXIMUM_LOSSES[tier])),
                                MaximumLoss.Reference.START_OF_DAY_BALANCE)
                        .lockedAbove(Money.usd(0)))
                .bestDay(new BestDay(0.55, BestDay.Measure.NET_PROFIT))
                .breachTest(BreachTest.TOUCH)
                .restrictions(Restrictions.none().withFlatBefore(Duration.ZERO))
                .build();
        Phase account = combine.toBuilder()
                .name("Express Funded Account")
                .noProfitTarget()
                .noBestDay()
                .maximumLoss(combine.maximumLoss().keptByPayout())
                .tradingDays(TradingDays.profitable(5, Limit.amount(Money.usd(150))))
                .build();
        return Program.of("Topstep Trading Combine", combine)
                .withFunded(FundedTerms.of(account, 0.90, 0)
                        .withReward(topstepReward(Money.usd(TOPSTEP_CAPS[tier])))
                        .withUnknown(FundedTerms.Unknown.SCALING))
                .withFee(topstepFee(Money.usd(TOPSTEP_MONTHS[tier])))
                .withClock(new TradingDayClock(ZoneId.of("America/Chicago"), Duration.ofHours(7)))
                .withSource(new Source(
                        "https://help.topstep.com/en/articles/8284197-trading-combine-parameters",
                        LocalDate.of(2026, 9, 24)));
    }

    private static Fee topstepFee(Money month) {
        return new Fee(month, Fee.Refund.NEVER)
                .withMonthly(month)
                .withReset(month)
                .withActivation(Money.usd(149));
    }

    /** At least 125 dollars, which is half of 250. */
    private static RewardTerms topstepReward(Money cap) {
        return RewardTerms.after(0)
                .withMinimumProfit(Money.usd(250))
                .withCaps(Limit.ofReference(0.5), Limit.amount(cap))
                .withRollover(RewardTerms.Rollover.UNDIVIDED);
    }

    /**
     * Topstep Trading Combine with the daily loss that may be bought with it: 1,000, 2,000 or 3,000 dollars by size,
     * after which positions are closed and nothing may be opened until the next session. The Express Funded Account has
     * it, too, and then pays up to twice as much with one reward: 4,000, 6,000 or 10,000 dollars (third-party copies of
     * June and July 2026).
     *
     * @param size the initial balance: 50,000, 100,000 or 150,000 dollars
     * @return the program
     * @throws IllegalArgumentException if the firm publishes no such size
     */
    public static Program topstepCombineWithDailyLoss(Money size) {
        Program without = topstepCombine(size);
        int tier = tier(size, 1_000, TOPSTEP_SIZES);
        Limit limit = Limit.amount(Money.usd(TOPSTEP_DAILY_LOSSES[tier]));
        DailyLoss pausing = DailyLoss.of(limit).pausing();
        Phase combine = without.phases().get(0).toBuilder().dailyLoss(pausing).build();
        return new Program(
                without.name() + " with daily loss",
                List.of(combine),
                without.funded()
                        .map(terms -> terms.withAccount(terms.account().toBuilder()
                                        .dailyLoss(pausing)
                                        .build())
                                .withReward(topstepReward(Money.usd(2 * TOPSTEP_CAPS[tier])))),
                without.fee(),
                without.clock(),
                without.conditions(),
                without.source());
    }

    /**
     * The5ers High Stakes, the Classic one: steps of +8 % and +5 %, each with a static maximum loss of 10 %, a daily
     * loss of 5 % of the higher of balance and equity as the day starts, three days that earn at least 0.5 % of the
     * initial balance, and the end after 30 days without a trade. Nothing may be opened or closed from 2 minutes before
     * to 2 minutes after major news. The funded account is under the same rules; 80 % of its profit, at least 150
     * dollars, is the trader's every 14 days. Days begin at 17:00 in New York.
     *
     * <p>The firm's pages as copied up to 2026-07-28. Only a third party states that the funded account needs the three
     * days too. The fee and the way the account grows are not known here.
     *
     * @param size the initial balance: 2,500, 5,000, 10,000, 25,000, 50,000 or 100,000 dollars
     * @return the program
     * @throws IllegalArgumentException if the firm publishes no such size
     */
    public static Program the5ersHighStakes(Money size) {
        tier(size, 100, FIVERS_SIZES);
        Phase first = Phase.builder("Step 1", size)
                .profitTarget(0.08)
                .maximumLoss(STATIC_LOSS)
                .dailyLoss(DailyLoss.of(Limit.ofReference(0.05)).anchoredAt(DailyLoss.Anchor.HIGHER))
                .tradingDays(TradingDays.profitable(3, Limit.ofInitial(0.005)))
                .inactivity(Inactivity.of(30))
                .breachTest(BreachTest.TOUCH)
                .restrictions(Restrictions.none().withNewsWindow(Duration.ofMinutes(2), Duration.ofMinutes(2)))
                .build();
        Phase second = first.toBuilder().name("Step 2").profitTarget(0.05).build();
        Phase account =
                first.toBuilder().name("Funded account").noProfitTarget().build();
        return Program.of("The5ers High Stakes", first, second)
                .withFunded(FundedTerms.of(account, 0.80, 14)
                        .withMinimumProfit(Money.usd(150))
                        .withUnknown(FundedTerms.Unknown.ROLLOVER, FundedTerms.Unknown.SCALING))
                .withClock(TradingDayClock.metaTrader())
                .withSource(new Source(
                        "https://help.the5ers.com/what-are-the-general-rules-for-the-high-stakes-program/",
                        LocalDate.of(2026, 7, 28)));
    }

    /**
     * FundedNext Stellar 2-Step: phases of +8 % and +5 %, each with a static maximum loss of 10 % and a daily loss of 5
     * % of the initial balance below the balance as the day starts, and at least 5 days on which a position is opened
     * or closed; without a time limit. Days begin at midnight of the server, which is 2 hours ahead of UTC and 3 in
     * summer. Which daylight saving time applies is not known here, so the clock must be given:
     * {@link TradingDayClock#metaTrader()} if it is that of New York, as on most such servers.
     *
     * <p>The firm's Challenge Terms as copied on 2026-09-24; sizes and prices are from third parties. The firm's help
     * pages, read in November 2026, say of the account that follows: the same losses, no minimum of trading days, 80 %
     * of the profit for the trader after 21 days, then after 14 days each, and the price back with the first reward.
     * They count these days from the start of a cycle; here they count from its first trade. The 15 % of the profit of
     * the phases that the firm adds after a growth of 10 % are not modelled, and how the account grows is not known.
     *
     * @param size the initial balance: 6,000, 15,000, 25,000, 50,000, 100,000 or 200,000 dollars
     * @param server when days begin on the server of the account
     * @return the program
     * @throws IllegalArgumentException if the firm publishes no such size
     */
    public static Program fundedNextStellarTwoStep(Money size, TradingDayClock server) {
        int tier = tier(size, 1_000, FUNDED_NEXT_SIZES);
        Phase first = Phase.builder("Phase 1", size)
                .profitTarget(0.08)
                .maximumLoss(STATIC_LOSS)
                .dailyLoss(0.05)
                .tradingDays(TradingDays.openedOrClosed(5))
                .breachTest(BreachTest.TOUCH)
                .build();
        Phase second = first.toBuilder().name("Phase 2").profitTarget(0.05).build();
        Phase account = first.toBuilder()
                .name("FundedNext Account")
                .noProfitTarget()
                .minimumTradingDays(0)
                .build();
        return Program.of("FundedNext Stellar 2-Step", first, second)
                .withFunded(FundedTerms.of(account, 0.80, 14)
                        .withReward(RewardTerms.after(14).withFirstAfter(21))
                        .withUnknown(
                                FundedTerms.Unknown.MINIMUM_PROFIT,
                                FundedTerms.Unknown.ROLLOVER,
                                FundedTerms.Unknown.SCALING))
                .withFee(new Fee(Money.usd(FUNDED_NEXT_PRICES[tier]), Fee.Refund.WITH_FIRST_REWARD))
                .withClock(server)
                .withSource(new Source("https://fundednext.com/cfd-challenge-terms", LocalDate.of(2026, 9, 24)));
    }

    /**
     * FundingPips 2-Step Standard: phases of +8 % and +5 %, each with a static maximum loss of 10 %, a daily loss of 5
     * % of the higher of balance and equity as the day starts, and at least 3 days on which a position is opened. Days
     * begin at midnight of the platform, which is 3 hours ahead of UTC all year.
     *
     * <p>Losses, days and sizes are those of the firm's help page as copied on 2026-10-04; the targets are from a third
     * party. The Master account that follows is taken from third parties, too: the same losses, and every two weeks 80
     * % of a profit of at least 1 % of the initial balance; the other cycles that a trader may choose (weekly 60 %, on
     * demand 90 %, monthly 100 %) are other terms. The fee and its refund are not known here: what is said of them
     * changes.
     *
     * @param size the initial balance: 5,000, 10,000, 25,000, 50,000 or 100,000 dollars
     * @return the program
     * @throws IllegalArgumentException if the firm publishes no such size
     */
    public static Program fundingPipsTwoStep(Money size) {
        tier(size, 1_000, FUNDING_PIPS_SIZES);
        Phase first = Phase.builder("Student", size)
                .profitTarget(0.08)
                .maximumLoss(STATIC_LOSS)
                .dailyLoss(DailyLoss.of(Limit.ofReference(0.05)).anchoredAt(DailyLoss.Anchor.HIGHER))
                .minimumTradingDays(3)
                .breachTest(BreachTest.TOUCH)
                .build();
        Phase second = first.toBuilder().name("Practitioner").profitTarget(0.05).build();
        Phase account = first.toBuilder()
                .name("Master")
                .noProfitTarget()
                .minimumTradingDays(0)
                .build();
        return Program.of("FundingPips 2-Step Standard", first, second)
                .withFunded(FundedTerms.of(account, 0.80, 14)
                        .withMinimumProfit(size.share(0.01))
                        .withUnknown(FundedTerms.Unknown.ROLLOVER, FundedTerms.Unknown.SCALING))
                .withClock(TradingDayClock.midnight(ZoneId.of("UTC+03:00")))
                .withSource(new Source(
                        "https://help.fundingpips.com/hc/en-us/articles/34501809112081-2-Step-Standard",
                        LocalDate.of(2026, 10, 4)));
    }

    /**
     * Apex Trader Funding EOD Trail, on futures: a target of 6 % within 30 calendar days, a maximum loss below the
     * highest balance at the end of a day, and a daily loss after which nothing may be opened until the next session.
     * Days begin at 18:00 in New York; no position may be held from one session to the next.
     *
     * <p>Third-party copies of the rules since March 2026, dated 2026-07-11. The Performance Account that follows is
     * that of the firm's page on payouts, as copied on 2026-04-11: the maximum loss stops rising 100 dollars above the
     * initial balance, and a profit of the maximum loss and 100 dollars stays on the account. A reward needs 500
     * dollars more than that, 5 days of at least 100, 250, 300 or 350 dollars by size, and a best day of at most half
     * of the profit; all of it is the trader's. The cap of a reward rises from the first to the sixth; here each may be
     * as large as the sixth: 1,000, 3,000, 4,000 or 5,000 dollars. From 50,000 dollars on the first five may be less,
     * such as 1,500, 1,500, 2,000, 2,500 and 2,500, so that the cap counts as not known. No account pays more than six
     * rewards, and its daily loss rises with the profit; neither is modelled. The fees of the evaluation and of the
     * activation are not known here.
     *
     * @param size the initial balance: 25,000, 50,000, 100,000 or 150,000 dollars
     * @return the program
     * @throws IllegalArgumentException if the firm publishes no such size
     */
    public static Program apexEndOfDay(Money size) {
        int tier = tier(size, 1_000, APEX_SIZES);
        MaximumLoss trailing = MaximumLoss.trailing(
                Limit.amount(Money.usd(APEX_MAXIMUM_LOSSES[tier])), MaximumLoss.Reference.START_OF_DAY_BALANCE);
        Phase evaluation = Phase.builder("Evaluation", size)
                .profitTarget(0.06)
                .maximumLoss(trailing)
                .dailyLoss(DailyLoss.of(Limit.amount(Money.usd(APEX_DAILY_LOSSES[tier])))
                        .pausing())
                .timeLimit(TimeLimit.calendarDays(30))
                .breachTest(BreachTest.TOUCH)
                .restrictions(Restrictions.none().withFlatBefore(Duration.ZERO))
                .build();
        Phase account = evaluation.toBuilder()
                .name("Performance Account")
                .noProfitTarget()
                .noTimeLimit()
                .noDailyLoss()
                .maximumLoss(trailing.lockedAbove(Money.usd(100)).keptByPayout())
                .bestDay(new BestDay(0.50, BestDay.Measure.NET_PROFIT))
                .tradingDays(TradingDays.profitable(5, Limit.amount(Money.usd(APEX_DAY_PROFITS[tier]))))
                .build();
        Money buffer = Money.usd(APEX_MAXIMUM_LOSSES[tier] + 100);
        FundedTerms funded = FundedTerms.of(account, 1, 0)
                .withReward(RewardTerms.after(0)
                        .withBuffer(Limit.amount(buffer))
                        .withMinimumProfit(buffer.plus(Money.usd(500)))
                        .withCaps(Limit.amount(Money.usd(APEX_LARGEST_CAPS[tier])))
                        .withRollover(RewardTerms.Rollover.UNDIVIDED));
        return Program.of("Apex EOD Trail", evaluation)
                .withFunded(
                        tier == 0
                                ? funded.withUnknown(FundedTerms.Unknown.SCALING)
                                : funded.withUnknown(FundedTerms.Unknown.CAP, FundedTerms.Unknown.SCALING))
                .withClock(new TradingDayClock(ZoneId.of("America/New_York"), Duration.ofHours(6)))
                .withSource(new Source("https://damnpropfirms.com/?p=12440", LocalDate.of(2026, 7, 11))
                        .withNote("the site of a third party"));
    }

    private static int tier(Money size, long unit, List<Integer> sizes) {
        List<Money> published =
                sizes.stream().map(number -> Money.usd(number * unit)).toList();
        int tier = published.indexOf(size);
        if (tier < 0) {
            throw new IllegalArgumentException("size must be one of " + published + ", was " + size);
        }
        return tier;
    }
}
