package io.github.ftmo4j.sim.history.file;

import java.util.List;

/**
 * The cells of a file, or of one sheet of it, without their meaning.
 *
 * @param name the name of the sheet, empty if there is none
 * @param decimalComma whether a comma may be a decimal mark; it cannot be one where commas separate cells
 * @param regular whether each row has as many cells as the header, as in CSV; others may end early
 * @param rows the rows that are not blank, in the order of the file
 */
public record Table(String name, boolean decimalComma, boolean regular, List<Row> rows) {

    /** Leaves blank rows out. */
    public Table {
        rows = rows.stream().filter(row -> !row.isBlank()).toList();
    }
}
