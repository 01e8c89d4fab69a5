package io.github.ftmo4j.examples.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What a list shows of a saved run.
 *
 * @param id its number
 * @param savedAt when it was saved
 * @param name the name
 * @param kind the kind of question
 * @param pass P(an account passes), if the answer has it
 * @param atLeastOne P(at least one account passes), if the answer has it
 */
public record RunSummary(
        long id, Instant savedAt, String name, String kind, Optional<JsonNode> pass, Optional<JsonNode> atLeastOne) {

    /** All of it. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("savedAt", savedAt.toString())
                .put("name", name)
                .put("kind", kind);
        json.set("pass", pass.orElse(null));
        json.set("atLeastOne", atLeastOne.orElse(null));
        return json;
    }
}
