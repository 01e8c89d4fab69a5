package io.github.ftmo4j.examples.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.examples.imports.ImportFile.Format;
import io.github.ftmo4j.examples.imports.ImportFile.Trade;
import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.ImportIssue;
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
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private static final Pattern DECIMAL = Pattern.compile("(\\d)\\.(\\d\\d)$");
    private static final Pattern FIELD = Pattern.compile("\"\\w+\": (?=[-\"\\dtf])");

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

    /**
     * A row that stands twice, columns that stand elsewhere, twice, under another name or not at all, decimal commas.
     */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void rowsAndColumnsThatChangeAreReadTheSameOrNotedOrRefused(@ForAll Format format, @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        if (format.isJson()) {
            return; // see fieldsThatChangeAreReadTheSameOrNotedOrRefused
        }
        List<List<String>> rows = ImportFile.rows(format, ImportFile.trades(format, random), random.nextBoolean());
        List<List<String>> changed = new ArrayList<>();
        rows.forEach(row -> changed.add(new ArrayList<>(row)));
        int one = random.nextInt(14);
        int two = random.nextInt(14);
        List<List<String>> wide =
                changed.stream().filter(row -> row.size() > Math.max(one, two)).toList();
        switch (random.nextInt(6)) {
            case 0 -> changed.add(one % changed.size(), changed.get(one % changed.size()));
            case 1 -> wide.forEach(row -> Collections.swap(row, one, two));
            case 2 -> wide.forEach(row -> row.add(one, row.get(two)));
            case 3 -> wide.forEach(row -> row.remove(one));
            case 4 ->
                wide.stream()
                        .filter(row -> !row.get(one).matches(".*\\d.*"))
                        .forEach(row -> row.set(one, "Unheard of"));
            default ->
                changed.forEach(
                        row -> row.replaceAll(cell -> DECIMAL.matcher(cell).replaceAll("$1,$2")));
        }
        assertReadTheSameOrNotedOrRefused(report(format, rows, random), report(format, changed, random));
    }

    /** A trade that stands twice, a field under another name, without a value, or as a text with a decimal comma. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void fieldsThatChangeAreReadTheSameOrNotedOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        if (!format.isJson()) {
            return;
        }
        byte[] bytes = ImportFile.json(format, ImportFile.trades(format, random));
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> fields =
                FIELD.matcher(text).results().map(MatchResult::group).distinct().toList();
        String field = fields.get(random.nextInt(fields.size()));
        int trade = text.indexOf('[');
        String changed = switch (random.nextInt(4)) {
            case 0 -> text.replace(field, "\"unheard of\": ");
            case 1 -> text.replaceAll(field + "[^,}\\]{\\[]+", field + "null");
            case 2 -> text.replaceAll(field + "(-?\\d+)\\.(\\d+)", field + "\"$1,$2\"");
            default ->
                text.substring(0, trade + 1)
                        + text.substring(trade + 1, text.indexOf('}', text.indexOf("lose", trade)) + 1) + ","
                        + text.substring(trade + 1);
        };
        assertReadTheSameOrNotedOrRefused(bytes, changed.getBytes(StandardCharsets.UTF_8));
    }

    private void assertReadTheSameOrNotedOrRefused(byte[] before, byte[] after) throws IOException {
        TradeHistory whole = read(before);
        try {
            TradeHistory changed = read(after);
            assertThat(profit(changed).compareTo(profit(whole)) == 0 || hasNewNotes(whole, changed))
                    .as(() -> changed + " of " + new String(after, StandardCharsets.UTF_8) + " against " + whole
                            + " of " + new String(before, StandardCharsets.UTF_8))
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

    /**
     * Nothing else ends a reader. A packed file proves that its bytes are right; where a file states the sum of its
     * profit, another one is noted, but for a cent for each of at most 24 closes.
     */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void aFileOfWhichBytesChangeIsReadOrRefused(@ForAll Format format, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = bytes(format, ImportFile.trades(format, random), random);
        TradeHistory whole = read(bytes);
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        try {
            TradeHistory history = read(bytes);
            boolean isChecked =
                    bytes[0] == 'P' || history.source().orElseThrow().total().isPresent();
            BigDecimal difference = profit(history).subtract(profit(whole)).abs();
            assertThat(!isChecked || difference.compareTo(new BigDecimal("0.24")) <= 0 || hasNewNotes(whole, history))
                    .as("%s against %s", history, whole)
                    .isTrue();
        } catch (InvalidTradesException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }
}
