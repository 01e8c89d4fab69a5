package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * TradingView's list of trades, of all generations: the entry and the exit of a trade are two rows with its number.
 * Trades with the same entry are one position that was closed in parts.
 */
final class TradingView implements TradeFormat {

    private static final List<String> ENTRIES = List.of(
            "entry",
            "einstieg",
            "entrada",
            "entrée",
            "entrata",
            "ingresso",
            "вход",
            "giriş",
            "wejście",
            "vstup",
            "進場",
            "进场",
            "入场",
            "エントリー",
            "진입",
            "inträde");
    private static final List<String> EXITS = List.of(
            "exit",
            "ausstieg",
            "salida",
            "saída",
            "sortie",
            "uscita",
            "выход",
            "çıkış",
            "wyjście",
            "výstup",
            "出場",
            "出场",
            "离场",
            "エグジット",
            "決済",
            "イグジット",
            "청산",
            "utträde");

    /** Names of columns in other languages, and what they are in English. */
    private static final Map<String, String> TRANSLATED = Map.ofEntries(
            Map.entry("類型", "Type"),
            Map.entry("类型", "Type"),
            Map.entry("タイプ", "Type"),
            Map.entry("種類", "Type"),
            Map.entry("유형", "Type"),
            Map.entry("typ", "Type"),
            Map.entry("tipo", "Type"),
            Map.entry("тип", "Type"),
            Map.entry("tür", "Type"),
            Map.entry("日期時間", "Date/Time"),
            Map.entry("日期时间", "Date/Time"),
            Map.entry("日期和時間", "Date/Time"),
            Map.entry("日期和时间", "Date/Time"),
            Map.entry("日時", "Date/Time"),
            Map.entry("날짜시간", "Date/Time"),
            Map.entry("datumuhrzeit", "Date/Time"),
            Map.entry("datumundzeit", "Date/Time"),
            Map.entry("datumunduhrzeit", "Date/Time"),
            Map.entry("datumzeit", "Date/Time"),
            Map.entry("fechahora", "Date/Time"),
            Map.entry("fechayhora", "Date/Time"),
            Map.entry("datahora", "Date/Time"),
            Map.entry("dataehora", "Date/Time"),
            Map.entry("dateheure", "Date/Time"),
            Map.entry("dateetheure", "Date/Time"),
            Map.entry("dataora", "Date/Time"),
            Map.entry("dataeora", "Date/Time"),
            Map.entry("dataigodzina", "Date/Time"),
            Map.entry("датавремя", "Date/Time"),
            Map.entry("датаивремя", "Date/Time"),
            Map.entry("tarihsaat", "Date/Time"),
            Map.entry("訊號", "Signal"),
            Map.entry("信號", "Signal"),
            Map.entry("信号", "Signal"),
            Map.entry("シグナル", "Signal"),
            Map.entry("señal", "Signal"),
            Map.entry("sinal", "Signal"),
            Map.entry("segnale", "Signal"),
            Map.entry("sygnał", "Signal"),
            Map.entry("sinyal", "Signal"),
            Map.entry("신호", "Signal"),
            Map.entry("сигнал", "Signal"));

    private static final List<String> TRANSLATED_PROFITS = List.of(
            "獲利",
            "淨損益",
            "利润",
            "盈利",
            "净损益",
            "净盈亏",
            "損益",
            "純損益",
            "利益",
            "수익",
            "순손익",
            "gewinn",
            "nettogewinn",
            "guv",
            "nettoguv",
            "g&vnetto",
            "nettog&v",
            "beneficio",
            "ganancia",
            "pyg",
            "pygneto",
            "lucro",
            "l&p",
            "profit",
            "bénéfice",
            "p&lnet",
            "profitto",
            "p&lnetto",
            "p&llíquido",
            "l&plíquido",
            "прибыль",
            "чистаяприбыль",
            "чистаяприбыльубыток",
            "kâr",
            "kar",
            "zysk",
            "zyskstratanetto");

