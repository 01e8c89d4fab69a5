package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples by which firms explain their rules, and variants a cent or a second beside them. */
class WorkedExamplesTest {

    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");

    private static Phase challenge(long size) {
        return Programs.ftmoTwoStep(Money.usd(size)).phase(Phase.CHALLENGE);
    }

    private static Instant prague(String localDateTime) {
        return LocalDateTime.parse(localDateTime).atZone(PRAGUE).toInstant();
    }

    private static Account opened(Phase phase) {
        return Account.open(phase, prague("2026-03-02T08:00"));
    }

    private static Assessment mark(Account account, String at, String equity) {
        return account.accept(new AccountEvent.Marked(prague(at), Money.usd(equity)));
    }

    private static Assessment open(Account account, String at) {
        return account.accept(AccountEvent.opened(
                prague(at),
                "P" + account.state().closedTrades().size()
                        + account.positions().size()));
    }

    private static Assessment close(Account account, String at, String profit) {
        String last = account.positions().get(account.positions().size() - 1).id();
        return account.accept(new AccountEvent.Closed(prague(at), last, Money.usd(profit)));
    }

    private static void trade(Account account, String at, String profit) {
        open(account, at);
        close(account, at, profit);
    }

    private static Money dailyFloor(Account account) {
        return account.state().dailyLossFloor().orElseThrow();
    }

