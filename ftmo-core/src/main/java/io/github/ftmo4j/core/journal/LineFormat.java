package io.github.ftmo4j.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ftmo4j.core.json.JsonFormat;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
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

    private final JsonFormat json = JsonFormat.unescaped().reserving("crc");
    private final Line line = new Line();
    private final CRC32C crc = new CRC32C();

    /**
     * The bytes of a line, newline included; they are good until the next call. Refuses fields that could not be read
     * back.
     */
    Line encode(long sequence, String type, Consumer<? super JsonWriter> fields) {
        line.reset();
        json.begin(line, out -> {
            out.number("seq", sequence).text("type", type);
            fields.accept(out);
        });
        byte[] trailer = trailer(line.bytes(), 0, line.size());
        line.write(trailer, 0, trailer.length);
        if (line.size() >= LONGEST) {
            throw new IllegalArgumentException(
                    "a line must be shorter than " + LONGEST + " bytes, " + type + " had " + line.size());
        }
        json.requireReadable(line.bytes(), 0, line.size(), "fields of " + type);
        line.write('\n');
        return line;
    }

    /** Reads the line that ends before {@code to}, where its newline is. */
    JournalEntry decode(Place place, byte[] bytes, int from, int to) {
        int body = to - TRAILER;
        if (body < from || !Arrays.equals(trailer(bytes, from, body), Arrays.copyOfRange(bytes, body, to))) {
            throw place.damaged("the checksum does not match");
        }
        JsonObject all = json.read(bytes, from, to, place);
        if (all.has("seq")
                && all.has("type")
                && all.value("seq") instanceof Long sequence
                && all.value("type") instanceof String type) {
            return new JournalEntry(sequence, type, all.without("seq", "type", "crc"));
        }
        throw place.damaged("has no seq or type");
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

    /** Bytes that need not be copied. */
    static final class Line extends ByteArrayOutputStream {

        byte[] bytes() {
            return buf;
        }
    }
}
