package io.github.ftmo4j.examples.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import io.github.ftmo4j.sim.history.file.TradeFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeImportsTest {

    private static final TradeFiles READER = TradeFiles.reader().riskPerTrade(100);

    @TempDir
    private Path folder;

    private static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(TradeImportsTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mt5-history-synth.xlsx | MetaTrader 5 history   | 4 | 4 | 335.10 | -24.90 | Total Net Profit",
                "mt5-history-synth.html | MetaTrader 5 history   | 4 | 4 | 335.10 | -24.90 | Total Net Profit",
                "mt4-statement-synth.htm| MetaTrader 4 statement | 2 | 3 | -18.20 | -18.20 | Closed P/L",
            })
    void filesAgreeWithTheirOwnTotals(
            String name, String format, int trades, int closes, String profit, String costs, String total)
            throws IOException {
        TradeHistory history = READER.read(file(name));
        TradeSource source = history.source().orElseThrow();
        assertThat(history.size()).isEqualTo(trades);
        assertThat(source.format()).isEqualTo(format);
        assertThat(source.closes()).isEqualTo(closes);
        assertThat(source.profit().orElseThrow()).isEqualTo(profit);
        assertThat(source.costs()).isEqualTo(costs);
        TradeSource.StatedTotal stated = source.total().orElseThrow();
        assertThat(stated.name()).isEqualTo(total);
        assertThat(stated.agrees()).isTrue();
    }

    /** A file of the folder of the system property ftmo4j.data, or of ../shared/data of a folder above. */
    private static Path data(String name) {
        Path file = Stream.concat(
                        Stream.ofNullable(System.getProperty("ftmo4j.data")).map(Path::of),
                        Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                                .map(folder -> folder.resolve("../shared/data")))
                .map(folder -> folder.resolve("imports").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(Path.of(name));
        assumeTrue(
                Files.isRegularFile(file),
                name + " is neither under the folder of the system property ftmo4j.data nor under ../shared/data of the"
                        + " working directory or a folder above it");
        return file;
    }

    /** A real report; it is no part of the sources, so that this test is skipped where it is not at hand. */
    @Test
    void aRealReportOfATesterAgreesWithItsOwnTotal() throws IOException {
        TradeHistory history = READER.read(data("mt5-strategy-tester-xauusd.xlsx"));
        TradeSource source = history.source().orElseThrow();
        assertThat(source.format()).isEqualTo("MetaTrader 5 deals");
        assertThat(source.total().orElseThrow().agrees()).isTrue();
        assertThat(source.profit().orElseThrow())
                .isEqualByComparingTo(source.total().orElseThrow().amount());
        assertThat(history.size()).isGreaterThan(100);
        assertThat(history.notes().toString()).doesNotContain("moves by", "is none of");
    }

    private Path json(String text) throws IOException {
        return Files.writeString(folder.resolve("result.json"), text);
    }

    private static String refusal(Path file) {
        return catchThrowableOfType(InvalidTradesException.class, () -> READER.read(file))
                .getMessage();
    }

    private static final String FREQTRADE = """
            {"strategy": {"S": {"profit_total_abs": -0.5, "trades": [
              {"pair": "X/USDT", "amount": 2, "open_rate": 100, "open_date": "2026-01-05 10:00:00+00:00",
               "close_date": "2026-01-05 12:00:00+00:00", "profit_abs": 1.5, "is_open": false, "is_short": false,
               "min_rate": 99, "max_rate": 101, "initial_stop_loss_abs": 95},
              {"pair": "X/USDT", "amount": 1, "open_rate": 100, "open_date": "2026-01-06 10:00:00+00:00",
               "close_date": "2026-01-06 12:00:00+00:00", "profit_abs": -2, "is_open": false, "is_short": true,
               "min_rate": 99, "max_rate": 102, "initial_stop_loss_abs": %s}]}}}
            """;

    @Test
    void freqtradeHasTheRiskOfTheInitialStop() throws IOException {
        TradeHistory history = TradeFiles.reader().read(json(FREQTRADE.formatted("104")));
        assertThat(history.rMultiples()).containsExactly(0.15, -0.5);
        assertThat(history.source().orElseThrow().total().orElseThrow().agrees())
                .isTrue();
        assertThat(history.trades().get(0).excursions())
                .hasToString("Optional[Excursions[adverse=-0.2, favourable=0.2]]");
        assertThat(history.trades().get(1).excursions())
                .hasToString("Optional[Excursions[adverse=-0.5, favourable=0.25]]");
        assertThat(READER.read(json(FREQTRADE.formatted("104"))).rMultiples()).containsExactly(0.015, -0.02);
    }

    @Test
    void anInitialStopBeyondTheEntryRisksNothing() throws IOException {
        Path file = json(FREQTRADE.formatted("100"));
        assertThat(catchThrowableOfType(
                                InvalidTradesException.class,
                                () -> TradeFiles.reader().read(file))
                        .getMessage())
                .contains("not what was risked");
    }

    @Test
    void quantConnectIsGrossAndOfTheWholeTime() throws IOException {
        String trade = """
                {"symbol": {"value": "SPY", "id": "SPY R"}, "entryTime": "2026-01-05T15:00:00Z", "entryPrice": 100.0,
                 "direction": 0, "quantity": 100.0, "exitTime": "2026-01-05T16:00:00Z", "exitPrice": 101.0,
                 "profitLoss": 100.0, "totalFees": 2.0, "mae": -20.0, "mfe": 120.0}""";
        TradeHistory history = READER.read(json("{\"rollingWindow\": {\"M1\": {\"closedTrades\": [" + trade
                + "]}}, \"totalPerformance\": {\"closedTrades\": [" + trade + "]}}"));
        assertThat(history.rMultiples()).containsExactly(0.98);
        assertThat(history.source().orElseThrow().format()).isEqualTo("QuantConnect trades");
    }

    @Test
    void jsonWithoutOneListOfTradesIsRefused() throws IOException {
        assertThat(refusal(json("{\"a\": [1, 2"))).contains("is damaged JSON");
        assertThat(refusal(json("{\"a\": 1}"))).contains("has no list of closed trades");
        assertThat(refusal(json("{\"account\": {\"deals\": [{\"profit\": 1}]}}")))
                .contains("its lists are /account/deals", "a record of each closed trade");
        String list = "{\"trades\": [{\"pair\": \"X\"}]}";
        assertThat(refusal(json("{\"strategy\": {\"A\": " + list + ", \"B\": " + list + "}}")))
                .contains("the trades of 2 strategies");
    }

    /** A workbook of one sheet. */
    private Path xlsx(String sheet) throws IOException {
        return xlsx(sheet.getBytes(StandardCharsets.UTF_8));
    }

    private Path xlsx(byte[] sheet) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"T\" r:id=\"a\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        parts.put(
                "xl/styles.xml",
                "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/></numFmts>"
                        + "<cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs>"
                        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>");
        parts.put(
                "xl/sharedStrings.xml",
                "<sst><si><t>Open time</t></si><si><r><t>Pro</t></r><r><t>fit</t></r></si></sst>");
        Path file = folder.resolve("book.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(sheet);
        }
        return file;
    }

    private static final String HEAD =
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>";

    @Test
    void spreadsheetsHaveDatesFormulasAndGaps() throws IOException {
        TradeHistory history = READER.read(xlsx("<worksheet><sheetData>" + HEAD
                + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>46027.4166666667</v></c><c r=\"C2\"><f>1+1</f><v>9.4000000000000004</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>2026-01-06 11:00</t></is></c><c r=\"C3\" t=\"str\"><v>-1,234.50</v></c></row>"
                + "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>46029</v></c><c r=\"C4\"><v>1.234</v></c></row>"
                + "</sheetData></worksheet>"));
        assertThat(history.trades().get(0).at()).isEqualTo("2026-01-05T10:00:00Z");
        assertThat(history.source().orElseThrow().profit().orElseThrow()).isEqualTo("-1223.866");
    }

    @Test
    void spreadsheetsMadeToDoHarmAreRefused() throws IOException {
        assertThat(refusal(xlsx("<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet><sheetData/></worksheet>")))
                .containsAnyOf("entities", "made to do harm");
        assertThat(refusal(xlsx("<worksheet><sheetData><row><c r=\"XFD1\"><v>1</v></c></row></sheetData></worksheet>")))
                .contains("more than 2000 columns");
        assertThat(refusal(xlsx("<worksheet><sheetData>" + " ".repeat(8 << 20) + "</sheetData></worksheet>")))
                .contains("unpacks to far more");
        assertThat(refusal(xlsx("<worksheet><sheetData><row>"))).contains("is damaged");
        Path zip = folder.resolve("plain.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream plain = new ZipOutputStream(out)) {
            plain.putNextEntry(new ZipEntry("a.csv"));
        }
        assertThat(refusal(zip)).contains("is a ZIP file and no XLSX");
    }

    @Test
    void damagedSpreadsheetsAreRefusedWithoutAPrintOfTheParser() throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(refusal(xlsx("garbage"))).contains("is damaged");
            byte[] noText = "<worksheet><sheetData><row><c t=\"str\"><v>\u00e9</v></c></row></sheetData></worksheet>"
                    .getBytes(StandardCharsets.ISO_8859_1);
            assertThat(refusal(xlsx(noText))).contains("is damaged: it has bytes that are no text");
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void partsOfSpreadsheetsMayBeUtf16() throws IOException {
        String sheet = "<worksheet><sheetData>" + HEAD
                + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>2026-01-06 11:00</v></c><c r=\"C2\"><v>5</v></c></row>"
                + "</sheetData></worksheet>";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String mark : List.of("", "\uFEFF")) {
                assertThat(READER.read(xlsx((mark + sheet).getBytes(charset))).rMultiples())
                        .containsExactly(0.05);
            }
        }
    }

    @Test
    void xmlThatIsNoHtmlIsRefusedAsSuch() throws IOException {
        for (String xml : List.of(
                "<FlexQueryResponse><Trades/></FlexQueryResponse>",
                "<?xml version=\"1.0\"?><FlexQueryResponse><Table/></FlexQueryResponse>")) {
            assertThat(refusal(Files.writeString(folder.resolve("a.xml"), xml)))
                    .contains("is XML (FlexQueryResponse) and no HTML");
        }
    }

    @Test
    void aStatementOfSeveralTablesEndsAtTheNextTitle() throws IOException {
        String rows = """
                <tr><td colspan=8>History</td></tr>
                <tr><td>ID</td><td>Symbol</td><td>Opening direction</td><td>Opening time (UTC+0)</td>
                <td>Closing time (UTC+0)</td><td>Entry price</td><td>Commissions</td><td>Net EUR</td></tr>
                <tr><td>1</td><td>EURUSD</td><td>Sell</td><td>05/01/2026 10:00:00.000</td>
                <td>05/01/2026 12:00:00.000</td><td>1.1</td><td>-0.60</td><td>-10.80</td></tr>
                <tr><td>Totals</td><td></td><td></td><td></td><td></td><td></td><td>-0.60</td><td>-10.80</td></tr>
                <tr><td colspan=8>Transactions</td></tr>
                <tr><td>ID</td><td>Type</td><td>Time (UTC+0)</td><td>Amount</td></tr>
                <tr><td>77</td><td>Deposit</td><td>01/01/2026 10:00:00.000</td><td>1 000.00</td></tr>
                """;
        TradeSource source = READER.read(Files.writeString(folder.resolve("s.html"), "<table>" + rows + "</table>"))
                .source()
                .orElseThrow();
        assertThat(source.profit().orElseThrow()).isEqualTo("-10.80");
        assertThat(source.costs()).isEqualTo("-0.60");
    }

    @Test
    void htmlOfAnyCharacterSetIsRead() throws IOException {
        String html =
                "<html><body><table><tr><td>Open time</td><td class=hidden>x</td><td colspan=2>Profit</td><td>Symbol</td></tr>"
                        + "<tr><td>2026-01-05 10:00</td><td colspan=2>1 434.86</td><td>é</td></tr></table></body></html>";
        for (var charset : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_16LE,
                StandardCharsets.ISO_8859_1)) {
            Path file = Files.write(folder.resolve("a.htm"), html.getBytes(charset));
            assertThat(READER.read(file).rMultiples()).containsExactly(14.3486);
        }
        Path wide = Files.writeString(
                folder.resolve("wide.htm"), "<table><tr><td colspan=999999>Open time</td></tr></table>");
        assertThat(refusal(wide)).contains("more than 2000 cells");
    }
}
