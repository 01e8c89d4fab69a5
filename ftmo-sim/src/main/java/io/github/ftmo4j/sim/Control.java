package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.precision.ControlledOdds;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** Runs a simulation side by side with a near specification that is solved, and measures what that costs. */
final class Control {

    /** One trial in so many is run again to measure the cost. */
    private static final int TIMED = 20;

    private Control() {}

    static ControlledOdds run(Simulation simulation, ExactOdds exact, Execution execution) {
        Comparison both = beside(simulation, exact, execution);
        // what the near one costs, measured once all code is compiled
        Simulation some = of(simulation, Math.max(1, simulation.trials() / TIMED));
        long start = System.nanoTime();
        Comparison timed = beside(some, exact, execution);
        long between = System.nanoTime();
        SampledOdds alone = some.run(execution);
        long end = System.nanoTime();
        if (Stream.of(both.baseline(), both.others().get(0), timed.baseline(), alone)
                .anyMatch(odds -> !odds.complete())) {
            throw new CancellationException("the run was interrupted");
        }
        return ControlledOdds.of(
                both.baseline(),
                both.others().get(0),
                both.differences().get(0).lost(),
                exact.passes().atLeast(1),
                (double) (between - start) / Math.max(1, end - between));
    }

    private static Comparison beside(Simulation simulation, ExactOdds exact, Execution execution) {
        Simulation near = new Simulation(exact.spec(), simulation.trials(), simulation.seed());
        return simulation.compare(List.of(near), execution);
    }

    private static Simulation of(Simulation simulation, long trials) {
        return new Simulation(simulation.spec(), trials, simulation.seed());
    }
}
