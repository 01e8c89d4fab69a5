package io.github.ftmo4j.sim.history.csv;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.csv.Columns.Column;
import io.github.ftmo4j.sim.history.csv.Columns.Content;
import io.github.ftmo4j.sim.history.csv.Columns.PairColumns;
import io.github.ftmo4j.sim.history.csv.CsvTable.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One reading of one file. It goes on after a problem, so that all problems are reported together. */
final class CsvReading {

    private final CsvTable table;
    private final Columns columns;
    private final Numbers numbers;
    private final ZoneId zone;
    private final OptionalDouble riskPerTrade;
    private final Optional<ProfitBasis> basis;
    private final List<Cost> costs;
    private final List<ImportIssue> problems;
    /** The table ends before the file. */
    private final boolean cutShort;

    private final List<ImportIssue> notes = new ArrayList<>();

    private CsvReading(
            CsvTable table,
            Columns columns,
            ZoneId zone,
            OptionalDouble riskPerTrade,
            Optional<ProfitBasis> basis,
            List<ImportIssue> problems) {
        this.table = table;
        this.columns = columns;
        this.basis = basis;
        this.costs = basis.equals(Optional.of(ProfitBasis.NET))
                ? List.of()
                : columns.costs().stream()
                        .map(column -> new Cost(column, isSigned(table, column)))
                        .toList();
        this.numbers = new Numbers(
                table.separator(),
                Stream.concat(
                                Stream.of(Content.R, Content.PROFIT, Content.RISK)
                                        .flatMap(content -> columns.get(content).stream()),
                                costs.stream().map(Cost::column))
                        .flatMap(column -> table.rows().stream().map(column::in))
                        .toList());
        this.zone = zone;
        this.riskPerTrade = riskPerTrade;
        this.problems = problems;
        this.cutShort = !problems.isEmpty();
    }

    /**
     * A column of costs.
     *
     * @param column the column
     * @param signed whether its amounts move the balance by their sign; otherwise all are paid
     */
    private record Cost(Column column, boolean signed) {}

    private static boolean isSigned(CsvTable table, Column column) {
        return Columns.isSwap(column)
                || table.rows().stream().map(column::in).anyMatch(cell -> cell.matches("\\s*[-\u2212(].*[1-9].*"));
    }

    static TradeHistory read(
            String text,
            String source,
            Map<Content, String> named,
            ZoneId zone,
            OptionalDouble riskPerTrade,
            Optional<ProfitBasis> basis)
            throws InvalidTradesException {
        List<ImportIssue> problems = new ArrayList<>();
        CsvTable table = CsvTable.parse(text, problems);
        if (table.header().cells().isEmpty()) {
            if (problems.isEmpty()) {
                problems.add(new ImportIssue(1, "", "is empty: there is no header and no trade"));
            }
            throw new InvalidTradesException(source, problems);
        }
        List<ImportIssue> missing = new ArrayList<>();
        Columns columns = Columns.find(table.header(), named, riskPerTrade.isPresent(), missing);
        if (!missing.isEmpty()) {
            missing.addAll(problems);
            throw new InvalidTradesException(source, missing);
        }
        return new CsvReading(table, columns, zone, riskPerTrade, basis, problems).history(source);
    }

    private TradeHistory history(String source) throws InvalidTradesException {
        requireBasis();
        List<ClosedTrade> trades = new ArrayList<>();
        Repetitions repetitions = new Repetitions(columns);
        for (List<Row> rows : rowsByTrade()) {
            trade(rows).ifPresent(trade -> {
                trades.add(trade);
                repetitions.see(rows.get(0), trade);
            });
        }
        notes.addAll(repetitions.notes());
        if (problems.isEmpty() && trades.isEmpty()) {
            String none = notes.isEmpty() ? "is followed by no trades" : "is followed by open trades only";
            problems.add(new ImportIssue(
                    table.header().line(),
                    "",
                    none + "; the columns are "
                            + String.join(", ", table.header().cells())));
        }
        Comparator<ImportIssue> byLine = Comparator.comparingLong(ImportIssue::line);
        if (!problems.isEmpty()) {
            problems.sort(byLine);
            throw new InvalidTradesException(source, problems);
        }
        if (trades.get(0).at().isAfter(trades.get(trades.size() - 1).at())) {
            // the newest comes first, so that trades of one instant are in reverse order too
            Collections.reverse(trades);
        }
        riskNotUsed().ifPresent(notes::add);
        notes.sort(byLine);
        return TradeHistory.of(trades, notes);
    }

