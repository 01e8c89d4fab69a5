package io.github.ftmo4j.core.decision;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a decision log as {@link JsonLines}. Thread-safe: lines never mix.
 *
 * <p>If a line could be written only in part, a line break comes before the next one, so that no other line is lost.
 */
public final class JsonLinesLog implements DecisionLog, Closeable {

    private static final byte[] END = {'\n'};

    /** When lines leave this process. */
    public enum Flush {
        /** Each line at once: a crash of this process loses none. */
        EVERY_LINE,
        /** When a buffer is full and when the log is closed, for many entries. A crash may lose the last of them. */
        WHEN_FULL
    }

    private final OutputStream out;
    private final Flush flush;
    private boolean torn;
    private boolean closed;

    private JsonLinesLog(OutputStream out, Flush flush, boolean torn) {
        this.out = flush == Flush.WHEN_FULL ? new BufferedOutputStream(out) : out;
        this.flush = flush;
        this.torn = torn;
    }

    /**
     * Appends to a file, each line at once.
     *
     * @param file the file, created if there is none
     * @return the log
     * @throws IOException if the file cannot be opened
     */
    public static JsonLinesLog append(Path file) throws IOException {
        return append(file, Flush.EVERY_LINE);
    }

    /**
     * Appends to a file.
     *
     * @param file the file, created if there is none
     * @param flush when lines reach it
     * @return the log
     * @throws IOException if the file cannot be opened
     */
    public static JsonLinesLog append(Path file, Flush flush) throws IOException {
        boolean torn = Files.exists(file) && endsWithinLine(file);
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new JsonLinesLog(out, flush, torn);
    }

    /**
     * Writes to a stream, each line at once.
     *
     * @param out the stream, closed with the log
     * @return the log
     */
    public static JsonLinesLog to(OutputStream out) {
        return to(out, Flush.EVERY_LINE);
    }

    /**
     * Writes to a stream.
     *
     * @param out the stream, closed with the log
     * @param flush when lines reach it
     * @return the log
     */
    public static JsonLinesLog to(OutputStream out, Flush flush) {
        return new JsonLinesLog(out, flush, false);
    }

    /**
     * Writes an entry.
     *
     * @throws IllegalStateException if the log is closed
     * @throws UncheckedIOException if it cannot be written
     */
    @Override
    public void write(LogEntry entry) {
        byte[] line = (JsonLines.format(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the log must be open to take an entry, was closed: " + entry);
            }
            try {
                if (torn) {
                    out.write(END);
                }
                torn = true;
                out.write(line);
                if (flush == Flush.EVERY_LINE) {
                    out.flush();
                }
                torn = false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Writes what is buffered and closes the file or stream. Closing twice does nothing.
     *
     * @throws IOException if something cannot be written
     */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            out.close();
        }
    }

    private static boolean endsWithinLine(Path file) throws IOException {
        try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return bytes.size() > 0 && bytes.position(bytes.size() - 1).read(last) == 1 && last.get(0) != '\n';
        }
    }
}
