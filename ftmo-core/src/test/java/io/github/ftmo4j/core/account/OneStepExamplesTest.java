package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switches of the 1-Step and its kin: the best day and of what it is a part, the lock, the pause. */
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

    /** A row has the profits of its days, and how much of their sum the best one is. */
    @ParameterizedTest(name = "best-day arithmetic {index}: {0}: {1} % of the net total, at most half: {2}")
    @CsvSource({
        "1500 1500,           50.0, true",
        "1530 1470,           51.0, false",
        "2500 500 1000,       62.5, false",
        "2500 500 1000 1000,  50.0, true",
        "2000 -500 1500,      66.7, false",
        "2000 -500 1500 1000, 50.0, true",
        "1000 -1000,              , false",
        "-1000,                   , false",
    })
    void bestDayOfTheNetTotal(String days, BigDecimal percent, boolean holds) {
        Phase net = Phase.builder("Net", usd(50_000))
                .profitTarget(1.0)
                .maximumLoss(0.10)
                .bestDay(new BestDay(0.5, BestDay.Measure.NET_PROFIT))
                .build();
        account = new AccountMachine(net, 0);
        Arrays.stream(days.split(" ", -1)).mapToLong(Long::parseLong).forEach(this::day);
        assertThat(account.bestDayHolds()).isEqualTo(holds);
        if (percent == null) {
            assertThat(account.netProfit()).isNotPositive();
        } else {
            assertThat(BigDecimal.valueOf(account.bestDayProfit())
                            .movePointRight(2)
                            .divide(BigDecimal.valueOf(account.netProfit()), 1, RoundingMode.HALF_UP))
                    .isEqualTo(percent);
        }
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
    void aLockIsNotBelowTheInitialBalanceAndComesWithAFloorThatTrails() {
        MaximumLoss trailing =
                MaximumLoss.trailing(Limit.amount(usd(2_000)), MaximumLoss.Reference.START_OF_DAY_BALANCE);
        assertThatThrownBy(() -> trailing.lockedAbove(usd(-1)))
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
