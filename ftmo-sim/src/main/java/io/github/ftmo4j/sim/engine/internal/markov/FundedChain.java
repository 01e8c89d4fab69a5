package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.RewardRules;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A funded account as a Markov chain up to the horizon, with its rewards. Where a reward takes all profit, what matters
 * of a reward cycle is what the rules of the account keep of it.
 */
final class FundedChain extends PhaseChain {

    private final RewardRules rewardRules;
    private final ProfitSplit split;
    private final PayoutPlan plan;
    private final boolean endsWhenPaid;

    private double rewards;
    private double payouts;
    private double residual;
    private double largestBalance;

    /**
     * The chain.
     *
     * @param endsWhenPaid whether an account is followed to its first reward only
     */
    FundedChain(
            JourneySpec journey,
            SimulationSpec spec,
            Set<RiskModule.Input> inputs,
            Effort effort,
            boolean endsWhenPaid) {
        super(
                spec,
                CompiledPhase.of(journey.funded().account()),
                spec.outcomes().law().orElseThrow(),
                spec.tradesPerDay().distribution().orElseThrow(),
                inputs,
                null,
                effort);
        rewardRules = RewardRules.of(journey.funded());
        split = journey.funded().split();
        plan = journey.payouts();
        this.endsWhenPaid = endsWhenPaid;
    }

    /** What stands in the way of following the rewards. */
    static List<Obstacle> obstacles(JourneySpec journey) {
        List<Obstacle> obstacles = new ArrayList<>();
        RewardTerms reward = journey.funded().reward();
        if (reward.daysToFirst() > 0 || reward.daysBetween() > 0) {
            obstacles.add(new Obstacle(
                    "days to the reward", "count from the first trade of a cycle, which adds to the state"));
        }
        if (!journey.payouts().takesAll()
                || reward.buffer().isPresent()
                || !reward.caps().isEmpty()) {
            obstacles.add(
                    new Obstacle("payouts", "leave profit on the account, of which the firm may have had its share"));
        }
        if (!journey.funded().split().steps().isEmpty()) {
            obstacles.add(new Obstacle("split", "depends on all profit divided before, which adds to the state"));
        }
        if (journey.funded().scaling().isPresent()) {
            obstacles.add(new Obstacle("scaling", "changes the size of the account, which adds to the state"));
        }
        if (journey.fundedStart().isPresent()) {
            obstacles.add(new Obstacle("funded account", "runs already"));
        }
        return obstacles;
    }

    @Override
    boolean evening(AccountMachine account, int day, double mass) {
        largestBalance = Math.max(largestBalance, (double) account.balance());
        boolean due = plan.asksOn(day)
                && rewardRules.reachesMinimum(account)
                && account.tradingDaysHold()
                && account.bestDayHolds();
        long amount = due ? rewardRules.payable(account) : 0;
        if (amount <= 0) {
            return true;
        }
        rewards += mass * split.ofTrader(amount, 0);
        payouts += mass;
        account.paidOut(amount);
        return !endsWhenPaid;
    }

    @Override
    void end(AttemptEnd how, double mass) {
        super.end(how, mass);
        long profit = rewardRules.profit(endedAccount());
        if (how == AttemptEnd.ABANDONED && profit > 0) {
            residual += mass * split.ofTrader(profit, 0);
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

    /** The mean of the trader's share in the profit at the horizon, minor units. */
    double residual() {
        return residual;
    }

    /** The largest balance seen. */
    double largestBalance() {
        return largestBalance;
    }
}
