package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is found while a file is read: problems, for which it is refused, notes, and the sum that the file states. */
final class Findings {

    private static final String VOWELS = "aeiou";

    private final List<ImportIssue> problems = new ArrayList<>();
    private final List<ImportIssue> notes = new ArrayList<>();

    /** By column and text: the first line and the number of lines. */
    private final Map<Kind, long[]> counted = new LinkedHashMap<>();

    private @Nullable StatedSum sum;

    /** The line that does not end and may be cut off, 0 if there is none. */
    private long unended;

    private record Kind(String column, String one, String many) {}

    void problem(long line, String column, String message, Remedy... remedies) {
        problems.add(new ImportIssue(line, column, message, List.of(remedies)));
    }

    void note(long line, String column, String message, Remedy... remedies) {
        notes.add(new ImportIssue(line, column, message, List.of(remedies)));
    }

    /** A problem of a cell that cannot be read. */
    void problem(Row row, Column column, BadValueException wrong) {
        String cell = column.in(row);
        problems.add(new ImportIssue(
                row.line(),
                column.name(),
                (cell.isEmpty() ? "(empty)" : cell) + " " + wrong.getMessage(),
                wrong.remedies()));
    }

    /**
     * The last line does not end, as that of a file that is cut off, and its last cell does not show that it is whole.
     */
    void lineDoesNotEnd(long line) {
        unended = line;
    }

    /** Notes a number that is the last of a file whose last line does not end. */
    void noteIfUnended(Row row, Column column) {
        if (unended > 0 && row.line() == unended && column.index() >= row.width() - 1) {
            note(
                    unended,
                    column.name(),
                    (column.in(row).isEmpty() ? "an empty cell" : column.in(row))
                            + " is the end of the file, whose last line does not end; if the file is cut off, the"
                            + " number may be, too");
            unended = 0;
        }
    }

    void noteAssumedZone(Times times) {
        if (times.isZoneAssumed()) {
            note(
                    0,
                    "",
                    "times without a zone are taken as UTC; state the zone of the platform, on which the trading day"
                            + " of a trade depends",
                    Remedy.ZONE);
        }
    }

    /** Notes one of several rows of a kind; all of them become one note. */
    void count(long line, String column, String one, String many) {
        counted.computeIfAbsent(new Kind(column, one, many), kind -> new long[] {line, 0})[1]++;
    }

    /** The file states the sum of the profit of the trades that are read, if this is one. */
    void statedSum(Optional<StatedSum> stated) {
        stated.ifPresent(found -> sum = found);
    }

    Optional<StatedSum> statedSum() {
        return Optional.ofNullable(sum);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    boolean hasNotes() {
        return !notes.isEmpty() || !counted.isEmpty();
    }

    List<ImportIssue> problems() {
        return problems;
    }

    List<ImportIssue> notes() {
        List<ImportIssue> all = new ArrayList<>(notes);
        counted.forEach((kind, place) -> all.add(new ImportIssue(
                place[0],
                kind.column(),
                place[1] == 1 ? "is " + withArticle(kind.one()) : "is the first of " + place[1] + " " + kind.many())));
        return all;
    }

    private static String withArticle(String noun) {
        return (VOWELS.indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }
}
