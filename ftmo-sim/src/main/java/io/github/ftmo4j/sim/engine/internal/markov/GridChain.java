package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.SizingCode;
import io.github.ftmo4j.sim.engine.Obstacle;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One phase where the balance is the whole state and takes too many values to be followed one by one, as with the many
 * different results of a history: the balance is held on a grid between floor and target.
 *
 * <p>Each trade moves a grid point to where the rules in whole minor units move that balance; the mass is divided among
 * the four nearest points of the grid, so that a cubic function of the balance keeps its mean. Breaches and passes are
 * judged before. The bound on the error is one and a half times the distance between the results of two grids, the
 * second twice as fine, whose result is returned; or half as much of the pair before, if that is more.
 */
final class GridChain {

    private static final int COARSEST = 250;
    private static final int FINEST = 64_000;

    /** Moves of a grid point, of which some fifty million take a second. */
    private static final long MOST_WORK = 800_000_000L;

    private static final int STENCIL = 4;
    private static final double SAFETY = 1.5;

    /** So many balances are tried whether something is risked on them. */
    private static final int SAMPLE = 1_000;

    private final SimulationSpec spec;
    private final CompiledPhase rules;
    private final DiscreteLaw outcomes;
    private final CountProbabilities trades;
    private final Stakes stakes;
    private final Effort effort;

    private GridChain(
            SimulationSpec spec,
            CompiledPhase rules,
            DiscreteLaw outcomes,
            CountProbabilities trades,
            Stakes stakes,
            Effort effort) {
        this.spec = spec;
        this.rules = rules;
        this.outcomes = outcomes;
        this.trades = trades;
        this.stakes = stakes;
        this.effort = effort;
    }

    /**
     * The chain of a phase.
     *
     * @return none if more than the balance is the state
     */
    static Optional<GridChain> of(SimulationSpec spec, CompiledPhase rules, StartDays startDays, Effort effort) {
        CountProbabilities trades = spec.tradesPerDay().distribution().orElseThrow();
        boolean everyDay = trades.probability(trades.most()) == 1 && trades.most() >= 1;
        boolean fits = startDays.inputs().isEmpty()
                && startDays.gatesStayOpen()
                && !spec.seesOpenTrades()
                && new SizingCode(spec.sizing()).length() == 0
                && rules.hasTarget()
                && BalanceChain.unfit(rules.phase()).isEmpty()
                && (everyDay
                        || (rules.minimumTradingDays() <= 1
                                && rules.phase().inactivity().isEmpty()));
        if (!fits) {
            return Optional.empty();
        }
        Stakes stakes = Stakes.of(spec.sizing(), rules, startDays.noon());
        long floor = rules.threshold(rules.maximumLossFloor(rules.initialBalance(), 0));
        long width = rules.targetBalance() - floor;
        for (int i = 0; i < SAMPLE; i++) {
            if (stakes.of(floor + width / SAMPLE * i) <= 0) {
                return Optional.empty();
            }
        }
        DiscreteLaw outcomes = spec.outcomes().law().orElseThrow();
        return width < FINEST
                ? Optional.empty()
                : Optional.of(new GridChain(spec, rules, outcomes, trades, stakes, effort));
    }

    /**
     * Solves the phase for a fresh account.
     *
     * @param firstDay its first day, in days since 1970-01-01
     * @param tolerance the largest distance of the results of two grids
     * @return how the phase ends
     */
    PhaseLaw solve(long firstDay, double tolerance) {
        LastDay last = LastDay.of(spec, rules, firstDay);
        PhaseLaw coarse = new Run(last, COARSEST, tolerance).solve();
        double distance = 1;
        int points = COARSEST;
        long done = 0;
        while (points < FINEST) {
            points *= 2;
            long before = effort.worked();
            // a grid that is twice as fine takes up to four times the work
            if (done > 0 && 4 * done > MOST_WORK) {
                break;
            }
            PhaseLaw fine = new Run(last, points, tolerance).solve();
            done = effort.worked() - before;
            double latest = fine.distance(coarse);
            // where results jump with the balance, two grids may agree by chance: the pair before counts, too
            double bound = SAFETY * Math.max(latest, distance / 2);
            distance = latest;
            if (bound <= tolerance) {
                fine.addError(bound);
                return fine;
            }
            coarse = fine;
        }
        throw new UnsolvableException(List.of(new Obstacle(
                "states",
                String.format(
                        Locale.ROOT,
                        "%s has too many balances to be followed in whole minor units, and on grids of up to %,d points"
                                + " two results still differ by %.1g; ask for a larger tolerance",
                        rules.phase().name(),
                        points,
                        distance))));
    }

    /** One run on one grid. */
    private final class Run extends DayMatrix {
        private final int points;
        private final long floor = rules.threshold(rules.maximumLossFloor(rules.initialBalance(), 0));
        private final long maximumFloor = rules.maximumLossFloor(rules.initialBalance(), 0);
        private final long target = rules.targetBalance();
        private final double step;

        /** The balances of the grid, and what a trade on each risks. */
        private final long[] balances;

        private final long[] staked;

        /** The first point that is not free of a floor of the day above the other one. */
        private final int firstBound;

