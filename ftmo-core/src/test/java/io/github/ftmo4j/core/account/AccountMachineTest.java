package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.DailyLoss.Anchor;
import io.github.ftmo4j.core.program.DailyLoss.Judged;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.MaximumLoss.Reference;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccountMachineTest {

    private static final long MONDAY = LocalDate.of(2026, 1, 5).toEpochDay();

    private static Phase.Builder rules() {
        return Phase.builder("Evaluation", Money.usd(100_000)).maximumLoss(0.10);
    }

    private static AccountMachine machine(Phase.Builder rules) {
        return new AccountMachine(rules.build(), MONDAY);
    }

    private static long usd(long dollars) {
        return Money.usd(dollars).minorUnits();
    }

    private static void trade(AccountMachine machine, long dollars) {
        machine.opened();
        machine.closed(usd(dollars));
    }

    @Test
    void aFreshMachineIsAtItsInitialBalance() {
        AccountMachine machine = machine(rules().profitTarget(0.08).dailyLoss(0.05));

        assertThat(machine.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(machine.initialBalance()).isEqualTo(usd(100_000));
        assertThat(machine.balance()).isEqualTo(usd(100_000));
        assertThat(machine.equity()).isEqualTo(usd(100_000));
        assertThat(machine.highWaterMark()).isEqualTo(usd(100_000));
        assertThat(machine.dayStartBalance()).isEqualTo(usd(100_000));
        assertThat(machine.targetBalance()).isEqualTo(usd(108_000));
        assertThat(machine.dailyLossFloor()).isEqualTo(usd(95_000));
        assertThat(machine.maximumLossFloor()).isEqualTo(usd(90_000));
        assertThat(machine.bindingFloor()).isEqualTo(usd(95_000));
        assertThat(machine.failureFloor()).isEqualTo(AccountView.NO_FLOOR);
        assertThat(machine.firstDay()).isEqualTo(MONDAY);
        assertThat(machine.lastDay()).isEqualTo(Long.MAX_VALUE);
        assertThat(machine.currency()).hasToString("USD");
    }

    @Test
    void whatThereIsNoObjectiveForHasNoFloorAndNoTarget() {
        AccountMachine machine = machine(rules());

        assertThat(machine.dailyLossFloor()).isEqualTo(AccountView.NO_FLOOR);
        assertThat(machine.targetBalance()).isEqualTo(AccountView.NO_TARGET);
        trade(machine, 1_000_000);
        assertThat(machine.verdict()).isEqualTo(Verdict.ONGOING);
    }

    @Test
    void aBreachIsJudgedBeforeAPassOnTheSameEvent() {
        AccountMachine machine = machine(rules().profitTarget(0.10)
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.10), Reference.INTRADAY_EQUITY)));
        machine.opened();
        machine.marked(usd(130_000));
        machine.closed(usd(15_000));

        assertThat(machine.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(machine.failedObjective()).isEqualTo(Objective.MAXIMUM_LOSS);
        assertThat(machine.failureFloor()).isEqualTo(usd(120_000));
    }

    @ParameterizedTest(name = "daily {0}, maximum {1}: {2}")
    @CsvSource({"0.05, 0.10, DAILY_LOSS", "0.10, 0.05, MAXIMUM_LOSS", "0.10, 0.10, DAILY_LOSS"})
    void theHigherFloorNamesTheFailureAndTheDailyOneIfTheyAreEqual(double daily, double maximum, Objective objective) {
        AccountMachine machine = machine(rules().dailyLoss(daily).maximumLoss(maximum));
        machine.opened();
        machine.marked(usd(80_000));

        assertThat(machine.failedObjective()).isEqualTo(objective);
        assertThat(machine.failureFloor()).isEqualTo(machine.bindingFloor());
    }

    @Test
    void aDailyLossJudgedAtTheCloseNamesNoBreachWithinTheDay() {
        AccountMachine machine =
                machine(rules().dailyLoss(DailyLoss.of(Limit.ofInitial(0.05)).judged(Judged.AT_CLOSE)));
        trade(machine, -6_000);
        assertThat(machine.verdict()).isEqualTo(Verdict.ONGOING);
        machine.opened();
        machine.marked(usd(80_000));

        assertThat(machine.failedObjective()).isEqualTo(Objective.MAXIMUM_LOSS);
    }

    @Test
    void theCloseIsJudgedBeforeTheTimeLimitAndBeforeTheNextDay() {
        AccountMachine machine = machine(rules().timeLimit(TimeLimit.calendarDays(1))
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.05)).judged(Judged.AT_CLOSE)));
        trade(machine, -6_000);
        machine.rollTo(MONDAY + 3);

        assertThat(machine.failedObjective()).isEqualTo(Objective.DAILY_LOSS);
        assertThat(machine.day()).isEqualTo(MONDAY);
    }

    @Test
    void anIdleDayWithAFloatingLossIsJudgedAtItsCloseToo() {
        AccountMachine machine =
                machine(rules().dailyLoss(DailyLoss.of(Limit.ofInitial(0.05)).judged(Judged.AT_CLOSE)));
        trade(machine, 5_000);
        machine.opened();
        machine.marked(usd(96_000));
        machine.rollTo(MONDAY + 5);

        assertThat(machine.failedObjective()).isEqualTo(Objective.DAILY_LOSS);
        assertThat(machine.failureFloor()).isEqualTo(usd(100_000));
        assertThat(machine.day()).isEqualTo(MONDAY + 1);
    }

    @Test
    void aJumpOverTheLastDayDoesNotHideABreachOnTheWay() {
        AccountMachine machine =
                machine(rules().timeLimit(TimeLimit.calendarDays(3)).dailyLoss(0.05));
        trade(machine, 5_000);
        machine.opened();
        machine.marked(usd(96_000));
        machine.rollTo(MONDAY + 10);

        assertThat(machine.failedObjective()).isEqualTo(Objective.DAILY_LOSS);
        assertThat(machine.day()).isEqualTo(MONDAY + 1);
    }

    @Test
    void theTimeLimitEndsOnItsLastDay() {
        AccountMachine machine = machine(rules().profitTarget(0.08).timeLimit(TimeLimit.weekdays(5)));
        machine.rollTo(MONDAY + 4);
        assertThat(machine.verdict()).isEqualTo(Verdict.ONGOING);
        machine.rollTo(MONDAY + 5);

        assertThat(machine.failedObjective()).isEqualTo(Objective.TIME_LIMIT);
        assertThat(machine.failureFloor()).isEqualTo(AccountView.NO_FLOOR);
        assertThat(machine.day()).isEqualTo(MONDAY + 4);
    }

    @ParameterizedTest(name = "{0}: floors {1} after a mark, {2} after a close, {3} on the next day")
    @CsvSource({
        "INITIAL_BALANCE,      90000, 90000, 90000",
        "START_OF_DAY_BALANCE, 90000, 90000, 94000",
        "CLOSED_BALANCE,       90000, 94000, 94000",
        "INTRADAY_EQUITY,      97000, 97000, 97000"
    })
    void theFloorTrailsItsReference(Reference reference, long marked, long closed, long nextDay) {
        AccountMachine machine = machine(rules().maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.10), reference)));
        machine.opened();
        machine.marked(usd(107_000));
        assertThat(machine.maximumLossFloor()).isEqualTo(usd(marked));
        machine.closed(usd(4_000));
        assertThat(machine.maximumLossFloor()).isEqualTo(usd(closed));
        machine.rollTo(MONDAY + 1);
        assertThat(machine.maximumLossFloor()).isEqualTo(usd(nextDay));
        assertThat(machine.highWaterMark()).isEqualTo(usd(107_000));
    }

    @ParameterizedTest(name = "{0}: floor {1}")
    @CsvSource({"BALANCE, 95000", "EQUITY, 92000", "HIGHER, 95000"})
    void aFloatingLossLowersTheFloorOnlyWhereEquityIsTheAnchor(Anchor anchor, long floor) {
        AccountMachine machine =
                machine(rules().dailyLoss(DailyLoss.of(Limit.ofInitial(0.05)).anchoredAt(anchor)));
        machine.opened();
        machine.marked(usd(97_000));
        machine.rollTo(MONDAY + 1);

        assertThat(machine.dailyLossFloor()).isEqualTo(usd(floor));
    }

    @Test
    void closingOneOfSeveralPositionsLeavesTheEquityAsMarked() {
        AccountMachine machine = machine(rules().profitTarget(0.03));
        machine.opened();
        machine.opened();
        machine.marked(usd(103_000));
        machine.closed(usd(4_000));

        assertThat(machine.equity()).isEqualTo(usd(103_000));
        assertThat(machine.balance()).isEqualTo(usd(104_000));
        assertThat(machine.openPositions()).isEqualTo(1);
        assertThat(machine.verdict()).isEqualTo(Verdict.ONGOING);

        machine.closed(usd(-500));
        assertThat(machine.equity()).isEqualTo(usd(103_500));
        assertThat(machine.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void aPassWaitsForTheLastTradingDayToBeClosed() {
        AccountMachine machine = machine(rules().profitTarget(0.03).minimumTradingDays(2));
        trade(machine, 3_000);
        assertThat(machine.todayCounts()).isTrue();
        machine.rollTo(MONDAY + 1);
        assertThat(machine.todayCounts()).isFalse();
        machine.opened();
        assertThat(machine.tradingDays()).isEqualTo(2);
        assertThat(machine.verdict()).isEqualTo(Verdict.ONGOING);
        machine.closed(0);

        assertThat(machine.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void cashMovesTheFloorOfTheDayAndTheTargetAndNotAStaticFloor() {
        AccountMachine machine = machine(rules().profitTarget(0.08).dailyLoss(0.05));
        machine.opened();
        machine.marked(usd(102_000));
        machine.cashFlow(usd(-1_000));

        assertThat(machine.balance()).isEqualTo(usd(99_000));
        assertThat(machine.equity()).isEqualTo(usd(101_000));
        assertThat(machine.highWaterMark()).isEqualTo(usd(101_000));
        assertThat(machine.dayStartBalance()).isEqualTo(usd(99_000));
        assertThat(machine.dailyLossFloor()).isEqualTo(usd(94_000));
        assertThat(machine.maximumLossFloor()).isEqualTo(usd(90_000));
        assertThat(machine.cashFlows()).isEqualTo(usd(-1_000));
        assertThat(machine.targetBalance()).isEqualTo(usd(107_000));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INITIAL_BALANCE")
    void moneyPaidInAndOutAgainLeavesATrailingFloorWhereItWas(MaximumLoss.Reference reference) {
        AccountMachine machine = machine(rules().maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.10), reference)));
        for (long amount : new long[] {usd(50_000), usd(-50_000)}) {
            machine.cashFlow(amount);
            machine.opened();
            machine.closed(0);
            machine.rollTo(machine.day() + 1);
        }
        assertThat(machine.maximumLossFloor()).isEqualTo(usd(90_000));
        assertThat(machine.verdict()).isEqualTo(Verdict.ONGOING);
    }

    @Test
    void sumsUpWhatIsMissing() {
        AccountMachine machine = machine(rules().profitTarget(0.08)
                .tradingDays(TradingDays.profitable(2, Limit.amount(Money.usd(500))))
                .bestDay(BestDay.ofProfitableDays(0.95)));
        assertThat(machine.missing()).isEqualTo(new Missing(Optional.of(Money.usd(8_000)), 2, true));
        assertThat(machine.needsProfit()).isTrue();

        trade(machine, 8_000);
        assertThat(machine.missing()).isEqualTo(new Missing(Optional.of(Money.usd(0)), 1, true));
        assertThat(machine.needsProfit()).isTrue();

        machine.rollTo(MONDAY + 1);
        trade(machine, 450);
        assertThat(machine.missing()).isEqualTo(new Missing(Optional.of(Money.usd(0)), 1, false));
        assertThat(machine.needsProfit()).as("to make a day count").isTrue();

        trade(machine, 50);
        assertThat(machine.missing().isNothing()).isTrue();
        assertThat(machine.needsProfit()).isFalse();
        assertThat(machine.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(machine.assess(Instant.EPOCH, Optional.empty()).missing()).isEqualTo(machine.missing());
    }

    @Test
    void moreProfitBringsNoDayThatIsOnlyOpened() {
        AccountMachine machine = machine(rules().profitTarget(0.08).minimumTradingDays(2));
        trade(machine, 8_000);

        assertThat(machine.missing()).isEqualTo(new Missing(Optional.of(Money.usd(0)), 1, false));
        assertThat(machine.needsProfit()).isFalse();
    }

    @Test
    void aPhaseWithoutATargetIsNeverComplete() {
        Missing missing = machine(rules()).missing();

        assertThat(missing).isEqualTo(new Missing(Optional.empty(), 0, false));
        assertThat(missing.isNothing()).isFalse();
        assertThat(machine(rules()).needsProfit()).isTrue();
    }

    @Test
    void payingOutBelowTheFloorOfTheMaximumLossIsABreach() {
        AccountMachine machine = machine(rules().dailyLoss(0.05));
        machine.cashFlow(usd(-10_000));
        assertThat(machine.verdict()).isEqualTo(Verdict.ONGOING);
        machine.cashFlow(-1);

        assertThat(machine.failedObjective()).isEqualTo(Objective.MAXIMUM_LOSS);
    }

    @Test
    void refusesMisuse() {
        AccountMachine machine = machine(rules());

        assertThatIllegalStateException()
                .isThrownBy(machine::failedObjective)
                .withMessage("the phase has not failed, it is ONGOING");
        assertThatIllegalStateException()
                .isThrownBy(() -> machine.closed(1))
                .withMessage("no position is open to be closed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine.rollTo(MONDAY))
                .withMessage("day must be after 2026-01-05, was 2026-01-05");
    }

    @Test
    void aLimitIsHowFarAFloorLiesBelowWhatItIsMeasuredFrom() {
        AccountMachine limited = machine(rules().profitTarget(0.08)
                .dailyLoss(DailyLoss.of(Limit.ofReference(0.05)))
                .maximumLoss(MaximumLoss.trailing(Limit.amount(Money.usd(6_000)), Reference.CLOSED_BALANCE)
                        .lockedAbove(Money.usd(0)))
                .floatingLoss(Limit.ofReference(0.01)));
        trade(limited, 2_000);
        assertThat(limited.dailyLossLimit()).isEqualTo(usd(5_000));
        assertThat(limited.maximumLossLimit()).isEqualTo(usd(6_000));
        assertThat(limited.floatingLossLimit()).isEqualTo(usd(1_020));
        limited.cashFlow(usd(-1_000));
        limited.rollTo(MONDAY + 1);
        assertThat(limited.dailyLossLimit()).isEqualTo(usd(5_050));
        trade(limited, 4_500);
        assertThat(limited.maximumLossFloor()).as("at the lock").isEqualTo(usd(99_000));
        assertThat(limited.maximumLossLimit()).isEqualTo(usd(6_500));
        assertThat(limited.compiledPhase().targetBalance()).isEqualTo(usd(108_000));
        assertThat(limited.targetBalance()).isEqualTo(usd(107_000));

        AccountMachine free = machine(rules());
        assertThat(free.dailyLossLimit()).isEqualTo(AccountView.NO_LIMIT);
        assertThat(free.floatingLossLimit()).isEqualTo(AccountView.NO_LIMIT);
        assertThat(free.floatingLossFloor()).isEqualTo(AccountView.NO_FLOOR);
    }

    @Test
    void todayIsBestUnlessAnEarlierDayEarnedMore() {
        AccountMachine machine = machine(rules());
        assertThat(machine.todayIsBest()).isTrue();
        trade(machine, 500);
        machine.rollTo(MONDAY + 1);
        trade(machine, 499);
        assertThat(machine.todayIsBest()).isFalse();
        trade(machine, 1);
        assertThat(machine.todayIsBest()).isTrue();
    }

    @Test
    void howAPhaseFailedIsRestored() {
        Phase phase = rules().dailyLoss(0.05).build();
        Instant at = Instant.parse("2026-01-05T12:00:00Z");
        Account account = Account.open(phase, at);
        account.accept(AccountEvent.opened(at, "1"));
        account.accept(new AccountEvent.Marked(at, Money.usd(94_000)));
        AccountMachine restored = new AccountMachine(CompiledPhase.of(phase), account.state());
        assertThat(restored.failure(at)).isEqualTo(account.state().failure().orElseThrow());
        assertThat(restored.markedLate(0, account.floors(), AccountMachine.NO_HIGH))
                .as("it has failed already")
                .isFalse();
    }

    @Test
    void onlyProfitOfAFlatAccountWithoutATargetIsPaidOut() {
        AccountMachine funded = machine(rules());
        trade(funded, 500);
        assertThatIllegalArgumentException().isThrownBy(() -> funded.paidOut(usd(501)));
        funded.opened();
        assertThatIllegalStateException().isThrownBy(() -> funded.paidOut(usd(500)));
        assertThat(funded.balance()).isEqualTo(usd(100_500));
    }
}
