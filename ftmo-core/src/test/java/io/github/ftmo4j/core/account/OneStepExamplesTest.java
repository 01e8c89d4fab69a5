package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switches of the 1-Step and its kin: a floor that trails from day to day, its lock, the best day, the pause. */
class OneStepExamplesTest {

    private static final Phase ONE_STEP =
            Programs.ftmoOneStep(usd(100_000)).phases().get(0);

    private static final Phase PAUSING = Phase.builder("Pausing", usd(100_000))
            .maximumLoss(0.10)
            .dailyLoss(DailyLoss.of(Limit.ofInitial(0.03)).pausing())
            .build();

    private AccountMachine account = new AccountMachine(ONE_STEP, 0);

    private void day(long profitInDollars) {
        account.opened();
        account.closed(profitInDollars * 100);
        if (!account.verdict().isFinal()) {
            account.rollTo(account.day() + 1);
        }
    }

    @Test
    @DisplayName("4, R4: midnight balances 104,000, 103,000, 115,000")
    void theFloorTrailsTheHighestMidnight() {
        assertThat(account.maximumLossFloor()).isEqualTo(90_000_00);
        day(4_000);
        assertThat(account.maximumLossFloor()).isEqualTo(94_000_00);
        day(-1_000);
        assertThat(account.maximumLossFloor()).isEqualTo(94_000_00);
        account.opened();
        account.marked(120_000_00);
        assertThat(account.maximumLossFloor()).as("intraday peaks do not count").isEqualTo(94_000_00);
        account.closed(3_000_00);
        day(0);
        assertThat(account.maximumLossFloor()).isEqualTo(96_000_00);
    }

    @Test
    @DisplayName("5, R5: first midnight 102,000; the daily floor binds")
    void theFloorOfTheDay() {
        assertThat(account.dailyLossFloor()).isEqualTo(97_000_00);
        day(2_000);
        assertThat(account.dailyLossFloor()).isEqualTo(99_000_00);
        assertThat(account.maximumLossFloor()).isEqualTo(92_000_00);
        account.opened();
        account.marked(99_000_00);
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        account.marked(98_999_99);
        assertThat(account.failedObjective()).isEqualTo(Objective.DAILY_LOSS);
    }

