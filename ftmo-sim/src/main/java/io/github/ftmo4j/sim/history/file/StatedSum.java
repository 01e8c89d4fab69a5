package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sum of profit that a file states itself.
 *
 * @param name what the file calls it
 * @param amount the sum
 */
record StatedSum(String name, BigDecimal amount) {

    /** What stands in the first filled cell behind one of these labels, if it is a number. */
    static Optional<StatedSum> behind(Table table, String... labels) {
        for (Row row : table.rows()) {
            for (String label : labels) {
                List<String> cells = label.isEmpty() || !row.hasAny(label) ? List.of() : row.cells();
                for (int i = 0; i < cells.size(); i++) {
                    if (cells.get(i).equalsIgnoreCase(label)) {
                        String value = cells.stream()
                                .skip(i + 1L)
                                .filter(text -> !text.isEmpty())
                                .findFirst()
                                .orElse("");
                        Optional<StatedSum> sum =
                                read(label.replace(":", ""), value, new Numbers(false, Stream.empty()));
                        if (sum.isPresent()) {
                            return sum;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What a running total is behind the last of the trades, which is the one with the highest number, or the last row
     * where trades have no numbers.
     */
    static Optional<StatedSum> running(Header header, Optional<Column> number, Column sum, List<Row> trades) {
        Numbers numbers =
                new Numbers(header.table().decimalComma(), trades.stream().map(sum::in));
        return trades.stream()
                .max(Comparator.<Row>comparingLong(row -> number.map(
                                        column -> Numbers.whole(column.in(row)).orElse(-1))
                                .orElse(0L))
                        .thenComparingLong(Row::line))
                .flatMap(row -> read(sum.name(), sum.in(row), numbers));
    }

    private static Optional<StatedSum> read(String name, String cell, Numbers numbers) {
        try {
            return Optional.of(new StatedSum(name, numbers.amount(cell)));
        } catch (BadValueException e) {
            return Optional.empty();
        }
    }
}
