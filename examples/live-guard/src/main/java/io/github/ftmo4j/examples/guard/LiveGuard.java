package io.github.ftmo4j.examples.guard;

import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.JsonLinesLog;
import io.github.ftmo4j.core.journal.JournalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays a day of quotes and shows what the account monitor makes of it. */
@Command(
        name = "live-guard",
        mixinStandardHelpOptions = true,
        versionProvider = LiveGuard.Version.class,
        showDefaultValues = true,
        header = "Guards an FTMO 2-Step Challenge of 100,000 USD through a day of quotes.",
        description = {
            "",
            "Without QUOTES it replays synthetic quotes: orders allowed and refused,",
            "a midnight that moves the floor, a breach. QUOTES is a CSV file whose first row",
            "names the columns time, bid and ask, of a pair that pays in US dollars; one",
            "position is opened at its first quote. Times are ISO 8601, UTC if they name no",
            "offset; all times shown are Prague's.",
            "",
            "With --journal the replay survives a crash: start it again with the same",
            "arguments, and it goes on where the journal ends.",
            "",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the replay came to its end, whatever the verdict",
            "1:something went wrong inside",
            "2:the arguments are wrong, or there is no such file",
            "3:the quotes cannot be used; each bad row is named with its line",
            "4:the journal cannot be used: damaged, in use, or of another replay",
            "130:interrupted (Ctrl-C); the journal is closed",
            "137:halted by --kill-after",
        })
public final class LiveGuard implements Callable<Integer> {

