package io.github.ftmo4j.sim.history.file;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads CSV. */
final class CsvTable {

    private static final int MAX_COLUMNS = 2_000;

    private static final int ENOUGH_ROWS = 4;
    private static final int ROWS_LOOKED_AT = 100;

    /** Within so many characters the header is found. */
    static final int HEAD = 16_384;

    private CsvTable() {}

    /**
     * Reads up to the first quote out of place, which ends the table and is a problem.
     *
     * @param head the beginning of the text, up to {@link #HEAD} characters
     * @param rest what follows it
     */
    static Table read(String head, Reader rest, Findings findings) throws IOException {
        char separator = separator(head);
        List<Row> rows = new ArrayList<>();
        long line = 1;
        Both text = new Both(head, rest);
        try (CloseableIterator<CsvRecord> records = records(text, separator)) {
            while (records.hasNext()) {
                CsvRecord next = records.next();
                if (next.getFieldCount() > MAX_COLUMNS) {
                    refuseWidth(next.getStartingLineNumber(), findings);
                    break;
                }
                Row row = Row.of(next.getStartingLineNumber(), next.getFields());
                if (!row.isBlank()) {
                    rows.add(row);
                }
                line = next.getStartingLineNumber() + lines(next);
            }
        } catch (CsvParseException e) {
            if (detail(e).endsWith(" fields")) {
                refuseWidth(line, findings);
            } else {
                findings.problem(
                        line, "", "has a quote out of place, so that nothing from here on was read: " + detail(e));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (text.last != '\n' && text.last != '\r') {
            refuseCutNumber(rows, findings);
        }
        return new Table("", separator != ',', true, rows);
    }

    private static void refuseWidth(long line, Findings findings) {
        findings.problem(line, "", "has more than " + MAX_COLUMNS + " cells");
    }

    /**
     * Refuses a last cell, without end of line, that has fewer decimals than all others of its column. It is whole if
     * it has as many as all of them.
     */
    private static void refuseCutNumber(List<Row> rows, Findings findings) {
        if (rows.isEmpty()) {
            return;
        }
        Row last = rows.get(rows.size() - 1);
        int column = Math.max(0, rows.get(0).width() - 1);
        int[] decimals = rows.subList(0, rows.size() - 1).stream()
                .skip(Math.max(1, rows.size() - ROWS_LOOKED_AT))
                .mapToInt(row -> decimals(row.cell(column)))
                .distinct()
                .toArray();
        boolean regular = rows.size() >= ENOUGH_ROWS && decimals.length == 1 && decimals[0] > 0;
        int here = decimals(last.cell(column));
        if (regular && here < decimals[0] && !last.cell(column).isEmpty()) {
            findings.problem(
                    last.line(),
                    "",
                    "is cut off: its last number has fewer decimals than those above it, and the line does not end");
        } else if (!regular || here != decimals[0]) {
            findings.lineDoesNotEnd(last.line());
        }
    }

    private static int decimals(String cell) {
        int mark = Math.max(cell.lastIndexOf('.'), cell.lastIndexOf(','));
        return mark < 0
                ? 0
                : (int) cell.substring(mark).chars().filter(Character::isDigit).count();
    }

    private static CloseableIterator<CsvRecord> records(Reader text, char separator) {
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
        long lines = 1;
        for (String field : csvRecord.getFields()) {
            if (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0) {
                lines += (field + "|").lines().count() - 1;
            }
        }
        return lines;
    }

    private static String detail(CsvParseException e) {
        return String.valueOf(e.getMessage()).replaceFirst(" \\(record starting at line \\d+\\)", "");
    }

    /**
     * The separator with which the widest of the first lines has the most cells, quotes left out; a comma if there is
     * none.
     */
    private static char separator(String head) {
        List<String> lines = head.lines()
                .filter(line -> !line.isBlank())
                .limit(40)
                .map(line -> line.replaceAll("\"[^\"]*\"", ""))
                .toList();
        if (lines.isEmpty()) {
            return ',';
        }
        // a preamble has few cells, so that the header shows the separator; where it stands first, it alone decides
        String first = lines.get(0);
        List<String> deciding = widest(first) >= 2 || lines.size() == 1 ? List.of(first) : lines;
        char most = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (most(deciding, candidate) >= Math.max(1, most(deciding, most))) {
                most = candidate;
            }
        }
        return most;
    }

    private static long widest(String line) {
        return Math.max(count(line, ','), Math.max(count(line, ';'), count(line, '\t')));
    }

    private static long most(List<String> lines, char wanted) {
        return lines.stream().mapToLong(line -> count(line, wanted)).max().orElse(0);
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** A text of which the beginning was read already. */
    private static final class Both extends Reader {
        private final Reader head;
        private final Reader rest;
        private boolean inRest;
        private char last = '\n';

        Both(String head, Reader rest) {
            this.head = new StringReader(head);
            this.rest = rest;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (!inRest) {
                int read = head.read(buffer, offset, length);
                if (read >= 0) {
                    return see(buffer, offset, read);
                }
                inRest = true;
            }
            return see(buffer, offset, rest.read(buffer, offset, length));
        }

        private int see(char[] buffer, int offset, int read) {
            last = read > 0 ? buffer[offset + read - 1] : last;
            return read;
        }

        @Override
        public void close() {
            // the caller closes what it opened
        }
    }

    /** The first characters of a text. */
    static String head(Reader reader) throws IOException {
        char[] head = new char[HEAD];
        int filled = 0;
        while (filled < HEAD) {
            int read = reader.read(head, filled, HEAD - filled);
            if (read < 0) {
                break;
            }
            filled += read;
        }
        return new String(Arrays.copyOf(head, filled));
    }
}
