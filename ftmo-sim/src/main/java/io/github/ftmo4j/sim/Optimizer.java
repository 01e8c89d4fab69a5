package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Optimum;
import io.github.ftmo4j.sim.sweep.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * Searches the values of continuous parameters under which a simulation is best by a criterion. All values are compared
 * on the same draws.
 *
 * <pre>{@code
 * Simulation simulation = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
 *         .trades(BernoulliR.of(0.45, 1.5))
 *         .tradesPerDay(4)
 *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
 *         .trials(20_000)
 *         .seed(42)
 *         .build();
 * Optimum best = Optimizer.of(simulation)
 *         .over("risk", 0.001, 0.03, (trader, risk) ->
 *                 trader.sizing(PositionSizer.of(FixedFractional.ofBalance(risk))))
 *         .run();
 * double risk = best.value("risk");
 * }</pre>
 *
 * <p>A third of the evaluations, at least five, look over the whole range, evenly in one dimension and by Sobol's
 * sequence in more; the {@linkplain Method method} starts from the best of them with half of the others. The rest look
 * around the best value, nearer and nearer. A parameter whose range is above 0 and spans a factor of 10 or more is
 * searched by its logarithm. Odds are steps in many parameters, so that the optimum is found up to a step. Immutable;
 * two are equal if all parts are, variations included.
 */
public final class Optimizer {

    private static final int MOST_EVALUATIONS = 100_000;
    private static final double LOGARITHMIC = 10;
    private static final double RADIUS = 0.2;
    private static final double PRECISION = 0.005;
    private static final long OTHER_DRAWS = 0x9E3779B97F4A7C15L;
    private static final int LOOKS_AT_ONCE = 5;

    private final Simulation base;
    private final Optional<Function<SimulationSpec, Journey.Builder>> journey;
    private final List<Range> ranges;
    private final Criterion criterion;
    private final Method method;
    private final int evaluations;

    /** How the search goes on from the best value of the first look. */
    public enum Method {
        /**
         * Quadratic models within a region of trust: few evaluations, one hill. Source: M. Powell, The BOBYQA algorithm
         * for bound constrained optimization without derivatives, 2009. In one dimension: R. Brent's parabolas, 1973.
         */
        BOBYQA,
        /**
         * Evolution of a normal distribution: more evaluations, several hills. Source: N. Hansen, A. Ostermeier,
         * Evolutionary Computation 2001.
         */
        CMA_ES
    }

    /** A parameter of the simulation, or of the journey. */
    private record Range(
            String parameter,
            double lower,
            double upper,
            Optional<Variation<Double>> variation,
            Optional<BiFunction<Journey.Builder, Double, Journey.Builder>> change) {

        Range {
            if (!(lower < upper) || !Double.isFinite(upper - lower)) {
                throw new IllegalArgumentException(
                        "range of " + parameter + " must be finite and not empty, was from " + lower + " to " + upper);
            }
        }

        boolean isLogarithmic() {
            return lower > 0 && upper / lower >= LOGARITHMIC;
        }

        /** The value at a share of the range. */
        double at(double share) {
            double within = Math.max(0, Math.min(1, share));
            double value = isLogarithmic() ? lower * Math.pow(upper / lower, within) : lower + within * (upper - lower);
            return Math.max(lower, Math.min(upper, value));
        }
    }

    private Optimizer(
            Simulation base,
            Optional<Function<SimulationSpec, Journey.Builder>> journey,
            List<Range> ranges,
            Criterion criterion,
            Method method,
            int evaluations) {
        this.base = base;
        this.journey = journey;
        this.ranges = ranges;
        this.criterion = criterion;
        this.method = method;
        this.evaluations = evaluations;
    }

    /**
     * Starts a search for the highest P(pass) by {@link Method#BOBYQA} with at most 60 evaluations.
     *
     * @param base the simulation that is varied; all have its seed and its number of trials
     * @return a search without parameters
     */
    public static Optimizer of(Simulation base) {
        return new Optimizer(base, Optional.empty(), List.of(), Criterion.pass(), Method.BOBYQA, 60);
    }

    /**
     * The same search over one more parameter.
     *
     * @param parameter its name, which no other parameter of this search has
     * @param lower its lowest value
     * @param upper its highest value, above the lowest
     * @param variation how a value changes the simulation; each value in the range must be valid
     * @return the search
     * @throws IllegalArgumentException if the range is empty or not finite, or the name is taken
     */
    public Optimizer over(String parameter, double lower, double upper, Variation<Double> variation) {
        return over(new Range(parameter, lower, upper, Optional.of(variation), Optional.empty()));
    }

    /**
     * The same search over one more parameter of the journey, such as the share of a reward that is taken or the
     * cushion that is left.
     *
     * @param parameter its name, which no other parameter of this search has
     * @param lower its lowest value
     * @param upper its highest value, above the lowest
     * @param change how a value changes a journey; each value in the range must be valid
     * @return the search
     * @throws IllegalArgumentException if the range is empty or not finite, the name is taken, or the search has no
     *     {@linkplain #journey journey}
     */
    public Optimizer overJourney(
            String parameter, double lower, double upper, BiFunction<Journey.Builder, Double, Journey.Builder> change) {
        if (journey.isEmpty()) {
            throw new IllegalArgumentException("journey must be set before " + parameter);
        }
        return over(new Range(parameter, lower, upper, Optional.empty(), Optional.of(change)));
    }

