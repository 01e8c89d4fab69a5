package io.github.ftmo4j.examples.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.ftmo4j.examples.server.http.AccessLog;
import io.github.ftmo4j.examples.server.http.Body;
import io.github.ftmo4j.examples.server.http.Clients;
import io.github.ftmo4j.examples.server.http.Guard;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.examples.server.job.Jobs;
import io.github.ftmo4j.examples.server.job.Work;
import io.github.ftmo4j.examples.server.reference.ReferenceAnswers;
import io.github.ftmo4j.examples.server.reference.ReferenceQuestion;
import io.github.ftmo4j.examples.server.reference.RunFolders;
import io.github.ftmo4j.examples.server.store.RunStore;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The server. */
public final class ChallengeServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChallengeServer.class);
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1";
    private static final long STOP_MILLIS = 5_000;

    static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; "
                    + "base-uri 'none'; form-action 'none'",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Referrer-Policy",
            "no-referrer",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY");

    private final Work work;
    private final Jobs jobs;
    private final RunStore store;
    private final AccessLog access;
    private final Javalin http;

    private ChallengeServer(ServerOptions options) throws IOException {
        Path data = Files.createDirectories(options.data());
        Limits limits = options.limits();
        work = new Work(limits.answer(), limits.waiting());
        jobs = new Jobs(limits.jobs(), limits.job());
        store = new RunStore(data.resolve("runs.sqlite"), limits.runs());
        access = new AccessLog(data.resolve("access.jsonl"));
        Body body = new Body(limits.bytes());
        Clients clients = new Clients(options.behindProxy());
        Guard guard = new Guard(options.key(), options.requestsPerMinute(), clients);
        ReferenceAnswers reference = new ReferenceAnswers(new RunFolders(data.resolve("logs")));
        http = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.defaultContentType = "application/json";
            config.http.prefer405over404 = true;
            config.jetty.modifyServer(ChallengeServer::setUp);
            config.jetty.modifyHttpConfiguration(ChallengeServer::setUp);
            files(config);
            config.requestLogger.http((context, millis) -> access.write(
                    clients.address(context), context.method().name(), context.path(), context.statusCode(), millis));
            config.routes.before(context -> SECURITY_HEADERS.forEach(context::header));
            config.routes.before("/ftmo_multi", guard::check);
            config.routes.before("/simulate", guard::check);
            config.routes.before("/v1/*", guard::check);
            config.routes.get("/health", context -> json(context, 200, health()));
            config.routes.post("/ftmo_multi", context -> {
                ReferenceQuestion question = ReferenceQuestion.multi(body.json(context));
                json(context, 200, work.answer(() -> reference.multi(question)));
            });
            config.routes.post("/simulate", context -> {
                ReferenceQuestion question = ReferenceQuestion.simulate(body.json(context));
                json(context, 200, work.answer(() -> reference.simulate(question)));
            });
            new Version1(body, work, jobs, store, limits.listeners(), options.journal()).add(config.routes);
            new Documentation().add(config.routes);
            refusals(config);
        });
    }

    /**
     * Starts a server.
     *
     * @throws IOException if its folder cannot be used
     */
    public static ChallengeServer start(ServerOptions options) throws IOException {
        ChallengeServer server = new ChallengeServer(options);
        server.http.start(options.bind(), options.port());
        return server;
    }

    private static void setUp(Server server) {
        server.setStopTimeout(STOP_MILLIS);
        server.setErrorHandler(new UnreadableRequests());
    }

    private static void setUp(HttpConfiguration configuration) {
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
    }

    private static void files(JavalinConfig config) {
        config.staticFiles.add(files -> {
            files.directory = "/page";
            files.location = Location.CLASSPATH;
            files.headers = SECURITY_HEADERS;
        });
        config.staticFiles.add(files -> {
            files.hostedPath = "/docs/assets";
            files.directory = SWAGGER_UI;
            files.location = Location.CLASSPATH;
            files.headers = SECURITY_HEADERS;
        });
    }

    private static void refusals(JavalinConfig config) {
        config.routes.exception(Refusal.class, (refusal, context) -> json(context, refusal.status(), refusal.body()));
        config.routes.exception(HttpResponseException.class, (refusal, context) -> {
            String code = switch (refusal.getStatus()) {
                case 404 -> "not_found";
                case 405 -> "method_not_allowed";
                case 413 -> "body_too_large";
                default -> "bad_request";
            };
            json(
                    context,
                    refusal.getStatus(),
                    Refusal.of(refusal.getStatus(), code, String.valueOf(refusal.getMessage()))
                            .body());
        });
        config.routes.exception(Exception.class, (failure, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), failure);
            json(
                    context,
                    500,
                    Refusal.of(500, "internal", "the server failed; its log says why")
                            .body());
        });
    }

    static void json(Context context, int status, JsonNode body) {
        context.status(status).contentType("application/json").result(body.toString());
    }

    private static JsonNode health() {
        return JsonNodeFactory.instance.objectNode().put("ok", true);
    }

    /** The port that it listens at. */
    public int port() {
        return http.port();
    }

    /** Ends what runs, at most within some seconds, and stops. */
    @Override
    public void close() throws IOException {
        jobs.close();
        stopAnswering();
        work.close();
        store.close();
        access.close();
    }

    /** Requests under way have some seconds; those that are not answered by then end without an answer. */
    private void stopAnswering() {
        try {
            http.stop();
        } catch (JavalinException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            LOG.warn("requests were not answered within {} ms of the stop", STOP_MILLIS);
        }
    }

    /** Runs the server until the process is stopped; see {@code --help}. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new ServeCommand()).setCommandName("challenge-server");
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }
}
