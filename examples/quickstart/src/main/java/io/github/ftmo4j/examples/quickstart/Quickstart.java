package io.github.ftmo4j.examples.quickstart;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.sim.history.CsvTrades;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a trade history and prints what it would do in an FTMO 2-Step challenge. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        version = "quickstart 0.1.0",
        showDefaultValues = true,
        header = "The odds of a trade history in an FTMO 2-Step challenge, on parallel accounts.",
        description = {
            "",
            "FILE is a CSV file whose first row names its columns, in any order and case:",
            "  time    opened, open time, entry time, time, date, datetime, closed, close time ...",
            "  result  r (R-multiple), or profit (pnl, net profit) together with risk (risk amount)",
            "A profit without a risk is refused: say what each trade risked by a column or by",
            "--risk-per-trade. TradingView's list of trades is read as it is exported.",
            "Without FILE a synthetic sample is used, which nobody ever traded.",
            "",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the odds were printed",
            "1:something went wrong inside",
            "2:the arguments are wrong",
            "3:the file cannot be used; each bad row is named with its line",
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
    private ZoneId zone = ZoneOffset.UTC;

    @Option(
            names = "--risk",
            paramLabel = "FRACTION",
            description = "share of the balance to risk on a trade, 0.01 for 1 %%")
    private double risk = 0.01;

    @Option(
            names = "--size",
            paramLabel = "USD",
            description = "initial balance: 10000, 25000, 50000, 100000 or 200000")
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
        return new CommandLine(new Quickstart());
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = commandSpec().commandLine().getOut();
        PrintWriter err = commandSpec().commandLine().getErr();
        if (!(risk > 0 && risk <= 0.5)) {
            // twice the risk is printed too
            throw new ParameterException(
                    commandSpec().commandLine(),
                    "--risk must be a fraction above 0 and at most 0.5 (0.01 for 1 %), was " + risk);
        }
        TradeHistory history;
        try {
            history = history();
        } catch (InvalidTradesException e) {
            err.println(e.getMessage());
            err.println("Nothing was simulated. See --help for the columns and --risk-per-trade.");
            return UNUSABLE_FILE;
        }
        String source = file == null ? "synthetic sample (seeded, nobody ever traded it)" : file.toString();
        try {
            Program program = Programs.ftmoTwoStep(Money.usd(size));
            Odds odds = new Odds(program, history, TradingDayClock.prague(), accounts, trials, seed);
            new Report(out, source, odds).print(risk);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandSpec().commandLine(), e.getMessage(), e);
        }
        return 0;
    }

    private CommandSpec commandSpec() {
        return Objects.requireNonNull(spec);
    }

    private TradeHistory history() throws IOException {
        CsvTrades reader = CsvTrades.reader().zone(zone);
        if (riskPerTrade != null) {
            try {
                reader = reader.riskPerTrade(riskPerTrade);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(commandSpec().commandLine(), e.getMessage(), e);
            }
        }
        if (file == null) {
            return sample(reader);
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(commandSpec().commandLine(), "FILE must be a readable file, was " + file);
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
}
