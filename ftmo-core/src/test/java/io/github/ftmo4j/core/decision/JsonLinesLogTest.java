package io.github.ftmo4j.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesLogTest {

    @TempDir
    private Path folder;

    private static LogEntry entry(String run, long number) {
        return new LogEntry(Instant.EPOCH, run, LogEvent.EQUITY, Fields.none().with("number", number));
    }

    private static String line(LogEntry entry) {
        return JsonLines.format(entry) + "\n";
    }

    @Test
    void everyLineIsInTheFileAtOnceAndBehindWhatWasThere() throws IOException {
        Path file = folder.resolve("log.jsonl");
        try (JsonLinesLog log = JsonLinesLog.append(file)) {
            log.write(entry("a", 1));
            assertThat(file).hasContent(line(entry("a", 1)).strip());
        }
        try (JsonLinesLog log = JsonLinesLog.append(file)) {
            log.write(entry("b", 2));
        }

        assertThat(Files.readString(file)).isEqualTo(line(entry("a", 1)) + line(entry("b", 2)));
    }

    @Test
    void aBufferedFileIsCompleteOnceClosed() throws IOException {
        Path file = folder.resolve("log.jsonl");
        try (JsonLinesLog log = JsonLinesLog.append(file, JsonLinesLog.Flush.WHEN_FULL)) {
            log.write(entry("a", 1));
            assertThat(file).isEmptyFile();
        }

        assertThat(Files.readString(file)).isEqualTo(line(entry("a", 1)));
    }

    @Test
    void aLineCutOffByACrashDoesNotSpoilTheNext() throws IOException {
        Path file = folder.resolve("log.jsonl");
        Files.writeString(file, line(entry("a", 1)) + "{\"time\":\"20");
        try (JsonLinesLog log = JsonLinesLog.append(file)) {
            log.write(entry("a", 2));
            log.write(entry("a", 3));
        }

        JsonLines.Contents contents = JsonLines.read(file);
        assertThat(contents.entries()).containsExactly(entry("a", 1), entry("a", 2), entry("a", 3));
        assertThat(contents.badLines()).extracting(JsonLines.BadLine::number).containsExactly(2L);
    }

    @Test
    void aFailedWriteLosesItsOwnLineOnly() throws IOException {
        Path file = folder.resolve("log.jsonl");
        try (FullDisk disk = new FullDisk();
                JsonLinesLog log = JsonLinesLog.to(disk)) {
            log.write(entry("a", 1));
            disk.room = 10;
            LogEntry lost = entry("a", 2);
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> log.write(lost))
                    .withMessageContaining("no space");
            disk.room = Integer.MAX_VALUE;
            log.write(entry("a", 3));
            Files.write(file, disk.bytes.toByteArray());
        }

        JsonLines.Contents contents = JsonLines.read(file);
        assertThat(contents.entries()).containsExactly(entry("a", 1), entry("a", 3));
        assertThat(contents.badLines()).hasSize(1);
    }

    @Test
    void aClosedLogTakesNothing() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonLinesLog log = JsonLinesLog.to(bytes);
        log.close();
        log.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> log.write(entry("a", 1)))
                .withMessageContaining("closed");
        assertThat(bytes.size()).isZero();
    }

    @Test
    void linesOfSeveralThreadsDoNotMix() throws Exception {
        int threads = 4;
        int lines = 500;
        Path file = folder.resolve("log.jsonl");
        CountDownLatch start = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (JsonLinesLog log = JsonLinesLog.to(new InHalves(Files.newOutputStream(file)))) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String run = "thread" + i;
                done.add(pool.submit(() -> {
                    start.countDown();
                    start.await();
                    for (int number = 0; number < lines; number++) {
                        log.write(entry(run, number));
                    }
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }

        JsonLines.Contents contents = JsonLines.read(file);
        assertThat(contents.badLines()).isEmpty();
        assertThat(contents.entries()).hasSize(threads * lines);
        for (int i = 0; i < threads; i++) {
            String run = "thread" + i;
            List<LogEntry> own = contents.entries().stream()
                    .filter(entry -> entry.run().equals(run))
                    .toList();
            List<LogEntry> expected = LongStream.range(0, lines)
                    .mapToObj(number -> entry(run, number))
                    .toList();
            assertThat(own).isEqualTo(expected);
        }
    }

    @Test
    void aLineIsOneWrite() throws IOException {
        List<String> writes = new ArrayList<>();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                writes.add(String.valueOf((char) b));
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                writes.add(new String(bytes, from, length, StandardCharsets.UTF_8));
            }
        };
        try (JsonLinesLog log = JsonLinesLog.to(out)) {
            log.write(entry("a".repeat(100_000), 1));
        }

        assertThat(writes).containsExactly(line(entry("a".repeat(100_000), 1)));
    }

    /** Takes as many bytes as there is room for. */
    private static final class FullDisk extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int room = Integer.MAX_VALUE;

        @Override
        public void write(int b) throws IOException {
            if (room-- == 0) {
                throw new IOException("no space");
            }
            bytes.write(b);
        }
    }

    /** Gives other threads every chance to come into a line. */
    private static final class InHalves extends OutputStream {
        private final OutputStream file;

        InHalves(OutputStream file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int half = length / 2;
            file.write(bytes, from, half);
            file.write(bytes, from + half, length - half);
        }

        @Override
        public void write(int b) throws IOException {
            file.write(b);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
