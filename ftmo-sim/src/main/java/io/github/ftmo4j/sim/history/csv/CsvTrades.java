package io.github.ftmo4j.sim.history.csv;

import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.csv.Columns.Content;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads trade histories from CSV files.
 *
 * <p>The first row names the columns. They are separated by commas, semicolons or tabs, whichever that row has. Blank
 * rows and unknown columns are ignored. Letter case, spaces, {@code _ - /} and brackets do not matter in names. Names
 * of one content are listed below in order of preference: the first kind that the file has is taken, and two columns of
 * one kind are refused as ambiguous.
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><th>Content</th><th>Names, in order of preference</th></tr>
 * <tr><td>time</td><td>{@code open time}, {@code opened}, {@code opened at}, {@code entry time}; else {@code time}, {@code date},
 * {@code datetime}, {@code date and time}; else {@code close time}, {@code closed}, {@code exit time}</td></tr>
 * <tr><td>R-multiple</td><td>{@code r}, {@code r multiple}, {@code r mult}</td></tr>
 * <tr><td>profit</td><td>{@code profit}, {@code pnl}, {@code p&l}, {@code p/l}, {@code net profit}, {@code net p&l},
 * {@code net pnl}, {@code net p/l}; a currency code may follow</td></tr>
 * <tr><td>risk, as an amount of money</td><td>{@code risk}, {@code risk amount}, {@code money at risk}, {@code initial risk}; a
 * currency code may follow</td></tr>
 * </table>
 *
 * The R-multiple is the column of that name if there is one, else profit divided by the column of the risk, else profit
 * divided by the {@linkplain #riskPerTrade(double) constant risk}. A file with profit but without risk is refused.
 *
 * <p>A file whose profit stands beside columns of costs (commission, swap, fee, tax and the like) that are not all zero
 * is refused, unless the profit is named net, or the reader is told whether it {@linkplain #profitIsGross() is gross}
 * or {@linkplain #profitIsNet() net}. Rows that repeat the number of a trade are {@linkplain TradeHistory#notes()
 * noted}: with the same time and result they may stand twice in the file, otherwise they may be parts of one position.
 *
 * <p>Times are ISO 8601 with or without offset or zone, or {@code 2025-04-01 03:45}, {@code 2025.04.01 03:45} or
 * {@code 01.04.2025 03:45}, each with or without seconds or the time of day; a date alone stands for its first instant.
 * Numbers may group thousands ({@code 1,234.50} where quoted or not separated by commas), and be negative by {@code -},
 * {@code −} or parentheses. A decimal comma is read as such where commas do not separate columns, if the file's numbers
 * show without doubt that it is one.
 *
 * <p>TradingView's <em>List of trades</em> is recognised by its columns {@code Trade #} (or {@code Trade number}) and
 * {@code Type}: the two rows of a trade are read as one, at the time of its entry. Trades that are still open are left
 * out and {@linkplain TradeHistory#notes() noted}.
 *
 * <p>Trades of the same instant stay in the order of the file, or are reversed if the file begins with the newest.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class CsvTrades {

    private final ZoneId zone;
    private final OptionalDouble riskPerTrade;
    private final Map<Content, String> named;
    private final Optional<ProfitBasis> basis;

    private CsvTrades(
            ZoneId zone, OptionalDouble riskPerTrade, Map<Content, String> named, Optional<ProfitBasis> basis) {
        this.zone = zone;
        this.riskPerTrade = riskPerTrade;
        this.named = named;
        this.basis = basis;
    }

    /**
     * A reader that takes times without offset as UTC, has no constant risk, and recognises columns by their names.
     *
     * @return the reader
     */
    public static CsvTrades reader() {
        return new CsvTrades(ZoneOffset.UTC, OptionalDouble.empty(), new EnumMap<>(Content.class), Optional.empty());
    }

    /**
     * States the zone of times that have neither offset nor zone. A time that occurred twice, when clocks were set
     * back, is taken as the earlier instant. A time that never occurred is a problem of its row.
     *
     * @param newZone the zone
     * @return a reader that differs in this
     */
    public CsvTrades zone(ZoneId newZone) {
        Objects.requireNonNull(newZone, "zone");
        return new CsvTrades(newZone, riskPerTrade, named, basis);
    }

    /**
     * States the money at risk of each trade, for files without a column for it.
     *
     * @param amount money in the currency of the profit, above zero
     * @return a reader that differs in this
     * @throws IllegalArgumentException if the amount is NaN, infinite or not above zero
     */
    public CsvTrades riskPerTrade(double amount) {
        if (!(amount > 0 && amount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("riskPerTrade must be above zero and finite, was " + amount);
        }
        return new CsvTrades(zone, OptionalDouble.of(amount), named, basis);
    }

    /**
     * States that the profit is before costs: the columns of costs are added to it. Amounts of a column of swaps, and
     * of a column that holds a negative amount, count as the balance moves, so that −7.00 is a cost; positive amounts
     * of any other column are costs. Empty cells are zero. A {@linkplain TradeHistory#notes() note} says what was
     * added. A file without a column of costs is refused.
     *
     * @return a reader that differs in this
     */
    public CsvTrades profitIsGross() {
        return new CsvTrades(zone, riskPerTrade, named, Optional.of(ProfitBasis.GROSS));
    }

    /**
     * States that the profit is after costs: columns of costs are ignored.
     *
     * @return a reader that differs in this
     */
    public CsvTrades profitIsNet() {
        return new CsvTrades(zone, riskPerTrade, named, Optional.of(ProfitBasis.NET));
    }

    /**
     * Names the column of the time.
     *
     * @param name its name in the file
     * @return a reader that differs in this
     */
    public CsvTrades timeColumn(String name) {
        return named(Content.TIME, name);
    }

    /**
     * Names the column of the R-multiple.
     *
     * @param name its name in the file
     * @return a reader that differs in this
     */
    public CsvTrades rColumn(String name) {
        return named(Content.R, name);
    }

    /**
     * Names the column of the profit. It is then preferred to a column of the R-multiple that is not named as well.
     *
     * @param name its name in the file
     * @return a reader that differs in this
     */
    public CsvTrades profitColumn(String name) {
        return named(Content.PROFIT, name);
    }

    /**
     * Names the column of the risk.
     *
     * @param name its name in the file
     * @return a reader that differs in this
     */
    public CsvTrades riskColumn(String name) {
        return named(Content.RISK, name);
    }

    private CsvTrades named(Content content, String name) {
        Objects.requireNonNull(name, "name");
        Map<Content, String> more = new EnumMap<>(named);
        more.put(content, name);
        return new CsvTrades(zone, riskPerTrade, more, basis);
    }

    /**
     * Reads a file in UTF-8, or in UTF-16 if it begins with a byte-order mark.
     *
     * @param file the file
     * @return its trades
     * @throws InvalidTradesException if anything in it is wrong or missing; it lists all problems
     * @throws IOException if it cannot be read
     */
    public TradeHistory read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return read(new String(bytes, charset(bytes)), file.toString());
    }

    /**
     * Reads text to its end. Does not close the reader.
     *
     * @param reader the text
     * @param sourceName its name in messages
     * @return its trades
     * @throws InvalidTradesException if anything in it is wrong or missing; it lists all problems
     * @throws IOException if it cannot be read
     */
    public TradeHistory read(Reader reader, String sourceName) throws IOException {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return read(text.toString(), sourceName);
    }

    private TradeHistory read(String text, String sourceName) throws InvalidTradesException {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return CsvReading.read(withoutMark, sourceName, named, zone, riskPerTrade, basis);
    }

    private static Charset charset(byte[] bytes) {
        return startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0xff, 0xfe)
                ? StandardCharsets.UTF_16
                : StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }
}
