package io.github.ftmo4j.examples.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.json.Document;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The OpenAPI document, and a page to try it. */
final class Documentation {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Challenge server: documentation</title>
            <link rel="stylesheet" href="/docs/assets/swagger-ui.css">
            <link rel="icon" href="/docs/assets/favicon-32x32.png">
            </head>
            <body>
            <div id="swagger-ui"></div>
            <script src="/docs/assets/swagger-ui-bundle.js"></script>
            <script src="/docs.js"></script>
            </body>
            </html>
            """;

    private final String openApi = openApi().toString();

    void add(RoutesConfig routes) {
        routes.get(
                "/openapi.json",
                context -> context.contentType("application/json").result(openApi));
        routes.get(
                "/docs",
                context -> context.contentType("text/html; charset=utf-8").result(PAGE));
    }

    /** The written document, with the schemas of questions and answers as {@link Document} has them. */
    private static ObjectNode openApi() {
        ObjectNode api = (ObjectNode) read("/openapi.json");
        ObjectNode schemas = (ObjectNode) api.path("components").path("schemas");
        add(schemas, "Simulation", Document.simulation().schema());
        add(schemas, "Policy", Document.policy().schema());
        add(schemas, "Journey", Document.journey().schema());
        add(schemas, "Portfolio", Document.portfolio().schema());
        add(schemas, "PortfolioAnswer", Document.portfolioAnswer().schema());
        add(schemas, "Odds", Document.oddsAnswer().schema());
        add(schemas, "JourneyAnswer", Document.journeyAnswer().schema());
        add(schemas, "PolicyAnswer", Document.policyAnswer().schema());
        add(schemas, "SweepAnswer", Document.sweepAnswer().schema());
        add(schemas, "SensitivityAnswer", Document.sensitivityAnswer().schema());
        return api;
    }

    private static void add(ObjectNode schemas, String name, ObjectNode schema) {
        ObjectNode moved = (ObjectNode) parse(schema.toString().replace("#/$defs/", "#/components/schemas/"));
        schemas.setAll((ObjectNode) moved.remove("$defs"));
        moved.remove(List.of("$schema", "$id"));
        schemas.set(name, moved);
    }

    private static JsonNode read(String resource) {
        try (InputStream in = Objects.requireNonNull(Documentation.class.getResourceAsStream(resource), resource)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