    @ParameterizedTest(name = "1, R1: equity {0} is {1} on a day whose floor is 97,000")
    @CsvSource({"97000.00, ONGOING", "96999.99, FAILED"})
    void onlyBelowTheDailyFloorIsABreach(String equity, Verdict verdict) {
        Account account = opened(challenge(100_000));
        trade(account, "2026-03-02T10:00", "2000");
        open(account, "2026-03-03T10:00");

        assertThat(mark(account, "2026-03-03T11:00", equity).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "2, R2: floating {0} over midnight, equity {1}: {2} left on Monday, {3} at 00:00:00")
    @CsvSource({
        "-13000.00, 191000.00, 1000.00, FAILED",
        "-10000.01, 193999.99, 3999.99, FAILED",
        "-10000.00, 194000.00, 4000.00, ONGOING"
    })
    void midnightAloneBreaches(String floating, String equity, String left, Verdict verdict) {
        Account account = opened(challenge(200_000));
        trade(account, "2026-03-02T10:00", "4000");
        open(account, "2026-03-02T20:00");
        Assessment evening = mark(account, "2026-03-02T23:59:59.999", equity);

        assertThat(evening.equity()).isEqualTo(Money.usd(204_000).plus(Money.usd(floating)));
        assertThat(dailyFloor(account)).isEqualTo(Money.usd(190_000));
        assertThat(evening.headroom().dailyLoss()).contains(Money.usd(left));
        assertThat(evening.verdict()).isEqualTo(Verdict.ONGOING);

        Assessment morning = account.accept(new AccountEvent.TimePassed(prague("2026-03-03T07:00")));

        assertThat(morning.verdict()).isEqualTo(verdict);
        assertThat(morning.day()).isEqualTo("2026-03-03");
        assertThat(dailyFloor(account)).isEqualTo(Money.usd(194_000));
        assertThat(morning.failure())
                .isEqualTo(
                        verdict == Verdict.ONGOING
                                ? Optional.empty()
                                : Optional.of(new Failure(
                                        Objective.DAILY_LOSS,
                                        prague("2026-03-03T00:00"),
                                        Money.usd(equity),
                                        Optional.of(Money.usd(194_000)))));
    }

    @ParameterizedTest(
            name = "R2: balance 204,000, limit 190,000: floating {0} of 14,000 allowed is {1} on the day itself")
    @CsvSource({"-14000.00, ONGOING", "-14000.01, FAILED"})
    void aProfitOfTheDayWidensWhatItAllows(String floating, Verdict verdict) {
        Account account = opened(challenge(200_000));
        trade(account, "2026-03-02T10:00", "4000");
        assertThat(account.assess().balance()).isEqualTo(Money.usd(204_000));
        assertThat(dailyFloor(account)).isEqualTo(Money.usd(190_000));
        assertThat(account.assess().headroom().dailyLoss()).contains(Money.usd(14_000));
        open(account, "2026-03-02T20:00");

        Money equity = Money.usd(204_000).plus(Money.usd(floating));
        assertThat(account.accept(new AccountEvent.Marked(prague("2026-03-02T23:59"), equity))
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    @DisplayName("2: the same loss closed before midnight lowers the floor of the next day instead")
    void closingBeforeMidnightAvoidsTheBreach() {
        Account account = opened(challenge(200_000));
        trade(account, "2026-03-02T10:00", "4000");
        open(account, "2026-03-02T20:00");
        close(account, "2026-03-02T23:59:59", "-13000");

        Assessment morning = account.accept(new AccountEvent.TimePassed(prague("2026-03-03T07:00")));
        assertThat(morning.verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(dailyFloor(account)).isEqualTo(Money.usd(181_000));
    }

    @ParameterizedTest(name = "2: floating +2,000 over midnight, anchored at the {0}: floor {1}")
    @CsvSource({"BALANCE, 95000", "EQUITY, 97000", "HIGHER, 97000"})
    void floatingProfitAtMidnightDoesNotRaiseTheFloorOfFtmo(DailyLoss.Anchor anchor, String floor) {
        Phase phase = challenge(100_000).toBuilder()
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.05)).anchoredAt(anchor))
                .build();
        Account account = opened(phase);
        open(account, "2026-03-02T20:00");
        mark(account, "2026-03-02T23:00", "102000");
        account.accept(new AccountEvent.TimePassed(prague("2026-03-03T00:00")));

        assertThat(dailyFloor(account)).isEqualTo(Money.usd(floor));
    }

    @ParameterizedTest(name = "3, R3: balance 92,000, floating {0} and equity {1}: {2}")
    @CsvSource({"-2000.00, 90000.00, ONGOING", "-2000.01, 89999.99, FAILED", "-2001.00, 89999.00, FAILED"})
    void floatingLossCountsAgainstTheMaximumLoss(String floating, String equity, Verdict verdict) {
        Account account = opened(challenge(100_000));
        trade(account, "2026-03-02T10:00", "-4000");
        trade(account, "2026-03-03T10:00", "-4000");
        open(account, "2026-03-04T10:00");
        Assessment assessment = mark(account, "2026-03-04T10:30", equity);

        assertThat(assessment.balance()).isEqualTo(Money.usd(92_000));
        assertThat(assessment.equity()).isEqualTo(Money.usd(92_000).plus(Money.usd(floating)));
        assertThat(assessment.verdict()).isEqualTo(verdict);
        assertThat(assessment.headroom().maximumLoss())
                .isEqualTo(Money.usd(equity).minus(Money.usd(90_000)));
        if (verdict == Verdict.FAILED) {
            assertThat(assessment.failure())
                    .contains(new Failure(
                            Objective.MAXIMUM_LOSS,
                            prague("2026-03-04T10:30"),
                            Money.usd(equity),
                            Optional.of(Money.usd(90_000))));
        }
    }

    /**
     * Each position is held until the next one is opened, for holding one adds no day; the first reaches the target.
     */
    @ParameterizedTest(name = "6: positions opened on the {0}: {1} trading days, {2}")
    @CsvSource({"12 18 18 24, 3, ONGOING", "12 18 18 24 25, 4, PASSED"})
    void tradingDaysAreDaysOnWhichAPositionWasOpened(String days, int tradingDays, Verdict verdict) {
        Account account = Account.open(challenge(100_000), prague("2026-03-12T08:00"));
        String profit = "10000";
        int hour = 10;
        for (String day : days.split(" ", -1)) {
            String at = "2026-03-" + day + "T" + hour++ + ":00";
            if (!account.positions().isEmpty()) {
                close(account, at, profit);
                profit = "0";
            }
            open(account, at);
        }
        Assessment last = close(account, "2026-03-26T12:00", profit);

        assertThat(last.headroom().target()).contains(Money.usd(0));
        assertThat(last.tradingDays()).isEqualTo(tradingDays);
        assertThat(last.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "6: opened at {0} and {1}: {2} trading days")
    @CsvSource({
        "2026-03-12T00:00:00, 2026-03-12T23:59:59, 1",
        "2026-03-12T23:59:59, 2026-03-13T00:00:00, 2",
        "2026-03-28T23:59:59, 2026-03-29T00:00:00, 2",
        "2026-03-29T00:00:00, 2026-03-29T23:59:59, 1",
        "2026-10-25T00:00:00, 2026-10-25T23:59:59, 1"
    })
    void tradingDaysAreDatesInPrague(String first, String second, int tradingDays) {
        Account account = Account.open(challenge(100_000), prague("2026-03-01T08:00"));
        trade(account, first, "0");
        trade(account, second, "0");

        assertThat(account.assess().tradingDays()).isEqualTo(tradingDays);
    }

    @ParameterizedTest(name = "8: {0} at balance {1} with {2} other positions open: {3}")
    @CsvSource({
        "Challenge,    110000.00, 0, PASSED",
        "Challenge,    109999.99, 0, ONGOING",
        "Challenge,    110000.00, 1, ONGOING",
        "Verification, 105000.00, 0, PASSED",
        "Verification, 104999.99, 0, ONGOING",
        "Verification, 105000.00, 1, ONGOING"
    })
    void theTargetIsReachedOnceItIsClosedMoneyAndNothingIsOpen(
            String phase, String balance, int openPositions, Verdict verdict) {
        Account account = opened(Programs.ftmoTwoStep(Money.usd(100_000)).phase(phase));
        for (int day = 2; day < 5; day++) {
            trade(account, "2026-03-0" + day + "T10:00", "0");
        }
        for (int position = 0; position <= openPositions; position++) {
            open(account, "2026-03-05T10:00");
        }
        Money profit = Money.usd(balance).minus(Money.usd(100_000));
        Assessment assessment = account.accept(new AccountEvent.Closed(
                prague("2026-03-05T16:00"), account.positions().get(0).id(), profit));

        assertThat(assessment.verdict()).isEqualTo(verdict);
        assertThat(assessment.tradingDays()).isEqualTo(4);
        assertThat(assessment.day()).isEqualTo(LocalDate.of(2026, 3, 5));
    }

    @Test
    @DisplayName("8: the target held by floating profit only is not reached")
    void floatingProfitDoesNotReachTheTarget() {
        Account account = opened(challenge(100_000));
        for (int day = 2; day < 6; day++) {
            trade(account, "2026-03-0" + day + "T10:00", "0");
        }
        open(account, "2026-03-05T12:00");
        assertThat(mark(account, "2026-03-05T13:00", "115000").verdict()).isEqualTo(Verdict.ONGOING);
        assertThat(close(account, "2026-03-05T14:00", "9999.99").verdict()).isEqualTo(Verdict.ONGOING);
    }

    @ParameterizedTest(name = "R8: balance {0} and equity {1} as the day starts: floor {2}")
    @CsvSource({"105000, 107000, 101650", "107000, 105000, 101650", "105000, 105000, 99750"})
    void aShareOfTheHigherOfBalanceAndEquity(long balance, String equity, String floor) {
        Phase phase = Phase.builder("Evaluation", Money.usd(100_000))
                .maximumLoss(0.10)
                .dailyLoss(DailyLoss.of(Limit.ofReference(0.05)).anchoredAt(DailyLoss.Anchor.HIGHER))
                .build();
        Account account = opened(phase);
        trade(account, "2026-03-02T10:00", "" + (balance - 100_000));
        open(account, "2026-03-02T20:00");
        mark(account, "2026-03-02T23:00", equity);
        account.accept(new AccountEvent.TimePassed(prague("2026-03-03T00:00")));

        assertThat(dailyFloor(account)).isEqualTo(Money.usd(floor));
        assertThat(account.assess().verdict()).isEqualTo(Verdict.ONGOING);
    }
}
