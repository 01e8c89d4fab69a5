package io.github.ftmo4j.sim.history.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The row that names the columns of a table, and the rows after it. */
final class Header {

    private final Table table;
    private final Row row;
    private final List<Row> rows;
    private final List<Column> columns;
    /** The first column with a key. */
    private final Map<String, Column> byKey = new HashMap<>();

    private Header(Table table, Row row, List<Row> rows, List<String> names) {
        this.table = table;
        this.row = row;
        this.rows = rows;
        this.columns = IntStream.range(0, names.size())
                .mapToObj(i -> new Column(i, names.get(i)))
                .toList();
        columns.forEach(column -> byKey.putIfAbsent(column.key(), column));
    }

    private Header(Table table, int place) {
        this(
                table,
                table.rows().get(place),
                table.rows().subList(place + 1, table.rows().size()),
                table.rows().get(place).cells());
    }

    /** The same header with other names of its columns. */
    Header named(List<String> names) {
        return new Header(table, row, rows, names);
    }

    static Header at(Table table, int place) {
        return new Header(table, place);
    }

    Table table() {
        return table;
    }

    Row row() {
        return row;
    }

    long line() {
        return row.line();
    }

    /** The rows after it. */
    List<Row> rows() {
        return rows;
    }

    /** The rows up to the title of another table, below which there is no time in a column; a note if there is one. */
    List<Row> rowsOfTable(Column time, Findings findings) {
        for (int place = 0; place < rows.size(); place++) {
            Row title = rows.get(place);
            // the last row of a CSV file may be cut off
            boolean ends = place + 1 == rows.size() ? !table.regular() : !Times.isTime(time.in(rows.get(place + 1)));
            if (ends && title.isTitle()) {
                findings.note(
                        title.line(),
                        "",
                        "begins another table (" + String.join("", title.cells()) + "), which was not read");
                return rows.subList(0, place);
            }
        }
        return rows;
    }

    List<Column> columns() {
        return columns;
    }

    boolean has(String... keys) {
        return byKey.keySet().containsAll(List.of(keys));
    }

    /** The first column with one of these keys, the first key preferred. */
    Optional<Column> column(String... keys) {
        for (String key : keys) {
            Column column = byKey.get(key);
            if (column != null) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** The column at a place, absent where the header ends before it. */
    Column column(int place) {
        return place >= 0 && place < columns.size() ? columns.get(place) : Column.absent("column " + (place + 1));
    }

    /** The columns from a place up to another, none where there are no such places. */
    List<Column> columns(int from, int to) {
        return columns.stream()
                .filter(column -> column.index() >= from && column.index() < to)
                .toList();
    }

    /** The first column whose key begins so. */
    Optional<Column> beginning(String key) {
        return columns.stream().filter(column -> column.key().startsWith(key)).findFirst();
    }

    /** Whether none of these columns is absent; a problem if one is. */
    boolean hasAll(Findings findings, List<Column> needed) {
        List<String> missing =
                needed.stream().filter(Column::isAbsent).map(Column::name).toList();
        if (!missing.isEmpty()) {
            findings.problem(
                    line(),
                    "",
                    "has no column " + String.join(" and no column ", missing) + "; the columns are " + names());
        }
        return missing.isEmpty();
    }

    /** Notes columns of costs that are absent or have no cell with text. */
    void noteAbsent(List<Column> costs, Findings findings) {
        costs.stream()
                .filter(cost -> rows.stream().allMatch(row -> cost.in(row).isEmpty()))
                .forEach(cost -> findings.note(
                        line(),
                        "",
                        (cost.isAbsent() ? "has no column " : "has only empty cells in the column ") + cost.name()
                                + ", so that these costs do not count; the odds are too high if there were any"));
    }

    /** Whether no other column has the name of one of these and other cells; a problem if one has. */
    boolean areClear(List<Column> used, Findings findings) {
        List<Column> unclear = used.stream()
                .filter(column -> columns.stream()
                        .anyMatch(other -> other.index() != column.index()
                                && other.key().equals(column.key())
                                && rows.stream().anyMatch(row -> !other.in(row).equals(column.in(row)))))
                .toList();
        unclear.forEach(column -> findings.problem(
                line(), column.name(), "is the name of two columns with different cells: rename or remove one"));
        return unclear.isEmpty();
    }

    /** Whether a row has as many cells as the table demands; a problem if not. */
    boolean fits(Row other, Findings findings) {
        if (!table.regular()) {
            return true;
        }
        int cells = other.size();
        boolean tooMany = other.width() > row.size();
        if (!tooMany && cells >= row.width()) {
            return true;
        }
        String hint = tooMany && !table.decimalComma() ? "; a value that has a comma must be quoted" : "";
        findings.problem(other.line(), "", "has " + cells + " cells where the header has " + row.width() + hint);
        return false;
    }

    String names() {
        return columns.stream()
                .map(Column::name)
                .filter(name -> !name.isBlank())
                .collect(Collectors.joining(", "));
    }
}
