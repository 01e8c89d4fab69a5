package io.github.ftmo4j.sim.history.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.ftmo4j.sim.history.ImportIssue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a CSV file, without their meaning.
 *
 * @param separator what separates columns
 * @param header the first row that is not blank, as wide as the file says; a row without cells if there is none
 * @param rows the rows after it that are not blank
 */
record CsvTable(char separator, Row header, List<Row> rows) {

    /**
     * A row.
     *
     * @param line its first line
     * @param cells its cells, without spaces around them
     */
    record Row(long line, List<String> cells) {
        boolean isBlank() {
            return cells.stream().allMatch(String::isEmpty);
        }

        /** How many cells it has, not counting empty ones at the end. */
        int width() {
            int width = cells.size();
            while (width > 0 && cells.get(width - 1).isEmpty()) {
                width--;
            }
            return width;
        }
    }

    /** Reads up to the first quote out of place, which ends the table and is a problem. */
    static CsvTable parse(String text, List<ImportIssue> problems) {
        char separator = separator(text);
        List<Row> rows = new ArrayList<>();
        long line = 1;
        try (CloseableIterator<CsvRecord> records = records(text, separator)) {
            while (records.hasNext()) {
                CsvRecord next = records.next();
                Row row = new Row(
                        next.getStartingLineNumber(),
                        next.getFields().stream().map(String::strip).toList());
                if (!row.isBlank()) {
                    rows.add(row);
                }
                line = next.getStartingLineNumber() + lines(next);
            }
        } catch (CsvParseException e) {
            problems.add(new ImportIssue(
                    line, "", "has a quote out of place, so that nothing from here on was read: " + detail(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.isEmpty()
                ? new CsvTable(separator, new Row(1, List.of()), List.of())
                : new CsvTable(separator, rows.get(0), List.copyOf(rows.subList(1, rows.size())));
    }

    private static CloseableIterator<CsvRecord> records(String text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)
                .iterator();
    }

    private static long lines(CsvRecord csvRecord) {
        return 1
                + csvRecord.getFields().stream()
                        .mapToLong(field -> (field + "|").lines().count() - 1)
                        .sum();
    }

    private static String detail(CsvParseException e) {
        return String.valueOf(e.getMessage()).replaceFirst(" \\(record starting at line \\d+\\)", "");
    }

    /** The most frequent separator outside quotes in the first line that is not blank; a comma if there is none. */
    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        String unquoted = header.replaceAll("\"[^\"]*\"", "");
        char most = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(unquoted, candidate) >= Math.max(1, count(unquoted, most))) {
                most = candidate;
            }
        }
        return most;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
