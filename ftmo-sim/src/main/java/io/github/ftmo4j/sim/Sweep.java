package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Score;
import io.github.ftmo4j.sim.sweep.Setting;
import io.github.ftmo4j.sim.sweep.SweepOdds;
import io.github.ftmo4j.sim.sweep.SweepRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A simulation under each value of one or more parameters, on the same draws.
 *
 * <pre>{@code
 * Simulation simulation = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
 *         .trades(BernoulliR.of(0.45, 1.5))
 *         .tradesPerDay(4)
 *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
 *         .trials(20_000)
 *         .seed(42)
 *         .build();
 * SweepOdds odds = Sweep.of(simulation)
 *         .over("risk", List.of(0.0025, 0.005, 0.01, 0.015), (trader, risk) ->
 *                 trader.sizing(PositionSizer.of(FixedFractional.ofBalance(risk))))
 *         .run();
 * SweepRow best = odds.best();
 * List<SweepRow> contenders = odds.contenders(); // the best is among them with 95 % confidence
 * }</pre>
 *
 * <p>Several parameters give all combinations of their values; the last one changes fastest. Immutable; two sweeps are
 * equal if all rows and criteria are.
 */
public final class Sweep {

    private final Simulation base;
    private final Optional<Function<SimulationSpec, Journey.Builder>> journey;
    private final List<Row> rows;
    private final List<Criterion> criteria;
    private final long mostStates;

    /** A row before it is run, and how its journey differs from that of all rows. */
    private record Row(List<Setting> settings, Simulation simulation, List<UnaryOperator<Journey.Builder>> changes) {}

    private Sweep(
            Simulation base,
            Optional<Function<SimulationSpec, Journey.Builder>> journey,
            List<Row> rows,
            List<Criterion> criteria,
            long mostStates) {
        this.base = base;
        this.journey = journey;
        this.rows = rows;
        this.criteria = criteria;
        this.mostStates = mostStates;
    }

    /**
     * Starts with one row, judged by P(pass) and the days to pass.
     *
     * @param base the simulation that is varied; all rows have its seed and its number of trials
     * @return a sweep over nothing
     */
    public static Sweep of(Simulation base) {
        return new Sweep(
                base,
                Optional.empty(),
                List.of(new Row(List.of(), base, List.of())),
                List.of(Criterion.pass(), Criterion.daysToPass()),
                SweepRun.MOST_STATES);
    }

    /**
     * The same sweep over one more parameter: each row becomes one for each value.
     *
     * @param parameter its name, which no other parameter of this sweep has
     * @param values its values, at least one, with a text that says what they are
     * @param variation how a value changes a simulation
     * @param <T> the type of the parameter
     * @return the sweep
     * @throws IllegalArgumentException if there is no value, the name is taken, or a value is not valid in a row
     */
    public <T> Sweep over(String parameter, List<T> values, Variation<T> variation) {
        requireNew(parameter, values);
        List<Row> more = new ArrayList<>();
        for (Row row : rows) {
            for (T value : values) {
                Simulation changed = variation
                        .apply(row.simulation.toBuilder(), value)
                        .trials(base.trials())
                        .seed(base.seed())
                        .build();
                if (changed.spec().attemptsDrawn() != base.spec().attemptsDrawn()) {
                    throw new IllegalArgumentException(
                            "number of accounts with independent draws must be that of the base, was "
                                    + changed.spec().attemptsDrawn() + ", base "
                                    + base.spec().attemptsDrawn());
                }
                more.add(new Row(with(row, parameter, value), changed, row.changes));
            }
        }
        return new Sweep(base, journey, List.copyOf(more), criteria, mostStates);
    }

    /**
     * The same sweep with a journey in each row, so that it can be judged by {@link Criterion#expectedValue()}.
     *
     * @param first how the journey of a row starts from its specification, as by {@link Journey#of(SimulationSpec)}
     * @return the sweep, also judged by the expected value
     */
    public Sweep journey(Function<SimulationSpec, Journey.Builder> first) {
        List<Criterion> more = new ArrayList<>(criteria);
        more.add(Criterion.expectedValue());
        return new Sweep(
                base, Optional.of(first), rows, more.stream().distinct().toList(), mostStates);
    }

    /**
     * The same sweep over one more parameter of the journey, such as the payout plan: each row becomes one for each
     * value.
     *
     * @param parameter its name, which no other parameter of this sweep has
     * @param values its values, at least one, with a text that says what they are
     * @param change how a value changes a journey
     * @param <T> the type of the parameter
     * @return the sweep
     * @throws IllegalArgumentException if there is no value, the name is taken, or the sweep has no journey
     */
    public <T> Sweep overJourney(
            String parameter, List<T> values, BiFunction<Journey.Builder, T, Journey.Builder> change) {
        if (journey.isEmpty()) {
            throw new IllegalArgumentException("journey must be set before " + parameter);
        }
        requireNew(parameter, values);
        List<Row> more = new ArrayList<>();
        for (Row row : rows) {
            for (T value : values) {
                List<UnaryOperator<Journey.Builder>> changes = new ArrayList<>(row.changes);
                changes.add(builder -> change.apply(builder, value));
                more.add(new Row(with(row, parameter, value), row.simulation, List.copyOf(changes)));
            }
        }
        return new Sweep(base, journey, List.copyOf(more), criteria, mostStates);
    }

