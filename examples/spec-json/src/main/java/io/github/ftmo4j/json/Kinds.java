package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Values of several kinds: an object whose field {@code type} names the kind, and whose other fields are those of the
 * kind.
 */
final class Kinds<T> implements JsonType<T> {

    static final String TAG = "type";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A kind: a record, or a class that stands as a record. */
    record Kind<T, R extends Record>(
            Class<? extends T> type, Structure<R> structure, Function<R, T> reader, Function<T, R> writer) {

        Optional<T> read(JsonNode node, Place at) {
            return structure.read(node, at, Set.of(TAG)).flatMap(form -> {
                try {
                    return Optional.of(reader.apply(form));
                } catch (IllegalArgumentException e) {
                    at.refused(node, e);
                    return Optional.empty();
                }
            });
        }

        ObjectNode write(T value, ObjectNode object) {
            return structure.write(writer.apply(value), object);
        }
    }

    private final Class<T> type;
    private final Map<String, Kind<T, ?>> kinds;

    Kinds(Class<T> type, Map<String, Kind<T, ?>> kinds) {
        this.type = type;
        this.kinds = new LinkedHashMap<>(kinds);
    }

    @Override
    public Optional<T> read(JsonNode node, Place at) {
        JsonNode tag = node.get(TAG);
        if (tag == null) {
            at.problem("must be an object with a " + TAG + " of " + kinds.keySet() + ", was " + Scalars.quote(node));
            return Optional.empty();
        }
        Kind<T, ?> kind = tag.isTextual() ? kinds.get(tag.textValue()) : null;
        if (kind == null) {
            at.field(TAG).problem("must be one of " + kinds.keySet() + ", was " + Scalars.quote(tag));
            return Optional.empty();
        }
        return kind.read(node, at);
    }

    @Override
    public JsonNode write(T value) {
        return kinds.entrySet().stream()
                .filter(entry -> entry.getValue().type().isInstance(value))
                .findFirst()
                .map(entry -> entry.getValue().write(value, NODES.objectNode().put(TAG, entry.getKey())))
                .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " must be one of "
                        + kinds.keySet() + " to stand in JSON, was " + value));
    }

    @Override
    public ObjectNode schema(Definitions definitions) {
        ObjectNode schema = NODES.objectNode();
        ArrayNode alternatives = schema.putArray("oneOf");
        kinds.forEach((name, kind) -> {
            ObjectNode tag = NODES.objectNode();
            tag.putObject(TAG).put("const", name);
            alternatives.add(kind.structure().schema(definitions, tag));
        });
        return schema;
    }
}
