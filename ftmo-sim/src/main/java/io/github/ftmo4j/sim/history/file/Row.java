package io.github.ftmo4j.sim.history.file;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of a {@link Table}: the text of its cells.
 *
 * <p>This class is immutable and thread-safe. Its cells are one string, so that a table of a million rows fits in
 * memory.
 */
public final class Row {

    private static final char BETWEEN = '\u001f';

    private final long line;
    private final String joined;

    private Row(long line, String joined) {
        this.line = line;
        this.joined = joined;
    }

    /**
     * A row.
     *
     * @param line its first line in the file, 1 for the first; its number where the file has no lines
     * @param cells its cells; spaces around them do not count
     * @return the row
     */
    public static Row of(long line, List<String> cells) {
        StringBuilder joined = new StringBuilder();
        for (String cell : cells) {
            joined.append(cell.replace(BETWEEN, ' ').strip()).append(BETWEEN);
        }
        return new Row(line, joined.toString());
    }

    /**
     * Its place in the file.
     *
     * @return its first line
     */
    public long line() {
        return line;
    }

    /**
     * One cell.
     *
     * @param index from 0
     * @return its text, empty where the row is shorter
     * @throws IllegalArgumentException if the index is negative
     */
    public String cell(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("index must be at least 0, was " + index);
        }
        int from = 0;
        for (int i = 0; i < index && from >= 0; i++) {
            from = joined.indexOf(BETWEEN, from) + 1;
            if (from == 0) {
                return "";
            }
        }
        int to = joined.indexOf(BETWEEN, from);
        return to < 0 ? "" : joined.substring(from, to);
    }

    /**
     * All cells.
     *
     * @return in the order of the file
     */
    public List<String> cells() {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int to = joined.indexOf(BETWEEN); to >= 0; to = joined.indexOf(BETWEEN, from)) {
            cells.add(joined.substring(from, to));
            from = to + 1;
        }
        return cells;
    }

    /** How many cells it has. */
    int size() {
        return cellsUpTo(joined.length());
    }

    /** How many cells it has, not counting empty ones at the end. */
    int width() {
        int end = joined.length();
        while (end > 1 && joined.charAt(end - 1) == BETWEEN && joined.charAt(end - 2) == BETWEEN) {
            end--;
        }
        return end <= 1 ? 0 : cellsUpTo(end);
    }

    private int cellsUpTo(int end) {
        int cells = 0;
        for (int i = 0; i < end; i++) {
            if (joined.charAt(i) == BETWEEN) {
                cells++;
            }
        }
        return cells;
    }

    boolean isBlank() {
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) != BETWEEN) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of these texts is in it, which is quicker than a look at its cells. */
    boolean hasAny(String... texts) {
        for (String text : texts) {
            if (joined.contains(text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has one cell, which is a text. */
    boolean isTitle() {
        List<String> filled = cells().stream().filter(cell -> !cell.isEmpty()).toList();
        return filled.size() == 1 && Character.isLetter(filled.get(0).codePointAt(0)) && !Times.isTime(filled.get(0));
    }

    /** Equal for rows with equal cells, wherever they stand. */
    String text() {
        return joined;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row && line == row.line && joined.equals(row.joined);
    }

    @Override
    public int hashCode() {
        return joined.hashCode();
    }

    /** The line and the cells. */
    @Override
    public String toString() {
        return "Row[" + line + ", " + cells() + "]";
    }
}
