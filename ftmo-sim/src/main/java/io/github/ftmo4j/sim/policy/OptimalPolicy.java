package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The best policy of a search, and what it gives. Immutable. */
public final class OptimalPolicy {

    private final PolicySearch search;
    private final List<PolicySearch.Solved> phases;
    private final OptimalStake policy;
    private final Estimate value;
    private final Optional<Money> money;

    /** None until they are asked for. */
    private List<FixedStake> fixed = List.of();

    OptimalPolicy(
            PolicySearch search,
            List<PolicySearch.Solved> phases,
            OptimalStake policy,
            Estimate value,
            Optional<Money> money) {
        this.search = search;
        this.phases = List.copyOf(phases);
        this.policy = policy;
        this.value = value;
        this.money = money;
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
        if (fixed.isEmpty()) {
            fixed = List.copyOf(
                    search.fixed(phases.stream().map(PolicySearch.Solved::phase).toList()));
        }
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
        return fixed().stream()
                .max(byMoney.thenComparingDouble(stake -> stake.pass().value()))
                .orElseThrow();
    }

    /**
     * The policy as a module.
     *
     * @return the module, to be the only one of its sizer
     */
    public OptimalStake policy() {
        return policy;
    }

    /**
     * The best next stake of an account as it stands, computed from its state: the account need not be one that the
     * policy could have reached. The days before today are taken to have been no idle ones.
     *
     * @param account a flat account of a phase that was searched
     * @param tradesToday how many trades of the trading plan today has had
     * @param mostAfterLoss what the last trade risked, if it lost; none otherwise. Without effect if the policy may
     *     raise the risk after a loss
     * @return the stake and what it gives
     * @throws IllegalArgumentException if the phase was not searched, the account is not flat or its phase is decided,
     *     or the day has no more trades
     * @throws io.github.ftmo4j.sim.engine.UnsolvableException if there are too many states
     */
    public Advice best(AccountMachine account, int tradesToday, Optional<Money> mostAfterLoss) {
        PolicySearch.Solved solved = phases.stream()
                .filter(each -> each.phase().rules().equals(account.compiledPhase()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("phase must be one of the search, was "
                        + account.phase().name()));
        if (account.openPositions() > 0 || account.verdict().isFinal() || account.equity() != account.balance()) {
            throw new IllegalArgumentException("account must be flat and not decided, had " + account.openPositions()
                    + " open positions and was " + account.verdict());
        }
        int most = search.ends().length - 1;
        if (tradesToday < 0 || tradesToday >= most) {
            throw new IllegalArgumentException(
                    "tradesToday must be from 0 to " + (most - 1) + " before the next trade, was " + tradesToday);
        }
        boolean capped = search.afterLoss() == AfterLoss.CAPPED;
        long cap = capped
                ? mostAfterLoss.map(amount -> amount.in(account.currency())).orElse(StateKey.NO_CAP)
                : StateKey.NO_CAP;
        return search.advice(solved, account, cap, tradesToday);
    }

    /**
     * The best next stake of an account in a state, such as that of a monitor.
     *
     * @param phase the name of its phase
     * @param state the state, without open positions
     * @param tradesToday how many trades of the trading plan today has had
     * @param mostAfterLoss what the last trade risked, if it lost; none otherwise
     * @return the stake and what it gives
     * @throws IllegalArgumentException if the phase was not searched, the account is not flat or its phase is decided,
     *     or the day has no more trades
     * @throws io.github.ftmo4j.sim.engine.UnsolvableException if there are too many states
     */
    public Advice best(String phase, AccountState state, int tradesToday, Optional<Money> mostAfterLoss) {
        CompiledPhase rules = solved(phase).rules();
        return best(new AccountMachine(rules, state), tradesToday, mostAfterLoss);
    }

    /**
     * The sizer that sizes as the policy says: the module alone, with or without the rule after a loss as it was
     * searched.
     *
     * @return the sizer
     */
    public PositionSizer sizer() {
        PositionSizer.Builder builder = PositionSizer.builder().propose(policy);
        return (search.afterLoss() == AfterLoss.FREE ? builder.risingAfterLoss() : builder).build();
    }

    /**
     * How much a sizer falls short of this policy, computed exactly.
     *
     * @param sizing the sizer
     * @return the regret
     * @throws io.github.ftmo4j.sim.engine.UnsolvableException if the odds of the sizer cannot be solved;
     *     {@link #regret(Odds)} takes those of a simulation
     */
    public Regret regret(PositionSizer sizing) {
        return regret(Solver.of(search.spec(sizing)).solve());
    }

    /**
     * How much a sizer falls short of this policy.
     *
     * @param odds the odds of the sizer, computed or estimated, for a question that differs from
     *     {@link PolicySearch#spec} in nothing but the sizer
     * @return the regret
     * @throws IllegalArgumentException if the odds answer another question
     */
    public Regret regret(Odds odds) {
        SimulationSpec asked = odds.spec();
        SimulationSpec searched = search.spec(asked.sizing());
        boolean same = asked.program().phases().equals(searched.program().phases())
                && asked.outcomes().equals(searched.outcomes())
                && asked.tradesPerDay().equals(searched.tradesPerDay())
                && asked.tradingPlan().equals(searched.tradingPlan())
                && asked.calendar().equals(searched.calendar())
                && asked.start().equals(searched.start());
        if (!same) {
            throw new IllegalArgumentException("odds must be of " + searched + ", were of " + asked);
        }
        return new Regret(value, odds.pass());
    }

    /**
     * The policy as a picture: what it risks on the first trade of each day, by balance. Where states of one balance
     * differ, such as in the trading days that are counted, it is their mean.
     *
     * @param phase the name of the phase
     * @return by day and balance, where an attempt with the policy can be, in this order; for a phase whose first day
     *     of the week matters, that of the first of its days
     * @throws IllegalArgumentException if the phase was not searched
     */
    public List<ChartCell> chart(String phase) {
        return solved(phase).chart();
    }

    private PhaseSearch solved(String phase) {
        return phases.stream()
                .map(PolicySearch.Solved::phase)
                .filter(each -> each.rules().phase().name().equals(phase))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("phase must be one of the search, was " + phase));
    }

    /**
     * The specification of a simulation of the policy.
     *
     * @return the specification
     */
    public SimulationSpec spec() {
        return search.spec(sizer());
    }

    /**
     * What was searched.
     *
     * @return the search
     */
    public PolicySearch search() {
        return search;
    }

    /** What the policy gives in one line, such as {@code best policy of 7 stakes: P(pass) = 78.38 %}. */
    @Override
    public String toString() {
        return "best policy of " + search.menu().fractions().size() + " stakes: "
                + money.map(expected -> "expected money = " + expected).orElseGet(() -> "P(pass) = " + value);
    }
}
