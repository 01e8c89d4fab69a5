package io.github.ftmo4j.core.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * A JSON object as it was read; {@link JsonWriter} writes it.
 *
 * <p>A field that is missing or of another kind than the caller asks for is an exception that names the place and the
 * field; its type is that of the {@link JsonPlace}. Immutable and thread-safe. Two objects are equal if they have equal
 * values under the same names.
 */
public final class JsonObject {

    private final JsonPlace place;
    private final String prefix;
    private final Map<String, Object> values;

    JsonObject(JsonPlace place, String prefix, Map<String, Object> values) {
        this.place = place;
        this.prefix = prefix;
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Whether there is such a field.
     *
     * @param name the field
     * @return whether it is there
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The names of the fields.
     *
     * @return the names in the order in which they stand
     */
    public Set<String> names() {
        return values.keySet();
    }

    /**
     * This object without some fields.
     *
     * @param names the fields, which need not be there
     * @return the rest
     */
    public JsonObject without(String... names) {
        Map<String, Object> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(Set.of(names));
        return new JsonObject(place, prefix, rest);
    }

    /**
     * A field that may be absent.
     *
     * @param name the field
     * @param field reads it, as {@code fields::number} does
     * @param <T> what it holds
     * @return its value, or empty if there is no such field
     */
    public <T> Optional<T> optional(String name, Function<? super String, ? extends T> field) {
        return has(name) ? Optional.of(field.apply(name)) : Optional.empty();
    }

    /**
     * A text.
     *
     * @param name the field
     * @return its value
     */
    public String text(String name) {
        return value(name, String.class, "a text");
    }

    /**
     * A text with a meaning.
     *
     * @param name the field
     * @param meaning what the text stands for, such as {@code Instant::parse}; an {@link IllegalArgumentException} or
     *     {@link DateTimeException} says that it stands for nothing
     * @param <T> what it stands for
     * @return what the text stands for
     */
    public <T> T text(String name, Function<? super String, ? extends T> meaning) {
        String text = text(name);
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw invalid(name, e);
        }
    }

    /**
     * A whole number.
     *
     * @param name the field
     * @return its value
     */
    public long number(String name) {
        return value(name, Long.class, "a number");
    }

    /**
     * A whole number with a meaning.
     *
     * @param name the field
     * @param meaning what the number stands for, such as {@code Math::toIntExact}; an {@link IllegalArgumentException},
     *     {@link ArithmeticException} or {@link DateTimeException} says that it stands for nothing
     * @param <T> what it stands for
     * @return what the number stands for
     */
    public <T> T number(String name, LongFunction<? extends T> meaning) {
        long number = number(name);
        try {
            return meaning.apply(number);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw invalid(name, e);
        }
    }

    /**
     * A number that need not be whole.
     *
     * @param name the field
     * @return its value, with all its digits
     */
    public BigDecimal decimal(String name) {
        return values.get(name) instanceof Long number
                ? BigDecimal.valueOf(number)
                : value(name, BigDecimal.class, "a number");
    }

    /**
     * True or false.
     *
     * @param name the field
     * @return its value
     */
    public boolean flag(String name) {
        return value(name, Boolean.class, "true or false");
    }

    /**
     * An object.
     *
     * @param name the field
     * @return its fields
     */
    public JsonObject object(String name) {
        return value(name, JsonObject.class, "an object");
    }

    /**
     * A list of texts.
     *
     * @param name the field
     * @return its values
     */
    public List<String> texts(String name) {
        return list(name, String.class, "a list of texts");
    }

    /**
     * A list of objects.
     *
     * @param name the field
     * @return the objects
     */
    public List<JsonObject> objects(String name) {
        return list(name, JsonObject.class, "a list of objects");
    }

    /**
     * A value of any kind.
     *
     * @param name the field
     * @return a {@link String}, {@link Long}, {@link BigDecimal}, {@link Boolean}, {@link JsonObject} or {@link List}
     *     of such
     */
    public Object value(String name) {
        return value(name, Object.class, "a value");
    }

    /**
     * The exception for a field whose value the caller cannot accept.
     *
     * @param name the field
     * @param why what is wrong with it, as in "must be positive, was 0"
     * @return the exception, which names the place and the field
     */
    public RuntimeException invalid(String name, String why) {
        return place.error("field " + prefix + name + " " + why, null);
    }

    private RuntimeException invalid(String name, RuntimeException cause) {
        return place.error("field " + prefix + name + " is not valid: " + cause.getMessage(), cause);
    }

    private <T> T value(String name, Class<T> type, String kind) {
        Object value = values.get(name);
        if (value == null) {
            throw invalid(name, "is missing");
        }
        if (!type.isInstance(value)) {
            throw invalid(name, "must be " + kind + ", was " + value);
        }
        return type.cast(value);
    }

    private <T> List<T> list(String name, Class<T> type, String kind) {
        List<T> list = new ArrayList<>();
        for (Object value : value(name, List.class, kind)) {
            if (!type.isInstance(value)) {
                throw invalid(name, "must be " + kind + ", has " + value);
            }
            list.add(type.cast(value));
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject fields && values.equals(fields.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
