package io.github.ftmo4j.sim.history;

import java.io.Serializable;

/**
 * What an importer has to say about one place of a file.
 *
 * @param line the line, 1 for the first; where a row spans several lines, its first
 * @param column the column's name as the file has it, empty if the remark is about the whole row or file
 * @param message what is wrong or noteworthy
 */
public record Remark(long line, String column, String message) implements Serializable {

    /** The remark in one line, such as {@code line 7, column Risk: is empty}. */
    @Override
    public String toString() {
        return "line " + line + (column.isEmpty() ? "" : ", column " + column) + ": " + message;
    }
}
