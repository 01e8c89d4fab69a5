package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Types of one value: numbers, truth values, texts. */
final class Scalars {

    /** A double. No cap and no limit are infinite, which is the text {@code Infinity}. */
    static final JsonType<Double> DECIMAL = new Decimal();

    static final JsonType<Integer> INTEGER =
            new Whole<>("a whole number of 32 bits", JsonNode::canConvertToInt, JsonNode::intValue, IntNode::valueOf);

    static final JsonType<Long> LONG = new Whole<>(
            "a whole number of 64 bits", JsonNode::canConvertToLong, JsonNode::longValue, LongNode::valueOf);

    static final JsonType<Boolean> TRUTH = new Truth();

    private static final int LONGEST_QUOTE = 60;

    private Scalars() {}

    /** What stands in the document, for a message. */
    static String quote(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "\"" + shortened(node.textValue()) + "\"";
            default -> shortened(node.toString());
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    private static ObjectNode schema(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private record Decimal() implements JsonType<Double> {

        private static final String INFINITE = "Infinity";

        @Override
        public Optional<Double> read(JsonNode node, Place at) {
            if (node.isTextual() && node.textValue().equals(INFINITE)) {
                return Optional.of(Double.POSITIVE_INFINITY);
            }
            if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
                at.problem("must be a number, was " + quote(node));
                return Optional.empty();
            }
            return Optional.of(node.doubleValue());
        }

        @Override
        public JsonNode write(Double value) {
            return value == Double.POSITIVE_INFINITY ? TextNode.valueOf(INFINITE) : DoubleNode.valueOf(value);
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            schema.putArray("anyOf").add(Scalars.schema("number")).addObject().put("const", INFINITE);
            return schema;
        }
    }

    private record Whole<T extends Number>(
            String what, Predicate<JsonNode> fits, Function<JsonNode, T> reader, Function<T, JsonNode> writer)
            implements JsonType<T> {

        @Override
        public Optional<T> read(JsonNode node, Place at) {
            if (node.isNumber() && node.canConvertToExactIntegral() && fits.test(node)) {
                return Optional.of(reader.apply(node));
            }
            at.problem("must be " + what + ", was " + quote(node));
            return Optional.empty();
        }

        @Override
        public JsonNode write(T value) {
            return writer.apply(value);
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            return Scalars.schema("integer");
        }
    }

    private record Truth() implements JsonType<Boolean> {

        @Override
        public Optional<Boolean> read(JsonNode node, Place at) {
            if (node.isBoolean()) {
                return Optional.of(node.booleanValue());
            }
            at.problem("must be true or false, was " + quote(node));
            return Optional.empty();
        }

        @Override
        public JsonNode write(Boolean value) {
            return BooleanNode.valueOf(value);
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            return Scalars.schema("boolean");
        }
    }

    /**
     * A value that stands as a text.
     *
     * @param what names it with an example, as in "a date such as 2026-03-02"
     * @param pattern a regular expression that matches the whole text
     */
    record Text<T>(String what, Pattern pattern, Function<String, T> reader, Function<T, String> writer)
            implements JsonType<T> {

        @Override
        public Optional<T> read(JsonNode node, Place at) {
            if (!node.isTextual() || !pattern.matcher(node.textValue()).matches()) {
                at.problem("must be " + what + ", was " + quote(node));
                return Optional.empty();
            }
            try {
                return Optional.of(reader.apply(node.textValue()));
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                at.problem("must be " + what + ", was " + quote(node));
                return Optional.empty();
            }
        }

        @Override
        public JsonNode write(T value) {
            return TextNode.valueOf(writer.apply(value));
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            return Scalars.schema("string")
                    .put("pattern", "^(" + pattern + ")$")
                    .put("description", what);
        }
    }

    /** A constant of an enum, by its name. */
    record Constant<T extends Enum<T>>(Class<T> type) implements JsonType<T> {

        @Override
        public Optional<T> read(JsonNode node, Place at) {
            Optional<T> found = Arrays.stream(type.getEnumConstants())
                    .filter(constant -> node.isTextual() && constant.name().equals(node.textValue()))
                    .findFirst();
            if (found.isEmpty()) {
                at.problem("must be one of "
                        + Arrays.stream(type.getEnumConstants()).map(Enum::name).toList() + ", was " + quote(node));
            }
            return found;
        }

        @Override
        public JsonNode write(T value) {
            return TextNode.valueOf(value.name());
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            var names = schema.putArray("enum");
            Arrays.stream(type.getEnumConstants()).map(Enum::name).forEach(names::add);
            return schema;
        }
    }
}
