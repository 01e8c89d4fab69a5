package io.github.ftmo4j.examples.benchmarks;

import io.github.ftmo4j.examples.benchmarks.Contestant.Programs;
import io.github.ftmo4j.sim.engine.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A whole process that simulates W2: how long it takes from its start to its end, and how much memory it needs. */
public final class Footprint {

    private static final int ROUNDS = 5;

    private Footprint() {}

    /**
     * Simulates W2 on two threads and prints the largest resident memory of this process in MB, where the system
     * reports it.
     *
     * @param args the number of attempts, 0 for an idle process
     * @throws IOException if the memory cannot be read
     */
    public static void main(String[] args) throws IOException {
        long attempts = Long.parseLong(args[0]);
        if (attempts > 0) {
            Workload.W2.question().trials(attempts).seed(1).build().run(Execution.threads(2));
        }
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM")) {
                    System.out.println(Long.parseLong(line.replaceAll("\\D", "")) / 1024);
                }
            }
        }
    }

    /** Measures processes of several sizes and prints a table. */
    static void print() {
        System.out.printf("%n| a whole process, W2 on 2 threads | seconds | resident memory |%n|---|---|---|%n");
        for (long attempts : new long[] {0, 100_000, 1_000_000, 100_000_000}) {
            int rounds = attempts > 1_000_000 ? 1 : ROUNDS;
            double[] seconds = new double[rounds];
            Optional<String> memory = Optional.empty();
            for (int i = 0; i < rounds; i++) {
                long start = System.nanoTime();
                memory = Programs.output(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Footprint.class.getName(),
                        Long.toString(attempts)));
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
            Arrays.sort(seconds);
            System.out.printf(
                    Locale.ROOT,
                    "| %,d attempts | %.2f | %s |%n",
                    attempts,
                    seconds[rounds / 2],
                    memory.map(String::trim)
                            .filter(text -> !text.isEmpty())
                            .map(text -> text + " MB")
                            .orElse("unknown"));
        }
    }
}
