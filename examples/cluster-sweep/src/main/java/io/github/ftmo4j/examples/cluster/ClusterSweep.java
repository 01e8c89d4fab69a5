package io.github.ftmo4j.examples.cluster;

import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the odds of FTMO's 2-Step by the risk of a trade, computed on a cluster or on threads. */
@Command(
        name = "cluster-sweep",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        header = "The odds of FTMO's 2-Step by the risk of a trade, on a Spark cluster or on threads.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the odds were printed", "1:something went wrong inside", "2:the arguments are wrong"})
public final class ClusterSweep implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "the Spark master, such as local[2] or spark://host:7077; without it, threads of this JVM")
    private @Nullable String master;

    @Option(
            names = "--jars",
            paramLabel = "JAR",
            split = ",",
            description = "the jars that the workers need; by default all on the class path, from the disk they share")
    private List<String> jars = List.of();

    @Option(names = "--threads", paramLabel = "NUMBER", description = "how many threads without a master")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--tasks", paramLabel = "NUMBER", description = "in about how many parts to run")
    private int tasks = 32;

    @Option(names = "--risks", paramLabel = "SHARE", split = ",", description = "the risk of a trade, one row each")
    private List<Double> risks = List.of(0.0025, 0.005, 0.0075, 0.01, 0.0125, 0.015, 0.02, 0.025, 0.03);

    @Option(names = "--win-rate", paramLabel = "SHARE", description = "how many trades win")
    private double winRate = 0.48;

    @Option(names = "--payoff", paramLabel = "R", description = "what a win earns")
    private double payoff = 1.6;

    @Option(names = "--trades-per-day", paramLabel = "NUMBER", description = "how many trades a day")
    private int tradesPerDay = 4;

    @Option(names = "--trials", paramLabel = "NUMBER", description = "trials per row")
    private long trials = 100_000;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "the seed of the random numbers")
    private long seed = 42;

    private ClusterSweep() {}

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ClusterSweep()).execute(args));
    }

    /** The command, for tests. */
    static CommandLine command() {
        return new CommandLine(new ClusterSweep());
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        requirePositive(command, "--threads", threads);
        requirePositive(command, "--tasks", tasks);
        requirePositive(command, "--trials", trials);
        RiskSweep sweep = new RiskSweep(winRate, payoff, tradesPerDay, risks, trials, seed);
        try {
            for (int row = 0; row < risks.size(); row++) {
                sweep.simulation(row);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
        long start = System.nanoTime();
        List<SampledOdds> odds = master == null ? Cluster.onThreads(sweep, tasks, threads) : onSpark(sweep, master);
        double seconds = (System.nanoTime() - start) / 1e9;
        PrintWriter out = command.commandLine().getOut();
        out.println("risk    P(pass)  95 % interval");
        for (int row = 0; row < odds.size(); row++) {
            Estimate pass = odds.get(row).pass();
            out.printf(
                    Locale.ROOT,
                    "%.2f %%  %.2f %%  %.2f to %.2f %%%n",
                    100 * risks.get(row),
                    100 * pass.value(),
                    100 * pass.lower(),
                    100 * pass.upper());
        }
        out.printf(
                Locale.ROOT,
                "%d rows of %,d trials in %.1f s on %s%n",
                risks.size(),
                trials,
                seconds,
                master == null ? threads + " threads" : master);
        out.flush();
        return 0;
    }

    private List<SampledOdds> onSpark(RiskSweep sweep, String url) {
        SparkConf configuration = Cluster.configuration(url);
        if (!jars.isEmpty()) {
            configuration.setJars(jars.toArray(String[]::new));
        } else if (!url.startsWith("local")) {
            configuration.set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        }
        try (JavaSparkContext spark = new JavaSparkContext(configuration)) {
            return Cluster.onSpark(sweep, tasks, spark);
        }
    }

    private static void requirePositive(CommandSpec command, String option, long value) {
        if (value < 1) {
            throw new ParameterException(command.commandLine(), option + " must be at least 1, was " + value);
        }
    }
}