    private static final List<String> TRANSLATED_PRICES = List.of(
            "preis", "precio", "preço", "prix", "prezzo", "цена", "fiyat", "cena", "価格", "價格", "价格", "가격", "pris");

    /** What stands in the name of the running total. */
    private static final List<String> RUNNING =
            List.of("cum", "kum", "kümül", "akk", "кумул", "накоп", "совокуп", "累", "누적");

    /** A row of one of these is an entry or an exit. */
    private record Marks(Column number, Column type) {}

    @Override
    public Optional<Reading> find(Headers headers) {
        return headers.find(header -> marks(header).isPresent()).map(Pairs::new);
    }

    private static Optional<Marks> marks(Header header) {
        Column number = header.columns().stream()
                .filter(column -> column.key().endsWith("#") || column.key().equals("tradenumber"))
                .findFirst()
                .orElse(null);
        Column type = number == null ? null : english(header).column("type").orElse(null);
        return number != null
                        && type != null
                        && header.rows().stream()
                                .limit(200)
                                .anyMatch(row -> isEntry(type.in(row)) || isExit(type.in(row)))
                ? Optional.of(new Marks(number, type))
                : Optional.empty();
    }

    /** The header with English names. */
    private static Header english(Header header) {
        return header.named(header.columns().stream().map(TradingView::english).toList());
    }

    private static String english(Column column) {
        String key = column.key();
        String name = TRANSLATED.get(key);
        if (name != null) {
            return name;
        }
        return amount("Profit", TRANSLATED_PROFITS, key)
                .or(() -> amount("Price", TRANSLATED_PRICES, key))
                .orElse(column.name());
    }

    /** The English name of an amount, behind whose name a currency may stand. */
    private static Optional<String> amount(String name, List<String> translated, String key) {
        return translated.stream()
                .filter(key::startsWith)
                .map(word -> key.substring(word.length()))
                .filter(rest -> rest.isEmpty() || Columns.isCurrency(rest))
                .map(rest -> name + " " + rest.toUpperCase(Locale.ROOT))
                .findFirst();
    }

    private static boolean isEntry(String type) {
        return isOne(ENTRIES, type);
    }

    private static boolean isExit(String type) {
        return isOne(EXITS, type);
    }

    private static boolean isOne(List<String> words, String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(lower::contains);
    }

    /** A table of pairs. */
    static final class Pairs implements Reading {
        private final Header header;
        private final Marks marks;

        private Pairs(Header found) {
            header = english(found);
            marks = marks(found).orElseThrow();
        }

        @Override
        public Header header() {
            return header;
        }

        @Override
        public String format() {
            return "TradingView list of trades";
        }

        @Override
        public List<Leg> legs(Settings settings, Findings findings) {
            boolean cutShort = findings.hasProblems();
            Columns columns = Columns.find(header, true, settings, findings);
            if (columns.get(Content.TIME).isEmpty()
                    || columns.get(Content.R)
                            .or(() -> columns.get(Content.PROFIT))
                            .isEmpty()) {
                return List.of();
            }
            Column time = columns.get(Content.TIME).get();
            int width = header.columns().size();
            Layout layout = UnknownTable.basis(header, columns, settings, findings);
            for (Content content : new Content[] {
                Content.TIME, Content.R, Content.PROFIT, Content.RISK, Content.ADVERSE, Content.FAVOURABLE
            }) {
                layout.put(content, columns.get(content));
            }
            UnknownTable.riskNotUsed(header, layout, settings.riskPerTrade(), findings);
            layout.put(Content.CLOSE, new Column(time.index() + width, time.name()))
                    .put(Content.NUMBER, marks.number())
                    .put(Content.POSITION, new Column(2 * width, ""));
            List<Column> stated = Stream.of(Content.R, Content.PROFIT, Content.RISK)
                    .flatMap(content -> layout.get(content).stream())
                    .toList();
            List<Row> trades = new Pairing(time, width, stated, cutShort, findings).trades();
            Table table = new Table(
                    "", header.table().decimalComma(), false, header.table().rows());
            List<Leg> legs = new LegReader(
                            Header.at(table, table.rows().indexOf(header.row())),
                            trades,
                            layout,
                            settings,
                            Optional.empty(),
                            findings)
                    .legs();
            if (layout.get(Content.R).isPresent()) {
                return legs.stream().map(leg -> leg.position("")).toList();
            }
            findings.statedSum(
                    runningTotal().flatMap(sum -> StatedSum.running(header, Optional.of(marks.number()), sum, trades)));
            return legs;
        }

