package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.account.RunningAccount;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.core.program.ScalingPlan;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySample;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.journey.TracedJourney;
import io.github.ftmo4j.sim.journey.TracedJourney.Kind;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.statistics.Figure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Journeys whose course is known to the cent. */
class JourneyTest {

    private static final FixedFractional ONE_R = FixedFractional.ofInitialBalance(0.01);
    private static final Fee FEE = new Fee(usd(540), Fee.Refund.WITH_FIRST_REWARD);

    private static final int TRIALS = Integer.getInteger("ftmo.journey.trials", 4_000);
    private static final int CAP = 3;

    /** Even bets to +5 before −10. */
    private static final double PASS = 2.0 / 3;

    /** A funded account of 100,000 with a static maximum loss of 10 %, and rewards at any time. */
    private static FundedTerms terms(double share, Phase.Builder account) {
        return FundedTerms.of(
                        account.maximumLoss(0.10).breachTest(BreachTest.TOUCH).build(), share, 0)
                .withReward(RewardTerms.after(0).withRollover(RewardTerms.Rollover.UNDIVIDED));
    }

    private static Phase.Builder account() {
        return Phase.builder("Funded", usd(100_000));
    }

    private static AccountState fresh(FundedTerms terms) {
        return Account.open(terms.account(), Instant.parse("2024-01-01T00:00:00Z"))
                .state();
    }

    private static Journey.Builder funded(FundedTerms terms, double[]... days) {
        Program program = Program.of(
                "Program",
                Phase.builder("Step", usd(100_000))
                        .profitTarget(0.1)
                        .maximumLoss(0.1)
                        .build());
        return Journey.of(Replay.of(program, ONE_R, days).spec())
                .funded(terms)
                .fee(FEE)
                .attempts(1)
                .from(fresh(terms));
    }

    private static double[] day(double... results) {
        return results;
    }

    private static List<TracedJourney.Entry> of(TracedJourney journey, Kind kind) {
        return journey.entries().stream().filter(entry -> entry.kind() == kind).toList();
    }

    /** P1 and P2: winning days of 150 at least, a buffer of 2,000, once a week. */
    @Test
    void winningDaysAndABufferHoldARewardBack() {
        double[][] days = {day(1), day(.5), day(.1), day(.5), day()};
        for (int least = 3; least <= 4; least++) {
            FundedTerms terms =
                    terms(0.90, account().tradingDays(TradingDays.profitable(least, Limit.amount(usd(150)))));
            TracedJourney journey = funded(terms.withReward(terms.reward().withBuffer(Limit.amount(usd(2_000)))), days)
                    .payouts(PayoutPlan.all().withEvery(5))
                    .horizon(5)
                    .build()
                    .trace(0, 1);

            assertThat(of(journey, Kind.REWARD))
                    .extracting(TracedJourney.Entry::day, TracedJourney.Entry::amount)
                    .isEqualTo(least == 3 ? List.of(tuple(LocalDate.of(2024, 1, 5), usd(90))) : List.of());
        }
    }

    /** P5: the best day of the window delays the reward by a week. */
    @Test
    void theBestDayOfTheWindowHoldsARewardBack() {
        FundedTerms terms = terms(0.90, account().bestDay(new BestDay(0.5, BestDay.Measure.PROFITABLE_DAYS)));
        TracedJourney journey = funded(terms, day(2), day(), day(), day(), day(), day(1), day(1), day(), day(), day())
                .payouts(PayoutPlan.all().withEvery(5))
                .horizon(10)
                .build()
                .trace(0, 1);

        assertThat(of(journey, Kind.REWARD))
                .extracting(TracedJourney.Entry::day, TracedJourney.Entry::amount)
                .containsExactly(tuple(LocalDate.of(2024, 1, 12), usd(3_600)));
    }