    static final int KILLED = 137;
    private static final int UNUSABLE_QUOTES = 3;
    private static final int UNUSABLE_JOURNAL = 4;
    private static final int INTERRUPTED = 130;

    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Pace pace;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "QUOTES", description = "quotes, CSV")
    private @Nullable Path file;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "times faster than life (60: a minute a second), or max for no pauses")
    private String speed = "4500";

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "where to keep the journal; without it, in a new directory under target if there is one, else"
                    + " among the temporary files. The decision log lies beside it")
    private @Nullable Path journal;

    @Option(names = "--kill-after", paramLabel = "N", description = "halt the JVM hard after N quotes of this run")
    private @Nullable Long killAfter;

    @Option(names = "--seed", paramLabel = "N", description = "seed of the synthetic quotes")
    private long seed = 42;

    @Option(names = "--side", paramLabel = "SIDE", description = "of the position in QUOTES: ${COMPLETION-CANDIDATES}")
    private Side side = Side.BUY;

    @Option(
            names = "--lots",
            paramLabel = "LOTS",
            description = "size of the position in QUOTES; 0 for what risks 1 %% of the initial balance")
    private BigDecimal lots = BigDecimal.ZERO;

    @Option(names = "--stop", paramLabel = "PIPS", description = "its stop, this far from the entry")
    private int stop = 30;

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        LiveGuard guard = new LiveGuard();
        Runtime.getRuntime().addShutdownHook(new Thread(guard::interrupt, "interrupt"));
        int exitCode = commandLine(guard).execute(args);
        guard.done.countDown();
        System.exit(exitCode);
    }

    static CommandLine commandLine(LiveGuard guard) {
        return new CommandLine(guard)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, args) -> {
                    PrintWriter err = wrong.getCommandLine().getErr();
                    err.println(wrong.getMessage());
                    err.println("Try --help.");
                    return CommandLine.ExitCode.USAGE;
                });
    }

    /** Lets the replay end after the moment it is at, and waits until it has. */
    private void interrupt() {
        synchronized (this) {
            if (pace == null) {
                return;
            }
            pace.stop();
        }
        try {
            if (!done.await(5, TimeUnit.SECONDS)) {
                System.err.println("The replay did not stop in time; what the journal holds is safe.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = commandSpec().commandLine().getOut();
        PrintWriter err = commandSpec().commandLine().getErr();
        Pace wanted = new Pace(speed());
        synchronized (this) {
            pace = wanted;
        }
        requireValid();
        Scenario scenario;
        try {
            scenario = scenario();
        } catch (QuoteFile.InvalidQuotesException e) {
            err.println(e.getMessage());
            return UNUSABLE_QUOTES;
        }
        Path kept = journal();
        Path decisions = kept.resolveSibling(kept.getFileName() + ".decisions.jsonl");
        Screen screen = new Screen(out, Ansi.AUTO.enabled());
        introduce(screen, scenario, kept, decisions);
        try (JsonLinesLog log = JsonLinesLog.append(decisions)) {
            OptionalLong dieAfter = killAfter == null ? OptionalLong.empty() : OptionalLong.of(killAfter);
            Replay.End end = new Replay(scenario, screen, wanted, dieAfter).run(Optional.of(kept), log);
            screen.end();
            if (!end.complete()) {
                screen.say(
                        "", "Interrupted; the journal is closed. To go on: the same arguments and --journal " + kept);
                return INTERRUPTED;
            }
            conclude(screen, end);
            return !end.recovered() || equalsUnbroken(screen, end, scenario) ? 0 : UNUSABLE_JOURNAL;
        } catch (JournalException e) {
            err.println(e.getMessage());
            return UNUSABLE_JOURNAL;
        }
    }

    private OptionalDouble speed() {
        if (speed.equals("max")) {
            return OptionalDouble.empty();
        }
        try {
            double times = Double.parseDouble(speed);
            if (times > 0 && times <= 1e9) {
                return OptionalDouble.of(times);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong("--speed must be a number above 0 and at most 1e9, or max, was " + speed);
    }

    private void requireValid() {
        if (killAfter != null && killAfter < 1) {
            throw wrong("--kill-after must be at least 1, was " + killAfter);
        }
        if (stop < 1 || stop > 10_000) {
            throw wrong("--stop must be from 1 to 10000 pips, was " + stop);
        }
        boolean offered = lots.compareTo(Replay.EURUSD.minimumLots()) >= 0
                && lots.compareTo(Replay.EURUSD.maximumLots()) <= 0
                && lots.remainder(Replay.EURUSD.lotStep()).signum() == 0;
        if (lots.signum() != 0 && !offered) {
            throw wrong("--lots must be from " + Replay.EURUSD.minimumLots() + " to " + Replay.EURUSD.maximumLots()
                    + " in steps of " + Replay.EURUSD.lotStep() + ", or 0, was " + lots);
        }
        if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
            throw wrong("QUOTES must be a readable file, was " + file);
        }
    }

    private Scenario scenario() throws IOException, QuoteFile.InvalidQuotesException {
        if (file == null) {
            return SyntheticDay.of(seed);
        }
        List<Quote> quotes = QuoteFile.read(file);
        Intent intent = new Intent(quotes.get(0).at(), "1", "the one position of this replay", side, lots, stop, 0);
        return new Scenario(file.toString(), quotes, List.of(intent), List.of());
    }

    private Path journal() throws IOException {
        if (journal == null) {
            Path target = Path.of("target");
            Path directory = Files.isDirectory(target)
                    ? Files.createTempDirectory(target, "live-guard-")
                    : Files.createTempDirectory("live-guard-");
            return directory.resolve("journal.jsonl");
        }
        if (Files.isDirectory(journal)) {
            throw wrong("--journal must be a file, was the directory " + journal);
        }
        Files.createDirectories(journal.toAbsolutePath().getParent());
        return journal;
    }

    private static void introduce(Screen screen, Scenario scenario, Path journal, Path decisions) {
        screen.say(
                "Account    ",
                "FTMO 2-Step Challenge, " + Replay.PHASE.initialBalance() + ". Failed once equity is"
                        + " below the floor of the day (balance at midnight in Prague less 5,000) or below 90,000 ever.");
        screen.say(
                "Guard      ",
                "warns at 50 % and 80 % of a permitted loss; refuses orders whose worst case comes within "
                        + Replay.BUFFER + " of a floor, now or after midnight");
        screen.say("Quotes     ", scenario.source() + ", " + scenario.quotes().size() + " of them");
        screen.say("Journal    ", journal.toString());
        screen.say("Decisions  ", decisions.toString());
        screen.say("Gauge      ", "room to the floor of the day and to the maximum loss; Prague time");
        screen.say("", "");
    }

    private static void conclude(Screen screen, Replay.End end) {
        AccountState state = end.state();
        screen.say("", "");
        screen.say(
                "The end    ",
                state.verdict()
                        + state.failure().map(LiveGuard::describe).orElse("")
                        + ", balance " + state.balance()
                        + (state.positions().isEmpty() ? "" : ", equity " + state.equity()));
        screen.say(
                "Broker     ",
                "balance " + end.atBroker()
                        + (end.atBroker().equals(state.balance()) ? "" : "; the phase counts nothing after its end"));
    }

    private static String describe(Failure failure) {
        return " by " + failure.objective() + " on " + Gauge.clock(failure.at()) + " with an equity of "
                + failure.equity()
                + failure.floor().map(floor -> " under the floor of " + floor).orElse("");
    }

    /** Runs the same scenario without a crash. */
    private static boolean equalsUnbroken(Screen screen, Replay.End end, Scenario scenario) {
        Replay.End unbroken = new Replay(
                        scenario, Screen.none(), new Pace(OptionalDouble.empty()), OptionalLong.empty())
                .run(Optional.empty(), DecisionLog.none());
        boolean equal =
                unbroken.state().equals(end.state()) && unbroken.atBroker().equals(end.atBroker());
        screen.say(
                "Unbroken   ",
                equal
                        ? "a run without a crash ends in the equal state: verdict, failure, balance, everything"
                        : "a run without a crash ends in another state, so this journal is of other quotes or options: "
                                + unbroken.state().verdict()
                                + unbroken.state()
                                        .failure()
                                        .map(LiveGuard::describe)
                                        .orElse("")
                                + ", balance " + unbroken.state().balance() + ", at the broker " + unbroken.atBroker());
        return equal;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(commandSpec().commandLine(), message);
    }

    private CommandSpec commandSpec() {
        return Objects.requireNonNull(spec);
    }

    /** The version of the build, from the manifest of its jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = LiveGuard.class.getPackage().getImplementationVersion();
            return new String[] {"live-guard " + (version == null ? "(not packaged)" : version)};
        }
    }
}
