package io.github.ftmo4j.examples.bridge;

import com.sun.net.httpserver.HttpServer;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.journal.Recovery;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.MonitorEvent;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Guards a MetaTrader account: listens for its terminal, answers whether an order may be sent, closes on a breach. */
@Command(
        name = "metatrader-bridge",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        header = "Guards a MetaTrader account by the rules of an FTMO program.",
        description = {
            "",
            "The expert advisor FtmoGuard, or the simulated terminal, connects to --port.",
            "Prometheus finds the state at http://127.0.0.1:METRICS-PORT/metrics. The journal",
            "survives a crash: start the bridge again with the same arguments.",
            "",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:something went wrong inside, or a port is in use",
            "2:the arguments are wrong",
            "4:the journal cannot be used: damaged, in use, or of other rules",
            "143:ended by a signal; the journal is closed",
        })
public final class MetaTraderBridge implements Callable<Integer> {

    /**
     * How far behind the system clock the present of the monitor is. What the terminal stamps arrives later, and its
     * clock may lag; a reading stamped before the present would count as late.
     */
    static final Duration LAG = Duration.ofSeconds(5);

    private static final int UNUSABLE_JOURNAL = 4;

    /** The programs to choose from. */
    enum Rules {
        TWO_STEP,
        SWING,
        ONE_STEP
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--program", paramLabel = "NAME", description = "the program: ${COMPLETION-CANDIDATES}")
    private Rules rules = Rules.TWO_STEP;

    @Option(names = "--phase", paramLabel = "NAME", description = "the phase of the program")
    private String phase = Phase.CHALLENGE;

    @Option(names = "--size", paramLabel = "AMOUNT", description = "the initial balance")
    private long size = 100_000;

    @Option(names = "--currency", paramLabel = "CODE", description = "the currency of the account")
    private String currency = "USD";

    @Option(
            names = "--account",
            paramLabel = "NUMBER",
            description = "the number of the account; by default, that of the first terminal that connects")
    private @Nullable String account;

    @Option(names = "--port", paramLabel = "PORT", description = "where the terminal connects, 0 for any free port")
    private int port = 7400;

    @Option(names = "--metrics-port", paramLabel = "PORT", description = "for Prometheus, 0 for any free port")
    private int metricsPort = 7401;

    @Option(names = "--journal", paramLabel = "FILE", description = "where to keep the journal")
    private Path journal = Path.of("metatrader-bridge.jsonl");

    /**
     * Runs the program until a signal ends it.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new MetaTraderBridge())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = commandSpec().commandLine().getOut();
        Consumer<String> report = text -> {
            synchronized (out) {
                out.println(text);
                out.flush();
            }
        };
        Program program = program();
        InstantSource clock = InstantSource.system();
        Metrics.EventCounter events = new Metrics.EventCounter();
        Path directory = Objects.requireNonNull(journal.toAbsolutePath().getParent());
        Files.createDirectories(directory);
        try (AccountMonitor monitor = AccountMonitor.builder(program, phase)
                .dealFeed()
                .time(() -> clock.instant().minus(LAG))
                .journal(journal)
                .warnAt(0.5)
                .warnAt(0.8)
                .listener(events)
                .listener((MonitorEvent event) -> report.accept("! " + event.text()))
                .open()) {
            serve(monitor, events, clock, report);
            return 0;
        } catch (JournalException e) {
            report.accept(String.valueOf(e.getMessage()));
            return UNUSABLE_JOURNAL;
        }
    }

    private void serve(
            AccountMonitor monitor, Metrics.EventCounter events, InstantSource clock, Consumer<String> report)
            throws IOException, InterruptedException {
        Guard guard = new Guard(monitor, Optional.ofNullable(account), report);
        Assessment now = monitor.assessment();
        Codec codec = new Codec(now.balance().currency());
        HttpServer metrics = Metrics.of(monitor, guard, events, clock).serve(metricsPort);
        try (GuardServer server = GuardServer.start(guard, codec, port, report)) {
            monitor.recovery()
                    .map(Recovery::entries)
                    .filter(entries -> entries > 0)
                    .ifPresent(entries -> report.accept("recovered from " + journal + ": " + now.verdict()
                            + ", balance " + now.balance() + ", " + now.openPositions() + " positions"));
            report.accept("metrics at http://127.0.0.1:" + metrics.getAddress().getPort() + "/metrics");
            report.accept("waiting for the terminal on 127.0.0.1:" + server.port());
            Runtime.getRuntime().addShutdownHook(new Thread(monitor::close, "close"));
            new CountDownLatch(1).await();
        } finally {
            metrics.stop(0);
        }
    }

    private Program program() {
        try {
            Money initial = Money.of(size, currency);
            Program program = switch (rules) {
                case TWO_STEP -> Programs.ftmoTwoStep(initial);
                case SWING -> Programs.ftmoSwing(initial);
                case ONE_STEP -> Programs.ftmoOneStep(initial);
            };
            program.phase(phase);
            return program;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private CommandSpec commandSpec() {
        return Objects.requireNonNull(spec);
    }
}
