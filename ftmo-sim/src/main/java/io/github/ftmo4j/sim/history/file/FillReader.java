package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.file.Fills.Effect;
import io.github.ftmo4j.sim.history.file.Fills.Fill;
import io.github.ftmo4j.sim.history.file.Fills.Priced;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads rows of which each is a fill, and makes trades of them. */
final class FillReader {

    /** What an amount of a column of costs says. */
    private enum Charge {
        SIGNED,
        PAID,
        PAID_PER_UNIT
    }

    private final Header header;
    private final Settings settings;
    private final Findings findings;
    private final Map<Column, Charge> costs = new LinkedHashMap<>();
    private boolean costsApart = true;
    private boolean mayBeUnfilled;
    private @Nullable Column time;
    private @Nullable Column symbol;
    private @Nullable Column side;
    private @Nullable Column volume;
    private @Nullable Column profit;
    private @Nullable Column price;
    private Function<String, Optional<BigDecimal>> pointValue = symbolName -> Optional.empty();
    private String otherExport = "";
    private @Nullable Column account;
    private @Nullable Column book;
    private boolean numbered;
    private Optional<DateOrder> dates = Optional.empty();

    FillReader(Header header, Settings settings, Findings findings) {
        this.header = header;
        this.settings = settings;
        this.findings = findings;
    }

    FillReader time(Column column) {
        time = column;
        return this;
    }

    FillReader symbol(Column column) {
        symbol = column;
        return this;
    }

    FillReader side(Column column) {
        side = column;
        return this;
    }

    FillReader volume(Column column) {
        volume = column;
        return this;
    }

    /** What a close earned before the costs that are stated. */
    FillReader profit(Column column) {
        profit = column;
        return this;
    }

    /**
     * The price of a fill, where no column has the profit.
     *
     * @param column the column
     * @param value what a volume of one of a symbol earns if the price rises by one; none if that is unknown
     * @param other what to export where it is unknown
     */
    FillReader price(Column column, Function<String, Optional<BigDecimal>> value, String other) {
        price = column;
        pointValue = value;
        otherExport = other;
        return this;
    }

    FillReader account(Optional<Column> column) {
        account = column.orElse(null);
        return this;
    }

    /** What else must be equal for one fill to close another. */
    FillReader book(Column column) {
        book = column;
        return this;
    }

    /** What a fill cost, negative if paid. */
    FillReader cost(Column column) {
        costs.put(column, Charge.SIGNED);
        return this;
    }

    /** What a fill cost, positive if paid. */
    FillReader paid(Column column) {
        costs.put(column, Charge.PAID);
        return this;
    }

    /** What each unit of the volume of a fill cost, positive if paid. */
    FillReader paidPerUnit(Column column) {
        costs.put(column, Charge.PAID_PER_UNIT);
        return this;
    }

    /** The profit is after the costs already. */
    FillReader paidAlready() {
        costsApart = false;
        return this;
    }

    /** A row without volume is an order that was not filled. */
    FillReader unfilled() {
        mayBeUnfilled = true;
        return this;
    }

    /** Each fill has a number of its own, so that equal rows are one fill. */
    FillReader numbered() {
        numbered = true;
        return this;
    }

    FillReader dates(DateOrder order) {
        dates = Optional.of(order);
        return this;
    }

