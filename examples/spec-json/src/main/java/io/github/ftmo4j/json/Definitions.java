package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The schemas of named types in one schema document. */
public final class Definitions {

    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    /**
     * A reference to a named type, which is defined if it is not yet.
     *
     * @param name the name
     * @param type the type
     * @return the reference
     */
    ObjectNode reference(String name, JsonType<?> type) {
        if (!schemas.containsKey(name)) {
            schemas.put(name, JsonNodeFactory.instance.objectNode()); // ends recursion
            schemas.put(name, type.schema(this));
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + name);
    }

    /**
     * All definitions.
     *
     * @return by name
     */
    ObjectNode all() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        schemas.forEach(all::set);
        return all;
    }
}
