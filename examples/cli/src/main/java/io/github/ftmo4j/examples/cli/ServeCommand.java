package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.examples.server.ChallengeServer;
import io.github.ftmo4j.examples.server.ServerOptions;
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
import picocli.CommandLine.Spec;

/** Starts the server. */
@Command(
        name = "serve",
        sortOptions = false,
        header = "Serves the page, the documentation and the interface over HTTP, until the process is stopped.",
        footerHeading = "%nExamples:%n",
        footer = "  ftmo4j serve --port 8001")
final class ServeCommand implements Callable<Integer> {

    static final String NAME = "serve";

    private static final Duration MOST_TIME = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 2_000_000;

    @Spec
    private @Nullable CommandSpec spec;

    @SuppressWarnings("unused") // only its annotation counts
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    private boolean help;

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
            description = "a proxy hands requests on: the client is the last address of X-Forwarded-For")
    private boolean behindProxy;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "the journal of a live monitor, for the live tab to follow (default: none)")
    private @Nullable Path journal;

    @Override
    public Integer call() throws InterruptedException {
        Flags.within("--port", port, 0, 65_535);
        Flags.within("--rate", rate, 0, 1_000_000);
        ServerOptions options = new ServerOptions(
                bind,
                port,
                data,
                Optional.ofNullable(key),
                rate,
                behindProxy,
                MOST_TIME,
                MOST_BYTES,
                Optional.ofNullable(journal));
        ChallengeServer server = started(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        CommandSpec command = Objects.requireNonNull(spec);
        command.commandLine().getOut().println("http://" + bind + ":" + server.port() + "/");
        command.commandLine().getOut().flush();
        Thread.currentThread().join(); // until the process is stopped
        return 0;
    }

    private static ChallengeServer started(ServerOptions options) {
        try {
            return ChallengeServer.start(options);
        } catch (IOException | JavalinException e) {
            throw new RefusedException(
                    "cannot serve at " + options.bind() + ":" + options.port() + ": " + e.getMessage(), e);
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
