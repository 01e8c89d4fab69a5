package io.github.ftmo4j.examples.quickstart;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.file.DateOrder;
import io.github.ftmo4j.sim.history.file.TradeFiles;
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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "FILE is what a platform exports: MetaTrader 4 and 5, FTMO's journal, Tradovate,",
            "NinjaTrader, TopstepX, cTrader, TradingView and others; CSV, HTML, XLSX or JSON.",
            "It is recognised by its content. Several files are read as one history.",
            "",
            "Any other CSV file needs a row that names its columns, in any order and case:",
            "  time    opened, opened at, open time, entry time; else time, date,",
            "          datetime, date and time; else closed, close time, exit time",
            "  result  r, r multiple, r mult (the R-multiple, -1 for a loss at the stop),",
            "          else net profit, net pnl, net p&l, net p/l; else profit, pnl, p&l, p/l",
            "  risk    risk, risk amount, money at risk, initial risk: what the trade",
            "          risked, in the currency of the profit",
            "Profit and risk may be followed by a currency (Profit USD).",
            "",
            "A profit without a risk is refused: say what each trade risked by a column, or",
            "by --risk-per-trade if it was always the same. Without FILE a synthetic sample",
            "is used.",
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

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "trade history")
    private List<Path> files = List.of();

    @Option(
            names = "--risk-per-trade",
            paramLabel = "AMOUNT",
            description = "what each trade risked, in the currency of the profit")
    private @Nullable Double riskPerTrade;

    @Option(names = "--zone", paramLabel = "ZONE", description = "time zone of times that name none, UTC if not stated")
    private @Nullable String zone;

    @Option(
            names = "--dates",
            paramLabel = "ORDER",
            description = "DAY_FIRST or MONTH_FIRST, for 05/01/2026 where no date shows which")
    private @Nullable DateOrder dates;

    @Option(names = "--account", paramLabel = "NAME", description = "reads one of several accounts")
    private @Nullable String account;

    @Option(names = "--gross", description = "the profit is before costs, which are columns of their own")
    private boolean gross;

    @Option(names = "--net", description = "the profit is after costs")
    private boolean net;

    @Option(names = "--time-column", paramLabel = "NAME", description = "the column of the time")
    private @Nullable String timeColumn;

    @Option(names = "--profit-column", paramLabel = "NAME", description = "the column of the profit")
    private @Nullable String profitColumn;

    @Option(names = "--r-column", paramLabel = "NAME", description = "the column of the R-multiple")
    private @Nullable String rColumn;

    @Option(names = "--risk-column", paramLabel = "NAME", description = "the column of the risk")
    private @Nullable String riskColumn;

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
        } catch (InvalidTradesException e) {
            String flags = Remedies.of(e.problems());
            err.println(e.getMessage());
            err.println("Nothing was simulated."
                    + (flags.isEmpty() ? " See --help." : " State " + flags + "; see --help."));
            return UNUSABLE_FILE;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println("Nothing was simulated.");
            return UNUSABLE_FILE;
        }
        String source = files.isEmpty()
                ? "synthetic sample (seeded, not real trades)"
                : files.stream().map(Path::toString).collect(Collectors.joining(", "));
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
        TradeFiles reader = reader();
        if (files.isEmpty()) {
            return sample(reader);
        }
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw wrong("FILE must be a readable file, was " + file);
            }
        }
        return reader.read(files);
    }

    private TradeFiles reader() {
        if (gross && net) {
            throw wrong("--gross and --net exclude each other");
        }
        TradeFiles reader = TradeFiles.reader();
        try {
            reader = zone == null ? reader : reader.zone(ZoneId.of(zone));
            reader = riskPerTrade == null ? reader : reader.riskPerTrade(riskPerTrade);
        } catch (DateTimeException e) {
            throw wrong("--zone must be a time zone such as Europe/Prague, was " + zone);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        reader = dates == null ? reader : reader.dates(dates);
        reader = account == null ? reader : reader.account(account);
        reader = gross ? reader.profitIsGross() : reader;
        reader = net ? reader.profitIsNet() : reader;
        reader = timeColumn == null ? reader : reader.timeColumn(timeColumn);
        reader = profitColumn == null ? reader : reader.profitColumn(profitColumn);
        reader = rColumn == null ? reader : reader.rColumn(rColumn);
        return riskColumn == null ? reader : reader.riskColumn(riskColumn);
    }

    private static TradeHistory sample(TradeFiles reader) {
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
