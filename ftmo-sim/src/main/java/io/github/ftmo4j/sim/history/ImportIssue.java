package io.github.ftmo4j.sim.history;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A problem or a note of an importer, about one place of a file or about all trades.
 *
 * @param line the line, 1 for the first; where a row spans several lines, its first; 0 if the issue concerns all trades
 * @param column the column's name as the file has it, empty if the issue concerns the whole row or file
 * @param message what is wrong or noteworthy
 * @param remedies what the caller can state to resolve it, in order of preference; each alone is enough; none if the
 *     file itself must change
 */
public record ImportIssue(long line, String column, String message, List<Remedy> remedies) implements Serializable {

    /** Copies the list. */
    public ImportIssue {
        remedies = List.copyOf(remedies);
    }

    /**
     * An issue that no statement of the caller resolves.
     *
     * @param line the line, 0 if the issue concerns all trades
     * @param column the column's name, empty if the issue concerns the whole row or file
     * @param message what is wrong or noteworthy
     */
    public ImportIssue(long line, String column, String message) {
        this(line, column, message, List.of());
    }

    /**
     * An issue of all trades of a history.
     *
     * @param message what is wrong or noteworthy
     * @return the issue
     */
    public static ImportIssue ofAllTrades(String message) {
        return new ImportIssue(0, "", message);
    }

    /**
     * What resolves issues, in the words of a program: those of one issue, of which each alone is enough, are joined by
     * "or", and issues by commas. Equal words stand once.
     *
     * @param issues the issues
     * @param names what the program calls a remedy; none if its user cannot state it
     * @return the words; empty if the user can resolve none of the issues
     */
    public static String remedies(List<ImportIssue> issues, Function<? super Remedy, Optional<String>> names) {
        return issues.stream()
                .map(issue -> issue.remedies.stream()
                        .flatMap(remedy -> names.apply(remedy).stream())
                        .collect(Collectors.joining(" or ")))
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The issue in one line, such as {@code line 7, column Risk: is empty}. */
    @Override
    public String toString() {
        String place = (line == 0 ? "" : "line " + line) + (column.isEmpty() ? "" : ", column " + column);
        return place.isEmpty() ? message : place + ": " + message;
    }
}
