package io.github.ftmo4j.examples.server;

import static io.github.ftmo4j.examples.server.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is refused has its status and a code that the documentation has, too. */
class LimitsTest {

    private static final String SPEC = """
            {"version": 1, "program": {"name": "ftmo-2-step", "size": "100000.00 USD"},
             "outcomes": {"type": "bernoulli", "winRate": 0.48, "win": 1.6}, "tradesPerDay": 4,
             "sizing": {"proposals": [{"type": "fixed-fractional", "fraction": 0.01}]}%s}""";

    /** Takes a minute or more. */
    private static final String LONG = "{\"simulation\": "
            + SPEC.formatted(", \"accounts\": 50, \"dependence\": {\"type\": \"correlated\", \"correlation\": 0.6}")
            + ", \"trials\": 10000000}";

    private static final String LONG_JOB = "{\"question\": " + LONG + "}";

    @TempDir
    private static Path data;

    private static ChallengeServer strict;
    private static Client client;

    /** A server that does one of everything at a time. */
    @BeforeAll
    static void start() throws Exception {
        strict = ChallengeServer.start(options().withLimits(limits(Duration.ofSeconds(20), Duration.ofSeconds(20), 1)));
        client = new Client(strict.port());
    }

    @AfterAll
    static void stop() throws Exception {
        strict.close();
    }

    private static ServerOptions options() throws IOException {
        return ServerOptions.of(0, Files.createTempDirectory(data, "server"));
    }

    private static Limits limits(Duration answer, Duration job, int number) {
        return new Limits(answer, job, 10_000, number, number, number, number);
    }

    private static String startLongJob() {
        HttpResponse<String> response = client.post("/v1/jobs", LONG_JOB);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return response.headers().firstValue("Location").orElseThrow();
    }

