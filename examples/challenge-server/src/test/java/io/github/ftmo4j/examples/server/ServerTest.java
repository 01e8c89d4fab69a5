package io.github.ftmo4j.examples.server;

import static io.github.ftmo4j.examples.server.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.json.Document;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTest {

    private static final String SPEC = """
            {"version": 1, "program": {"name": "ftmo-2-step", "size": "100000.00 USD"},
             "outcomes": {"type": "bernoulli", "winRate": 0.48, "win": 1.6}, "tradesPerDay": 4,
             "sizing": {"proposals": [{"type": "fixed-fractional", "fraction": 0.01}]}%s}""";

    @TempDir
    private static Path data;

    private static ChallengeServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        server = ChallengeServer.start(ServerOptions.of(0, data));
        client = new Client(server.port());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String spec() {
        return SPEC.formatted("");
    }

    /** The server closes the connection after it, and says so, or the next request on it would have no answer. */
    @Test
    void aRequestThatIsNoHttpIsRefusedAsOthersAre() {
        HttpResponse<String> response = client.delete("/v1/jobs/%00");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("connection")).contains("close");
        assertThat(Client.json(response).at("/error").textValue()).isEqualTo("bad_request");
    }

    @Test
    void exactAndSampledOddsAgree() {
        JsonNode exact = json(client.post("/v1/solve", spec()));
        JsonNode sampled =
                json(client.post("/v1/estimate", "{\"simulation\": " + spec() + ", \"trials\": 20000, \"seed\": 1}"));

        assertThat(exact.path("method").textValue()).isEqualTo("exact");
        assertThat(sampled.path("method").textValue()).isEqualTo("monte-carlo");
        // four standard errors: one seed in 16,000 would fail
        assertThat(sampled.at("/pass/value").doubleValue())
                .isCloseTo(exact.at("/pass/value").doubleValue(), within(0.0142));
        assertThat(sampled.at("/pass/n").intValue()).isEqualTo(20_000);
    }

    @Test
    void aJobHasProgressAndTheSameAnswer() {
        String question = "{\"simulation\": " + spec() + ", \"trials\": 20000, \"seed\": 1}";
        HttpResponse<String> started =
                client.post("/v1/jobs", "{\"kind\": \"estimate\", \"question\": " + question + "}");

        assertThat(started.statusCode()).isEqualTo(202);
        String path = started.headers().firstValue("Location").orElseThrow();
        String events = new Client(server.port())
                .header("Accept", "text/event-stream")
                .get(path + "/events")
                .body();
        assertThat(events).contains("event: progress", "event: finished");
        JsonNode job = json(client.get(path));
        assertThat(job.path("state").textValue()).isEqualTo("DONE");
        assertThat(job.path("done").intValue()).isEqualTo(20_000);
        assertThat(job.path("answer")).isEqualTo(json(client.post("/v1/estimate", question)));
    }

    @Test
    void aCancelledJobKeepsWhatIsKnown() throws Exception {
        String question = "{\"simulation\": " + spec() + ", \"trials\": 10000000}";
        String path = client.post("/v1/jobs", "{\"question\": " + question + "}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        JsonNode job = json(client.get(path));
        while (!job.path("answer").isObject()) {
            Thread.sleep(20);
            job = json(client.get(path));
        }
        client.delete(path);
        while (!job.path("state").textValue().equals("CANCELLED")) {
            Thread.sleep(20);
            job = json(client.get(path));
        }

        assertThat(job.at("/answer/complete").booleanValue()).as(job.toString()).isFalse();
        assertThat(job.at("/answer/pass/n").longValue()).isBetween(2_000L, 9_999_999L);
    }

    @Test
    void theBestPolicyIsAtLeastAsGoodAsTheBestFixedStake() {
        JsonNode answer = json(client.post("/v1/policy", """
                {"version": 1, "program": {"name": "ftmo-2-step", "size": "100000.00 USD"},
                 "outcomes": {"type": "bernoulli", "winRate": 0.48, "win": 1.5}, "tradesPerDay": 2,
                 "menu": {"fractions": [0, 0.02]}}"""));

        assertThat(answer.at("/value").doubleValue())
                .as(answer.toString())
                .isGreaterThanOrEqualTo(answer.at("/bestFixed/value").doubleValue());
        assertThat(answer.at("/charts").properties()).hasSize(2);
    }

    @Test
    void aJourneyHasItsMoney() {
        String trading = SPEC.formatted("").replace("\"version\": 1, ", "");
        JsonNode answer = json(client.post(
                "/v1/journey",
                "{\"journey\": {\"version\": 1, \"trading\": " + trading
                        + ", \"attempts\": 3, \"horizon\": 30, \"rate\": \"1.08\"}, \"trials\": 200}"));

        assertThat(answer.path("currency").textValue()).as(answer.toString()).isEqualTo("USD");
        assertThat(answer.path("attempts").doubleValue()).isBetween(1.0, 3.0);
        double net = answer.path("payout").doubleValue() - answer.path("cost").doubleValue();
        assertThat(answer.path("ev").doubleValue()).isCloseTo(net, within(0.01));
    }

    @Test
    void aSweepVariesAnyPlace() {
        JsonNode answer = json(client.post("/v1/sweep", """
                {"simulation": %s, "over": [{"place": "/sizing/proposals/0/fraction", "values": [0.005, 0.01, 0.02]},
                                            {"place": "/outcomes/winRate", "values": [0.45, 0.48]}]}""".formatted(spec())));
        assertThat(answer.path("rows")).as(answer.toString()).hasSize(6);
        JsonNode row = answer.path("rows").path(3);
        assertThat(row.at("/settings/~1outcomes~1winRate").doubleValue()).isEqualTo(0.48);
        assertThat(row.at("/pass/value").doubleValue())
                .isEqualTo(
                        json(client.post("/v1/solve", spec())).at("/pass/value").doubleValue());

        HttpResponse<String> wrong = client.post("/v1/sweep", """
                {"simulation": %s, "over": [{"place": "/outcomes/winRate", "values": [1.5]}]}""".formatted(spec()));
        assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(422);
    }

    @Test
    void aJournalIsWatchedAndFollowed() throws Exception {
        Path file = data.resolve("account.jsonl");
        String program = "\"program\": {\"name\": \"ftmo-2-step\", \"size\": \"100000.00 USD\"}";
        String path = "/v1/live?program=ftmo-2-step&size=100000.00+USD&orderRisk=3000";
        assertThat(json(client.get(path)).path("error").textValue()).isEqualTo("no_journal");
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T08:00:00Z"));
        ServerOptions options = ServerOptions.of(0, data.resolve("follower")).withJournal(file);
        try (ChallengeServer follower = ChallengeServer.start(options);
                AccountMonitor monitor = AccountMonitor.builder(Programs.ftmoTwoStep(Money.usd(100_000)), "Challenge")
                        .time(now::get)
                        .journal(file)
                        .open()) {
            Client reader = new Client(follower.port());
            assertThat(json(reader.get(path)).at("/frames")).hasSize(1);

            monitor.accept(new Snapshot(now.get(), Money.usd(100_000), Money.usd(100_000), List.of()));
            now.set(now.get().plusSeconds(60));
            monitor.accept(new Snapshot(now.get(), Money.usd(97_500), Money.usd(97_500), List.of()));

            JsonNode followed = json(reader.get(path));
            JsonNode last = followed.at("/frames/" + (followed.at("/frames").size() - 1));
            assertThat(followed.path("phase").textValue()).isEqualTo("Challenge");
            assertThat(last.path("equity").doubleValue())
                    .as(followed.toString())
                    .isEqualTo(97_500);
            assertThat(last.path("dailyLossHeadroom").doubleValue()).isEqualTo(2_500);
            assertThat(last.path("refusals").toString()).contains("DAILY_LOSS");
            assertThat(last.path("events").toString()).contains("50 % of DAILY_LOSS");

            String text = new TextNode(Files.readString(file)).toString();
            HttpResponse<String> watched =
                    client.post("/v1/watch", "{" + program + ", \"orderRisk\": 3000, \"journal\": " + text + "}");
            assertThat(json(watched)).isEqualTo(followed);
            HttpResponse<String> other = client.post(
                    "/v1/watch", "{" + program.replace("2-step", "1-step") + ", \"journal\": " + text + "}");
            assertThat(other.statusCode()).isEqualTo(422);
            assertThat(json(other).at("/detail/0/path").textValue()).isEqualTo("$.journal");
            assertThat(client.post("/v1/watch", "{" + program + ", \"journal\": \"lines\"}")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(reader.get("/v1/live?program=none&size=1").statusCode()).isEqualTo(422);
        }
    }

    @Test
    void sensitivitiesNameTheirParameters() {
        JsonNode answer = json(client.post("/v1/sensitivity", "{\"simulation\": " + spec() + ", \"trials\": 2000}"));
        assertThat(answer.at("/parameters").findValuesAsText("parameter"))
                .as(answer.toString())
                .contains("win rate");
    }

    @Test
    void programsAreListedAndDescribed() {
        JsonNode programs = json(client.get("/v1/programs"));
        assertThat(programs.findValuesAsText("name")).contains("ftmo-2-step", "ftmo-1-step");
        assertThat(programs.at("/0/sizes").toString()).contains("100000.00 USD");

        JsonNode described = json(client.post("/v1/describe", spec()));
        assertThat(described.path("program")).isNotEmpty();
        assertThat(described.path("summary").textValue())
                .contains("Program: FTMO 2-Step, 100000.00 USD. Outcomes: bernoulli (win rate ")
                .doesNotContain("[");
        assertThat(described.path("obstacles")).isEmpty();
        assertThat(json(client.get("/v1/schemas/simulation")).path("properties").has("outcomes"))
                .isTrue();
    }

    @Test
    void tradesAreImported() {
        byte[] csv = "time,r\n2024-01-02T10:00:00Z,1.5\n2024-01-02T12:00:00Z,-1\n".getBytes(StandardCharsets.UTF_8);
        JsonNode answer = json(client.post("/v1/import", csv, "text/csv"));
        assertThat(answer.path("trades").intValue()).as(answer.toString()).isEqualTo(2);
        assertThat(answer.at("/outcomes/rMultiples").toString()).isEqualTo("[1.5,-1.0]");

        HttpResponse<String> wrong =
                client.post("/v1/import", "time,r\nyesterday,1.5\n".getBytes(StandardCharsets.UTF_8), "text/csv");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(json(wrong).at("/detail/0/path").textValue()).startsWith("line 2");
    }

    @Test
    void columnsOfOtherNamesAreStated() {
        byte[] csv = "When,Gain,Stake\n2024-01-02T10:00:00Z,150,100\n".getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> refused = client.post("/v1/import", csv, "text/csv");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/detail/0/message").textValue()).endsWith("to resolve it, state timeColumn");
        HttpResponse<String> wrong =
                client.post("/v1/import?timeColumn=When&profitColumn=Gian&riskColumn=Stake", csv, "text/csv");
        assertThat(json(wrong).at("/detail/0/message").textValue()).contains("has no column Gian for the profit");
        assertThat(meanR(csv, "timeColumn=When&profitColumn=Gain&riskColumn=Stake"))
                .isEqualTo(1.5);
        assertThat(meanR(csv, "timeColumn=When&rColumn=Gain")).isEqualTo(150);
    }

    private static double meanR(byte[] csv, String settings) {
        return json(client.post("/v1/import?" + settings, csv, "text/csv"))
                .path("meanR")
                .doubleValue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            import?riskpertrade=100 | time,r | riskpertrade  | is unknown here, allowed are [riskPerTrade, zone,
            import?riskPerTrade=-1  | time,r | riskPerTrade  | must be a number above 0, was "-1"
            import?riskPerTrade=NaN | time,r | riskPerTrade  | must be a number above 0, was "NaN"
            import?riskPerTrade=2e12 | time,r | riskPerTrade | must be at most 1000000000000, was "2e12"
            watch                   | {"readings": []} | $.program | is missing
            watch                   | {PROGRAM, "readings": [{"at": "2026-01-05T10:00:00Z", "balance": 1}]} | $.readings[0] | the first balance must be that of a fresh account
            runs                    | {"name": "a", "kind": "solve", "question": SPEC, "answer": "yes"} | $.answer | must be an object, was "yes"
            solve                   | {"version": NaN} | $ | Non-standard token 'NaN'
            """)
    void whatHasNoEffectOrIsMissingIsNamed(String path, String body, String place, String message) {
        String sent = body.replace("SPEC", spec())
                .replace("PROGRAM", "\"program\": {\"name\": \"ftmo-2-step\", \"size\": \"100000.00 USD\"}");
        HttpResponse<String> refused = path.startsWith("import")
                ? client.post("/v1/" + path, sent.getBytes(StandardCharsets.UTF_8), "text/csv")
                : client.post("/v1/" + path, sent);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/detail")).hasSize(1);
        assertThat(json(refused).at("/detail/0/path").textValue()).isEqualTo(place);
        assertThat(json(refused).at("/detail/0/message").textValue())
                .contains(message)
                .doesNotContain("enable", "Builder");
    }

    @Test
    void aNameThatIsTooLongIsOneProblem() {
        String name = "a".repeat(201);
        HttpResponse<String> refused = client.post(
                "/v1/runs", "{\"name\": \"" + name + "\", \"kind\": \"solve\", \"question\": " + spec() + "}");

        assertThat(json(refused).at("/detail")).hasSize(1);
    }

    @Test
    void runsAreSavedComparedAndExported() {
        String question = "{\"simulation\": " + spec() + ", \"trials\": 100}";
        JsonNode answer = json(client.post("/v1/estimate", question));
        String body = "{\"name\": \"%s\", \"kind\": \"estimate\", \"question\": " + question + ", \"answer\": " + answer
                + "}";
        JsonNode first = json(client.post("/v1/runs", body.formatted("first")));
        JsonNode second = json(client.post("/v1/runs", body.formatted("second")));

        assertThat(Document.oddsAnswer().read(first.path("answer")))
                .isEqualTo(Document.oddsAnswer().read(answer));
        HttpResponse<String> wrong =
                client.post("/v1/runs", body.formatted("wrong").replace("\"level\":", "\"lvl\":"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(json(wrong).path("detail").findValuesAsText("path"))
                .contains("$.answer.pass.lvl", "$.answer.pass.level");

        String ids = "id=" + first.path("id") + "&id=" + second.path("id");
        assertThat(json(client.get("/v1/runs/compare?" + ids)).findValuesAsText("name"))
                .contains("first", "second");
        assertThat(json(client.get("/v1/runs/" + first.path("id"))).path("answer"))
                .isEqualTo(answer);
        assertThat(json(client.get("/v1/runs")).path(0).path("name").textValue())
                .isEqualTo("second");
        assertThat(client.get("/v1/runs/export").body().lines()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(client.delete("/v1/runs/" + first.path("id")).statusCode()).isEqualTo(204);
        assertThat(client.get("/v1/runs/" + first.path("id")).statusCode()).isEqualTo(404);
    }

    @Test
    void problemsHaveTheirPlaceInTheRequest() {
        HttpResponse<String> response = client.post(
                "/v1/estimate", "{\"simulation\": " + SPEC.formatted(", \"colour\": 1") + ", \"trials\": 0}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("detail").findValuesAsText("path")).contains("$.trials");
        HttpResponse<String> inside =
                client.post("/v1/estimate", "{\"simulation\": " + SPEC.formatted(", \"colour\": 1") + "}");
        assertThat(json(inside).path("detail").findValuesAsText("path")).containsExactly("$.simulation.colour");
    }

    @Test
    void theTableOfAPolicyIsRefused() {
        String table =
                spec().replace("\"fixed-fractional\", \"fraction\": 0.01", "\"optimal-stake\", \"table\": \"AAAA\"");
        assertThat(json(client.post("/v1/solve", table)).at("/detail/0/message").textValue())
                .contains("table of a policy");
        assertThat(client.post("/v1/solve", spec().getBytes(StandardCharsets.UTF_16), "application/json")
                        .statusCode())
                .isEqualTo(422);
    }

    /** The server waits some seconds for an answer, and then closes its files all the same. */
    @Test
    @Tag("thorough")
    void itStopsWhileAnAnswerIsUnderWay() throws Exception {
        ServerOptions options = ServerOptions.of(0, data.resolve("stopped"));
        ChallengeServer stopped = ChallengeServer.start(options);
        Client asking = new Client(stopped.port());
        String question = "{\"simulation\": "
                + SPEC.formatted(", \"accounts\": 50, \"dependence\": {\"type\": \"correlated\", \"correlation\": 0.6}")
                + ", \"trials\": 10000000}";
        // the server may cut the connection
        Thread request = new Thread(
                () -> {
                    Throwable unused = catchThrowable(() -> asking.post("/v1/estimate", question));
                },
                "request");
        request.start();
        Thread.sleep(1_000);
        assertThat(request.isAlive()).isTrue();
        long start = System.nanoTime();
        stopped.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        request.join(10_000);
        assertThat(request.isAlive()).isFalse();
        // the files are free
        ChallengeServer.start(options).close();
    }

    @Test
    void behindAProxyEachClientHasItsOwnLimit() throws Exception {
        Path folder = data.resolve("proxied");
        ServerOptions options = ServerOptions.of(0, folder).withRequestsPerMinute(1);
        try (ChallengeServer proxied = ChallengeServer.start(options.withProxy())) {
            assertThat(status(proxied, "192.0.2.1")).isEqualTo(200);
            assertThat(status(proxied, "192.0.2.2")).isEqualTo(200);
            assertThat(status(proxied, "192.0.2.1")).isEqualTo(429);
            assertThat(status(proxied, "198.51.100.7, 192.0.2.1")).isEqualTo(429);
            assertThat(status(proxied, "198.51.100.7", "192.0.2.1")).isEqualTo(429);
            assertThat(status(proxied)).isEqualTo(200);
            assertThat(status(proxied, "")).isEqualTo(429);
        }
        assertThat(Files.readAllLines(folder.resolve("access.jsonl")))
                .extracting(line -> Document.parse(line).path("client").textValue())
                .containsExactlyInAnyOrder(
                        "192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.1", "192.0.2.1", "127.0.0.1", "127.0.0.1");
    }

    @Test
    void withoutAProxyWhoForwardedIsNotRead() throws Exception {
        Path folder = data.resolve("direct");
        ServerOptions options = ServerOptions.of(0, folder).withRequestsPerMinute(1);
        try (ChallengeServer direct = ChallengeServer.start(options)) {
            assertThat(status(direct, "192.0.2.1")).isEqualTo(200);
            assertThat(status(direct, "192.0.2.2")).isEqualTo(429);
        }
        assertThat(Files.readAllLines(folder.resolve("access.jsonl")))
                .allSatisfy(line -> assertThat(line).contains("127.0.0.1").doesNotContain("192.0.2"));
    }

    /** The status of a request with headers X-Forwarded-For. */
    private static int status(ChallengeServer asked, String... forwarded) {
        Client sender = new Client(asked.port());
        for (String value : forwarded) {
            sender.header("X-Forwarded-For", value);
        }
        return sender.get("/v1/programs").statusCode();
    }

    @Test
    void pagesAreServedWithSecurityHeaders() {
        for (String path : new String[] {"/docs", "/docs.js", "/docs/assets/swagger-ui-bundle.js", "/openapi.json"}) {
            HttpResponse<String> response = client.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .isPresent();
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }
}