    /** Asks whether the profit is gross or net where that matters, and notes what is added to it. */
    private void requireBasis() {
        String names = costs.stream().map(cost -> cost.column().name()).collect(Collectors.joining(", "));
        long line = table.header().line();
        if (basis.isEmpty()) {
            boolean matters = costs.stream()
                    .anyMatch(cost ->
                            table.rows().stream().map(cost.column()::in).anyMatch(cell -> cell.matches(".*[1-9].*")));
            if (matters) {
                problems.add(new ImportIssue(
                        line,
                        columns.get(Content.PROFIT).orElseThrow().name(),
                        "stands beside costs (" + names
                                + ") and may be before or after them: state profitIsGross(), which"
                                + " adds the costs, or profitIsNet(), which leaves the profit as it is"));
            }
        } else if (basis.get() == ProfitBasis.GROSS && columns.get(Content.R).isEmpty()) {
            if (costs.isEmpty()) {
                problems.add(new ImportIssue(
                        line,
                        columns.get(Content.PROFIT).orElseThrow().name(),
                        "is stated to be gross, but there is no column of costs, such as Commission, Swap or Fee"));
            } else {
                notes.add(new ImportIssue(
                        line,
                        columns.get(Content.PROFIT).orElseThrow().name(),
                        "is gross; " + names + " of the trade count as costs"));
            }
        }
    }

    private Optional<ImportIssue> riskNotUsed() {
        return columns.get(Content.R)
                .or(() -> columns.get(Content.RISK))
                .filter(column -> riskPerTrade.isPresent())
                .map(column -> new ImportIssue(
                        table.header().line(),
                        column.name(),
                        "says what was risked, so the constant risk of " + riskPerTrade.getAsDouble()
                                + " is not used"));
    }

    /** The rows of each trade, first the row with the time. */
    private List<List<Row>> rowsByTrade() {
        Optional<PairColumns> pairs = columns.pairs().filter(this::hasEntriesOrExits);
        List<List<Row>> trades = new ArrayList<>();
        Map<String, Pair> byNumber = new LinkedHashMap<>();
        for (Row row : table.rows()) {
            boolean wide = hasWidthOfHeader(row);
            if (pairs.isPresent()) {
                pair(row, wide, pairs.get(), byNumber);
            } else if (wide) {
                trades.add(List.of(row));
            }
        }
        for (Map.Entry<String, Pair> pair : byNumber.entrySet()) {
            pair.getValue().rows(pair.getKey(), pairs.orElseThrow()).ifPresent(trades::add);
        }
        return trades;
    }

    private boolean hasWidthOfHeader(Row row) {
        Row header = table.header();
        int cells = row.cells().size();
        boolean tooMany = row.width() > header.cells().size();
        if (tooMany || cells < header.width()) {
            String hint = tooMany && table.separator() == ',' ? "; a value that has a comma must be quoted" : "";
            problem(row, "", "has " + cells + " cells where the header has " + header.width() + hint);
            return false;
        }
        return true;
    }

    private boolean hasEntriesOrExits(PairColumns pairs) {
        return table.rows().stream().map(pairs.type()::in).anyMatch(type -> isEntry(type) || isExit(type));
    }

    private void pair(Row row, boolean wide, PairColumns pairs, Map<String, Pair> byNumber) {
        String number = pairs.trade().in(row);
        if (number.isEmpty()) {
            if (wide) {
                problem(row, pairs.trade().name(), "is empty");
            }
            return;
        }
        Pair pair = byNumber.computeIfAbsent(number, key -> new Pair());
        String type = pairs.type().in(row);
        boolean entry = isEntry(type);
        if (!wide) {
            pair.broken = true;
        } else if (!entry && !isExit(type)) {
            pair.broken = true;
            problem(row, pairs.type().name(), cell(type) + " begins with neither Entry nor Exit");
        } else {
            Optional<Row> former = entry ? pair.entry : pair.exit;
            former.ifPresent(earlier -> problem(
                    row,
                    pairs.type().name(),
                    "is a second " + (entry ? "entry" : "exit") + " of trade " + number + ", after line "
                            + earlier.line()));
            if (former.isPresent()) {
                pair.broken = true;
            } else if (entry) {
                pair.entry = Optional.of(row);
            } else {
                pair.exit = Optional.of(row);
            }
        }
    }

    private static boolean isEntry(String type) {
        return type.toLowerCase(Locale.ROOT).startsWith("entry");
    }

    private static boolean isExit(String type) {
        return type.toLowerCase(Locale.ROOT).startsWith("exit");
    }

    private Optional<ClosedTrade> trade(List<Row> rows) {
        Optional<Instant> at = time(rows.get(0));
        OptionalDouble r = rMultiple(rows);
        return at.isPresent() && r.isPresent()
                ? Optional.of(new ClosedTrade(at.get(), r.getAsDouble()))
                : Optional.empty();
    }

    private Optional<Instant> time(Row row) {
        Column column = columns.time();
        String text = column.in(row);
        try {
            return Optional.of(Timestamps.parse(text, zone));
        } catch (BadValueException e) {
            problem(row, column.name(), cell(text) + " " + e.getMessage());
            return Optional.empty();
        }
    }

