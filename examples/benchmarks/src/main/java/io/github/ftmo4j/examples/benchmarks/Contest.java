package io.github.ftmo4j.examples.benchmarks;

import io.github.ftmo4j.examples.benchmarks.Contestant.Library;
import io.github.ftmo4j.examples.benchmarks.Contestant.Programs;
import io.github.ftmo4j.examples.benchmarks.Contestant.ReadableEngine;
import io.github.ftmo4j.examples.benchmarks.Contestant.Reference;
import io.github.ftmo4j.examples.benchmarks.Contestant.Round;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares the library with reference programs that answer the same questions: C++ where a compiler is, numpy where
 * Python has it. The contestants take turns in each round, so that a busy machine slows all of them. The table has the
 * median of the rounds, as attempts per second and as a ratio to the C++ program on one thread.
 */
public final class Contest {

    private static final int ROUNDS = 7;
    private static final int WARM_UP = 3;

    /** How far the shares of two contestants may differ by chance, in standard errors. */
    private static final double MOST_ERRORS = 5;

    /** How far they may differ in W1, because volatility is estimated in two slightly different ways at the start. */
    private static final double MOST_IN_W1 = 0.01;

    private Contest() {}

    /**
     * Builds the contestants, lets them compete for some minutes, and prints the tables. Run it with nothing else
     * running, from the root of the repository.
     *
     * @param args the folder with the reference programs, by default {@code examples/benchmarks/reference}, and the
     *     number of rounds, by default 7
     */
    public static void main(String[] args) {
        Path folder = Path.of(args.length > 0 ? args[0] : "examples/benchmarks/reference");
        List<Contestant> contestants = contestants(folder);
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
        Map<Workload, Double> reference = new EnumMap<>(Workload.class);
        for (Workload workload : Workload.values()) {
            Map<Contestant, List<Round>> played = play(workload, contestants, rounds);
            requireSameAnswers(workload, played);
            reference.put(workload, referenceRate(played));
            print(workload, played);
        }
        ExactAnswers.print(
                reference.getOrDefault(Workload.W2, Double.NaN), reference.getOrDefault(Workload.W2_DAILY, Double.NaN));
        OpenTrades.main(new String[0]);
        Footprint.print();
    }

    private static List<Contestant> contestants(Path folder) {
        List<Contestant> contestants = new ArrayList<>();
        build(folder.resolve("reference.cpp"))
                .ifPresentOrElse(
                        program -> {
                            List<String> command = List.of(program.toString());
                            contestants.add(new Reference("C++, 1 thread", command, "", 1));
                            contestants.add(new Reference("C++, 2 threads", command, "", 2));
                            contestants.add(new Reference("C++ with std::min, 1 thread", command, "min", 1));
                            contestants.add(new Reference("C++ with AVX-512, 1 thread", command, "vec", 1));
                        },
                        () -> System.out.println("absent: C++ (no g++ or clang++ that builds the reference program)"));
        contestants.add(new Library(1));
        contestants.add(new Library(2));
        contestants.add(new ReadableEngine());
        Path numpy = folder.resolve("reference_numpy.py");
        if (Programs.output(List.of("python3", "-c", "import numpy")).isPresent()) {
            contestants.add(new Reference("numpy, 1 process", List.of("python3", numpy.toString()), "", 1));
        } else {
            System.out.println("absent: numpy (no python3 that has it)");
        }
        return contestants;
    }

    private static Optional<Path> build(Path source) {
        try {
            Path program = Files.createTempDirectory("ftmo4j-benchmarks").resolve("reference");
            for (String compiler : List.of("g++", "clang++")) {
                if (Programs.output(List.of(
                                compiler,
                                "-O3",
                                "-march=native",
                                "-std=c++17",
                                "-o",
                                program.toString(),
                                source.toString(),
                                "-lpthread"))
                        .isPresent()) {
                    return Optional.of(program);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Contestant, List<Round>> play(Workload workload, List<Contestant> contestants, int count) {
        Map<Contestant, List<Round>> rounds = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < count; round++) {
            for (Contestant contestant : contestants) {
                Optional<Round> played = contestant.play(workload, workload.attempts());
                if (round >= 0 && played.isPresent()) {
                    rounds.computeIfAbsent(contestant, any -> new ArrayList<>()).add(played.get());
                }
            }
        }
        return rounds;
    }

    private static void requireSameAnswers(Workload workload, Map<Contestant, List<Round>> rounds) {
        Round own = Objects.requireNonNull(rounds.get(new Library(1))).get(0);
        rounds.forEach((contestant, played) -> {
            Round other = played.get(0);
            double p = own.passed();
            double error = Math.sqrt(p * (1 - p) * (1.0 / own.attempts() + 1.0 / other.attempts()));
            double most = workload == Workload.W1 ? MOST_IN_W1 : MOST_ERRORS * error;
            if (Math.abs(p - other.passed()) > most) {
                throw new IllegalStateException(workload.title() + ": " + contestant.title() + " passes "
                        + other.passed() + ", the library " + p + ": they do not answer the same question");
            }
        });
    }

    private static void print(Workload workload, Map<Contestant, List<Round>> rounds) {
        double one = referenceRate(rounds);
        System.out.printf(
                Locale.ROOT, "%n| %s | attempts/s | / C++, 1 thread | passes |%n|---|---|---|---|%n", workload.title());
        rounds.forEach((contestant, played) -> {
            double rate = median(played);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %s | %.2f %% |%n",
                    contestant.title(),
                    rate,
                    Double.isNaN(one) ? "" : String.format(Locale.ROOT, "%.2f", rate / one),
                    100 * played.get(0).passed());
        });
    }

    /** Attempts per second of the C++ program on one thread, NaN if it is absent. */
    private static double referenceRate(Map<Contestant, List<Round>> rounds) {
        return rounds.entrySet().stream()
                .filter(entry -> entry.getKey().title().equals("C++, 1 thread"))
                .findFirst()
                .map(entry -> median(entry.getValue()))
                .orElse(Double.NaN);
    }

    private static double median(List<Round> rounds) {
        double[] rates = rounds.stream().mapToDouble(Round::rate).sorted().toArray();
        return rates[rates.length / 2];
    }
}
