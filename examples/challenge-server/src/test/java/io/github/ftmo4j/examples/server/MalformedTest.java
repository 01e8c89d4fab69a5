package io.github.ftmo4j.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.json.Document;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Requests that somebody has damaged: the examples of the documentation, with a few places changed at random. */
class MalformedTest {

    private static final Set<Integer> DOCUMENTED = Set.of(200, 201, 202, 413, 415, 422, 429);
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "\"NaN\"",
            "\"Infinity\"",
            "1e400",
            "-1e400",
            "1e-400",
            "9223372036854775808",
            "-1",
            "0",
            "0.5",
            "1e9",
            "2147483648",
            "99999999999999999999999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"type\": \"none\"}",
            "\"" + "x".repeat(5_000) + "\"",
            "[".repeat(60) + "]".repeat(60),
            "\"100000.00 XXX\"",
            "\"-5.00 USD\"",
            "1.7976931348623157e308",
            "4.9e-324");

    private static final List<String> PARAMETERS = List.of(
            "0",
            "-1",
            "1e400",
            "NaN",
            "99999999999999999999",
            " ",
            "\u0000",
            "\ud83d\ude00",
            "../../etc/passwd",
            "%2e%2e",
            "' OR 1=1 --",
            "Europe/Nowhere",
            "x".repeat(2_000));

    private static final PrintStream STDERR = System.err;

    /** What the server logs, which is all that is written to standard error. */
    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

    @TempDir
    private static Path data;

    private static ChallengeServer server;
    private static Client client;
    private static JsonNode api;
    private static List<Map.Entry<String, JsonNode>> examples;

    @BeforeAll
    static void start() throws Exception {
        System.setErr(new PrintStream(LOG, true, StandardCharsets.UTF_8));
        Limits standard = Limits.standard();
        Limits limits = new Limits(
                Duration.ofSeconds(2),
                standard.job(),
                standard.bytes(),
                standard.waiting(),
                standard.jobs(),
                standard.listeners(),
                standard.runs());
        server = ChallengeServer.start(ServerOptions.of(0, data).withLimits(limits));
        client = new Client(server.port());
        examples = new ArrayList<>();
        api = Client.json(client.get("/openapi.json"));
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            path.getValue()
                    .at("/post/requestBody/content/application~1json/examples")
                    .forEach(example -> examples.add(Map.entry(path.getKey(), example.path("value"))));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        System.setErr(STDERR);
        server.close();
    }

    @BeforeEach
    void errorsAreCaptured() {
        LoggerFactory.getLogger(MalformedTest.class).error("of the test itself");
        assertThat(errors()).singleElement().asString().contains("of the test itself");
        LOG.reset();
    }

    @AfterEach
    void nothingIsLoggedAsAnError() {
        assertThat(errors()).isEmpty();
    }

    private static List<String> errors() {
        return LOG.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(" ERROR "))
                .toList();
    }

    @Test
    void someDamagedRequestsAreRefused() {
        damaged(100, 1);
    }

    @Test
    @Tag("thorough")
    void manyDamagedRequestsAreRefused() {
        damaged(12_000, 2);
    }

    /** Every parameter of every path, with every value, beside an example of the body. */
    @Test
    void strangeParametersAreRefused() {
        int asked = 0;
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                for (JsonNode parameter : method.getValue().path("parameters")) {
                    for (String value : PARAMETERS) {
                        HttpResponse<String> response = ask(path.getKey(), method.getKey(), parameter, value);
                        assertThat(response.statusCode())
                                .as(path.getKey() + " " + parameter.path("name") + " " + value + " " + response.body())
                                .isIn(200, 204, 400, 404, 422);
                        assertThat(response.body()).doesNotContain("java.", "at io.github");
                        asked++;
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(10 * PARAMETERS.size());
    }

    private static HttpResponse<String> ask(String path, String method, JsonNode parameter, String value) {
        String name = parameter.path("name").textValue();
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String asked = path.replace("{" + name + "}", encoded)
                + (parameter.path("in").textValue().equals("query") ? "?" + name + "=" + encoded : "");
        return switch (method) {
            case "get" -> client.get(asked);
            case "delete" -> client.delete(asked);
            default ->
                client.post(
                        asked, "time,profit\n2026-01-05T10:00:00Z,15\n".getBytes(StandardCharsets.UTF_8), "text/csv");
        };
    }

    @Test
    void aDeepDocumentIsRefused() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        for (Map.Entry<String, JsonNode> example : examples) {
            assertThat(client.post(example.getKey(), deep).statusCode())
                    .as(example.getKey())
                    .isEqualTo(422);
        }
    }

    @Test
    @Tag("thorough")
    void aHugeBodyIsRefused() {
        byte[] huge = new byte[50_000_000];
        for (Map.Entry<String, JsonNode> example : examples) {
            assertThat(client.post(example.getKey(), huge, "application/json").statusCode())
                    .as(example.getKey())
                    .isEqualTo(413);
        }
    }

    private static void damaged(int number, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < number; i++) {
            Map.Entry<String, JsonNode> example = examples.get(random.nextInt(examples.size()));
            byte[] body = body(example.getValue(), random);
            HttpResponse<String> response = client.post(example.getKey(), body, type(random));
            assertThat(DOCUMENTED)
                    .as(i + " " + example.getKey() + " " + new String(body, StandardCharsets.UTF_8) + " "
                            + response.body())
                    .contains(response.statusCode());
            if (response.statusCode() >= 400) {
                assertThat(Client.json(response).path("detail")).isNotEmpty();
                assertThat(response.body()).doesNotContain("java.", "at io.github");
            }
        }
        assertThat(client.get("/health").statusCode()).isEqualTo(200);
    }

    private static String type(Random random) {
        return switch (random.nextInt(30)) {
            case 0 -> "application/json; charset=utf-16";
            case 1 -> "text/html";
            default -> "application/json";
        };
    }

    private static byte[] body(JsonNode example, Random random) {
        JsonNode damaged = example.deepCopy();
        for (int i = random.nextInt(3); i >= 0; i--) {
            damage(damaged, random);
        }
        byte[] bytes = damaged.toString().getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(12)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 2 -> bytes = damaged.toString().getBytes(StandardCharsets.UTF_16);
            case 3 -> bytes = damaged.toString().replace("0.", "NaN").getBytes(StandardCharsets.ISO_8859_1);
            default -> {}
        }
        return bytes;
    }

    /** Replaces, adds or removes something at a random place. */
    private static void damage(JsonNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode target = containers.get(random.nextInt(containers.size()));
        JsonNode value = value(random);
        if (target instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.isEmpty() ? "none" : names.get(random.nextInt(names.size()));
            switch (random.nextInt(5)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "2", value);
                default -> object.set(name, value);
            }
        } else if (target instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextInt(4) == 0) {
                array.add(value);
            } else {
                array.set(random.nextInt(array.size()), value);
            }
        }
    }

    private static JsonNode value(Random random) {
        String text = VALUES.get(random.nextInt(VALUES.size()));
        try {
            return Document.parse(text);
        } catch (IllegalArgumentException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
