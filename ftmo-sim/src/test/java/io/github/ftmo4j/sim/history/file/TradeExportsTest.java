package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of trackers, journals and brokers; each truth is computed by hand. */
class TradeExportsTest {

    private static final TradeFiles READER = TradeFiles.reader().riskPerTrade(100);

    private static TradeHistory history(TradeFiles reader, String text) throws IOException {
        return reader.read(new StringReader(text), "export.csv");
    }

    /** Format, trades, profit and costs. */
    private static String read(String text) throws IOException {
        TradeHistory history = history(READER, text);
        TradeSource source = history.source().orElseThrow();
        return source.format() + ": " + history.size() + ", " + source.profit().orElseThrow() + ", " + source.costs();
    }

    private static Instant first(String text) throws IOException {
        return history(READER, text).trades().get(0).at();
    }

    private static String refusal(String text) {
        return catchThrowableOfType(InvalidTradesException.class, () -> history(READER, text))
                .getMessage();
    }

    private static final String SIGNAL = """
            Time;Type;Volume;Symbol;Price;S/L;T/P;Time;Price;Commission;Swap;Profit;Comment
            2026.03.02 08:00:00;Balance;;;;;;;;;;1 000.00;
            2026.03.03 09:00:00;Buy;0.20;EURUSD;1.0810;;;2026.03.03 15:00:00;1.0820;-0.40;-0.10;20.00;
            2026.03.04 09:00:00;Sell Limit;0.20;EURUSD;1.0900;;;2026.03.04 12:00:00;1.0900;;;;cancelled
            2026.03.05 09:00:00;Sell;0.10;XAUUSD;2 150.00;;;2026.03.05 10:00:00;2 151.00;-0.50;0.00;-10.00;
            """;

    @Test
    void theHistoryOfASignalHasItsTypeBeforeItsSymbol() throws IOException {
        assertThat(read(SIGNAL)).isEqualTo("MQL5 signal history: 2, 9.00, -1.00");
        assertThat(history(READER, SIGNAL).trades().get(0).closedAt()).contains(Instant.parse("2026-03-03T15:00:00Z"));
        assertThat(read(SIGNAL.replace("S/L;T/P;", "Volume;").replaceAll("(?m)^(([^;]*;){5});", "$1")))
                .isEqualTo("MQL5 signal history: 2, 9.00, -1.00");
    }

    @Test
    void anOldStatementNumbersItsRows() throws IOException {
        String statement = """
                Closed Transactions:
                N;Ticket;Open Time;Type;Lots;Symbol;Price;S/L;T/P;Close Time;Price;Commis;Swap;Trade P/L;Comment
                1;201;2026.03.03 09:00;sell;1.00;eurusd;1.2764;0.0;0.0;2026.03.03 10:00;1.2768;-5.00;-1.50;-40.00;
                2;202;2026.03.04 09:00;buy;1.00;eurusd;1.2764;0.0;0.0;2026.03.04 10:00;1.2768;-5.00;0.00;40.00;
                """;
        assertThat(read(statement)).isEqualTo("MetaTrader 4 statement: 2, -11.50, -11.50");
    }

    @Test
    void aTrackerMayCallTheSizeLots() throws IOException {
        String text = """
                Ticket,Open Date,Close Date,Symbol,Action,Lots,SL,TP,Open Price,Close Price,Commission,Swap,Pips,Profit,Gain
                1,01/15/2026 09:00,01/15/2026 10:00,EURUSD,Buy,1.0,0,0,1.1,1.101,-7.0,0.0,10.0,93.00,0.9
                """;
        assertThat(read(text)).isEqualTo("Myfxbook history: 1, 93.00, -7.00");
    }

    private static final String TRACKER = """
            sep=,
            Type,Ticket,Symbol,Buy/sell,Open time,Close time,Open date,Close date,Profit,Swap,Commission,Net profit
            Deposit,1,,,2026/01/01 08:00:00,2026/01/01 08:00:00,2026/01/01,2026/01/01,5000,0,0,5000
            Closed position,2,EURUSD,Buy,2026/01/02 09:00:00,2026/01/02 10:00:00,2026/01/02,2026/01/02,100,-2,-5,93
            Open position,3,EURUSD,Buy,2026/01/04 09:00:00,1970/01/01 00:00:00,2026/01/04,1970/01/01,-900,0,0,-900
            Pending order,4,EURUSD,Buy Stop,2026/01/04 09:00:00,1970/01/01 00:00:00,2026/01/04,1970/01/01,0,0,0,0
            """;

