package io.github.ftmo4j.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ftmo4j.json.Answer;
import io.github.ftmo4j.json.Document;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {

    private static final Map<String, Document<? extends Answer>> ANSWERS = Map.of(
            "/v1/solve", Document.oddsAnswer(),
            "/v1/estimate", Document.oddsAnswer(),
            "/v1/journey", Document.journeyAnswer(),
            "/v1/policy", Document.policyAnswer(),
            "/v1/portfolio", Document.portfolioAnswer(),
            "/v1/sweep", Document.sweepAnswer(),
            "/v1/sensitivity", Document.sensitivityAnswer());

    @TempDir
    private static Path data;

    private static ChallengeServer server;
    private static Client client;
    private static JsonNode api;

    @BeforeAll
    static void start() throws Exception {
        server = ChallengeServer.start(ServerOptions.of(0, data));
        client = new Client(server.port());
        api = Client.json(client.get("/openapi.json"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void everyExampleIsAnsweredWithDocumentedFieldsOnly() {
        int asked = 0;
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            JsonNode post = path.getValue().path("post");
            for (Map.Entry<String, JsonNode> type :
                    post.at("/requestBody/content").properties()) {
                for (Map.Entry<String, JsonNode> example :
                        type.getValue().path("examples").properties()) {
                    JsonNode value = example.getValue().path("value");
                    String body = value.isTextual() ? value.textValue() : value.toString();
                    HttpResponse<String> response =
                            client.post(path.getKey(), body.getBytes(StandardCharsets.UTF_8), type.getKey());
                    assertThat(response.statusCode())
                            .as(path.getKey() + " " + example.getKey() + ": " + response.body())
                            .isBetween(200, 202);
                    JsonNode stated = post.path("responses").path(String.valueOf(response.statusCode()));
                    assertThat(stated.isObject()).isTrue();
                    List<String> unknown = new ArrayList<>();
                    compare(
                            path.getKey(),
                            stated.at("/content/application~1json/schema"),
                            Client.json(response),
                            unknown);
                    assertThat(unknown).isEmpty();
                    Optional.ofNullable(ANSWERS.get(path.getKey()))
                            .ifPresent(document -> assertThat(
                                            document.read(response.body()).json())
                                    .hasToString(response.body()));
                    asked++;
                }
            }
        }
        assertThat(asked).isGreaterThanOrEqualTo(14);
    }

    @Test
    void everyPathThatIsReadIsAnswered() {
        int asked = 0;
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            if (get.isObject()) {
                HttpResponse<String> response = client.get(path.getKey().replace("{id}", "0"));
                assertThat(response.statusCode()).as(path.getKey()).isIn(200, 404);
                assertThat(get.path("responses").has(String.valueOf(response.statusCode())))
                        .as(path.getKey())
                        .isTrue();
                asked++;
            }
        }
        assertThat(asked).isGreaterThanOrEqualTo(10);
    }

    /** Notes the fields of an answer that its schema does not have; documents have schemas and tests of their own. */
    private void compare(String place, JsonNode stated, JsonNode answer, List<String> unknown) {
        JsonNode schema =
                stated.has("$ref") ? api.at(stated.path("$ref").textValue().substring(1)) : stated;
        if (schema.has("oneOf") || schema.has("anyOf")) {
            return;
        }
        answer.properties().forEach(field -> {
            JsonNode of = schema.path("properties").path(field.getKey());
            JsonNode any = schema.path("additionalProperties");
            String name = place + "." + field.getKey();
            if (!of.isMissingNode() || any.isObject()) {
                compare(name, of.isMissingNode() ? any : of, field.getValue(), unknown);
            } else if (!any.asBoolean()) {
                unknown.add(name);
            }
        });
        if (answer.isArray()) {
            answer.forEach(item -> compare(place + "[]", schema.path("items"), item, unknown));
        }
    }

    @Test
    void everyFieldIsDescribed() {
        List<String> bare = new ArrayList<>();
        api.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().has("description")) { // the others come from the documents themselves
                bare(schema.getKey(), schema.getValue(), bare);
            }
        });
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (!method.getValue().hasNonNull("description")) {
                        bare.add(path.getKey());
                    }
                }));
        assertThat(bare).isEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (String target : api.findValuesAsText("$ref")) {
            assertThat(api.at(target.substring(1)).isMissingNode()).as(target).isFalse();
        }
    }

    private static void bare(String name, JsonNode schema, List<String> bare) {
        schema.path("properties").properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (!value.has("description") && !value.has("$ref")) {
                bare.add(name + "." + field.getKey());
            }
            bare(name + "." + field.getKey(), value, bare);
        });
    }
}