        private Optional<Column> runningTotal() {
            return header.columns().stream()
                    .filter(column -> !column.key().contains("%"))
                    .filter(column -> RUNNING.stream().anyMatch(column.key()::contains))
                    .findFirst();
        }

        /** Makes one row of the two rows of a trade: the entry, the exit and the position. */
        private final class Pairing {
            private final Column time;
            private final int width;
            private final List<Column> stated;
            private final boolean cutShort;
            private final Findings findings;
            private final Numbers numbers;
            private final Optional<Column> signal = header.column("signal");
            private final Optional<Column> price = header.column("price").or(() -> header.beginning("price"));
            private final Map<String, Pair> byNumber = new LinkedHashMap<>();
            private final Set<String> unknown = new LinkedHashSet<>();

            Pairing(Column time, int width, List<Column> stated, boolean cutShort, Findings findings) {
                this.time = time;
                this.width = width;
                this.stated = stated;
                this.cutShort = cutShort;
                this.findings = findings;
                this.numbers = new Numbers(
                        header.table().decimalComma(),
                        stated.stream().flatMap(column -> header.rows().stream().map(column::in)));
            }

            List<Row> trades() {
                header.rows().forEach(this::see);
                List<Map.Entry<String, Pair>> pairs = new ArrayList<>(byNumber.entrySet());
                Set<String> open = open(pairs);
                List<Row> trades = new ArrayList<>();
                for (Map.Entry<String, Pair> pair : pairs) {
                    pair.getValue()
                            .trade(pair.getKey(), open.contains(pair.getKey()))
                            .ifPresent(trades::add);
                }
                return trades;
            }

            /** The trades whose exit is called Open, and which have no time or price of it or come last. */
            private Set<String> open(List<Map.Entry<String, Pair>> pairs) {
                Set<String> open = new LinkedHashSet<>();
                List<Map.Entry<String, Pair>> ordered = new ArrayList<>(pairs);
                ordered.sort(Comparator.comparingLong(pair -> place(pair.getKey())));
                boolean last = true;
                for (int i = ordered.size() - 1; i >= 0; i--) {
                    Row exit = ordered.get(i).getValue().exit;
                    boolean calledOpen = exit != null
                            && signal.map(column -> column.in(exit))
                                    .filter("open"::equalsIgnoreCase)
                                    .isPresent();
                    boolean unfinished = exit != null
                            && (time.in(exit).isEmpty()
                                    || price.filter(column -> column.in(exit).isEmpty())
                                            .isPresent());
                    if (calledOpen && (last || unfinished)) {
                        open.add(ordered.get(i).getKey());
                    }
                    last &= exit == null || calledOpen;
                }
                return open;
            }

            /** Trades whose numbers are none come last, in the order of the file. */
            private static long place(String number) {
                return Numbers.whole(number).orElse(Long.MAX_VALUE);
            }

