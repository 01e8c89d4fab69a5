package io.github.ftmo4j.sim.sweep;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The answer to a sweep. Immutable.
 *
 * <p>Intervals are at 95 %, each for itself. Which rows {@linkplain SweepRow#mayBeBest may be the best} is stated for
 * all of them together, by Bonferroni's inequality.
 *
 * @param criteria what the rows are judged by; the first one ranks
 * @param rows in the order of the sweep, at least one
 */
public record SweepOdds(List<Criterion> criteria, List<SweepRow> rows) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no criterion or no row
     */
    public SweepOdds {
        criteria = List.copyOf(criteria);
        rows = List.copyOf(rows);
        if (criteria.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("criteria and rows must not be empty");
        }
    }

    /**
     * The best row by the first criterion; of equal ones, the first.
     *
     * @return the row
     */
    public SweepRow best() {
        return best(criteria.get(0));
    }

    /**
     * The best row by a criterion; of equal ones, the first.
     *
     * @param criterion one of the criteria
     * @return the row
     * @throws IllegalArgumentException if the sweep has no such criterion
     */
    public SweepRow best(Criterion criterion) {
        SweepRow best = rows.get(0);
        for (SweepRow row : rows) {
            if (merit(row, criterion) > merit(best, criterion)) {
                best = row;
            }
        }
        return best;
    }

    private static double merit(SweepRow row, Criterion criterion) {
        return criterion.merit(row.score(criterion).value());
    }

    /**
     * The rows that may be the best by the first criterion: the best row is among them with at least 95 % confidence.
     * In a sweep over one number they are the interval of the optimum.
     *
     * @return in the order of the sweep, at least one
     */
    public List<SweepRow> contenders() {
        return rows.stream().filter(SweepRow::mayBeBest).toList();
    }

    /**
     * The Pareto front: rows than which no other row is at least as good by all criteria of this sweep and better by
     * one. It compares the numbers and not their intervals.
     *
     * @return from the best to the worst by the first criterion
     */
    public List<SweepRow> front() {
        return front(criteria);
    }

    /**
     * The Pareto front of some of the criteria.
     *
     * @param some at least one of the criteria of this sweep
     * @return from the best to the worst by the first of them
     * @throws IllegalArgumentException if there is none, or the sweep has no such criterion
     */
    public List<SweepRow> front(List<Criterion> some) {
        if (some.isEmpty()) {
            throw new IllegalArgumentException("criteria must not be empty");
        }
        return rows.stream()
                .filter(row -> rows.stream().noneMatch(other -> other.dominates(row, some)))
                .sorted((a, b) -> Double.compare(merit(b, some.get(0)), merit(a, some.get(0))))
                .toList();
    }

    /**
     * The rows as CSV with a header (RFC 4180): the settings, for each criterion its number with the interval and the
     * difference to the best row with its interval, whether the row may be the best, and the number of trials, which is
     * empty where the row is computed. Numbers are unrounded; what is undefined is empty.
     *
     * @return the text, lines ending with CR LF
     */
    public String csv() {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().build(text);
        List<String> head = new ArrayList<>();
        rows.get(0).settings().forEach(setting -> head.add(setting.parameter()));
        for (Criterion criterion : criteria) {
            for (String column : List.of("", " lower", " upper", " to best", " to best lower", " to best upper")) {
                head.add(criterion.name() + column);
            }
        }
        head.add("may be best");
        head.add("trials");
        csv.writeRecord(head);
        for (SweepRow row : rows) {
            List<String> fields = new ArrayList<>();
            row.settings().forEach(setting -> fields.add(setting.text()));
            for (Criterion criterion : criteria) {
                for (Score score : List.of(row.score(criterion), row.toBest(criterion))) {
                    fields.add(number(score.value()));
                    fields.add(number(score.lower()));
                    fields.add(number(score.upper()));
                }
            }
            fields.add(String.valueOf(row.mayBeBest()));
            fields.add(
                    row.score(criteria.get(0)).n().isPresent()
                            ? String.valueOf(row.score(criteria.get(0)).n().getAsLong())
                            : "");
            csv.writeRecord(fields);
        }
        flush(csv);
        return text.toString();
    }

    private static void flush(CsvWriter csv) {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has none
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.valueOf(value);
    }

    /** The rows as a table, one line each, under their heads. */
    @Override
    public String toString() {
        List<Map<String, String>> cells =
                rows.stream().map(row -> row.cells(criteria)).toList();
        List<String> heads = List.copyOf(cells.get(0).keySet());
        int[] widths = heads.stream()
                .mapToInt(head -> Math.max(
                        head.length(),
                        cells.stream()
                                .mapToInt(row -> cell(row, head).length())
                                .max()
                                .orElse(0)))
                .toArray();
        return IntStream.rangeClosed(0, rows.size())
                .mapToObj(line -> IntStream.range(0, heads.size())
                        .mapToObj(i ->
                                padded(line == 0 ? heads.get(i) : cell(cells.get(line - 1), heads.get(i)), widths[i]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String cell(Map<String, String> row, String head) {
        return row.getOrDefault(head, "");
    }

    private static String padded(String text, int width) {
        char[] spaces = new char[width - text.length()];
        Arrays.fill(spaces, ' ');
        return text + new String(spaces);
    }
}
