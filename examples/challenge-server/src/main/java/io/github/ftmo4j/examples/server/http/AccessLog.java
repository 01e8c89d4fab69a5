package io.github.ftmo4j.examples.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line of JSON a request. A full file is renamed and replaces the one before. Thread-safe. */
public final class AccessLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final long MOST_LINES = 200_000;

    private final Path file;
    private BufferedWriter out;
    private long lines;

    /** Appends to a file. */
    public AccessLog(Path file) throws IOException {
        this.file = file;
        out = open(file);
    }

    private static BufferedWriter open(Path file) throws IOException {
        return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Notes a request. */
    public synchronized void write(String client, String method, String path, int status, double millis) {
        String line = JsonNodeFactory.instance
                .objectNode()
                .put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("client", client)
                .put("method", method)
                .put("path", path.length() <= 200 ? path : path.substring(0, 200))
                .put("status", status)
                .put("millis", Math.round(1_000 * millis) / 1_000.0)
                .toString();
        try {
            if (++lines > MOST_LINES) {
                out.close();
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                out = open(file);
                lines = 1;
            }
            out.write(line);
            out.newLine();
            out.flush();
        } catch (IOException e) {
            LOG.warn("cannot write {}: {}", file, e.getMessage());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