    List<Leg> legs(List<Row> rows, Function<Row, Effect> effect) {
        List<Column> needed = Stream.of(time, symbol, side, volume, profit, price)
                .flatMap(Stream::ofNullable)
                .toList();
        if (!header.hasAll(findings, needed)
                || !header.areClear(
                        Stream.concat(needed.stream(), costs.keySet().stream()).toList(), findings)) {
            return List.of();
        }
        if (price != null) {
            findings.note(
                    header.line(),
                    "",
                    "is a list of fills, which has no profit: it is computed from the prices and the exchange's value of a"
                            + " point");
        }
        if (costsApart) {
            header.noteAbsent(List.copyOf(costs.keySet()), findings);
        }
        Numbers numbers = new Numbers(
                header.table().decimalComma(),
                Stream.concat(Stream.of(volume, profit, price).flatMap(Stream::ofNullable), costs.keySet().stream())
                        .flatMap(column -> rows.stream().map(row -> in(column, row))));
        Times times = new Times(
                settings.zone(), settings.dates().or(() -> dates), rows.stream().map(row -> in(time, row)));
        List<Fill> fills = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Row row : rows) {
            boolean repeated = !seen.add(row.text());
            if (repeated && numbered) {
                findings.count(
                        row.line(),
                        "",
                        "row that repeats an earlier one and was left out",
                        "rows that repeat earlier ones and were left out");
            } else if (header.fits(row, findings)) {
                fill(row, effect.apply(row), numbers, times).ifPresent(fills::add);
                if (repeated) {
                    findings.count(
                            row.line(),
                            "",
                            "fill with all cells of an earlier one, which counts again: remove it if the file holds fills"
                                    + " twice",
                            "fills with all cells of earlier ones, which count again: remove them if the file holds fills"
                                    + " twice");
                }
            }
        }
        findings.noteAssumedZone(times);
        return Fills.trades(inOrder(fills), costsApart, findings);
    }

    /** Fills of one instant stand in the order of time, which is that of the file or its reverse. */
    private static List<Fill> inOrder(List<Fill> fills) {
        if (fills.size() > 1
                && fills.get(0).time().isAfter(fills.get(fills.size() - 1).time())) {
            List<Fill> reversed = new ArrayList<>(fills);
            Collections.reverse(reversed);
            return reversed;
        }
        return fills;
    }

    private Optional<Fill> fill(Row row, Effect effect, Numbers numbers, Times times) {
        Column current = time;
        try {
            Instant at = times.parse(in(time, row));
            current = volume;
            BigDecimal size = amount(volume, row, numbers);
            if (size.signum() == 0) {
                noteWithoutVolume(row);
                return Optional.empty();
            }
            int direction = Words.side(in(side, row));
            if (direction == 0 && price != null) {
                current = side;
                throw new BadValueException("is neither a purchase nor a sale");
            }
            if (direction == 0) {
                direction = size.signum();
            }
            current = profit;
            if (effect == Effect.CLOSE && profit != null && isNothing(in(profit, row))) {
                throw new BadValueException("is no profit, and the row closes a position");
            }
            if (profit != null) {
                findings.noteIfUnended(row, profit);
            }
            costs.keySet().forEach(cost -> findings.noteIfUnended(row, cost));
            BigDecimal earned = amount(profit, row, numbers);
            if (effect == Effect.OPEN && earned.signum() != 0) {
                throw new BadValueException("is a profit, and the row opens a position");
            }
            Optional<Priced> priced = Optional.empty();
            if (price != null) {
                current = symbol;
                BigDecimal value = pointValue
                        .apply(in(symbol, row))
                        .orElseThrow(() -> new BadValueException(
                                "is a contract whose value of a point is unknown; export " + otherExport));
                current = price;
                priced = Optional.of(new Priced(numbers.amount(in(price, row)), value));
            }
            BigDecimal paid = BigDecimal.ZERO;
            for (Map.Entry<Column, Charge> cost : costs.entrySet()) {
                current = cost.getKey();
                BigDecimal stated = amount(current, row, numbers);
                paid = switch (cost.getValue()) {
                    case SIGNED -> paid.add(stated);
                    case PAID -> paid.subtract(stated);
                    case PAID_PER_UNIT -> paid.subtract(stated.multiply(size.abs()));
                };
            }
            return Optional.of(new Fill(
                    row.line(),
                    row.text(),
                    in(account, row) + "|" + in(symbol, row) + "|" + in(book, row),
                    in(account, row),
                    in(symbol, row),
                    direction,
                    effect,
                    size.abs(),
                    at,
                    earned,
                    paid,
                    priced));
        } catch (BadValueException e) {
            findings.problem(row, current == null ? Column.absent("") : current, e);
            return Optional.empty();
        }
    }

    private void noteWithoutVolume(Row row) {
        String column = volume == null ? "" : volume.name();
        if (mayBeUnfilled) {
            findings.count(
                    row.line(),
                    column,
                    "order that was not filled and was left out",
                    "orders that were not filled and were left out");
        } else {
            findings.problem(row.line(), column, "is zero");
        }
    }

    private static BigDecimal amount(@Nullable Column column, Row row, Numbers numbers) throws BadValueException {
        String cell = in(column, row);
        return isNothing(cell) ? BigDecimal.ZERO : numbers.amount(cell);
    }

    private static boolean isNothing(String cell) {
        return cell.isEmpty() || cell.equals("-") || cell.equals("--");
    }

    private static String in(@Nullable Column column, Row row) {
        return column == null ? "" : column.in(row);
    }
}
