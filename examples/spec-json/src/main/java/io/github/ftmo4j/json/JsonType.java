package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How values of a type stand in a document. Reading, writing and the schema come from this one description. Immutable
 * and thread-safe.
 *
 * @param <T> the type of the values
 */
public interface JsonType<T> {

    /**
     * Reads a value.
     *
     * @param node what stands in the document
     * @param at where it stands; takes what is wrong with it
     * @return the value, empty if something is wrong
     */
    Optional<T> read(JsonNode node, Place at);

    /**
     * Writes a value.
     *
     * @param value the value
     * @return what stands in the document
     * @throws IllegalArgumentException if the value has no form in JSON, such as a module of one's own
     */
    JsonNode write(T value);

    /**
     * The JSON Schema of the values.
     *
     * @param definitions takes the schemas of named types
     * @return a schema, possibly a reference to a definition
     */
    ObjectNode schema(Definitions definitions);
}
