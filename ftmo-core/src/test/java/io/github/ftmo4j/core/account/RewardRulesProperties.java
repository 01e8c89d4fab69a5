package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.core.program.RewardTerms;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Rewards from accounts under random rules, in the middle of random days. */
class RewardRulesProperties {

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static MaximumLoss maximumLoss(Random random) {
        Limit limit = any(random, List.of(Limit.ofInitial(0.05), Limit.amount(usd(3_000)), Limit.ofReference(0.04)));
        MaximumLoss.Reference reference = any(random, List.of(MaximumLoss.Reference.values()));
        if (reference == MaximumLoss.Reference.INITIAL_BALANCE) {
            return MaximumLoss.fixed(limit);
        }
        MaximumLoss trailing = MaximumLoss.trailing(limit, reference);
        MaximumLoss locked = any(
                random, List.of(trailing, trailing.lockedAbove(usd(0)), trailing.lockedAbove(usd(100), usd(2_000))));
        return random.nextBoolean() ? locked.keptByPayout() : locked;
    }

    private static FundedTerms terms(Random random) {
        Phase.Builder account = Phase.builder("Funded", usd(100_000))
                .maximumLoss(maximumLoss(random))
                .breachTest(random.nextBoolean() ? BreachTest.TOUCH : BreachTest.BELOW);
        if (random.nextBoolean()) {
            account.dailyLoss(
                    DailyLoss.of(Limit.ofReference(0.03)).anchoredAt(any(random, List.of(DailyLoss.Anchor.values()))));
        }
        if (random.nextInt(4) == 0) {
            account.floatingLoss(Limit.ofInitial(0.01));
        }
        RewardTerms reward = RewardTerms.after(0).withRollover(any(random, List.of(RewardTerms.Rollover.values())));
        if (random.nextBoolean()) {
            reward = reward.withBuffer(Limit.amount(usd(250)));
        }
        if (random.nextBoolean()) {
            reward = reward.withCaps(Limit.amount(usd(1_500)), Limit.ofReference(0.6));
        }
        return FundedTerms.of(account.build(), 0.8, 0)
                .withSplit(ProfitSplit.of(0.8).withStep(usd(2_000), 1))
                .withReward(reward);
    }

    /** A payout never lifts a floor above the balance, and what leaves the account is what trader and firm get. */
    @Property
    void aPayoutBreachesNoFloor(@ForAll long seed) {
        Random random = new Random(seed);
        FundedTerms terms = terms(random);
        RewardRules rules = RewardRules.of(terms);
        AccountMachine account = new AccountMachine(terms.account(), 0);
        long divided = 0;
        for (int day = 1; day < 60 && !account.verdict().isFinal(); day++) {
            for (int trade = 0; trade < 3; trade++) {
                long profit = random.nextInt(180_000) - 80_000L;
                account.opened();
                account.marked(account.balance() + profit);
                account.closed(profit);
            }
            long payable = account.verdict().isFinal() ? 0 : rules.payable(account);
            if (payable > 0 && random.nextInt(3) == 0) {
                long amount = 1 + (long) (random.nextDouble() * (payable - 1));
                long before = account.balance();
                long ofTrader = rules.ofTrader(account, amount, divided);
                assertThat(ofTrader).isBetween(0L, amount);
                divided += rules.divides(account, amount);
                account.paidOut(amount);
                assertThat(account.verdict()).as("day %d of %s", day, terms).isNotEqualTo(Verdict.FAILED);
                assertThat(account.balance()).isEqualTo(before - amount).isGreaterThanOrEqualTo(account.lowestEquity());
                assertThat(account.balance()).isGreaterThanOrEqualTo(account.initialBalance());
            }
            if (!account.verdict().isFinal()) {
                account.rollTo(day);
            }
        }
    }
}
