package io.github.ftmo4j.examples.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.json.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Reads the members of an object one by one. What is wrong is noted with its place, and the default is returned, so
 * that all problems of a request are found at once. An absent member has its default; null is a wrong type.
 */
public final class Members {

    private static final int LONGEST_QUOTE = 40;

    private final ObjectNode object;
    private final Place at;
    private final Set<String> known = new LinkedHashSet<>();

    private Members(ObjectNode object, Place at) {
        this.object = object;
        this.at = at;
    }

    /** The members of an object; none if the node is something else, which is a problem. */
    public static Members of(JsonNode node, Place at) {
        if (node instanceof ObjectNode object) {
            return new Members(object, at);
        }
        if (!node.isMissingNode()) {
            at.problem("must be an object, was " + quote(node));
        }
        return new Members(JsonNodeFactory.instance.objectNode(), at);
    }

    /** Where the object stands. */
    public Place place() {
        return at;
    }

    /** Whether there is such a member. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** Any value, missing if there is none. */
    public JsonNode node(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        return node == null ? MissingNode.getInstance() : node;
    }

    /** The members of an object, none if it is absent. */
    public Members object(String name) {
        return of(node(name), at.field(name));
    }

    /** A number from least to most. */
    public double decimal(String name, double least, double most, double absent) {
        JsonNode node = node(name);
        return node.isMissingNode()
                ? absent
                : decimal(node, at.field(name), least, most).orElse(absent);
    }

    /** A whole number from least to most. */
    public long whole(String name, long least, long most, long absent) {
        JsonNode node = node(name);
        return node.isMissingNode()
                ? absent
                : whole(node, at.field(name), least, most).orElse(absent);
    }

    /** A whole number from least to most, or none. */
    public Optional<Long> whole(String name, long least, long most) {
        JsonNode node = node(name);
        return node.isMissingNode() || node.isNull() ? Optional.empty() : whole(node, at.field(name), least, most);
    }

    /** True or false. */
    public boolean truth(String name, boolean absent) {
        JsonNode node = node(name);
        if (!node.isMissingNode() && !node.isBoolean()) {
            at.field(name).problem("must be true or false, was " + quote(node));
        }
        return node.isBoolean() ? node.booleanValue() : absent;
    }

    /** A text of at most so many characters. */
    public String text(String name, int longest, String absent) {
        JsonNode node = node(name);
        if (node.isMissingNode()) {
            return absent;
        }
        if (!node.isTextual() || node.textValue().length() > longest) {
            at.field(name).problem("must be a text of at most " + longest + " characters, was " + quote(node));
            return absent;
        }
        return node.textValue();
    }

    /** A list, each item read by a function of item and place; empty if it is absent. */
    public <T> List<T> list(String name, int longest, BiFunction<JsonNode, Place, Optional<T>> item) {
        JsonNode node = node(name);
        List<T> items = new ArrayList<>();
        if (node.isMissingNode()) {
            return items;
        }
        Place place = at.field(name);
        if (!node.isArray() || node.size() > longest) {
            place.problem("must be a list of at most " + longest + " items, was " + quote(node));
            return items;
        }
        for (int i = 0; i < node.size(); i++) {
            item.apply(node.get(i), place.item(i)).ifPresent(items::add);
        }
        return items;
    }

    /** Notes members that were not asked for. To be called at the end. */
    public void end() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                at.field(name).problem("is unknown here, allowed are " + known);
            }
        });
    }

    /** A finite number from least to most. */
    public static Optional<Double> decimal(JsonNode node, Place at, double least, double most) {
        if (node.isNumber() && node.doubleValue() >= least && node.doubleValue() <= most) {
            return Optional.of(node.doubleValue());
        }
        at.problem("must be a number from " + plain(least) + " to " + plain(most) + ", was " + quote(node));
        return Optional.empty();
    }

    /** A whole number from least to most. */
    public static Optional<Long> whole(JsonNode node, Place at, long least, long most) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            long value = node.longValue();
            if (value >= least && value <= most) {
                return Optional.of(value);
            }
        }
        at.problem("must be a whole number from " + least + " to " + most + ", was " + quote(node));
        return Optional.empty();
    }

    /** A node for a message, shortened. */
    public static String quote(JsonNode node) {
        String text =
                node.isContainerNode() ? (node.isArray() ? "a list of " + node.size() : "an object") : node.toString();
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
