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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** What platforms write is read back, and what befalls their files is seen. */
class PlatformFileProperties {

    private static final TradeFiles READER =
            TradeFiles.reader().zone(ZoneOffset.UTC).riskPerTrade(100);

    @Provide
    Arbitrary<List<Trade>> trades() {
        Arbitrary<List<Part>> parts = Combinators.combine(
                        Arbitraries.integers().between(-50_000, 50_000),
                        Arbitraries.integers().between(0, 999))
                .as(Part::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        return Combinators.combine(Arbitraries.integers().between(10, 5_000), Arbitraries.of(true, false), parts)
                .as((gap, isLong, closes) -> new Trade(Instant.EPOCH.plusSeconds(60L * gap), isLong, closes))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(PlatformFileProperties::oneAfterTheOther);
    }

    /** The times of their openings are gaps between them. */
    private static List<Trade> oneAfterTheOther(List<Trade> trades) {
        List<Trade> ordered = new ArrayList<>();
        Instant at = Instant.parse("2026-01-05T09:00:00Z");
        for (Trade trade : trades) {
            at = at.plusSeconds(trade.opened().getEpochSecond());
            ordered.add(new Trade(at, trade.isLong(), trade.parts()));
        }
        return ordered;
    }

    private static TradeHistory read(Format format, String text) throws IOException {
        // the order of NinjaTrader's dates is that of the locale, which a short file does not show
        TradeFiles reader = format == Format.NINJATRADER ? READER.dates(DateOrder.MONTH_FIRST) : READER;
        return reader.read(new StringReader(text), "file");
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

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void whatAPlatformWritesIsReadBack(
            @ForAll Format format,
            @ForAll("trades") List<Trade> trades,
            @ForAll boolean newestFirst,
            @ForAll boolean deposits)
            throws IOException {
        String text = PlatformFile.text(format, PlatformFile.rows(format, trades, newestFirst, deposits));

        TradeHistory history = read(format, text);

        assertThat(history.trades())
                .containsExactlyElementsOf(trades.stream()
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

    /** 10,000 files of each platform and more. */
    @Tag("thorough")
    @Property(tries = 170_000, edgeCases = EdgeCasesMode.NONE)
    void manyFilesAreReadBack(
            @ForAll Format format,
            @ForAll("trades") List<Trade> trades,
            @ForAll boolean newestFirst,
            @ForAll boolean deposits)
            throws IOException {
        whatAPlatformWritesIsReadBack(format, trades, newestFirst, deposits);
    }

    /** The numbers of rows without end are the same as those of all rows that are whole, or the file is refused. */
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void aFileThatIsCutOffIsReadUpToThereOrRefused(
            @ForAll Format format, @ForAll("trades") List<Trade> trades, @ForAll @IntRange(max = 100_000) int cut)
            throws IOException {
        String text = PlatformFile.text(format, PlatformFile.rows(format, trades, false, false));
        String shorter = text.substring(0, cut % text.length());
        Assume.that(shorter.lines().count() > 4);
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

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void aRowThatStandsTwiceIsNotedOrRefused(
            @ForAll Format format, @ForAll("trades") List<Trade> trades, @ForAll @IntRange(max = 1_000) int row)
            throws IOException {
        List<List<String>> rows = PlatformFile.rows(format, trades, false, false);
        TradeHistory once = read(format, PlatformFile.text(format, rows));
        List<List<String>> doubled = new ArrayList<>(rows);
        int place = 1 + row % (rows.size() - 1);
        doubled.add(place, rows.get(place));
        try {
            TradeHistory twice = read(format, PlatformFile.text(format, doubled));
            assertThat(profit(twice).compareTo(profit(once)) == 0
                            || !twice.notes().equals(once.notes()))
                    .as("%s against %s", twice, once)
                    .isTrue();
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    /** Where platforms are recognised by the places of columns, other places are another file. */
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void columnsThatMovedAreReadTheSameOrRefused(
            @ForAll Format format,
            @ForAll("trades") List<Trade> trades,
            @ForAll @IntRange(max = 100) int from,
            @ForAll @IntRange(max = 100) int to)
            throws IOException {
        List<List<String>> rows = PlatformFile.rows(format, trades, false, false);
        TradeHistory before = read(format, PlatformFile.text(format, rows));
        int width = rows.get(0).size();
        List<List<String>> moved = new ArrayList<>();
        for (List<String> cells : rows) {
            List<String> swapped = new ArrayList<>(cells);
            Collections.swap(swapped, from % width, to % width);
            moved.add(swapped);
        }
        try {
            TradeHistory after = read(format, PlatformFile.text(format, moved));
            assertThat(profit(after).compareTo(profit(before)) == 0
                            || !after.notes().equals(before.notes()))
                    .as("%s against %s", after, before)
                    .isTrue();
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
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

    /** Any text, and words that readers look for. */
    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<String> words = Arbitraries.of(
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
                "∞");
        return Combinators.combine(
                        Arbitraries.of(Change.Kind.class),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.oneOf(words, Arbitraries.strings().ofMaxLength(12)))
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    /** A file that is not what it seems is read or refused; it never ends a reader in another way. */
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void whateverIsInAFileIsReadOrRefused(
            @ForAll Format format, @ForAll("trades") List<Trade> trades, @ForAll("changes") List<Change> changes)
            throws IOException {
        List<List<String>> rows = new ArrayList<>();
        PlatformFile.rows(format, trades, false, true).forEach(row -> rows.add(new ArrayList<>(row)));
        changes.forEach(change -> change.apply(rows));
        for (TradeFiles reader :
                List.of(READER, TradeFiles.reader().dates(DateOrder.DAY_FIRST), READER.profitIsGross())) {
            try {
                TradeHistory history = reader.read(new StringReader(PlatformFile.text(format, rows)), "file");
                assertThat(history.source()).isPresent();
            } catch (InvalidTradesException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
    }
}
