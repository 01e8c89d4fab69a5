package io.github.ftmo4j.sim.fit;

import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.GarchReturns;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.JumpReturns;
import io.github.ftmo4j.sim.outcome.LognormalWinners;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.Regimes;
import io.github.ftmo4j.sim.outcome.SkewedReturns;
import io.github.ftmo4j.sim.outcome.StudentTReturns;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Fits outcome models to past trades by maximum likelihood.
 *
 * <pre>{@code
 * Fits fits = Fits.of(1.6, -1, -1, 2.1, -0.4, 1.2, -1, 0.8, -1, 1.5, 0.3, -1);
 * Fit<BernoulliR> fit = fits.winsAndLosses();
 * BernoulliR model = fit.model();
 * fit.warnings().forEach(System.out::println);
 * }</pre>
 *
 * <p>The results of a history are after costs, so that costs are not fitted: a model that is fitted to them pays no
 * {@link io.github.ftmo4j.sim.outcome.Costs} once more. The number of trades a day is fitted by
 * {@link TradesPerDayFit}.
 *
 * <p>Models of a market need the distance of the stop, which turns R-multiples into returns. This class is immutable
 * and thread-safe.
 */
public final class Fits {

    /** Of a distance times the root of the number of trades: 1 % at most, less where parameters are fitted. */
    private static final double FAR = 1.63;

    private static final double NEAR = 0.001;

    /** A share of trades with one result above which a density is doubtful. */
    private static final double MANY_EQUAL = 0.1;

    private static final double DEFAULT_STOP = 0.01;
    private static final int LEAST = 3;

    private final double[] r;
    private final double stopDistance;

    private Fits(double[] r, double stopDistance) {
        this.r = r;
        this.stopDistance = stopDistance;
    }

    /**
     * Fits to the trades of a history.
     *
     * @param history the trades
     * @return the fits
     * @throws IllegalArgumentException if there are fewer than three trades, or a result is beyond ±1,000,000 R
     */
    public static Fits of(TradeHistory history) {
        return of(history.rMultiples());
    }

    /**
     * Fits to results, for a stop at 1 %.
     *
     * @param rMultiples the R-multiples of past trades in their order, at least three, each within ±1,000,000
     * @return the fits
     * @throws IllegalArgumentException if there are fewer, or one is out of range
     */
    public static Fits of(double... rMultiples) {
        if (rMultiples.length < LEAST) {
            throw new IllegalArgumentException("rMultiples must be at least 3, were " + rMultiples.length);
        }
        return new Fits(Bootstrap.of(rMultiples).rMultiples(), DEFAULT_STOP);
    }

