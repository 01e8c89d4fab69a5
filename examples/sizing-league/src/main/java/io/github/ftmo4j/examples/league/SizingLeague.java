package io.github.ftmo4j.examples.league;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the leagues, and writes them as CSV and as a picture. */
@Command(
        name = "sizing-league",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        header = "Every way of sizing, ranked by the odds it gives four traders in two programs.",
        description = {
            "",
            "All sizings of a league see the same trades, so that their differences are",
            "those of the sizing. Each is compared with the best fixed fraction.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the leagues were printed",
            "1:something went wrong inside, or a file could not be written",
            "2:the arguments are wrong"
        })
public final class SizingLeague implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--trials", paramLabel = "NUMBER", description = "how many trials for each row")
    private long trials = 20_000;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "the seed of all random numbers")
    private long seed = 42;

    @Option(names = "--csv", paramLabel = "FILE", description = "write all rows there")
    private @Nullable Path csv;

    @Option(names = "--svg", paramLabel = "FILE", description = "draw the leagues there")
    private @Nullable Path svg;

    @Option(names = "--quiet", description = "show no progress")
    private boolean quiet;

    /**
     * Runs the program and ends the process.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SizingLeague()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (trials < 100 || trials > 10_000_000) {
            throw new ParameterException(line, "--trials must be from 100 to 10000000, was " + trials);
        }
        PrintWriter out = line.getOut();
        PrintWriter err = line.getErr();
        AtomicInteger done = new AtomicInteger();
        int all = League.simulations();
        List<League> leagues = League.all(trials, seed, name -> {
            if (!quiet) {
                err.printf("\r%d of %d simulations%s", done.incrementAndGet(), all, done.get() == all ? "\n" : "");
                err.flush();
            }
        });
        leagues.forEach(league -> LeagueTable.print(league, out));
        LeagueTable.legend(out, trials, seed);
        if (csv != null) {
            LeagueCsv.write(leagues, csv);
        }
        if (svg != null) {
            LeaguePicture.write(leagues, svg);
        }
        return 0;
    }
}
