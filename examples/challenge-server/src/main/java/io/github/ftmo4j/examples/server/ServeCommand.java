package io.github.ftmo4j.examples.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a server as the command line says, and stops it with the process. */
@Command(
        name = "challenge-server",
        mixinStandardHelpOptions = true,
        version = "challenge-server 0.1.0",
        description = "Answers the questions of FTMO4J over HTTP, with a page at / and documentation at /docs.",
        defaultValueProvider = Environment.class,
        footer = {"", "Each option has a variable, too, such as CHALLENGE_SERVER_PORT for --port."})
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            description = "the address to listen at (default: ${DEFAULT-VALUE}, this machine only)")
    private String bind = "127.0.0.1";

    @Option(names = "--port", defaultValue = "8001", description = "the port (default: ${DEFAULT-VALUE})")
    private int port = 8001;

    @Option(
            names = "--data",
            defaultValue = "challenge-server-data",
            description = "the folder of saved runs and logs (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("challenge-server-data");

    @Option(names = "--key", description = "the key that requests must show in X-API-Key (default: none)")
    private @Nullable String key;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "requests a minute and client (default: ${DEFAULT-VALUE}, any number)")
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
            defaultValue = "30",
            description = "seconds that an answer may take (default: ${DEFAULT-VALUE})")
    private int seconds = 30;

    @Option(
            names = "--body-limit",
            defaultValue = "2000000",
            description = "bytes that a request may have (default: ${DEFAULT-VALUE})")
    private int bytes = 2_000_000;

    @Option(
            names = "--journal",
            description = "the journal of a monitor, such as that of the MetaTrader bridge, for the live tab to follow")
    private @Nullable Path journal;

    @Override
    public Integer call() throws IOException {
        ServerOptions options = new ServerOptions(
                bind,
                port,
                data,
                Optional.ofNullable(key),
                rate,
                behindProxy,
                Duration.ofSeconds(seconds),
                bytes,
                Optional.ofNullable(journal));
        ChallengeServer server = ChallengeServer.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        System.out.println("http://" + bind + ":" + server.port() + "/");
        return 0;
    }

    private static void stop(ChallengeServer server) {
        try {
            server.close();
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }
}
