package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.Remedy;
import io.github.ftmo4j.sim.history.file.Fills.Effect;
import io.github.ftmo4j.sim.history.file.Layout.Sign;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Histories, statements and tester reports of MetaTrader 4 and 5, and FTMO's journal, whose columns are MetaTrader's.
 *
 * <p>Columns are found by their places around {@code S / L} and {@code T / P}, which no language translates.
 * {@code Profit} is before commission, fees, taxes and swap, which move the balance by their sign. Times are those of
 * the server.
 */
final class MetaTrader implements TradeFormat {

    private static final Set<String> TYPES = Set.of("buy", "sell");
    private static final Set<String> DIRECTIONS = Set.of("in", "out", "in/out", "outby");

    @Override
    public Optional<Reading> find(Headers headers) {
        Table table = headers.table();
        int deals = -1;
        int open = -1;
        for (int place = 0; place < table.rows().size(); place++) {
            Row row = table.rows().get(place);
            int stop = stop(row);
            if (stop >= 3 && Column.key(row.cell(stop - 1)).equals(Column.key(row.cell(stop + 3)))) {
                Positions positions = new Positions(Header.at(table, place), stop);
                if (positions.hasTrades()) {
                    return Optional.of(positions);
                }
                open = place;
            } else if (stop >= 3 && Column.key(row.cell(stop + 2)).equals("marketprice")) {
                open = place;
            }
            if (TYPES.contains(row.cell(3).toLowerCase(Locale.ROOT)) && isDirection(row.cell(4)) && deals < 0) {
                deals = header(table, place);
            } else if (isTesterHeader(row)) {
                return Optional.of(new Tester4(Header.at(table, place)));
            }
        }
        if (deals >= 0) {
            return Optional.of(new Deals(Header.at(table, deals)));
        }
        return open < 0
                ? Optional.empty()
                : Optional.of(new Refused(
                        Header.at(table, open),
                        "MetaTrader positions",
                        "is followed by open positions only, and their profit is not final: export the history"));
    }

