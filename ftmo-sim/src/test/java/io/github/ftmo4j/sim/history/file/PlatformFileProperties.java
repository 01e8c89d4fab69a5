package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import io.github.ftmo4j.sim.history.file.PlatformFile.Format;
import io.github.ftmo4j.sim.history.file.PlatformFile.Part;
import io.github.ftmo4j.sim.history.file.PlatformFile.Trade;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What platforms write is read back, and what befalls their files is seen. A seed makes the trades and the damage. */
class PlatformFileProperties {

    private static final TradeFiles READER =
            TradeFiles.reader().zone(ZoneOffset.UTC).riskPerTrade(100);

    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("windows-1252"));

    private static final Pattern DECIMAL = Pattern.compile("[-+$(]*\\d+\\.\\d+[) \u20ac]*");

    private static TradeFiles reader(Format format) {
        // the order of NinjaTrader's dates is that of the locale, which a short file does not show
        boolean isMonthFirst = format == Format.NINJATRADER || format == Format.NINJATRADER_EXECUTIONS;
        return isMonthFirst ? READER.dates(DateOrder.MONTH_FIRST) : READER;
    }

    private static TradeHistory read(Format format, String text) throws IOException {
        return reader(format).read(new StringReader(text), "file");
    }

    private static BigDecimal profit(TradeHistory history) {
        return history.source().flatMap(TradeSource::profit).orElseThrow();
    }

    private static BigDecimal money(int cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private static int net(Format format, Trade trade) {
        int costs = format.hasCosts()
                ? 0
                : trade.parts().stream().mapToInt(Part::cost).sum();
        return trade.net() + costs;
    }

    private static List<List<String>> rows(Format format, Random random) {
        return PlatformFile.rows(format, PlatformFile.trades(random), random.nextBoolean(), random.nextBoolean());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatAPlatformWritesIsReadBack(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Trade> trades = PlatformFile.trades(random);
        String text = PlatformFile.text(
                format, PlatformFile.rows(format, trades, random.nextBoolean(), random.nextBoolean()));

        TradeHistory history = read(format, text);

        assertThat(history.trades())
                .isEqualTo(trades.stream()
                        .map(trade -> new ClosedTrade(
                                trade.opened(),
                                money(net(format, trade)).doubleValue() / 100,
                                Optional.of(trade.closed(trade.parts().size() - 1)),
                                Optional.empty()))
                        .toList());
        assertThat(profit(history))
                .isEqualByComparingTo(money(
                        trades.stream().mapToInt(trade -> net(format, trade)).sum()));
    }

    /** The fills of Tradovate have the costs, which its performance has not; either of them may be cut off. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void tradovatesPairsHaveTheCostsOfTheirFills(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Trade> trades = PlatformFile.trades(random);
        Format format = Format.TRADOVATE;
        String performance = PlatformFile.text(
                format, PlatformFile.rows(format, trades, random.nextBoolean(), random.nextBoolean()));
        String fills = PlatformFile.text(format, PlatformFile.fillsOfTradovate(trades));
        BigDecimal net = money(trades.stream().mapToInt(Trade::net).sum());
        TradeHistory history = readBoth(performance, fills);
        assertThat(history.trades())
                .extracting(ClosedTrade::rMultiple)
                .containsExactlyElementsOf(trades.stream()
                        .map(trade -> money(trade.net()).doubleValue() / 100)
                        .toList());
        assertThat(profit(history)).isEqualByComparingTo(net);
        String cut =
                fills.substring(0, fills.lastIndexOf('\n', fills.length() - 1 - random.nextInt(fills.length())) + 1);
        try {
            TradeHistory without = readBoth(performance, cut);
            assertThat(profit(without).compareTo(net) == 0 || hasNewNotes(history, without))
                    .as("%s without some fills of %n%s", without, cut)
                    .isTrue();
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    private static TradeHistory readBoth(String performance, String fills) throws IOException {
        Path folder = Files.createTempDirectory("trades");
        Path first = Files.writeString(folder.resolve("performance.csv"), performance);
        Path second = Files.writeString(folder.resolve("fills.csv"), fills);
        try {
            return READER.read(List.of(first, second));
        } finally {
            Files.delete(first);
            Files.delete(second);
            Files.delete(folder);
        }
    }

    /** Nor do line ends and quotation marks. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theEncodingDoesNotMatter(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> rows = rows(format, random);
        TradeHistory expected = read(format, PlatformFile.text(format, rows));
        if (random.nextBoolean()) {
            rows = rows.stream()
                    .map(row -> row.stream().map(cell -> '"' + cell + '"').toList())
                    .toList();
        }
        String text = PlatformFile.text(format, rows).replace("\n", random.nextBoolean() ? "\n" : "\r\n");
        Charset charset = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
        if (!charset.newEncoder().canEncode(text)) {
            charset = StandardCharsets.UTF_8;
        }
        boolean canBeMarked = charset.name().startsWith("UTF");
        Path file = Files.createTempFile("trades", ".csv");
        try {
            Files.writeString(file, (canBeMarked && random.nextBoolean() ? "\ufeff" : "") + text, charset);
            TradeHistory history = reader(format).read(file);

            assertThat(history.trades()).isEqualTo(expected.trades());
            assertThat(profit(history)).isEqualByComparingTo(profit(expected));
        } finally {
            Files.delete(file);
        }
    }

    /** Semicolons between cells, or quotation marks, leave the comma free for decimals and thousands. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void otherNumbersAreReadTheSameOrNotedOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> rows = rows(format, random);
        boolean comma = random.nextBoolean();
        boolean grouped = random.nextBoolean();
        boolean quoted = random.nextBoolean();
        List<List<String>> changed = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> DECIMAL.matcher(cell).matches() ? written(cell, comma, grouped) : cell)
                        .map(cell -> quoted ? '"' + cell + '"' : cell)
                        .toList())
                .toList();
        assertReadTheSameOrNotedOrRefused(
                format,
                PlatformFile.text(format, rows),
                PlatformFile.text(format, changed, quoted ? format.separator() : ';'));
    }

    private static String written(String cell, boolean comma, boolean grouped) {
        String english = grouped ? cell.replaceAll("(\\d)(\\d{3})\\.", "$1,$2.") : cell;
        return comma ? english.replace(',', '_').replace('.', ',').replace('_', '.') : english;
    }

    /**
     * The profit is that of all rows that are whole, or of the row too that is cut off, if its numbers are; else a note
     * says so, or the file is refused.
     */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aFileThatIsCutOffIsReadUpToThereOrNotedOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String text = PlatformFile.text(format, PlatformFile.rows(format, PlatformFile.trades(random), false, false));
        String shorter = text.substring(0, 1 + random.nextInt(text.length() - 1));
        String whole = shorter.substring(0, shorter.lastIndexOf('\n') + 1);
        String next = text.substring(0, text.indexOf('\n', shorter.length() - 1) + 1);
        try {
            TradeHistory history = read(format, shorter);
            BigDecimal profit = profit(history);
            assertThat(profit.compareTo(profitOrZero(format, whole)) == 0
                            || profit.compareTo(profitOrZero(format, next)) == 0
                            || hasNewNotes(read(format, next), history))
                    .as("%s of%n%s", history, shorter)
                    .isTrue();
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    private static BigDecimal profitOrZero(Format format, String text) throws IOException {
        try {
            return profit(read(format, text));
        } catch (InvalidTradesException e) {
            return BigDecimal.ZERO;
        }
    }

    /** One row, all rows, or the whole file. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void rowsThatStandTwiceAreReadOnceOrNotedOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> rows = rows(format, random);
        List<List<String>> doubled = new ArrayList<>(rows);
        int place = 1 + random.nextInt(rows.size() - 1);
        doubled.add(place, rows.get(place));

        assertReadTheSameOrNotedOrRefused(format, rows, doubled);
    }

    /** A profit with another cent, or a trade that is missing before the last, differs from the running total. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aTradeThatIsChangedOrMissingIsNoted(
            @ForAll("withRunningTotal") Format format, @ForAll long seed, @ForAll boolean missing) throws IOException {
        Random random = new Random(seed);
        List<Trade> trades = PlatformFile.trades(random);
        List<List<String>> rows = PlatformFile.rows(format, trades, random.nextBoolean(), random.nextBoolean());
        int closes = trades.stream().mapToInt(trade -> trade.parts().size()).sum();
        Assume.that(!missing || closes > 1);
        String number = String.valueOf(1 + random.nextInt(missing ? closes - 1 : closes));
        List<List<String>> changed = new ArrayList<>();
        rows.forEach(row -> {
            if (!row.get(0).equals(number)) {
                changed.add(row);
            } else if (!missing) {
                changed.add(withAnotherCent(format, row));
            }
        });
        TradeHistory whole = read(format, PlatformFile.text(format, rows));
        TradeHistory history = read(format, PlatformFile.text(format, changed));

        assertThat(whole.source().orElseThrow().total())
                .hasValueSatisfying(total -> assertThat(total.amount()).isEqualByComparingTo(profit(whole)));
        assertThat(profit(history).compareTo(profit(whole)) == 0 || hasNewNotes(whole, history))
                .as("%s of%n%s", history, changed)
                .isTrue();
    }

    @Provide
    static Arbitrary<Format> withRunningTotal() {
        return Arbitraries.of(Format.class).filter(Format::hasRunningTotal);
    }

    /** The last digit of the profit is another. */
    private static List<String> withAnotherCent(Format format, List<String> row) {
        int place = PlatformFile.placeOfProfit(format);
        String profit = row.get(place);
        int digit = profit.length() - 1;
        while (!Character.isDigit(profit.charAt(digit))) {
            digit--;
        }
        int another = (profit.charAt(digit) - '0' + 1) % 10;
        List<String> changed = new ArrayList<>(row);
        changed.set(place, profit.substring(0, digit) + another + profit.substring(digit + 1));
        return changed;
    }

    /** Columns that stand elsewhere, twice, under another name or not at all. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void columnsThatChangeAreReadTheSameOrNotedOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> rows = rows(format, random);
        List<List<String>> changed = PlatformFileProperties.copy(rows);
        Change.ofColumns(random).apply(changed);

        assertReadTheSameOrNotedOrRefused(format, rows, changed);
    }

    private static void assertReadTheSameOrNotedOrRefused(
            Format format, List<List<String>> before, List<List<String>> after) throws IOException {
        assertReadTheSameOrNotedOrRefused(format, PlatformFile.text(format, before), PlatformFile.text(format, after));
    }

    private static void assertReadTheSameOrNotedOrRefused(Format format, String before, String after)
            throws IOException {
        TradeHistory whole = read(format, before);
        try {
            TradeHistory changed = read(format, after);
            assertThat(profit(changed).compareTo(profit(whole)) == 0 || hasNewNotes(whole, changed))
                    .as("%s of%n%s against %s of%n%s", changed, after, whole, before)
                    .isTrue();
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    /** Whether a history says something that the other does not say of any line. */
    private static boolean hasNewNotes(TradeHistory before, TradeHistory after) {
        return !messages(before).containsAll(messages(after));
    }

    private static Set<String> messages(TradeHistory history) {
        return history.notes().stream().map(ImportIssue::message).collect(Collectors.toSet());
    }

    private static List<List<String>> copy(List<List<String>> rows) {
        List<List<String>> copy = new ArrayList<>();
        rows.forEach(row -> copy.add(new ArrayList<>(row)));
        return copy;
    }

    /** A change of one place of a file. */
    private record Change(Kind kind, int row, int column, String cell) {

        /** What is changed. */
        enum Kind {
            COLUMN_MISSING,
            COLUMN_DOUBLED,
            COLUMN_MOVED,
            COLUMN_RENAMED,
            ROW_MISSING,
            ROW_ADDED,
            ROW_MOVED,
            CELL_CHANGED,
            CELL_MISSING
        }

        /** What readers look for, and what is hard to read. */
        private static final List<String> WORDS = List.of(
                "",
                "Balance",
                "Profit",
                "S / L",
                "T / P",
                "Price",
                "Time",
                "Type",
                "Market Price",
                "Pips",
                "in",
                "out",
                "buy",
                "sell",
                "#",
                "Trade #",
                "Entry long",
                "Exit short",
                "Open",
                "1e999999999",
                "1E-999999999",
                "-0",
                "1.234,56",
                "$(1.00)",
                "99/99/9999 99:99",
                "2026-01-05 10:00[Nowhere]",
                "2026-01-05",
                "Net Profit",
                "Commission",
                "Account",
                "Header",
                "Trades",
                "Total Net Profit:",
                "Closed P/L:",
                "1,000",
                "NaN",
                "\u221e",
                "\u001f",
                "\ufeff",
                "\u0000",
                "\"",
                "UTC",
                "(UTC+99)",
                "1 234",
                "12:00",
                "\u0661",
                "9".repeat(400));

        static Change any(Random random) {
            return of(Kind.values(), random);
        }

        static Change ofColumns(Random random) {
            Kind[] kinds = {Kind.COLUMN_MISSING, Kind.COLUMN_DOUBLED, Kind.COLUMN_MOVED, Kind.COLUMN_RENAMED};
            Change change = of(kinds, random);
            return new Change(change.kind, change.row, change.column, "Unheard of");
        }

        private static Change of(Kind[] kinds, Random random) {
            return new Change(
                    kinds[random.nextInt(kinds.length)],
                    random.nextInt(1_000),
                    random.nextInt(1_000),
                    WORDS.get(random.nextInt(WORDS.size())));
        }

        void apply(List<List<String>> rows) {
            if (rows.isEmpty() || rows.stream().anyMatch(List::isEmpty)) {
                return;
            }
            int at = row % rows.size();
            List<String> cells = rows.get(at);
            switch (kind) {
                case COLUMN_MISSING -> rows.forEach(each -> each.remove(column % each.size()));
                case COLUMN_DOUBLED ->
                    rows.forEach(each -> each.add(row % (each.size() + 1), each.get(column % each.size())));
                case COLUMN_MOVED ->
                    rows.forEach(each -> Collections.swap(each, row % each.size(), column % each.size()));
                case COLUMN_RENAMED -> rows.get(0).set(column % rows.get(0).size(), cell);
                case ROW_MISSING -> rows.remove(at);
                case ROW_ADDED -> rows.add(at, new ArrayList<>(Collections.nCopies(1 + column % cells.size(), cell)));
                case ROW_MOVED -> Collections.swap(rows, at, column % rows.size());
                case CELL_CHANGED -> cells.set(column % cells.size(), cell);
                case CELL_MISSING -> cells.remove(column % cells.size());
            }
        }
    }

    /** A file that is not what it seems is read or refused; it never ends a reader in another way. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whateverIsInAFileIsReadOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> rows = copy(rows(format, random));
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            Change.any(random).apply(rows);
        }
        TradeFiles reader = switch (random.nextInt(3)) {
            case 0 -> READER;
            case 1 -> TradeFiles.reader().dates(DateOrder.DAY_FIRST);
            default -> READER.profitIsGross().profitColumn("Profit");
        };
        try {
            TradeHistory history = reader.read(new StringReader(PlatformFile.text(format, rows)), "file");
            assertThat(history.source()).isPresent();
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }
}
