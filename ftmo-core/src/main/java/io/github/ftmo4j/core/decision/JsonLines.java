package io.github.ftmo4j.core.decision;

import io.github.ftmo4j.core.decision.Fields.Field;
import io.github.ftmo4j.core.json.JsonFormat;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.money.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON form of a decision log: one object a line, {@code time}, {@code run} and {@code event} first.
 *
 * <p>Money is {@code {"amount":1234.50,"currency":"USD"}}, with all decimals of its currency. Characters that are not
 * ASCII are escaped, so that a line survives any code page, and half a surrogate pair is read back as it was.
 */
public final class JsonLines {

    private static final JsonFormat JSON = JsonFormat.ascii();

    private static final List<String> AMOUNT = List.of("amount", "currency");

    private JsonLines() {}

    /**
     * The content of a file of lines.
     *
     * @param entries what could be read, in order
     * @param badLines what could not be read, such as a line that a crash cut short
     */
    public record Contents(List<LogEntry> entries, List<BadLine> badLines) {
        /** Copies the lists. */
        public Contents {
            entries = List.copyOf(entries);
            badLines = List.copyOf(badLines);
        }
    }

    /**
     * A line that is not an entry.
     *
     * @param number its number, the first being 1
     * @param reason what is wrong with it
     */
    public record BadLine(long number, String reason) {}

    /**
     * The line of an entry.
     *
     * @param entry the entry
     * @return a JSON object without line break
     */
    public static String format(LogEntry entry) {
        return JSON.text(out -> {
            out.text("time", entry.at().toString())
                    .text("run", entry.run())
                    .text("event", entry.event().name());
            entry.fields().plain().forEach(out::value);
        });
    }

    /**
     * The entry of a line.
     *
     * @param line what {@link #format} made
     * @return the entry
     * @throws IllegalArgumentException if the line is not an entry
     */
    public static LogEntry parse(String line) {
        try {
            JsonObject object = JSON.read(line, (why, cause) -> new IllegalArgumentException(why, cause));
            if (!object.names().stream()
                    .limit(LogEntry.RESERVED.size())
                    .toList()
                    .equals(LogEntry.RESERVED)) {
                throw new IllegalArgumentException("fields must begin with " + LogEntry.RESERVED);
            }
            return new LogEntry(
                    object.text("time", Instant::parse),
                    object.text("run"),
                    object.text("event", LogEvent::valueOf),
                    fields(object.without("time", "run", "event")));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("line must be an entry, was " + line + ": " + reason(e), e);
        }
    }

    /** What is wrong, with what the parser said of it. */
    private static String reason(RuntimeException e) {
        return e.getCause() instanceof IOException cause
                ? e.getMessage() + ": " + cause.getMessage()
                : "" + e.getMessage();
    }

    /**
     * Reads a file and skips lines that are not entries.
     *
     * @param file UTF-8, one entry a line
     * @return all entries and all bad lines
     * @throws IOException if the file cannot be read
     */
    public static Contents read(Path file) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        List<BadLine> badLines = new ArrayList<>();
        // unlike Files.newBufferedReader this reader continues after bytes that are not UTF-8
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            long number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    entries.add(parse(line));
                } catch (IllegalArgumentException e) {
                    badLines.add(new BadLine(number, String.valueOf(e.getMessage())));
                }
                number++;
            }
        }
        return new Contents(entries, badLines);
    }

    private static Fields fields(JsonObject object) {
        return new Fields(object.names().stream()
                .map(name -> new Field(name, value(object.value(name))))
                .toList());
    }

    private static Value value(Object value) {
        if (value instanceof String text) {
            return new Value.Text(text);
        }
        if (value instanceof Long number) {
            return new Value.Decimal(BigDecimal.valueOf(number));
        }
        if (value instanceof BigDecimal number) {
            return new Value.Decimal(number);
        }
        if (value instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        if (value instanceof List<?> items) {
            return new Value.Items(items.stream().<Value>map(JsonLines::value).toList());
        }
        JsonObject object = (JsonObject) value;
        return object.has("currency") ? amount(object) : fields(object);
    }

    private static Value amount(JsonObject object) {
        if (!List.copyOf(object.names()).equals(AMOUNT)) {
            throw object.invalid("currency", "must follow an amount and nothing else");
        }
        return new Value.Amount(Money.of(object.decimal("amount").toString(), object.text("currency")));
    }
}