        private Masses now;
        private Masses next;

        Run(LastDay last, int points, double tolerance) {
            super(rules, last, tolerance);
            this.points = points;
            step = (double) (target - floor) / points;
            balances = new long[points];
            staked = new long[points];
            int bound = points;
            for (int i = points - 1; i >= 0; i--) {
                balances[i] = Math.min(target - 1, floor + (long) ((i + 0.5) * step));
                staked[i] = stakes.of(balances[i]);
                if (rules.dailyLossFloor(balances[i], balances[i]) >= maximumFloor) {
                    bound = i;
                }
            }
            firstBound = bound;
            now = new Masses(points);
            next = new Masses(points);
        }

        PhaseLaw solve() {
            Masses state = new Masses(points);
            double[] sums = new double[SUMS];
            day(rules.initialBalance(), state, sums);
            return solve(Arrays.stream(balances).asDoubleStream().toArray(), firstBound, state.at, sums);
        }

        @Override
        void keep(long masses) {
            effort.keep(masses, points, rules.phase().name());
        }

        @Override
        void dayOf(int balance, Masses next, double[] sums) {
            day(balances[balance], next, sums);
        }

        /** The day of one balance, with its own floor. */
        private void day(long balance, Masses row, double[] sums) {
            long daily = rules.dailyLossFloor(balance, balance);
            boolean isDaily = daily >= maximumFloor;
            Leaving leaving = new Leaving(isDaily ? rules.threshold(daily) : floor, isDaily, sums);
            double ends = trades.probability(0);
            if (ends > 0) {
                spread(balance, ends, row, 0);
            }
            now.clear();
            move(balance, stakes.of(balance), 1 - ends, leaving, now);
            restOfDay(1, 1 - ends, leaving, row);
        }

        /** The day of all balances on which the floor of the day is not the higher one. */
        @Override
        void dayBeforeRows(double[] state, Masses row, double[] sums) {
            Leaving leaving = new Leaving(floor, false, sums);
            double ends = trades.probability(0);
            now.clear();
            row.span(0, firstBound);
            for (int i = 0; i < firstBound; i++) {
                row.at[i] += ends * state[i];
                move(balances[i], staked[i], (1 - ends) * state[i], leaving, now);
            }
            restOfDay(1, 1 - ends, leaving, row);
        }

        /** From after some trade to the end of the day; the masses are those of the days that have that trade. */
        private void restOfDay(int done, double share, Leaving leaving, Masses row) {
            double alive = share;
            for (int trade = done; ; trade++) {
                double ends = trade == trades.most() || alive <= 0 ? 1 : Math.min(1, trades.probability(trade) / alive);
                row.add(ends, now);
                if (ends >= 1) {
                    return;
                }
                alive -= trades.probability(trade);
                next.clear();
                for (int i = now.from; i < now.to; i++) {
                    move(balances[i], staked[i], (1 - ends) * now.at[i], leaving, next);
                }
                Masses before = now;
                now = next;
                next = before;
            }
        }

        /** A trade of one balance. */
        private void move(long balance, long stake, double mass, Leaving leaving, Masses to) {
            if (mass == 0) {
                return;
            }
            effort.visitPoint(points, outcomes.size(), rules.phase().name());
            for (int j = 0; j < outcomes.size(); j++) {
                long after = balance + MinorUnits.round(stake * outcomes.value(j));
                double reached = mass * outcomes.probability(j);
                if (after < leaving.threshold) {
                    leaving.below(reached, after);
                } else if (after >= target) {
                    leaving.above(reached, after);
                } else {
                    spread(after, reached, to, leaving.firstPoint);
                }
            }
        }

        /** Divides a mass among the four points around a balance, none of them below the first. */
        private void spread(long balance, double mass, Masses to, int firstPoint) {
            double x = (balance + 0.5 - floor) / step - 0.5;
            int at = Math.max(firstPoint, Math.min(points - STENCIL, (int) Math.floor(x) - 1));
            double u = x - at;
            double u1 = u - 1;
            double u2 = u - 2;
            double u3 = u - 3;
            to.span(at, at + STENCIL);
            to.at[at] -= mass * u1 * u2 * u3 / 6;
            to.at[at + 1] += mass * u * u2 * u3 / 2;
            to.at[at + 2] -= mass * u * u1 * u3 / 2;
            to.at[at + 3] += mass * u * u1 * u2 / 6;
        }

        /** What leaves the grid on a day: sums of masses, each followed by that of balances. */
        private final class Leaving {
            private final long threshold;
            private final int firstPoint;
            private final int low;
            private final double[] sums;

            Leaving(long threshold, boolean daily, double[] sums) {
                this.threshold = threshold;
                this.sums = sums;
                low = daily ? DAILY : MAXIMUM;
                int first = (int) Math.ceil((threshold - floor) / step - 0.5);
                firstPoint = Math.max(0, Math.min(points - STENCIL, first));
            }

            void below(double mass, long balance) {
                sums[low] += mass;
                sums[low + 1] += mass * balance;
            }

            void above(double mass, long balance) {
                sums[HIT] += mass;
                sums[HIT + 1] += mass * balance;
            }
        }
    }
}
