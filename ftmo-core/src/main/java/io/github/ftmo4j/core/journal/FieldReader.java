package io.github.ftmo4j.core.journal;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The fields of a line as they were read; {@link FieldWriter} writes them.
 *
 * <p>A field that is missing or of another kind than asked for is a {@link JournalException} that names the line and
 * the field. Immutable and thread-safe. Two are equal if they have equal values under the same names.
 */
public final class FieldReader {

    private final Place place;
    private final String prefix;
    private final Map<String, Object> values;

    FieldReader(Place place, String prefix, Map<String, Object> values) {
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
     * A text.
     *
     * @param name the field
     * @return its value
     * @throws JournalException if the field is missing or not a text
     */
    public String text(String name) {
        return value(name, String.class, "a text");
    }

    /**
     * A text that stands for something else.
     *
     * @param name the field
     * @param meaning what the text stands for, such as {@code Instant::parse}; an {@link IllegalArgumentException} or
     *     {@link DateTimeException} says that it stands for nothing
     * @param <T> what it stands for
     * @return what the text stands for
     * @throws JournalException if the field is missing, not a text, or stands for nothing
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
     * A text that may be absent.
     *
     * @param name the field
     * @return its value, or empty if there is no such field
     * @throws JournalException if the field is not a text
     */
    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /**
     * A whole number.
     *
     * @param name the field
     * @return its value
     * @throws JournalException if the field is missing or not a number
     */
    public long number(String name) {
        return value(name, Long.class, "a number");
    }

    /**
     * A whole number that stands for something else.
     *
     * @param name the field
     * @param meaning what the number stands for, such as {@code Math::toIntExact}; an {@link IllegalArgumentException},
     *     {@link ArithmeticException} or {@link DateTimeException} says that it stands for nothing
     * @param <T> what it stands for
     * @return what the number stands for
     * @throws JournalException if the field is missing, not a number, or stands for nothing
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
     * A whole number that may be absent.
     *
     * @param name the field
     * @return its value, or empty if there is no such field
     * @throws JournalException if the field is not a number
     */
    public OptionalLong optionalNumber(String name) {
        return has(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
    }

    /**
     * True or false.
     *
     * @param name the field
     * @return its value
     * @throws JournalException if the field is missing or neither true nor false
     */
    public boolean flag(String name) {
        return value(name, Boolean.class, "true or false");
    }

    /**
     * The fields in a field.
     *
     * @param name the field
     * @return the inner fields
     * @throws JournalException if the field is missing or has no fields
     */
    public FieldReader object(String name) {
        return value(name, FieldReader.class, "an object");
    }

    /**
     * A list of texts.
     *
     * @param name the field
     * @return its values
     * @throws JournalException if the field is missing or not a list of texts
     */
    public List<String> texts(String name) {
        return list(name, String.class, "a list of texts");
    }

    /**
     * A list of whole numbers.
     *
     * @param name the field
     * @return its values
     * @throws JournalException if the field is missing or not a list of numbers
     */
    public List<Long> numbers(String name) {
        return list(name, Long.class, "a list of numbers");
    }

    /**
     * A list of things with fields of their own.
     *
     * @param name the field
     * @return the fields of each
     * @throws JournalException if the field is missing or not such a list
     */
    public List<FieldReader> objects(String name) {
        return list(name, FieldReader.class, "a list of objects");
    }

    /**
     * The error to throw for a field whose value a reader cannot accept.
     *
     * @param name the field
     * @param why what is wrong with it, as in "must be positive, was 0"
     * @return the exception, which names the file, the line and the field
     */
    public JournalException invalid(String name, String why) {
        return place.damaged("field " + prefix + name + " " + why);
    }

    private JournalException invalid(String name, RuntimeException cause) {
        return place.damaged("field " + prefix + name + " is not valid: " + cause.getMessage(), cause);
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
        return other instanceof FieldReader fields && values.equals(fields.values);
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
