package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent.Booked;
import io.github.ftmo4j.core.account.AccountEvent.Closed;
import io.github.ftmo4j.core.account.AccountEvent.Corrected;
import io.github.ftmo4j.core.account.AccountEvent.Marked;
import io.github.ftmo4j.core.account.AccountEvent.Reinstated;
import io.github.ftmo4j.core.account.AccountEvent.TimePassed;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phase that the firm lets go on in spite of a final verdict. */
class ReinstatementTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant WEDNESDAY = MONDAY.plus(Duration.ofDays(2));

    private Account account = open(rules());

    private static Phase.Builder rules() {
        return Phase.builder("Own", usd(100_000))
                .profitTarget(0.10)
                .maximumLoss(0.10)
                .dailyLoss(0.05);
    }

    private static Account open(Phase.Builder rules) {
        return Account.open(rules.build(), MONDAY);
    }

    private static Reinstated reinstated(Instant at) {
        return new Reinstated(at, "a price that was no price");
    }

    private void trade(String id, long profit) {
        account.accept(AccountEvent.opened(account.asOf(), id));
        account.accept(new Closed(account.asOf(), id, usd(profit)));
    }

    private void saveAndRestore() {
        AccountState state = account.state();
        account = Account.restore(account.phase(), state, TradingDayClock.prague());
        assertThat(account.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFailedPhaseGoesOnFlat(boolean saved) {
        trade("1", -6_000);
        assertThat(account.verdict()).isEqualTo(Verdict.FAILED);
        if (saved) {
            saveAndRestore();
        }
        Assessment after = account.accept(reinstated(MONDAY.plusSeconds(60)));
        assertThat(after.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(after.failure()).isEmpty();
        assertThat(after.asOf()).isEqualTo(MONDAY.plusSeconds(60));
        assertThat(after.equity()).isEqualTo(usd(94_000));
        assertThat(account.valuation()).isEqualTo(Valuation.CURRENT);
        if (saved) {
            saveAndRestore();
        }
        account.accept(new Corrected(account.asOf(), "1", usd(-600)));
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(account.assess().headroom().dailyLoss()).contains(usd(4_400));
    }

    @Test
    void whatIsNotCorrectedFailsAgain() {
        trade("1", -6_000);
        Failure first = account.assess().failure().orElseThrow();
        account.accept(reinstated(MONDAY.plusSeconds(60)));
        Assessment again = account.accept(new Booked(MONDAY.plusSeconds(120), usd(0)));
        assertThat(again.failure())
                .contains(new Failure(first.objective(), MONDAY.plusSeconds(120), first.equity(), first.floor()));
        account.accept(reinstated(MONDAY.plusSeconds(180)));
        account.accept(new Corrected(account.asOf(), "1", usd(-5_000)));
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withAnOpenPositionEquityIsUnknownUntilItIsMarked(boolean saved) {
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new Marked(MONDAY, usd(94_000)));
        account.accept(new Marked(MONDAY.plusSeconds(30), usd(99_000)));
        assertThat(account.view().equity())
                .as("nothing changes after a verdict")
                .isEqualTo(94_000_00);
        account.accept(reinstated(MONDAY.plusSeconds(60)));
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(account.valuation()).isEqualTo(Valuation.UNKNOWN);
        if (saved) {
            saveAndRestore();
        }
        account.accept(AccountEvent.opened(account.asOf(), "2"));
        account.accept(new Booked(account.asOf(), usd(-10)));
        account.accept(new TimePassed(account.dayEnd()));
        assertThat(account.verdict()).as("an unknown equity breaches no floor").isEqualTo(Verdict.ONGOING);
        account.accept(new Marked(account.asOf(), usd(99_000)));
        assertThat(account.valuation()).isEqualTo(Valuation.CURRENT);
        account.accept(new Marked(account.asOf(), usd(89_000)));
        assertThat(account.verdict()).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theMidnightsInBetweenAreMadeUpFor(boolean open) {
        trade("1", 2_000);
        account.accept(AccountEvent.opened(MONDAY, "2"));
        if (open) {
            account.accept(new Marked(MONDAY, usd(94_000)));
        } else {
            account.accept(new Closed(MONDAY, "2", usd(-8_000)));
        }
        assertThat(account.verdict()).isEqualTo(Verdict.FAILED);
        account.accept(new TimePassed(WEDNESDAY.minusSeconds(60)));
        assertThat(account.assess().day()).isEqualTo(LocalDate.of(2026, 3, 2));
        saveAndRestore();
        Assessment after = account.accept(reinstated(WEDNESDAY));
        assertThat(after.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(after.day()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(account.dayStart()).isEqualTo(Instant.parse("2026-03-03T23:00:00Z"));
        assertThat(account.dayEnd()).isEqualTo(Instant.parse("2026-03-04T23:00:00Z"));
        assertThat(account.startBalance()).isEqualTo(usd(open ? 102_000 : 94_000));
        assertThat(account.view().dailyLossFloor()).isEqualTo(open ? 97_000_00 : 89_000_00);
        assertThat(account.state().netProfit()).isEqualTo(usd(open ? 2_000 : -6_000));
        assertThat(account.state().bestDayProfit()).isEqualTo(usd(open ? 2_000 : 0));
        saveAndRestore();
        assertThatThrownBy(() -> account.accept(new TimePassed(MONDAY)))
                .hasMessageContaining("event must not be before 2026-03-03T23:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPassedPhaseGoesOn(boolean overMidnight) {
        trade("1", 10_000);
        assertThat(account.verdict()).isEqualTo(Verdict.PASSED);
        saveAndRestore();
        account.accept(reinstated(overMidnight ? WEDNESDAY : MONDAY.plusSeconds(60)));
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(account.assess().missing().isNothing()).isTrue();
        account.accept(new Corrected(account.asOf(), "1", usd(9_000)));
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(account.assess().headroom().target()).contains(usd(1_000));
        trade("2", 1_000);
        assertThat(account.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void aPassThatIsNotCorrectedIsSaidAgain() {
        trade("1", 10_000);
        account.accept(reinstated(MONDAY.plusSeconds(60)));
        assertThat(account.accept(new Booked(account.asOf(), usd(0))).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void aViolationThatWasNoneFailsNoMore() {
        account = open(rules().restrictions(Restrictions.none().failing()));
        account.accept(new AccountEvent.Violated(MONDAY, "NEWS"));
        assertThat(account.assess().failure())
                .contains(new Failure(Objective.RESTRICTION, MONDAY, usd(100_000), Optional.empty()));
        account.accept(reinstated(WEDNESDAY));
        trade("1", 10_000);
        assertThat(account.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void aTimeLimitEndsThePhaseAgain() {
        account = open(rules().timeLimit(TimeLimit.calendarDays(2)));
        account.accept(new TimePassed(WEDNESDAY));
        Failure first = account.assess().failure().orElseThrow();
        assertThat(first.objective()).isEqualTo(Objective.TIME_LIMIT);
        assertThat(account.accept(reinstated(WEDNESDAY.plusSeconds(1))).failure())
                .contains(first);
    }

    @Test
    void aLossJudgedAtTheCloseIsJudgedAgainUnlessEquityIsUnknown() {
        Phase.Builder atClose =
                rules().dailyLoss(DailyLoss.of(Limit.ofInitial(0.05)).judged(DailyLoss.Judged.AT_CLOSE));
        account = open(atClose);
        trade("1", -6_000);
        account.accept(new TimePassed(account.dayEnd()));
        Failure failure = account.assess().failure().orElseThrow();
        assertThat(account.accept(reinstated(WEDNESDAY)).failure()).contains(failure);

        account = open(atClose);
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new Marked(MONDAY, usd(94_000)));
        account.accept(new TimePassed(account.dayEnd()));
        assertThat(account.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(account.accept(reinstated(WEDNESDAY)).verdict()).isEqualTo(Verdict.ONGOING);
    }

    @Test
    void onlyAFinalVerdictIsTakenBack() {
        AccountState before = account.state();
        assertThatThrownBy(() -> account.accept(reinstated(WEDNESDAY)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("only a phase that is passed or failed is reinstated, it is ONGOING");
        assertThat(account.state()).isEqualTo(before);

        account = open(rules().dailyLoss(DailyLoss.of(Limit.ofInitial(0.05)).pausing()));
        trade("1", -6_000);
        assertThatThrownBy(() -> account.accept(reinstated(MONDAY))).hasMessageEndingWith("it is PAUSED");

        account = open(rules());
        trade("1", -6_000);
        assertThatThrownBy(() -> account.accept(reinstated(MONDAY.minus(Duration.ofDays(1)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(account.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aReinstatedAccountIsTheOneThatNeverFailed() {
        trade("1", -5_001);
        account.accept(reinstated(MONDAY.plusSeconds(60)));
        account.accept(new Corrected(account.asOf(), "1", usd(-1)));
        Account unbroken = open(rules());
        unbroken.accept(AccountEvent.opened(MONDAY, "1"));
        unbroken.accept(new Closed(MONDAY, "1", usd(-1)));
        unbroken.accept(new TimePassed(account.asOf()));
        assertThat(account.state()).isEqualTo(unbroken.state());
    }

    @ParameterizedTest
    @ValueSource(longs = {30 * 60, 86_400})
    void aReinstatementThatArrivesLateDoesNotMoveTheClockBack(long seconds) {
        trade("1", -6_000);
        Instant latest = MONDAY.plusSeconds(2 * seconds);
        account.accept(new TimePassed(latest));
        account.accept(reinstated(MONDAY.plusSeconds(seconds)));
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(account.asOf()).isEqualTo(latest);
        assertThat(account.assess().day()).isEqualTo(TradingDayClock.prague().dayOf(latest));
    }
}
