package io.github.ftmo4j.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * The form of a line: {@code {"seq":17,"type":"closed", …fields…,"crc":"1a2b3c4d"}} and a newline, in UTF-8.
 *
 * <p>The checksum is the CRC-32C, in eight lower-case hexadecimal digits, of all bytes of the line before
 * {@code ,"crc":}. No name {@code crc} may stand anywhere else, and JSON escapes quotes, newlines and NULs in texts, so
 * {@code ,"crc":"} and a newline are found at the end of a line only, and NUL nowhere. Not thread-safe.
 */
final class LineFormat {

    static final int LONGEST = 1 << 20;

    private static final byte[] CRC = ",\"crc\":\"".getBytes(US_ASCII);
    private static final int TRAILER = CRC.length + 8 + 2;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(LONGEST).build())
            .build();
    private final Line line = new Line();
    private final CRC32C crc = new CRC32C();

    /**
     * The bytes of a line, newline included; they are good until the next call. Refuses what could not be read back.
     */
    Line encode(long sequence, String type, Consumer<? super FieldWriter> fields) {
        line.reset();
        try (JsonGenerator generator = json.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeNumberField("seq", sequence);
            generator.writeStringField("type", type);
            fields.accept(new FieldWriter(generator));
        } catch (IOException e) {
            throw new IllegalArgumentException("type cannot be written: " + e.getMessage(), e);
        }
        byte[] trailer = trailer(line.bytes(), 0, line.size());
        line.write(trailer, 0, trailer.length);
        check(type);
        line.write('\n');
        return line;
    }

    private void check(String type) {
        if (line.size() >= LONGEST) {
            throw new IllegalArgumentException(
                    "a line must be shorter than " + LONGEST + " bytes, " + type + " had " + line.size());
        }
        try (JsonParser parser = json.createParser(line.bytes(), 0, line.size())) {
            JsonToken token = parser.nextToken();
            while (token != null
                    && !(token == JsonToken.END_OBJECT
                            && parser.getParsingContext().inRoot())) {
                if (token == JsonToken.VALUE_NULL) {
                    throw new IllegalArgumentException("fields of " + type + " must not hold null");
                }
                token = parser.nextToken();
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("fields of " + type + " are not one object");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("fields of " + type + " are not an object: " + e.getMessage(), e);
        }
    }

    /** Reads the line that ends before {@code to}, where its newline is. */
    JournalEntry decode(Place place, byte[] bytes, int from, int to) {
        int body = to - TRAILER;
        if (body < from || !Arrays.equals(trailer(bytes, from, body), Arrays.copyOfRange(bytes, body, to))) {
            throw place.damaged("the checksum does not match");
        }
        try (JsonParser parser = json.createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw place.damaged("is not a JSON object");
            }
            Map<String, Object> values = object(parser, place, "");
            if (parser.nextToken() != null) {
                throw place.damaged("is more than one JSON object");
            }
            values.remove("crc");
            if (values.remove("seq") instanceof Long sequence && values.remove("type") instanceof String type) {
                return new JournalEntry(sequence, type, new FieldReader(place, "", values));
            }
            throw place.damaged("has no seq or type");
        } catch (IOException e) {
            throw place.damaged("is not valid JSON", e);
        }
    }

    /** Whether bytes that no newline ends can be the beginning of the line of this number. */
    boolean begins(long sequence, byte[] bytes, int from, int to) {
        byte[] head = ("{\"seq\":" + sequence + ",\"type\":\"").getBytes(UTF_8);
        int compared = Math.min(head.length, to - from);
        if (!Arrays.equals(head, 0, compared, bytes, from, from + compared)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ') {
                return false;
            }
            if (Arrays.equals(CRC, 0, CRC.length, bytes, i, Math.min(i + CRC.length, to))) {
                byte[] trailer = trailer(bytes, from, i);
                return to - i <= trailer.length && Arrays.equals(trailer, 0, to - i, bytes, i, to);
            }
        }
        return true;
    }

    private byte[] trailer(byte[] bytes, int from, int to) {
        crc.reset();
        crc.update(bytes, from, to - from);
        byte[] trailer = Arrays.copyOf(CRC, TRAILER);
        byte[] digits = HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(US_ASCII);
        System.arraycopy(digits, 0, trailer, CRC.length, digits.length);
        trailer[TRAILER - 2] = '"';
        trailer[TRAILER - 1] = '}';
        return trailer;
    }

    private static Map<String, Object> object(JsonParser parser, Place place, String prefix) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            values.put(name, value(parser, place, prefix + name));
        }
        return values;
    }

    private static Object value(JsonParser parser, Place place, String name) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> new FieldReader(place, name + ".", object(parser, place, name + "."));
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser, place, name + "[" + list.size() + "]"));
                }
                yield list;
            }
            default -> throw place.damaged("field " + name + " holds " + parser.getText());
        };
    }

    /** Bytes that need not be copied. */
    static final class Line extends ByteArrayOutputStream {

        byte[] bytes() {
            return buf;
        }
    }
}
