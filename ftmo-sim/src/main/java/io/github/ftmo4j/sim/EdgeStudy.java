package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.edge.Edge;
import io.github.ftmo4j.sim.edge.EdgeOdds;
import io.github.ftmo4j.sim.edge.Outlook;
import io.github.ftmo4j.sim.edge.Spread;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.sweep.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The odds of a simulation whose edge is known from some trades only: beside the odds if the history were the truth,
 * the odds with what is not known about it.
 *
 * <pre>{@code
 * Simulation simulation = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
 *         .trades(BernoulliR.of(0.45, 1.5))
 *         .tradesPerDay(4)
 *         .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
 *         .trials(20_000)
 *         .seed(42)
 *         .build();
 * EdgeOdds odds = EdgeStudy.of(simulation, Edge.ofCounts(27, 33, 1.5)).run();
 * Spread pass = odds.spread(Criterion.pass());
 * double plugIn = pass.plugIn().value();
 * double integrated = pass.integrated();
 * }</pre>
 *
 * <p>The simulation is run, or solved where that takes little time, for each of a number of models from the posterior
 * distribution. Immutable; two are equal if all parts are, the journey's function included.
 */
public final class EdgeStudy {

    private static final int MOST_DRAWS = 100_000;
    /** A model takes at most some tenths of a second to be solved; one with more states is sampled. */
    private static final long MOST_STATES = 500_000;

    private static final int OUTER = 30;
    private static final int INNER = 30;

    private final Simulation base;
    private final Edge edge;
    private final int draws;
    private final int tried;
    private final List<Criterion> criteria;
    private final Optional<Function<SimulationSpec, Journey.Builder>> journey;

    private EdgeStudy(
            Simulation base,
            Edge edge,
            int draws,
            int tried,
            List<Criterion> criteria,
            Optional<Function<SimulationSpec, Journey.Builder>> journey) {
        this.base = base;
        this.edge = edge;
        this.draws = draws;
        this.tried = tried;
        this.criteria = criteria;
        this.journey = journey;
    }

    /**
     * Starts with 200 models from the posterior, and P(pass).
     *
     * @param base the simulation; its outcomes are replaced, its trials are those of each model
     * @param edge what is known about the edge
     * @return the study
     */
    public static EdgeStudy of(Simulation base, Edge edge) {
        return new EdgeStudy(base, edge, 200, 1, List.of(Criterion.pass()), Optional.empty());
    }

    /**
     * The same study with another number of models.
     *
     * @param number how many models are drawn from the posterior, from 2 to 100,000
     * @return the study
     * @throws IllegalArgumentException if the number is out of range
     */
    public EdgeStudy draws(int number) {
        if (number < 2 || number > MOST_DRAWS) {
            throw new IllegalArgumentException("draws must be from 2 to " + MOST_DRAWS + ", was " + number);
        }
        return new EdgeStudy(base, edge, number, tried, criteria, journey);
    }

    /**
     * The same study of a history that is the best of many: of settings, instruments or periods that were tried. The
     * odds are also computed for an edge that is lowered by what the best of as many histories without differences is
     * better by chance: the expected maximum of as many standard normal numbers times the standard error of the mean
     * result. Source: D. Bailey, M. López de Prado, The Deflated Sharpe Ratio, Journal of Portfolio Management 2014.
     *
     * @param number how many were tried, from 1 to 1,000,000
     * @return the study
     * @throws IllegalArgumentException if the number is out of range
     */
    public EdgeStudy bestOf(int number) {
        if (number < 1 || number > 1_000_000) {
            throw new IllegalArgumentException("bestOf must be from 1 to 1000000, was " + number);
        }
        return new EdgeStudy(base, edge, draws, number, criteria, journey);
    }

    /**
     * The same study of other numbers.
     *
     * @param first a criterion
     * @param others more criteria
     * @return the study
     */
    public EdgeStudy by(Criterion first, Criterion... others) {
        List<Criterion> all = new ArrayList<>(List.of(Objects.requireNonNull(first, "first")));
        all.addAll(List.of(others));
        return new EdgeStudy(base, edge, draws, tried, all.stream().distinct().toList(), journey);
    }

    /**
     * The same study with a journey, of its expected value too.
     *
     * @param first how a journey starts from a specification, as by {@link Journey#of(SimulationSpec)}
     * @return the study
     */
    public EdgeStudy journey(Function<SimulationSpec, Journey.Builder> first) {
        List<Criterion> more = new ArrayList<>(criteria);
        more.add(Criterion.expectedValue());
        return new EdgeStudy(base, edge, draws, tried, more.stream().distinct().toList(), Optional.of(first));
    }

    /**
     * Runs on all processors.
     *
     * @return the odds
     */
    public EdgeOdds run() {
        return run(Execution.allProcessors());
    }