    /**
     * States the distance of the stop for models of a market.
     *
     * @param distance the return that is 1 R, above 0
     * @return fits that differ in this
     * @throws IllegalArgumentException if it is out of range
     */
    public Fits stopDistance(double distance) {
        if (!(distance > 0 && distance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("stopDistance must be above 0 and finite, was " + distance);
        }
        return new Fits(r, distance);
    }

    /**
     * A win rate, the mean win and the mean loss. A result of zero is a loss.
     *
     * @return the fit
     * @throws IllegalArgumentException if there are no wins or no losses
     */
    public Fit<BernoulliR> winsAndLosses() {
        BernoulliR model = averages();
        double p = model.winRate();
        double wins = p * r.length;
        return fit(
                Family.WINS_AND_LOSSES,
                model,
                List.of(
                        new Parameter("winRate", p),
                        new Parameter("win", model.win()),
                        new Parameter("loss", model.loss())),
                r,
                wins * Math.log(p) + (r.length - wins) * Math.log1p(-p),
                Sample.ofResults(
                        Sample.distance(r, model.law().orElseThrow()),
                        Arrays.stream(r).map(result -> result > 0 ? 1 - p : -p).toArray()));
    }

    /**
     * Finitely many results: results that are nearest to the same multiple of a step count as one, of their mean. With
     * a step of 0.5 R these are the breakevens about 0 R, the losers about −1 R, and so on. The mean result is kept.
     *
     * @param step the step in R, above 0
     * @return the fit, whose model {@code solve()} takes
     * @throws IllegalArgumentException if the step is out of range
     */
    public DiscreteFit discrete(double step) {
        if (!(step > 0 && step <= Outcome.LARGEST_R)) {
            throw new IllegalArgumentException("step must be above 0 and at most 1000000 R, was " + step);
        }
        return DiscreteFit.of(r, step);
    }

    /**
     * Losses beyond the stop: how often a loser loses more than it should, and how much more on average.
     *
     * @param loss the result of a loser that is closed at its stop, costs included, such as −1.02; below 0
     * @return the fit
     * @throws IllegalArgumentException if the loss is not below 0, or no trade loses
     */
    public GapFit gaps(double loss) {
        if (!(loss < 0 && loss >= -Outcome.LARGEST_R)) {
            throw new IllegalArgumentException("loss must be below 0 and at least -1000000 R, was " + loss);
        }
        return GapFit.of(r, loss);
    }

    private BernoulliR averages() {
        double[] wins = Arrays.stream(r).filter(result -> result > 0).toArray();
        double[] losses = Arrays.stream(r).filter(result -> result <= 0).toArray();
        if (wins.length == 0 || losses.length == 0 || Sample.mean(losses) == 0) {
            throw new IllegalArgumentException(
                    "rMultiples must have wins and losses, had " + wins.length + " wins of " + r.length + " trades");
        }
        return new BernoulliR((double) wins.length / r.length, Sample.mean(wins), Sample.mean(losses));
    }

    /**
     * Two hidden states with a win rate each, the higher one first, and the mean win and the mean loss of all trades.
     *
     * @return the fit
     * @throws IllegalArgumentException if there are no wins or no losses
     */
    public Fit<Regimes> winRateRegimes() {
        return StateFits.winRates(r, averages());
    }

    /**
     * A win rate, a lognormal law of the wins, and the mean loss.
     *
     * @return the fit
     * @throws IllegalArgumentException if there are no losses, or all wins are equal
     */
    public Fit<LognormalWinners> lognormalWinners() {
        BernoulliR averages = averages();
        double p = averages.winRate();
        double[] logs =
                Arrays.stream(r).filter(result -> result > 0).map(Math::log).toArray();
        double sigma = Math.sqrt(Sample.variance(logs));
        if (sigma == 0) {
            throw new IllegalArgumentException("rMultiples must have different wins, had " + averages.win() + " only");
        }
        double location = Sample.mean(logs);
        LognormalWinners model =
                new LognormalWinners(p, Math.exp(location + sigma * sigma / 2), sigma, averages.loss());
        NormalDistribution normal = new NormalDistribution(null, location, sigma);
        double logLikelihood = logs.length * Math.log(p) + (r.length - logs.length) * Math.log1p(-p);
        for (double log : logs) {
            logLikelihood += normal.logDensity(log) - log;
        }
        double mean = Sample.mean(r);
        double deviation = Math.sqrt(Sample.variance(r));
        return fit(
                Family.LOGNORMAL_WINNERS,
                model,
                List.of(
                        new Parameter("winRate", p),
                        new Parameter("meanWin", model.meanWin()),
                        new Parameter("sigma", sigma),
                        new Parameter("loss", model.loss())),
                r,
                logLikelihood,
                Sample.ofResults(
                        Sample.distance(logs, normal::cumulativeProbability),
                        Arrays.stream(r)
                                .map(result -> (result - mean) / deviation)
                                .toArray()));
    }

    private DensityFits densities() {
        if (Sample.variance(r) == 0) {
            throw new IllegalArgumentException("rMultiples must differ, were all " + r[0]);
        }
        return new DensityFits(r, stopDistance);
    }

    /**
     * Normal returns.
     *
     * @return the fit
     * @throws IllegalArgumentException if all results are equal
     */
    public Fit<GaussianReturns> gaussian() {
        return densities().gaussian();
    }

    /**
     * Returns with fat tails.
     *
     * @return the fit
     * @throws IllegalArgumentException if all results are equal
     */
    public Fit<StudentTReturns> studentT() {
        return densities().studentT();
    }

    /**
     * Skewed normal returns.
     *
     * @return the fit
     * @throws IllegalArgumentException if all results are equal
     */
    public Fit<SkewedReturns> skewedNormal() {
        return densities().skewedNormal();
    }

    /**
     * Skewed returns with fat tails.
     *
     * @return the fit
     * @throws IllegalArgumentException if all results are equal
     */
    public Fit<SkewedReturns> skewedT() {
        return densities().skewedT();
    }

    /**
     * Normal returns with jumps, at most one in two steps.
     *
     * @return the fit
     * @throws IllegalArgumentException if all results are equal
     */
    public Fit<JumpReturns> jumps() {
        return densities().jumps();
    }

    /**
     * Returns whose volatility comes in clusters.
     *
     * @return the fit
     * @throws IllegalArgumentException if all results are equal
     */
    public Fit<GarchReturns> garch() {
        return densities().garch();
    }

    /**
     * Two hidden states with normal returns, the calmer one first.
     *
     * @return the fit
     * @throws IllegalArgumentException if all results are equal
     */
    public Fit<Regimes> regimes() {
        densities();
        return StateFits.normal(r, stopDistance);
    }

    /**
     * The fit of a family.
     *
     * @param family the family
     * @return the fit
     * @throws IllegalArgumentException if the trades do not allow it
     */
    public Fit<? extends OutcomeModel> fit(Family family) {
        return switch (family) {
            case WINS_AND_LOSSES -> winsAndLosses();
            case WIN_RATE_REGIMES -> winRateRegimes();
            case LOGNORMAL_WINNERS -> lognormalWinners();
            case GAUSSIAN -> gaussian();
            case STUDENT_T -> studentT();
            case SKEWED_NORMAL -> skewedNormal();
            case SKEWED_T -> skewedT();
            case JUMPS -> jumps();
            case GARCH -> garch();
            case REGIMES -> regimes();
        };
    }

    /**
     * The fits of all families {@linkplain Family#hasDensity() with a density}.
     *
     * @return the one with the lowest {@linkplain Fit#aic() criterion} first
     * @throws IllegalArgumentException if all results are equal
     */
    public List<Fit<? extends OutcomeModel>> byAic() {
        return Stream.of(Family.values())
                .filter(Family::hasDensity)
                .<Fit<? extends OutcomeModel>>map(this::fit)
                .sorted(Comparator.comparingDouble(Fit::aic))
                .toList();
    }

    /**
     * How often trades that follow the fitted model are at least as {@linkplain Goodness#distance() far} from their own
     * fit as these trades are from theirs, by a parametric bootstrap. Simulated histories that do not allow a fit, such
     * as those without a loss, count as nearer.
     *
     * @param family the family
     * @param rounds how many histories to simulate and to fit, at least 1
     * @param seed the seed of the simulation
     * @return the p-value, from 1 / (rounds + 1) to 1
     * @throws IllegalArgumentException if the trades do not allow the fit, or the number is below 1
     */
    public double pValue(Family family, int rounds, long seed) {
        Fit<? extends OutcomeModel> fit = fit(family);
        long farther = simulated(fit, rounds, seed)
                .filter(other -> other.goodness().distance() >= fit.goodness().distance())
                .count();
        return (1.0 + farther) / (1.0 + rounds);
    }

    /**
     * Where the parameters may be at 95 %, by a parametric bootstrap: the quantiles of the parameters that are fitted
     * to simulated histories of as many trades.
     *
     * <p>Of simulated histories of some hundreds of trades the intervals cover the true parameter in 86 to 96 %: in
     * fewer than 95 % for families whose parameters are hard to distinguish, such as {@link Family#GARCH}. Simulated
     * histories that do not allow a fit are left out; the ends are NaN if none allows it.
     *
     * @param family the family
     * @param rounds how many histories to simulate and to fit, at least 1; some hundreds as a rule
     * @param seed the seed of the simulation
     * @return an interval for each parameter, in the order of the fit
     * @throws IllegalArgumentException if the trades do not allow the fit, or the number is below 1
     */
    public List<ParameterInterval> intervals(Family family, int rounds, long seed) {
        Fit<? extends OutcomeModel> fit = fit(family);
        List<Fit<? extends OutcomeModel>> others = simulated(fit, rounds, seed).toList();
        List<ParameterInterval> intervals = new ArrayList<>();
        for (int i = 0; i < fit.parameters().size(); i++) {
            int index = i;
            double[] values = others.stream()
                    .mapToDouble(other -> other.parameters().get(index).value())
                    .sorted()
                    .toArray();
            Parameter parameter = fit.parameters().get(i);
            intervals.add(new ParameterInterval(
                    parameter.name(), parameter.value(), quantile(values, 0.025), quantile(values, 0.975)));
        }
        return List.copyOf(intervals);
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double above = sorted[Math.min(sorted.length - 1, below + 1)];
        return sorted[below] + (at - below) * (above - sorted[below]);
    }

    private Stream<Fit<? extends OutcomeModel>> simulated(Fit<? extends OutcomeModel> fit, int rounds, long seed) {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be at least 1, was " + rounds);
        }
        return Stream.iterate(0, round -> round < rounds, round -> round + 1)
                .flatMap(round -> refit(fit.family(), draw(fit.model(), round, seed)));
    }

