package io.github.ftmo4j.sim;

import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.TradePath;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** One trial over given days, each with the R-multiples of its trades; every later day brings one trade of nothing. */
final class Replay {

    private Replay() {}

    static Simulation.Builder of(Program program, RiskModule stake, double[]... days) {
        return Simulation.of(program)
                .trades(() -> {
                    Iterator<Double> results = Arrays.stream(days)
                            .flatMap(day -> Arrays.stream(day).boxed())
                            .iterator();
                    return (random, out) -> out.set(results.hasNext() ? results.next() : 0);
                })
                .tradesPerDay(dayCounts(days))
                .sizing(PositionSizer.of(stake))
                .path(TradePath.CLOSES_ONLY)
                .trials(1)
                .seed(1);
    }

    private static TradesPerDay dayCounts(double[]... days) {
        Iterator<Integer> counts = List.of(days).stream().map(day -> day.length).iterator();
        return random -> counts.hasNext() ? counts.next() : 1;
    }
}