    private OptionalDouble rMultiple(List<Row> rows) {
        Optional<Column> r = columns.get(Content.R);
        if (r.isPresent()) {
            return number(rows, r.get());
        }
        Column profitColumn = columns.get(Content.PROFIT).orElseThrow();
        Optional<Column> riskColumn = columns.get(Content.RISK);
        OptionalDouble profit = net(rows, profitColumn);
        OptionalDouble risk = riskColumn.isPresent() ? positive(rows, riskColumn.get()) : riskPerTrade;
        if (profit.isEmpty() || risk.isEmpty()) {
            return OptionalDouble.empty();
        }
        double quotient = profit.getAsDouble() / risk.getAsDouble();
        if (!Double.isFinite(quotient)) {
            problem(rows.get(0), profitColumn.name(), "is too large for a risk of " + risk.getAsDouble());
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(quotient);
    }

    /** The profit with the costs, if it is gross. */
    private OptionalDouble net(List<Row> rows, Column profitColumn) {
        OptionalDouble profit = number(rows, profitColumn);
        if (profit.isEmpty() || !basis.equals(Optional.of(ProfitBasis.GROSS))) {
            return profit;
        }
        // in decimals, so that 20.00 − 14.00 − 6.00 is zero
        BigDecimal net = BigDecimal.valueOf(profit.getAsDouble());
        for (Cost cost : costs) {
            boolean empty = rows.stream().allMatch(row -> cost.column().in(row).isEmpty());
            OptionalDouble amount = empty ? OptionalDouble.of(0) : number(rows, cost.column());
            if (amount.isEmpty()) {
                return amount;
            }
            BigDecimal moved = BigDecimal.valueOf(amount.getAsDouble());
            net = cost.signed() ? net.add(moved) : net.subtract(moved);
        }
        return OptionalDouble.of(net.doubleValue());
    }

    private OptionalDouble positive(List<Row> rows, Column column) {
        OptionalDouble number = number(rows, column);
        if (number.isPresent() && number.getAsDouble() <= 0) {
            problem(rows.get(0), column.name(), "is " + number.getAsDouble() + ", not above zero");
            return OptionalDouble.empty();
        }
        return number;
    }

    /** The number that the rows of a trade state. At least one states it, and no two state different numbers. */
    private OptionalDouble number(List<Row> rows, Column column) {
        List<Row> filled = rows.stream()
                .filter(row -> !column.in(row).isEmpty())
                .sorted(Comparator.comparingLong(Row::line))
                .toList();
        if (filled.isEmpty()) {
            problem(rows.get(0), column.name(), "is empty");
            return OptionalDouble.empty();
        }
        OptionalDouble first = number(filled.get(0), column);
        for (Row other : filled.subList(1, filled.size())) {
            OptionalDouble second = number(other, column);
            if (first.isPresent() && second.isPresent() && !first.equals(second)) {
                problem(
                        other,
                        column.name(),
                        cell(column.in(other)) + " differs from " + cell(column.in(filled.get(0))) + " on line "
                                + filled.get(0).line() + ", which is the same trade");
                return OptionalDouble.empty();
            }
        }
        return first;
    }

    private OptionalDouble number(Row row, Column column) {
        String text = column.in(row);
        try {
            return OptionalDouble.of(numbers.parse(text));
        } catch (BadValueException e) {
            problem(row, column.name(), cell(text) + " " + e.getMessage());
            return OptionalDouble.empty();
        }
    }

    private static String cell(String text) {
        return text.isEmpty() ? "(empty)" : text;
    }

    private void problem(Row row, String column, String message) {
        problems.add(new ImportIssue(row.line(), column, message));
    }

    /** The rows that share a trade number. */
    private final class Pair {
        private Optional<Row> entry = Optional.empty();
        private Optional<Row> exit = Optional.empty();
        /** A problem is already reported. */
        private boolean broken;

        Optional<List<Row>> rows(String number, PairColumns pairs) {
            boolean half = entry.isEmpty() || exit.isEmpty();
            if (broken || (half && cutShort)) {
                return Optional.empty();
            }
            if (exit.isEmpty()) {
                leaveOut(entry.orElseThrow(), "trade " + number + " has no exit and was left out");
                return Optional.empty();
            }
            if (pairs.signal()
                    .filter(signal -> signal.in(exit.get()).equalsIgnoreCase("open"))
                    .isPresent()) {
                leaveOut(exit.get(), "trade " + number + " is still open and was left out");
                return Optional.empty();
            }
            if (entry.isEmpty()) {
                problem(exit.get(), "", "is the exit of trade " + number + ", which has no entry");
                return Optional.empty();
            }
            return Optional.of(List.of(entry.get(), exit.get()));
        }

        private void leaveOut(Row row, String message) {
            notes.add(new ImportIssue(row.line(), "", message));
        }
    }
}
