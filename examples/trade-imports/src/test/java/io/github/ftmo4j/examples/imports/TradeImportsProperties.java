package io.github.ftmo4j.examples.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.examples.imports.ImportFile.Format;
import io.github.ftmo4j.examples.imports.ImportFile.Trade;
import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import io.github.ftmo4j.sim.history.file.TradeFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

/** What platforms write is read back, and what befalls their files is seen. A seed makes the trades and the damage. */
class TradeImportsProperties {

    private static final TradeFiles READER =
            TradeFiles.reader().zone(ZoneOffset.UTC).riskPerTrade(100);

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16,
            Charset.forName("x-UTF-16LE-BOM"),
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("windows-1252"),
            Charset.forName("Shift_JIS"));

    private @Nullable Path file;

    @BeforeProperty
    void makeFile() throws IOException {
        file = Files.createTempFile("trades", "");
    }

    @AfterProperty
    void removeFile() throws IOException {
        Files.delete(path());
    }

    private Path path() {
        return Optional.ofNullable(file).orElseThrow();
    }

    private TradeHistory read(byte[] bytes) throws IOException {
        return READER.read(Files.write(path(), bytes));
    }

    private static BigDecimal profit(TradeHistory history) {
        return history.source().flatMap(TradeSource::profit).orElseThrow();
    }

    /** In one of the kinds of file that the platform writes. */
    private static byte[] report(Format format, List<List<String>> rows, Random random) throws IOException {
        if (format.isHtml() && (!format.isXlsx() || random.nextBoolean())) {
            return ImportFile.html(rows, CHARSETS.get(random.nextInt(CHARSETS.size())));
        }
        return ImportFile.xlsx(rows, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
    }

    private static byte[] bytes(Format format, List<Trade> trades, Random random) throws IOException {
        return format.isJson()
                ? ImportFile.json(format, trades)
                : report(format, ImportFile.rows(format, trades, random.nextBoolean()), random);
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void whatAPlatformWritesIsReadBack(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Trade> trades = ImportFile.trades(format, random);

        TradeHistory history = read(bytes(format, trades, random));

        assertThat(history.trades())
                .isEqualTo(trades.stream()
                        .map(trade -> new ClosedTrade(
                                trade.opened(),
                                BigDecimal.valueOf(trade.gross() - trade.cost(), 2)
                                                .doubleValue()
                                        / 100,
                                Optional.of(trade.closed()),
                                Optional.empty()))
                        .toList());
        Optional<TradeSource.StatedTotal> total = history.source().orElseThrow().total();
        assertThat(total.isPresent()).isEqualTo(format.hasTotal());
        assertThat(total.stream()).allMatch(TradeSource.StatedTotal::agrees);
    }

    /** A row that stands twice, and columns that stand elsewhere or twice. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void rowsAndColumnsThatChangeAreReadTheSameOrNotedOrRefused(@ForAll Format format, @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        if (format.isJson()) {
            return; // fields have names, and have no places
        }
        List<List<String>> rows = ImportFile.rows(format, ImportFile.trades(format, random), random.nextBoolean());
        List<List<String>> changed = new ArrayList<>();
        rows.forEach(row -> changed.add(new ArrayList<>(row)));
        int one = random.nextInt(14);
        int two = random.nextInt(14);
        switch (random.nextInt(3)) {
            case 0 -> changed.add(one % changed.size(), changed.get(one % changed.size()));
            case 1 ->
                changed.stream()
                        .filter(row -> row.size() > Math.max(one, two))
                        .forEach(row -> Collections.swap(row, one, two));
            default ->
                changed.stream()
                        .filter(row -> row.size() > Math.max(one, two))
                        .forEach(row -> row.add(one, row.get(two)));
        }
        TradeHistory whole = read(report(format, rows, random));
        try {
            TradeHistory damaged = read(report(format, changed, random));
            assertThat(profit(damaged).compareTo(profit(whole)) == 0
                            || !damaged.notes().equals(whole.notes()))
                    .as(() -> damaged + " of " + changed + " against " + whole + " of " + rows)
                    .isTrue();
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aFileThatIsCutOffIsRefusedOrWhole(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = bytes(format, ImportFile.trades(format, random), random);
        BigDecimal whole = profit(read(bytes));
        try {
            assertThat(profit(read(Arrays.copyOf(bytes, random.nextInt(bytes.length)))))
                    .isEqualByComparingTo(whole);
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    /** Nothing else ends a reader; a packed file proves that its bytes are right. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aFileOfWhichBytesChangeIsReadOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = bytes(format, ImportFile.trades(format, random), random);
        BigDecimal whole = profit(read(bytes));
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        try {
            TradeHistory history = read(bytes);
            assertThat(bytes[0] != 'P' || profit(history).compareTo(whole) == 0).isTrue();
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }
}
