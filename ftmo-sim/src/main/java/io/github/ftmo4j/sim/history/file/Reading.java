package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A table of which the format is known. */
interface Reading {

    /**
     * What it is, such as {@code MetaTrader 5 history}.
     *
     * @return the name for users
     */
    String format();

    /**
     * Where it begins.
     *
     * @return the row that names the columns
     */
    Header header();

    /**
     * Reads its trades and the parts of its trades.
     *
     * @param settings what the caller states
     * @param findings receives problems and notes
     * @return in the order of the table
     */
    List<Leg> legs(Settings settings, Findings findings);

    /**
     * The sum of profit that the file states itself.
     *
     * @return the sum, as it was found
     */
    default Optional<Total> total() {
        return Optional.empty();
    }

    /**
     * A sum that a file states.
     *
     * @param name what the file calls it
     * @param amount the sum
     */
    record Total(String name, BigDecimal amount) {

        /** What stands in the first filled cell behind one of these labels, if it is a number. */
        static Optional<Total> behind(Table table, String... labels) {
            for (Row row : table.rows()) {
                for (String label : labels) {
                    List<String> cells = label.isEmpty() || !row.hasAny(label) ? List.of() : row.cells();
                    for (int i = 0; i < cells.size(); i++) {
                        if (cells.get(i).equalsIgnoreCase(label)) {
                            Optional<Total> total = number(cells.subList(i + 1, cells.size()), label);
                            if (total.isPresent()) {
                                return total;
                            }
                        }
                    }
                }
            }
            return Optional.empty();
        }

        private static Optional<Total> number(List<String> cells, String label) {
            String cell =
                    cells.stream().filter(text -> !text.isEmpty()).findFirst().orElse("");
            try {
                BigDecimal amount = new Numbers(false, Stream.empty()).amount(cell);
                return Optional.of(new Total(label.replace(":", ""), amount));
            } catch (BadValueException e) {
                return Optional.empty();
            }
        }
    }
}