    private Optimizer over(Range range) {
        if (ranges.stream().anyMatch(other -> other.parameter.equals(range.parameter))) {
            throw new IllegalArgumentException("parameter must be a new one, was " + range.parameter);
        }
        List<Range> more = new ArrayList<>(ranges);
        more.add(range);
        return new Optimizer(base, journey, List.copyOf(more), criterion, method, evaluations);
    }

    /**
     * The same search for the highest expected value of a journey.
     *
     * @param first how a journey starts from a specification, as by {@link Journey#of(SimulationSpec)}
     * @return the search, judged by {@link Criterion#expectedValue()}
     */
    public Optimizer journey(Function<SimulationSpec, Journey.Builder> first) {
        return new Optimizer(base, Optional.of(first), ranges, Criterion.expectedValue(), method, evaluations);
    }

    /**
     * The same search by another criterion.
     *
     * @param other what is to be best
     * @return the search
     */
    public Optimizer by(Criterion other) {
        return new Optimizer(base, journey, ranges, Objects.requireNonNull(other, "criterion"), method, evaluations);
    }

    /**
     * The same search by another method.
     *
     * @param other the method
     * @return the search
     */
    public Optimizer method(Method other) {
        return new Optimizer(base, journey, ranges, criterion, Objects.requireNonNull(other, "method"), evaluations);
    }

    /**
     * The same search with another budget.
     *
     * @param most how many values are tried at most, from 10 to 100,000
     * @return the search
     * @throws IllegalArgumentException if the number is out of range
     */
    public Optimizer evaluations(int most) {
        if (most < 10 || most > MOST_EVALUATIONS) {
            throw new IllegalArgumentException("evaluations must be from 10 to " + MOST_EVALUATIONS + ", was " + most);
        }
        return new Optimizer(base, journey, ranges, criterion, method, most);
    }

    /**
     * Searches on all processors.
     *
     * @return the best that was found
     * @throws IllegalArgumentException if there is no parameter
     */
    public Optimum run() {
        return run(Execution.allProcessors());
    }

    /**
     * Searches.
     *
     * @param execution where and how; progress counts the trials of each evaluation
     * @return the best that was found
     * @throws IllegalArgumentException if there is no parameter
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    public Optimum run(Execution execution) {
        Search search = new Search(asked -> SweepRun.sampled(List.of(asked), List.of(criterion), execution));
        search.run();
        // on the draws of the search, the best of many looks better than it is
        return search.optimum(base.seed() ^ OTHER_DRAWS);
    }

    /**
     * Searches on exact odds where they can be computed within some seconds, on samples elsewhere.
     *
     * @return the best that was found
     * @throws IllegalArgumentException if there is no parameter
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    public Optimum solve() {
        Search search =
                new Search(asked -> SweepRun.solved(List.of(asked), List.of(criterion), Execution.allProcessors()));
        search.run();
        return search.optimum(base.seed());
    }

    /** A point of the unit cube with its number. */
    private record Point(double[] point, double value) {}

    /** One search. Not thread-safe. */
    private final class Search {

        private final Function<SweepRun.Question, SweepRun> answer;
        private final Map<List<Double>, Double> known = new LinkedHashMap<>();
        private Point best = new Point(new double[0], Double.NaN);

        Search(Function<SweepRun.Question, SweepRun> answer) {
            if (ranges.isEmpty()) {
                throw new IllegalArgumentException("there must be a parameter to search");
            }
            this.answer = answer;
        }

        void run() {
            int dimensions = ranges.size();
            int looks = Math.max(5, evaluations / 3);
            SobolSequenceGenerator sobol = new SobolSequenceGenerator(dimensions);
            sobol.skipTo(1);
            for (int i = 0; i < looks; i++) {
                merit(dimensions == 1 ? new double[] {(i + 0.5) / looks} : sobol.nextVector());
            }
            try {
                if (method == Method.CMA_ES) {
                    evolve();
                } else if (dimensions == 1) {
                    brent(1.0 / looks);
                } else {
                    bobyqa();
                }
            } catch (MathIllegalStateException e) {
                // its evaluations are used, or the region of trust cannot shrink: the best so far counts
            }
            refine();
        }

        /** Looks around the best point with what is left, nearer and nearer: a method stops on a step of the odds. */
        private void refine() {
            int dimensions = ranges.size();
            double radius = RADIUS / 2;
            while (known.size() < evaluations && radius > PRECISION / 10) {
                SobolSequenceGenerator sobol = new SobolSequenceGenerator(dimensions);
                sobol.skipTo(1);
                double[] centre = best.point;
                int looks = Math.min(LOOKS_AT_ONCE + dimensions, evaluations - known.size());
                for (int i = 0; i < looks; i++) {
                    double[] point = sobol.nextVector();
                    for (int k = 0; k < dimensions; k++) {
                        point[k] = Math.max(0, Math.min(1, centre[k] + radius * (2 * point[k] - 1)));
                    }
                    merit(point);
                }
                radius /= 2;
            }
        }

