package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * One program of each of three other firms, as published in 2026.
 *
 * <p>These are readings of public pages, most of them as others copied them, not statements of the firms; a term that
 * was not found is absent, never guessed. All three treat equity on a floor as a breach.
 */
public final class OtherFirms {

    private static final List<Integer> TOPSTEP_SIZES = List.of(50, 100, 150);
    private static final long[] TOPSTEP_TARGETS = {3_000, 6_000, 9_000};
    private static final long[] TOPSTEP_MAXIMUM_LOSSES = {2_000, 3_000, 4_500};
    private static final long[] TOPSTEP_DAILY_LOSSES = {1_000, 2_000, 3_000};

    /** Sizes in hundreds, because the smallest is 2,500. */
    private static final List<Integer> FIVERS_SIZES = List.of(25, 50, 100, 250, 500, 1_000);

    private static final List<Integer> FUNDED_NEXT_SIZES = List.of(6, 15, 25, 50, 100, 200);

    private static final double STATIC_LOSS = 0.10;

    private OtherFirms() {}

    /**
     * Topstep Trading Combine, on futures, without the daily loss that may be bought with it: a target of 6 %, a
     * maximum loss below the highest balance at the end of a day, which stops rising at the initial balance, and a best
     * day of at most 55 % of the profit: beyond that, the target rises to the best day divided by 55 %. Days begin at
     * 17:00 in Chicago; no position may be held from one session to the next.
     *
     * <p>The firm's pages as copied up to 2026-09-24; until 2026-09-08 they said 50 %, and they measure the best day by
     * the target in one place and by the profit in another. The program has no fee here because it is paid monthly, and
     * no funded account because that starts at a balance of zero.
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
        return Program.of("Topstep Trading Combine", combine)
                .withClock(new TradingDayClock(ZoneId.of("America/Chicago"), Duration.ofHours(7)))
                .withSource(new Source(
                        "https://help.topstep.com/en/articles/8284197-trading-combine-parameters",
                        LocalDate.of(2026, 9, 24)));
    }

    /**
     * Topstep Trading Combine with the daily loss that may be bought with it: 1,000, 2,000 or 3,000 dollars by size,
     * after which positions are closed and nothing may be opened until the next session.
     *
     * @param size the initial balance: 50,000, 100,000 or 150,000 dollars
     * @return the program
     * @throws IllegalArgumentException if the firm publishes no such size
     */
    public static Program topstepCombineWithDailyLoss(Money size) {
        Program without = topstepCombine(size);
        Limit limit = Limit.amount(Money.usd(TOPSTEP_DAILY_LOSSES[tier(size, 1_000, TOPSTEP_SIZES)]));
        Phase combine = without.phases().get(0).toBuilder()
                .dailyLoss(DailyLoss.of(limit).pausing())
                .build();
        return new Program(
                without.name() + " with daily loss",
                List.of(combine),
                without.funded(),
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
                .withFunded(FundedTerms.of(account, 0.80, 14).withMinimumProfit(Money.usd(150)))
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
     * <p>The firm's Challenge Terms as copied on 2026-09-24; the sizes are from third parties. The fee and most terms
     * of the funded account, of whose profit 80 % is the trader's, are not known here.
     *
     * @param size the initial balance: 6,000, 15,000, 25,000, 50,000, 100,000 or 200,000 dollars
     * @param server when days begin on the server of the account
     * @return the program
     * @throws IllegalArgumentException if the firm publishes no such size
     */
    public static Program fundedNextStellarTwoStep(Money size, TradingDayClock server) {
        tier(size, 1_000, FUNDED_NEXT_SIZES);
        Phase first = Phase.builder("Phase 1", size)
                .profitTarget(0.08)
                .maximumLoss(STATIC_LOSS)
                .dailyLoss(0.05)
                .tradingDays(TradingDays.openedOrClosed(5))
                .breachTest(BreachTest.TOUCH)
                .build();
        Phase second = first.toBuilder().name("Phase 2").profitTarget(0.05).build();
        return Program.of("FundedNext Stellar 2-Step", first, second)
                .withClock(server)
                .withSource(new Source("https://fundednext.com/cfd-challenge-terms", LocalDate.of(2026, 9, 24)));
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
