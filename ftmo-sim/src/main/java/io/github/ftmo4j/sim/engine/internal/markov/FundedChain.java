package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.AccountCode;
import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.RewardRules;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.engine.internal.Resumption;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A funded account as a Markov chain up to the horizon, with its rewards. Beyond what the rules of the account keep of
 * a reward cycle, a state has how long the first trade of the cycle is ago, as far as a reward waits for it, the profit
 * that was there before the cycle, whether there was a reward, and the profit divided so far, as far as the split
 * depends on it.
 */
final class FundedChain extends PhaseChain {

    private static final int REWARDED = 0;
    private static final int DIVIDED = 1;

    private final RewardRules rewardRules;
    private final PayoutPlan plan;
    private final boolean rewardedBefore;

    /** The profit from which on one share is divided. */
    private final long lastStep;

    private double rewards;
    private double payouts;
    private double paid;
    private double residual;
    private double largestBalance;

    /**
     * The chain.
     *
     * @param spec the trading on the funded account
     * @param running the account if it runs already
     */
    FundedChain(
            JourneySpec journey,
            SimulationSpec spec,
            Set<RiskModule.Input> inputs,
            @Nullable Resumption running,
            Effort effort) {
        this(
                journey,
                spec,
                CompiledPhase.of(journey.funded().account()),
                RewardRules.of(journey.funded()),
                inputs,
                running,
                effort);
    }

    private FundedChain(
            JourneySpec journey,
            SimulationSpec spec,
            CompiledPhase rules,
            RewardRules rewardRules,
            Set<RiskModule.Input> inputs,
            @Nullable Resumption running,
            Effort effort) {
        super(
                spec,
                new AccountCode(rules, facts(inputs), rewardRules),
                rules,
                spec.outcomes().law().orElseThrow(),
                spec.tradesPerDay().distribution().orElseThrow(),
                inputs,
                running,
                effort,
                journey.funded().split().steps().isEmpty() ? 1 : 2);
        this.rewardRules = rewardRules;
        plan = journey.payouts();
        rewardedBefore = journey.startsRewarded();
        List<ProfitSplit.Step> steps = journey.funded().split().steps();
        lastStep = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).upTo().minorUnits();
    }

    private long divided() {
        return lastStep == 0 ? 0 : more(DIVIDED);
    }

    @Override
    void evening(AccountMachine account, int day, double mass) {
        largestBalance = Math.max(largestBalance, (double) account.balance());
        boolean first = more(REWARDED) == 0;
        if (!plan.asksOn(day) || !rewardRules.isDue(account, first && !rewardedBefore)) {
            return;
        }
        long divided = divided();
        long amount = plan.leaving(rewardRules, account, divided);
        if (amount <= 0) {
            return;
        }
        rewards += mass * rewardRules.ofTrader(account, amount, divided);
        payouts += mass;
        paid += first ? mass : 0;
        keep(REWARDED, 1);
        if (lastStep > 0) {
            keep(DIVIDED, Math.min(lastStep, divided + rewardRules.divides(account, amount)));
        }
        account.paidOut(amount);
    }

    @Override
    void end(AttemptEnd how, double mass) {
        super.end(how, mass);
        AccountMachine account = endedAccount();
        long profit = rewardRules.profit(account);
        if (!account.verdict().isFinal() && profit > 0) {
            residual += mass * rewardRules.ofTrader(account, profit, divided());
        }
    }

    /** The mean money that the trader gets, minor units. */
    double rewards() {
        return rewards;
    }

    /** The mean number of rewards. */
    double payouts() {
        return payouts;
    }

    /** The probability of at least one reward. */
    double paid() {
        return paid;
    }

    /** The mean of the trader's share in the profit at the horizon, minor units. */
    double residual() {
        return residual;
    }

    /** The largest balance seen. */
    double largestBalance() {
        return largestBalance;
    }
}
