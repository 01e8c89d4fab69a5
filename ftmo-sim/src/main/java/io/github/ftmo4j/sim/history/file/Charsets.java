package io.github.ftmo4j.sim.history.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the first bytes of a file say about it. */
final class Charsets {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Charsets() {}

    /** UTF-8, or UTF-16 if the beginning shows it, else Windows-1252, which is noted. */
    static Charset of(Path file, byte[] start, Findings findings) throws IOException {
        Charset wide = wide(start);
        if (wide != null) {
            return wide;
        }
        char[] buffer = new char[1 << 16];
        try (InputStream in = Files.newInputStream(file);
                Reader strict = new InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            while (strict.read(buffer) >= 0) {
                // only whether it can be read
            }
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            findings.note(0, "", "the file is not UTF-8 and is read as Windows-1252");
            return WESTERN;
        }
    }

    /** The kind of UTF-16 that a mark or the zeros of Latin characters show. */
    private static @Nullable Charset wide(byte[] start) {
        if (start.length < 4) {
            return null;
        }
        int first = start[0] & 0xff;
        int second = start[1] & 0xff;
        if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
            return StandardCharsets.UTF_16;
        }
        // separators and digits are Latin in every language
        int[] zeros = new int[2];
        for (int i = 0; i < start.length; i++) {
            zeros[i % 2] += start[i] == 0 ? 1 : 0;
        }
        if (Math.max(zeros[0], zeros[1]) * 16 < start.length || Math.min(zeros[0], zeros[1]) > 0) {
            return null;
        }
        return zeros[1] > 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    /** What kind of file it is, and what to do, if it is none of text with separated cells; else empty. */
    static String otherKind(byte[] start) {
        String text = text(start).strip();
        if (start.length > 3 && (start[0] & 0xff) == 0xd0 && (start[1] & 0xff) == 0xcf) {
            return "is an old spreadsheet (XLS), which is not read: save it as XLSX or CSV";
        }
        if (text.startsWith("%PDF")) {
            return "is a PDF file, which is not read: export the trades as CSV";
        }
        String kind = text.startsWith("PK")
                ? "a spreadsheet (XLSX) or another ZIP file"
                : text.startsWith("<")
                        ? "an HTML or XML file"
                        : text.startsWith("{") || text.startsWith("[") ? "a JSON file" : "";
        return kind.isEmpty()
                ? ""
                : "is " + kind
                        + ", which is read with the artifact trade-imports; without it, export the trades as CSV";
    }

    private static String text(byte[] start) {
        Charset wide = wide(start);
        String text = new String(start, wide == null ? StandardCharsets.UTF_8 : wide);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
