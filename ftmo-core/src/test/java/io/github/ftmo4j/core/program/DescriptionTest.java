package io.github.ftmo4j.core.program;

import static io.github.ftmo4j.core.money.Money.eur;
import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    private static final Fee FEE = new Fee(eur(530), Fee.Refund.NEVER);

    private static Phase.Builder bare() {
        return Phase.builder("Bare", usd(50_000)).maximumLoss(0.10);
    }

    @Test
    void theTwoStep() {
        assertThat(Programs.ftmoTwoStep(usd(100_000)).describe())
                .containsExactly(
                        "FTMO 2-Step: 2 phases, each on a fresh account.",
                        "Phase 1 of 2, Challenge.",
                        "Initial balance: 100000.00 USD.",
                        "Profit target: the balance must reach 110000.00 USD, a gain of 10000.00 USD (10 % of the initial"
                                + " balance), with no position open.",
                        "Maximum loss: equity must never be below the floor, which lies 10000.00 USD (10 % of the initial"
                                + " balance) under the initial balance; at first 90000.00 USD.",
                        "Daily loss: equity must at no instant be below the floor of the day, which lies 5000.00 USD (5 %"
                                + " of the initial balance) under the balance at the start of the day; on the first day"
                                + " 95000.00 USD.",
                        "Minimum trading days: a position must be opened on at least 4 different days.",
                        "No time limit.",
                        "Leverage: FX 1:100, METALS 1:50, INDICES 1:15, ENERGY 1:50, CRYPTO 1:1, anything else 1:1.",
                        "Phase 2 of 2, Verification.",
                        "Initial balance: 100000.00 USD.",
                        "Profit target: the balance must reach 105000.00 USD, a gain of 5000.00 USD (5 % of the initial"
                                + " balance), with no position open.",
                        "Maximum loss: equity must never be below the floor, which lies 10000.00 USD (10 % of the initial"
                                + " balance) under the initial balance; at first 90000.00 USD.",
                        "Daily loss: equity must at no instant be below the floor of the day, which lies 5000.00 USD (5 %"
                                + " of the initial balance) under the balance at the start of the day; on the first day"
                                + " 95000.00 USD.",
                        "Minimum trading days: a position must be opened on at least 4 different days.",
                        "No time limit.",
                        "Leverage: FX 1:100, METALS 1:50, INDICES 1:15, ENERGY 1:50, CRYPTO 1:1, anything else 1:1.",
                        "Funded account, FTMO Account.",
                        "Initial balance: 100000.00 USD.",
                        "No profit target.",
                        "Maximum loss: equity must never be below the floor, which lies 10000.00 USD (10 % of the initial"
                                + " balance) under the initial balance; at first 90000.00 USD.",
                        "Daily loss: equity must at no instant be below the floor of the day, which lies 5000.00 USD (5 %"
                                + " of the initial balance) under the balance at the start of the day; on the first day"
                                + " 95000.00 USD.",
                        "No minimum of trading days.",
                        "No time limit.",
                        "News: nothing may be opened or closed on a targeted instrument from 2 minutes before to 2 minutes"
                                + " after a listed release.",
                        "Breaks: no position may be held over a weekend or any other break of the market of more than"
                                + " 2 hours.",
                        "Leverage: FX 1:100, METALS 1:50, INDICES 1:15, ENERGY 1:50, CRYPTO 1:1, anything else 1:1.",
                        "Reward: the trader's share of the profit is 80 %, to be claimed from 14 days after the first trade"
                                + " on, then from 14 days after the first trade that follows a reward, with no position"
                                + " open.",
                        "Smallest reward: from a profit of 20.00 USD.",
                        "Scaling: after at least 4 months with a net profit of at least 10 % of the account's size,"
                                + " 2 rewards and the balance in profit, the account grows by 25 % of its original size, up"
                                + " to 2000000.00 USD, and the trader's share is 90 %.",
                        "Fee: 540.00 EUR, refunded with the first reward.",
                        "Days begin at midnight in Europe/Prague.",
                        "Platform: at most 2000 server requests and 2000 new"
                                + " positions a day, and 200 orders at once.",
                        "Source: https://ftmo.com/en/trading-objectives/ as of 2026-09-08.");
    }

    @Test
    void theOneStep() {
        assertThat(Programs.ftmoOneStep(usd(50_000)).describe())
                .contains(
                        "FTMO 1-Step: 1 phase.",
                        "Phase 1 of 1, Challenge.",
                        "Maximum loss: equity must never be below the floor, which lies 5000.00 USD (10 % of the initial"
                                + " balance) under the highest balance at the start of any day; at first 45000.00 USD.",
                        "Maximum loss: equity must never be below the floor, which lies 5000.00 USD (10 % of the initial"
                                + " balance) under the highest balance at the start of any day; at first 45000.00 USD. A"
                                + " payout measures it anew, from the balance that is left.",
                        "Best day: no day may have earned more than 50 % of what all profitable days earned together;"
                                + " while one has, the phase goes on.",
                        "Best day: no day may have earned more than 50 % of what all profitable days earned together;"
                                + " while one has, there is no reward.",
                        "Fee: 319.00 EUR, not refunded.");
    }

    @Test
    void otherFirms() {
        assertThat(OtherFirms.topstepCombineWithDailyLoss(usd(50_000)).describe())
                .containsExactly(
                        "Topstep Trading Combine with daily loss: 1 phase.",
                        "Phase 1 of 1, Trading Combine.",
                        "Initial balance: 50000.00 USD.",
                        "Profit target: the balance must reach 53000.00 USD, a gain of 3000.00 USD, with no position open.",
                        "Maximum loss: equity must never be on or below the floor, which lies 2000.00 USD under the highest"
                                + " balance at the start of any day, but never above 50000.00 USD; at first 48000.00 USD.",
                        "Daily loss: equity must at no instant be on or below the floor of the day, which lies 1000.00 USD"
                                + " under the balance at the start of the day; on the first day 49000.00 USD. A breach only"
                                + " ends the day.",
                        "Best day: no day may have earned more than 55 % of what all days earned together; while one has,"
                                + " the phase goes on.",
                        "No minimum of trading days.",
                        "No time limit.",
                        "Breaks: no position may be held over a weekend or any other break of the market.",
                        "Funded account, Express Funded Account.",
                        "Initial balance: 50000.00 USD.",
                        "No profit target.",
                        "Maximum loss: equity must never be on or below the floor, which lies 2000.00 USD under the highest"
                                + " balance at the start of any day, but never above 50000.00 USD; at first 48000.00 USD."
                                + " A payout does not move it.",
                        "Daily loss: equity must at no instant be on or below the floor of the day, which lies 1000.00 USD"
                                + " under the balance at the start of the day; on the first day 49000.00 USD. A breach only"
                                + " ends the day.",
                        "Minimum trading days: at least 150.00 USD must be earned on at least 5 different days.",
                        "No time limit.",
                        "Breaks: no position may be held over a weekend or any other break of the market.",
                        "Reward: the trader's share of the profit is 90 %, to be claimed from 0 days after the first trade"
                                + " on, then from 0 days after the first trade that follows a reward, with no position"
                                + " open.",
                        "Smallest reward: from a profit of 250.00 USD.",
                        "Largest reward: at most 50 % of the profit and at most 4000.00 USD leaves the account.",
                        "Profit left on the account: the firm takes its share once it is paid out.",
                        "Not known: how the account grows.",
                        "Fee: 49.00 USD, not refunded; every month after the first 49.00 USD; a reset after a failure 49.00 USD;"
                                + " for the funded account 149.00 USD.",
                        "Days begin at 17:00 in America/Chicago on the day before.",
                        "Source: https://help.topstep.com/en/articles/8284197-trading-combine-parameters as of"
                                + " 2026-09-24.");
        assertThat(OtherFirms.the5ersHighStakes(usd(10_000)).describe())
                .contains(
                        "Daily loss: equity must at no instant be on or below the floor of the day, which lies 5 % of it"
                                + " under the higher of balance and equity at the start of the day; on the first day"
                                + " 9500.00 USD.",
                        "Minimum trading days: at least 50.00 USD (0.5 % of the initial balance) must be earned on at least"
                                + " 3 different days.",
                        "Inactivity: the phase ends after 30 days without a position opened.");
        assertThat(OtherFirms.fundedNextStellarTwoStep(usd(6_000), TradingDayClock.metaTrader())
                        .describe())
                .contains("Minimum trading days: a position must be opened or closed on at least 5 different days.");
    }

    @Test
    void oneIsSingular() {
        Phase phase = bare().minimumTradingDays(1)
                .timeLimit(TimeLimit.weekdays(1))
                .inactivity(Inactivity.of(1).withDeepLoss(Limit.amount(usd(10)), 1))
                .restrictions(Restrictions.none()
                        .withNewsWindow(Duration.ofMinutes(1), Duration.ofSeconds(3_661))
                        .withFlatBefore(Duration.ofHours(1)))
                .build();
        assertThat(phase.describe())
                .contains(
                        "Minimum trading days: a position must be opened on at least 1 day.",
                        "Time limit: 1 weekday, the first included.",
                        "Inactivity: the phase ends after 1 day without a position opened.",
                        "Deep loss: the phase ends after more than 1 day in a row that end with a balance at least 10.00 USD"
                                + " under the initial balance.",
                        "News: nothing may be opened or closed on a targeted instrument from 1 minute before to 1 hour"
                                + " 1 minute 1 second after a listed release.",
                        "Breaks: no position may be held over a weekend or any other break of the market of more than"
                                + " 1 hour.");
    }

    @Test
    void everySwitchIsSaid() {
        Phase phase = Phase.builder("Switches", usd(50_000))
                .profitTarget(Limit.ofReference(0.06))
                .maximumLoss(MaximumLoss.trailing(Limit.ofReference(0.04), MaximumLoss.Reference.INTRADAY_EQUITY)
                        .lockedAbove(usd(100), usd(2_500))
                        .keptByPayout())
                .dailyLoss(DailyLoss.of(Limit.ofReference(0.025)).judged(DailyLoss.Judged.AT_CLOSE))
                .floatingLoss(Limit.ofReference(0.01))
                .bestDay(new BestDay(0.4, BestDay.Measure.PROFIT_TARGET))
                .tradingDays(TradingDays.profitable(2, Limit.ofReference(0.005)))
                .timeLimit(TimeLimit.calendarDays(30))
                .restrictions(Restrictions.none().withStopRequired().failing())
                .build();
        assertThat(phase.describe())
                .containsExactly(
                        "Initial balance: 50000.00 USD.",
                        "Profit target: the balance must reach 53000.00 USD, a gain of 3000.00 USD (6 % of the initial"
                                + " balance), with no position open.",
                        "Maximum loss: equity must never be below the floor, which lies 4 % of it under the highest equity"
                                + " seen, but never above 50100.00 USD and there at once when that has reached 52500.00"
                                + " USD; at first 48000.00 USD. A payout does not move it.",
                        "Daily loss: equity must not end the day below the floor of the day, which lies 2.5 % of it under"
                                + " the balance at the start of the day; on the first day 48750.00 USD.",
                        "Floating loss: equity must at no instant be below the balance less 1 % of it.",
                        "Best day: no day may have earned more than 40 % of the profit target; while one has, the phase"
                                + " goes on.",
                        "Minimum trading days: at least 0.5 % of the balance at the start of the day must be earned on at"
                                + " least 2 different days.",
                        "Time limit: 30 calendar days, the first included.",
                        "Stops: every position must be opened with a stop.",
                        "Sanction: the phase fails when anything forbidden is done.");
        assertThat(bare().build().describe()).contains("No profit target.", "No daily loss limit.");
    }

    @Test
    void clocksSayWhenDaysBegin() {
        Program program = Program.of("Own", bare().build());
        ZoneId london = ZoneId.of("Europe/London");
        assertThat(program.withClock(TradingDayClock.midnight(london)).describe())
                .contains("Days begin at midnight in Europe/London.");
        assertThat(program.withClock(new TradingDayClock(london, Duration.ofMinutes(-90)))
                        .describe())
                .contains("Days begin at 01:30 in Europe/London.");
    }

    @Test
    void everyTermOfAProgramIsSaid() {
        Program program = Programs.ftmoTwoStep(usd(100_000));
        FundedTerms terms = program.funded().orElseThrow();
        ScalingPlan plan = terms.scaling().orElseThrow();
        assertThat(Stream.of(
                                program,
                                Programs.ftmoTwoStep(usd(50_000)),
                                Programs.ftmoSwing(usd(100_000)),
                                program.withFee(new Fee(usd(540), Fee.Refund.WITH_FIRST_REWARD)),
                                program.withFee(new Fee(eur(540), Fee.Refund.NEVER)),
                                program.withFee(new Fee(eur(540), Fee.Refund.WHEN_FUNDED)),
                                program.withFee(FEE.withMonthly(eur(49))),
                                program.withFee(FEE.withReset(eur(49))),
                                program.withFee(FEE.withActivation(eur(49))),
                                program.withFee(
                                        FEE.withFreeRetry(new Fee.FreeRetry(Fee.FreeRetry.After.ANY_FAILURE, 1))),
                                program.withFee(
                                        FEE.withFreeRetry(new Fee.FreeRetry(Fee.FreeRetry.After.ANY_FAILURE, 2))),
                                program.withFee(FEE.withFreeRetry(
                                        new Fee.FreeRetry(Fee.FreeRetry.After.TIME_LIMIT_IN_PROFIT, 1))),
                                program.withFunded(
                                        terms.withSplit(ProfitSplit.of(0.80).withStep(usd(25_000), 1))),
                                program.withFunded(
                                        terms.withSplit(ProfitSplit.of(0.80).withStep(usd(20_000), 1))),
                                program.withFunded(
                                        terms.withReward(terms.reward().withFirstAfter(21))),
                                program.withFunded(
                                        terms.withReward(terms.reward().withBuffer(Limit.ofInitial(0.02)))),
                                program.withFunded(
                                        terms.withReward(terms.reward().withCaps(Limit.amount(usd(5_000))))),
                                program.withFunded(terms.withReward(
                                        terms.reward().withCaps(Limit.amount(usd(5_000)), Limit.ofReference(0.5)))),
                                program.withFunded(
                                        terms.withReward(terms.reward().withRollover(RewardTerms.Rollover.UNDIVIDED))),
                                program.withFunded(
                                        terms.withReward(terms.reward().withRollover(RewardTerms.Rollover.FORBIDDEN))),
                                program.withFunded(terms.withUnknown(FundedTerms.Unknown.SCALING)),
                                program.withFunded(terms.withUnknown(FundedTerms.Unknown.CAP)),
                                program.withClock(TradingDayClock.metaTrader()),
                                program.withConditions(new TradingConditions(2_000, 200, 1_000)),
                                program.withConditions(new TradingConditions(2_000, 100, 2_000)),
                                program.withConditions(new TradingConditions(1_000, 200, 2_000)),
                                program.withLeverage(Leverage.of(AssetClass.FX, "50")),
                                program.withSource(new Source("https://ftmo.com/", LocalDate.of(2026, 9, 8))),
                                program.withSource(new Source(
                                        "https://ftmo.com/en/trading-objectives/", LocalDate.of(2026, 9, 9))),
                                program.withBreachTest(BreachTest.TOUCH),
                                program.withInactivity(Programs.ftmoContractClocks()),
                                funded(program, 0.81, 14, terms.minimumProfit(), terms.scaling()),
                                funded(program, 0.80, 15, terms.minimumProfit(), terms.scaling()),
                                funded(program, 0.80, 14, Optional.empty(), terms.scaling()),
                                funded(program, 0.80, 14, Optional.of(usd(50)), terms.scaling()),
                                funded(program, 0.80, 14, terms.minimumProfit(), Optional.empty()),
                                program.withFunded(
                                        terms.withScaling(new ScalingPlan(3, 0.10, 2, 0.25, plan.largest(), 0.90))),
                                program.withFunded(
                                        terms.withScaling(new ScalingPlan(4, 0.11, 2, 0.25, plan.largest(), 0.90))),
                                program.withFunded(
                                        terms.withScaling(new ScalingPlan(4, 0.10, 1, 0.25, plan.largest(), 0.90))),
                                program.withFunded(
                                        terms.withScaling(new ScalingPlan(4, 0.10, 2, 0.50, plan.largest(), 0.90))),
                                program.withFunded(
                                        terms.withScaling(new ScalingPlan(4, 0.10, 2, 0.25, usd(1_000_000), 0.90))),
                                program.withFunded(
                                        terms.withScaling(new ScalingPlan(4, 0.10, 2, 0.25, plan.largest(), 1))))
                        .map(Program::describe))
                .doesNotHaveDuplicates();
    }

    private static Program funded(
            Program program, double share, int days, Optional<Money> minimum, Optional<ScalingPlan> scaling) {
        Phase account = program.funded().orElseThrow().account();
        RewardTerms reward =
                new RewardTerms(days, days, minimum, Optional.empty(), List.of(), RewardTerms.Rollover.DIVIDED);
        return program.withFunded(new FundedTerms(account, ProfitSplit.of(share), reward, scaling, Set.of()));
    }

    @Test
    void programsAndPhasesAreShortToPrint() {
        Program oneStep = Programs.ftmoOneStep(usd(100_000));
        assertThat(oneStep).hasToString("FTMO 1-Step, 100000.00 USD");
        assertThat(oneStep.phases().get(0))
                .hasToString("Challenge, 100000.00 USD: target 10 %, maximum loss 10 % trailing, daily loss 3 %,"
                        + " best day 50 %");
        assertThat(Programs.ftmoTwoStep(usd(100_000), LocalDate.of(2023, 7, 1)).phase(Phase.VERIFICATION))
                .hasToString("Verification, 100000.00 USD: target 5 %, maximum loss 10 %, daily loss 5 %,"
                        + " 10 trading days, time limit 60 days");
        assertThat(Phase.builder("Evaluation", usd(100_000))
                        .maximumLoss(MaximumLoss.fixed(Limit.ofReference(0.06)))
                        .floatingLoss(Limit.amount(usd(500)))
                        .build())
                .hasToString("Evaluation, 100000.00 USD: maximum loss 6 % of the reference, floating loss 500.00 USD");
    }
}