    /** P7: the limits of each step and of the funded account are their own. */
    @Test
    void eachStageHasLimitsOfItsOwn() {
        Phase first = Phase.builder("Step 1", usd(100_000))
                .profitTarget(0.01)
                .maximumLoss(0.10)
                .minimumTradingDays(2)
                .dailyLoss(DailyLoss.of(Limit.amount(usd(2_000))))
                .build();
        Phase second = first.toBuilder().name("Step 2").noDailyLoss().build();
        FundedTerms terms = terms(0.80, account().dailyLoss(DailyLoss.of(Limit.amount(usd(3_000)))));
        List<String> headroom = new ArrayList<>();
        DecisionLog log = entry -> {
            if (entry.event() == LogEvent.DAY_ROLLED) {
                headroom.add(entry.run() + ", "
                        + entry.fields()
                                .value("dailyLossHeadroom")
                                .map(Object::toString)
                                .orElse("none"));
            }
        };
        TracedJourney journey = Journey.of(Simulation.of(Program.of("Program", first, second))
                        .trades(BernoulliR.of(1, 1))
                        .tradesPerDay(1)
                        .sizing(PositionSizer.of(ONE_R))
                        .spec())
                .funded(terms)
                .fee(FEE)
                .attempts(1)
                .payouts(PayoutPlan.all().withEvery(2))
                .horizon(2)
                .build()
                .trace(0, 1, log);

        assertThat(of(journey, Kind.FUNDED))
                .extracting(TracedJourney.Entry::day)
                .containsExactly(LocalDate.of(2024, 1, 4));
        assertThat(headroom)
                .as("floors of 99,000, none, and 98,000 under a balance of 101,000")
                .containsExactly(
                        "trial-0-account-1-attempt-1, Amount[money=2000.00 USD]",
                        "trial-0-account-1-attempt-1, none",
                        "trial-0-account-1-funded, Amount[money=3000.00 USD]");
        assertThat(of(journey, Kind.REWARD))
                .extracting(TracedJourney.Entry::amount)
                .containsExactly(usd(1_600));
    }

    /** Published: E[cost] = price × (E[attempts] − P(funded)) where the price comes back when the account is funded. */
    @Test
    void costsFollowFromTheAttempts() {
        JourneyOdds odds =
                coins().fee(FEE.withRefund(Fee.Refund.WHEN_FUNDED)).build().run(TRIALS, 1);
        long funded = odds.sample().sum(Measure.FUNDED);

        assertThat(odds.sample().sum(Measure.COST))
                .isEqualTo(54_000 * (odds.sample().sum(Measure.ATTEMPTS) - funded));
        Significance.assertShare("funded", funded, TRIALS, 1 - Math.pow(1 - PASS, CAP));
        assertMean(odds.mean(Measure.ATTEMPTS), (1 - Math.pow(1 - PASS, CAP)) / PASS);
    }

    @Test
    void aHigherFeeCostsItsDifferenceForEachAttempt() {
        JourneyOdds odds = coins().fee(FEE.withRefund(Fee.Refund.NEVER)).build().run(TRIALS, 1);
        JourneyOdds dearer = coins().fee(FEE.withRefund(Fee.Refund.NEVER).withPrice(usd(640)))
                .build()
                .run(TRIALS, 1);

        assertThat(dearer.sample().sum(Measure.COST) - odds.sample().sum(Measure.COST))
                .isEqualTo(10_000 * odds.sample().sum(Measure.ATTEMPTS));
        assertThat(odds.difference(dearer, Measure.NET).value())
                .isCloseTo(100 * odds.mean(Measure.ATTEMPTS).value(), within(1e-9));
        assertThat(odds.difference(dearer, Measure.REWARDS).value()).isZero();
    }

    @Test
    void aRefundLowersTheCostGivenFundedByThePrice() {
        Journey.Builder journey = coins();
        JourneyOdds never =
                journey.fee(FEE.withRefund(Fee.Refund.NEVER)).build().run(TRIALS, 1);
        JourneyOdds funded =
                journey.fee(FEE.withRefund(Fee.Refund.WHEN_FUNDED)).build().run(TRIALS, 1);
        JourneyOdds rewarded = journey.fee(FEE).build().run(TRIALS, 1);

        assertThat(never.meanIfFunded(Measure.COST).value()
                        - funded.meanIfFunded(Measure.COST).value())
                .isCloseTo(540, within(1e-9));
        assertThat(never.sample().sum(Measure.COST) - rewarded.sample().sum(Measure.COST))
                .isEqualTo(54_000 * rewarded.sample().sum(Measure.PAID));
    }