    /** None if the simulated trades do not allow it, such as trades without a loss. */
    private Stream<Fit<? extends OutcomeModel>> refit(Family family, double[] drawn) {
        try {
            return Stream.of(new Fits(drawn, stopDistance).fit(family));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private double[] draw(OutcomeModel model, int round, long seed) {
        OutcomeSampler sampler = model.start();
        RandomStream random = new RandomStream(seed, round, 0, 0, Purpose.OUTCOME);
        Outcome out = new Outcome();
        double[] drawn = new double[r.length];
        for (int i = 0; i < drawn.length; i++) {
            sampler.next(random, out);
            drawn[i] = out.rMultiple();
        }
        return drawn;
    }

    /**
     * The lengths of the blocks of a bootstrap. Source: D. Politis, H. White, Automatic Block-Length Selection for the
     * Dependent Bootstrap, Econometric Reviews 2004, with the correction of A. Patton, D. Politis and H. White, 2009.
     *
     * @return the lengths
     */
    public BlockFit blocks() {
        return BlockLengths.fit(r);
    }

    /** The fit with its warnings. */
    static <M extends OutcomeModel> Fit<M> fit(
            Family family, M model, List<Parameter> parameters, double[] r, double logLikelihood, Goodness goodness) {
        List<String> warnings = new ArrayList<>();
        if (r.length < family.leastTrades()) {
            warnings.add(family + " needs " + family.leastTrades() + " trades for a stable fit, had " + r.length);
        }
        if (family.hasDensity()) {
            double mostFrequent = mostFrequent(r);
            long equal =
                    Arrays.stream(r).filter(result -> result == mostFrequent).count();
            if (equal > MANY_EQUAL * r.length) {
                warnings.add(equal + " of " + r.length + " trades have the same result, " + mostFrequent
                        + " R, which no density has");
            }
        }
        if (family != Family.WINS_AND_LOSSES
                && family != Family.WIN_RATE_REGIMES
                && goodness.distance() * Math.sqrt(r.length) > FAR) {
            warnings.add(
                    "the results have another distribution than the model: the distance is " + goodness.distance());
        }
        parameters.stream()
                .filter(Fits::isAtBound)
                .forEach(parameter -> warnings.add(parameter.name() + " is at the end of its range: "
                        + parameter.value() + "; a simpler family may fit as well"));
        warnings.addAll(goodness.warnings());
        return new Fit<>(family, model, parameters, r.length, logLikelihood, goodness, warnings);
    }

    private static boolean isAtBound(Parameter parameter) {
        double value = parameter.value();
        return switch (parameter.name()) {
            case "degrees" -> value < DensityFits.LEAST_DEGREES + NEAR || value >= DensityFits.MOST_DEGREES;
            case "skew" ->
                value <= 1 / DensityFits.LARGEST_SKEW * (1 + NEAR) || value >= DensityFits.LARGEST_SKEW * (1 - NEAR);
            case "jumpProbability" -> value > DensityFits.MOST_JUMPS - NEAR;
            case "firstStays", "secondStays" -> value >= HiddenStates.LARGEST_STAY;
            default -> false;
        };
    }

    private static double mostFrequent(double[] r) {
        double[] sorted = r.clone();
        Arrays.sort(sorted);
        double most = sorted[0];
        int longest = 0;
        int length = 0;
        for (int i = 0; i < sorted.length; i++) {
            length = i > 0 && sorted[i] == sorted[i - 1] ? length + 1 : 1;
            if (length > longest) {
                longest = length;
                most = sorted[i];
            }
        }
        return most;
    }
}
