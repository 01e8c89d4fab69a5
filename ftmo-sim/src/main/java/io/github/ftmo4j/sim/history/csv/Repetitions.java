package io.github.ftmo4j.sim.history.csv;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.csv.Columns.Column;
import io.github.ftmo4j.sim.history.csv.CsvTable.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that may be one trade: rows that repeat the number of a trade, or the whole row where trades have no number.
 * Nothing is left out; what repeats is noted once for each of the two causes.
 */
final class Repetitions {

    private final Optional<Column> number;
    private final Map<Object, Seen> first = new HashMap<>();
    private final List<Repeated> copies = new ArrayList<>();
    private final List<Repeated> parts = new ArrayList<>();

    private record Seen(long line, ClosedTrade trade) {}

    private record Repeated(long line, long earlier) {}

    Repetitions(Columns columns) {
        // the two rows of a pair share their number, and a third is a problem of its own
        number = columns.pairs().isPresent() ? Optional.empty() : columns.number();
    }

    void see(Row row, ClosedTrade trade) {
        String text = number.map(column -> column.in(row)).orElse("");
        Object key = text.isEmpty() ? row.cells() : text;
        Seen earlier = first.putIfAbsent(key, new Seen(row.line(), trade));
        if (earlier != null) {
            (earlier.trade().equals(trade) ? copies : parts).add(new Repeated(row.line(), earlier.line()));
        }
    }

    List<ImportIssue> notes() {
        List<ImportIssue> notes = new ArrayList<>();
        String what = number.isPresent() ? "number, time and result" : "all cells";
        note(
                copies,
                "with " + what + " of an earlier row, which count again: remove them if the file holds trades twice",
                notes);
        note(
                parts,
                "with the number of an earlier row, which count as trades of their own: join them if they are parts of one"
                        + " position",
                notes);
        return notes;
    }

    private void note(List<Repeated> repeated, String why, List<ImportIssue> notes) {
        if (!repeated.isEmpty()) {
            Repeated one = repeated.get(0);
            String count = repeated.size() == 1 ? "is 1 row " : "is the first of " + repeated.size() + " rows ";
            notes.add(new ImportIssue(
                    one.line(),
                    number.map(Column::name).orElse(""),
                    count + why + " (this one repeats line " + one.earlier() + ")"));
        }
    }
}