    /**
     * Runs.
     *
     * @param execution where and how; progress counts the trials of one model
     * @return the odds
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    public EdgeOdds run(Execution execution) {
        double excess = expectedMaximum(tried) * edge.meanRError();
        return new EdgeOdds(
                edge,
                spreads(edge, draws, execution),
                tried == 1 ? List.of() : spreads(edge.loweredBy(excess), draws, execution),
                notes(excess));
    }

    private List<String> notes(double excess) {
        List<String> notes = new ArrayList<>();
        if (tried > 1) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The history is the best of %d that were tried: without any difference between them, the best one is"
                            + " expected to be better than it should be by %.3f R a trade. After deflation, the mean"
                            + " result is %.3f R instead of %.3f R.",
                    tried,
                    excess,
                    edge.meanR() - excess,
                    edge.meanR()));
        }
        if (base.spec().sizing().sharesState()) {
            notes.add(
                    "The sizing learns from trades: under a model that was fitted to the trades from which it starts, it"
                            + " looks better than it is.");
        }
        return notes;
    }

    private List<Spread> spreads(Edge of, int number, Execution execution) {
        SweepRun plugIn = run(of.plugIn(), base.seed(), MOST_STATES, execution);
        // a model is as hard to solve as another
        long mostStates = plugIn.isExact(0) ? MOST_STATES : 0;
        List<List<Double>> values = new ArrayList<>();
        criteria.forEach(criterion -> values.add(new ArrayList<>()));
        long seed = base.seed();
        for (OutcomeModel model : of.draws(number, base.seed())) {
            SweepRun run = run(model, ++seed, mostStates, execution); // other draws, so that their errors cancel out
            for (int i = 0; i < criteria.size(); i++) {
                values.get(i).add(run.score(criteria.get(i), 0).value());
            }
        }
        List<Spread> spreads = new ArrayList<>();
        for (int i = 0; i < criteria.size(); i++) {
            spreads.add(new Spread(criteria.get(i), plugIn.score(criteria.get(i), 0), values.get(i)));
        }
        return spreads;
    }

    private SweepRun run(OutcomeModel model, long seed, long mostStates, Execution execution) {
        Simulation simulation = base.toBuilder().trades(model).seed(seed).build();
        SweepRun.Question question = new SweepRun.Question(
                simulation, journey.map(first -> first.apply(simulation.spec()).build()));
        return mostStates > 0 && model.law().filter(law -> law.size() <= 2).isPresent()
                ? SweepRun.solved(List.of(question), criteria, execution, mostStates)
                : SweepRun.sampled(List.of(question), criteria, execution);
    }

    /**
     * What more trades would tell about the first of the numbers, on all processors: a number of models from the
     * posterior take turns as the truth, trades are drawn from each, and the posterior after these trades is studied.
     * The ratio of the two widths has a standard error of some 0.03, for 400 trades and 100 more.
     *
     * @param trades how many more trades, at least 1
     * @return how wide the interval is now, and how wide it is then on average
     * @throws IllegalArgumentException if the number is below 1
     */
    public Outlook outlook(int trades) {
        if (trades < 1) {
            throw new IllegalArgumentException("trades must be at least 1, was " + trades);
        }
        Execution execution = Execution.allProcessors();
        List<OutcomeModel> truths = edge.draws(OUTER, base.seed() - 1);
        double now = 0;
        double then = 0;
        SimpleRegression widths = new SimpleRegression();
        for (int i = 0; i < OUTER; i++) {
            // equal draws before and after the trades, so that their errors cancel out
            EdgeStudy study = firstWithSeed(base.seed() + (long) i * (INNER + 1));
            Spread before = study.spreads(edge, INNER, execution).get(0);
            Spread after = study.spreads(edge.after(results(truths.get(i), trades, i)), INNER, execution)
                    .get(0);
            now += before.width() / OUTER;
            then += after.width() / OUTER;
            widths.addData(after.integrated() - before.integrated(), after.width());
        }
        // a control variate: the number that is integrated over the posterior changes by zero on average
        double atNoChange = widths.getIntercept();
        return new Outlook(criteria.get(0), trades, now, Double.isNaN(atNoChange) ? then : Math.max(0, atNoChange));
    }

    private EdgeStudy firstWithSeed(long seed) {
        return new EdgeStudy(base.toBuilder().seed(seed).build(), edge, INNER, 1, criteria.subList(0, 1), journey);
    }

    private double[] results(OutcomeModel truth, int trades, int number) {
        RandomStream random = new RandomStream(base.seed(), number, 0, 0, Purpose.TRADES_PER_DAY);
        OutcomeSampler sampler = truth.start();
        Outcome outcome = new Outcome();
        double[] results = new double[trades];
        for (int i = 0; i < trades; i++) {
            sampler.next(random, outcome);
            results[i] = outcome.rMultiple();
        }
        return results;
    }

    /** The expected maximum of so many independent standard normal numbers, by the trapezoidal rule. */
    static double expectedMaximum(int number) {
        NormalDistribution normal = new NormalDistribution();
        double step = 1.0 / 64;
        double sum = 0;
        for (double x = -10; x <= 10; x += step) {
            sum += x * number * normal.density(x) * Math.pow(normal.cumulativeProbability(x), number - 1.0) * step;
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EdgeStudy study
                && base.equals(study.base)
                && edge.equals(study.edge)
                && draws == study.draws
                && tried == study.tried
                && criteria.equals(study.criteria)
                && journey.equals(study.journey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(base, edge, draws, tried, criteria, journey);
    }

    /** What is studied, and how. */
    @Override
    public String toString() {
        return "EdgeStudy[" + edge + ", " + draws + " draws, best of " + tried + ", by "
                + criteria.stream().map(Criterion::name).toList() + "]";
    }
}