    /** A trader who loses 2 R a day fails on the fifth day; the price covers the first month. */
    static Journey.Builder loser(Fee fee) {
        return Journey.of(Simulation.of(Program.of("Loser", coinStep().build()))
                        .trades(BernoulliR.of(0, 1))
                        .tradesPerDay(2)
                        .sizing(PositionSizer.of(ONE_R))
                        .spec())
                .funded(terms(0.80, account()))
                .fee(fee)
                .horizon(30);
    }

    private static List<Kind> kinds(TracedJourney journey) {
        return journey.entries().stream().map(TracedJourney.Entry::kind).toList();
    }

    @Test
    void resetsAndFreeRetriesComeBeforeANewPrice() {
        Fee fee = FEE.withReset(usd(80)).withFreeRetry(new Fee.FreeRetry(Fee.FreeRetry.After.ANY_FAILURE, 1));
        TracedJourney journey = loser(fee).attempts(6).resets(1).build().trace(0, 1);

        assertThat(kinds(journey))
                .containsExactly(
                        Kind.PRICE,
                        Kind.ATTEMPT_ENDED,
                        Kind.FREE_RETRY,
                        Kind.ATTEMPT_ENDED,
                        Kind.RESET,
                        Kind.ATTEMPT_ENDED,
                        Kind.PRICE,
                        Kind.ATTEMPT_ENDED,
                        Kind.FREE_RETRY,
                        Kind.ATTEMPT_ENDED,
                        Kind.RESET,
                        Kind.ATTEMPT_ENDED);
        assertThat(journey.net()).isEqualTo(usd(-2 * (540 + 80)));
        assertThat(journey.entries().get(1).day()).isEqualTo(LocalDate.of(2024, 1, 5));
        assertThat(journey.entries().get(4).day()).isEqualTo(LocalDate.of(2024, 1, 15));
        assertThat(kinds(loser(fee).attempts(4).resets(0).build().trace(0, 1)))
                .doesNotContain(Kind.RESET)
                .contains(Kind.FREE_RETRY);
    }

    /** Five days an attempt: five of them end on Friday, 2 February; the month of the purchase ends on the first. */
    @Test
    void monthsAreDueAsLongAsAPurchaseGoesOn() {
        Fee fee = FEE.withMonthly(usd(49)).withReset(usd(80));
        TracedJourney journey = loser(fee).attempts(5).build().trace(0, 1);

        assertThat(of(journey, Kind.MONTHLY))
                .extracting(TracedJourney.Entry::day)
                .containsExactly(LocalDate.of(2024, 2, 1));
        assertThat(journey.net()).isEqualTo(usd(-(540 + 4 * 80 + 49)));
        assertThat(loser(fee).resets(0).attempts(5).build().trace(0, 1).net()).isEqualTo(usd(-5 * 540));
    }

    @Test
    void aPhaseWhoseTimeRanOutInProfitIsRepeatedForFree() {
        Phase first = coinStep().name("Step 1").profitTarget(0.01).build();
        Phase second = coinStep()
                .name("Step 2")
                .profitTarget(0.10)
                .timeLimit(TimeLimit.weekdays(3))
                .build();
        Journey journey = Journey.of(Simulation.of(Program.of("Slow", first, second))
                        .trades(BernoulliR.of(1, 1))
                        .tradesPerDay(1)
                        .sizing(PositionSizer.of(ONE_R))
                        .spec())
                .funded(terms(0.80, account()))
                .fee(FEE.withFreeRetry(new Fee.FreeRetry(Fee.FreeRetry.After.TIME_LIMIT_IN_PROFIT, 2)))
                .attempts(3)
                .horizon(5)
                .build();

        assertThat(journey.trace(0, 1).entries().stream()
                        .filter(entry -> entry.kind() == Kind.ATTEMPT_ENDED)
                        .map(TracedJourney.Entry::day))
                .as("1 day and 3 days, then 3 days each")
                .containsExactly(LocalDate.of(2024, 1, 4), LocalDate.of(2024, 1, 9), LocalDate.of(2024, 1, 12));
        assertThat(journey.trace(0, 1).net()).isEqualTo(usd(-540));
    }

    @Test
    void aFeeInAnotherCurrencyIsConvertedOnce() {
        Journey.Builder journey = loser(new Fee(Money.eur(540), Fee.Refund.NEVER).withMonthly(Money.eur(33)))
                .attempts(1);
        assertThatIllegalArgumentException().isThrownBy(journey::build).withMessage("rate must be set");

        assertThat(journey.rate("1.08125").build().trace(0, 1).net())
                .as("583.875 is rounded half away from zero")
                .isEqualTo(usd("-583.88"));
    }