        /** The budget of the method: half of what is left. */
        private int budget() {
            return Math.max(1, (evaluations - known.size()) / 2);
        }

        private void brent(double step) {
            new BrentOptimizer(1e-4, PRECISION / 5)
                    .optimize(
                            new MaxEval(budget()),
                            GoalType.MAXIMIZE,
                            new UnivariateObjectiveFunction(x -> merit(new double[] {x})),
                            new SearchInterval(
                                    Math.max(0, best.point[0] - step),
                                    Math.min(1, best.point[0] + step),
                                    best.point[0]));
        }

        private void bobyqa() {
            int dimensions = ranges.size();
            new BOBYQAOptimizer(2 * dimensions + 1, RADIUS, PRECISION)
                    .optimize(
                            new MaxEval(budget()),
                            GoalType.MAXIMIZE,
                            new ObjectiveFunction((MultivariateFunction) this::merit),
                            new InitialGuess(best.point),
                            new SimpleBounds(new double[dimensions], ones(dimensions)));
        }

        private void evolve() {
            int dimensions = ranges.size();
            int population = 4 + (int) (3 * Math.log(dimensions));
            double[] sigma = ones(dimensions);
            Arrays.fill(sigma, RADIUS);
            new CMAESOptimizer(
                            evaluations,
                            Double.NEGATIVE_INFINITY,
                            true,
                            0,
                            0,
                            new Well19937c(base.seed()),
                            false,
                            new SimpleValueChecker(-1, 1e-9))
                    .optimize(
                            new MaxEval(budget()),
                            GoalType.MAXIMIZE,
                            new ObjectiveFunction((MultivariateFunction) this::merit),
                            new InitialGuess(best.point),
                            new SimpleBounds(new double[dimensions], ones(dimensions)),
                            new CMAESOptimizer.Sigma(sigma),
                            new CMAESOptimizer.PopulationSize(population));
        }

        private static double[] ones(int number) {
            double[] ones = new double[number];
            Arrays.fill(ones, 1);
            return ones;
        }

        /** The merit of a point; a finite number, as the methods need. */
        private double merit(double[] point) {
            List<Double> values = values(point);
            double value = known.computeIfAbsent(
                    values,
                    any -> answer.apply(question(point, base.seed()))
                            .score(criterion, 0)
                            .value());
            if (known.size() == 1 || criterion.merit(value) > criterion.merit(best.value)) {
                best = new Point(point.clone(), value);
            }
            return Math.max(-1e12, criterion.merit(value));
        }

        private List<Double> values(double[] point) {
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < point.length; i++) {
                values.add(ranges.get(i).at(point[i]));
            }
            return values;
        }

        private SweepRun.Question question(double[] point, long seed) {
            Simulation.Builder builder = base.toBuilder();
            for (int i = 0; i < point.length; i++) {
                Range range = ranges.get(i);
                if (range.variation.isPresent()) {
                    builder = range.variation.get().apply(builder, range.at(point[i]));
                }
            }
            Simulation simulation = builder.trials(base.trials()).seed(seed).build();
            return new SweepRun.Question(simulation, journey.map(first -> {
                Journey.Builder varied = first.apply(simulation.spec());
                for (int i = 0; i < point.length; i++) {
                    Range range = ranges.get(i);
                    if (range.change.isPresent()) {
                        varied = range.change.get().apply(varied, range.at(point[i]));
                    }
                }
                return varied.build();
            }));
        }

        /** The best point, answered on the draws of a seed. */
        Optimum optimum(long seed) {
            SweepRun run = answer.apply(question(best.point, seed));
            return new Optimum(
                    criterion,
                    settings(values(best.point)),
                    run.odds(0),
                    run.journey(0),
                    run.score(criterion, 0),
                    known.entrySet().stream()
                            .map(each -> new Optimum.Tried(settings(each.getKey()), each.getValue()))
                            .toList());
        }

        private List<Setting> settings(List<Double> values) {
            List<Setting> settings = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                settings.add(new Setting(ranges.get(i).parameter, values.get(i)));
            }
            return settings;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Optimizer that
                && base.equals(that.base)
                && journey.equals(that.journey)
                && ranges.equals(that.ranges)
                && criterion.equals(that.criterion)
                && method == that.method
                && evaluations == that.evaluations;
    }

    @Override
    public int hashCode() {
        return Objects.hash(base, journey, ranges, criterion, method, evaluations);
    }

    /** What is searched, and how. */
    @Override
    public String toString() {
        return "Optimizer[" + ranges.stream().map(Range::parameter).toList() + " by " + criterion.name() + ", " + method
                + ", at most " + evaluations + " evaluations]";
    }
}
