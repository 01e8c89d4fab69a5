package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.history.ClosedTrade;
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
import java.util.regex.Pattern;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

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

    /** Semicolons between cells leave the comma free for decimals. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void decimalCommasAreReadTheSameOrNotedOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        List<List<String>> rows = rows(format, new Random(seed));
        List<List<String>> changed = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> DECIMAL.matcher(cell).matches() ? cell.replace('.', ',') : cell)
                        .toList())
                .toList();

        assertReadTheSameOrNotedOrRefused(format, PlatformFile.text(format, rows), PlatformFile.text(changed, ';'));
    }

    /** The numbers of rows without end are the same as those of all rows that are whole, or the file is refused. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aFileThatIsCutOffIsReadUpToThereOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String text = PlatformFile.text(format, PlatformFile.rows(format, PlatformFile.trades(random), false, false));
        String shorter = text.substring(0, 1 + random.nextInt(text.length() - 1));
        if (shorter.lines().count() <= 4) {
            return; // too few rows to show what a cell of their column looks like
        }
        String whole = shorter.substring(0, shorter.lastIndexOf('\n') + 1);
        String next = text.substring(0, text.indexOf('\n', shorter.length() - 1) + 1);
        try {
            BigDecimal profit = profit(read(format, shorter));
            assertThat(List.of(profitOrZero(format, whole), profitOrZero(format, next)))
                    .contains(profit);
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

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aRowThatStandsTwiceIsNotedOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<List<String>> rows = rows(format, random);
        List<List<String>> doubled = new ArrayList<>(rows);
        int place = 1 + random.nextInt(rows.size() - 1);
        doubled.add(place, rows.get(place));

        assertReadTheSameOrNotedOrRefused(format, rows, doubled);
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
            assertThat(profit(changed).compareTo(profit(whole)) == 0
                            || !changed.notes().equals(whole.notes()))
                    .as("%s of%n%s against %s of%n%s", changed, after, whole, before)
                    .isTrue();
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
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
