package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.ftmo4j.core.account.AccountEvent.Booked;
import io.github.ftmo4j.core.account.AccountEvent.Changed;
import io.github.ftmo4j.core.account.AccountEvent.Closed;
import io.github.ftmo4j.core.account.AccountEvent.Corrected;
import io.github.ftmo4j.core.account.AccountEvent.Corrected.Scope;
import io.github.ftmo4j.core.account.AccountEvent.Marked;
import io.github.ftmo4j.core.account.AccountEvent.Reopened;
import io.github.ftmo4j.core.account.AccountEvent.TimePassed;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a correction replaces: the profit of a closing, or all that the position has booked. */
class CorrectionsTest {

    private static final Phase CHALLENGE = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    private Account account = Account.open(CHALLENGE, MONDAY);

    /** Books 1,000 by a partial close, -14 by a cost and 500 by the closing. */
    private void trade(String id) {
        account.accept(AccountEvent.opened(MONDAY, id));
        account.accept(new Changed(MONDAY, Position.of(id), usd(1_000)));
        account.accept(cost(id));
        account.accept(new Closed(MONDAY, id, usd(500)));
    }

    private static AccountEvent cost(String id) {
        return new Booked(MONDAY, usd(-14), Optional.empty(), Optional.of(id));
    }

    private Money correct(String id, long profit, Scope scope) {
        return account.accept(new Corrected(account.asOf(), id, usd(profit), scope))
                .balance();
    }

