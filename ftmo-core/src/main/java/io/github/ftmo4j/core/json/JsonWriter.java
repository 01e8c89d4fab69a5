package io.github.ftmo4j.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a JSON object in the order of the calls; {@link JsonObject} reads them.
 *
 * <p>Valid only during the call that it is passed to. Every method throws {@link IllegalArgumentException} if the field
 * cannot be written or its name is reserved by the document.
 */
public final class JsonWriter {

    private final JsonGenerator json;
    private final @Nullable String reserved;

    JsonWriter(JsonGenerator json, @Nullable String reserved) {
        this.json = json;
        this.reserved = reserved;
    }

    /**
     * Writes a text.
     *
     * @param name the field
     * @param value its value
     * @return this
     */
    public JsonWriter text(String name, String value) {
        return write(name, () -> json.writeString(value));
    }

    /**
     * Writes a whole number.
     *
     * @param name the field
     * @param value its value
     * @return this
     */
    public JsonWriter number(String name, long value) {
        return write(name, () -> json.writeNumber(value));
    }

    /**
     * Writes a number that need not be whole.
     *
     * @param name the field
     * @param value its value, written with all its digits
     * @return this
     */
    public JsonWriter decimal(String name, BigDecimal value) {
        return write(name, () -> json.writeNumber(value));
    }

    /**
     * Writes a number that need not be whole, in the digits from which it is read back to the last bit. The sign of
     * zero is not kept.
     *
     * @param name the field
     * @param value its value, finite
     * @return this
     */
    public JsonWriter decimal(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number, was " + value);
        }
        return decimal(name, BigDecimal.valueOf(value));
    }

    /**
     * Writes true or false.
     *
     * @param name the field
     * @param value its value
     * @return this
     */
    public JsonWriter flag(String name, boolean value) {
        return write(name, () -> json.writeBoolean(value));
    }

    /**
     * Writes an object.
     *
     * @param name the field
     * @param fields writes its fields
     * @return this
     */
    public JsonWriter object(String name, Consumer<? super JsonWriter> fields) {
        return write(name, () -> {
            json.writeStartObject();
            fields.accept(this);
            json.writeEndObject();
        });
    }

    /**
     * Writes a list of texts.
     *
     * @param name the field
     * @param values its values
     * @return this
     */
    public JsonWriter texts(String name, Iterable<String> values) {
        return write(name, () -> {
            json.writeStartArray();
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    /**
     * Writes a list of objects.
     *
     * @param name the field
     * @param values what the objects are made of
     * @param fields writes the fields of one
     * @param <T> what an object is made of
     * @return this
     */
    public <T> JsonWriter objects(
            String name, Iterable<? extends T> values, BiConsumer<? super T, ? super JsonWriter> fields) {
        return write(name, () -> {
            json.writeStartArray();
            for (T value : values) {
                json.writeStartObject();
                fields.accept(value, this);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /**
     * Writes a value of any kind.
     *
     * @param name the field
     * @param value a {@link String}, {@link Long}, {@link BigDecimal}, {@link Boolean} or {@link JsonObject}, or a
     *     {@link List} or {@link Map} of such
     * @return this
     */
    public JsonWriter value(String name, Object value) {
        return write(name, () -> writeAny(value));
    }

    private void writeAny(Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof List<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                writeAny(item);
            }
            json.writeEndArray();
        } else if (value instanceof JsonObject object) {
            json.writeStartObject();
            object.names().forEach(name -> value(name, object.value(name)));
            json.writeEndObject();
        } else if (value instanceof Map<?, ?> fields) {
            json.writeStartObject();
            fields.forEach((name, field) -> value((String) name, field));
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException("value must be of a kind that JSON has, was " + value);
        }
    }

    private JsonWriter write(String name, Value value) {
        if (name.equals(reserved)) {
            throw new IllegalArgumentException("name must not be " + name + ", which is reserved");
        }
        try {
            json.writeFieldName(name);
            value.write();
        } catch (IOException e) {
            throw new IllegalArgumentException("field " + name + " cannot be written: " + e.getMessage(), e);
        }
        return this;
    }

    @FunctionalInterface
    private interface Value {

        void write() throws IOException;
    }
}
