package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.outcome.ContinuousLaw;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One phase for results that have a density: the density of the balance is moved on trade by trade by Gauss-Legendre
 * quadrature, and day by day by one matrix, for a static floor, a floor of the day and stakes that are a share of the
 * balance or an amount.
 *
 * <p>The state as a day begins is held as weights on nodes: those of interpolation, so that a smooth function of the
 * balance has the right mean. As a function of the balance at the start of a day, the odds are smooth except where the
 * floor of the day begins to be the higher one, where that floor is at such a place, and so on, each time one degree
 * smoother; the nodes are divided at the first few of these places. The bound on the error is the distance between the
 * results of two orders, which is the error of the lower one; the higher one is returned.
 *
 * <p>Rounding to whole minor units is part of the model in the mean: a balance reaches a whole number from half a unit
 * below it on, and rounding down costs a stake what it costs on average, the first stake of a phase exactly. What is
 * left has a mean of zero; a tenth of the effect of the mean is added to the bound.
 */
final class DensityChain {

    /** Nodes per length over which the density changes: each order is compared with the one before. */
    private static final double[] ORDERS = {0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11};

    private static final int LEAST_NODES = 5;
    private static final int MOST_KINKS = 4;
    private static final double LEFT_BY_ROUNDING = 0.1;

    /** Kernel values, of which some ten million take a second. */
    private static final long MOST_WORK = 4_000_000_000L;

    private final SimulationSpec spec;
    private final CompiledPhase rules;
    private final ContinuousLaw law;
    private final CountProbabilities trades;
    private final AffineStake rounded;
    private final Effort effort;
    private final Map<Integer, Legendre> standard = new HashMap<>();

    /** What may be lost on a day: a share of the balance as it begins, and an amount, infinite if it is not limited. */
    private final double limitShare;

    private final double limitAmount;

    private AffineStake stake;
    private double half;
    private double order;

    DensityChain(
            SimulationSpec spec,
            CompiledPhase rules,
            ContinuousLaw law,
            CountProbabilities trades,
            AffineStake stake,
            Effort effort) {
        this.spec = spec;
        this.rules = rules;
        this.law = law;
        this.trades = trades;
        this.rounded = stake;
        this.stake = stake;
        this.effort = effort;
        Limit limit = rules.phase().dailyLoss().map(DailyLoss::limit).orElse(null);
        limitShare = limit instanceof Limit.ShareOfReference share ? share.fraction() : 0;
        limitAmount = limit == null
                ? Double.POSITIVE_INFINITY
                : limitShare > 0 ? 0 : limit.minorUnits(rules.initialBalance(), rules.initialBalance());
    }

    /**
     * Solves the phase for a fresh account.
     *
     * @param firstDay its first day, in days since 1970-01-01
     * @param tolerance the largest distance of the results of two orders
     * @return how the phase ends
     */
    PhaseLaw solve(long firstDay, double tolerance) {
        LastDay last = LastDay.of(spec, rules, firstDay);
        PhaseLaw unrounded = run(last, ORDERS[0], rounded.unrounded(), 0, tolerance);
        PhaseLaw coarse = run(last, ORDERS[0], rounded, 0.5, tolerance);
        double left = LEFT_BY_ROUNDING * coarse.distance(unrounded);
        double distance = 1;
        for (int i = 1; i < ORDERS.length; i++) {
            PhaseLaw fine = run(last, ORDERS[i], rounded, 0.5, tolerance);
            distance = fine.distance(coarse);
            if (distance <= tolerance) {
                fine.addError(distance + left);
                return fine;
            }
            coarse = fine;
        }
        throw new UnsolvableException(List.of(new Obstacle(
                "order",
                String.format(
                        Locale.ROOT,
                        "two orders of quadrature still differ by %.1g in %s; ask for a larger tolerance",
                        distance,
                        rules.phase().name()))));
    }

    private PhaseLaw run(LastDay last, double newOrder, AffineStake newStake, double newHalf, double tolerance) {
        order = newOrder;
        stake = newStake;
        half = newHalf;
        return new Run(last, tolerance).solve();
    }

