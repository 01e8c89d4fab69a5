package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.internal.Trials;
import io.github.ftmo4j.sim.engine.internal.kernel.Kernel;
import io.github.ftmo4j.sim.engine.internal.montecarlo.BlockRun;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.statistics.Difference;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.OddsCriterion;
import io.github.ftmo4j.sim.sweep.Score;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Simulations that are run side by side, trial by trial on the same draws, in batches: what was found under each of
 * them, and any difference of two by any criterion.
 *
 * <p>A difference of probabilities that an account passes is compared trial by trial (Tango). Any other figure is taken
 * of each batch, and its interval is that of the mean of the batches by Student's t: batches are independent and of
 * equal size, and a figure of many trials is nearly normal.
 */
final class PairedBatches {

    private static final double LEVEL = 0.95;
    private static final int MOST_BATCHES = 40;
    private static final int FEWEST_TRIALS_OF_BATCH = 10;

    private final List<SampledOdds> odds;
    private final Map<OddsCriterion, double[][]> batches;
    private final long[][] both;
    private final long trials;

    private PairedBatches(List<SampledOdds> odds, Map<OddsCriterion, double[][]> batches, long[][] both, long trials) {
        this.odds = odds;
        this.batches = batches;
        this.both = both;
        this.trials = trials;
    }

    /**
     * Runs simulations.
     *
     * @param simulations of one seed and as many trials
     * @param criteria what they are judged by
     * @param execution where and how; progress counts trials that were run under all simulations
     * @return what was found
     * @throws CancellationException if the calling thread is interrupted, which it stays
     */
    static PairedBatches run(List<Simulation> simulations, List<OddsCriterion> criteria, Execution execution) {
        Simulation first = simulations.get(0);
        List<Trials> all = simulations.stream()
                .map(each -> Kernel.trials(each.spec(), each.seed()))
                .toList();
        long trials = first.trials();
        int number = (int) Math.max(1, Math.min(MOST_BATCHES, trials / FEWEST_TRIALS_OF_BATCH));
        List<Tally> sums = all.stream().map(Trials::newTally).toList();
        Map<OddsCriterion, double[][]> batches = new HashMap<>();
        criteria.forEach(criterion -> batches.put(criterion, new double[all.size()][number]));
        long[][] both = new long[all.size()][all.size()];
        for (int batch = 0; batch < number; batch++) {
            long from = trials * batch / number;
            long count = trials * (batch + 1) / number - from;
            BlockRun.Found found = BlockRun.runJointly(
                    all,
                    from,
                    count,
                    execution.onProgress((done, total) -> execution.progress().update(from + done, trials)));
            if (found.compared() < count) {
                throw new CancellationException("the run was interrupted");
            }
            for (int i = 0; i < all.size(); i++) {
                SampledOdds part = new SampledOdds(
                        simulations.get(i).spec(),
                        count,
                        first.seed(),
                        found.tallies().get(i));
                for (OddsCriterion criterion : criteria) {
                    of(batches, criterion)[i][batch] = criterion.of(part);
                }
                sums.get(i).add(found.tallies().get(i));
                for (int j = 0; j < all.size(); j++) {
                    both[i][j] += found.both()[Math.min(i, j)][Math.max(i, j)];
                }
            }
        }
        return new PairedBatches(
                IntStream.range(0, all.size())
                        .mapToObj(i -> new SampledOdds(simulations.get(i).spec(), trials, first.seed(), sums.get(i)))
                        .toList(),
                batches,
                both,
                trials);
    }

    List<SampledOdds> odds() {
        return odds;
    }

    /** The number of one simulation with its interval. */
    Score score(OddsCriterion criterion, int row) {
        SampledOdds of = odds.get(row);
        return criterion
                .estimate(of)
                .map(Score::of)
                .orElseGet(() -> ofBatches(criterion.of(of), of(batches, criterion)[row], LEVEL));
    }

    /** How much more a simulation has than another, at any level. */
    Score difference(OddsCriterion criterion, int row, int other, double level) {
        if (row == other) {
            return new Score(0, 0, 0, OptionalLong.of(trials), "the same");
        }
        if (isPairedByTrial(criterion, row) && isPairedByTrial(criterion, other)) {
            long shared = both[row][other];
            Difference difference = Difference.of(both[row][row] - shared, both[other][other] - shared, trials, level);
            return new Score(
                    difference.value(), difference.lower(), difference.upper(), OptionalLong.of(trials), "Tango");
        }
        double[] here = of(batches, criterion)[row];
        double[] there = of(batches, criterion)[other];
        return ofBatches(
                criterion.of(odds.get(row)) - criterion.of(odds.get(other)),
                IntStream.range(0, here.length)
                        .mapToDouble(batch -> here[batch] - there[batch])
                        .toArray(),
                level);
    }

    private static double[][] of(Map<OddsCriterion, double[][]> batches, OddsCriterion criterion) {
        return Objects.requireNonNull(batches.get(criterion), "criterion");
    }

    private boolean isPairedByTrial(OddsCriterion criterion, int row) {
        return criterion.equals(Criterion.atLeast(1))
                || (criterion.equals(Criterion.pass()) && odds.get(row).spec().accounts() == 1);
    }

    private Score ofBatches(double value, double[] parts, double level) {
        double[] defined = IntStream.range(0, parts.length)
                .mapToDouble(batch -> parts[batch])
                .filter(part -> !Double.isNaN(part))
                .toArray();
        if (Double.isNaN(value) || defined.length < 2) {
            return new Score(value, Double.NaN, Double.NaN, OptionalLong.of(trials), "too few trials");
        }
        double mean = 0;
        for (double part : defined) {
            mean += part / defined.length;
        }
        double squares = 0;
        for (double part : defined) {
            squares += (part - mean) * (part - mean);
        }
        double error = Math.sqrt(squares / (defined.length - 1) / defined.length);
        double t = new TDistribution(null, defined.length - 1.0).inverseCumulativeProbability((1 + level) / 2);
        return new Score(
                value,
                value - t * error,
                value + t * error,
                OptionalLong.of(trials),
                "t of " + defined.length + " batches");
    }
}
