package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A simulation in words: one sentence for each field of its document, which leaves out the defaults. */
public final class Sentences {

    private static final int MOST_ITEMS = 8;
    private static final String TYPE = "type";

    private Sentences() {}

    /**
     * The sentences of a simulation.
     *
     * @param spec the simulation
     * @return such as "Program: FTMO 2-Step, 100000.00 USD." and "Trades per day: 4."
     * @throws IllegalArgumentException if a part has no form in JSON, such as a module of one's own
     */
    public static List<String> of(SimulationSpec spec) {
        ObjectNode document = Document.simulation().write(spec);
        List<String> sentences = new ArrayList<>();
        sentences.add("Program: " + spec.program() + ".");
        document.without(List.of("version", "program"))
                .properties()
                .forEach(field -> sentences.add(sentence(field.getKey(), field.getValue())));
        return sentences;
    }

    private static String sentence(String name, JsonNode value) {
        String words = words(name);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ": " + text(value) + ".";
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return value.size() > MOST_ITEMS ? value.size() + " values" : joined(value);
        }
        if (!value.isObject()) {
            return value.isTextual() ? constant(value.textValue()) : value.asText();
        }
        String fields = value.properties().stream()
                .filter(field -> !field.getKey().equals(TYPE))
                .map(Sentences::field)
                .collect(Collectors.joining(", "));
        if (!value.path(TYPE).isTextual()) {
            return fields;
        }
        String type = value.get(TYPE).textValue().replace('-', ' ');
        return fields.isEmpty() ? type : type + " (" + fields + ")";
    }

    private static String joined(JsonNode list) {
        List<String> items = new ArrayList<>();
        list.forEach(item -> items.add(text(item)));
        return String.join(", ", items);
    }

    private static String field(Map.Entry<String, JsonNode> field) {
        return words(field.getKey()) + " " + text(field.getValue());
    }

    /** The words of a name: {@code winRate} is "win rate". */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** The words of a constant: {@code INITIAL_BALANCE} is "initial balance"; any other text as it is. */
    private static String constant(String text) {
        return text.matches("[A-Z]+(_[A-Z]+)*") ? text.replace('_', ' ').toLowerCase(Locale.ROOT) : text;
    }
}
