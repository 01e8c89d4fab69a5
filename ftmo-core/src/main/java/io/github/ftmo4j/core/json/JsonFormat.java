package io.github.ftmo4j.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads JSON objects on one line.
 *
 * <p>An object holds texts, numbers, truth values, lists and objects; a name stands in it once, and nothing is null.
 * Immutable and thread-safe.
 */
public final class JsonFormat {

    private static final int LONGEST_NAME = 1 << 20;

    private final JsonFactory factory;
    private final @Nullable String reserved;

    private JsonFormat(JsonFactory factory, @Nullable String reserved) {
        this.factory = factory;
        this.reserved = reserved;
    }

    /**
     * A format that writes every character as it is. Half a surrogate pair is refused.
     *
     * @return the format
     */
    public static JsonFormat unescaped() {
        return new JsonFormat(factory(false), null);
    }

    /**
     * A format that escapes whatever is not ASCII, so that a line survives any code page, and half a surrogate pair is
     * read back as it was written.
     *
     * @return the format
     */
    public static JsonFormat ascii() {
        return new JsonFormat(factory(true), null);
    }

    /**
     * The same format, in which a name must not be given to a {@link JsonWriter}.
     *
     * @param name the name, which has a meaning of its own in the document
     * @return the format
     */
    public JsonFormat reserving(String name) {
        return new JsonFormat(factory, name);
    }

    private static JsonFactory factory(boolean ascii) {
        return JsonFactory.builder()
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, ascii)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNameLength(LONGEST_NAME)
                        .build())
                .build();
    }

    /**
     * The text of an object.
     *
     * @param fields writes its fields
     * @return the object on one line, without a line break
     * @throws IllegalArgumentException if a field cannot be written
     */
    public String text(Consumer<? super JsonWriter> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            fields.accept(new JsonWriter(json, reserved));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Writes an object in UTF-8 without its closing brace, so that the caller can add fields that depend on what was
     * written, such as a checksum. What cannot be read back, such as a name that stands twice, may be written: see
     * {@link #requireReadable}.
     *
     * @param out takes the bytes and stays open
     * @param fields writes the fields
     * @throws IllegalArgumentException if a field cannot be written
     */
    public void begin(OutputStream out, Consumer<? super JsonWriter> fields) {
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            fields.accept(new JsonWriter(json, reserved));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks that bytes are one object that {@link #read(byte[], int, int, JsonPlace)} accepts.
     *
     * @param bytes holds the object in UTF-8
     * @param from where it begins
     * @param to where it ends, exclusive
     * @param what names the object in the message, as in "fields of opened"
     * @throws IllegalArgumentException if they are anything else
     */
    public void requireReadable(byte[] bytes, int from, int to, String what) {
        try (JsonParser parser = factory.createParser(bytes, from, to - from)) {
            JsonToken token = parser.nextToken();
            while (token != null
                    && !(token == JsonToken.END_OBJECT
                            && parser.getParsingContext().inRoot())) {
                if (token == JsonToken.VALUE_NULL) {
                    throw new IllegalArgumentException(what + " must not hold null");
                }
                token = parser.nextToken();
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(what + " are not one object");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(what + " are not an object: " + e.getMessage(), e);
        }
    }

    /**
     * Reads an object.
     *
     * @param bytes holds the object in UTF-8
     * @param from where it begins
     * @param to where it ends, exclusive
     * @param place makes the exceptions of this call and of the object
     * @return the object
     */
    public JsonObject read(byte[] bytes, int from, int to, JsonPlace place) {
        try (JsonParser parser = factory.createParser(bytes, from, to - from)) {
            return read(parser, place);
        } catch (IOException e) {
            throw place.error("is not valid JSON", e);
        }
    }

    /**
     * Reads an object.
     *
     * @param text the object
     * @param place makes the exceptions of this call and of the object
     * @return the object
     */
    public JsonObject read(String text, JsonPlace place) {
        try (JsonParser parser = factory.createParser(text)) {
            return read(parser, place);
        } catch (IOException e) {
            throw place.error("is not valid JSON", e);
        }
    }

    private static JsonObject read(JsonParser parser, JsonPlace place) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw place.error("is not a JSON object", null);
        }
        JsonObject object = object(parser, place, "");
        if (parser.nextToken() != null) {
            throw place.error("is more than one JSON object", null);
        }
        return object;
    }

    private static JsonObject object(JsonParser parser, JsonPlace place, String prefix) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            values.put(name, value(parser, place, prefix + name));
        }
        return new JsonObject(place, prefix, values);
    }

    private static Object value(JsonParser parser, JsonPlace place, String name) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(parser, place, name + ".");
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser, place, name + "[" + list.size() + "]"));
                }
                yield list;
            }
            default -> throw place.error("field " + name + " holds " + parser.getText(), null);
        };
    }

    private static Object whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? new BigDecimal(parser.getText())
                : (Object) parser.getLongValue();
    }
}
