package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.core.program.RewardTerms;
import org.junit.jupiter.api.Test;

/** When a reward is due, and how a payout is divided, of an account of 100,000 USD. Amounts are cents. */
class RewardRulesTest {

    private static final long INITIAL = 10_000_000;

    private static Phase.Builder funded() {
        return Phase.builder("Funded", usd(100_000)).maximumLoss(MaximumLoss.fixed(Limit.ofInitial(0.1)));
    }

    private static RewardRules rules(Phase account, RewardTerms reward) {
        return RewardRules.of(FundedTerms.of(account, 0.8, 0)
                .withSplit(ProfitSplit.of(0.8).withStep(usd(1_000), 1))
                .withReward(reward));
    }

    private static void trade(AccountMachine account, long profit) {
        account.opened();
        account.closed(profit);
    }

    @Test
    void aRewardIsDueOnceTheDaysSinceTheFirstTradeHavePassed() {
        Phase phase = funded().build();
        RewardRules rules = rules(phase, RewardTerms.after(5).withFirstAfter(14));
        AccountMachine account = new AccountMachine(phase, 100);
        assertThat(rules.claimableFrom(account, true)).isEqualTo(Long.MAX_VALUE);
        assertThat(rules.isDue(account, true)).isFalse();
        account.rollTo(103);
        trade(account, 50_000);
        assertThat(rules.claimableFrom(account, true)).isEqualTo(117);
        assertThat(rules.claimableFrom(account, false)).isEqualTo(108);
        account.rollTo(107);
        assertThat(rules.isDue(account, false)).isFalse();
        account.rollTo(108);
        assertThat(rules.isDue(account, false)).isTrue();
        assertThat(rules.isDue(account, true)).isFalse();
        account.rollTo(117);
        assertThat(rules.isDue(account, true)).isTrue();
        account.paidOut(50_000);
        assertThat(rules.claimableFrom(account, false)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theLeastProfitIsEnough() {
        Phase phase = funded().build();
        RewardRules any = rules(phase, RewardTerms.after(0));
        RewardRules least = rules(phase, RewardTerms.after(0).withMinimumProfit(usd(100)));
        AccountMachine account = new AccountMachine(phase, 0);
        trade(account, 0);
        assertThat(any.isDue(account, true)).isFalse();
        trade(account, 1);
        assertThat(any.isDue(account, true)).isTrue();
        trade(account, 9_998);
        assertThat(least.isDue(account, true)).isFalse();
        trade(account, 1);
        assertThat(least.isDue(account, true)).isTrue();
        assertThat(least.payable(account)).isEqualTo(10_000);
    }

    @Test
    void tradingDaysAndBestDayMustHold() {
        Phase days = funded().minimumTradingDays(2).build();
        RewardRules ofDays = rules(days, RewardTerms.after(0));
        AccountMachine first = new AccountMachine(days, 0);
        trade(first, 10_000);
        assertThat(ofDays.isDue(first, true)).isFalse();
        first.rollTo(1);
        trade(first, 10_000);
        assertThat(ofDays.isDue(first, true)).isTrue();

        Phase best = funded().bestDay(BestDay.ofProfitableDays(0.5)).build();
        RewardRules ofBest = rules(best, RewardTerms.after(0));
        AccountMachine second = new AccountMachine(best, 0);
        trade(second, 10_000);
        second.rollTo(1);
        trade(second, 9_999);
        assertThat(ofBest.isDue(second, true)).isFalse();
        trade(second, 1);
        assertThat(ofBest.isDue(second, true)).isTrue();
    }

    /** 2,000 USD are earned: the first 1,000 are the trader's, of the rest 80 %. */
    @Test
    void withEveryRewardTheWholeProfitOfTheCycleIsDivided() {
        Phase phase = funded().build();
        RewardRules divided = rules(phase, RewardTerms.after(0));
        RewardRules paid = rules(phase, RewardTerms.after(0).withRollover(RewardTerms.Rollover.UNDIVIDED));
        assertThat(divided.dividesCycles()).isTrue();
        assertThat(paid.dividesCycles()).isFalse();
        AccountMachine account = new AccountMachine(phase, 0);
        trade(account, 150_000);
        account.rollTo(1);
        trade(account, 50_000);
        assertThat(divided.firmShareOfCycle(account, 0)).isEqualTo(20_000);
        assertThat(divided.ofTrader(account, 120_000, 0)).isEqualTo(100_000);
        assertThat(divided.divides(account, 120_000)).isEqualTo(200_000);
        assertThat(paid.firmShareOfCycle(account, 0)).isZero();
        assertThat(paid.ofTrader(account, 120_000, 0)).isEqualTo(116_000);
        assertThat(paid.divides(account, 120_000)).isEqualTo(120_000);
        account.rollTo(2);
        trade(account, -250_000);
        assertThat(divided.firmShareOfCycle(account, 0)).isZero();
        assertThat(divided.divides(account, 0)).isZero();
        assertThat(divided.profit(account)).isEqualTo(-50_000);
        assertThat(divided.payable(account)).isZero();
    }

    @Test
    void aFloorThatAPayoutDoesNotMoveKeepsProfitBack() {
        Phase moved = funded().maximumLoss(
                        MaximumLoss.trailing(Limit.amount(usd(1_000)), MaximumLoss.Reference.CLOSED_BALANCE))
                .build();
        Phase kept = funded().maximumLoss(
                        MaximumLoss.trailing(Limit.amount(usd(1_000)), MaximumLoss.Reference.CLOSED_BALANCE)
                                .keptByPayout())
                .build();
        AccountMachine account = new AccountMachine(kept, 0);
        trade(account, 500_000);
        assertThat(account.maximumLossFloor()).isEqualTo(INITIAL + 400_000);
        assertThat(rules(kept, RewardTerms.after(0)).payable(account)).isEqualTo(100_000);
        AccountMachine other = new AccountMachine(moved, 0);
        trade(other, 500_000);
        assertThat(rules(moved, RewardTerms.after(0)).payable(other)).isEqualTo(500_000);
    }
}
