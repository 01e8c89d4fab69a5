package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.RewardRules;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.util.Optional;

/**
 * How much of a reward the trader takes from a funded account, and how often. When a reward can be claimed and how much
 * of the profit can leave the account are terms of the program.
 *
 * @param every on which trading days of the funded account the trader asks for a reward: on every day with such a
 *     number or a multiple of it, from 1 to 100,000
 * @param share which share of what can be paid out is taken, above 0 and at most 1
 * @param cushion the profit that the trader leaves on the account, none to leave nothing
 */
public record PayoutPlan(int every, double share, Optional<Money> cushion) {

    private static final int MOST_DAYS = 100_000;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public PayoutPlan {
        if (every < 1 || every > MOST_DAYS) {
            throw new IllegalArgumentException("every must be from 1 to " + MOST_DAYS + " days, was " + every);
        }
        Fraction.requirePositive(share, "share");
        cushion.ifPresent(money -> {
            if (!money.isPositive()) {
                throw new IllegalArgumentException("cushion must be above zero, was " + money);
            }
        });
    }

    /**
     * All that can be paid out, as soon as it can be claimed.
     *
     * @return the plan
     */
    public static PayoutPlan all() {
        return new PayoutPlan(1, 1, Optional.empty());
    }

    /**
     * A share of what can be paid out, as soon as it can be claimed.
     *
     * @param share above 0 and at most 1
     * @return the plan
     */
    public static PayoutPlan share(double share) {
        return new PayoutPlan(1, share, Optional.empty());
    }

    /**
     * All that can be paid out beyond a cushion, as soon as it can be claimed.
     *
     * @param cushion the profit that stays on the account
     * @return the plan
     */
    public static PayoutPlan keeping(Money cushion) {
        return new PayoutPlan(1, 1, Optional.of(cushion));
    }

    /**
     * The same plan on fewer days.
     *
     * @param days the trader asks for a reward on every trading day of the account whose number is a multiple of this
     * @return the plan
     */
    public PayoutPlan withEvery(int days) {
        return new PayoutPlan(days, share, cushion);
    }

    /**
     * Whether the trader takes all that can be paid out.
     *
     * @return whether nothing is left by choice
     */
    public boolean takesAll() {
        return share == 1 && cushion.isEmpty();
    }

    /**
     * Whether the trader asks for a reward on a day.
     *
     * @param day the number of the trading day of the account, 1 for the first
     * @return whether it is a multiple of {@link #every()}
     */
    public boolean asksOn(int day) {
        return day % every == 0;
    }

    /**
     * How much leaves the account with a reward that is {@linkplain RewardRules#isDue due}: what the trader takes, and
     * what the firm takes with it.
     *
     * @param rules the terms of rewards
     * @param account the account
     * @param divided the sum of all profit divided before, minor units
     * @return minor units; zero if the trader takes nothing, so that there is no reward
     */
    public long leaving(RewardRules rules, AccountMachine account, long divided) {
        long ofFirm = rules.firmShareOfCycle(account, divided);
        long taken = taken(rules.payable(account) - ofFirm, rules.profit(account) - ofFirm);
        return taken <= 0 ? 0 : taken + ofFirm;
    }

    /**
     * What the trader takes of what can be paid out, while some profit is not the firm's; not above zero for nothing.
     */
    private long taken(long payable, long profit) {
        long wanted = share == 1 ? payable : MinorUnits.down(share * payable);
        return cushion.isEmpty()
                ? wanted
                : Math.min(wanted, profit - cushion.get().minorUnits());
    }

    /** The plan in words, such as {@code all every 10 days} or {@code 50 % beyond 2000.00 USD}. */
    @Override
    public String toString() {
        return (share == 1 ? "all" : Math.round(10_000 * share) / 100.0 + " %")
                + cushion.map(money -> " beyond " + money).orElse("")
                + (every == 1 ? "" : " every " + every + " days");
    }
}
