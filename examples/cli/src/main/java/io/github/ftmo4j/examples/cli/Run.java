package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.io.Console;
import java.io.PrintWriter;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How trials are run. */
final class Run {

    private static final int MOST_THREADS = 4_096;

    @Option(names = "--trials", paramLabel = "NUMBER", description = "how many trials (default: 100000)")
    private @Nullable Long trials;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "of the random numbers (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(
            names = "--precision",
            paramLabel = "SHARE",
            description = "run until P(pass) is known to this half width, such as 0.001; --trials is then the most")
    private @Nullable Double precision;

    @Option(names = "--threads", paramLabel = "NUMBER", description = "how many threads work (default: all processors)")
    private @Nullable Integer threads;

    @Option(names = "--quiet", description = "show no progress")
    private boolean quiet;

    Simulation simulation(SimulationSpec spec) {
        return Simulation.of(spec).trials(trials()).seed(seed).build();
    }

    long trials() {
        long most = precision == null ? 100_000 : 1_000_000_000;
        return Flags.within("--trials", trials == null ? most : trials, 1, 100_000_000_000L);
    }

    /** Whether a number of trials is stated, so that nothing is to be solved. */
    boolean statesTrials() {
        return trials != null;
    }

    long seed() {
        return seed;
    }

    OptionalDouble precision() {
        return precision == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Flags.within("--precision", precision, 1e-6, 0.49));
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
