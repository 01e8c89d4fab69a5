package io.github.ftmo4j.examples.surrogate;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A trader who looks for the sizing that passes a challenge within a number of days with the highest probability.
 *
 * @param oneStep whether the program is FTMO's 1-Step, else the 2-Step
 * @param winRate the share of trades that win
 * @param payoff what a win earns, in R
 * @param tradesPerDay how many trades a day
 * @param days how many trading days each phase may take
 */
record Problem(boolean oneStep, double winRate, double payoff, int tradesPerDay, int days) {

    /** How many numbers describe a sizing. */
    static final int DIMENSION = 4;

    /** Traders with an edge of 0.02 to 0.2 R a trade. */
    static List<Problem> all() {
        List<Problem> problems = new ArrayList<>();
        for (boolean oneStep : new boolean[] {false, true}) {
            for (double[] edge :
                    new double[][] {{0.40, 1.6}, {0.45, 1.4}, {0.48, 1.3}, {0.50, 1.1}, {0.55, 1.0}, {0.60, 0.9}}) {
                for (int tradesPerDay : new int[] {2, 5}) {
                    problems.add(new Problem(oneStep, edge[0], edge[1], tradesPerDay, 30));
                }
            }
        }
        return problems;
    }

    /** The risk of a trade of a point: from 0.1 to 4 %. */
    static double risk(double[] point) {
        return 0.001 * Math.pow(40, point[0]);
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * share;
    }

    /** The sizing that a point of the unit cube stands for. */
    static PositionSizer sizer(double[] point) {
        double risk = risk(point);
        return PositionSizer.builder()
                .propose(FixedFractional.ofBalance(risk))
                .limit(DailyHeadroom.share(between(0.1, 1, point[1])))
                .limit(DrawdownManager.band(between(0.01, 0.08, point[2]), risk * between(0.1, 1, point[3])))
                .build();
    }

    private Program program() {
        return oneStep ? Programs.ftmoOneStep(Money.usd(100_000)) : Programs.ftmoTwoStep(Money.usd(100_000));
    }

    /** P(pass) of a sizing, from a number of attempts. */
    double pass(double[] point, long trials, long seed) {
        return Simulation.of(program())
                .trades(BernoulliR.of(winRate, payoff))
                .tradesPerDay(tradesPerDay)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(days))
                .sizing(sizer(point))
                .trials(trials)
                .seed(seed)
                .build()
                .run(Execution.threads(1))
                .pass()
                .value();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %.0f %% at %.1f R, %d a day",
                oneStep ? "1-Step" : "2-Step",
                100 * winRate,
                payoff,
                tradesPerDay);
    }
}
