package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final Phase CHALLENGE = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    private final Account account = Account.open(CHALLENGE, MONDAY);

    @Test
    void absurdAmountsAreRefusedAndDisarmNothing() {
        account.accept(AccountEvent.opened(MONDAY, "1"));
        AccountState before = account.state();
        Instant later = MONDAY.plus(Duration.ofDays(3));
        for (long absurd : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 10_000_000_000_001L}) {
            Money amount = usd(0).withMinorUnits(absurd);
            for (AccountEvent event : List.of(
                    new AccountEvent.Marked(later, amount),
                    new AccountEvent.Closed(later, "1", amount),
                    new AccountEvent.CashFlow(later, amount))) {
                assertThatThrownBy(() -> account.accept(event))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("must be within ±100000000000.00 USD, was " + amount);
            }
        }
        assertThat(account.state()).isEqualTo(before);
        Assessment breach = account.accept(new AccountEvent.Marked(MONDAY, usd("94999.99")));
        assertThat(breach.failure().orElseThrow().objective()).isEqualTo(Objective.DAILY_LOSS);
    }

    @Test
    void anEventYearsAheadIsAMistakeOfItsClock() {
        AccountState before = account.state();
        Instant milliseconds = Instant.ofEpochSecond(MONDAY.toEpochMilli());
        assertThatThrownBy(() -> account.accept(new AccountEvent.TimePassed(milliseconds)))
                .hasMessage("event must be at most 3660 days after 2026-03-02T08:00:00Z, was at " + milliseconds);
        assertThat(account.state()).isEqualTo(before);
    }

    @Test
    void closedTradesAreSavedOldestFirst() {
        for (String id : List.of("9", "1", "5")) {
            account.accept(AccountEvent.opened(MONDAY, id));
            account.accept(new AccountEvent.Closed(MONDAY, id, usd(100)));
        }
        AccountState saved = account.state();
        assertThat(saved.closedTrades())
                .containsExactly(entry("9", usd(100)), entry("1", usd(100)), entry("5", usd(100)));
        AccountState restored =
                Account.restore(CHALLENGE, saved, TradingDayClock.prague()).state();
        assertThat(restored).isEqualTo(saved);
        assertThat(restored.closedTrades().keySet()).containsExactly("9", "1", "5");
        assertThatThrownBy(() -> saved.closedTrades().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Account trailing(Instant at) {
        Phase phase = Phase.builder("Funded", usd(100_000))
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.10), MaximumLoss.Reference.INTRADAY_EQUITY))
                .build();
        Account account = Account.open(phase, at);
        account.accept(AccountEvent.opened(at, "1"));
        return account;
    }

    @Test
    void aLateHighRaisesTheFloorFromNowOn() {
        Account account = trailing(MONDAY);
        account.accept(new AccountEvent.Marked(MONDAY.plusSeconds(20), usd(95_000)));
        Failure failure = account.accept(new AccountEvent.Marked(MONDAY.plusSeconds(10), usd(106_000)))
                .failure()
                .orElseThrow();
        assertThat(failure)
                .isEqualTo(new Failure(
                        Objective.MAXIMUM_LOSS, MONDAY.plusSeconds(20), usd(95_000), Optional.of(usd(96_000))));
    }

    @Test
    void aLateHighMovesWithWhatWasPaidInSince() {
        Account account = trailing(MONDAY);
        account.accept(new AccountEvent.CashFlow(MONDAY.plusSeconds(20), usd(-20_000)));
        account.accept(new AccountEvent.Marked(MONDAY.plusSeconds(10), usd(103_000)));
        assertThat(account.view().maximumLossFloor()).isEqualTo(73_000_00);
        assertThat(account.view().highWaterMark()).isEqualTo(83_000_00);
    }

    @Test
    void aLateHighOfAnEarlierRewardCycleRaisesNothing() {
        Account account = trailing(MONDAY);
        account.accept(new AccountEvent.Closed(MONDAY.plusSeconds(20), "1", usd(3_000)));
        account.accept(new AccountEvent.PaidOut(MONDAY.plusSeconds(30), usd(3_000)));
        account.accept(new AccountEvent.Marked(MONDAY.plusSeconds(10), usd(105_000)));
        assertThat(account.view().maximumLossFloor()).isEqualTo(90_000_00);
        account.accept(new AccountEvent.Marked(MONDAY.plusSeconds(10), usd("89999.99")));
        assertThat(account.assess().verdict()).as("it is judged all the same").isEqualTo(Verdict.FAILED);
    }

    @Test
    void aStateOfOtherRulesIsNotRestored() {
        Phase withoutDailyLoss = CHALLENGE.toBuilder().noDailyLoss().build();
        assertThatThrownBy(() -> Account.restore(withoutDailyLoss, account.state(), TradingDayClock.prague()))
                .hasMessage("dailyLossFloor must be present if and only if Challenge has a daily loss, was "
                        + Optional.of(usd(95_000)));
        AccountState other = Account.open(withoutDailyLoss, MONDAY).state();
        assertThatThrownBy(() -> Account.restore(CHALLENGE, other, TradingDayClock.prague()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasTakenForClosedIsOpenAgain() {
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new AccountEvent.Marked(MONDAY, usd(100_500)));
        assertThat(account.wasClosed("1")).isFalse();
        account.accept(new AccountEvent.Closed(MONDAY, "1", usd(0)));
        assertThat(account.wasClosed("1")).isTrue();
        assertThat(account.view().equity()).isEqualTo(100_000_00);

        account.accept(new AccountEvent.Reopened(MONDAY, Position.of("1")));
        assertThat(account.wasClosed("1")).isFalse();
        assertThat(account.positions()).containsExactly(Position.of("1"));
        account.accept(new AccountEvent.Marked(MONDAY, usd(100_700)));
        account.accept(new AccountEvent.Booked(MONDAY, usd(-100)));
        assertThat(account.view().equity())
                .as("as last marked, for a position is open")
                .isEqualTo(100_700_00);
        assertThat(account.assess().openPositions()).isEqualTo(1);
        account.accept(new AccountEvent.Closed(MONDAY, "1", usd(600)));
        assertThat(account.view().equity()).isEqualTo(100_500_00);
    }

    @Test
    void onlyWhatWasClosedIsReopened() {
        account.accept(AccountEvent.opened(MONDAY, "1"));
        for (String id : List.of("1", "2")) {
            assertThatThrownBy(() -> account.accept(new AccountEvent.Reopened(MONDAY, Position.of(id))))
                    .hasMessage("trade must be one of the last 1000 closed, was " + id);
        }
    }

    @Test
    void aMidnightIsNotHeldAgainstAnEquityThatIsNotKnown() {
        Phase phase = Phase.builder("Own", usd(100_000))
                .maximumLoss(0.10)
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.05)))
                .build();
        for (boolean interrupted : new boolean[] {false, true}) {
            Account held = Account.open(phase, MONDAY);
            held.accept(AccountEvent.opened(MONDAY, "1"));
            held.accept(new AccountEvent.Booked(MONDAY, usd(4_000)));
            held.accept(new AccountEvent.Marked(MONDAY, usd(98_000)));
            assertThat(held.valuation()).isEqualTo(Valuation.CURRENT);
            if (interrupted) {
                held.equityUnknown();
                assertThat(held.valuation()).isEqualTo(Valuation.UNKNOWN);
                assertThat(held.state().valuation()).isEqualTo(Valuation.UNKNOWN);
            }
            // midnight takes the floor to 99,000
            held.accept(new AccountEvent.TimePassed(held.dayEnd()));
            assertThat(held.verdict()).isEqualTo(interrupted ? Verdict.ONGOING : Verdict.FAILED);
            if (interrupted) {
                held.accept(new AccountEvent.Marked(held.dayEnd().minusSeconds(1), usd(99_000)));
                assertThat(held.valuation()).isEqualTo(Valuation.CURRENT);
            }
        }
    }

    @Test
    void withoutAPositionNothingIsUnknown() {
        account.equityUnknown();
        assertThat(account.valuation()).isEqualTo(Valuation.CURRENT);
    }

    @Test
    void amountsAreTakenUpToTheLargest() {
        Money largest = usd(0).withMinorUnits(MinorUnits.LARGEST);
        Money lowest = usd(0).withMinorUnits(-MinorUnits.LARGEST);
        Phase bottomless = Phase.builder("Own", usd(100_000)).maximumLoss(1.0).build();
        Account rich = Account.open(bottomless, MONDAY);
        rich.accept(AccountEvent.opened(MONDAY, "1"));
        rich.accept(new AccountEvent.Marked(MONDAY, largest));
        assertThat(rich.view().equity()).isEqualTo(MinorUnits.LARGEST);
        Money room = largest.minus(usd(100_000));
        Money tooMuch = room.plus(usd("0.01"));
        for (AccountEvent event : List.of(
                new AccountEvent.Booked(MONDAY, tooMuch),
                new AccountEvent.CashFlow(MONDAY, tooMuch),
                new AccountEvent.Closed(MONDAY, "1", tooMuch),
                new AccountEvent.Changed(MONDAY, Position.of("1"), tooMuch))) {
            assertThatThrownBy(() -> rich.accept(event)).hasMessageContaining("must leave the balance within");
        }
        rich.accept(new AccountEvent.Booked(MONDAY, room));
        assertThat(rich.view().balance()).isEqualTo(MinorUnits.LARGEST);

        Account poor = Account.open(bottomless, MONDAY);
        poor.accept(AccountEvent.opened(MONDAY, "1"));
        Position position = Position.of("1").withProfitAtStop(lowest);
        poor.accept(new AccountEvent.Changed(MONDAY, position, usd(0)));
        assertThat(poor.positions()).containsExactly(position);
        assertThatThrownBy(() -> poor.accept(
                        new AccountEvent.Changed(MONDAY, position.withProfitAtStop(lowest.minus(usd(1))), usd(0))))
                .hasMessageContaining("profitAtStop must be within");
        Money allBut = lowest.minus(usd(100_000));
        assertThatThrownBy(() -> poor.accept(new AccountEvent.Booked(MONDAY, allBut)))
                .hasMessageContaining("must be within");
        poor.accept(new AccountEvent.Booked(MONDAY, lowest));
        assertThatThrownBy(() -> poor.accept(new AccountEvent.Booked(MONDAY, usd(-100_001))))
                .hasMessageContaining("must leave the balance within");
        poor.accept(new AccountEvent.Booked(MONDAY, usd(-100_000)));
        assertThat(poor.view().balance()).isEqualTo(-MinorUnits.LARGEST);
    }

    @Test
    void onlyProfitIsPaidOut() {
        Account funded = trailing(MONDAY);
        funded.accept(new AccountEvent.Closed(MONDAY, "1", usd(3_000)));
        for (String amount : List.of("3000.01", "0", "-1")) {
            assertThatThrownBy(() -> funded.accept(new AccountEvent.PaidOut(MONDAY, usd(amount))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        funded.accept(new AccountEvent.CashFlow(MONDAY, usd(500)));
        assertThatThrownBy(() -> funded.accept(new AccountEvent.PaidOut(MONDAY, usd("3000.01"))))
                .as("what was paid in is no profit")
                .isInstanceOf(IllegalArgumentException.class);
        funded.accept(new AccountEvent.PaidOut(MONDAY, usd(3_000)));
        assertThat(funded.view().balance()).isEqualTo(100_500_00);
    }

    @Test
    void aMarkMovesAnAssessmentAndItsHeadroom() {
        Assessment before = account.assess();
        Assessment marked = before.withMark(MONDAY.plusSeconds(1), usd(99_000));
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new AccountEvent.Marked(MONDAY.plusSeconds(1), usd(99_000)));
        assertThat(marked.headroom()).isEqualTo(account.assess().headroom());
        assertThat(marked.equity()).isEqualTo(usd(99_000));
        assertThat(marked.asOf()).isEqualTo(account.asOf());
        assertThat(marked.headroom().tightest()).isEqualTo(usd(4_000));
    }

    @Test
    void theTightestHeadroomIsTheSmallest() {
        Optional<Money> five = Optional.of(usd(5));
        Optional<Money> three = Optional.of(usd(3));
        assertThat(new Headroom(five, usd(4), Optional.empty(), Optional.empty()).tightest())
                .isEqualTo(usd(4));
        assertThat(new Headroom(three, usd(4), five, Optional.empty()).tightest())
                .isEqualTo(usd(3));
        assertThat(new Headroom(five, usd(4), three, Optional.empty()).tightest())
                .isEqualTo(usd(3));
    }

    @Test
    void aDeepLossIsCountedOnWhereItWasSaved() {
        Phase phase = Phase.builder("Own", usd(100_000))
                .maximumLoss(0.10)
                .inactivity(Inactivity.of(30).withDeepLoss(Limit.ofInitial(0.05), 5))
                .build();
        Account unbroken = Account.open(phase, MONDAY);
        unbroken.accept(AccountEvent.opened(MONDAY, "1"));
        unbroken.accept(new AccountEvent.Closed(MONDAY, "1", usd(-6_000)));
        unbroken.accept(new AccountEvent.TimePassed(MONDAY.plus(Duration.ofDays(2))));
        assertThat(unbroken.state().deepSince()).isPresent();
        Account restored = Account.restore(phase, unbroken.state(), TradingDayClock.prague());
        AccountEvent later = new AccountEvent.TimePassed(MONDAY.plus(Duration.ofDays(20)));
        Failure failure = unbroken.accept(later).failure().orElseThrow();
        assertThat(failure.objective()).isEqualTo(Objective.DEEP_LOSS);
        assertThat(restored.accept(later).failure()).contains(failure);
    }

    @Test
    void whatABookingDoesToFloorsIsHeldAgainstTheNextMark() {
        Phase phase = Phase.builder("Own", usd(100_000))
                .maximumLoss(MaximumLoss.trailing(Limit.amount(usd(2_000)), MaximumLoss.Reference.CLOSED_BALANCE))
                .build();
        Account held = Account.open(phase, MONDAY);
        held.accept(AccountEvent.opened(MONDAY, "1"));
        held.accept(AccountEvent.opened(MONDAY, "2"));
        held.accept(new AccountEvent.Marked(MONDAY, usd(100_000)));
        // the price has moved since the mark; the floor is at 101,000 now
        held.accept(new AccountEvent.Closed(MONDAY, "1", usd(3_000)));
        assertThat(held.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(held.valuation()).isEqualTo(Valuation.BEFORE_BOOKING);
        held.accept(new AccountEvent.TimePassed(held.dayEnd()));
        assertThat(held.verdict()).isEqualTo(Verdict.ONGOING);
        Account under = Account.restore(phase, held.state(), TradingDayClock.prague());
        held.accept(new AccountEvent.Marked(held.asOf(), usd(101_000)));
        assertThat(held.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(held.valuation()).isEqualTo(Valuation.CURRENT);
        under.accept(new AccountEvent.Marked(under.asOf(), usd("100999.99")));
        assertThat(under.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aStopThatMovesBooksNothing() {
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new AccountEvent.Marked(MONDAY, usd(99_000)));
        account.accept(new AccountEvent.Changed(MONDAY, Position.of("1").withProfitAtStop(usd(-500)), usd(0)));
        assertThat(account.valuation()).isEqualTo(Valuation.CURRENT);
    }

    @Test
    void aShareOfABalanceThatMoneyHasLeftMayBeEarnedAlready() {
        Phase phase = Phase.builder("Own", usd(100_000))
                .profitTarget(Limit.amount(usd(1_000)))
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.10), MaximumLoss.Reference.START_OF_DAY_BALANCE))
                .tradingDays(TradingDays.profitable(1, Limit.ofReference(0.02)))
                .build();
        Account earning = Account.open(phase, MONDAY);
        earning.accept(AccountEvent.opened(MONDAY, "1"));
        assertThat(earning.accept(new AccountEvent.Closed(MONDAY, "1", usd(1_500)))
                        .verdict())
                .isEqualTo(Verdict.ONGOING);
        assertThat(earning.accept(new AccountEvent.CashFlow(MONDAY, usd(-40_000)))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void whatIsCorrectedOrReopenedMustBeSane() {
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new AccountEvent.Closed(MONDAY, "1", usd(0)));
        account.accept(new AccountEvent.Booked(MONDAY, usd(99_000_000_000L)));
        AccountState before = account.state();
        Position absurd = Position.of("1").withProfitAtStop(usd(0).withMinorUnits(Long.MAX_VALUE));
        for (AccountEvent event : List.of(
                new AccountEvent.Corrected(MONDAY, "1", usd(99_000_000_000L)),
                new AccountEvent.Reopened(MONDAY, absurd))) {
            assertThatThrownBy(() -> account.accept(event)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(account.state()).isEqualTo(before);
        for (double lots : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Position("2", lots, Optional.empty())).hasMessageContaining("lots of 2");
        }
    }

    @Test
    void aLateMarkIsComparedWithTheFloorsOfItsInstantAlsoInARestoredAccount() {
        Account trailing = trailing(MONDAY);
        trailing.accept(new AccountEvent.TimePassed(trailing.dayEnd()));
        Instant day = trailing.asOf();
        trailing.accept(new AccountEvent.Marked(day.plusSeconds(20), usd(105_000)));
        AccountState saved = trailing.state();
        assertThat(saved.floorsToday())
                .containsExactly(
                        new FloorsSince(day, Optional.empty(), usd(90_000), Optional.empty(), usd(0)),
                        new FloorsSince(day.plusSeconds(20), Optional.empty(), usd(95_000), Optional.empty(), usd(0)));
        for (Account late : List.of(trailing, Account.restore(trailing.phase(), saved, TradingDayClock.prague()))) {
            late.accept(new AccountEvent.Marked(day.plusSeconds(19), usd(90_000)));
            assertThat(late.verdict()).isEqualTo(Verdict.ONGOING);
            late.accept(new AccountEvent.Marked(day.plusSeconds(19), usd("89999.99")));
            assertThat(late.assess().failure())
                    .contains(new Failure(
                            Objective.MAXIMUM_LOSS, day.plusSeconds(19), usd("89999.99"), Optional.of(usd(90_000))));
        }
    }

    @Test
    void aPayoutThatIsRefusedLetsNoTimePass() {
        AccountState before = account.state();
        assertThatThrownBy(() -> account.accept(new AccountEvent.PaidOut(account.dayEnd(), usd(1))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(account.state()).isEqualTo(before);
    }

    @Test
    void whatMayBeLostOnADayIsSavedAsItWasMeasured() {
        Phase phase = Phase.builder("Own", usd(100_000))
                .maximumLoss(0.10)
                .dailyLoss(DailyLoss.of(Limit.ofReference(0.05)).anchoredAt(DailyLoss.Anchor.EQUITY))
                .build();
        Account held = Account.open(phase, MONDAY);
        held.accept(AccountEvent.opened(MONDAY, "1"));
        held.accept(new AccountEvent.Marked(MONDAY, usd(102_000)));
        held.accept(new AccountEvent.TimePassed(held.dayEnd()));
        held.accept(new AccountEvent.CashFlow(held.asOf(), usd(4_000)));
        assertThat(held.state().dailyLossLimit()).contains(usd(5_100));
        Account restored = Account.restore(phase, held.state(), TradingDayClock.prague());
        assertThat(restored.view().dailyLossLimit()).isEqualTo(5_100_00);
        assertThat(restored.view().dailyLossFloor()).isEqualTo(100_900_00);
    }
}