    /** A winner of 4 R a day is paid 14 days after the first trade of each cycle, at the first day's end from then. */
    @Test
    void theRewardsOfFtmoComeTwoWeeksAfterTheFirstTrade() {
        Program program = Programs.ftmoTwoStep(usd(100_000));
        TracedJourney journey = Journey.of(Simulation.of(program)
                        .trades(BernoulliR.of(1, 1))
                        .tradesPerDay(1)
                        .sizing(PositionSizer.of(ONE_R))
                        .spec())
                .attempts(1)
                .rate("1")
                .horizon(30)
                .build()
                .trace(0, 1);

        assertThat(of(journey, Kind.FUNDED))
                .extracting(TracedJourney.Entry::day)
                .containsExactly(LocalDate.of(2024, 1, 19));
        assertThat(of(journey, Kind.REWARD))
                .extracting(TracedJourney.Entry::day, TracedJourney.Entry::amount)
                .containsExactly(
                        tuple(LocalDate.of(2024, 2, 5), usd(8_800)), tuple(LocalDate.of(2024, 2, 20), usd(8_800)));
        assertThat(of(journey, Kind.REFUND))
                .extracting(TracedJourney.Entry::day)
                .containsExactly(LocalDate.of(2024, 2, 5));
    }

    /** FTMO takes its share of all profit with every reward; what the trader left belongs to the trader in full. */
    @Test
    void profitLeftOnTheAccountIsDividedOnceOnly() {
        FundedTerms divided = FundedTerms.of(
                account().maximumLoss(0.10).breachTest(BreachTest.TOUCH).build(), 0.80, 0);
        double[][] days = {day(10), day(10), day(-4), day(0)};
        TracedJourney journey = funded(divided, days)
                .payouts(PayoutPlan.share(0.5))
                .horizon(4)
                .build()
                .trace(0, 1);

        assertThat(of(journey, Kind.REWARD))
                .extracting(TracedJourney.Entry::amount)
                .as("half of 8,000; half of 4,000 and 8,000; half of 6,000 less 4,000; half of what is left")
                .containsExactly(usd(4_000), usd(6_000), usd(1_000), usd(500));
        assertThat(of(journey, Kind.FIRM_SHARE))
                .extracting(TracedJourney.Entry::amount)
                .containsExactly(usd(2_000), usd(2_000), usd(0), usd(0));

        FundedTerms undivided = divided.withReward(divided.reward().withRollover(RewardTerms.Rollover.UNDIVIDED));
        assertThat(of(
                        funded(undivided, days)
                                .payouts(PayoutPlan.keeping(usd(3_000)))
                                .horizon(4)
                                .build()
                                .trace(0, 1),
                        Kind.REWARD))
                .extracting(TracedJourney.Entry::amount)
                .as("80 % of 7,000 and of 10,000")
                .containsExactly(usd(5_600), usd(8_000));
    }

    @Test
    void profitMayHaveToBeTaken() {
        FundedTerms terms = terms(0.80, account());
        Journey.Builder journey = funded(
                        terms.withReward(terms.reward().withRollover(RewardTerms.Rollover.FORBIDDEN)), day(1))
                .payouts(PayoutPlan.share(0.5))
                .horizon(1);

        assertThatIllegalArgumentException()
                .isThrownBy(journey::build)
                .withMessage("payouts must take all where no profit may be left on the account, was 50.0 %");
    }

    /** A funded account that wins 1 R every day, with a reward after every so many days. */
    private static TracedJourney winner(FundedTerms terms, int every, int horizon) {
        return Journey.of(Simulation.of(Program.of("Winner", coinStep().build()))
                        .trades(BernoulliR.of(1, 1))
                        .tradesPerDay(1)
                        .sizing(PositionSizer.of(ONE_R))
                        .spec())
                .funded(terms)
                .fee(FEE)
                .attempts(1)
                .from(fresh(terms))
                .payouts(PayoutPlan.all().withEvery(every))
                .horizon(horizon)
                .build()
                .trace(0, 1);
    }