    private void requireNew(String parameter, List<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values of " + parameter + " must not be empty");
        }
        if (rows.get(0).settings.stream()
                .anyMatch(setting -> setting.parameter().equals(parameter))) {
            throw new IllegalArgumentException("parameter must be a new one, was " + parameter);
        }
    }

    private static List<Setting> with(Row row, String parameter, Object value) {
        List<Setting> settings = new ArrayList<>(row.settings);
        settings.add(new Setting(parameter, value));
        return List.copyOf(settings);
    }

    private List<SweepRun.Question> questions() {
        return rows.stream()
                .map(row -> new SweepRun.Question(row.simulation, journey.map(first -> {
                    Journey.Builder builder = first.apply(row.simulation.spec());
                    for (UnaryOperator<Journey.Builder> change : row.changes) {
                        builder = change.apply(builder);
                    }
                    return builder.build();
                })))
                .toList();
    }

    /**
     * The same sweep, judged otherwise.
     *
     * @param first the criterion that ranks
     * @param others more criteria
     * @return the sweep
     */
    public Sweep by(Criterion first, Criterion... others) {
        List<Criterion> all = new ArrayList<>(List.of(Objects.requireNonNull(first, "first")));
        all.addAll(List.of(others));
        return new Sweep(base, journey, rows, all.stream().distinct().toList(), mostStates);
    }

    /**
     * The same sweep with another limit to the work of {@link #solve()}.
     *
     * @param number the most states of a row that is solved, by default 5 million, at least 1; a row with more is run
     * @return the sweep
     * @throws IllegalArgumentException if the number is out of range
     */
    public Sweep mostStates(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("mostStates must be at least 1, was " + number);
        }
        return new Sweep(base, journey, rows, criteria, number);
    }

    /**
     * The simulations of all rows.
     *
     * @return in the order of the rows
     */
    public List<Simulation> simulations() {
        return rows.stream().map(Row::simulation).toList();
    }

    /**
     * What the rows are judged by.
     *
     * @return the criteria; the first one ranks
     */
    public List<Criterion> criteria() {
        return criteria;
    }

    /**
     * Runs all rows on all processors.
     *
     * @return the rows
     */
    public SweepOdds run() {
        return run(Execution.allProcessors());
    }

    /**
     * Runs all rows side by side, trial by trial on the same draws.
     *
     * @param execution where and how; a trial is done when it is done in all rows
     * @return the rows
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    public SweepOdds run(Execution execution) {
        return table(SweepRun.sampled(questions(), criteria, execution));
    }

    /**
     * Computes the rows exactly that can be solved within some seconds, journeys of single accounts too, and runs the
     * others, on all processors.
     *
     * @return the rows
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    public SweepOdds solve() {
        return solve(Execution.allProcessors());
    }

    /**
     * Computes the rows exactly that can be solved within some seconds, journeys of single accounts too, and runs the
     * others.
     *
     * @param execution where and how the others are run
     * @return the rows; the interval of a difference of a computed row and a sampled one is that of the sampled one
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    public SweepOdds solve(Execution execution) {
        return table(SweepRun.solvedWithJourneys(questions(), criteria, execution, mostStates));
    }

    private SweepOdds table(SweepRun run) {
        Criterion first = criteria.get(0);
        int best = run.best(first);
        // the best row is left out by none of its comparisons, each one-sided (Bonferroni)
        double joint = 1 - 2 * (1 - SweepRun.LEVEL) / Math.max(1, rows.size() - 1);
        List<SweepRow> table = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<Criterion, Score> scores = new HashMap<>();
            Map<Criterion, Score> toBest = new HashMap<>();
            for (Criterion criterion : criteria) {
                scores.put(criterion, run.score(criterion, i));
                toBest.put(criterion, run.difference(criterion, i, best, SweepRun.LEVEL));
            }
            Score more = run.difference(first, i, best, joint);
            boolean worse = first.moreIsBetter() ? more.upper() < 0 : more.lower() > 0;
            table.add(new SweepRow(
                    rows.get(i).settings, run.odds(i), run.journey(i), run.exactJourney(i), scores, toBest, !worse));
        }
        return new SweepOdds(criteria, table);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sweep sweep
                && settings().equals(sweep.settings())
                && questions().equals(sweep.questions())
                && criteria.equals(sweep.criteria)
                && mostStates == sweep.mostStates;
    }

    @Override
    public int hashCode() {
        return Objects.hash(questions(), criteria);
    }

    private List<List<Setting>> settings() {
        return rows.stream().map(Row::settings).toList();
    }

    /** The number of rows, and what they are judged by. */
    @Override
    public String toString() {
        return "Sweep[" + rows.size() + " rows by "
                + criteria.stream().map(Criterion::name).toList() + "]";
    }
}