    private Legendre nodes(double from, double to, double step) {
        int wanted = LEAST_NODES + (int) Math.ceil(order * (to - from) / step);
        return standard.computeIfAbsent(wanted, Legendre::of).on(from, to);
    }

    /** How far a trade typically moves a balance. */
    private double step(double balance) {
        return stake.at(balance) * law.scale();
    }

    /** One run with nodes of one order. */
    private final class Run extends DayMatrix {
        private final double floor = rules.threshold(rules.maximumLossFloor(rules.initialBalance(), 0)) - half;
        private final double target = rules.targetBalance() - half;

        /** Between these, and from the last one to the target, the odds are smooth. */
        private final List<Legendre> pieces = new ArrayList<>();

        private final double[] balances;

        /** The day whose tables serve the next one, too, if it has the same floor. */
        private @Nullable Day shared;

        Run(LastDay last, double tolerance) {
            super(rules, last, tolerance);
            double from = floor;
            double kink = rules.maximumLossFloor(rules.initialBalance(), 0);
            for (int i = 0; i < MOST_KINKS; i++) {
                kink = (kink + limitAmount) / (1 - limitShare);
                if (kink > from && kink < target) {
                    pieces.add(nodes(from, kink, step(from)));
                    from = kink;
                }
            }
            pieces.add(nodes(from, target, step(from)));
            balances = pieces.stream()
                    .flatMapToDouble(piece -> Arrays.stream(piece.nodes))
                    .toArray();
        }

        PhaseLaw solve() {
            long initial = rules.initialBalance();
            Day opening = new Day(
                    this, (double) initial, half > 0 ? stake.rounded(initial) : stake.at((double) initial), null);
            double[] state = new double[balances.length];
            double[] sums = new double[SUMS];
            opening.into(state, sums);
            return solve(balances, 0, state, sums);
        }

        @Override
        void dayOf(int balance, Masses next, double[] sums) {
            double x = balances[balance];
            shared = new Day(this, x, stake.at(x), shared);
            next.span(0, next.at.length);
            shared.into(next.at, sums);
        }
    }

    /** One day that begins at a balance. */
    private final class Day {

        private final Run run;
        private final double start;
        private final double firstStake;
        private final double bottom;
        private final boolean daily;
        private final Legendre inside;

        /** From each node during the day to each other, by the end node. */
        private final double[] kernel;

        /** Leaving from each node: below, balances below, above, balances above. */
        private final double[][] leaving;

        /** Nodes after the last trade, between which the odds of the next day are smooth. */
        private final List<Legendre> evening;

        private final double[] lastKernel;
        private final int eveningSize;

        Day(Run run, double start, double firstStake, @Nullable Day before) {
            this.run = run;
            this.start = start;
            this.firstStake = firstStake;
            double floorToday = start * (1 - limitShare) - limitAmount + rules.threshold(0) - half;
            daily = floorToday >= run.floor;
            bottom = daily ? floorToday : run.floor;
            if (before != null && before.bottom == bottom) {
                inside = before.inside;
                kernel = before.kernel;
                leaving = before.leaving;
                evening = before.evening;
                eveningSize = before.eveningSize;
                lastKernel = before.lastKernel;
                return;
            }
            inside = nodes(bottom, run.target, step(bottom));
            evening = new ArrayList<>();
            for (Legendre piece : run.pieces) {
                double from = Math.max(bottom, piece.from());
                if (from < piece.to()) {
                    evening.add(nodes(from, piece.to(), step(from)));
                }
            }
            eveningSize = evening.stream().mapToInt(Legendre::size).sum();
            int n = inside.size();
            effort.work((long) n * (n + eveningSize), MOST_WORK, rules.phase().name());
            boolean several = trades.most() > 1;
            kernel = new double[several ? n * n : 0];
            lastKernel = new double[several ? eveningSize * n : 0];
            leaving = new double[several ? n : 0][];
            if (several) {
                fill(n);
            }
        }

