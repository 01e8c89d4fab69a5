package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.Remedy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of no known platform: a row is a trade, and its columns are recognised by their names or stated. */
final class UnknownTable implements Reading {

    private static final int ENOUGH_TO_SHOW_A_SUM = 3;
    private static final int LOOKED_AT = 200;

    private final Table table;
    private Header header;

    UnknownTable(Table table) {
        this.table = table;
        header = Header.at(table, 0);
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public String format() {
        return "a table of trades";
    }

    @Override
    public List<Leg> legs(Settings settings, Findings findings) {
        Table joined = withDateAndTime(table, settings.named());
        header = Headers.of(joined)
                .find(row -> Columns.mayBeHeader(row, settings.named()))
                .orElseGet(() -> Headers.of(joined).likeliest());
        if (!header.row().equals(joined.rows().get(0))) {
            findings.note(header.line(), "", "is taken as the header; what stands before it was skipped");
        }
        int before = findings.problems().size();
        Columns columns = Columns.find(header, false, settings, findings);
        if (findings.problems().size() > before) {
            return List.of();
        }
        Layout layout = layout(header, columns, settings, findings);
        List<Leg> legs =
                new LegReader(header, header.rows(), layout, settings, Platforms.statedZone(header), findings).legs();
        layout.get(Content.PROFIT)
                .filter(profit -> columns.areFills())
                .ifPresent(profit ->
                        noteFills(header, legs, profit, settings.named().containsKey(Content.PROFIT), findings));
        refuseRunningTotals(header, layout, findings);
        refuseEntriesAndExits(header, layout, legs, findings);
        return legs;
    }

    /** Notes that rows are counted as trades that may be none. */
    private static void noteFills(Header header, List<Leg> legs, Column profit, boolean stated, Findings findings) {
        Set<Long> lines = legs.stream().map(Leg::line).collect(Collectors.toSet());
        long zero = header.rows().stream()
                .filter(row -> lines.contains(row.line()) && !isNotZero(profit.in(row)))
                .count();
        if (stated || zero > 0) {
            findings.note(
                    header.line(),
                    profit.name(),
                    "stands on rows that seem to be orders or fills, of which each counts as a trade"
                            + (zero > 0 ? ", also the " + zero + " of " + lines.size() + " on which it is zero" : "")
                            + ": remove those that open a position");
        }
    }

    /** Refuses rows of one number and one result at different times, which are not a trade each. */
    private static void refuseEntriesAndExits(Header header, Layout layout, List<Leg> legs, Findings findings) {
        Map<String, Leg> byNumber = new HashMap<>();
        boolean repeated = false;
        for (Leg leg : legs) {
            Leg former = leg.number().isEmpty() ? null : byNumber.putIfAbsent(leg.number(), leg);
            if (former != null && !former.opened().equals(leg.opened())) {
                repeated = true;
                if (former.profit().compareTo(leg.profit()) != 0 || Double.compare(former.r(), leg.r()) != 0) {
                    return;
                }
            }
        }
        if (repeated) {
            findings.problem(
                    header.line(),
                    layout.get(Content.NUMBER).map(Column::name).orElse(""),
                    "stands on rows of different times with one result, which may be the entry and the exit of a trade:"
                            + " leave one row of each trade");
        }
    }

    private static Layout layout(Header header, Columns columns, Settings settings, Findings findings) {
        Layout layout = basis(header, columns, settings, findings);
        for (Content content : new Content[] {
            Content.TIME, Content.CLOSE, Content.R, Content.PROFIT, Content.RISK, Content.ADVERSE, Content.FAVOURABLE
        }) {
            layout.put(content, columns.get(content));
        }
        riskNotUsed(header, layout, settings.riskPerTrade(), findings);
        return layout.put(Content.NUMBER, columns.number())
                .put(Content.ACCOUNT, header.column("account", "accountname", "accountid", "accountnumber"))
                .put(
                        Content.SYMBOL,
                        header.column("symbol", "instrument", "market", "contract", "ticker", "item", "pair"))
                .put(Content.SIDE, header.column("type", "side", "action", "marketpos", "buysell", "bs", "tradetype"))
                .put(
                        Content.STATUS,
                        header.column("status", "state", "direction", "positioneffect", "openclose", "isopen"))
                .joinedByNumber();
    }

    /** Asks whether the profit is gross or net where that matters, and notes what is added to it. */
    static Layout basis(Header header, Columns columns, Settings settings, Findings findings) {
        Layout layout = new Layout();
        Optional<ProfitBasis> basis = settings.basis().or(columns::basis);
        // a net profit that is stated to be gross has no costs that could be added
        boolean contradicts =
                basis.equals(Optional.of(ProfitBasis.GROSS)) && columns.basis().equals(Optional.of(ProfitBasis.NET));
        List<Column> costs = contradicts ? List.of() : columns.costs();
        String names = costs.stream().map(Column::name).collect(Collectors.joining(", "));
        String profit = columns.get(Content.PROFIT).map(Column::name).orElse("");
        if (basis.isEmpty()) {
            boolean matters = costs.stream()
                    .anyMatch(cost -> header.rows().stream().map(cost::in).anyMatch(UnknownTable::isNotZero));
            if (matters) {
                findings.problem(
                        header.line(),
                        profit,
                        "stands beside costs (" + names
                                + ") and may be before or after them: state that it is gross,"
                                + " so that the costs are added, or net, so that it stays as it is",
                        Remedy.GROSS,
                        Remedy.NET);
            }
        } else if (basis.get() == ProfitBasis.NET) {
            costs.forEach(cost -> layout.cost(cost, Columns.sign(cost, header.rows())));
        } else if (columns.get(Content.R).isEmpty()) {
            if (costs.isEmpty() && settings.basis().isPresent()) {
                findings.problem(
                        header.line(),
                        profit,
                        "is stated to be gross, but there is no column of costs, such as Commission, Swap or Fee");
            } else if (costs.isEmpty()) {
                findings.note(header.line(), profit, "is before costs, and the file has none");
            } else {
                findings.note(header.line(), profit, "is gross; " + names + " of the trade count as costs");
                costs.forEach(cost -> layout.cost(cost, Columns.sign(cost, header.rows())));
                layout.costsApart(true);
            }
        }
        return layout;
    }

    private static boolean isNotZero(String cell) {
        return cell.chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    static void riskNotUsed(Header header, Layout layout, OptionalDouble riskPerTrade, Findings findings) {
        layout.get(Content.R)
                .or(() -> layout.get(Content.RISK))
                .filter(column -> riskPerTrade.isPresent())
                .ifPresent(column -> findings.note(
                        header.line(),
                        column.name(),
                        "says what was risked, so the constant risk of " + riskPerTrade.getAsDouble()
                                + " is not used"));
    }

    /** A column of dates and one of times, of the day or with their dates, are one column. */
    private static Table withDateAndTime(Table table, Map<Content, String> named) {
        Table joined = table;
        if (!named.containsKey(Content.TIME)) {
            for (String of : List.of("", "open", "entry", "close", "exit")) {
                joined = joined(joined, named, of + "date", of + "time");
            }
        }
        return joined;
    }

    private static Table joined(Table table, Map<Content, String> named, String dateKey, String timeKey) {
        Header header =
                Headers.of(table).find(row -> Columns.mayBeHeader(row, named)).orElse(null);
        if (header == null || !header.has(dateKey, timeKey)) {
            return table;
        }
        Column date = header.column(dateKey).orElseThrow();
        Column time = header.column(timeKey).orElseThrow();
        List<Row> filled = header.rows().stream()
                .filter(row -> !date.in(row).isEmpty() || !time.in(row).isEmpty())
                .toList();
        boolean repeats = filled.stream().allMatch(row -> time.in(row).startsWith(date.in(row) + " "));
        boolean apart = filled.stream()
                .allMatch(row -> time.in(row).matches("\\d{1,2}:\\d{2}.*")
                        && !date.in(row).contains(":"));
        if (filled.isEmpty() || !(repeats || apart)) {
            return table;
        }
        Column empty = repeats ? date : time;
        List<Row> rows = new ArrayList<>();
        for (Row row : table.rows()) {
            List<String> cells = row.cells();
            if (row.line() >= header.line() && cells.size() > Math.max(date.index(), time.index())) {
                if (apart && row.line() > header.line()) {
                    cells.set(date.index(), (date.in(row) + " " + time.in(row)).strip());
                }
                cells.set(empty.index(), "");
            }
            rows.add(Row.of(row.line(), cells));
        }
        return new Table(table.name(), table.decimalComma(), table.regular(), rows);
    }

    /** Refuses a profit that is the sum of another column so far. */
    private static void refuseRunningTotals(Header header, Layout layout, Findings findings) {
        Column profit = layout.get(Content.PROFIT).orElse(null);
        List<Row> rows = header.rows().stream().limit(LOOKED_AT).toList();
        if (profit == null || findings.hasProblems() || rows.size() < ENOUGH_TO_SHOW_A_SUM) {
            return;
        }
        for (Column other : header.columns()) {
            if (!other.equals(profit)
                    && isSumOf(other, profit, rows, header.table().decimalComma())) {
                findings.problem(
                        header.line(),
                        profit.name(),
                        "is the running total of " + other.name() + ": state the column of the profit",
                        Remedy.PROFIT_COLUMN);
            }
        }
    }

    private static boolean isSumOf(Column other, Column profit, List<Row> rows, boolean decimalComma) {
        Numbers numbers =
                new Numbers(decimalComma, rows.stream().flatMap(row -> Stream.of(other.in(row), profit.in(row))));
        BigDecimal former = null;
        boolean differs = false;
        try {
            for (Row row : rows) {
                BigDecimal sum = numbers.amount(profit.in(row));
                BigDecimal part = other.in(row).isEmpty() ? BigDecimal.ZERO : numbers.amount(other.in(row));
                if (former != null && former.add(part).compareTo(sum) != 0) {
                    return false;
                }
                differs |= former != null && part.compareTo(sum) != 0 && part.signum() != 0;
                former = sum;
            }
        } catch (BadValueException e) {
            return false;
        }
        return differs;
    }
}
