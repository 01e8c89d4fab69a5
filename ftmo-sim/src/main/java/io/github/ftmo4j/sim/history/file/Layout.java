package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which columns of a table hold what, where a row is a trade or a part of one. */
final class Layout {

    /** What the amounts of a column of costs do to the balance. */
    enum Sign {
        /** They move it. */
        SIGNED,
        /** They are paid, whatever their sign. */
        PAID;

        BigDecimal effect(BigDecimal amount) {
            return this == SIGNED ? amount : amount.abs().negate();
        }
    }

    /**
     * A column of costs.
     *
     * @param column the column
     * @param sign what its amounts do
     */
    record Cost(Column column, Sign sign) {}

    /** Of these a table may have one for the opening and one for the close, both of one name. */
    private static final Set<Content> PAIRED = Set.of(Content.TIME, Content.CLOSE, Content.PRICE);

    private final Map<Content, Column> columns = new EnumMap<>(Content.class);
    private final List<Cost> costs = new ArrayList<>();
    private boolean costsApart;
    private boolean joined;
    private boolean joinedByNumber;
    private Optional<DateOrder> dates = Optional.empty();

    Layout put(Content content, Optional<Column> column) {
        column.ifPresent(there -> columns.put(content, there));
        return this;
    }

    Layout put(Content content, Column column) {
        columns.put(content, column);
        return this;
    }

    Optional<Column> get(Content content) {
        return Optional.ofNullable(columns.get(content));
    }

    Layout cost(Column column, Sign sign) {
        costs.add(new Cost(column, sign));
        return this;
    }

    /** Costs that the profit is after, where the table has them. */
    Layout paidAlready(Header header, Sign sign, String... keys) {
        Stream.of(keys).flatMap(key -> header.column(key).stream()).forEach(column -> cost(column, sign));
        return this;
    }

    /** The columns whose meaning their names must show. */
    List<Column> named() {
        return Stream.concat(
                        columns.entrySet().stream()
                                .filter(entry -> !PAIRED.contains(entry.getKey()))
                                .map(Map.Entry::getValue),
                        costs.stream().map(Cost::column))
                .toList();
    }

    List<Cost> costs() {
        return costs;
    }

    /** The profit is before the costs, which are added to it. */
    Layout costsApart(boolean apart) {
        costsApart = apart;
        return this;
    }

    boolean areCostsApart() {
        return costsApart;
    }

    /** Rows that opened alike are parts of one position. */
    Layout joined() {
        joined = true;
        return this;
    }

    boolean isJoined() {
        return joined;
    }

    /** Rows of one number that opened at one time are parts of one position. */
    Layout joinedByNumber() {
        joinedByNumber = true;
        return this;
    }

    boolean isJoinedByNumber() {
        return joinedByNumber;
    }

    /** The order of dates that do not show it. */
    Layout dates(DateOrder order) {
        dates = Optional.of(order);
        return this;
    }

    Optional<DateOrder> dates() {
        return dates;
    }
}