        private void fill(int n) {
            double[] stakes = new double[n];
            for (int j = 0; j < n; j++) {
                stakes[j] = stake.at(inside.nodes[j]);
                leaving[j] = leave(inside.nodes[j], stakes[j]);
            }
            for (int i = 0; i < n; i++) {
                fillRow(kernel, i * n, inside.nodes[i], stakes);
            }
            int at = 0;
            for (Legendre piece : evening) {
                for (double z : piece.nodes) {
                    fillRow(lastKernel, at, z, stakes);
                    at += n;
                }
            }
        }

        /** Densities at a place, from each node, times the weight of the node. */
        private void fillRow(double[] into, int at, double place, double[] stakes) {
            for (int j = 0; j < stakes.length; j++) {
                into[at + j] = inside.weights[j] * law.density((place - inside.nodes[j]) / stakes[j]) / stakes[j];
            }
        }

        private double[] leave(double from, double staked) {
            double low = (bottom - from) / staked;
            double high = (run.target - from) / staked;
            double below = law.cumulative(low);
            double notAbove = law.cumulative(high);
            double above = 1 - notAbove;
            double partBelow = law.partialMean(low);
            double partAbove = law.mean() - law.partialMean(high);
            return new double[] {below, from * below + staked * partBelow, above, from * above + staked * partAbove};
        }

        /** Adds the masses at the end of the day to nodes, and the masses that leave on it to sums. */
        void into(double[] row, double[] sums) {
            double alive = 1 - trades.probability(0);
            if (trades.probability(0) > 0) {
                spread(start, trades.probability(0), row);
            }
            int n = inside.size();
            double[] density = new double[n];
            for (int i = 0; i < n; i++) {
                density[i] = law.density((inside.nodes[i] - start) / firstStake) / firstStake;
            }
            addLeaving(leave(start, firstStake), alive, sums);
            double[] next = new double[n];
            for (int trade = 1; trade <= trades.most(); trade++) {
                double ends = trades.probability(trade);
                if (ends > 0 && trade == 1) {
                    for (Legendre piece : evening) {
                        for (int k = 0; k < piece.size(); k++) {
                            double z = piece.nodes[k];
                            spread(
                                    z,
                                    ends * piece.weights[k] * law.density((z - start) / firstStake) / firstStake,
                                    row);
                        }
                    }
                } else if (ends > 0) {
                    int at = 0;
                    for (Legendre piece : evening) {
                        for (int k = 0; k < piece.size(); k++) {
                            // the density before the trade that ends the day
                            spread(piece.nodes[k], ends * piece.weights[k] * dot(lastKernel, at, next), row);
                            at += n;
                        }
                    }
                }
                alive -= ends;
                if (trade == trades.most() || alive <= 0) {
                    return;
                }
                for (int j = 0; j < n; j++) {
                    addLeaving(leaving[j], alive * inside.weights[j] * density[j], sums);
                }
                System.arraycopy(density, 0, next, 0, n);
                if (trade + 1 < trades.most()) {
                    for (int i = 0; i < n; i++) {
                        density[i] = dot(kernel, i * n, next);
                    }
                }
            }
        }

        private double dot(double[] matrix, int at, double[] vector) {
            double sum = 0;
            for (int j = 0; j < vector.length; j++) {
                sum += matrix[at + j] * vector[j];
            }
            return sum;
        }

        private void addLeaving(double[] left, double mass, double[] sums) {
            int below = daily ? DayMatrix.DAILY : DayMatrix.MAXIMUM;
            sums[below] += mass * left[0];
            sums[below + 1] += mass * left[1];
            sums[DayMatrix.HIT] += mass * left[2];
            sums[DayMatrix.HIT + 1] += mass * left[3];
        }

        private void spread(double place, double mass, double[] row) {
            int at = 0;
            for (Legendre piece : run.pieces) {
                if (piece.contains(place)) {
                    piece.spread(place, mass, row, at);
                    return;
                }
                at += piece.size();
            }
        }
    }
}
