package io.github.ftmo4j.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.sim.Portfolio;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A kind of document: how a value is read from JSON and written to it, and the JSON Schema of such documents.
 *
 * <p>A document is an object with the field {@code version}, which is {@value #VERSION}, and the fields of the value. A
 * field that the kind does not know, a field of a wrong type and a value out of range are problems with the path of the
 * place; all problems of a document are reported together, as far as they do not depend on each other. What was written
 * is read back to an equal value. Immutable and thread-safe.
 *
 * @param <T> the type of the values
 */
public final class Document<T> {

    /** The version of the documents that this library writes, and the only one that it reads. */
    public static final int VERSION = 1;

    private static final int DEEPEST = 64;
    private static final String VERSION_FIELD = "version";

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Types TYPES = SpecTypes.standard();

    private static final Document<SimulationSpec> SIMULATION =
            new Document<>("simulation", TYPES.of(SimulationSpec.class));

    private static final Document<PolicySearch> POLICY = new Document<>("policy", TYPES.of(PolicySearch.class));

    private static final Document<JourneySpec> JOURNEY = new Document<>("journey", TYPES.of(JourneySpec.class));

    private static final Document<Portfolio> PORTFOLIO = new Document<>("portfolio", TYPES.of(Portfolio.class));

    private static final Document<Answer.Odds> ODDS_ANSWER = new Document<>("odds-answer", TYPES.of(Answer.Odds.class));

    private static final Document<Answer.Journey> JOURNEY_ANSWER =
            new Document<>("journey-answer", TYPES.of(Answer.Journey.class));

    private static final Document<Answer.Policy> POLICY_ANSWER =
            new Document<>("policy-answer", TYPES.of(Answer.Policy.class));

    private static final Document<Answer.Sweep> SWEEP_ANSWER =
            new Document<>("sweep-answer", TYPES.of(Answer.Sweep.class));

    private static final Document<Answer.Sensitivities> SENSITIVITY_ANSWER =
            new Document<>("sensitivity-answer", TYPES.of(Answer.Sensitivities.class));

    private static final Document<Answer.Portfolio> PORTFOLIO_ANSWER =
            new Document<>("portfolio-answer", TYPES.of(Answer.Portfolio.class));

    private final String name;
    private final JsonType<T> type;

    private Document(String name, JsonType<T> type) {
        this.name = name;
        this.type = type;
    }

    /**
     * The question of a simulation.
     *
     * @return the kind of document
     */
    public static Document<SimulationSpec> simulation() {
        return SIMULATION;
    }

    /**
     * The question for the best stakes.
     *
     * @return the kind of document
     */
    public static Document<PolicySearch> policy() {
        return POLICY;
    }

    /**
     * The question of a journey.
     *
     * @return the kind of document
     */
    public static Document<JourneySpec> journey() {
        return JOURNEY;
    }

    /**
     * The question of several challenges side by side.
     *
     * @return the kind of document
     */
    public static Document<Portfolio> portfolio() {
        return PORTFOLIO;
    }

    /**
     * The odds of a simulation, solved or estimated.
     *
     * @return the kind of document
     */
    public static Document<Answer.Odds> oddsAnswer() {
        return ODDS_ANSWER;
    }

    /**
     * What a journey is worth.
     *
     * @return the kind of document
     */
    public static Document<Answer.Journey> journeyAnswer() {
        return JOURNEY_ANSWER;
    }

    /**
     * The best stakes.
     *
     * @return the kind of document
     */
    public static Document<Answer.Policy> policyAnswer() {
        return POLICY_ANSWER;
    }

    /**
     * The odds under several settings.
     *
     * @return the kind of document
     */
    public static Document<Answer.Sweep> sweepAnswer() {
        return SWEEP_ANSWER;
    }

    /**
     * What one step more of each number changes.
     *
     * @return the kind of document
     */
    public static Document<Answer.Sensitivities> sensitivityAnswer() {
        return SENSITIVITY_ANSWER;
    }

    /**
     * The odds of several challenges side by side.
     *
     * @return the kind of document
     */
    public static Document<Answer.Portfolio> portfolioAnswer() {
        return PORTFOLIO_ANSWER;
    }

    /**
     * How a type that stands in these documents is read and written by itself, for documents of one's own.
     *
     * @param type such as {@code Money.class}, {@code Program.class} or any record of such types
     * @param <T> the type
     * @return its form in JSON
     * @throws IllegalArgumentException if it has none
     */
    public static <T> JsonType<T> typeOf(Class<T> type) {
        return TYPES.of(type);
    }

    /**
     * Reads any JSON document, as strictly as all documents here are read: no name stands twice in an object, nothing
     * follows the document, and its depth is bounded.
     *
     * @param text the document
     * @return the document
     * @throws InvalidDocumentException if it is not valid JSON
     */
    public static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new InvalidDocumentException(List.of(new Problem("$", "is empty")));
            }
            return node;
        } catch (JacksonException e) {
            String line = Optional.ofNullable(e.getLocation())
                    .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("");
            throw new InvalidDocumentException(
                    List.of(new Problem("$", "is not valid JSON" + line + ": " + withoutHint(e.getOriginalMessage()))));
        }
    }

    /** A message of the parser without the part that tells a programmer how to configure it. */
    private static String withoutHint(String message) {
        return message.replaceAll(": enable `.*|, from `[^`]*`", "");
    }

    /**
     * Reads a document.
     *
     * @param text the document
     * @return the value
     * @throws InvalidDocumentException if the document is not valid; it names all that is wrong
     */
    public T read(String text) {
        return read(parse(text));
    }

    /**
     * Reads a document from a file in UTF-8.
     *
     * @param file the file
     * @return the value
     * @throws IOException if the file cannot be read
     * @throws InvalidDocumentException if the document is not valid; it names all that is wrong
     */
    public T read(Path file) throws IOException {
        return read(Files.readString(file));
    }

    /**
     * Reads a document.
     *
     * @param node the document
     * @return the value
     * @throws InvalidDocumentException if the document is not valid; it names all that is wrong
     */
    public T read(JsonNode node) {
        Place root = Place.root();
        Optional<T> value = read(node, root);
        if (value.isEmpty() || !root.problems().isEmpty()) {
            throw new InvalidDocumentException(root.problems());
        }
        return value.get();
    }

    /**
     * Reads a document that is part of another.
     *
     * @param node the document
     * @param at its place; takes what is wrong with it
     * @return the value, empty if something is wrong
     */
    public Optional<T> read(JsonNode node, Place at) {
        if (!(node instanceof ObjectNode object)) {
            at.problem("must be an object, was " + Scalars.quote(node));
            return Optional.empty();
        }
        JsonNode version = object.get(VERSION_FIELD);
        boolean right = version != null && version.isInt() && version.intValue() == VERSION;
        if (!right) {
            at.field(VERSION_FIELD)
                    .problem(
                            version == null
                                    ? "is missing, must be " + VERSION
                                    : "must be " + VERSION + ", was " + Scalars.quote(version));
        }
        ObjectNode rest = object.deepCopy();
        rest.remove(VERSION_FIELD);
        return type.read(rest, at).filter(value -> right);
    }

    /**
     * Writes a document. A value that a document need not state is left out if it is the default.
     *
     * @param value the value
     * @return the document
     * @throws IllegalArgumentException if a part has no form in JSON, such as a module of one's own; the message names
     *     it
     */
    public ObjectNode write(T value) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put(VERSION_FIELD, VERSION);
        document.setAll((ObjectNode) type.write(value));
        return document;
    }

    /**
     * The JSON Schema of these documents, draft 2020-12. A valid document has the right shape; its values may still be
     * out of range or not fit each other.
     *
     * @return the schema
     */
    public ObjectNode schema() {
        Definitions definitions = new Definitions();
        ObjectNode schema = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "urn:ftmo4j:" + name + ":" + VERSION)
                .put("title", "FTMO4J " + name);
        ObjectNode body = type.schema(definitions);
        ObjectNode all = definitions.all();
        if (body.has("$ref")) {
            body = (ObjectNode) all.get(body.get("$ref").textValue().replace("#/$defs/", ""));
        }
        schema.setAll(body.deepCopy());
        ((ObjectNode) schema.get("properties")).putObject(VERSION_FIELD).put("const", VERSION);
        ((ArrayNode) schema.get("required")).add(VERSION_FIELD);
        schema.set("$defs", all);
        return schema;
    }

    /** The kind of document. */
    @Override
    public String toString() {
        return "Document[" + name + ", version " + VERSION + "]";
    }
}
