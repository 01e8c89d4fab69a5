package io.github.ftmo4j.sim.history.csv;

import io.github.ftmo4j.sim.history.ImportIssue;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of a table, by their content. */
final class Columns {

    /** What a column can hold. */
    enum Content {
        TIME("time"),
        R("R-multiple"),
        PROFIT("profit"),
        RISK("risk");

        private final String title;

        Content(String title) {
            this.title = title;
        }

        boolean isMoney() {
            return this == PROFIT || this == RISK;
        }
    }

    /**
     * A column.
     *
     * @param index its place, from 0
     * @param name its name as the file has it
     */
    record Column(int index, String name) {

        String in(CsvTable.Row row) {
            return index < row.cells().size() ? row.cells().get(index) : "";
        }

        private String key() {
            return Columns.key(name);
        }
    }

    /** The further columns of TradingView's list of trades, which has two rows per trade. */
    record PairColumns(Column trade, Column type, Optional<Column> signal) {}

    /** In order of preference; names of one list have equal preference. */
    private static final Map<Content, List<List<String>>> NAMES = Map.of(
            Content.TIME,
            List.of(
                    List.of("opentime", "opened", "openedat", "entrytime"),
                    List.of("time", "date", "datetime", "dateandtime"),
                    List.of("closetime", "closed", "exittime")),
            Content.R,
            List.of(List.of("r", "rmultiple", "rmult")),
            Content.PROFIT,
            List.of(List.of("profit", "pnl", "p&l", "pl", "netprofit", "netp&l", "netpnl", "netpl")),
            Content.RISK,
            List.of(List.of("risk", "riskamount", "moneyatrisk", "initialrisk")));

    private static final Set<String> COST_WORDS = Set.of(
            "commission",
            "commissions",
            "comm",
            "swap",
            "swaps",
            "rollover",
            "fee",
            "fees",
            "tax",
            "taxes",
            "cost",
            "costs",
            "charge",
            "charges",
            "brokerage",
            "financing",
            "interest");

    private static final Set<String> SWAP_WORDS = Set.of("swap", "swaps", "rollover", "financing", "interest");

    private static final List<String> NUMBERS = List.of(
            "trade#", "tradenumber", "ticket", "tradeid", "positionid", "position#", "dealid", "orderid", "id", "#");