            private void see(Row row) {
                boolean wide = header.fits(row, findings);
                String number = marks.number().in(row);
                if (number.isEmpty()) {
                    if (wide) {
                        findings.problem(row.line(), marks.number().name(), "is empty");
                    }
                    return;
                }
                Pair pair = byNumber.computeIfAbsent(number, key -> new Pair());
                String type = marks.type().in(row);
                boolean entry = isEntry(type);
                if (!wide) {
                    pair.broken = true;
                } else if (!entry && !isExit(type)) {
                    pair.broken = true;
                    if (unknown.add(type)) {
                        findings.problem(
                                row.line(),
                                marks.type().name(),
                                (type.isEmpty() ? "(empty)" : type) + " begins with neither Entry nor Exit");
                    }
                } else {
                    Row former = entry ? pair.entry : pair.exit;
                    if (former != null) {
                        if (former.text().equals(row.text())) {
                            findings.count(
                                    row.line(),
                                    marks.number().name(),
                                    "row that repeats an earlier one and was left out",
                                    "rows that repeat earlier ones and were left out");
                            return;
                        }
                        findings.problem(
                                row.line(),
                                marks.type().name(),
                                "is a second " + (entry ? "entry" : "exit") + " of trade " + number + ", after line "
                                        + former.line());
                        pair.broken = true;
                    } else if (entry) {
                        pair.entry = row;
                    } else {
                        pair.exit = row;
                    }
                }
            }

            /** The rows that share a trade number. */
            private final class Pair {
                private @Nullable Row entry;
                private @Nullable Row exit;
                /** A problem is already reported. */
                private boolean broken;

                Optional<Row> trade(String number, boolean open) {
                    Row first = entry;
                    Row last = exit;
                    if (broken || (cutShort && (first == null || last == null))) {
                        return Optional.empty();
                    }
                    if (last == null) {
                        findings.note(
                                first == null ? 0 : first.line(),
                                "",
                                "trade " + number + " has no exit and was left out");
                        return Optional.empty();
                    }
                    if (open) {
                        findings.note(last.line(), "", "trade " + number + " is still open and was left out");
                        return Optional.empty();
                    }
                    if (first == null) {
                        findings.problem(last.line(), "", "is the exit of trade " + number + ", which has no entry");
                        return Optional.empty();
                    }
                    return agree(first, last) ? Optional.of(join(first, last)) : Optional.empty();
                }

                /** The entry, with cells of the exit where it has none, then the exit and the position. */
                private Row join(Row first, Row last) {
                    List<String> cells = new ArrayList<>();
                    IntStream.range(0, width)
                            .forEach(i -> cells.add(
                                    first.cell(i).isEmpty() && i != time.index() ? last.cell(i) : first.cell(i)));
                    IntStream.range(0, width).forEach(i -> cells.add(last.cell(i)));
                    cells.add(String.join(
                            "|",
                            time.in(first),
                            marks.type().in(first),
                            signal.map(column -> column.in(first))
                                    .orElse(marks.number().in(first)),
                            price.map(column -> column.in(first))
                                    .orElse(marks.number().in(first))));
                    return Row.of(first.line(), cells);
                }

                /** Whether what is stated can be read, and both rows state the same. */
                private boolean agree(Row first, Row last) {
                    Row upper = first.line() < last.line() ? first : last;
                    Row lower = first.line() < last.line() ? last : first;
                    boolean agree = true;
                    for (Column column : stated) {
                        BigDecimal one = amount(upper, column);
                        BigDecimal two = amount(lower, column);
                        agree &= (one != null || column.in(upper).isEmpty())
                                && (two != null || column.in(lower).isEmpty());
                        if (one != null && two != null && one.compareTo(two) != 0) {
                            findings.problem(
                                    lower.line(),
                                    column.name(),
                                    column.in(lower) + " differs from " + column.in(upper) + " on line " + upper.line()
                                            + ", which is the same trade");
                            agree = false;
                        }
                    }
                    return agree;
                }

                private @Nullable BigDecimal amount(Row row, Column column) {
                    String cell = column.in(row);
                    try {
                        return cell.isEmpty() ? null : numbers.amount(cell);
                    } catch (BadValueException e) {
                        findings.problem(row, column, e);
                        return null;
                    }
                }
            }
        }
    }
}
