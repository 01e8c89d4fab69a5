package io.github.ftmo4j.examples.benchmarks;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.internal.montecarlo.MonteCarlo;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Costs;
import io.github.ftmo4j.sim.outcome.Slippage;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.Positions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What it costs that trades are open, overlap, and are alike on several accounts: attempts per second of processor time
 * on one thread, as a ratio to the same attempts without. The table has the medians of rounds in which the rows take
 * turns.
 */
public final class OpenTrades {

    private static final int ROUNDS = 7;
    private static final int WARM_UP = 2;
    private static final long TRIALS = 60_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private OpenTrades() {}

    /**
     * Measures and prints a table for each of two sizings.
     *
     * @param args none
     */
    public static void main(String[] args) {
        print("1 % of the balance", FixedFractional.ofBalance(0.01));
        print("1 % of the initial balance", FixedFractional.ofInitialBalance(0.01));
    }

    private static Map<String, UnaryOperator<Simulation.Builder>> rows() {
        BernoulliR closes = BernoulliR.of(0.45, 1.5);
        Map<String, UnaryOperator<Simulation.Builder>> rows = new LinkedHashMap<>();
        rows.put("closes only", one -> one);
        rows.put("excursions", one -> one.trades(closes.withExcursions()));
        rows.put("two at once", one -> one.atOnce(2, 0));
        rows.put("two at once, correlated", one -> one.atOnce(2, 0.5));
        rows.put(
                "two at once, correlated, excursions", one -> one.atOnce(2, 0.5).trades(closes.withExcursions()));
        rows.put(
                "a third of the nights",
                one -> one.positions(Positions.oneByOne().withOvernight(1.0 / 3)));
        rows.put("normal slippage", one -> one.trades(Costs.of(closes).slippage(Slippage.normal(0.02, 0.05))));
        rows.put("three accounts, common shocks", one -> one.accounts(3, Dependence.commonShocks(0.6)));
        rows.put("three accounts, copula", one -> one.accounts(3, Dependence.correlated(0.6)));
        return rows;
    }

    private static void print(String title, RiskModule sizing) {
        Map<String, double[]> kernel = new LinkedHashMap<>();
        Map<String, double[]> readable = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (var row : rows().entrySet()) {
                Simulation question = row.getValue()
                        .apply(Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                                .trades(BernoulliR.of(0.45, 1.5))
                                .tradesPerDay(4)
                                .sizing(PositionSizer.of(sizing))
                                .trials(TRIALS)
                                .seed(round))
                        .build();
                int accounts = question.spec().attemptsDrawn();
                long slow = TRIALS / 8;
                MonteCarlo engine = new MonteCarlo(0, slow, round, Execution.threads(1));
                note(
                        kernel,
                        row.getKey(),
                        round,
                        accounts * TRIALS / seconds(() -> question.run(Execution.threads(1))));
                note(readable, row.getKey(), round, accounts * slow / seconds(() -> engine.answer(question.spec())));
            }
        }
        double without = median(kernel.values().iterator().next());
        System.out.printf(
                "%n| %s | attempts/s | to closes only | to the readable engine |%n|---|---|---|---|%n", title);
        kernel.forEach((row, rates) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f M | %.2f | %.1f |%n",
                row,
                median(rates) / 1e6,
                median(rates) / without,
                median(rates) / median(readable.getOrDefault(row, rates))));
    }

    /** The processor time of this thread, on which a simulation with one thread runs. */
    private static double seconds(Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private static void note(Map<String, double[]> rates, String row, int round, double rate) {
        if (round >= 0) {
            rates.computeIfAbsent(row, any -> new double[ROUNDS])[round] = rate;
        }
    }

    private static double median(double[] rates) {
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        return sorted[ROUNDS / 2];
    }
}
