package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.FundedTerms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a reward can be claimed from a funded account on a day.
 *
 * @param from the first day on which it can be claimed, none if there was no trade in this reward cycle yet
 * @param profit what the account has earned, below zero if it lost
 * @param payable what of the profit can leave the account, the firm's share included
 * @param traderShare what of that is the trader's, rounded half away from zero. Where the firm takes its share of all
 *     profit with every reward, profit that was left on the account belongs to the trader in full
 * @param obstacles why it cannot be claimed, none if it can
 */
public record RewardClaim(
        Optional<LocalDate> from, Money profit, Money payable, Money traderShare, List<Obstacle> obstacles) {

    /** Why a reward cannot be claimed. The names are stable codes. */
    public enum Obstacle {
        /** The account has failed. */
        NOT_ONGOING,
        /** A position is open. */
        POSITIONS_OPEN,
        /** Not enough days have passed since the first trade of the cycle. */
        TOO_EARLY,
        /** There is no profit. */
        NO_PROFIT,
        /** The profit is smaller than the least that is paid out. */
        BELOW_MINIMUM,
        /** The profit is not larger than what must stay on the account. */
        WITHIN_BUFFER,
        /** There are too few trading days in the cycle. */
        TRADING_DAYS,
        /** The best-day rule does not hold. */
        BEST_DAY
    }

    /** Copies the obstacles. */
    public RewardClaim {
        obstacles = List.copyOf(obstacles);
    }

    /**
     * Whether a reward can be claimed, provided that nothing has happened on the account since its state was saved and
     * no profit of it was divided before.
     *
     * @param terms the terms of the account
     * @param state the account
     * @param today the trading day
     * @return the claim and the obstacles to it
     * @throws IllegalArgumentException if the day is before that of the state, or the state does not fit the terms
     */
    public static RewardClaim of(FundedTerms terms, AccountState state, LocalDate today) {
        return of(terms, state, today, terms.account().initialBalance().withMinorUnits(0));
    }

    /**
     * Whether a reward can be claimed, provided that nothing has happened on the account since its state was saved.
     *
     * @param terms the terms of the account
     * @param state the account
     * @param today the trading day
     * @param dividedBefore the profit of which the firm has had its share already; it matters only where the split has
     *     {@linkplain io.github.ftmo4j.core.program.ProfitSplit#steps() steps}
     * @return the claim and the obstacles to it
     * @throws IllegalArgumentException if the day is before that of the state, or the state does not fit the terms
     */
    public static RewardClaim of(FundedTerms terms, AccountState state, LocalDate today, Money dividedBefore) {
        if (today.isBefore(state.day())) {
            throw new IllegalArgumentException("today must not be before " + state.day() + ", was " + today);
        }
        AccountMachine machine = new AccountMachine(CompiledPhase.of(terms.account()), state);
        if (today.isAfter(state.day())) {
            machine.rollTo(today.toEpochDay());
        }
        RewardRules rules = RewardRules.of(terms);
        boolean first = state.rewardCycleStart().isEmpty();
        Optional<LocalDate> from = machine.firstOpeningDay().map(day -> terms.rewardFrom(day, first));
        Money initial = terms.account().initialBalance();
        Money profit = initial.withMinorUnits(rules.profit(machine));
        long payable = rules.payable(machine);
        long divided = dividedBefore.in(initial.currency());

        List<Obstacle> obstacles = new ArrayList<>();
        if (machine.verdict().isFinal()) {
            obstacles.add(Obstacle.NOT_ONGOING);
        }
        if (machine.openPositions() > 0) {
            obstacles.add(Obstacle.POSITIONS_OPEN);
        }
        if (from.map(today::isBefore).orElse(true)) {
            obstacles.add(Obstacle.TOO_EARLY);
        }
        if (!profit.isPositive()) {
            obstacles.add(Obstacle.NO_PROFIT);
        } else if (terms.minimumProfit()
                .filter(least -> profit.compareTo(least) < 0)
                .isPresent()) {
            obstacles.add(Obstacle.BELOW_MINIMUM);
        } else if (payable == 0) {
            obstacles.add(Obstacle.WITHIN_BUFFER);
        }
        if (!machine.tradingDaysHold()) {
            obstacles.add(Obstacle.TRADING_DAYS);
        }
        if (profit.isPositive() && !machine.bestDayHolds()) {
            obstacles.add(Obstacle.BEST_DAY);
        }
        return new RewardClaim(
                from,
                profit,
                initial.withMinorUnits(payable),
                initial.withMinorUnits(rules.ofTrader(machine, payable, divided)),
                obstacles);
    }

    /**
     * Whether the reward can be claimed.
     *
     * @return whether there is no obstacle
     */
    public boolean claimable() {
        return obstacles.isEmpty();
    }
}