    private static final Set<String> CURRENCIES = Stream.concat(
                    Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode),
                    Stream.of("BTC", "ETH", "USDC", "USDT"))
            .map(code -> code.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final List<Column> all;
    private final Map<Content, Column> found = new EnumMap<>(Content.class);

    private Columns(CsvTable.Row header) {
        all = IntStream.range(0, header.cells().size())
                .mapToObj(i -> new Column(i, header.cells().get(i)))
                .toList();
    }

    /**
     * Looks for columns.
     *
     * @param header the table's header
     * @param named names that were stated for the file
     * @param riskIsKnown whether profit is enough for the R-multiple
     * @param problems receives what is missing or ambiguous
     */
    static Columns find(
            CsvTable.Row header, Map<Content, String> named, boolean riskIsKnown, List<ImportIssue> problems) {
        Columns columns = new Columns(header);
        List<String> wrong = new ArrayList<>();
        named.forEach((content, name) -> {
            if (columns.called(name).isEmpty()) {
                wrong.add("has no column " + name + " for the " + content.title + columns.whatThereIs());
            }
        });
        columns.take(Content.TIME, named, wrong);
        if (named.containsKey(Content.R) || !named.containsKey(Content.PROFIT)) {
            columns.take(Content.R, named, wrong);
        }
        if (!columns.found.containsKey(Content.R)) {
            columns.take(Content.PROFIT, named, wrong);
            columns.take(Content.RISK, named, wrong);
        }
        if (wrong.isEmpty()) {
            columns.requireEnough(riskIsKnown, wrong);
        }
        wrong.forEach(message -> problems.add(new ImportIssue(header.line(), "", message)));
        return columns;
    }

    private void take(Content content, Map<Content, String> named, List<String> wrong) {
        String name = named.get(content);
        List<Column> candidates = name != null ? called(name) : recognised(content);
        if (candidates.size() > 1) {
            wrong.add("has more than one column that may be the " + content.title + ": " + list(candidates)
                    + "; state which one, or rename the others");
        }
        candidates.stream().findFirst().ifPresent(column -> found.put(content, column));
    }

    private void requireEnough(boolean riskIsKnown, List<String> wrong) {
        if (!found.containsKey(Content.TIME)) {
            wrong.add("has no column for the time, such as Time or Open time" + whatThereIs());
        }
        if (found.containsKey(Content.R)) {
            return;
        }
        Column profit = found.get(Content.PROFIT);
        Column risk = found.get(Content.RISK);
        if (profit == null) {
            wrong.add("has no column for the result, neither R nor Profit" + whatThereIs());
        } else if (risk != null) {
            String profitCurrency = currency(Content.PROFIT, profit);
            String riskCurrency = currency(Content.RISK, risk);
            if (!profitCurrency.isEmpty() && !riskCurrency.isEmpty() && !profitCurrency.equals(riskCurrency)) {
                wrong.add("states profit and risk in different currencies: " + list(List.of(profit, risk)));
            }
        } else if (!riskIsKnown) {
            wrong.add(
                    "states the profit (column " + profit.name + ") but not what was risked, and R-multiples cannot be"
                            + " guessed from profit alone; add a column Risk with the money risked on each trade, or state a"
                            + " constant risk per trade in the currency of the profit");
        }
    }

    private List<Column> called(String name) {
        return all.stream().filter(column -> column.key().equals(key(name))).toList();
    }

    private List<Column> recognised(Content content) {
        return names(content).stream()
                .map(names -> matching(names, content.isMoney()))
                .filter(columns -> !columns.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private String whatThereIs() {
        return "; the columns are " + list(all);
    }

    private static List<List<String>> names(Content content) {
        return NAMES.getOrDefault(content, List.of());
    }

    private List<Column> matching(List<String> names, boolean currencyMayFollow) {
        return all.stream()
                .filter(column -> names.stream().anyMatch(name -> matches(column.key(), name, currencyMayFollow)))
                .toList();
    }

    private static boolean matches(String key, String name, boolean currencyMayFollow) {
        return key.equals(name)
                || (currencyMayFollow && key.startsWith(name) && CURRENCIES.contains(key.substring(name.length())));
    }

    private static String currency(Content content, Column column) {
        return names(content).stream()
                .flatMap(List::stream)
                .filter(name -> matches(column.key(), name, true))
                .map(name -> column.key().substring(name.length()))
                .findFirst()
                .orElse("");
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00a0_/()\\[\\]-]", "");
    }

    private static String list(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    Column time() {
        return get(Content.TIME).orElseThrow();
    }

    Optional<Column> get(Content content) {
        return Optional.ofNullable(found.get(content));
    }

    /** The columns of costs, if the profit is used and its name does not say that it is net. */
    List<Column> costs() {
        Column profit = found.get(Content.PROFIT);
        if (profit == null || found.containsKey(Content.R) || profit.key().startsWith("net")) {
            return List.of();
        }
        return all.stream()
                .filter(column -> !column.equals(profit) && words(column).anyMatch(COST_WORDS::contains))
                .toList();
    }

    /** Whether a column of costs holds what is earned as well as what is paid. */
    static boolean isSwap(Column cost) {
        return words(cost).anyMatch(SWAP_WORDS::contains);
    }

    private static Stream<String> words(Column column) {
        return Stream.of(column.name().split("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})"))
                .map(word -> word.toLowerCase(Locale.ROOT));
    }

    /** The column of the trade's number, as the broker counts. */
    Optional<Column> number() {
        return NUMBERS.stream().flatMap(key -> first(key).stream()).findFirst();
    }

    /** Present if the table has the combination of columns that only TradingView has. */
    Optional<PairColumns> pairs() {
        return first("trade#")
                .or(() -> first("tradenumber"))
                .flatMap(trade -> first("type").map(type -> new PairColumns(trade, type, first("signal"))));
    }

    private Optional<Column> first(String key) {
        return all.stream().filter(column -> column.key().equals(key)).findFirst();
    }
}
