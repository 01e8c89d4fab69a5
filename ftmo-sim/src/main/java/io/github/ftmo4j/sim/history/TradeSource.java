package io.github.ftmo4j.sim.history;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What an importer read a history from.
 *
 * @param format what the files are, such as {@code MetaTrader 5 history}
 * @param closes how many closes the trades have; a position closed in parts is one trade of several closes
 * @param profit the sum of profit after costs, in the currency of the file; none if the file has R-multiples only
 * @param costs what of that are costs, negative if they were paid; zero if the file does not say
 * @param total the sum of profit that the file states itself, if it does
 */
public record TradeSource(
        String format, int closes, Optional<BigDecimal> profit, BigDecimal costs, Optional<StatedTotal> total) {

    /**
     * Checks that all is there.
     *
     * @throws NullPointerException if a value is missing
     */
    public TradeSource {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(profit, "profit");
        Objects.requireNonNull(costs, "costs");
        Objects.requireNonNull(total, "total");
    }

    /**
     * A sum of profit that a file states.
     *
     * @param name what the file calls it
     * @param amount the sum
     * @param agrees whether it is the sum of the profit of the trades read, to a cent for each close
     */
    public record StatedTotal(String name, BigDecimal amount, boolean agrees) {}
}