    @Test
    @DisplayName("7, R6: −2k, +10k, −2k, −2k, +6k is 62.5 %; +4k more is exactly half")
    void theBestDayDelaysThePass() {
        Phase roomy = ONE_STEP.toBuilder().noDailyLoss().build();
        account = new AccountMachine(roomy, 0);
        for (long profit : new long[] {-2_000, 10_000, -2_000, -2_000, 6_000}) {
            day(profit);
            assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        }
        assertThat(account.balance()).isEqualTo(account.targetBalance());
        assertThat(account.profitableDaysProfit()).isEqualTo(16_000_00);
        day(4_000);
        assertThat(account.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    @DisplayName("R6: 5,000 alone is all of it; 5,000 more on other days makes half")
    void oneDayAloneIsAllOfIt() {
        account = new AccountMachine(ONE_STEP.toBuilder().profitTarget(0.05).build(), 0);
        day(5_000);
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        day(2_500);
        day(2_499);
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        day(1);
        assertThat(account.verdict()).isEqualTo(Verdict.PASSED);
    }

    /** At most half of the net total; each list of days ends the row. */
    @ParameterizedTest
    @CsvSource({
        "1500 1500, true",
        "1530 1470, false",
        "2500 500 1000, false",
        "2500 500 1000 1000, true",
        "2000 -500 1500, false",
        "2000 -500 1500 1000, true",
        "1000 -1000, false",
        "-1000, false",
    })
    void bestDayOfTheNetTotal(String days, boolean holds) {
        Phase net = Phase.builder("Net", usd(50_000))
                .profitTarget(1.0)
                .maximumLoss(0.10)
                .bestDay(new BestDay(0.5, BestDay.Measure.NET_PROFIT))
                .build();
        account = new AccountMachine(net, 0);
        Arrays.stream(days.split(" ", -1)).mapToLong(Long::parseLong).forEach(this::day);
        assertThat(account.bestDayHolds()).isEqualTo(holds);
    }

    @Test
    void profitLeftByAPayoutIsNoneOfTheNextRewardCycle() {
        account = new AccountMachine(
                PAUSING.toBuilder()
                        .bestDay(new BestDay(0.5, BestDay.Measure.NET_PROFIT))
                        .build(),
                0);
        day(10_000);
        account.paidOut(4_000_00);
        day(2_000);
        assertThat(account.bestDayHolds()).isFalse();
        day(2_000);
        assertThat(account.bestDayHolds()).isTrue();
    }

    @Test
    void theBestDayOfTheTargetIsAnAmount() {
        Phase ofTarget = ONE_STEP.toBuilder()
                .noDailyLoss()
                .bestDay(new BestDay(0.5, BestDay.Measure.PROFIT_TARGET))
                .build();
        account = new AccountMachine(ofTarget, 0);
        day(5_000);
        assertThat(account.bestDayHolds()).isTrue();
        day(5_001);
        assertThat(account.bestDayHolds()).isFalse();
    }

    @Test
    void moneyPaidInIsNoBestDay() {
        account.cashFlow(50_000_00);
        assertThat(account.dayProfit()).isZero();
        day(1_000);
        assertThat(account.bestDayProfit()).isEqualTo(1_000_00);
    }

    @Test
    @DisplayName("R13: 48,000, 48,500 after +500, stays after −500, locks at 50,000")
    void aLockedFloorRisesToTheInitialBalance() {
        Phase futures = Phase.builder("Futures", usd(50_000))
                .maximumLoss(MaximumLoss.trailing(Limit.amount(usd(2_000)), MaximumLoss.Reference.START_OF_DAY_BALANCE)
                        .lockedAbove(usd(0)))
                .breachTest(BreachTest.TOUCH)
                .build();
        account = new AccountMachine(futures, 0);
        assertThat(account.maximumLossFloor()).isEqualTo(48_000_00);
        day(500);
        assertThat(account.maximumLossFloor()).isEqualTo(48_500_00);
        day(-500);
        assertThat(account.maximumLossFloor()).isEqualTo(48_500_00);
        day(9_000);
        assertThat(account.maximumLossFloor()).isEqualTo(50_000_00);
        assertThatThrownBy(() -> futures.maximumLoss().lockedAbove(usd(-1)))
                .hasMessage("lock must not be below the initial balance, was -1.00 USD");
        assertThatThrownBy(() -> MaximumLoss.fixed(Limit.ofInitial(0.10)).lockedAbove(usd(0)))
                .hasMessage(
                        "lock must come with a floor that trails, was Lock[aboveInitial=0.00 USD, trigger=Optional.empty]");
    }

    @Test
    void aPauseEndsWithTheDayAndNeverFails() {
        account = new AccountMachine(PAUSING, 0);
        account.opened();
        account.marked(97_000_00);
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        account.marked(96_999_99);
        assertThat(account.verdict()).isEqualTo(Verdict.PAUSED);
        account.marked(90_000_00);
        assertThat(account.verdict()).as("only the maximum loss is judged now").isEqualTo(Verdict.PAUSED);
        account.closed(-9_000_00);
        account.rollTo(1);
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(account.dailyLossFloor()).isEqualTo(88_000_00);
        account.opened();
        account.marked(89_999_99);
        assertThat(account.failedObjective()).isEqualTo(Objective.MAXIMUM_LOSS);
    }

    @Test
    void aPausedAccountPassesOnceItsTargetIsReached() {
        account = new AccountMachine(PAUSING.toBuilder().profitTarget(0.10).build(), 0);
        account.opened();
        account.marked(96_000_00);
        account.closed(9_999_99);
        assertThat(account.verdict()).isEqualTo(Verdict.PAUSED);
        account.booked(1);
        assertThat(account.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void aPausedAccountThatFallsThroughBothFloorsFails() {
        account = new AccountMachine(PAUSING, 0);
        account.opened();
        account.marked(80_000_00);
        assertThat(account.failedObjective()).isEqualTo(Objective.MAXIMUM_LOSS);
        assertThatThrownBy(() -> DailyLoss.of(Limit.ofInitial(0.03))
                        .judged(DailyLoss.Judged.AT_CLOSE)
                        .pausing())
                .hasMessage("dailyLoss must not pause at the close, when the day is over");
    }
}