    /** Cancels a job, so that the next finds its place. */
    private static void cancel(String path) throws InterruptedException {
        client.delete(path);
        while (!json(client.get(path)).path("state").textValue().equals("CANCELLED")) {
            Thread.sleep(20);
        }
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json(response).path("error").textValue()).isEqualTo(code);
        assertThat(json(response).path("detail")).isNotEmpty();
        JsonNode documented = json(client.get("/openapi.json")).at("/components/schemas/Refusal/properties/error/enum");
        assertThat(documented).extracting(JsonNode::textValue).contains(code);
    }

    @Test
    void whatIsNoRequestOfAnEndpointIsRefused() {
        String spec = SPEC.formatted("");
        byte[] bytes = spec.getBytes(StandardCharsets.UTF_8);

        assertRefused(client.post("/v1/solve", "{}"), 422, "validation_error");
        assertRefused(client.post("/v1/solve", new byte[10_001], "application/json"), 413, "body_too_large");
        assertRefused(client.post("/v1/solve", bytes, "text/html"), 415, "unsupported_media_type");
        assertRefused(
                new Client(strict.port()).header("Content-Encoding", "gzip").post("/v1/solve", spec),
                415,
                "unsupported_encoding");
        assertRefused(client.get("/v1/solve"), 405, "method_not_allowed");
        assertRefused(client.get("/nowhere"), 404, "not_found");
        assertRefused(client.delete("/v1/jobs/%00"), 400, "bad_request");
        assertRefused(client.get("/v1/live"), 404, "no_journal");
        assertRefused(
                new Client(strict.port()).header("Sec-Fetch-Site", "cross-site").post("/v1/solve", spec),
                403,
                "cross_site");
    }

    @Test
    void aClientWithoutTheKeyAndTooManyRequestsAreRefused() throws Exception {
        try (ChallengeServer server =
                ChallengeServer.start(options().withKey("secret").withRequestsPerMinute(2))) {
            Client friend = new Client(server.port()).header("X-API-Key", "secret");

            assertRefused(new Client(server.port()).get("/v1/programs"), 401, "unauthorized");
            assertThat(friend.get("/v1/programs").statusCode()).isEqualTo(200);
            HttpResponse<String> third = friend.get("/v1/programs");
            assertRefused(third, 429, "rate_limit");
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void aQuestionOfTooMuchWorkIsRefused() {
        String values = String.join(
                ",",
                Stream.iterate(1, i -> i + 1).limit(30).map(String::valueOf).toList());

        assertRefused(
                client.post(
                        "/v1/sweep",
                        "{\"simulation\": " + SPEC.formatted("") + ", \"over\": [{\"place\": \"/accounts\", "
                                + "\"values\": [" + values + "]}, {\"place\": \"/tradesPerDay\", \"values\": ["
                                + values + "]}]}"),
                422,
                "work_limit");
        assertRefused(client.post("/v1/policy", """
                        {"version": 1, "program": {"name": "ftmo-2-step", "size": "100000.00 USD"},
                         "outcomes": {"type": "bernoulli", "winRate": 0.48, "win": 1.5}, "tradesPerDay": 2,
                         "menu": {"fractions": [0, 0.02]}, "mostStates": 3000001}"""), 422, "work_limit");
        assertRefused(
                client.post(
                        "/v1/portfolio",
                        "{\"version\": 1, \"trials\": 1000001, \"challenges\": ["
                                + SPEC.formatted("").replace("\"version\": 1, ", "") + "]}"),
                422,
                "work_limit");
        assertRefused(
                client.post("/ftmo_multi", "{\"horizon\": 10000, \"trials\": 100000, \"parallel\": 100}"),
                422,
                "work_limit");
        assertRefused(
                client.post(
                        "/v1/solve",
                        SPEC.formatted(
                                ", \"accounts\": 2, \"dependence\": {\"type\": \"correlated\", \"correlation\": 0.5}")),
                422,
                "unsolvable");
    }

    @Test
    void anAnswerThatTakesTooLongIsRefused() throws Exception {
        try (ChallengeServer server =
                ChallengeServer.start(options().withLimits(limits(Duration.ofMillis(50), Duration.ofMinutes(1), 1)))) {
            HttpResponse<String> late = new Client(server.port()).post("/v1/estimate", LONG);

            assertRefused(late, 422, "time_limit");
            assertThat(late.body()).contains("at most 0.05 s");
        }
    }

    /** All processors work and one request waits; so many more are asked that one at least finds no place. */
    @Test
    void aRequestThatFindsNoPlaceInTheQueueIsRefused() throws Exception {
        int requests = Runtime.getRuntime().availableProcessors() + 6;
        ExecutorService clients = Executors.newFixedThreadPool(requests);
        try (ChallengeServer server =
                ChallengeServer.start(options().withLimits(limits(Duration.ofMillis(700), Duration.ofMinutes(1), 1)))) {
            Client many = new Client(server.port());
            List<HttpResponse<String>> busy = List.of();
            while (busy.isEmpty()) {
                List<CompletableFuture<HttpResponse<String>>> asked = Stream.generate(
                                () -> CompletableFuture.supplyAsync(() -> many.post("/v1/estimate", LONG), clients))
                        .limit(requests)
                        .toList();
                busy = asked.stream()
                        .map(CompletableFuture::join)
                        .filter(response -> response.statusCode() == 429)
                        .toList();
            }
            assertRefused(busy.get(0), 429, "busy");
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void oneJobMoreThanAllowedIsRefused() throws Exception {
        String path = startLongJob();

        assertRefused(client.post("/v1/jobs", LONG_JOB), 429, "too_many_jobs");
        cancel(path);
        cancel(startLongJob());
    }

    @Test
    void oneListenerMoreThanAllowedIsRefused() throws Exception {
        Client listener = new Client(strict.port()).header("Accept", "text/event-stream");
        String path = startLongJob();
        ExecutorService listeners = Executors.newFixedThreadPool(2);
        CompletableFuture<HttpResponse<String>> one =
                CompletableFuture.supplyAsync(() -> listener.get(path + "/events"), listeners);
        CompletableFuture<HttpResponse<String>> other =
                CompletableFuture.supplyAsync(() -> listener.get(path + "/events"), listeners);
        // the one that listens has no answer yet
        HttpResponse<String> refused =
                one.applyToEither(other, response -> response).join();

        assertRefused(refused, 429, "too_many_listeners");
        cancel(path);
        listeners.shutdown();
        assertThat(List.of(one.join().body(), other.join().body()))
                .anySatisfy(events -> assertThat(events).contains("event: finished"));
    }

    @Test
    void aJobThatRunsTooLongFailsAndKeepsWhatIsKnown() throws Exception {
        try (ChallengeServer server =
                ChallengeServer.start(options().withLimits(limits(Duration.ofSeconds(20), Duration.ofSeconds(1), 1)))) {
            Client asking = new Client(server.port());
            String path = "/v1/jobs/"
                    + json(asking.post(
                                    "/v1/jobs",
                                    "{\"question\": {\"simulation\": " + SPEC.formatted("")
                                            + ", \"trials\": 10000000}}"))
                            .path("id")
                            .textValue();
            JsonNode job = json(asking.get(path));
            while (job.path("state").textValue().matches("WAITING|RUNNING")) {
                Thread.sleep(20);
                job = json(asking.get(path));
            }

            assertThat(job.path("state").textValue()).isEqualTo("FAILED");
            assertThat(job.at("/error/error").textValue()).isEqualTo("time_limit");
            assertThat(job.at("/error/detail/0/message").textValue()).contains("at most 1 s");
            assertThat(job.at("/answer/complete").isBoolean())
                    .as(job.toString())
                    .isTrue();
            assertThat(asking.post("/v1/jobs", LONG_JOB).statusCode())
                    .as("its place is free")
                    .isEqualTo(202);
        }
    }

    @Test
    void oneRunMoreThanAllowedIsRefused() {
        String run = "{\"name\": \"a\", \"kind\": \"solve\", \"question\": " + SPEC.formatted("") + "}";
        HttpResponse<String> first = client.post("/v1/runs", run);
        assertThat(first.statusCode()).isEqualTo(201);

        assertRefused(client.post("/v1/runs", run), 422, "too_many_runs");
        client.delete("/v1/runs/" + json(first).path("id"));
        assertThat(client.post("/v1/runs", run).statusCode()).isEqualTo(201);
    }
}
