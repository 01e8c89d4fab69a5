package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best that any sizing can do: which stake of a menu to risk in each state of the account.
 *
 * <pre>{@code
 * OptimalPolicy best = PolicySearch.of(Programs.ftmoTwoStep(usd(100_000)), BernoulliR.of(0.45, 1.5), TradesPerDay.fixed(2))
 *         .tradingPlan(TradingPlan.standard().withAbandonAfter(60))
 *         .menu(StakeMenu.ofInitialBalance(0, 0.005, 0.01, 0.015, 0.02))
 *         .afterLoss(AfterLoss.FREE)
 *         .search();
 * Estimate most = best.value(); // no sizing with these stakes passes more often
 * }</pre>
 *
 * <p>The answer comes from backward induction over all states that can be reached, under the same rules, the same plan
 * and the same rounding to minor units as in a {@link io.github.ftmo4j.sim.Simulation}. Before each trade the trader
 * knows the state of the account, how many trades the day has had, and the days so far. The trader knows the
 * distribution of the number of trades a day and not how many are still to come, unless the number is fixed.
 * {@link TradingPlan#abandonAfter()} is the last day of a phase without time limit.
 *
 * <p>It needs independent results of finitely many values and a known distribution of the number of trades a day. The
 * number of states grows with the number of stakes and results that are no multiples of each other, and with rules that
 * follow the path. Immutable and thread-safe; two searches are equal if all parts are.
 */
public final class PolicySearch {

    private static final int MOST_STATES = 3_000_000;

    /** Probabilities that differ by no more are taken to be equal: the smaller stake is chosen. */
    private static final double EQUAL = 1e-13;

    private final Program program;
    private final OutcomeModel outcomes;
    private final TradesPerDay tradesPerDay;
    private final TradingPlan tradingPlan;
    private final TradingCalendar calendar;
    private final Start start;
    private final @Nullable StakeMenu menu;
    private final AfterLoss afterLoss;
    private final Goal goal;
    private final int mostStates;

    private PolicySearch(
            Program program,
            OutcomeModel outcomes,
            TradesPerDay tradesPerDay,
            TradingPlan tradingPlan,
            TradingCalendar calendar,
            Start start,
            @Nullable StakeMenu menu,
            AfterLoss afterLoss,
            Goal goal,
            int mostStates) {
        this.program = Objects.requireNonNull(program, "program");
        this.outcomes = Objects.requireNonNull(outcomes, "outcomes");
        this.tradesPerDay = Objects.requireNonNull(tradesPerDay, "tradesPerDay");
        this.tradingPlan = Objects.requireNonNull(tradingPlan, "tradingPlan");
        this.calendar = Objects.requireNonNull(calendar, "calendar");
        this.start = Objects.requireNonNull(start, "start");
        this.menu = menu;
        this.afterLoss = Objects.requireNonNull(afterLoss, "afterLoss");
        this.goal = Objects.requireNonNull(goal, "goal");
        this.mostStates = mostStates;
    }

    /**
     * A search for the policy that passes all phases of a program most often, under the rule that risk does not rise
     * after a loss.
     *
     * @param program the program
     * @param outcomes the distribution of the results of trades
     * @param tradesPerDay the distribution of the number of trades a day
     * @return the search; the menu must still be set
     */
    public static PolicySearch of(Program program, OutcomeModel outcomes, TradesPerDay tradesPerDay) {
        return new PolicySearch(
                program,
                outcomes,
                tradesPerDay,
                TradingPlan.standard(),
                TradingCalendar.weekdays(),
                Start.fresh(),
                null,
                AfterLoss.CAPPED,
                Goal.pass(),
                MOST_STATES);
    }

    /**
     * A search for the best sizing of what a specification asks; its own sizing does not matter, except that the rule
     * after a loss is that of its sizer. A policy is for one account.
     *
     * @param spec the specification
     * @return the search; the menu must still be set
     */
    public static PolicySearch of(SimulationSpec spec) {
        return of(spec.program(), spec.outcomes(), spec.tradesPerDay())
                .tradingPlan(spec.tradingPlan())
                .calendar(spec.calendar())
                .start(spec.start())
                .afterLoss(spec.sizing().risesAfterLoss() ? AfterLoss.FREE : AfterLoss.CAPPED);
    }

    /**
     * The same search with another plan.
     *
     * @param plan what the trader does beyond sizing
     * @return the search
     */
    public PolicySearch tradingPlan(TradingPlan plan) {
        return new PolicySearch(
                program, outcomes, tradesPerDay, plan, calendar, start, menu, afterLoss, goal, mostStates);
    }

    /**
     * The same search with other trading days.
     *
     * @param days the days on which the trader trades
     * @return the search
     */
    public PolicySearch calendar(TradingCalendar days) {
        return new PolicySearch(
                program, outcomes, tradesPerDay, tradingPlan, days, start, menu, afterLoss, goal, mostStates);
    }

    /**
     * The same search with another first day.
     *
     * @param first where the attempt starts, with a fresh account
     * @return the search
     */
    public PolicySearch start(Start first) {
        return new PolicySearch(
                program, outcomes, tradesPerDay, tradingPlan, calendar, first, menu, afterLoss, goal, mostStates);
    }

    /**
     * The same search with a menu.
     *
     * @param stakes the stakes among which the policy chooses
     * @return the search
     */
    public PolicySearch menu(StakeMenu stakes) {
        return new PolicySearch(
                program, outcomes, tradesPerDay, tradingPlan, calendar, start, stakes, afterLoss, goal, mostStates);
    }

    /**
     * The same search with or without the rule that risk does not rise after a loss.
     *
     * @param rule whether the policy must obey the rule; {@link AfterLoss#CAPPED} unless set
     * @return the search
     */
    public PolicySearch afterLoss(AfterLoss rule) {
        return new PolicySearch(
                program, outcomes, tradesPerDay, tradingPlan, calendar, start, menu, rule, goal, mostStates);
    }

    /**
     * The same search with another goal.
     *
     * @param what what is maximised, {@link Goal#pass()} unless set
     * @return the search
     */
    public PolicySearch maximise(Goal what) {
        return new PolicySearch(
                program, outcomes, tradesPerDay, tradingPlan, calendar, start, menu, afterLoss, what, mostStates);
    }

    /**
     * The same search with another limit to its work. A million states need some hundred megabytes.
     *
     * @param number the most states of one phase, at least 3; 3,000,000 unless set
     * @return the search
     * @throws IllegalArgumentException if the number is out of range
     */
    public PolicySearch mostStates(int number) {
        if (number < PhaseGraph.FIRST + 1) {
            throw new IllegalArgumentException("mostStates must be at least 3, was " + number);
        }
        return new PolicySearch(
                program, outcomes, tradesPerDay, tradingPlan, calendar, start, menu, afterLoss, goal, number);
    }

    /**
     * Finds the best policy.
     *
     * @return the policy
     * @throws IllegalArgumentException if the menu is not set, or the goal does not fit the program
     * @throws UnsolvableException if something stands in the way, or there are too many states; the message names
     *     everything and the number reached
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
     */
    public OptimalPolicy search() {
        requireSolvable();
        List<Phase> phases = phases();
        boolean[] startMatters = new boolean[phases.size()];
        for (int p = phases.size() - 1; p >= 0; p--) {
            Phase phase = phases.get(p);
            boolean later = p + 1 < phases.size() && startMatters[p + 1];
            startMatters[p] =
                    later || phase.timeLimit().isPresent() || phase.inactivity().isPresent();
        }
        List<PhaseSearch> searches = new ArrayList<>();
        for (int p = 0; p < phases.size(); p++) {
            searches.add(new PhaseSearch(this, phases.get(p), startMatters[p], p == 0));
        }
        double[] worth = everyDay(worthOfPassing());
        double[] chances = everyDay(1);
        List<Solved> solved = new ArrayList<>();
        for (int p = phases.size() - 1; p >= 0; p--) {
            PhaseSearch phase = searches.get(p);
            solved.add(0, new Solved(phase, worth, chances));
            worth = phase.best(worth, costOfDay(), equal());
            chances = goal instanceof Goal.ExpectedMoney ? phase.given(chances, 0) : worth;
        }
        int weekday = PhaseDays.weekday(start.firstDay(calendar));
        Estimate value = estimate(chances[weekday], searches);
        Optional<Money> money = money(worth[weekday] - fee());
        List<PhaseTable> tables = searches.stream().map(PhaseSearch::table).toList();
        OptimalStake policy = new OptimalStake(description(value, money, tables), calendar, tables);
        return new OptimalPolicy(this, solved, policy, value, money);
    }

    /**
     * A phase, and what passing it is worth by the day of the week on which the next one starts.
     *
     * @param phase the phase
     * @param worth what passing is worth
     * @param chances how likely all later phases are passed
     */
    record Solved(PhaseSearch phase, double[] worth, double[] chances) {}

    Advice advice(Solved solved, AccountMachine account, long cap, int trade) {
        PhaseSearch.Running running =
                solved.phase().running(account, cap, trade, solved.worth(), solved.chances(), costOfDay(), equal());
        Money currency = solved.phase().rules().phase().initialBalance();
        return new Advice(
                currency.withMinorUnits(running.stake()),
                estimate(running.chance(), List.of(solved.phase())),
                money(running.value()));
    }

    private double equal() {
        return EQUAL * worthOfPassing();
    }

    private List<String> description(Estimate value, Optional<Money> money, List<PhaseTable> tables) {
        List<String> lines = new ArrayList<>(List.of(
                "goal: " + goal,
                "program: " + program,
                "trades: " + outcomes,
                "trades a day: " + tradesPerDay,
                "plan: " + tradingPlan,
                "trading days: " + calendar,
                "start: " + start,
                "stakes: " + menu,
                "after a loss: " + afterLoss,
                "probability of passing: " + value.value()));
        money.ifPresent(amount -> lines.add("expected money: " + amount));
        tables.forEach(table -> lines.add("phase: " + table.terms() + "; " + table.size() + " states"));
        return lines.stream().map(line -> line.replaceAll("\\R", " ")).toList();
    }

    /** What each stake of the menu gives. */
    List<FixedStake> fixed(List<PhaseSearch> searches) {
        int weekday = PhaseDays.weekday(start.firstDay(calendar));
        List<FixedStake> stakes = new ArrayList<>();
        for (int k = 0; k < menu().size(); k++) {
            double[] worth = everyDay(worthOfPassing());
            double[] passes = everyDay(1);
            for (int p = searches.size() - 1; p >= 0; p--) {
                worth = searches.get(p).fixed(k, worth, costOfDay());
                passes = goal instanceof Goal.ExpectedMoney ? searches.get(p).fixed(k, passes, 0) : worth;
            }
            stakes.add(new FixedStake(
                    menu().fractions().get(k), estimate(passes[weekday], searches), money(worth[weekday] - fee())));
        }
        return stakes;
    }

    private static double[] everyDay(double value) {
        double[] values = new double[PhaseDays.DAYS_OF_WEEK];
        Arrays.fill(values, value);
        return values;
    }

    /** The sum of products of probabilities has a relative error of some units in the last place a trade. */
    private Estimate estimate(double value, List<PhaseSearch> searches) {
        long trades = 0;
        for (PhaseSearch each : searches) {
            trades += (long) each.mostDays() * (ends().length + 1L);
        }
        double error = trades * 0x1p-50;
        double within = Math.max(0, Math.min(1, value));
        return Estimate.computed(within, Math.max(0, within - error), Math.min(1, within + error));
    }

    private Optional<Money> money(double value) {
        if (!(goal instanceof Goal.ExpectedMoney expected)) {
            return Optional.empty();
        }
        return Optional.of(expected.fundedAccount().withMinorUnits(MinorUnits.round(value)));
    }

    private long fee() {
        return goal instanceof Goal.ExpectedMoney expected
                ? program.fee()
                        .map(fee -> fee.price().in(expected.fundedAccount().currency()))
                        .orElse(0L)
                : 0;
    }

    private double worthOfPassing() {
        if (!(goal instanceof Goal.ExpectedMoney expected)) {
            return 1;
        }
        double refund = program.fee()
                .map(fee -> fee.price().in(expected.fundedAccount().currency()) * refundProbability(fee, expected))
                .orElse(0.0);
        return expected.fundedAccount().minorUnits() + refund;
    }

    private static double refundProbability(Fee fee, Goal.ExpectedMoney expected) {
        return switch (fee.refund()) {
            case NEVER -> 0;
            case WHEN_FUNDED -> 1;
            case WITH_FIRST_REWARD -> expected.refundProbability();
        };
    }

    private double costOfDay() {
        return goal instanceof Goal.ExpectedMoney expected
                ? expected.costOfDay().minorUnits()
                : 0;
    }

    private void requireSolvable() {
        menu();
        if (goal instanceof Goal.ExpectedMoney expected) {
            program.fee().map(Fee::price).ifPresent(price -> {
                if (!price.currency().equals(expected.fundedAccount().currency())) {
                    throw new IllegalArgumentException("fundedAccount must be in the currency of the fee, " + price
                            + ", was " + expected.fundedAccount());
                }
            });
        }
        List<Obstacle> obstacles = new ArrayList<>();
        if (outcomes.law().isEmpty()) {
            obstacles.add(new Obstacle(
                    outcomes.toString(),
                    "the results of trades depend on each other or have no law of finitely many values"));
        }
        if (tradesPerDay.distribution().isEmpty()) {
            obstacles.add(new Obstacle(
                    tradesPerDay.toString(), "the distribution of the number of trades a day is not known"));
        }
        if (!(start instanceof Start.Fresh)) {
            obstacles.add(new Obstacle(
                    "start", "a search starts with a fresh account; the policy is asked for one that runs already"));
        }
        for (Phase phase : phases()) {
            if (phase.profitTarget().isEmpty()) {
                obstacles.add(new Obstacle(phase.name(), "a phase without a profit target is never passed"));
            }
        }
        if (!obstacles.isEmpty()) {
            throw new UnsolvableException(obstacles);
        }
    }

    /** The phases that are to be passed. */
    List<Phase> phases() {
        return goal instanceof Goal.PassPhase one ? List.of(program.phase(one.phase())) : program.phases();
    }

    /**
     * The specification of a simulation that a sizer can be compared with the policy by: the phases that are to be
     * passed, on one account.
     *
     * @param sizing how much is risked
     * @return the specification
     */
    public SimulationSpec spec(PositionSizer sizing) {
        Program asked = phases().equals(program.phases())
                ? program
                : new Program(
                        program.name(),
                        phases(),
                        program.funded(),
                        program.fee(),
                        program.clock(),
                        program.conditions(),
                        program.source());
        return new SimulationSpec(
                asked,
                outcomes,
                tradesPerDay,
                sizing,
                Positions.oneByOne().withPath(TradePath.CLOSES_ONLY),
                tradingPlan,
                calendar,
                start,
                1,
                Dependence.independent());
    }

    DiscreteLaw law() {
        return outcomes.law().orElseThrow();
    }

    /** By number of trades: the probability that a day has no more, once it has had so many. */
    double[] ends() {
        CountProbabilities distribution = tradesPerDay.distribution().orElseThrow();
        double[] ends = new double[distribution.most() + 1];
        double left = 1;
        for (int t = 0; t < ends.length; t++) {
            double probability = distribution.probability(t);
            ends[t] = t == distribution.most() ? 1 : Math.min(1, probability / left);
            left -= probability;
        }
        return ends;
    }

    /**
     * The program.
     *
     * @return the program
     */
    public Program program() {
        return program;
    }

    /**
     * The distribution of the results of trades.
     *
     * @return the model
     */
    public OutcomeModel outcomes() {
        return outcomes;
    }

    /**
     * The distribution of the number of trades a day.
     *
     * @return the distribution
     */
    public TradesPerDay tradesPerDay() {
        return tradesPerDay;
    }

    /**
     * What the trader does beyond sizing.
     *
     * @return the plan
     */
    public TradingPlan tradingPlan() {
        return tradingPlan;
    }

    /**
     * The days on which the trader trades.
     *
     * @return the calendar
     */
    public TradingCalendar calendar() {
        return calendar;
    }

    /**
     * Where an attempt starts.
     *
     * @return the start
     */
    public Start start() {
        return start;
    }

    /**
     * The stakes among which the policy chooses.
     *
     * @return the menu
     * @throws IllegalArgumentException if it is not set
     */
    public StakeMenu menu() {
        if (menu == null) {
            throw new IllegalArgumentException("menu must be set");
        }
        return menu;
    }

    /**
     * Whether the policy obeys the rule that risk does not rise after a loss.
     *
     * @return the rule
     */
    public AfterLoss afterLoss() {
        return afterLoss;
    }

    /**
     * What is maximised.
     *
     * @return the goal
     */
    public Goal goal() {
        return goal;
    }

    /**
     * The most states of one phase.
     *
     * @return the number
     */
    public int mostStates() {
        return mostStates;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicySearch that
                && program.equals(that.program)
                && outcomes.equals(that.outcomes)
                && tradesPerDay.equals(that.tradesPerDay)
                && tradingPlan.equals(that.tradingPlan)
                && calendar.equals(that.calendar)
                && start.equals(that.start)
                && Objects.equals(menu, that.menu)
                && afterLoss == that.afterLoss
                && goal.equals(that.goal)
                && mostStates == that.mostStates;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                program, outcomes, tradesPerDay, tradingPlan, calendar, start, menu, afterLoss, goal, mostStates);
    }

    @Override
    public String toString() {
        return "PolicySearch[" + goal + " of " + program + ", " + outcomes + ", " + tradesPerDay + ", " + tradingPlan
                + ", " + calendar + ", from " + start + ", stakes " + menu + ", after a loss " + afterLoss + "]";
    }
}
