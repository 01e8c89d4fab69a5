package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The best policy of a search, and what it gives. Immutable. */
public final class OptimalPolicy {

    private final PolicySearch search;
    private final Estimate value;
    private final Optional<Money> money;
    private final List<FixedStake> fixed;

    OptimalPolicy(PolicySearch search, List<PhaseSearch> phases, Estimate value, Optional<Money> money) {
        this.search = search;
        this.value = value;
        this.money = money;
        fixed = List.copyOf(search.fixed(phases));
    }

    /**
     * The probability that an attempt with the policy passes: all phases, or the one of the goal.
     *
     * @return the probability, with a bound on its error
     */
    public Estimate value() {
        return value;
    }

    /**
     * The expected money of an attempt with the policy, the fee included.
     *
     * @return the money, rounded to the minor unit; none if the goal is a probability
     */
    public Optional<Money> money() {
        return money;
    }

    /**
     * What each stake of the menu gives if it is risked on every trade.
     *
     * @return in the order of the menu
     */
    public List<FixedStake> fixed() {
        return fixed;
    }

    /**
     * The best stake of the menu if the same is risked on every trade.
     *
     * @return the stake and what it gives
     */
    public FixedStake bestFixed() {
        Comparator<FixedStake> byMoney = Comparator.comparingLong(
                stake -> stake.money().map(Money::minorUnits).orElse(0L));
        return fixed.stream()
                .max(byMoney.thenComparingDouble(stake -> stake.pass().value()))
                .orElseThrow();
    }

    /**
     * What was searched.
     *
     * @return the search
     */
    public PolicySearch search() {
        return search;
    }
}