    /** A winner of 1 R every day: 5 % in the window and the second reward after a month, and 25,000 more. */
    @Test
    void anAccountGrows() {
        FundedTerms terms = terms(0.80, account()).withScaling(new ScalingPlan(1, 0.05, 2, 0.25, usd(150_000), 0.90));
        TracedJourney journey = winner(terms, 10, 80);

        assertThat(of(journey, Kind.SCALED)).hasSize(2);
        assertThat(of(journey, Kind.REWARD))
                .extracting(TracedJourney.Entry::amount)
                .as("80 % of 10,000, then 90 % of 12,500 and 15,000")
                .containsExactly(
                        usd(8_000),
                        usd(8_000),
                        usd(8_000),
                        usd(11_250),
                        usd(11_250),
                        usd(11_250),
                        usd(13_500),
                        usd(13_500));
        assertThat(journey.entries().get(journey.entries().size() - 1).amount()).isEqualTo(usd(150_000));
    }

    /**
     * A winner of 1 R every day who is paid half of the profit. What a reward leaves on an account that grows is no
     * day's profit: as one, it would be a best day that twelve days of equal profit do not make up for.
     */
    @Test
    void whatIsLeftOnAnAccountThatGrowsIsTheProfitOfNoDay() {
        FundedTerms terms = terms(1, account().bestDay(BestDay.ofProfitableDays(0.09)))
                .withReward(RewardTerms.after(0)
                        .withRollover(RewardTerms.Rollover.UNDIVIDED)
                        .withCaps(Limit.ofReference(0.50)))
                .withScaling(new ScalingPlan(1, 0.05, 2, 0.25, usd(125_000), 1));
        TracedJourney journey = winner(terms, 12, 60);

        assertThat(of(journey, Kind.SCALED)).hasSize(1);
        assertThat(of(journey, Kind.REWARD))
                .extracting(TracedJourney.Entry::amount)
                .as("half of 12,000, of 6,000 + 12,000, then of 9,000 + 15,000, and so on")
                .containsExactly(usd(6_000), usd(9_000), usd(12_000), usd(13_500), usd(14_250));
    }

    /** Paid 1,000 to start with, then 800 a day: the low is the price, and there is a new high from day two on. */
    @Test
    void equityIsMoneyGotLessMoneyPaidAndTheShareOfTheProfit() {
        FundedTerms terms = terms(0.80, account());
        JourneyOdds odds = funded(terms, day(2), day(-1), day(-0.5), day(3))
                .payouts(PayoutPlan.all().withEvery(4))
                .horizon(4)
                .build()
                .run(1, 1);

        assertThat(odds.sample().values(Measure.DRAWDOWN))
                .as("1,600 after the first day, 400 after the third")
                .containsOnly(120_000);
        assertThat(odds.sample().values(Measure.STAGNATION)).containsOnly(2);
        assertThat(odds.sample().values(Measure.NET)).containsOnly(280_000 + 54_000);
        assertThat(odds.sample().values(Measure.RESIDUAL)).containsOnly(0);
        assertThat(funded(terms, day(2))
                        .payouts(PayoutPlan.all().withEvery(4))
                        .horizon(3)
                        .build()
                        .run(1, 1)
                        .sample()
                        .values(Measure.RESIDUAL))
                .containsExactly(160_000);
    }

    /** The price of the running attempt is paid; it is refunded all the same. */
    @Test
    void aRunningAttemptIsPaidForAlready() {
        AccountState state = RunningAccount.of(coinStep().build())
                .balance(usd(104_000))
                .dayStart(usd(104_000), usd(104_000))
                .at(Instant.parse("2024-03-04T09:00:00Z"), TradingDayClock.prague());
        JourneyOdds odds = Journey.of(coinTrading().from(state).spec())
                .funded(terms(0.80, account()))
                .fee(FEE.withRefund(Fee.Refund.WHEN_FUNDED))
                .attempts(1)
                .horizon(10)
                .build()
                .run(TRIALS, 1);

        assertThat(odds.sample().sum(Measure.COST))
                .isEqualTo(-54_000 * odds.sample().sum(Measure.FUNDED));
        Significance.assertShare("funded", odds.sample().sum(Measure.FUNDED), TRIALS, 14.0 / 15);
    }

