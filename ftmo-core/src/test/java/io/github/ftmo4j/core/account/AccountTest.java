package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
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
}
