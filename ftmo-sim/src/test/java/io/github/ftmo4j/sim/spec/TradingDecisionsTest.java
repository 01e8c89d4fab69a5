package io.github.ftmo4j.sim.spec;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.TradingDays;
import org.junit.jupiter.api.Test;

/** What a trading plan decides, state by state of an account. */
class TradingDecisionsTest {

    private static final TradingPlan PLAN = new TradingPlan(40, 5);
    private static final long CENTS = 100;

    private static Phase.Builder phase() {
        return Phase.builder("Step", usd(100_000)).maximumLoss(0.10).profitTarget(0.08);
    }

    private static AccountMachine account(Phase.Builder phase) {
        return new AccountMachine(phase.build(), Start.fresh().firstDay(TradingCalendar.weekdays()));
    }

    private static void trade(AccountMachine account, long profit) {
        account.opened();
        account.closed(profit * CENTS);
    }

    private static void assertDecides(AccountMachine account, Verdict verdict, boolean trade, boolean tokenTrade) {
        assertThat(account.verdict()).isEqualTo(verdict);
        assertThat(PLAN.takesTrade(account)).as("trade").isEqualTo(trade);
        assertThat(PLAN.takesTokenTrade(account)).as("token trade").isEqualTo(tokenTrade);
    }

    @Test
    void tradesUntilTheTargetIsReachedAndThenOnlyForTradingDays() {
        AccountMachine account = account(phase().minimumTradingDays(2));
        assertDecides(account, Verdict.ONGOING, true, false);
        trade(account, 7_999);
        assertDecides(account, Verdict.ONGOING, true, false);
        trade(account, 1);
        assertDecides(account, Verdict.ONGOING, false, false);
        account.rollTo(account.day() + 1);
        assertDecides(account, Verdict.ONGOING, false, true);
        trade(account, 0);
        assertDecides(account, Verdict.PASSED, false, false);
    }

    @Test
    void aDayThatMustEarnIsNoTokenTrade() {
        AccountMachine account = account(phase().tradingDays(TradingDays.profitable(2, Limit.ofInitial(0.005))));
        trade(account, 8_000);
        assertDecides(account, Verdict.ONGOING, false, false);
        account.rollTo(account.day() + 1);
        assertDecides(account, Verdict.ONGOING, true, false);
    }

    @Test
    void restsOnTheBestDayWhileItIsTooLarge() {
        AccountMachine account = account(phase().bestDay(new BestDay(0.5, BestDay.Measure.NET_PROFIT)));
        trade(account, 8_000);
        assertDecides(account, Verdict.ONGOING, false, false);
        account.rollTo(account.day() + 1);
        assertDecides(account, Verdict.ONGOING, true, false);
        trade(account, 8_000);
        assertDecides(account, Verdict.PASSED, false, false);
    }

    @Test
    void restsWhileTheAccountIsPaused() {
        AccountMachine account =
                account(phase().dailyLoss(DailyLoss.of(Limit.ofInitial(0.02)).pausing()));
        trade(account, -2_500);
        assertDecides(account, Verdict.PAUSED, false, false);
        account.rollTo(account.day() + 1);
        assertDecides(account, Verdict.ONGOING, true, false);
    }

    @Test
    void aFailedAccountIsNotTraded() {
        AccountMachine account = account(phase());
        trade(account, -10_001);
        assertDecides(account, Verdict.FAILED, false, false);
    }

    @Test
    void stallsAndGivesUpOnTheDayItStates() {
        assertThat(PLAN.isStalledAfter(4)).isFalse();
        assertThat(PLAN.isStalledAfter(5)).isTrue();
        assertThat(PLAN.isAbandonedAfter(39)).isFalse();
        assertThat(PLAN.isAbandonedAfter(40)).isTrue();
        assertThat(TradingPlan.standard()).isEqualTo(new TradingPlan(365, 30));
        assertThat(PLAN.withAbandonAfter(41)).isEqualTo(new TradingPlan(41, 5));
        assertThat(PLAN.withStalledAfter(6)).isEqualTo(new TradingPlan(40, 6));
    }
}