    /** The first attempt of a journey is the attempt of a simulation, trial by trial. */
    @Test
    void attemptsAreThoseOfASimulation() {
        Simulation simulation = coinTrading().trials(TRIALS).seed(5).build();
        JourneyOdds once = coins().attempts(1).build().run(TRIALS, 5);
        JourneyOdds more = coins().attempts(3).build().run(TRIALS, 5);

        assertThat(once.attempts()).isEqualTo(simulation.run().tally());
        assertThat(once.funded()).isEqualTo(simulation.run().pass());
        long[] rewards = more.sample().values(Measure.REWARDS);
        long[] attempts = more.sample().values(Measure.ATTEMPTS);
        long[] rewardsOfOne = once.sample().values(Measure.REWARDS);
        for (int trial = 0; trial < TRIALS; trial++) {
            if (attempts[trial] == 1) {
                assertThat(rewardsOfOne[trial]).isEqualTo(rewards[trial]);
            }
        }
    }

    @Test
    void anInterruptedRunIsAPartialResult() {
        Journey journey = coins().build();
        JourneyOdds part = journey.run(
                50_000,
                5,
                Execution.threads(1)
                        .onProgress((done, total) -> Thread.currentThread().interrupt()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(part.complete()).isFalse();
        assertThat(part.trials()).isBetween(1L, 49_999L);
        assertThat(part.sample()).isEqualTo(journey.run(part.trials(), 5).sample());
    }

    /** Accounts that are alike are funded together; independent ones are not, and each is funded as often. */
    @Test
    void accountsMayDependOnEachOther() {
        JourneyOdds alike = portfolio(Dependence.commonShocks(1));
        JourneyOdds independent = portfolio(Dependence.independent());

        assertThat(alike.sample().values(Measure.FUNDED)).containsOnly(0, 2);
        assertThat(alike.fundedAtLeast(1).value()).isEqualTo(alike.funded().value());
        double funded = 1 - Math.pow(1 - PASS, CAP);
        Significance.assertShare("alike", alike.sample().sum(Measure.FUNDED) / 2, TRIALS, funded);
        Significance.assertShare("independent", independent.sample().sum(Measure.FUNDED), 2L * TRIALS, funded);
        assertThat(independent.fundedAtLeast(2).value())
                .isLessThan(alike.fundedAtLeast(2).value());
        assertThat(independent.values(Measure.NET).deviation())
                .isLessThan(alike.values(Measure.NET).deviation());
        assertThat(alike.difference(independent, Measure.COST).n()).hasValue(TRIALS);
    }

    private static JourneyOdds portfolio(Dependence dependence) {
        Journey.Builder coins = coins();
        return Journey.of(coinTrading().accounts(2, dependence).spec())
                .funded(coins.spec().funded())
                .fee(FEE)
                .attempts(CAP)
                .horizon(10)
                .build()
                .run(TRIALS, 6);
    }

    @Test
    @SuppressWarnings("NullAway")
    void whatIsNullIsRefusedByName() {
        Journey.Builder builder = coins();
        assertThatNullPointerException().isThrownBy(() -> builder.funded(null)).withMessage("funded");
        assertThatNullPointerException().isThrownBy(() -> builder.fee(null)).withMessage("fee");
        assertThatNullPointerException().isThrownBy(() -> builder.payouts(null)).withMessage("payouts");
    }

    @Test
    void termsThatAreNotKnownAreNamed() {
        JourneySpec known = coins().spec();
        FundedTerms terms = known.funded().withUnknown(FundedTerms.Unknown.CAP, FundedTerms.Unknown.SCALING);
        assertThat(known.assumptions()).isEqualTo(known.trading().assumptions());
        assertThat(coins().funded(terms).spec().assumptions())
                .endsWith("Terms of the funded account that are not known count as absent: the largest reward, how the"
                        + " account grows.");
    }

    @Test
    void figuresOfAResultAreSentences() {
        JourneyOdds odds = coins().build().run(2_000, 1);

        assertThat(odds.expectedValue().sentence())
                .startsWith("The mean net result is ")
                .contains(" USD [")
                .endsWith("n = 2000).");
        assertThat(odds.ratio(Measure.COST, Measure.FUNDED).sentence())
                .startsWith("The mean cost per number of funded accounts is ")
                .contains("Fieller");
        assertThat(odds.quantile(Measure.DAYS_TO_FUNDED, 0.9).unit().text()).isEqualTo("days");
        assertThat(odds.toString()).contains("EV = ", "P(net > 0) = ", "median days to funded = ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> odds.ratio(Measure.COST, Measure.DAYS_TO_FUNDED))
                .withMessageStartingWith("measure must be one that each journey has");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> odds.quantileDifference(odds, Measure.DAYS_TO_FUNDED, 0.5))
                .withMessageStartingWith("measure must be one that each journey has");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> odds.difference(coins().build().run(2_000, 2), Measure.NET))
                .withMessageStartingWith("seed and trials must be equal for odds to be compared");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Journey.of(coinTrading().spec()).build())
                .withMessage("funded, fee, attempts, horizon must be set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> coins().attempts(0).build())
                .withMessage("attempts must be from 1 to 65535, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> coins().rate("1.1").build())
                .withMessage("rate must be 1 where the fee is in the currency of the account, was 1.1");
    }

    /** Attempts that pass with a probability of two thirds, and a funded account of even bets. */
    static Journey.Builder coins() {
        FundedTerms terms = terms(0.80, account());
        return Journey.of(coinTrading().spec())
                .funded(terms)
                .fee(FEE)
                .attempts(CAP)
                .horizon(30);
    }

    private static Simulation.Builder coinTrading() {
        return Simulation.of(Program.of("Coins", coinStep().build()))
                .trades(BernoulliR.of(.5, 1))
                .tradesPerDay(4)
                .sizing(PositionSizer.of(ONE_R));
    }

    private static Phase.Builder coinStep() {
        return KnownChallenges.step().profitTarget(0.05).maximumLoss(0.10);
    }

    /** Four standard errors: a right program fails by chance in 6.3e-5 of all seeds. */
    static void assertMean(Figure mean, double exact) {
        assertThat(mean.value()).as(mean.name()).isCloseTo(exact, within(mean.halfWidth() / 1.96 * 4));
    }

    /** Published and exact economics, at four standard errors of 400,000 journeys. */
    @Test
    @Tag("thorough")
    void theKnownEconomics() {
        JourneyOdds odds = economics().run(400_000, 42);

        assertMean(odds.expectedValue(), 67_026.50);
        assertMean(odds.mean(Measure.REWARDS), 67_065.54);
        assertMean(odds.mean(Measure.COST), 39.0388);
        assertMean(odds.mean(Measure.ATTEMPTS), 1.072294);
        assertMean(odds.mean(Measure.PAYOUTS), 6.840652);
        JourneySample sample = odds.sample();
        Significance.assertShare("blown", sample.sum(Measure.BLOWN), sample.sum(Measure.FUNDED), 0.254633);
        Significance.assertShare("paid", sample.sum(Measure.PAID), odds.trials(), 0.963067);
        long passed = Arrays.stream(odds.attempts().days(AttemptEnd.PASSED)).sum();
        Significance.assertShare("pass", passed, sample.sum(Measure.ATTEMPTS), 0.932580);
        long first = odds.attempts().phaseEnds(0, AttemptEnd.PASSED);
        Significance.assertShare("step 1", first, sample.sum(Measure.ATTEMPTS), 0.962934);
        Significance.assertShare("step 2", odds.attempts().phaseEnds(1, AttemptEnd.PASSED), first, 0.968477);
    }

    /** The trader and the account whose economics are known; the price comes back when the account is funded. */
    static Journey economics() {
        Program program = KnownChallenges.twoSteps(BreachTest.TOUCH, .48, 1.6, .01, RiskBase.BALANCE, "4")
                .spec()
                .program();
        Phase account = program.funded().orElseThrow().account();
        return Journey.of(KnownChallenges.twoSteps(BreachTest.TOUCH, .48, 1.6, .01, RiskBase.BALANCE, "4")
                        .spec())
                .funded(FundedTerms.of(account, 0.80, 0)
                        .withReward(RewardTerms.after(0).withRollover(RewardTerms.Rollover.UNDIVIDED)))
                .fee(new Fee(usd(540), Fee.Refund.WHEN_FUNDED))
                .attempts(25)
                .payouts(PayoutPlan.all().withEvery(10))
                .horizon(90)
                .build();
    }
}
