package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Costs;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.FixedTrades;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.PoissonTrades;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Score;
import io.github.ftmo4j.sim.sweep.Sensitivity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the odds of a simulation depend on: by how much they change where a parameter is one step higher, on the same
 * draws.
 *
 * <pre>{@code
 * Simulation simulation = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
 *         .trades(BernoulliR.of(0.45, 1.5))
 *         .tradesPerDay(4)
 *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
 *         .trials(20_000)
 *         .seed(42)
 *         .build();
 * List<Sensitivity> all = Sensitivities.of(simulation).run();
 * all.forEach(System.out::println); // win rate 0.45, 0.01 more: P(pass) +5.98 points [+5.65, +6.31], …
 * }</pre>
 *
 * <p>Immutable; two are equal if all simulations and criteria are.
 */
public final class Sensitivities {

    private static final double POINT = 0.01;
    private static final double TENTH_R = 0.1;
    private static final double COST = 0.01;
    private static final double SHARE_OF_TRADES = 0.1;

    private final Simulation base;
    private final Optional<Function<SimulationSpec, Journey.Builder>> journey;
    private final List<Step> parameters;
    private final List<Criterion> criteria;

    /** A parameter with the simulations at its value and one step above it. */
    private record Step(String parameter, double at, double step, Simulation here, Simulation above) {}

    private Sensitivities(
            Simulation base,
            Optional<Function<SimulationSpec, Journey.Builder>> journey,
            List<Step> parameters,
            List<Criterion> criteria) {
        this.base = base;
        this.journey = journey;
        this.parameters = parameters;
        this.criteria = criteria;
    }

    /**
     * The sensitivities to what an edge consists of, as far as the simulation has it: the win rate by 1 point, the
     * payoff (mean win over mean loss) by 0.1, costs by 0.01 R a trade, and the number of trades a day by one more
     * where it is fixed, or by a tenth where it is random. Measured by P(pass) and the days to pass.
     *
     * <p>Win rate and payoff need independent trades of finitely many results. Such results are drawn by inversion in
     * all simulations, and without excursions where the simulation has them.
     *
     * @param simulation the simulation
     * @return its sensitivities
     */
    public static Sensitivities of(Simulation simulation) {
        Sensitivities all = new Sensitivities(
                simulation, Optional.empty(), List.of(), List.of(Criterion.pass(), Criterion.daysToPass()));
        OutcomeModel outcomes = simulation.spec().outcomes();
        DiscreteLaw law = outcomes.law().orElse(null);
        if (law != null && wins(law) > POINT && wins(law) < 1 - POINT) {
            all = all.to(
                    "win rate",
                    wins(law),
                    POINT,
                    (trader, share) -> trader.trades(
                            outcomes instanceof BernoulliR plain
                                    ? new BernoulliR(share, plain.win(), plain.loss())
                                    : withWinRate(law, share)));
            double payoff = payoff(law);
            all = all.to(
                    "payoff",
                    payoff,
                    TENTH_R,
                    (trader, ratio) -> trader.trades(
                            outcomes instanceof BernoulliR plain
                                    ? new BernoulliR(plain.winRate(), ratio / payoff * plain.win(), plain.loss())
                                    : scaledWins(law, ratio / payoff)));
            all = all.to(
                    "costs in R",
                    0,
                    COST,
                    (trader, r) -> trader.trades(
                            outcomes instanceof BernoulliR plain && plain.win() > r
                                    ? new BernoulliR(plain.winRate(), plain.win() - r, plain.loss() - r)
                                    : changed(law, value -> value - r)));
        } else if (!outcomes.hasDays()) {
            all = all.to(
                    "costs in R",
                    0,
                    COST,
                    (trader, r) -> trader.trades(Costs.of(outcomes).commission(r)));
        }
        return all.toTrades(simulation.spec().tradesPerDay());
    }

    private Sensitivities toTrades(TradesPerDay trades) {
        if (trades instanceof FixedTrades fixed) {
            int number = fixed.trades();
            return to("trades a day", number, 1, (trader, each) -> trader.tradesPerDay((int) Math.round(each)));
        }
        if (trades instanceof PoissonTrades poisson) {
            return to(
                    "trades a day",
                    poisson.mean(),
                    SHARE_OF_TRADES * poisson.mean(),
                    (trader, mean) -> trader.tradesPerDay(new PoissonTrades(mean)));
        }
        return this;
    }