    /** The place of S / L, where T / P follows it; −1 if the row is no header of orders or positions. */
    private static int stop(Row row) {
        if (!row.hasAny("S / L", "S/L", "SL", "s/l", "sl", "S /L", "S/ L")) {
            return -1;
        }
        List<String> cells = row.cells();
        for (int i = 3; i + 1 < cells.size(); i++) {
            if (Column.key(cells.get(i)).equals("sl")
                    && Column.key(cells.get(i + 1)).equals("tp")) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isDirection(String cell) {
        return DIRECTIONS.contains(cell.toLowerCase(Locale.ROOT).replace(" ", ""));
    }

    /** Whether the columns have English names, so that they need not be found by their places. */
    private static boolean isEnglish(Header header) {
        return header.column("price", "time", "opentime").isPresent();
    }

    /** The column of a name in English, of a place in other languages. */
    private static Column column(Header header, int place, String... keys) {
        return isEnglish(header) ? Platforms.column(header, keys) : header.column(place);
    }

    /** The column of a name in English if there is one, else of a place. */
    private static Column columnOrPlace(Header header, int place, String... keys) {
        return Optional.of(column(header, place, keys))
                .filter(column -> !column.isAbsent())
                .orElseGet(() -> header.column(place));
    }

    /** The columns of costs: in English by their names, in other languages by their places. */
    private static List<Column> costs(Header header, int from, int to) {
        if (!isEnglish(header)) {
            return header.columns(from, to);
        }
        return Stream.concat(
                        Stream.of(
                                Platforms.column(header, "commission", "commissions", "commis"),
                                Platforms.column(header, "swap")),
                        Stream.of("fee", "fees", "tax", "taxes").flatMap(key -> header.column(key).stream()))
                .toList();
    }

    /** Notes what the columns are taken for that no name shows. */
    private static void noteTranslated(Header header, Column profit, List<Column> costs, Findings findings) {
        if (!isEnglish(header)) {
            findings.note(
                    header.line(),
                    "",
                    "names its columns in another language than English, so that their places count: the profit is "
                            + profit.name() + ", the costs are "
                            + costs.stream().map(Column::name).collect(Collectors.joining(", ")));
        }
    }

    /** The last row before this one that is no row of a balance, which may come first. */
    private static int header(Table table, int firstDeal) {
        int place = firstDeal - 1;
        while (place > 0 && Times.isTime(table.rows().get(place).cell(0))) {
            place--;
        }
        return Math.max(place, 0);
    }

    private static boolean isTesterHeader(Row row) {
        return row.cell(0).equals("#")
                && Column.key(row.cell(3)).equals("order")
                && Column.key(row.cell(6)).equals("sl")
                && Column.key(row.cell(8)).equals("profit");
    }

    /** Whether a row is a title, a comment, or the header of another table. */
    private static boolean isTitle(Row row) {
        long filled =
                row.cells().stream().filter(cell -> !cell.isEmpty()).distinct().count();
        return filled <= 1 || stop(row) >= 0;
    }

    /** Positions, in which partial closes are joined already, or closed orders. */
    private static final class Positions implements Reading {
        private final Header header;
        private final Layout layout;
        private final String format;
        /** How many columns there are, where no name shows what they hold. */
        private final int width;

        private final List<Row> trades = new ArrayList<>();
        private final List<Row> parts = new ArrayList<>();

        Positions(Header header, int stop) {
            this.header = header;
            boolean timeFirst =
                    header.column(0).key().equals(header.column(stop + 2).key())
                            || header.rows().stream().limit(1).anyMatch(row -> Times.isTime(row.cell(0)));
            boolean journal = header.has("pips") || header.column(stop).name().equals("SL");
            // a journal ends with pips and the duration
            width = stop + (timeFirst ? 7 : journal ? 9 : 8);
            Column profit = column(header, stop + (timeFirst || journal ? 6 : 7), "profit", "tradepl");
            layout = new Layout()
                    .put(Content.TIME, columnOrPlace(header, timeFirst ? 0 : 1, "opentime", "open"))
                    .put(Content.NUMBER, columnOrPlace(header, timeFirst ? 1 : 0, "position", "ticket"))
                    .put(Content.SIDE, columnOrPlace(header, timeFirst ? 3 : 2, "type"))
                    .put(Content.SYMBOL, columnOrPlace(header, timeFirst ? 2 : 4, "symbol", "item"))
                    .put(Content.PRICE, header.column(stop - 1))
                    .put(Content.CLOSE, header.column(stop + 2))
                    .put(Content.PROFIT, profit)
                    .costsApart(true);
            List<Column> costs = new ArrayList<>(costs(header, stop + 4, profit.index()));
            if (isEnglish(header)
                    && !timeFirst
                    && !journal
                    && header.column("tax", "taxes").isEmpty()) {
                costs.add(Platforms.column(header, "Taxes"));
            }
            costs.forEach(cost -> layout.cost(cost, Sign.SIGNED));
            if (!timeFirst) {
                layout.joined();
            }
            format = timeFirst ? "MetaTrader 5 history" : journal ? "FTMO journal" : "MetaTrader 4 statement";
            collect(timeFirst);
        }

        private void collect(boolean timeFirst) {
            Column volume = columnOrPlace(header, timeFirst ? 4 : 3, "volume", "size", "lots");
            for (Row row : header.rows()) {
                String first = row.cell(0);
                boolean title = isTitle(row);
                if ((title && (timeFirst || stop(row) >= 0))
                        || first.toLowerCase(Locale.ROOT).startsWith("open trades")) {
                    break;
                }
                if (title || (!timeFirst && (first.isEmpty() || first.endsWith(":")))) {
                    continue;
                }
                trades.add(row);
                if (volume.in(row).contains("/")) {
                    parts.add(row);
                }
            }
        }

        boolean hasTrades() {
            return !trades.isEmpty();
        }

        @Override
        public Header header() {
            return header;
        }

        @Override
        public String format() {
            return format;
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            if (!isEnglish(header) && header.row().width() != width) {
                findings.problem(
                        header.line(),
                        "",
                        "names its columns in another language than English, and has "
                                + header.row().width()
                                + " of them where there are " + width + ", so that their places do not show what they"
                                + " are: export it in English, or state the columns of the time and the profit",
                        Remedy.PROFIT_COLUMN);
                return List.of();
            }
            Column side = layout.get(Content.SIDE).orElseThrow();
            boolean isType = side.key().equals("type");
            boolean isNumbered = header.column("position", "ticket").isPresent();
            if (isEnglish(header) && !(isType && isNumbered)) {
                findings.problem(
                        header.line(),
                        side.name(),
                        isType
                                ? "stands in a table of MetaTrader without Position and Ticket: give the table as it was"
                                        + " exported, with all its columns"
                                : "stands where MetaTrader has Type: give the table as it was exported, with its columns in"
                                        + " their order");
                return List.of();
            }
            noteTranslated(
                    header,
                    layout.get(Content.PROFIT).orElseThrow(),
                    layout.costs().stream().map(Layout.Cost::column).toList(),
                    findings);
            Column close = layout.get(Content.CLOSE).orElseThrow();
            List<Row> closed = new ArrayList<>();
            for (Row row : trades) {
                if (close.in(row).isEmpty() && Words.side(side.in(row)) != 0) {
                    findings.count(
                            row.line(),
                            close.name(),
                            "trade that is still open and was left out",
                            "trades that are still open and were left out");
                } else {
                    closed.add(row);
                }
            }
            findings.statedSum(StatedSum.behind(header.table(), "Total Net Profit:", "Closed P/L:"));
            parts.forEach(row -> findings.count(
                    row.line(),
                    "",
                    "position that is closed in part, of which the closed part counts",
                    "positions that are closed in part, of which the closed parts count"));
            return new LegReader(header, closed, layout, settings, Optional.empty(), findings).legs();
        }
    }

    /** Deals, of which those that close are matched with those that open. */
    private static final class Deals implements Reading {
        private final Header header;

        Deals(Header header) {
            this.header = header;
        }

        @Override
        public Header header() {
            return header;
        }

        @Override
        public String format() {
            return "MetaTrader 5 deals";
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            int balance = header.column("balance")
                    .map(Column::index)
                    .orElse(header.row().width() - (header.columns().size() > 12 ? 2 : 1));
            FillReader reader = new FillReader(header, settings, findings)
                    .time(column(header, 0, "time"))
                    .symbol(column(header, 2, "symbol"))
                    .side(column(header, 3, "type"))
                    .volume(column(header, 5, "volume"))
                    .profit(column(header, balance - 1, "profit"))
                    .numbered();
            List<Column> costs = costs(header, 8, balance - 1);
            costs.forEach(reader::cost);
            noteTranslated(header, column(header, balance - 1, "profit"), costs, findings);
            List<Row> deals = new ArrayList<>();
            for (Row row : header.rows()) {
                if (!Times.isTime(row.cell(0))) {
                    boolean sums = row.cell(0).isEmpty() && row.cell(3).isEmpty();
                    if (sums || isTitle(row)) {
                        break;
                    }
                    findings.problem(row.line(), header.column(0).name(), row.cell(0) + " is not a time");
                } else if (TYPES.contains(row.cell(3).toLowerCase(Locale.ROOT))) {
                    if (isDirection(row.cell(4))) {
                        deals.add(row);
                    } else {
                        findings.problem(
                                row.line(),
                                header.column(4).name(),
                                (row.cell(4).isEmpty() ? "(empty)" : row.cell(4))
                                        + " is none of in, out, in/out and out by");
                    }
                } else {
                    findings.count(
                            row.line(),
                            header.column(3).name(),
                            "row that is no deal (" + row.cell(3) + ") and was left out",
                            "rows that are no deals (" + row.cell(3) + ") and were left out");
                }
            }
            findings.statedSum(StatedSum.behind(header.table(), "Total Net Profit:"));
            compareBalances(column(header, balance, "balance"), column(header, balance - 1, "profit"), costs, findings);
            return reader.legs(
                    deals, row -> switch (row.cell(4).toLowerCase(Locale.ROOT).replace(" ", "")) {
                        case "in" -> Effect.OPEN;
                        case "out", "outby" -> Effect.CLOSE;
                        default -> Effect.REVERSE;
                    });
        }

        /** Notes that the balance moves by something else than the profit and the costs of the rows. */
        private void compareBalances(Column balance, Column profit, List<Column> costs, Findings findings) {
            List<Row> rows = header.rows().stream()
                    .takeWhile(row -> Times.isTime(row.cell(0)))
                    .filter(row -> !balance.in(row).isEmpty())
                    .toList();
            if (rows.size() < 2) {
                return;
            }
            boolean newestFirst =
                    rows.get(0).cell(0).compareTo(rows.get(rows.size() - 1).cell(0)) > 0;
            int end = rows.size() - 1;
            Row first = rows.get(newestFirst ? end : 0);
            Row last = rows.get(newestFirst ? 0 : end);
            List<Row> afterFirst = newestFirst ? rows.subList(0, end) : rows.subList(1, end + 1);
            List<Column> amounts =
                    Stream.concat(Stream.of(profit), costs.stream()).toList();
            Numbers numbers = new Numbers(
                    header.table().decimalComma(),
                    Stream.concat(amounts.stream(), Stream.of(balance))
                            .flatMap(column -> rows.stream().map(column::in)));
            try {
                BigDecimal moved = numbers.amount(balance.in(last)).subtract(numbers.amount(balance.in(first)));
                BigDecimal stated = BigDecimal.ZERO;
                for (Row row : afterFirst) {
                    for (Column amount : amounts) {
                        if (!amount.in(row).isEmpty()) {
                            stated = stated.add(numbers.amount(amount.in(row)));
                        }
                    }
                }
                if (moved.compareTo(stated) != 0) {
                    findings.note(
                            header.line(),
                            balance.name(),
                            "moves by " + moved.toPlainString()
                                    + " from the first to the last row, but profit and costs add"
                                    + " up to " + stated.toPlainString()
                                    + ": rows or columns are missing, count twice, or are not what they seem");
                }
            } catch (BadValueException e) {
                // the row of the cell says so
            }
        }
    }

    /** The tester's report of MetaTrader 4: the rows of an order are what happened to it. */
    private static final class Tester4 implements Reading {
        private static final Set<String> CLOSES = Set.of("close", "s/l", "t/p", "close at stop", "close by");

        private final Header header;

        Tester4(Header header) {
            this.header = header;
        }

        @Override
        public Header header() {
            return header;
        }

        @Override
        public String format() {
            return "MetaTrader 4 tester report";
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            List<Row> fills = new ArrayList<>();
            Map<String, String> sides = new HashMap<>();
            for (Row row : header.rows()) {
                String type = row.cell(2).toLowerCase(Locale.ROOT);
                if (TYPES.contains(type)) {
                    sides.put(row.cell(3), type);
                    fills.add(row);
                } else if (CLOSES.contains(type)) {
                    List<String> cells = row.cells();
                    cells.set(2, "buy".equals(sides.get(row.cell(3))) ? "sell" : "buy");
                    fills.add(Row.of(row.line(), cells));
                }
            }
            Set<Long> opening = new HashSet<>();
            header.rows().stream()
                    .filter(row -> TYPES.contains(row.cell(2).toLowerCase(Locale.ROOT)))
                    .forEach(row -> opening.add(row.line()));
            findings.statedSum(StatedSum.behind(header.table(), "Total net profit"));
            return new FillReader(header, settings, findings)
                    .time(header.column(1))
                    .side(header.column(2))
                    .book(header.column(3))
                    .numbered()
                    .volume(header.column(4))
                    .profit(header.column(8))
                    .legs(fills, row -> opening.contains(row.line()) ? Effect.OPEN : Effect.CLOSE);
        }
    }
}
