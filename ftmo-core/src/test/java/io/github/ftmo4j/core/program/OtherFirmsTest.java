package io.github.ftmo4j.core.program;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherFirmsTest {

    @ParameterizedTest
    @CsvSource({
        "50000, 53000, 2000, 1000, 49, 2000",
        "100000, 106000, 3000, 2000, 99, 3000",
        "150000, 159000, 4500, 3000, 199, 5000"
    })
    void topstepIsInDollars(long size, long target, long maximumLoss, long dailyLoss, long month, long cap) {
        Program program = OtherFirms.topstepCombine(usd(size));
        Phase combine = program.phases().get(0);

        assertThat(combine.targetBalance()).contains(usd(target));
        assertThat(combine.maximumLoss())
                .isEqualTo(new MaximumLoss(
                        Limit.amount(usd(maximumLoss)),
                        MaximumLoss.Reference.START_OF_DAY_BALANCE,
                        Optional.of(new Lock(usd(0), Optional.empty())),
                        MaximumLoss.Payout.RESETS_FLOOR));
        assertThat(combine.dailyLoss()).isEmpty();
        assertThat(combine.bestDay()).contains(new BestDay(0.55, BestDay.Measure.NET_PROFIT));
        assertThat(combine.breachTest()).isEqualTo(BreachTest.TOUCH);
        assertThat(program.fee())
                .contains(new Fee(usd(month), Fee.Refund.NEVER)
                        .withMonthly(usd(month))
                        .withReset(usd(month))
                        .withActivation(usd(149)));
        FundedTerms funded = program.funded().orElseThrow();
        assertThat(funded.account().initialBalance()).isEqualTo(usd(size));
        assertThat(funded.account().maximumLoss())
                .isEqualTo(combine.maximumLoss().keptByPayout());
        assertThat(funded.account().tradingDays()).isEqualTo(TradingDays.profitable(5, Limit.amount(usd(150))));
        assertThat(funded.account().bestDay()).isEmpty();
        assertThat(funded.reward().caps()).containsExactly(Limit.ofReference(0.5), Limit.amount(usd(cap)));
        assertThat(funded.minimumProfit()).contains(usd(250));
        assertThat(funded.unknown()).containsExactly(FundedTerms.Unknown.SCALING);
        assertThat(OtherFirms.topstepCombineWithDailyLoss(usd(size))
                        .funded()
                        .orElseThrow()
                        .reward()
                        .caps())
                .contains(Limit.amount(usd(2 * cap)));
        assertThat(OtherFirms.topstepCombineWithDailyLoss(usd(size)).phases())
                .containsExactly(combine.toBuilder()
                        .dailyLoss(new DailyLoss(
                                Limit.amount(usd(dailyLoss)),
                                DailyLoss.Anchor.BALANCE,
                                DailyLoss.Judged.ANY_INSTANT,
                                DailyLoss.Effect.PAUSE))
                        .build());
    }

    /** 17:00 in Chicago is 22:00 UTC in summer and 23:00 in winter. */
    @ParameterizedTest
    @CsvSource({
        "2026-07-06T21:59:59Z, 2026-07-06",
        "2026-07-06T22:00:00Z, 2026-07-07",
        "2026-01-05T22:59:59Z, 2026-01-05",
        "2026-01-05T23:00:00Z, 2026-01-06",
    })
    void topstepDaysBeginAtFiveInChicago(Instant instant, LocalDate day) {
        assertThat(OtherFirms.topstepCombine(usd(50_000)).clock().dayOf(instant))
                .isEqualTo(day);
    }

    @Test
    void the5ersMeasuresFromTheHigherAndCountsProfitableDays() {
        Program program = OtherFirms.the5ersHighStakes(usd(2_500));

        assertThat(program.phases()).extracting(Phase::name).containsExactly("Step 1", "Step 2");
        assertThat(program.phases())
                .extracting(phase -> phase.targetBalance().orElseThrow())
                .containsExactly(usd(2_700), usd(2_625));
        assertThat(program.phases()).allSatisfy(phase -> {
            assertThat(phase.maximumLoss()).isEqualTo(MaximumLoss.fixed(Limit.ofInitial(0.10)));
            assertThat(phase.dailyLoss())
                    .contains(new DailyLoss(
                            Limit.ofReference(0.05),
                            DailyLoss.Anchor.HIGHER,
                            DailyLoss.Judged.ANY_INSTANT,
                            DailyLoss.Effect.FAIL));
            assertThat(phase.tradingDays()).isEqualTo(TradingDays.profitable(3, Limit.ofInitial(0.005)));
            assertThat(phase.inactivity()).contains(Inactivity.of(30));
            assertThat(phase.breachTest()).isEqualTo(BreachTest.TOUCH);
        });
        FundedTerms funded = program.funded().orElseThrow();
        assertThat(funded.traderShare()).isEqualTo(0.80);
        assertThat(funded.minimumProfit()).contains(usd(150));
        assertThat(program.clock()).isEqualTo(TradingDayClock.metaTrader());
    }

    @Test
    void fundedNextCountsDaysOpenedOrClosed() {
        Program program = OtherFirms.fundedNextStellarTwoStep(usd(200_000), TradingDayClock.metaTrader());

        assertThat(program.phases())
                .extracting(phase -> phase.targetBalance().orElseThrow())
                .containsExactly(usd(216_000), usd(210_000));
        assertThat(program.phases()).allSatisfy(phase -> {
            assertThat(phase.maximumLoss()).isEqualTo(MaximumLoss.fixed(Limit.ofInitial(0.10)));
            assertThat(phase.dailyLoss()).contains(DailyLoss.of(Limit.ofInitial(0.05)));
            assertThat(phase.tradingDays()).isEqualTo(TradingDays.openedOrClosed(5));
            assertThat(phase.breachTest()).isEqualTo(BreachTest.TOUCH);
        });
        assertThat(program.clock()).isEqualTo(TradingDayClock.metaTrader());
    }

    @Test
    void fundedNextPaysAfterThreeWeeksThenAfterTwo() {
        Program program = OtherFirms.fundedNextStellarTwoStep(usd(6_000), TradingDayClock.metaTrader());
        FundedTerms funded = program.funded().orElseThrow();

        assertThat(program.fee()).contains(new Fee(usd(59), Fee.Refund.WITH_FIRST_REWARD));
        assertThat(funded.reward()).isEqualTo(RewardTerms.after(14).withFirstAfter(21));
        assertThat(funded.account().tradingDays().minimum()).isZero();
        assertThat(funded.account().dailyLoss()).contains(DailyLoss.of(Limit.ofInitial(0.05)));
        assertThat(program.describe())
                .contains("Not known: the smallest reward, what happens to profit left on the account, how the"
                        + " account grows.");
    }

    @Test
    void fundingPipsMeasuresFromTheHigherThreeHoursAheadOfUtc() {
        Program program = OtherFirms.fundingPipsTwoStep(usd(50_000));

        assertThat(program.phases())
                .extracting(phase -> phase.targetBalance().orElseThrow())
                .containsExactly(usd(54_000), usd(52_500));
        assertThat(program.phases()).allSatisfy(phase -> {
            assertThat(phase.maximumLoss()).isEqualTo(MaximumLoss.fixed(Limit.ofInitial(0.10)));
            assertThat(phase.dailyLoss().orElseThrow().anchor()).isEqualTo(DailyLoss.Anchor.HIGHER);
            assertThat(phase.tradingDays()).isEqualTo(TradingDays.opened(3));
        });
        FundedTerms funded = program.funded().orElseThrow();
        assertThat(funded.minimumProfit()).contains(usd(500));
        assertThat(funded.traderShare()).isEqualTo(0.80);
        assertThat(program.fee()).isEmpty();
        assertThat(program.clock().dayOf(Instant.parse("2026-07-06T21:00:00Z"))).isEqualTo("2026-07-07");
        assertThat(program.clock().dayOf(Instant.parse("2026-01-05T20:59:59Z"))).isEqualTo("2026-01-05");
    }

    @ParameterizedTest
    @CsvSource({
        "25000, 1000, 500, 100, 1000",
        "50000, 2000, 1000, 250, 3000",
        "100000, 3000, 1500, 300, 4000",
        "150000, 4000, 2000, 350, 5000",
    })
    void apexTrailsTheEndOfTheDayAndPausesOnADailyLoss(
            long size, long maximumLoss, long dailyLoss, long dayProfit, long cap) {
        Program program = OtherFirms.apexEndOfDay(usd(size));
        Phase evaluation = program.phases().get(0);
        MaximumLoss trailing =
                MaximumLoss.trailing(Limit.amount(usd(maximumLoss)), MaximumLoss.Reference.START_OF_DAY_BALANCE);
        FundedTerms funded = program.funded().orElseThrow();

        assertThat(evaluation.profitTarget()).contains(Limit.ofInitial(0.06));
        assertThat(evaluation.maximumLoss()).isEqualTo(trailing);
        assertThat(evaluation.dailyLoss())
                .contains(DailyLoss.of(Limit.amount(usd(dailyLoss))).pausing());
        assertThat(evaluation.timeLimit()).contains(TimeLimit.calendarDays(30));
        assertThat(funded.account().maximumLoss())
                .isEqualTo(trailing.lockedAbove(usd(100)).keptByPayout());
        assertThat(funded.account().bestDay()).contains(new BestDay(0.5, BestDay.Measure.NET_PROFIT));
        assertThat(funded.account().timeLimit()).isEmpty();
        assertThat(funded.traderShare()).isEqualTo(1);
        assertThat(funded.account().tradingDays()).isEqualTo(TradingDays.profitable(5, Limit.amount(usd(dayProfit))));
        assertThat(funded.reward().buffer()).contains(Limit.amount(usd(maximumLoss + 100)));
        assertThat(funded.minimumProfit()).contains(usd(maximumLoss + 600));
        assertThat(funded.reward().caps()).containsExactly(Limit.amount(usd(cap)));
        assertThat(funded.unknown().contains(FundedTerms.Unknown.CAP))
                .as("the caps before the sixth are lower, but on the smallest account")
                .isEqualTo(size > 25_000);
    }

    @Test
    void refusesSizesThatAreNotPublished() {
        assertRefused(
                OtherFirms::fundingPipsTwoStep,
                usd(200_000),
                "[5000.00 USD, 10000.00 USD, 25000.00 USD, 50000.00 USD, 100000.00 USD]");
        assertRefused(
                OtherFirms::apexEndOfDay, usd(250_000), "[25000.00 USD, 50000.00 USD, 100000.00 USD, 150000.00 USD]");
        assertRefused(OtherFirms::topstepCombine, usd(25_000), "[50000.00 USD, 100000.00 USD, 150000.00 USD]");
        assertRefused(
                OtherFirms::the5ersHighStakes,
                usd(200_000),
                "[2500.00 USD, 5000.00 USD, 10000.00 USD, 25000.00 USD, 50000.00 USD, 100000.00 USD]");
        assertRefused(
                size -> OtherFirms.fundedNextStellarTwoStep(size, TradingDayClock.metaTrader()),
                Money.eur(100_000),
                "[6000.00 USD, 15000.00 USD, 25000.00 USD, 50000.00 USD, 100000.00 USD, 200000.00 USD]");
    }

    private static void assertRefused(Function<Money, Program> program, Money size, String sizes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> program.apply(size))
                .withMessage("size must be one of " + sizes + ", was " + size);
    }
}
