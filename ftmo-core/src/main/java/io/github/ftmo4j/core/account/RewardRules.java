package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.core.program.RewardTerms;
import java.util.List;

/**
 * The reward terms of a funded account in minor units: how much of its profit can leave it, and what of that is the
 * trader's. Live claims and simulation use this same class. Immutable; it allocates nothing when asked.
 */
public final class RewardRules {

    private final ProfitSplit split;
    private final boolean divides;
    private final long initialBalance;
    private final long leastProfit;
    private final long buffer;
    private final List<Limit> caps;
    private final int daysToFirst;
    private final int daysBetween;
    private final boolean keepsFloor;

    private RewardRules(FundedTerms terms) {
        RewardTerms reward = terms.reward();
        split = terms.split();
        divides = reward.rollover() == RewardTerms.Rollover.DIVIDED;
        initialBalance = terms.account().initialBalance().minorUnits();
        leastProfit = reward.minimumProfit().map(Money::minorUnits).orElse(1L);
        buffer = reward.buffer()
                .map(limit -> limit.minorUnits(initialBalance, initialBalance))
                .orElse(0L);
        caps = reward.caps();
        daysToFirst = reward.daysToFirst();
        daysBetween = reward.daysBetween();
        MaximumLoss maximum = terms.account().maximumLoss();
        keepsFloor = maximum.reference() == MaximumLoss.Reference.INITIAL_BALANCE
                || maximum.payout() == MaximumLoss.Payout.KEEPS_FLOOR;
    }

    /**
     * The rules of terms.
     *
     * @param terms the terms
     * @return the rules
     */
    public static RewardRules of(FundedTerms terms) {
        return new RewardRules(terms);
    }

    /**
     * The profit of an account: its balance less the initial one and cash flows.
     *
     * @param account the account
     * @return minor units, below zero for a loss
     */
    public long profit(AccountMachine account) {
        return account.balance() - account.cashFlows() - initialBalance;
    }

    /**
     * The first day on which a reward can be claimed.
     *
     * @param account the account
     * @param first whether no reward was paid from it before
     * @return days since 1970-01-01, {@link Long#MAX_VALUE} if there was no trade in this cycle yet
     */
    public long claimableFrom(AccountMachine account, boolean first) {
        long opened = account.firstOpeningEpochDay();
        return opened == CompiledPhase.NO_DAY ? Long.MAX_VALUE : opened + (first ? daysToFirst : daysBetween);
    }

    /** The most days after the first trade of a cycle on which a reward cannot be claimed for being too early. */
    int longestWait() {
        return Math.max(daysToFirst, daysBetween);
    }

    /** Whether the firm's share of a reward depends on the profit of the whole cycle. */
    boolean dividesCycles() {
        return divides;
    }

    /**
     * Whether a reward can be claimed today from a flat account, provided that {@link #payable} is above zero.
     *
     * @param account the account
     * @param first whether no reward was paid from it before
     * @return whether the days have passed, the profit is large enough, and the trading days and the best day hold
     */
    public boolean isDue(AccountMachine account, boolean first) {
        return account.day() >= claimableFrom(account, first)
                && reachesMinimum(account)
                && account.tradingDaysHold()
                && account.bestDayHolds();
    }

    /**
     * Whether the profit of an account is large enough for a reward.
     *
     * @param account the account
     * @return whether it is above zero and not below the least of which anything is paid out
     */
    public boolean reachesMinimum(AccountMachine account) {
        return profit(account) >= leastProfit;
    }

    /**
     * How much can leave an account now, the firm's share included: the profit beyond the buffer, up to the caps, and
     * so that the balance that is left does not breach a maximum-loss floor that a payout does not move. Neither the
     * least profit nor when a reward can be claimed is considered.
     *
     * @param account the account
     * @return minor units, zero if nothing can
     */
    public long payable(AccountMachine account) {
        long amount = profit(account) - buffer;
        if (keepsFloor) {
            amount =
                    Math.min(amount, account.balance() - account.compiledPhase().threshold(account.maximumLossFloor()));
        }
        if (amount <= 0) {
            return 0;
        }
        long least = amount;
        for (int i = 0; i < caps.size(); i++) {
            least = Math.min(least, caps.get(i).minorUnits(initialBalance, amount));
        }
        return least;
    }

    /**
     * What the firm takes with any reward, however much the trader leaves on the account: its share of the profit of
     * the cycle, where all profit is {@linkplain RewardTerms.Rollover#DIVIDED divided} with every reward.
     *
     * @param account the account
     * @param divided the sum of all profit divided before, minor units
     * @return minor units; zero where the firm takes its share of what is paid out
     */
    public long firmShareOfCycle(AccountMachine account, long divided) {
        long ofCycle = account.netProfit() + account.dayProfit();
        return divides && ofCycle > 0 ? ofCycle - split.ofTrader(ofCycle, divided) : 0;
    }

    /**
     * How much profit a payout divides.
     *
     * @param account the account before it
     * @param amount what leaves the account, minor units
     * @return minor units
     */
    public long divides(AccountMachine account, long amount) {
        return divides ? Math.max(0, account.netProfit() + account.dayProfit()) : amount;
    }

    /**
     * What of a payout is the trader's.
     *
     * @param account the account before it
     * @param amount what leaves the account, minor units
     * @param divided the sum of all profit divided before, minor units
     * @return minor units, from zero to the amount
     */
    public long ofTrader(AccountMachine account, long amount, long divided) {
        return divides ? Math.max(0, amount - firmShareOfCycle(account, divided)) : split.ofTrader(amount, divided);
    }
}
