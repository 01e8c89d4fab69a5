package io.github.ftmo4j.core.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.ftmo4j.core.decision.Fields.Field;
import io.github.ftmo4j.core.money.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
 * <p>Money is {@code {"amount":1234.50,"currency":"USD"}}, with all decimals of its currency. Whatever is not ASCII is
 * escaped, so that a line survives any code page, and even half a surrogate pair comes back as it was.
 */
public final class JsonLines {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonLines() {}

    /**
     * What a file of lines holds.
     *
     * @param entries what could be read, in order
     * @param badLines what could not, as the line on which a crash struck
     */
    public record Contents(List<LogEntry> entries, List<BadLine> badLines) {
        /** Copies the lists. */
        public Contents {
            entries = List.copyOf(entries);
            badLines = List.copyOf(badLines);
        }
    }

    /**
     * A line that is no entry.
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
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", entry.at().toString());
            json.writeStringField("run", entry.run());
            json.writeStringField("event", entry.event().name());
            write(entry.fields(), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    /**
     * The entry of a line.
     *
     * @param line what {@link #format} made
     * @return the entry
     * @throws IllegalArgumentException if the line is anything else
     */
    public static LogEntry parse(String line) {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT || !(object(json) instanceof Fields all)) {
                throw new JsonParseException(json, "expected an object");
            }
            if (json.nextToken() != null) {
                throw new JsonParseException(json, "expected nothing after the object");
            }
            List<Field> fields = all.list();
            Instant at = Instant.parse(text(fields, 0, "time"));
            String run = text(fields, 1, "run");
            LogEvent event = LogEvent.valueOf(text(fields, 2, "event"));
            return new LogEntry(at, run, event, new Fields(fields.subList(3, fields.size())));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("line must be an entry, was " + line + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a file, past lines that are no entries.
     *
     * @param file UTF-8, one entry a line
     * @return all entries and all bad lines
     * @throws IOException if the file cannot be read
     */
    public static Contents read(Path file) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        List<BadLine> badLines = new ArrayList<>();
        // unlike Files.newBufferedReader this one goes on behind bytes that are not UTF-8
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

    private static void write(Fields fields, JsonGenerator json) throws IOException {
        for (Field field : fields.list()) {
            json.writeFieldName(field.name());
            write(field.value(), json);
        }
    }

    private static void write(Value value, JsonGenerator json) throws IOException {
        if (value instanceof Value.Text text) {
            json.writeString(text.text());
        } else if (value instanceof Value.Decimal decimal) {
            json.writeNumber(decimal.number());
        } else if (value instanceof Value.Flag flag) {
            json.writeBoolean(flag.flag());
        } else if (value instanceof Value.Amount amount) {
            json.writeStartObject();
            json.writeNumberField("amount", major(amount.money()));
            json.writeStringField("currency", amount.money().currency().getCurrencyCode());
            json.writeEndObject();
        } else if (value instanceof Value.Items items) {
            json.writeStartArray();
            for (Value item : items.items()) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Fields fields) {
            json.writeStartObject();
            write(fields, json);
            json.writeEndObject();
        }
    }

    /** The amount in whole currency units, such as dollars, with all decimals. */
    static BigDecimal major(Money money) {
        return BigDecimal.valueOf(money.minorUnits(), money.currency().getDefaultFractionDigits());
    }

    private static String text(List<Field> fields, int index, String name) {
        if (index < fields.size()
                && fields.get(index).name().equals(name)
                && fields.get(index).value() instanceof Value.Text text) {
            return text.text();
        }
        throw new IllegalArgumentException("field " + (index + 1) + " must be a text named " + name);
    }

    private static Value value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> new Value.Text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Decimal(new BigDecimal(json.getText()));
            case VALUE_TRUE, VALUE_FALSE -> new Value.Flag(json.getBooleanValue());
            case START_ARRAY -> {
                List<Value> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield new Value.Items(items);
            }
            case START_OBJECT -> object(json);
            default -> throw new JsonParseException(json, "expected a value, was " + json.currentToken());
        };
    }

    private static Value object(JsonParser json) throws IOException {
        List<Field> fields = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("currency")) {
                return money(fields, json);
            }
            fields.add(new Field(name, value(json)));
        }
        return new Fields(fields);
    }

    private static Value money(List<Field> before, JsonParser json) throws IOException {
        String currency = json.getText();
        if (before.size() == 1
                && before.get(0).name().equals("amount")
                && before.get(0).value() instanceof Value.Decimal amount
                && json.currentToken() == JsonToken.VALUE_STRING
                && json.nextToken() == JsonToken.END_OBJECT) {
            return new Value.Amount(Money.of(amount.number().toString(), currency));
        }
        throw new JsonParseException(json, "expected an amount and its currency");
    }
}
