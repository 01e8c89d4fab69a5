package io.github.ftmo4j.examples.benchmarks;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.policy.AfterLoss;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.policy.StakeMenu;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** How long exact answers take once the JVM is warm, and how long a simulation takes to come as near. */
final class ExactAnswers {

    private static final int WARM_UP = 1_000;
    private static final int ROUNDS = 301;

    /** Half of the width of a 95 % interval that a trader asks for: 0.1 percentage points. */
    private static final double PRECISION = 0.001;

    private static final double Z = 1.959963984540054;

    private ExactAnswers() {}

    /** Measures and prints two tables; the rates of the C++ program are attempts per second, NaN if it is absent. */
    static void print(double rateAtOnePercent, double rateAtOneAndAHalf) {
        System.out.printf("%n| exact answers, warm | milliseconds | answer |%n|---|---|---|%n");
        double one = row("W2 at 1 %", () -> solve(Workload.W2, Solver.TOLERANCE));
        double oneAndAHalf = row("W2 at 1.5 %", () -> solve(Workload.W2_DAILY, Solver.TOLERANCE));
        row(
                "the rules of W1, an exposure of 1.5, to 1e-6",
                () -> Solver.of(gaussian()).tolerance(1e-6).solve().pass());
        row("the best of seven stakes, 30 days of 2 trades", ExactAnswers::policy);

        System.out.printf("%n| time to ± 0.1 points of P(pass) | solve | C++, 1 thread | ratio |%n|---|---|---|---|%n");
        compare(Workload.W2, one, rateAtOnePercent);
        compare(Workload.W2_DAILY, oneAndAHalf, rateAtOneAndAHalf);
    }

    private static Estimate solve(Workload workload, double tolerance) {
        return Solver.of(workload.question().spec())
                .tolerance(tolerance)
                .solve()
                .pass();
    }

    private static SimulationSpec gaussian() {
        return Workload.W1
                .question()
                .sizing(PositionSizer.of(FixedFractional.ofBalance(Workload.exposure(1.5))))
                .spec();
    }

    private static Estimate policy() {
        Phase phase = Phase.builder("Step", Money.usd(100_000))
                .profitTarget(0.10)
                .maximumLoss(0.10)
                .dailyLoss(0.05)
                .breachTest(BreachTest.TOUCH)
                .build();
        return PolicySearch.of(Program.of("One step", phase), BernoulliR.of(0.45, 1.5), TradesPerDay.fixed(2))
                .tradingPlan(TradingPlan.standard().withAbandonAfter(30))
                .menu(StakeMenu.ofInitialBalance(0, 0.005, 0.01, 0.015, 0.02, 0.025, 0.03))
                .afterLoss(AfterLoss.FREE)
                .search()
                .value();
    }

    private static double row(String title, Supplier<Estimate> answer) {
        double[] seconds = new double[ROUNDS];
        Estimate last = answer.get();
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            long start = System.nanoTime();
            last = answer.get();
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
        }
        Arrays.sort(seconds);
        double median = seconds[ROUNDS / 2];
        System.out.printf(Locale.ROOT, "| %s | %.2f | %s |%n", title, 1_000 * median, last);
        return median;
    }

    private static void compare(Workload workload, double solved, double rate) {
        if (Double.isNaN(rate)) {
            return;
        }
        double p = solve(workload, Solver.TOLERANCE).value();
        double attempts = p * (1 - p) * Math.pow(Z / PRECISION, 2);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f ms | %.0f ms (%,.0f attempts) | %.0f |%n",
                workload.title(),
                1_000 * solved,
                1_000 * attempts / rate,
                attempts,
                attempts / rate / solved);
    }
}