    @Test
    void aTimeMayStandBesideItsDate() throws IOException {
        assertThat(read(TRACKER)).isEqualTo("a table of trades: 1, 93.00, -7.00");
        assertThat(first(TRACKER)).isEqualTo("2026-01-02T09:00:00Z");
    }

    @Test
    void theTimesOfTheOpeningAndTheCloseMayStandApartFromTheirDates() throws IOException {
        String text = """
                Adjusted Cost,Close Date,Close Time,Commissions,Open Date,Open Time,Status,Net P&L
                15000,2026-01-05,10:05:00,2.50,2026-01-05,09:30:00,Win,97.00
                15000,,,0,2026-01-06,09:45:00,Open,0
                """;
        assertThat(read(text)).isEqualTo("a table of trades: 1, 97.00, -2.50");
        assertThat(history(READER, text).trades().get(0).closedAt()).contains(Instant.parse("2026-01-05T10:05:00Z"));
        assertThat(first(text)).isEqualTo("2026-01-05T09:30:00Z");
    }

    @Test
    void theNameOfATimeMayStateItsZone() throws IOException {
        String text = "Open Time (UTC+2),Close Time (UTC+2),Profit\n2026-03-01 01:00,2026-03-01 02:00,10\n";
        assertThat(first(text)).isEqualTo("2026-02-28T23:00:00Z");
        assertThat(first(text.replace("UTC+2", "GMT-1"))).isEqualTo("2026-03-01T02:00:00Z");
        assertThat(history(
                                READER.zone(ZoneOffset.ofHours(5)),
                                "opening_time_utc,closing_time_utc,profit\n2026-03-01 01:00,2026-03-01 02:00,10\n")
                        .trades()
                        .get(0)
                        .at())
                .isEqualTo("2026-03-01T01:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "07 Aug 2026 20:00:00.000   | 2026-08-07T20:00:00Z",
                "7-August-2026 09:05        | 2026-08-07T09:05:00Z",
                "\"Aug 7, 2026 9:05 PM\"    | 2026-08-07T21:05:00Z",
                "\"Sept. 7, 2026, 09:05\"   | 2026-09-07T09:05:00Z",
                "1 May 2026                 | 2026-05-01T00:00:00Z"
            })
    void aMonthMayBeAWord(String cell, Instant expected) throws IOException {
        assertThat(first("time,profit\n" + cell + ",10\n")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"07 Okt 2026", "31 Feb 2026", "07 Augus1 2026", "Monday 7, 2026"})
    void aWordThatIsNoMonthIsNotGuessed(String cell) {
        assertThat(refusal("time,profit\n\"" + cell + "\",10\n")).contains("is not a time such as");
    }

    @Test
    void aResultInTwoCurrenciesCountsInThatOfTheBalance() throws IOException {
        String text = """
                ID,Symbol,Opening direction,Opening time (UTC+0),Closing time (UTC+0),Net USD,Net EUR,Balance EUR
                1,EURUSD,Buy,13/03/2026 08:00:00,13/03/2026 12:00:00,110.0,100.0,25100
                """;
        assertThat(read(text)).startsWith("cTrader history: 1, 100.0");
        assertThat(refusal(text.replace("Balance EUR", "Balance CHF")))
                .contains("more than one column that may be the profit: Net USD, Net EUR");
    }

    @Test
    void thePythonBacktestIsAfterItsCommission() throws IOException {
        String text = """
                ,Size,EntryBar,ExitBar,EntryPrice,ExitPrice,SL,TP,PnL,Commission,ReturnPct,EntryTime,ExitTime,Duration,Tag
                0,10,20,25,100.0,101.0,,,8.0,2.0,0.008,2026-01-05,2026-01-10,5 days,
                """;
        assertThat(read(text)).isEqualTo("backtesting.py trades: 1, 8.00, -2.00");
    }

    private static final String FILLS = """
            _id,_timestamp,_action,_qty,_price,Fill ID,Timestamp,Account,B/S,Quantity,Price,_tickSize,Contract,Product,commission
            1,2026-09-15 14:17:10.848Z,1,2,29345.5,1,09/15/2026 16:17:10,A1, Sell,2,29345.50,0.25,MNQZ6,MNQ,0.78
            3,2026-09-15 14:24:15.040Z,0,2,29318.0,3,09/15/2026 16:24:15,A1, Buy,2,29318.00,0.25,MNQZ6,MNQ,0.78
            """;

