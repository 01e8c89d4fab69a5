package io.github.ftmo4j.examples.bridge;

import io.github.ftmo4j.examples.bridge.BadLineException.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of bounded length. A line that cannot be read is skipped as a whole. Not thread-safe. */
final class LineReader {

    /** The longest line in bytes, without its end. */
    static final int LONGEST = 256 * 1024;

    private final InputStream in;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * Reads the next line. A rest without an end of line is no line: its sender died while it wrote.
     *
     * @return the line, none at the end of the stream
     * @throws BadLineException if the line is too long or no UTF-8; the next call reads the line after it
     * @throws IOException if the stream fails
     */
    Optional<String> next() throws IOException, BadLineException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long length = 0;
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                return Optional.empty();
            }
            length++;
            if (length <= LONGEST) {
                bytes.write(one);
            }
        }
        if (length > LONGEST) {
            throw new BadLineException(Problem.TOO_LONG, "a line of " + length + " bytes");
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString()
                    .strip());
        } catch (CharacterCodingException e) {
            throw new BadLineException(Problem.NOT_TEXT, "a line of " + length + " bytes that is not UTF-8");
        }
    }
}
