package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Types that are made of other types. */
final class Containers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Containers() {}

    /** A list of values of one type. */
    record Listing<T>(JsonType<T> items) implements JsonType<List<T>> {

        @Override
        public Optional<List<T>> read(JsonNode node, Place at) {
            if (!node.isArray()) {
                at.problem("must be a list, was " + Scalars.quote(node));
                return Optional.empty();
            }
            List<T> values = new ArrayList<>(node.size());
            for (int i = 0; i < node.size(); i++) {
                items.read(node.get(i), at.item(i)).ifPresent(values::add);
            }
            return values.size() == node.size() ? Optional.of(values) : Optional.empty();
        }

        @Override
        public JsonNode write(List<T> value) {
            ArrayNode list = NODES.arrayNode();
            value.forEach(item -> list.add(items.write(item)));
            return list;
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            ObjectNode schema = NODES.objectNode().put("type", "array");
            schema.set("items", items.schema(definitions));
            return schema;
        }
    }

    /** An object whose names are keys: texts, or what stands as a text. */
    record Mapping<K, V>(JsonType<K> keys, JsonType<V> values) implements JsonType<Map<K, V>> {

        @Override
        public Optional<Map<K, V>> read(JsonNode node, Place at) {
            if (!node.isObject()) {
                at.problem("must be an object, was " + Scalars.quote(node));
                return Optional.empty();
            }
            Map<K, V> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> {
                Place field = at.field(entry.getKey());
                Optional<K> key = keys.read(TextNode.valueOf(entry.getKey()), field);
                Optional<V> value = values.read(entry.getValue(), field);
                key.ifPresent(k -> value.ifPresent(v -> map.put(k, v)));
            });
            return map.size() == node.size() ? Optional.of(map) : Optional.empty();
        }

        @Override
        public JsonNode write(Map<K, V> value) {
            ObjectNode object = NODES.objectNode();
            value.forEach((key, each) -> object.set(keys.write(key).textValue(), values.write(each)));
            return object;
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            ObjectNode schema = NODES.objectNode().put("type", "object");
            schema.set("propertyNames", keys.schema(definitions));
            schema.set("additionalProperties", values.schema(definitions));
            return schema;
        }
    }

    /** Values that stand as values of another type. */
    record Converted<S, T>(JsonType<S> stands, Function<S, T> reader, Function<T, S> writer) implements JsonType<T> {

        @Override
        public Optional<T> read(JsonNode node, Place at) {
            return stands.read(node, at).flatMap(value -> {
                try {
                    return Optional.of(reader.apply(value));
                } catch (IllegalArgumentException e) {
                    at.refused(node, e);
                    return Optional.empty();
                }
            });
        }

        @Override
        public JsonNode write(T value) {
            return stands.write(writer.apply(value));
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            return stands.schema(definitions);
        }
    }

    /**
     * Values of which some stand shorter.
     *
     * @param isShort whether a node is in the short form
     */
    record Shorthand<S, T>(
            JsonType<T> full,
            JsonType<S> brief,
            Function<JsonNode, Boolean> isShort,
            Function<S, T> expand,
            Function<T, Optional<S>> shorten)
            implements JsonType<T> {

        @Override
        public Optional<T> read(JsonNode node, Place at) {
            return isShort.apply(node)
                    ? new Converted<S, T>(
                                    brief, expand, value -> shorten.apply(value).orElseThrow())
                            .read(node, at)
                    : full.read(node, at);
        }

        @Override
        public JsonNode write(T value) {
            return shorten.apply(value).map(brief::write).orElseGet(() -> full.write(value));
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            ObjectNode schema = NODES.objectNode();
            schema.putArray("anyOf").add(brief.schema(definitions)).add(full.schema(definitions));
            return schema;
        }
    }
}