    private void saveAndRestore() {
        AccountState state = account.state();
        account = Account.restore(CHALLENGE, state, TradingDayClock.prague());
        assertThat(account.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theClosingAlone(boolean saved) {
        trade("1");
        if (saved) {
            saveAndRestore();
        }
        assertThat(correct("1", 0, Scope.CLOSING)).isEqualTo(usd(100_986));
        assertThat(correct("1", 0, Scope.TRADE)).as("the parts are still there").isEqualTo(usd(100_000));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theWholeTrade(boolean saved) {
        trade("1");
        trade("2");
        assertThat(account.state().bookedParts()).containsExactly(entry("1", usd(986)), entry("2", usd(986)));
        if (saved) {
            saveAndRestore();
        }
        assertThat(correct("1", 0, Scope.TRADE)).isEqualTo(usd(101_486));
        assertThat(account.state().bookedParts()).containsExactly(entry("2", usd(986)));
        assertThat(account.state().closedTrades()).containsExactly(entry("1", usd(0)), entry("2", usd(500)));
    }

    @Test
    void theLastCorrectionOfTheTradeIsItsResult() {
        for (Scope before : Scope.values()) {
            account = Account.open(CHALLENGE, MONDAY);
            trade("1");
            correct("1", 700, before);
            assertThat(correct("1", -50, Scope.TRADE)).isEqualTo(usd(99_950));
            assertThat(correct("1", 300, Scope.TRADE)).isEqualTo(usd(100_300));
            assertThat(correct("1", 200, Scope.CLOSING))
                    .as("nothing is left beside the closing")
                    .isEqualTo(usd(100_200));
        }
    }

    @Test
    void aCorrectionIsOfTheClosingUnlessItSaysOtherwise() {
        assertThat(new Corrected(MONDAY, "1", usd(5)))
                .isEqualTo(new Corrected(MONDAY, "1", usd(5), Scope.CLOSING))
                .isNotEqualTo(new Corrected(MONDAY, "1", usd(5), Scope.TRADE));
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void withoutPartsBothScopesAreTheSame(Scope scope) {
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new Changed(MONDAY, Position.of("1"), usd(0)));
        account.accept(new Closed(MONDAY, "1", usd(500)));
        assertThat(account.state().bookedParts()).isEmpty();
        assertThat(correct("1", 120, scope)).isEqualTo(usd(100_120));
    }

    @Test
    void aCostThatBelongsToNoOpenPositionIsNoPartOfATrade() {
        trade("1");
        account.accept(cost("1"));
        account.accept(cost("never opened"));
        account.accept(new Booked(MONDAY, usd(-7)));
        assertThat(account.state().bookedParts()).containsExactly(entry("1", usd(986)));
        assertThat(correct("1", 0, Scope.TRADE)).isEqualTo(usd(100_000 - 35));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReopenedPositionKeepsWhatItHasBooked(boolean saved) {
        trade("1");
        account.accept(new Reopened(MONDAY, Position.of("1")));
        assertThat(account.state().bookedParts()).containsExactly(entry("1", usd(1_486)));
        assertThat(account.state().closedTrades()).isEmpty();
        assertThatThrownBy(() -> correct("1", 0, Scope.TRADE)).isInstanceOf(IllegalArgumentException.class);
        if (saved) {
            saveAndRestore();
        }
        account.accept(cost("1"));
        account.accept(new Closed(MONDAY, "1", usd(100)));
        assertThat(account.view().balance()).isEqualTo(101_572_00);
        assertThat(correct("1", 0, Scope.CLOSING)).isEqualTo(usd(101_472));
        assertThat(correct("1", 0, Scope.TRADE)).isEqualTo(usd(100_000));
    }

    @Test
    void onALaterDayTheDifferenceIsOfThatDay() {
        trade("1");
        account.accept(new TimePassed(account.dayEnd()));
        assertThat(account.startBalance()).isEqualTo(usd(101_486));
        assertThat(correct("1", 0, Scope.TRADE)).isEqualTo(usd(100_000));
        assertThat(account.startBalance()).isEqualTo(usd(101_486));
        assertThat(account.view().dailyLossFloor()).isEqualTo(96_486_00);
        assertThat(account.state().bestDayProfit()).isEqualTo(usd(1_486));
        assertThat(account.view().tradingDays()).isEqualTo(1);
        account.accept(new TimePassed(account.dayEnd()));
        assertThat(account.state().netProfit()).isEqualTo(usd(0));
        assertThat(account.state().profitableDaysProfit()).isEqualTo(usd(1_486));
    }

    @Test
    void aCorrectionCanFailThePhase() {
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new Changed(MONDAY, Position.of("1"), usd(4_000)));
        account.accept(new Closed(MONDAY, "1", usd(-2_000)));
        account.accept(new TimePassed(account.dayEnd()));
        assertThat(correct("1", -5_000, Scope.CLOSING)).isEqualTo(usd(99_000));
        assertThat(account.verdict()).isEqualTo(Verdict.ONGOING);
        correct("1", -3_001, Scope.TRADE);
        assertThat(account.assess().failure())
                .contains(new Failure(Objective.DAILY_LOSS, account.asOf(), usd(96_999), Optional.of(usd(97_000))));
    }

    @Test
    void whileAPositionIsOpenEquityStaysAsMarked() {
        trade("1");
        account.accept(AccountEvent.opened(MONDAY, "2"));
        account.accept(new Marked(MONDAY, usd(101_000)));
        correct("1", 0, Scope.TRADE);
        assertThat(account.view().equity()).isEqualTo(101_000_00);
        assertThat(account.valuation()).isEqualTo(Valuation.BEFORE_BOOKING);
    }

    @Test
    void theChangeMustLeaveTheBalanceWithinTheLargest() {
        Phase bottomless = Phase.builder("Own", usd(100_000)).maximumLoss(1.0).build();
        account = Account.open(bottomless, MONDAY);
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new Changed(MONDAY, Position.of("1"), usd(99_000_000_000L)));
        account.accept(new Closed(MONDAY, "1", usd(0)));
        AccountState before = account.state();
        assertThatThrownBy(() -> correct("1", 1_000_000_000L, Scope.CLOSING))
                .hasMessageContaining("change of the profit must leave the balance within");
        assertThat(account.state()).isEqualTo(before);
        assertThat(correct("1", 1_000_000_000L, Scope.TRADE)).isEqualTo(usd(1_000_100_000L));
    }

    @Test
    void theOldestTradesAreForgottenWithTheirParts() {
        trade("1");
        trade("2");
        for (int i = 3; i <= 1_001; i++) {
            account.accept(AccountEvent.opened(MONDAY, String.valueOf(i)));
            account.accept(new Closed(MONDAY, String.valueOf(i), usd(0)));
        }
        assertThat(account.state().closedTrades()).hasSize(1_000);
        assertThat(account.state().bookedParts()).containsExactly(entry("2", usd(986)));
        assertThat(account.wasClosed("1")).isFalse();
        assertThatThrownBy(() -> correct("1", 0, Scope.TRADE))
                .hasMessage("trade must be one of the last 1000 closed, was 1");
        assertThat(correct("2", 0, Scope.TRADE)).isEqualTo(usd(101_486));
    }

    @Test
    void theStateOfAnAccountKeepsNoPartsOfItsCaller() {
        trade("1");
        AccountState state = account.state();
        correct("1", 0, Scope.TRADE);
        assertThat(state.bookedParts()).containsExactly(entry("1", usd(986)));
        assertThatThrownBy(() -> state.bookedParts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aDayStartsWithTheBalanceOfItsMidnight() {
        assertThat(account.startBalance()).isEqualTo(usd(100_000));
        account.accept(new AccountEvent.CashFlow(MONDAY, usd(2_000)));
        account.accept(new Booked(MONDAY, usd(300)));
        assertThat(account.startBalance()).isEqualTo(usd(100_000));
        account.accept(new TimePassed(MONDAY.plus(Duration.ofDays(1))));
        assertThat(account.startBalance()).isEqualTo(usd(102_300));
        account.accept(new AccountEvent.CashFlow(account.asOf(), usd(-500)));
        account.accept(new Booked(account.asOf(), usd(40)));
        saveAndRestore();
        assertThat(account.startBalance()).isEqualTo(usd(102_300));
        assertThat(account.view().dayStartBalance()).isEqualTo(101_800_00);
    }

    @Test
    void whatIsPayableIsPaidOut() {
        Phase funded = CHALLENGE.toBuilder().noProfitTarget().build();
        for (Phase phase : List.of(funded, CHALLENGE)) {
            for (boolean flat : new boolean[] {true, false}) {
                for (String amount : List.of("-1", "0", "0.01", "1486", "1486.01")) {
                    account = Account.open(phase, MONDAY);
                    trade("1");
                    account.accept(new AccountEvent.CashFlow(MONDAY, usd(700)));
                    if (!flat) {
                        account.accept(AccountEvent.opened(MONDAY, "2"));
                    }
                    boolean within = List.of("0.01", "1486").contains(amount);
                    boolean payable = phase.equals(funded) && flat && within;
                    assertThat(account.isPayable(usd(amount))).isEqualTo(payable);
                    AccountEvent payout = new AccountEvent.PaidOut(MONDAY, usd(amount));
                    if (payable) {
                        account.accept(payout);
                        assertThat(account.view().balance())
                                .isEqualTo(usd(102_186).minus(usd(amount)).minorUnits());
                    } else {
                        assertThatThrownBy(() -> account.accept(payout))
                                .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
                    }
                }
            }
        }
        assertThatThrownBy(() -> account.isPayable(Money.eur(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