    /**
     * The same and the sensitivity to one more parameter.
     *
     * @param parameter its name
     * @param at its value in the simulation
     * @param step how much higher it is tried, above 0
     * @param variation how a value changes the simulation
     * @return the sensitivities
     * @throws IllegalArgumentException if the step is not above 0, or a value is not valid
     */
    public Sensitivities to(String parameter, double at, double step, Variation<Double> variation) {
        if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("step must be above 0 and finite, was " + step);
        }
        List<Step> more = new ArrayList<>(parameters);
        more.add(new Step(parameter, at, step, varied(variation, at), varied(variation, at + step)));
        return new Sensitivities(base, journey, List.copyOf(more), criteria);
    }

    private Simulation varied(Variation<Double> variation, double value) {
        return variation
                .apply(base.toBuilder(), value)
                .trials(base.trials())
                .seed(base.seed())
                .build();
    }

    /**
     * The same with journeys, so that they can be judged by {@link Criterion#expectedValue()}.
     *
     * @param first how a journey starts from a specification, as by {@link Journey#of(SimulationSpec)}
     * @return the sensitivities, also of the expected value
     */
    public Sensitivities journey(Function<SimulationSpec, Journey.Builder> first) {
        List<Criterion> more = new ArrayList<>(criteria);
        more.add(Criterion.expectedValue());
        return new Sensitivities(
                base, Optional.of(first), parameters, more.stream().distinct().toList());
    }

    /**
     * The same, judged otherwise.
     *
     * @param first a criterion
     * @param others more criteria
     * @return the sensitivities
     */
    public Sensitivities by(Criterion first, Criterion... others) {
        List<Criterion> all = new ArrayList<>(List.of(Objects.requireNonNull(first, "first")));
        all.addAll(List.of(others));
        return new Sensitivities(
                base, journey, parameters, all.stream().distinct().toList());
    }

    /**
     * Runs all simulations on all processors.
     *
     * @return the sensitivity to each parameter
     */
    public List<Sensitivity> run() {
        return run(Execution.allProcessors());
    }

    /**
     * Runs all simulations side by side, trial by trial on the same draws.
     *
     * @param execution where and how
     * @return the sensitivity to each parameter
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    public List<Sensitivity> run(Execution execution) {
        return parameters.isEmpty() ? List.of() : found(SweepRun.sampled(questions(), criteria, execution));
    }

    /**
     * Computes exactly what can be solved within some seconds, and runs the other simulations on all processors.
     *
     * @return the sensitivity to each parameter
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    public List<Sensitivity> solve() {
        return parameters.isEmpty()
                ? List.of()
                : found(SweepRun.solvedWithJourneys(
                        questions(), criteria, Execution.allProcessors(), SweepRun.MOST_STATES));
    }

    /** Each once: most parameters have the same simulation at their value. */
    private List<Simulation> simulations() {
        return parameters.stream()
                .flatMap(each -> Stream.of(each.here, each.above))
                .distinct()
                .toList();
    }

    private List<SweepRun.Question> questions() {
        return simulations().stream()
                .map(simulation -> new SweepRun.Question(
                        simulation,
                        journey.map(first -> first.apply(simulation.spec()).build())))
                .toList();
    }

    private List<Sensitivity> found(SweepRun run) {
        List<Simulation> rows = simulations();
        List<Sensitivity> found = new ArrayList<>();
        for (Step each : parameters) {
            int here = rows.indexOf(each.here);
            int above = rows.indexOf(each.above);
            Map<Criterion, Score> changes = new LinkedHashMap<>();
            for (Criterion criterion : criteria) {
                changes.put(criterion, run.difference(criterion, above, here, SweepRun.LEVEL));
            }
            found.add(new Sensitivity(each.parameter, each.at, each.step, changes));
        }
        return List.copyOf(found);
    }

    /** P(the result is above 0). */
    private static double wins(DiscreteLaw law) {
        double sum = 0;
        for (int i = 0; i < law.size(); i++) {
            sum += law.value(i) > 0 ? law.probability(i) : 0;
        }
        return sum;
    }

    private static double payoff(DiscreteLaw law) {
        double won = 0;
        double lost = 0;
        for (int i = 0; i < law.size(); i++) {
            double part = law.value(i) * law.probability(i);
            won += Math.max(0, part);
            lost += Math.max(0, -part);
        }
        return won / wins(law) / (lost / (1 - wins(law)));
    }

    private static DiscreteR withWinRate(DiscreteLaw law, double share) {
        double wins = wins(law);
        double[] probabilities = new double[law.size()];
        double[] values = new double[law.size()];
        for (int i = 0; i < law.size(); i++) {
            values[i] = law.value(i);
            probabilities[i] = law.probability(i) * (values[i] > 0 ? share / wins : (1 - share) / (1 - wins));
        }
        return DiscreteR.of(values, probabilities);
    }

    private static DiscreteR scaledWins(DiscreteLaw law, double factor) {
        return changed(law, value -> value > 0 ? factor * value : value);
    }

    private static DiscreteR changed(DiscreteLaw law, DoubleUnaryOperator change) {
        double[] probabilities = new double[law.size()];
        double[] values = new double[law.size()];
        for (int i = 0; i < law.size(); i++) {
            values[i] = change.applyAsDouble(law.value(i));
            probabilities[i] = law.probability(i);
        }
        return DiscreteR.of(values, probabilities);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sensitivities that
                && parameters.equals(that.parameters)
                && questions().equals(that.questions())
                && criteria.equals(that.criteria);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parameters, criteria);
    }

    /** The parameters, and what is measured. */
    @Override
    public String toString() {
        return "Sensitivities[" + parameters.stream().map(Step::parameter).toList() + " by "
                + criteria.stream().map(Criterion::name).toList() + "]";
    }
}
