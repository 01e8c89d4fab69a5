package io.github.ftmo4j.examples.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A question, and its answer if there is one, under a name.
 *
 * @param summary what a list shows of it
 * @param question the question, as it was asked
 * @param answer the answer
 */
public record SavedRun(RunSummary summary, JsonNode question, Optional<JsonNode> answer) {

    /** All of it. */
    public ObjectNode json() {
        ObjectNode json = summary.json();
        json.set("question", question);
        json.set("answer", answer.orElse(null));
        return json;
    }
}
