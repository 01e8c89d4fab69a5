package io.github.ftmo4j.examples.quickstart;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.csv.CsvTrades;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a trade history and prints what it would do in an FTMO 2-Step challenge. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        versionProvider = Quickstart.Version.class,
        showDefaultValues = true,
        header = "The odds of a trade history in an FTMO 2-Step challenge, on parallel accounts.",
        description = {
            "",
            "FILE is a CSV file whose first row names its columns, in any order and case:",
            "  time    opened, opened at, open time, entry time; else time, date,",
            "          datetime, date and time; else closed, close time, exit time",
            "  result  r, r multiple, r mult (the R-multiple, -1 for a loss at the stop),",
            "          else profit, pnl, p&l, p/l, net profit, net pnl, net p&l, net p/l",
            "  risk    risk, risk amount, money at risk, initial risk: what the trade",
            "          risked, in the currency of the profit",
            "Profit and risk may be followed by a currency (Profit USD). Times are ISO 8601,",
            "2026-03-02 09:30, 2026.03.02 09:30 or 02.03.2026 09:30. Comma, semicolon or tab",
            "separates; a decimal comma is understood unless a comma separates.",
            "",
            "A profit without a risk is refused: say what each trade risked by a column, or",
            "by --risk-per-trade if it was always the same. TradingView's list of trades is",
            "read as it is exported. Without FILE a synthetic sample is used.",
            "",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the odds were printed",
            "1:something went wrong inside",
            "2:the arguments are wrong, or there is no such file",
            "3:the file's content cannot be used; each bad row is named with its line",
        })
public final class Quickstart implements Callable<Integer> {

    private static final int UNUSABLE_FILE = 3;
    private static final String SAMPLE = "sample-synthetic.csv";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "trade history, CSV")
    private @Nullable Path file;

    @Option(
            names = "--risk-per-trade",
            paramLabel = "AMOUNT",
            description = "what each trade risked, in the currency of the profit")
    private @Nullable Double riskPerTrade;

    @Option(names = "--zone", paramLabel = "ZONE", description = "time zone of times that name none")
    private String zone = "UTC";

    @Option(
            names = "--risk",
            paramLabel = "FRACTION",
            description = "share of the balance to risk on a trade, 0.01 for 1 %%")
    private double risk = 0.01;

    @Option(names = "--size", paramLabel = "USD", description = "initial balance: 10000, 25000, 50000, 100000, 200000")
    private long size = 100_000;

    @Option(names = "--accounts", paramLabel = "N", description = "parallel accounts")
    private int accounts = 3;

    @Option(names = "--trials", paramLabel = "N", description = "simulated trials for each figure")
    private long trials = 20_000;

    @Option(names = "--seed", paramLabel = "N", description = "equal seeds print equal odds")
    private long seed = 42;

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Quickstart()).setParameterExceptionHandler((wrong, args) -> {
            PrintWriter err = wrong.getCommandLine().getErr();
            err.println(wrong.getMessage());
            err.println("Try --help.");
            return CommandLine.ExitCode.USAGE;
        });
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = commandSpec().commandLine().getOut();
        PrintWriter err = commandSpec().commandLine().getErr();
        // twice the risk is printed too
        if (!(risk > 0 && risk <= 0.5)) {
            throw wrong("--risk must be a fraction above 0 and at most 0.5 (0.01 for 1 %), was " + risk);
        }
        TradeHistory history;
        try {
            history = history();
            history.bootstrap();
        } catch (InvalidTradesException | IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println("Nothing was simulated. See --help for the columns and --risk-per-trade.");
            return UNUSABLE_FILE;
        }
        String source = file == null ? "synthetic sample (seeded, not real trades)" : file.toString();
        Report report;
        try {
            Program program = Programs.ftmoTwoStep(Money.usd(size));
            Odds odds = new Odds(program, history, TradingDayClock.prague(), accounts, trials, seed);
            report = new Report(out, source, odds, risk);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        report.print();
        return 0;
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(commandSpec().commandLine(), String.valueOf(message));
    }

    private CommandSpec commandSpec() {
        return Objects.requireNonNull(spec);
    }

    private TradeHistory history() throws IOException {
        CsvTrades reader = CsvTrades.reader();
        try {
            reader = reader.zone(ZoneId.of(zone));
            if (riskPerTrade != null) {
                reader = reader.riskPerTrade(riskPerTrade);
            }
        } catch (DateTimeException e) {
            throw wrong("--zone must be a time zone such as Europe/Prague, was " + zone);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        if (file == null) {
            return sample(reader);
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw wrong("FILE must be a readable file, was " + file);
        }
        return reader.read(file);
    }

    private static TradeHistory sample(CsvTrades reader) {
        try (InputStream sample = Objects.requireNonNull(Quickstart.class.getResourceAsStream(SAMPLE))) {
            return reader.read(new InputStreamReader(sample, StandardCharsets.UTF_8), SAMPLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of the build, from the manifest of its jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Quickstart.class.getPackage().getImplementationVersion();
            return new String[] {"quickstart " + (version == null ? "(not packaged)" : version)};
        }
    }
}
