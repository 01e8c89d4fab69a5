package io.github.ftmo4j.examples.surrogate;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lets ways of searching look for the best sizing of many traders, each with the same number of runs. */
@Command(
        name = "surrogate-search",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        header = "A model that learns from the runs made, against plain search with as many runs.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the table was printed", "1:something went wrong inside", "2:the arguments are wrong"})
public final class SurrogateSearch implements Callable<Integer> {

    static final List<Search> SEARCHES = List.of(new SobolSearch(), new LocalSearch(), new ForestSearch());

    private static final long SEARCH_SEED = 1;
    private static final long JUDGE_SEED = 2;
    private static final long JUDGE_TRIALS = 100_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--budget", paramLabel = "RUNS", description = "how many runs each search may make")
    private int budget = 40;

    @Option(
            names = "--trials",
            paramLabel = "NUMBER",
            description = "attempts of one run; all runs use the same random numbers")
    private int trials = 4_000;

    @Option(names = "--repeats", paramLabel = "NUMBER", description = "how often each search begins anew")
    private int repeats = 5;

    @Option(names = "--problems", paramLabel = "NUMBER", description = "how many of the 24 traders")
    private int problems = Problem.all().size();

    private SurrogateSearch() {}

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(command().execute(args));
    }

    /** The command, for tests. */
    static CommandLine command() {
        return new CommandLine(new SurrogateSearch());
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        requireWithin(command, "--budget", budget, 1, 10_000);
        requireWithin(command, "--trials", trials, 1, 10_000_000);
        requireWithin(command, "--repeats", repeats, 2, 1_000);
        requireWithin(command, "--problems", problems, 2, Problem.all().size());
        PrintWriter out = command.commandLine().getOut();
        out.printf("P(pass) of what was found, mean of %d searches of %d runs%n%n| trader |", repeats, budget);
        SEARCHES.forEach(search -> out.print(" " + search.title() + " |"));
        out.print("\n|---|" + "---|".repeat(SEARCHES.size()) + "\n");
        List<Problem> traders = Problem.all().subList(0, problems);
        double[][] found = new double[SEARCHES.size()][traders.size()];
        for (int trader = 0; trader < traders.size(); trader++) {
            out.print("| " + traders.get(trader) + " |");
            for (int i = 0; i < found.length; i++) {
                found[i][trader] = mean(SEARCHES.get(i), traders.get(trader));
                out.printf(Locale.ROOT, " %.1f %% |", 100 * found[i][trader]);
            }
            out.println();
            out.flush();
        }
        out.print("| mean |");
        for (double[] each : found) {
            out.printf(Locale.ROOT, " %.1f %% |", 100 * StatUtils.mean(each));
        }
        out.println();
        out.println();
        for (int i = 0; i < found.length; i++) {
            for (int j = i + 1; j < found.length; j++) {
                out.println(difference(SEARCHES.get(j), found[j], SEARCHES.get(i), found[i]));
            }
        }
        out.flush();
        return 0;
    }

    /** What a search finds, judged by random numbers that it has not seen. */
    private double mean(Search search, Problem problem) {
        double sum = 0;
        for (int i = 0; i < repeats; i++) {
            double[] best =
                    search.best(point -> problem.pass(point, trials, SEARCH_SEED), Problem.DIMENSION, budget, i);
            sum += problem.pass(best, JUDGE_TRIALS, JUDGE_SEED);
        }
        return sum / repeats;
    }

    private static String difference(Search search, double[] found, Search other, double[] byOther) {
        SummaryStatistics ahead = new SummaryStatistics();
        for (int i = 0; i < found.length; i++) {
            ahead.addValue(found[i] - byOther[i]);
        }
        double half = new TDistribution(found.length - 1).inverseCumulativeProbability(0.975)
                * ahead.getStandardDeviation()
                / Math.sqrt(found.length);
        return String.format(
                Locale.ROOT,
                "%s finds %+.2f points more than %s (95 %% interval %+.2f to %+.2f, paired t, %d traders).",
                search.title(),
                100 * ahead.getMean(),
                other.title(),
                100 * (ahead.getMean() - half),
                100 * (ahead.getMean() + half),
                found.length);
    }

    private static void requireWithin(CommandSpec command, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(), option + " must be from " + least + " to " + most + ", was " + value);
        }
    }
}
