package io.github.ftmo4j.examples.benchmarks;

import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.internal.montecarlo.MonteCarlo;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program that answers a workload by simulation. */
interface Contestant {

    /**
     * What one round gave.
     *
     * @param attempts how many attempts of one account were simulated
     * @param seconds how long they took
     * @param passed the share that passed
     */
    record Round(long attempts, double seconds, double passed) {
        double rate() {
            return attempts / seconds;
        }
    }

    /** The name in the table. */
    String title();

    /** Simulates about so many attempts; empty if the contestant does not answer the workload. */
    Optional<Round> play(Workload workload, long attempts);

    /** The library through its public API. */
    record Library(int threads) implements Contestant {
        @Override
        public String title() {
            return threads == 1 ? "the library, 1 thread" : "the library, " + threads + " threads";
        }

        @Override
        public Optional<Round> play(Workload workload, long attempts) {
            SimulationSpec spec = workload.question().spec();
            Simulation simulation = Simulation.of(spec)
                    .trials(attempts / spec.attemptsDrawn())
                    .seed(1)
                    .build();
            long start = System.nanoTime();
            SampledOdds odds = simulation.run(Execution.threads(threads));
            return Optional.of(new Round(
                    odds.attempts(),
                    (System.nanoTime() - start) / 1e9,
                    odds.pass().value()));
        }
    }

    /** The readable engine of the library, which is the reference for the others. */
    record ReadableEngine() implements Contestant {
        @Override
        public String title() {
            return "the readable engine, 1 thread";
        }

        @Override
        public Optional<Round> play(Workload workload, long attempts) {
            SimulationSpec spec = workload.question().spec();
            long start = System.nanoTime();
            SampledOdds odds = new MonteCarlo(0, attempts / spec.attemptsDrawn(), 1, Execution.threads(1)).answer(spec);
            return Optional.of(new Round(
                    odds.attempts(),
                    (System.nanoTime() - start) / 1e9,
                    odds.pass().value()));
        }
    }

    /**
     * A program that takes workload, risk, threads and attempts as arguments and prints attempts, seconds and four
     * counts. The seconds leave out the start of its process.
     */
    record Reference(String title, List<String> command, String suffix, int threads) implements Contestant {
        @Override
        public Optional<Round> play(Workload workload, long attempts) {
            if (workload.reference().isEmpty()) {
                return Optional.empty();
            }
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of(
                    workload.reference() + suffix,
                    Double.toString(workload.risk()),
                    Integer.toString(threads),
                    Long.toString(attempts)));
            return Programs.output(whole).map(Reference::round);
        }

        private static Round round(String line) {
            String[] words = line.trim().split("\\s+", -1);
            long attempts = Long.parseLong(words[0]);
            return new Round(attempts, Double.parseDouble(words[1]), Double.parseDouble(words[2]) / attempts);
        }
    }

    /** Runs programs of this machine. */
    final class Programs {
        private Programs() {}

        /** What a program prints; empty if it cannot be started or fails. */
        static Optional<String> output(List<String> command) {
            try {
                Process process = new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
