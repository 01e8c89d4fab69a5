package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.io.Console;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How trials are run. */
final class Run {

    private static final int MOST_THREADS = 4_096;
    private static final long USUAL_TRIALS = 100_000;
    private static final long MOST_TRIALS = 100_000_000_000L;
    private static final long MOST_JOURNEYS = 100_000_000;

    @Option(names = "--trials", paramLabel = "NUMBER", description = "how many trials (default: 100000)")
    private @Nullable Long trials;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "of the random numbers (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(names = "--threads", paramLabel = "NUMBER", description = "how many threads work (default: all processors)")
    private @Nullable Integer threads;

    @Option(names = "--quiet", description = "show no progress")
    private boolean quiet;

    Simulation simulation(SimulationSpec spec) {
        return simulation(spec, USUAL_TRIALS);
    }

    Simulation simulation(SimulationSpec spec, long usualTrials) {
        long number = trials == null ? usualTrials : trials;
        return Simulation.of(spec)
                .trials(Flags.within("--trials", number, 1, MOST_TRIALS))
                .seed(seed)
                .build();
    }

    /** How many journeys are followed; the spread of money is not known of one. */
    long journeys() {
        return Flags.within("--trials", trials == null ? USUAL_TRIALS : trials, 2, MOST_JOURNEYS);
    }

    /** Whether a number of trials is stated, so that nothing is to be solved. */
    boolean statesTrials() {
        return trials != null;
    }

    long seed() {
        return seed;
    }

    /** Progress is shown on a terminal, and not in a pipe. */
    Execution execution(PrintWriter err) {
        Execution execution = threads == null
                ? Execution.allProcessors()
                : Execution.threads((int) Flags.within("--threads", threads, 1, MOST_THREADS));
        if (quiet || !isTerminal()) {
            return execution;
        }
        AtomicLong shown = new AtomicLong(-1);
        return execution.onProgress((done, total) -> {
            long percent = 100 * done / total;
            long before = shown.getAndAccumulate(percent, Math::max);
            if (percent > before) {
                err.printf("\r%d %% of %d trials%s", percent, total, done == total ? "\n" : "");
                err.flush();
            }
        });
    }

    /** Since JDK 22 there may be a console without a terminal, which says so itself. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
