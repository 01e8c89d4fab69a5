package io.github.ftmo4j.examples.server;

import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a server as its arguments say, until the process is stopped. */
@Command(
        name = ServeCommand.NAME,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = "challenge-server 0.1.0",
        header = "Serves the page, the documentation and the interface over HTTP, until the process is stopped.",
        defaultValueProvider = Environment.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${COMMAND-FULL-NAME} --port 8001",
            "",
            "Each option has a variable, too, such as CHALLENGE_SERVER_PORT for --port."
        })
public final class ServeCommand implements Callable<Integer> {

    /** The name of the command where it is one of several. */
    public static final String NAME = "serve";

    private static final int MOST = 1_000_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "where to listen (default: ${DEFAULT-VALUE}, this machine only)")
    private String bind = "127.0.0.1";

    @Option(names = "--port", paramLabel = "NUMBER", description = "the port, 0 for any (default: ${DEFAULT-VALUE})")
    private int port = 8001;

    @Option(names = "--data", paramLabel = "FOLDER", description = "of saved runs and logs (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("challenge-server-data");

    @Option(names = "--key", paramLabel = "TEXT", description = "what requests must show in X-API-Key (default: none)")
    private @Nullable String key;

    @Option(
            names = "--rate",
            paramLabel = "NUMBER",
            description = "requests a minute and client, 0 for any number (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--behind-proxy",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "a proxy hands requests on: the client is the last address of X-Forwarded-For")
    private boolean behindProxy;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "how long an answer may take (default: ${DEFAULT-VALUE})")
    private int seconds = (int) Limits.standard().answer().toSeconds();

    @Option(
            names = "--job-limit",
            paramLabel = "SECONDS",
            description = "how long a job may run (default: ${DEFAULT-VALUE})")
    private int jobSeconds = (int) Limits.standard().job().toSeconds();

    @Option(
            names = "--body-limit",
            paramLabel = "BYTES",
            description = "the largest body of a request (default: ${DEFAULT-VALUE})")
    private int bytes = Limits.standard().bytes();

    @Option(
            names = "--jobs",
            paramLabel = "NUMBER",
            description = "how many jobs are unfinished at a time (default: ${DEFAULT-VALUE})")
    private int jobs = Limits.standard().jobs();

    @Option(
            names = "--runs",
            paramLabel = "NUMBER",
            description = "how many runs are saved (default: ${DEFAULT-VALUE})")
    private int runs = Limits.standard().runs();

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "the journal of a live monitor, for the live tab to follow (default: none)")
    private @Nullable Path journal;

    @Override
    public Integer call() throws InterruptedException {
        ChallengeServer server = started(options());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("http://" + bind + ":" + server.port() + "/");
        out.flush();
        Thread.currentThread().join(); // until the process is stopped
        return 0;
    }

    private ServerOptions options() {
        within("--port", port, 0, 65_535);
        within("--rate", rate, 0, MOST);
        within("--time-limit", seconds, 1, MOST);
        within("--job-limit", jobSeconds, 1, MOST);
        within("--body-limit", bytes, 1, 1_000_000_000);
        within("--jobs", jobs, 1, MOST);
        within("--runs", runs, 1, 1_000_000_000);
        Limits standard = Limits.standard();
        Limits limits = new Limits(
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(jobSeconds),
                bytes,
                standard.waiting(),
                jobs,
                standard.listeners(),
                runs);
        return new ServerOptions(
                bind, port, data, Optional.ofNullable(key), rate, behindProxy, limits, Optional.ofNullable(journal));
    }

    private void within(String flag, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    flag + " must be from " + least + " to " + most + ", was " + value);
        }
    }

    private static ChallengeServer started(ServerOptions options) {
        try {
            return ChallengeServer.start(options);
        } catch (IOException | JavalinException e) {
            throw new UncheckedIOException(
                    "cannot serve at " + options.bind() + ":" + options.port() + ": " + e.getMessage(),
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static void stop(ChallengeServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
