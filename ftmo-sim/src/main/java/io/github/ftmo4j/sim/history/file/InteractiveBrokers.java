package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.file.Fills.Effect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Executions of Interactive Brokers: the trades of an activity statement, and flex queries. The realised profit is
 * after commissions.
 */
final class InteractiveBrokers implements TradeFormat {

    /** What rows of trades are called: the first that a file has, as the others repeat it. */
    private static final List<String> KINDS = List.of("order", "trade", "execution");

    /** Categories of currencies. */
    private static final Set<String> CASH = Set.of("Forex", "CASH");

    @Override
    public Optional<Reading> find(Headers headers) {
        Table table = headers.table();
        Optional<Reading> refused = Optional.empty();
        for (int place = 0; place < table.rows().size(); place++) {
            Row row = table.rows().get(place);
            if (row.hasAny("DataDiscriminator", "PnlRealized")) {
                Header header = Header.at(table, place);
                boolean statement = isTrades(row);
                if ((statement && header.has("datetime", "quantity", "realizedpl"))
                        || header.has("fifopnlrealized", "quantity", "symbol")) {
                    return Optional.of(new Executions(header, statement));
                }
                if (refused.isEmpty() && (statement || isForeign(header))) {
                    refused = Optional.of(
                            new Refused(
                                    header,
                                    "Interactive Brokers activity statement",
                                    "begins the trades of an activity statement of Interactive Brokers without the column Realized"
                                            + " P/L; conversions of currencies have none, and statements in other languages than"
                                            + " English are not read: export the statement in English, or a flex query as CSV"));
                }
            }
        }
        return refused;
    }

    private static boolean isTrades(Row row) {
        return row.cell(0).equals("Trades") && row.cell(1).equals("Header");
    }

    /** Whether these are the columns of trades in a language that is not English. */
    private static boolean isForeign(Header header) {
        int places = header.row().width();
        return header.row().cell(1).equals("Header")
                && header.column(places - 2).key().startsWith("mtm");
    }

    /** Executions. */
    private record Executions(Header header, boolean statement) implements Reading {

        @Override
        public String format() {
            return statement ? "Interactive Brokers activity statement" : "Interactive Brokers flex query";
        }

        private Column realized() {
            return Platforms.column(header, "Realized P/L", "FifoPnlRealized");
        }

        private Column currency() {
            return Platforms.column(header, "Currency", "CurrencyPrimary");
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            List<Row> fills = fills(findings);
            Set<String> currencies = fills.stream().map(currency()::in).collect(Collectors.toSet());
            if (currencies.size() > 1) {
                findings.problem(
                        header.line(),
                        currency().name(),
                        "has amounts in " + String.join(", ", new TreeSet<>(currencies))
                                + ", which cannot be added: remove all but one currency");
                return List.of();
            }
            boolean apart = header.has("tradetime");
            FillReader reader = new FillReader(header, settings, findings)
                    .time(Platforms.column(header, "Date/Time", "TradeDateTime", apart ? "Date/Time" : "TradeDate"))
                    .symbol(Platforms.column(header, "Symbol"))
                    .volume(Platforms.column(header, "Quantity"))
                    .profit(realized())
                    .cost(Platforms.column(header, "Comm/Fee", "IBCommission"))
                    .paidAlready()
                    .account(header.column("clientaccountid", "account"));
            header.column("buysell").ifPresent(reader::side);
            findings.statedSum(total());
            Column codes = Platforms.column(header, "Code", "Open/CloseIndicator");
            return reader.legs(fills, row -> effect(codes.in(row)));
        }

        private static Effect effect(String codes) {
            List<String> each = List.of(codes.split("[;, ]+", -1));
            boolean opens = each.contains("O");
            boolean closes = each.contains("C");
            return opens == closes ? Effect.REVERSE : opens ? Effect.OPEN : Effect.CLOSE;
        }

        /** The rows of one kind that have a realised profit, which conversions of currencies have not. */
        private List<Row> fills(Findings findings) {
            Column kind = Platforms.column(header, "DataDiscriminator", "LevelOfDetail");
            Column category = Platforms.column(header, "Asset Category", "AssetClass");
            List<Row> rows = rows(findings);
            String best = KINDS.stream()
                    .filter(name -> rows.stream().anyMatch(row -> kind.in(row).equalsIgnoreCase(name)))
                    .findFirst()
                    .orElse("");
            List<Row> fills = new ArrayList<>(rows);
            fills.removeIf(row -> !kind.in(row).equalsIgnoreCase(best));
            Predicate<Row> isCash = row -> CASH.contains(category.in(row));
            boolean converted =
                    fills.stream().filter(isCash).map(realized()::in).allMatch(cell -> cell.matches("[0.]*"));
            Predicate<Row> isConversion = row -> realized().in(row).isEmpty() || (converted && isCash.test(row));
            fills.stream().filter(isConversion).forEach(row -> noteConversion(row, findings));
            fills.removeIf(isConversion);
            return fills;
        }

        /** The rows below this header, or below one with the realised profit in the same place. */
        private List<Row> rows(Findings findings) {
            List<Row> rows = new ArrayList<>();
            boolean here = true;
            for (Row row : header.rows()) {
                if (isHeader(row)) {
                    here = realized().in(row).equals(realized().name());
                } else if (isData(row) && here) {
                    rows.add(row);
                } else if (isData(row)) {
                    noteConversion(row, findings);
                }
            }
            return rows;
        }

        private static void noteConversion(Row row, Findings findings) {
            String what = "without a realised profit, such as a conversion of currencies, left out";
            findings.count(row.line(), "", "row " + what, "rows " + what);
        }

        private boolean isTagged() {
            return header.row().cell(0).equals("HEADER");
        }

        private boolean isHeader(Row row) {
            return statement ? isTrades(row) : row.cell(0).equals(header.row().cell(0));
        }

        private boolean isData(Row row) {
            if (statement) {
                return row.cell(0).equals("Trades") && row.cell(1).equals("Data");
            }
            return !isTagged()
                    || (row.cell(0).equals("DATA")
                            && row.cell(1).equals(header.row().cell(1)));
        }

        /** What a statement states for each kind of asset. */
        private Optional<StatedSum> total() {
            Optional<Row> first = header.rows().stream().filter(this::isData).findFirst();
            List<String> totals = header.rows().stream()
                    .filter(row -> statement
                            && row.cell(0).equals("Trades")
                            && row.cell(1).equals("Total")
                            && currency()
                                    .in(row)
                                    .equals(first.map(currency()::in).orElse("")))
                    .map(realized()::in)
                    .filter(cell -> !cell.isEmpty())
                    .toList();
            BigDecimal sum = BigDecimal.ZERO;
            try {
                Numbers numbers = new Numbers(header.table().decimalComma(), Stream.empty());
                for (String total : totals) {
                    sum = sum.add(numbers.amount(total));
                }
            } catch (BadValueException e) {
                return Optional.empty();
            }
            return totals.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new StatedSum("Total " + realized().name(), sum));
        }
    }
}
