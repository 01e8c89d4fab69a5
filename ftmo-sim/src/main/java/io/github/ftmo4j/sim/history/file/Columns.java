package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.Remedy;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of a table of no known platform, by their names. */
final class Columns {

    /** In order of preference; names of one list have equal preference. */
    private static final Map<Content, List<List<String>>> NAMES = Map.of(
            Content.TIME,
            List.of(
                    List.of(
                            "opentime",
                            "opened",
                            "openedat",
                            "openeddate",
                            "opendatetime",
                            "openingtime",
                            "entrytime",
                            "entrydatetime",
                            "enteredat",
                            "opendate",
                            "entrydate",
                            "dateopened",
                            "timeopen"),
                    List.of("time", "date", "datetime", "dateandtime"),
                    List.of("closetime", "closed", "exittime", "closedate", "exitdate", "closingtime", "tradetime")),
            Content.R,
            List.of(List.of("r", "rmultiple", "rmult")),
            Content.PROFIT,
            List.of(
                    List.of("netprofit", "netp&l", "netpnl", "netpl", "net"),
                    List.of("tradepl", "tradep&l", "tradepnl"),
                    List.of(
                            "profit",
                            "pnl",
                            "p&l",
                            "pl",
                            "realizedpnl",
                            "realizedpl",
                            "realizedp&l",
                            "realizedprofit",
                            "closedpnl",
                            "closedpl",
                            "closedp&l",
                            "gainloss",
                            "profitloss",
                            "gewinn",
                            "bénéfice",
                            "beneficio",
                            "lucro",
                            "profitto",
                            "zysk",
                            "zisk",
                            "прибыль"),
                    List.of("grossprofit", "grosspl", "grossp&l", "grosspnl")),
            Content.RISK,
            List.of(List.of("risk", "riskamount", "moneyatrisk", "initialrisk")),
            Content.CLOSE,
            List.of(List.of(
                    "closetime",
                    "closed",
                    "closedat",
                    "closeddate",
                    "closedatetime",
                    "closingtime",
                    "exittime",
                    "exitdatetime",
                    "exitedat",
                    "closedate",
                    "exitdate",
                    "dateclosed",
                    "timeclose")),
            Content.ADVERSE,
            List.of(List.of("adverseexcursion"), List.of("mae")),
            Content.FAVOURABLE,
            List.of(List.of("favorableexcursion", "favourableexcursion"), List.of("mfe")));