    @Test
    void fillsOfFuturesSayWhatTheyEarned() throws IOException {
        // 27.5 points × 2 contracts × 2 dollars, after two commissions
        assertThat(read(FILLS)).isEqualTo("Tradovate fills: 1, 108.44, -1.56");
        assertThat(first(FILLS)).isEqualTo("2026-09-15T14:17:10.848Z");
        assertThat(refusal(FILLS.replace("MNQZ6", "XYZZ6")))
                .contains("XYZZ6 is a contract whose value of a point is unknown; export the performance together");
    }

    @Test
    void theWordsOfMetaTradersLanguageAreTrades() throws IOException {
        String text = """
                Open Time,Type,Profit
                2026.01.05 10:00,OP_BUY,10
                2026.01.06 10:00,ORDER_TYPE_SELL,-5
                2026.01.07 10:00,DEAL_TYPE_BALANCE,1000
                2026.01.08 10:00,Sell Apple,20
                2026.01.09 10:00,Buy Limit,0
                """;
        assertThat(read(text)).startsWith("a table of trades: 3, 25");
    }

    @Test
    void ordersAndFillsAreNotMadeTrades() throws IOException {
        String text = """
                Transactions of the account
                Date,Action,Symbol,Quantity,Price,Fee,Fee Coin,Amount
                2026-01-05,Buy,ACME,100,150.00,1.00,USDT,-15000.00
                2026-01-06,Sell,ACME,100,155.00,1.00,USDT,15500.00
                """;
        assertThat(refusal(text))
                .contains("line 2: has no column for the result")
                .contains("rows of orders or fills, as these seem to be, do not say what a trade earned")
                .doesNotContain("--profit-column");
        assertThat(history(READER.profitColumn("Amount").profitIsGross(), text)
                        .notes()
                        .toString())
                .contains("rows that seem to be orders or fills, of which each counts as a trade: remove");
        String realised = text.replace("Amount", "Realized profit").replace("-15000.00", "0");
        assertThat(history(READER.profitIsGross(), realised).notes().toString())
                .contains("each counts as a trade, also the 1 of 2 on which it is zero");
    }

    @Test
    void whatAFillCostIsNegativeOrPositive() throws IOException {
        String text = """
                Account,Date/Time,Symbol,Side,Quantity,Price,Gross P/L,Fee,Net P/L,Position ID
                A1,2026-02-09 09:44:56,MNQH6,Buy,1,25148,0,0.82,-0.82,P1
                A1,2026-02-09 09:45:01,MNQH6,Sell,-1,25158,20,0.82,19.18,P1
                """;
        assertThat(read(text)).isEqualTo("Quantower trades: 1, 18.36, -1.64");
        assertThat(read(text.replace(",0.82,", ",-0.82,"))).isEqualTo("Quantower trades: 1, 18.36, -1.64");
        String closed = """
                Date and Time,Symbol,Side,Position Effect,Trade Volume,Price,Commission,Closed P&L,Account
                2026-01-05 10:00:00,EURUSD,Buy,Opening,1.0,1.1,3.00,,A1
                2026-01-05 11:00:00,EURUSD,Sell,Closing,1.0,1.101,3.00,100.00,A1
                """;
        assertThat(read(closed)).isEqualTo("DXtrade trades: 1, 94.00, -6.00");
    }

    @Test
    void whatIsNoAmountOfMoneyIsNoCost() throws IOException {
        assertThat(read("time,profit,Commission %,Fee currency,Cost per share\n2026-02-09,20,0.1%,BTC2,150.00\n"))
                .isEqualTo("a table of trades: 1, 20.00, 0.00");
        assertThat(refusal("time,profit,Commission per lot\n2026-02-09,20,3.50\n"))
                .contains("may be before or after them");
    }

    @Test
    void anRMultipleMayNameItsUnit() throws IOException {
        assertThat(history(TradeFiles.reader(), "date,r\n2026-02-09,2.5R\n2026-02-10,-1 R\n")
                        .rMultiples())
                .containsExactly(2.5, -1);
        assertThat(refusal("date,r\n2026-02-09,R\n")).contains("R is not a number");
    }
}
