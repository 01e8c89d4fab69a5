package io.github.ftmo4j.examples.benchmarks;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import java.util.Arrays;
import java.util.Locale;

/**
 * Attempts per second of the FTMO 2-Step (48 % winners of 1.6 R, four trades a day), through the public API.
 *
 * <p>At 1 % risk the daily loss cannot be hit, at 1.5 % it decides: both matter. The cases take turns in each round, so
 * that a busy machine slows all of them; the median of the rounds is printed. Run it with nothing else running.
 */
public final class Throughput {

    private static final int ROUNDS = 7;
    private static final int WARM_UP = 2;
    private static final long TRIALS = 1_000_000;
    private static final double[] RISKS = {0.01, 0.015};
    private static final int[] THREADS = {1, 2};

    private Throughput() {}

    /**
     * Measures for about a minute.
     *
     * @param args none
     */
    public static void main(String[] args) {
        double[][] rates = new double[RISKS.length * THREADS.length][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < rates.length; i++) {
                double rate = measure(RISKS[i / THREADS.length], THREADS[i % THREADS.length]);
                if (round >= 0) {
                    rates[i][round] = rate;
                }
            }
        }
        for (int i = 0; i < rates.length; i++) {
            Arrays.sort(rates[i]);
            System.out.printf(
                    Locale.ROOT,
                    "risk %.1f %%, %d threads: %,.0f attempts/s (%,.0f to %,.0f)%n",
                    100 * RISKS[i / THREADS.length],
                    THREADS[i % THREADS.length],
                    rates[i][ROUNDS / 2],
                    rates[i][0],
                    rates[i][ROUNDS - 1]);
        }
    }

    private static double measure(double risk, int threads) {
        Simulation simulation = Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(BernoulliR.of(0.48, 1.6))
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofBalance(risk)))
                .trials(TRIALS)
                .seed(1)
                .build();
        long start = System.nanoTime();
        SampledOdds result = simulation.run(Execution.threads(threads));
        return result.attempts() * 1e9 / (System.nanoTime() - start);
    }
}