    /** What TradingView calls the excursions of a trade in older files; other files mean other things by it. */
    private static final Map<Content, String> OLD_PAIR_NAMES =
            Map.of(Content.ADVERSE, "drawdown", Content.FAVOURABLE, "runup");

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
            "interest",
            "kommission",
            "gebühr",
            "gebühren",
            "frais",
            "comisión",
            "comissão",
            "commissione",
            "prowizja",
            "комиссия",
            "своп");

    private static final Set<String> VALUE_WORDS =
            Set.of("adjusted", "basis", "per", "average", "avg", "price", "share");

    /** A column of these has the currency of a cost, or what it is per cent, but no amount of money. */
    private static final Set<String> NO_AMOUNT_WORDS =
            Set.of("currency", "coin", "asset", "rate", "percent", "percentage", "pct");

    private static final Set<String> SWAP_WORDS = Set.of("swap", "swaps", "rollover", "financing", "interest", "своп");

    private static final String FILLS =
            "; rows of orders or fills, as these seem to be, do not say what a trade earned:"
                    + " export the closed trades, or write a CSV file with a row for each trade and the columns Time and Profit";

    private static final String[] NUMBERS = {
        "trade#", "tradenumber", "ticket", "tradeid", "positionid", "position#", "dealid", "orderid", "id", "#"
    };

    private static final Set<String> CURRENCIES = Stream.concat(
                    Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode),
                    Stream.of("BTC", "ETH", "USDC", "USDT"))
            .map(code -> code.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> IN_ZONE = Set.of("utc", "gmt");

    private final Header header;
    private final boolean pairs;
    private final Map<Content, Column> found = new EnumMap<>(Content.class);

    private Columns(Header header, boolean pairs) {
        this.header = header;
        this.pairs = pairs;
    }

    /** Whether a row names a time and a result, so that it may be a header. */
    static boolean mayBeHeader(Header header, Map<Content, String> named) {
        Columns columns = new Columns(header, false);
        boolean isNamed = named.containsKey(Content.R) || named.containsKey(Content.PROFIT);
        boolean result = isNamed
                ? named.entrySet().stream()
                        .filter(entry -> entry.getKey() == Content.R || entry.getKey() == Content.PROFIT)
                        .anyMatch(entry -> !columns.called(entry.getValue()).isEmpty())
                : Stream.of(Content.R, Content.PROFIT)
                        .anyMatch(content -> !columns.recognised(content).isEmpty());
        String time = named.get(Content.TIME);
        return result && !(time != null ? columns.called(time) : columns.recognised(Content.TIME)).isEmpty();
    }

    /**
     * Looks for columns.
     *
     * @param header the table's header
     * @param pairs whether it is TradingView's
     * @param settings names that were stated for the file, and whether profit is enough for the R-multiple
     * @param findings receives what is missing or ambiguous
     */
    static Columns find(Header header, boolean pairs, Settings settings, Findings findings) {
        Columns columns = new Columns(header, pairs);
        Map<Content, String> named = settings.named();
        int before = findings.problems().size();
        named.forEach((content, name) -> {
            if (columns.called(name).isEmpty()) {
                findings.problem(
                        header.line(),
                        "",
                        "has no column " + name + " for the " + content.title() + columns.whatThereIs(),
                        remedy(content));
            }
        });
        columns.take(Content.TIME, named, findings);
        if (named.containsKey(Content.R) || !named.containsKey(Content.PROFIT)) {
            columns.take(Content.R, named, findings);
        }
        if (!columns.found.containsKey(Content.R)) {
            columns.take(Content.PROFIT, named, findings);
            columns.take(Content.RISK, named, findings);
        }
        if (findings.problems().size() == before) {
            columns.requireEnough(findings);
        }
        columns.takeIfClear(Content.CLOSE);
        if (!columns.found.containsKey(Content.R)) {
            columns.takeIfClear(Content.ADVERSE);
            columns.takeIfClear(Content.FAVOURABLE);
        }
        return columns;
    }

    private static Remedy remedy(Content content) {
        return switch (content) {
            case TIME -> Remedy.TIME_COLUMN;
            case R -> Remedy.R_COLUMN;
            case PROFIT -> Remedy.PROFIT_COLUMN;
            case RISK -> Remedy.RISK_COLUMN;
            default -> throw new IllegalArgumentException("no column of the " + content.title() + " is stated");
        };
    }

    private void take(Content content, Map<Content, String> named, Findings findings) {
        String name = named.get(content);
        List<Column> candidates = name != null ? called(name) : recognised(content);
        if (candidates.size() > 1) {
            findings.problem(
                    header.line(),
                    "",
                    "has more than one column that may be the " + content.title() + ": " + list(candidates)
                            + "; state which one, or rename the others",
                    remedy(content));
        }
        candidates.stream().findFirst().ifPresent(column -> found.put(content, column));
    }

    /** A column that may be missing: it is not taken if there are two, or if it is another content's. */
    private void takeIfClear(Content content) {
        List<Column> candidates = recognised(content);
        String oldName = OLD_PAIR_NAMES.get(content);
        if (candidates.isEmpty() && oldName != null && pairs) {
            candidates = matching(List.of(oldName), content);
        }
        if (candidates.size() == 1 && !found.containsValue(candidates.get(0))) {
            found.put(content, candidates.get(0));
        }
    }

    private void requireEnough(Findings findings) {
        if (!found.containsKey(Content.TIME)) {
            findings.problem(
                    header.line(),
                    "",
                    "has no column for the time, such as Time or Open time" + whatThereIs(),
                    Remedy.TIME_COLUMN);
        }
        if (found.containsKey(Content.R)) {
            return;
        }
        Column profit = found.get(Content.PROFIT);
        Column risk = found.get(Content.RISK);
        if (profit == null) {
            findings.problem(
                    header.line(),
                    "",
                    "has no column for the result, neither R nor Profit" + whatThereIs() + (areFills() ? FILLS : ""),
                    areFills() ? new Remedy[0] : new Remedy[] {Remedy.PROFIT_COLUMN, Remedy.R_COLUMN});
        } else if (risk != null) {
            String profitCurrency = currency(Content.PROFIT, profit);
            String riskCurrency = currency(Content.RISK, risk);
            if (!profitCurrency.isEmpty() && !riskCurrency.isEmpty() && !profitCurrency.equals(riskCurrency)) {
                findings.problem(
                        header.line(),
                        "",
                        "states profit and risk in different currencies: " + list(List.of(profit, risk)),
                        Remedy.PROFIT_COLUMN,
                        Remedy.RISK_COLUMN);
            }
        }
    }

    /** Whether rows have a side, a volume and a price, but not one for the entry and one for the exit. */
    boolean areFills() {
        return hasWord("side", "action", "buy", "direction", "type")
                && hasWord("quantity", "qty", "filled", "volume", "shares", "executed")
                && header.columns().stream()
                        .filter(column -> column.words().anyMatch("price"::equals))
                        .noneMatch(
                                column -> column.words().anyMatch(Set.of("entry", "exit", "open", "close")::contains))
                && hasWord("price");
    }

    private boolean hasWord(String... words) {
        return header.columns().stream().anyMatch(column -> column.words().anyMatch(Set.of(words)::contains));
    }

    private List<Column> called(String name) {
        return header.columns().stream()
                .filter(column -> column.key().equals(Column.key(name)))
                .toList();
    }

    private List<Column> recognised(Content content) {
        return names(content).stream()
                .map(names -> matching(names, content))
                .filter(columns -> !columns.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private String whatThereIs() {
        return "; the columns are " + header.names();
    }

    private static List<List<String>> names(Content content) {
        return NAMES.getOrDefault(content, List.of());
    }

    private List<Column> matching(List<String> names, Content content) {
        return header.columns().stream()
                .filter(column -> names.stream().anyMatch(name -> matches(column.key(), name, content)))
                .toList();
    }

    /** Whether a key is a name, behind which a currency or a zone may stand. */
    private static boolean matches(String key, String name, Content content) {
        if (!key.startsWith(name)) {
            return false;
        }
        String rest = key.substring(name.length());
        return rest.isEmpty()
                || (content.isMoney() && isCurrency(rest))
                || ((content == Content.TIME || content == Content.CLOSE)
                        && IN_ZONE.contains(rest.replaceAll("[+\\d]", "")));
    }

    /** Whether a text is the code or the sign of a currency. */
    static boolean isCurrency(String text) {
        return CURRENCIES.contains(text.toLowerCase(Locale.ROOT))
                || (text.length() == 1 && Character.getType(text.charAt(0)) == Character.CURRENCY_SYMBOL);
    }

    private static String currency(Content content, Column column) {
        return names(content).stream()
                .flatMap(List::stream)
                .filter(name -> matches(column.key(), name, content))
                .map(name -> column.key().substring(name.length()))
                .findFirst()
                .orElse("");
    }

    private static String list(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    Optional<Column> get(Content content) {
        return Optional.ofNullable(found.get(content));
    }

    /** The columns of costs, if the profit is used. */
    List<Column> costs() {
        Column profit = found.get(Content.PROFIT);
        if (profit == null || found.containsKey(Content.R)) {
            return List.of();
        }
        return header.columns().stream()
                .filter(column -> !column.equals(profit) && isCost(column))
                .toList();
    }

    /** Whether the profit is before or after costs, if its name says so. */
    Optional<ProfitBasis> basis() {
        String name = get(Content.PROFIT).map(Column::key).orElse("");
        return name.startsWith("gross")
                ? Optional.of(ProfitBasis.GROSS)
                : name.startsWith("net") ? Optional.of(ProfitBasis.NET) : Optional.empty();
    }

    private static boolean isCost(Column column) {
        List<String> words = column.words().toList();
        boolean named = words.stream().anyMatch(COST_WORDS::contains);
        // what was paid for a position is called its cost, too
        boolean value = words.stream().noneMatch(word -> COST_WORDS.contains(word) && !word.startsWith("cost"))
                && words.stream().anyMatch(VALUE_WORDS::contains);
        return named && !value && !column.key().endsWith("%") && words.stream().noneMatch(NO_AMOUNT_WORDS::contains);
    }

    /**
     * What the amounts of a column of costs do to the balance: a swap may be earned, and a sign that is there counts.
     */
    static Layout.Sign sign(Column cost, List<Row> rows) {
        return cost.words().anyMatch(SWAP_WORDS::contains)
                        || rows.stream().map(cost::in).anyMatch(Columns::isNegative)
                ? Layout.Sign.SIGNED
                : Layout.Sign.PAID;
    }

    private static boolean isNegative(String cell) {
        return !cell.isEmpty() && cell.matches("\\s*\\p{Sc}?[-\u2212(].*[1-9].*");
    }

    /** The column of the trade's number, as the broker counts. */
    Optional<Column> number() {
        return header.column(NUMBERS);
    }
}
