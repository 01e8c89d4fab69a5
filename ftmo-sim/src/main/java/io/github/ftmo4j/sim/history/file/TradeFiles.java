package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.Remedy;
import io.github.ftmo4j.sim.history.TradeHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads a trader's own files: the exports of platforms, and CSV files with a row for each trade.
 *
 * <p>Files are recognised by their content, never by their name. CSV is read by this class; HTML, XLSX, JSON and others
 * by the {@link TableReader}s that are found. A file that cannot be read for certain is refused with what was seen and
 * what to state.
 *
 * <p><b>Platforms.</b> MetaTrader 4 and 5 (histories, statements, deals, tester reports), signals of MQL5, the FTMO
 * journal, Tradovate (performance and position history, together with the fills for costs, or the fills of futures that
 * are quoted in plain numbers), NinjaTrader 8 (trades, and executions of such futures), TopstepX, cTrader, DXtrade,
 * Rithmic, TradingView, Myfxbook, QuantConnect, vectorbt, backtesting.py, freqtrade, Quantower, thinkorswim and
 * Interactive Brokers. For these it is known whether the profit is before or after costs; the result of a trade is
 * after them.
 *
 * <p><b>One trade.</b> A position that was closed in parts is one trade, from its first entry to its last exit. Parts
 * are rows that name the same position or opening fill, or have the same account, symbol, side, time and price of the
 * entry. Fills are matched in the order of time, a close with an opening of its own volume if there is one, else with
 * the oldest; fills matched with each other are one trade. The excursions of parts are added: they did not need to
 * happen at once, so that the sum bounds those of the position.
 *
 * <p><b>Not counted.</b> Deposits, credits, conversions of currencies, cancelled and unfilled orders, open positions
 * and rows of totals are left out and {@linkplain TradeHistory#notes() noted}. So are rows that repeat a numbered
 * trade, trades that stand in several files, and trades that another account copied within 5 seconds.
 *
 * <p><b>Other files.</b> The first row that names a time and a result is the header; what stands before it is skipped
 * and noted. Cells are separated by commas, semicolons or tabs, whichever the header has. Unknown columns are ignored.
 * Letter case, spaces and {@code _ - / . : ( ) [ ]} do not matter in names. Names of one content are listed below in
 * order of preference: the first kind that the file has is taken, and two columns of one kind are refused as ambiguous.
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><th>Content</th><th>Names, in order of preference</th></tr>
 * <tr><td>time</td><td>{@code open time}, {@code opened}, {@code opened at}, {@code opened date}, {@code date opened},
 * {@code open date time}, {@code opening time}, {@code open date}, {@code entry time}, {@code entry date time},
 * {@code entered at}, {@code entry date}; else {@code time}, {@code date}, {@code datetime}, {@code date and time}; else
 * {@code close time}, {@code closed}, {@code close date}, {@code closing time}, {@code exit time}, {@code exit date},
 * {@code trade time}; a zone such as {@code (UTC+2)} may follow; a {@code date} and a {@code time}, also of the opening or
 * the close, are one column if one has the day and the other the time of the day, or the day as well</td></tr>
 * <tr><td>R-multiple</td><td>{@code r}, {@code r multiple}, {@code r mult}</td></tr>
 * <tr><td>profit</td><td>{@code net profit}, {@code net pnl}, {@code net p&l}, {@code net p/l}, {@code net}; else
 * {@code trade p/l}; else {@code profit}, {@code pnl}, {@code p&l}, {@code p/l}, {@code realized profit}, {@code closed pnl}, {@code gain/loss} and
 * the like, and words of other languages; else
 * {@code gross profit}, {@code gross p/l}; a currency code or sign may follow</td></tr>
 * <tr><td>risk, as an amount of money</td><td>{@code risk}, {@code risk amount}, {@code money at risk}, {@code initial risk}; a
 * currency code or sign may follow</td></tr>
 * <tr><td>time of the close</td><td>{@code close time}, {@code closed}, {@code closed at}, {@code closed date},
 * {@code date closed}, {@code close date time}, {@code closing time}, {@code close date}, {@code exit time},
 * {@code exit date time}, {@code exited at}, {@code exit date}</td></tr>
 * <tr><td>excursions, as amounts of money</td><td>{@code adverse excursion} and {@code favorable excursion}; else {@code mae}
 * and {@code mfe}; a currency code or sign may follow</td></tr>
 * <tr><td>what a row is</td><td>{@code type}, {@code side}, {@code action}, {@code status}, {@code direction} and the like: a
 * word that is neither a trade nor known to be none is refused</td></tr>
 * </table>
 *
 * <p>A file whose profit stands beside columns of costs (commission, swap, fee, tax and the like) that are not all zero
 * is refused, unless the name of the profit says gross or net, or a setting states whether it
 * {@linkplain #profitIsGross() is gross} or {@linkplain #profitIsNet() net}. A profit that is the running total of
 * another column is refused.
 *
 * <p><b>R-multiples</b> are the column of that name if there is one, else profit divided by the column of the risk,
 * else profit divided by the {@linkplain #riskPerTrade(double) constant risk}. They are never guessed: a file with
 * profit but without risk is refused, with the number of its trades and the sum of their profit.
 *
 * <p>The sum of profit that a file states itself is compared with that of its trades, and each difference is noted. It
 * is an amount behind a label such as {@code Total Net Profit}, the running total of TradingView and NinjaTrader, or
 * the one row of totals behind all trades.
 *
 * <p>The time of the close and the excursions may be missing. Excursions are read where the R-multiple comes from the
 * profit, are divided by the same risk, and count without their sign. Where the result is beyond them, as it can be by
 * costs or rounding, they are extended to it, which is {@linkplain TradeHistory#notes() noted}.
 *
 * <p><b>Times</b> are ISO 8601 with or without offset or zone, or {@code 2025-04-01 03:45}, {@code 2025.04.01 03:45},
 * {@code 01.04.2025 03:45}, {@code 1 Apr 2025 03:45}, {@code Apr 1, 2025 3:45 AM} or {@code 04/01/2025 03:45 PM}, each
 * with or without seconds or the time of day; a date alone stands for its first instant. In {@code 04/01/2025} the
 * file's other dates, or the platform, show whether day or month comes first; else the {@linkplain #dates(DateOrder)
 * order must be stated}. <b>Numbers</b> may group thousands, carry a currency, and be negative by {@code -}, {@code −}
 * or parentheses. A decimal comma is read as such where commas do not separate cells, if the file's numbers show
 * without doubt that it is one.
 *
 * <p>Trades of the same instant stay in the order of the file, or are reversed if the file begins with the newest.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class TradeFiles {

    private static final int START = 4_096;
    private static final long MAX_BYTES = 512L << 20;

    private final Settings settings;

    private TradeFiles(Settings settings) {
        this.settings = settings;
    }

    /**
     * A reader that takes times without offset as UTC, has no constant risk, and recognises columns by their names.
     *
     * @return the reader
     */
    public static TradeFiles reader() {
        return new TradeFiles(Settings.standard());
    }

    /**
     * States the zone of times that have neither offset nor zone. A time that occurred twice, when clocks were set
     * back, is taken as the earlier instant. A time that never occurred is a problem of its row.
     *
     * @param zone the zone
     * @return a reader that differs in this
     */
    public TradeFiles zone(ZoneId zone) {
        return with(draft -> draft.zone = Optional.of(zone));
    }

    /**
     * States the money at risk of each trade, for files without a column for it.
     *
     * @param amount money in the currency of the profit, above zero
     * @return a reader that differs in this
     * @throws IllegalArgumentException if the amount is NaN, infinite or not above zero
     */
    public TradeFiles riskPerTrade(double amount) {
        if (!(amount > 0 && amount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("riskPerTrade must be above zero and finite, was " + amount);
        }
        return with(draft -> draft.riskPerTrade = OptionalDouble.of(amount));
    }

    /**
     * States that a file needs not say what was risked: if it does not, and no risk is stated, each trade counts as if
     * it had risked 1, so that its result is money and no R-multiple, which is noted with
     * {@link Remedy#RISK_PER_TRADE}.
     *
     * @return a reader that differs in this
     */
    public TradeFiles profitIsEnough() {
        return with(draft -> draft.profitIsEnough = true);
    }

    /**
     * States that the profit is before costs: the columns of costs are added to it. Amounts of a column of swaps, and
     * of a column that holds a negative amount, count as the balance moves, so that −7.00 is a cost; positive amounts
     * of any other column are costs. Empty cells are zero. A {@linkplain TradeHistory#notes() note} says what was
     * added. A file without a column of costs is refused. Where the platform is recognised this is known, and the
     * statement is not used.
     *
     * @return a reader that differs in this
     */
    public TradeFiles profitIsGross() {
        return basis(ProfitBasis.GROSS);
    }

    /**
     * States that the profit is after costs: columns of costs are part of it. Where the platform is recognised this is
     * known, and the statement is not used.
     *
     * @return a reader that differs in this
     */
    public TradeFiles profitIsNet() {
        return basis(ProfitBasis.NET);
    }

    private TradeFiles with(Consumer<Settings.Draft> change) {
        return new TradeFiles(settings.with(change));
    }

    private TradeFiles basis(ProfitBasis basis) {
        return with(draft -> draft.basis = Optional.of(basis));
    }

    /**
     * States what comes first in dates such as 05/01/2026, for files of which no date shows it.
     *
     * @param order the order
     * @return a reader that differs in this
     */
    public TradeFiles dates(DateOrder order) {
        return with(draft -> draft.dates = Optional.of(order));
    }

    /**
     * States the account to read, for files that have several.
     *
     * @param account its name in the files
     * @return a reader that differs in this
     */
    public TradeFiles account(String account) {
        return with(draft -> draft.account = Optional.of(account));
    }

    /**
     * Names the column of the time. A file of which a column is named is read row by row, whatever platform wrote it.
     *
     * @param name its name in the file
     * @return a reader that differs in this
     */
    public TradeFiles timeColumn(String name) {
        return named(Content.TIME, name);
    }

    /**
     * Names the column of the R-multiple. A file of which a column is named is read row by row, whatever platform wrote
     * it.
     *
     * @param name its name in the file
     * @return a reader that differs in this
     */
    public TradeFiles rColumn(String name) {
        return named(Content.R, name);
    }

    /**
     * Names the column of the profit. It is then preferred to a column of the R-multiple that is not named as well. A
     * file of which a column is named is read row by row, whatever platform wrote it.
     *
     * @param name its name in the file
     * @return a reader that differs in this
     */
    public TradeFiles profitColumn(String name) {
        return named(Content.PROFIT, name);
    }

    /**
     * Names the column of the risk. A file of which a column is named is read row by row, whatever platform wrote it.
     *
     * @param name its name in the file
     * @return a reader that differs in this
     */
    public TradeFiles riskColumn(String name) {
        return named(Content.RISK, name);
    }

    private TradeFiles named(Content content, String name) {
        Objects.requireNonNull(name, "name");
        Map<Content, String> more = new EnumMap<>(settings.named());
        more.put(content, name);
        return with(draft -> draft.named = more);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its trades
     * @throws InvalidTradesException if anything in it is wrong or missing; it lists all problems
     * @throws IOException if it cannot be read
     */
    public TradeHistory read(Path file) throws IOException {
        return read(List.of(file));
    }

    /**
     * Reads files of one trader as one history, such as those of several months or accounts. A trade that stands in
     * several files counts once.
     *
     * @param files the files, at least one
     * @return the trades of all
     * @throws InvalidTradesException if anything in one of them is wrong or missing; it lists all problems of the first
     *     such file
     * @throws IOException if one cannot be read
     * @throws IllegalArgumentException if there are no files
     */
    public TradeHistory read(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files must not be empty");
        }
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            Findings findings = new Findings();
            sources.add(new Source(file.toString(), tables(file, findings), findings));
        }
        return history(sources);
    }

    /**
     * Reads CSV text to its end. Does not close the reader.
     *
     * @param reader the text
     * @param sourceName its name in messages
     * @return its trades
     * @throws InvalidTradesException if anything in it is wrong or missing; it lists all problems
     * @throws IOException if it cannot be read
     */
    public TradeHistory read(Reader reader, String sourceName) throws IOException {
        Findings findings = new Findings();
        return history(List.of(new Source(sourceName, csv(reader, findings), findings)));
    }

    /** A file, as far as it is read. */
    private record Source(String name, List<Table> tables, Findings findings) {}

    private TradeHistory history(List<Source> sources) throws InvalidTradesException {
        Findings all = new Findings();
        Assembly assembly = new Assembly(settings, all);
        List<Reading> readings = sources.stream().map(this::reading).toList();
        List<Tradovate.Commissions> commissions = instances(readings, Tradovate.Commissions.class);
        List<Tradovate.Pairs> pairs = instances(readings, Tradovate.Pairs.class);
        if (!pairs.isEmpty()) {
            pairs.forEach(reading -> reading.commissions(commissions));
        }
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            Reading reading = readings.get(i);
            if (reading instanceof Tradovate.Commissions && !pairs.isEmpty()) {
                continue;
            }
            List<Leg> legs = legs(source, reading);
            String place = sources.size() == 1 ? "" : Path.of(source.name()).getFileName() + ": ";
            source.findings()
                    .notes()
                    .forEach(note -> all.note(
                            note.line(),
                            note.column(),
                            place + note.message(),
                            note.remedies().toArray(Remedy[]::new)));
            assembly.add(reading.format(), legs, source.findings().statedSum());
        }
        String name = sources.stream().map(Source::name).collect(Collectors.joining(", "));
        Optional<TradeHistory> history = assembly.history();
        refuse(name, all);
        return history.orElseThrow();
    }

    private static <T> List<T> instances(List<Reading> readings, Class<T> type) {
        return readings.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Reading reading(Source source) {
        List<Table> tables = source.tables().stream()
                .filter(table -> !table.rows().isEmpty())
                .toList();
        if (tables.isEmpty()) {
            return new UnknownTable(new Table("", false, true, List.of(Row.of(1, List.of("x")))));
        }
        Optional<Reading> known = settings.named().isEmpty() ? Platforms.find(tables) : Optional.empty();
        return known.orElseGet(() -> new UnknownTable(tables.stream()
                .filter(table -> Headers.of(table)
                        .find(header -> Columns.mayBeHeader(header, settings.named()))
                        .isPresent())
                .findFirst()
                .orElse(tables.get(0))));
    }

    private List<Leg> legs(Source source, Reading reading) throws InvalidTradesException {
        Findings findings = source.findings();
        boolean isEmpty =
                source.tables().stream().allMatch(table -> table.rows().isEmpty());
        if (isEmpty) {
            if (!findings.hasProblems()) {
                findings.problem(1, "", "is empty: there is no header and no trade");
            }
            refuse(source.name(), findings);
        }
        List<Leg> legs = reading.legs(settings, findings);
        if (legs.isEmpty() && !findings.hasProblems()) {
            findings.problem(
                    reading.header().line(),
                    "",
                    (findings.hasNotes()
                                    ? "is followed by no closed trades ("
                                            + findings.notes().stream()
                                                    .map(ImportIssue::toString)
                                                    .collect(Collectors.joining("; "))
                                            + ")"
                                    : "is followed by no trades")
                            + "; the columns are " + reading.header().names());
        }
        if (settings.basis().isPresent()
                && !(reading instanceof UnknownTable || reading instanceof TradingView.Pairs)) {
            findings.note(
                    0,
                    "",
                    "the format (" + reading.format() + ") says whether the profit is before or after costs, and the"
                            + " statement of it is not used");
        }
        refuse(source.name(), findings);
        return legs;
    }

    private static void refuse(String source, Findings findings) throws InvalidTradesException {
        if (findings.hasProblems()) {
            List<ImportIssue> problems = new ArrayList<>(findings.problems());
            problems.sort(Comparator.comparingLong(ImportIssue::line));
            throw new InvalidTradesException(source, problems);
        }
    }

    private static List<Table> tables(Path file, Findings findings) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            findings.problem(0, "", "is larger than " + (MAX_BYTES >> 20) + " MB");
            throw new InvalidTradesException(file.toString(), findings.problems());
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(START);
        }
        for (TableReader reader : ServiceLoader.load(TableReader.class)) {
            if (reader.recognises(start)) {
                return reader.read(file);
            }
        }
        refuseOtherKinds(file, start);
        Charset charset = Charsets.of(file, start, findings);
        try (Reader text = Files.newBufferedReader(file, charset)) {
            return csv(text, findings);
        } catch (CharacterCodingException e) {
            throw new InvalidTradesException(
                    file.toString(),
                    List.of(ImportIssue.ofAllTrades(
                            "has bytes that are no text in " + charset + ", and may be damaged")));
        }
    }

    private static void refuseOtherKinds(Path file, byte[] start) throws InvalidTradesException {
        String seen = Charsets.otherKind(start);
        if (!seen.isEmpty()) {
            throw new InvalidTradesException(file.toString(), List.of(ImportIssue.ofAllTrades(seen)));
        }
    }

    private static List<Table> csv(Reader text, Findings findings) throws IOException {
        String head = CsvTable.head(text);
        String withoutMark = head.startsWith("\uFEFF") ? head.substring(1) : head;
        return List.of(CsvTable.read(withoutMark, text, findings));
    }
}
