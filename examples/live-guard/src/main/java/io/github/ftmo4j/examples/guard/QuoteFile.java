package io.github.ftmo4j.examples.guard;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads quotes from a CSV file with the columns time, bid and ask. Collects what is wrong with every row. */
final class QuoteFile {

    private static final List<String> COLUMNS = List.of("time", "bid", "ask");

    /** A price outside of this is none of a currency pair. */
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(100_000);

    private final List<Quote> quotes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private QuoteFile() {}

    /** What cannot be used of a file, a line for each bad row. */
    static final class InvalidQuotesException extends Exception {
        private static final long serialVersionUID = 1L;

        private InvalidQuotesException(Path file, List<String> problems) {
            super(file + " has " + problems.size() + (problems.size() == 1 ? " problem:\n  " : " problems:\n  ")
                    + String.join("\n  ", problems));
        }
    }

    static List<Quote> read(Path file) throws IOException, InvalidQuotesException {
        QuoteFile content = new QuoteFile();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(file)) {
            content.read(reader.iterator());
        } catch (CsvParseException e) {
            content.problems.add("nothing could be read on: " + e.getMessage());
        }
        if (content.problems.isEmpty() && content.quotes.isEmpty()) {
            content.problems.add("there is no quote");
        }
        if (!content.problems.isEmpty()) {
            throw new InvalidQuotesException(file, content.problems);
        }
        return content.quotes;
    }

    private void read(CloseableIterator<CsvRecord> rows) {
        if (!rows.hasNext()) {
            return;
        }
        List<String> names = rows.next().getFields().stream()
                .map(name -> name.strip().replace("\ufeff", "").toLowerCase(Locale.ROOT))
                .toList();
        if (!names.containsAll(COLUMNS)) {
            problems.add("line 1: columns must be " + COLUMNS + ", were " + names);
            return;
        }
        while (rows.hasNext()) {
            CsvRecord row = rows.next();
            try {
                add(row, names);
            } catch (IllegalArgumentException e) {
                problems.add("line " + row.getStartingLineNumber() + ": " + e.getMessage());
            }
        }
    }

    private void add(CsvRecord row, List<String> names) {
        Quote quote = new Quote(
                time(field(row, names, "time")),
                price("bid", field(row, names, "bid")),
                price("ask", field(row, names, "ask")));
        if (quote.ask().compareTo(quote.bid()) < 0) {
            throw new IllegalArgumentException("ask must not be below bid " + quote.bid() + ", was " + quote.ask());
        }
        if (!quotes.isEmpty()
                && !quote.at().isAfter(quotes.get(quotes.size() - 1).at())) {
            throw new IllegalArgumentException(
                    "time must be after " + quotes.get(quotes.size() - 1).at() + ", was " + quote.at());
        }
        quotes.add(quote);
    }

    private static String field(CsvRecord row, List<String> names, String name) {
        int index = names.indexOf(name);
        return index < row.getFieldCount() ? row.getField(index).strip() : "";
    }

    private static Instant time(String text) {
        String iso = text.replace(' ', 'T');
        try {
            return iso.matches(".*T.*([Zz]|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time must be such as 2026-03-02T08:00:00Z, was \"" + text + "\"", e);
        }
    }

    private static BigDecimal price(String name, String text) {
        BigDecimal price;
        try {
            price = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, was \"" + text + "\"", e);
        }
        if (price.signum() <= 0 || price.compareTo(HIGHEST) > 0) {
            throw new IllegalArgumentException(name + " must be above 0 and at most " + HIGHEST + ", was " + text);
        }
        return price;
    }
}
