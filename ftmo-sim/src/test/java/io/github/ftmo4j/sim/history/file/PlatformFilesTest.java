package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as platforms write them, and what traders make of them. */
class PlatformFilesTest {

    private static final TradeFiles READER = TradeFiles.reader().riskPerTrade(100);

    private static Path file(String name) {
        URL url = Objects.requireNonNull(PlatformFilesTest.class.getResource(name + ".csv"), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TradeHistory read(TradeFiles reader, String... names) throws IOException {
        return reader.read(Arrays.stream(names).map(PlatformFilesTest::file).toList());
    }

    private static String refusal(TradeFiles reader, String... names) {
        return catchThrowableOfType(InvalidTradesException.class, () -> read(reader, names))
                .getMessage();
    }

    private static BigDecimal profit(TradeHistory history) {
        return history.source().flatMap(TradeSource::profit).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nt8-grid-synth               | NinjaTrader trades         | 2   | 2   | -1007.30",
                "s01-mt4-balance              | MetaTrader 4 statement     | 2   | 2   | 82.50",
                "s03-mt5-deals                | MetaTrader 5 deals         | 1   | 1   | 93.00",
                "s04-ftmo-asis                | FTMO journal               | 2   | 2   | -13.50",
                "s04-ftmo-renamed             | FTMO journal               | 2   | 2   | -13.50",
                "s05-quantconnect             | QuantConnect trades        | 2   | 2   | -4.00",
                "s06-quantower                | Quantower trades           | 1   | 1   | 98.00",
                "s07-tos-strategy             | thinkorswim strategy report| 2   | 2   | 50.00",
                "s07b-tos-strategy-nodollar   | thinkorswim strategy report| 2   | 2   | 50.00",
                "s09-tv-partial               | TradingView list of trades | 1   | 2   | 0.00",
                "s10-tv-localised-renamed     | TradingView list of trades | 2   | 2   | 5.00",
                "s10b-tv-localised-asis       | TradingView list of trades | 1   | 1   | 10.00",
                "s11-two-accounts             | NinjaTrader trades         | 1   | 1   | 100.00",
                "s12-topstepx                 | TopstepX trades            | 1   | 1   | 18.76",
                "s12b-topstepx-renamed        | TopstepX trades            | 1   | 1   | 18.76",
                "s13-ctrader                  | cTrader history            | 1   | 1   | 9.40",
                "s14-myfxbook                 | Myfxbook history           | 1   | 1   | 19.00",
                "s14b-myfxbook-renamed-iso    | Myfxbook history           | 1   | 1   | 19.00",
                "s16-date-time                | a table of trades          | 1   | 1   | 100.00",
                "s18-vectorbt                 | vectorbt trades            | 1   | 1   | 9.80",
                "s18b-vectorbt-renamed        | vectorbt trades            | 1   | 1   | 9.80",
                "s19-backtestingpy            | backtesting.py trades      | 1   | 1   | 10.00",
                "s20-freqtrade                | freqtrade trades           | 1   | 1   | 1.00",
                "s22-profit-and-net           | a table of trades          | 1   | 1   | 93.00",
                "s24-mt5-positions-asis       | MetaTrader 5 history       | 1   | 1   | -107.00",
                "s25-cp1252                   | a table of trades          | 1   | 1   | 9.40",
                "s26-preamble                 | a table of trades          | 1   | 1   | 10.00",
                "s29-tv-g1                    | TradingView list of trades | 1   | 1   | 10.00",
                "s30-tv-g1-dollar             | TradingView list of trades | 1   | 1   | 10.00",
                "s31-tv-g2                    | TradingView list of trades | 1   | 1   | 10.00",
                "s32-tv-signal-named-open     | TradingView list of trades | 2   | 2   | 100.00",
                "s33-newest-first-same-day    | a table of trades          | 3   | 3   | 12.00",
                "tradovate-performance-5      | Tradovate performance      | 221 | 221 | -140.00",
                "tradovate-positionhistory-1  | Tradovate performance      | 5   | 5   | -218.00",
            })
    void areRead(String name, String format, int trades, int closes, BigDecimal profit) throws IOException {
        TradeHistory history = read(READER, name);
        TradeSource source = history.source().orElseThrow();
        assertThat(source.format()).isEqualTo(format);
        assertThat(history.size()).isEqualTo(trades);
        assertThat(source.closes()).isEqualTo(closes);
        assertThat(source.profit()).contains(profit);
        assertThat(Arrays.stream(history.rMultiples()).sum() * 100)
                .isCloseTo(profit.doubleValue(), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(source.total().map(TradeSource.StatedTotal::agrees).orElse(true))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s02-costs                | may be before or after them",
                "s08-mt5-open-positions   | open positions only",
                "s15-dxtrade              | state the order of dates",
                "s17-excel-us             | state the order of dates",
                "s21-xtb                  | state the order of dates",
                "s23-mt5-positions-utf16  | may be before or after them",
                "s27-nt-points            | may be points, ticks, pips or money",
                "s28-r-column-percent     | is a percentage",
            })
    void areRefusedWithWhatToState(String name, String why) {
        assertThat(refusal(READER, name)).contains(why);
    }

    @Test
    void areReadOnceThatIsStated() throws IOException {
        assertThat(profit(read(READER.profitIsGross(), "s02-costs"))).isEqualTo("-17.50");
        assertThat(profit(read(READER.profitIsGross(), "s23-mt5-positions-utf16")))
                .isEqualTo("-107.00");
        assertThat(profit(read(READER.dates(DateOrder.DAY_FIRST), "s15-dxtrade")))
                .isEqualTo("99.00");
        assertThat(profit(read(READER.dates(DateOrder.DAY_FIRST), "s21-xtb"))).isEqualTo("9.50");
        TradeHistory american = read(READER.dates(DateOrder.MONTH_FIRST), "s17-excel-us");
        assertThat(american.trades().get(0).at()).isEqualTo("2026-01-05T09:30:00Z");
        assertThat(profit(read(READER.profitColumn("Profit"), "s27-nt-points"))).isEqualTo("12.50");
    }

    @Test
    void haveTheZoneThatTheyState() throws IOException {
        assertThat(read(READER.zone(ZoneId.of("Asia/Tokyo")), "s13-ctrader").trades())
                .containsExactly(new ClosedTrade(Instant.parse("2026-01-05T08:00:00Z"), 0.094)
                        .closedAt(Instant.parse("2026-01-05T10:00:00Z")));
        assertThat(read(READER, "s24-mt5-positions-asis").notes())
                .extracting(ImportIssue::message)
                .anyMatch(note -> note.startsWith("times without a zone are taken as UTC"));
    }

    @Test
    void sayWhatIsLeftOut() throws IOException {
        assertThat(notes("s01-mt4-balance")).contains("no closed trade (balance)");
        assertThat(notes("s11-two-accounts")).contains("accounts A, B, and 1 trade is a copy");
        assertThat(notes("s18-vectorbt")).contains("no closed trade (Open)");
        assertThat(notes("s09-tv-partial")).contains("position that was closed in parts");
        assertThat(notes("tradovate-performance-5")).contains("before commissions and fees");
        assertThat(notes("tradovate-positionhistory-1")).contains("does not have all pairs");
        assertThat(notes("s25-cp1252")).contains("Windows-1252");
        assertThat(notes("s26-preamble")).contains("what stands before it was skipped");
    }

    private static String notes(String name) throws IOException {
        return read(READER, name).notes().toString();
    }

    @Test
    void ofOneAccountAreReadIfItIsStated() throws IOException {
        TradeHistory history = read(READER.account("B"), "s11-two-accounts");
        assertThat(history.size()).isEqualTo(1);
        assertThat(history.notes().toString()).doesNotContain("copy");
        assertThat(refusal(READER.account("C"), "s11-two-accounts"))
                .contains("no trades of the account C; the accounts are A, B");
        assertThat(refusal(READER.account("C"), "s24-mt5-positions-asis"))
                .contains("no trades of the account C; the file names no account");
    }

    @Test
    void areMergedWithoutCountingATradeTwice() throws IOException {
        TradeHistory history = read(READER, "s04-ftmo-asis", "s24-mt5-positions-asis", "s04-ftmo-renamed");
        assertThat(history.size()).isEqualTo(3);
        assertThat(profit(history)).isEqualTo("-120.50");
        assertThat(history.notes().toString()).contains("2 trades stand in more than one file and count once");
    }

    @Test
    void ofTradovateHaveTheCostsOfTheirFills(@TempDir Path folder) throws IOException {
        Path fills = folder.resolve("fills.csv");
        Files.write(
                fills,
                List.of(
                        "_id,Fill ID,Order ID,Timestamp,Account,B/S,Quantity,Price,Contract,commission",
                        "1,1,10,01/05/2026 15:00:00,A,Buy,3,5000,MESH6,1.50",
                        "2,2,11,01/05/2026 15:10:00,A,Sell,1,5010,MESH6,0.50",
                        "3,3,12,01/05/2026 15:20:00,A,Sell,2,4990,MESH6,1.00"));
        Path performance = folder.resolve("performance.csv");
        Files.write(
                performance,
                List.of(
                        "symbol,_priceFormat,buyFillId,sellFillId,qty,buyPrice,sellPrice,pnl,boughtTimestamp,soldTimestamp,duration",
                        "MESH6,-2,1,2,1,5000,5010,$50.00,01/05/2026 15:00:00,01/05/2026 15:10:00,10min",
                        "MESH6,-2,1,3,2,5000,4990,$(100.00),01/05/2026 15:00:00,01/05/2026 15:20:00,20min"));

        TradeHistory history = READER.read(List.of(performance, fills));

        assertThat(profit(history)).isEqualTo("-53.00");
        assertThat(history.trades())
                .containsExactly(new ClosedTrade(Instant.parse("2026-01-05T15:00:00Z"), -0.53)
                        .closedAt(Instant.parse("2026-01-05T15:20:00Z")));
        assertThat(history.notes().toString()).doesNotContain("before commissions");
        assertThat(profit(READER.read(fills))).isEqualTo("-53.00");
    }

    private static TradeHistory text(String text) throws IOException {
        return READER.read(new StringReader(text), "file");
    }

    @Test
    void ofMetaTraderInOtherLanguagesHaveAllCosts() throws IOException {
        assertThat(profit(text("""
                Zeit;Position;Symbol;Typ;Volumen;Preis;S / L;T / P;Zeit;Preis;Kommission;Swap;Profit
                2026.01.05 10:00:00;1;EURUSD;buy;1;1.1;1.0;1.2;2026.01.05 11:00:00;1.2;-7.00;-1.50;100.00
                """))).isEqualTo("91.50");
    }

    @Test
    void ofMetaTraderMayHaveTheBalanceFirst() throws IOException {
        assertThat(catchThrowableOfType(InvalidTradesException.class, () -> text("""
                        Balance,Deal,Symbol,Type,Direction,Volume,Price,Order,Commission,Fee,Swap,Profit,Time
                        1000.00,1,EURUSD,buy,in,1,1.1,1,0,0,0,0,2026.01.05 10:00:00
                        1001.00,2,EURUSD,sell,out,1,1.1,1,0,0,0,1.00,2026.01.05 11:00:00
                        """))
                        .getMessage())
                .contains("is not a time");
    }

    @Test
    void ofOtherKindsAreNamed(@TempDir Path folder) throws IOException {
        String read = "which is read with the artifact trade-imports";
        Map<String, String> kinds = Map.of(
                "PK\u0003\u0004",
                read,
                "<html>",
                read,
                "{\"trades\": []}",
                read,
                "%PDF-1.7",
                "which is not read: export");
        for (Map.Entry<String, String> kind : kinds.entrySet()) {
            assertThat(refusal(Files.writeString(folder.resolve("trades.csv"), kind.getKey())))
                    .contains(kind.getValue());
        }
        byte[] old = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
        assertThat(refusal(Files.write(folder.resolve("trades.xls"), old))).contains("save it as XLSX or CSV");
    }

    private static String refusal(Path file) {
        return catchThrowableOfType(InvalidTradesException.class, () -> READER.read(file))
                .getMessage();
    }
}
