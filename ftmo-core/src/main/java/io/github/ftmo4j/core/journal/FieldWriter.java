package io.github.ftmo4j.core.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Takes the fields of a line, in the order in which they are to stand; {@link FieldReader} reads them.
 *
 * <p>Valid during the call it is passed to only. Every method throws {@link IllegalArgumentException} if the name is
 * {@code crc}. What else could not be read back is refused when the line is complete: a name given twice, {@code seq}
 * and {@code type}, half a surrogate pair in a name.
 */
public final class FieldWriter {

    private final JsonGenerator json;

    FieldWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes a text.
     *
     * @param name the field
     * @param value its value
     * @return this
     */
    public FieldWriter text(String name, String value) {
        return write(name, () -> json.writeString(value));
    }

    /**
     * Writes a whole number.
     *
     * @param name the field
     * @param value its value
     * @return this
     */
    public FieldWriter number(String name, long value) {
        return write(name, () -> json.writeNumber(value));
    }

    /**
     * Writes true or false.
     *
     * @param name the field
     * @param value its value
     * @return this
     */
    public FieldWriter flag(String name, boolean value) {
        return write(name, () -> json.writeBoolean(value));
    }

    /**
     * Writes fields in a field.
     *
     * @param name the field
     * @param fields writes the inner fields
     * @return this
     */
    public FieldWriter object(String name, Consumer<? super FieldWriter> fields) {
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
    public FieldWriter texts(String name, Iterable<String> values) {
        return write(name, () -> {
            json.writeStartArray();
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    /**
     * Writes a list of whole numbers.
     *
     * @param name the field
     * @param values its values
     * @return this
     */
    public FieldWriter numbers(String name, Iterable<Long> values) {
        return write(name, () -> {
            json.writeStartArray();
            for (long value : values) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        });
    }

    /**
     * Writes a list of things with fields of their own.
     *
     * @param name the field
     * @param values the things
     * @param fields writes the fields of one of them
     * @param <T> what they are
     * @return this
     */
    public <T> FieldWriter objects(
            String name, Iterable<? extends T> values, BiConsumer<? super T, ? super FieldWriter> fields) {
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

    private FieldWriter write(String name, Value value) {
        if (name.equals("crc")) {
            throw new IllegalArgumentException("name must not be crc, which is the checksum of the line");
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
