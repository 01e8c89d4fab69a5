package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import java.io.IOException;
import java.io.StringReader;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts in which one platform writes its exports: sections, orders without fills, totals, languages. */
class ExportLayoutsTest {

    private static TradeHistory history(String text) throws IOException {
        return TradeFiles.reader().zone(ZoneOffset.UTC).riskPerTrade(100).read(new StringReader(text), "export.csv");
    }

    /** Format, trades, profit and costs. */
    private static String read(String text) throws IOException {
        TradeHistory history = history(text);
        TradeSource source = history.source().orElseThrow();
        assertThat(source.total().map(TradeSource.StatedTotal::agrees).orElse(true))
                .isTrue();
        return source.format() + ": " + history.size() + ", " + source.profit().orElseThrow() + ", " + source.costs();
    }

    private static String notes(String text) throws IOException {
        return history(text).notes().toString();
    }

    private static String refusal(String text) {
        return catchThrowableOfType(InvalidTradesException.class, () -> history(text))
                .getMessage();
    }

    private static final String STATEMENT = """
            Statement,Header,Field Name,Field Value
            Statement,Data,BrokerName,Interactive Brokers LLC
            Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,C. Price,Proceeds,Comm/Fee,Basis,Realized P/L,MTM P/L,Code
            Trades,Data,Order,Stocks,USD,AAPL,"2026-01-05, 10:30:00","1,100",100,101,-110000,-5,110005,0,1100,O
            Trades,Data,Order,Stocks,USD,AAPL,"2026-01-06, 10:30:00","-1,100",102,102,112200,-6,-110005,"2,189",0,C
            Trades,Data,ClosedLot,Stocks,USD,AAPL,2026-01-05,"1,100",100.0045,,,,110005,2189,,ST
            Trades,SubTotal,,Stocks,USD,AAPL,,0,,,2200,-11,0,"2,189",1100,
            Trades,Total,,Stocks,USD,,,,,,2200,-11,0,"2,189",1100,
            """;

    private static final String CONVERSIONS = """
            Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,,Proceeds,Comm in USD,,,MTM in USD,Code
            Trades,Data,Order,Forex,CHF,USD.CHF,"2026-01-07, 11:00:00","10,000",1.1,,-11000,-2,,,1.5,
            Trades,Data,Order,Forex,CHF,USD.CHF,"2026-01-08, 11:00:00","-10,000",1.11,,11100,-2,,,1.5,
            Trades,Total,,Forex,CHF,,,,,,100,-4,,,3,
            """;

    private static final String STATEMENT_TRUTH = "Interactive Brokers activity statement: 1, 2189.00, -11.00";

    @Test
    void aStatementHasTheCostsThatItsRealisedProfitIsAfter() throws IOException {
        assertThat(read(STATEMENT)).isEqualTo(STATEMENT_TRUTH);
        assertThat(history(STATEMENT).source().orElseThrow().total()).isPresent();
        assertThat(read(STATEMENT.replace("Data,Order", "Data,Execution"))).isEqualTo(STATEMENT_TRUTH);
    }

    @Test
    void conversionsOfCurrenciesAreNoTrades() throws IOException {
        assertThat(read(STATEMENT + CONVERSIONS)).isEqualTo(STATEMENT_TRUTH);
        assertThat(notes(STATEMENT + CONVERSIONS)).contains("is the first of 2 rows without a realised profit");
        assertThat(refusal(CONVERSIONS)).contains("without the column Realized P/L");
        String german = STATEMENT
                .replace("Realized P/L,MTM P/L", "Realisierter G/V,MTM G/V")
                .replace("Trades,", "Transaktionen,");
        assertThat(refusal(german)).contains("export the statement in English");
    }

    @Test
    void aCloseWhoseOpeningIsBeforeTheStatementCounts() throws IOException {
        String text =
                STATEMENT.lines().filter(line -> !line.endsWith(",O")).reduce("", (all, line) -> all + line + "\n");
        assertThat(read(text)).isEqualTo("Interactive Brokers activity statement: 1, 2189.00, -6.00");
        assertThat(read(text.replaceAll("(?m),C$", ","))).endsWith("1, 2189.00, -6.00");
    }

    private static final String FLEX = """
            "ClientAccountID","CurrencyPrimary","AssetClass","Symbol","DateTime","Quantity","IBCommission","FifoPnlRealized","Buy/Sell","LevelOfDetail"
            "U1","USD","STK","ACME","20260105;103000 EST","10","-0.35","0","BUY","ORDER"
            "U1","USD","STK","ACME","2026-01-06;10:30:00 EST","-10","-0.35","9.30","SELL","ORDER"
            """;

    @Test
    void aFlexQueryMayHaveOtherSectionsAndOrdersOnly() throws IOException {
        String truth = "Interactive Brokers flex query: 1, 9.30, -0.70";
        assertThat(read(FLEX)).isEqualTo(truth);
        assertThat(history(FLEX).trades().get(0).at()).isEqualTo("2026-01-05T15:30:00Z");
        assertThat(read(FLEX
                        + FLEX.lines()
                                .skip(1)
                                .reduce("", (all, line) -> all + line + "\n")
                                .replace("ORDER", "EXECUTION")))
                .isEqualTo(truth);
        String cash = """
                "ClientAccountID","CurrencyPrimary","Date/Time","Amount"
                "U1","EUR","20260107;000000","1000"
                """;
        assertThat(read(FLEX + cash)).isEqualTo(truth);
        String tagged = "\"BOF\",\"U1\"\n\"BOS\",\"TRNT\"\n"
                + FLEX.replaceAll("(?m)^\"U1\"", "\"DATA\",\"TRNT\",\"U1\"")
                        .replaceAll("(?m)^\"Client", "\"HEADER\",\"TRNT\",\"Client")
                + "\"EOS\",\"TRNT\",\"2\"\n\"HEADER\",\"CTRN\",\"ClientAccountID\",\"CurrencyPrimary\"\n\"DATA\",\"CTRN\",\"U1\",\"EUR\"\n\"EOF\"\n";
        assertThat(read(tagged)).isEqualTo(truth);
    }

    private static final String RITHMIC = """
            "Account","Status","Buy/Sell","Qty To Fill","Symbol","Avg Fill Price","Order Number","Update Time (CST)","Qty Filled","Closed Profit/Loss","Commission Fill Rate"
            "APEX-1","Filled","B","2","MNQH6","20000.00","101","2026-01-05 09:42:38","2","","0.51"
            "APEX-1","Cancelled","S","2","MNQH6","","102","2026-01-05 09:50:00","0","","0.51"
            "APEX-1","Filled","S","2","MNQH6","20010.00","103","2026-01-05 09:52:19","2","40.00","0.51"
            """;

    @Test
    void ordersOfRithmicMayBeUnfilledAndCostARateForEachContract() throws IOException {
        String completed = "\"Completed Orders\"\n" + RITHMIC;
        assertThat(read(completed)).isEqualTo("Rithmic orders: 1, 37.96, -2.04");
        assertThat(notes(completed)).contains("is an order that was not filled and was left out");
        String working = "\"Working Orders\"\n" + RITHMIC.lines().findFirst().orElseThrow() + "\n\n\n" + completed;
        assertThat(read(working)).isEqualTo("Rithmic orders: 1, 37.96, -2.04");
        String priced = RITHMIC.replace("Closed Profit/Loss", "Remarks");
        assertThat(read(priced)).isEqualTo("Rithmic orders: 1, 37.96, -2.04");
        assertThat(notes(priced)).contains("it is computed from the prices and the exchange's value of a point");
        assertThat(refusal(priced.replace("MNQH6", "XYZH6")))
                .contains("whose value of a point is unknown; export the column Closed Profit/Loss as well");
        assertThat(notes(RITHMIC.replace("Commission Fill Rate", "Remarks")))
                .contains("has no column Commission Fill Rate, so that these costs do not count");
    }

    @Test
    void positionsThatCloseEachOtherAreClosed() throws IOException {
        String deals = """
                Time,Deal,Symbol,Type,Direction,Volume,Price,Order,Commission,Fee,Swap,Profit,Balance,Comment
                2026.01.05 10:00:00,2,EURUSD,buy,in,0.20,1.1,1,-1.20,0.00,0.00,0.00,9998.80,
                2026.01.05 11:00:00,3,EURUSD,sell,in,0.20,1.2,2,-1.20,0.00,0.00,0.00,9998.80,
                2026.01.05 12:00:00,4,EURUSD,sell,out by,0.20,1.2,3,0.00,0.00,0.00,20.00,9998.80,
                2026.01.05 12:00:00,5,EURUSD,buy,out by,0.20,1.2,3,0.00,0.00,-0.10,0.00,9998.80,
                """;
        assertThat(read(deals)).isEqualTo("MetaTrader 5 deals: 2, 17.50, -2.50");
        assertThat(refusal(deals.replace("out by", "aus"))).contains("aus is none of in, out, in/out and out by");
    }

    @Test
    void aDashIsNoProfitOfAnOpening() throws IOException {
        String header = "Date and Time,Symbol,Side,Position effect,Trade Volume,Commission,Closed P&L\n";
        String opening = "2026-01-05 10:00:00,XAUUSD,Buy,Opening,0.10,-0.50,--\n";
        assertThat(read(header + "2026-01-05 12:00:00,XAUUSD,Sell,Closing,0.10,-0.50,100.00\n" + opening))
                .isEqualTo("DXtrade trades: 1, 99.00, -1.00");
        assertThat(refusal(header + "2026-01-05 12:00:00,XAUUSD,Sell,Closing,0.10,-0.50,--\n" + opening))
                .contains("the row closes a position");
        assertThat(refusal(header + opening.replace("--", "5"))).contains("the row opens a position");
    }

    @Test
    void aTableEndsAtTheTitleOfAnother() throws IOException {
        String trades = """
                Tags,Open Date,Close Date,Symbol,Action,Units/Lots,Open Price,Commission,Swap,Pips,Profit,Gain
                ,01/15/2026 10:00,01/15/2026 12:00,EURUSD,Buy,0.10,1.10,-0.7,-0.3,20,19.00,1.9
                Open Trades,,,,,,,,,,,
                Tags,Open Date,Symbol,Action,Units/Lots,SL,TP,Open Price,Pips,Profit,Swap,Gain
                ,01/16/2026 10:00,EURUSD,Buy,0.10,0,0,1.10,5,5.00,0,0.5
                """;
        assertThat(read(trades)).isEqualTo("Myfxbook history: 1, 19.00, -1.00");
        assertThat(notes(trades)).contains("line 3: begins another table (Open Trades), which was not read");
    }

    @Test
    void aTitleInTheMiddleOfATableDoesNotEndIt() {
        String trades = """
                Symbol,Opening direction,Closing time (UTC+0),Net USD
                EURUSD,Buy,15/01/2026 12:00:00.000,9.40
                Gold,,,
                XAUUSD,Buy,16/01/2026 12:00:00.000,9.40
                """;
        assertThat(refusal(trades)).contains("line 3");
    }

    @Test
    void rowsOfTotalsAreNoTrades() throws IOException {
        String trades = "Open time,Symbol,Net profit\n2026-01-05 10:00,ES,10.50\n2026-01-06 10:00,ES,-5\nTotal,,5.50\n";
        assertThat(read(trades)).isEqualTo("a table of trades: 2, 5.50, 0.00");
        assertThat(notes(trades)).contains("line 4: is a row of totals, left out");
    }

    @Test
    void theOneRowOfTotalsBehindTheTradesIsCompared() throws IOException {
        String trades = """
                Open time,Symbol,Commission,Profit,Gross
                2026-01-05 10:00,ES,2,10.50,12.50
                Subtotal,,2,10.50,12.50
                2026-01-06 10:00,ES,2,-5,-3
                Total,,4,%s,9.50
                """;
        String whole = trades.replaceAll("Subtotal.*\n", "");
        TradeFiles reader = TradeFiles.reader().zone(ZoneOffset.UTC).riskPerTrade(100);
        assertThat(total(reader.profitIsNet(), whole.formatted("5.50"))).isEqualTo("total of Profit 5.50 true");
        assertThat(total(reader.profitIsGross(), whole.formatted("5.50"))).isEqualTo("total of Profit 1.50 true");
        assertThat(total(reader.profitIsNet(), whole.formatted("55"))).isEqualTo("total of Profit 55 false");
        assertThat(total(reader.profitIsNet(), trades.formatted("5.50"))).isEmpty();
        assertThat(total(reader.profitIsNet(), whole.formatted(""))).isEmpty();
    }

    private static String total(TradeFiles reader, String text) throws IOException {
        return reader.read(new StringReader(text), "export.csv")
                .source()
                .orElseThrow()
                .total()
                .map(total -> total.name() + " " + total.amount() + " " + total.agrees())
                .orElse("");
    }

    @Test
    void aDifferenceOfNoMoreThanACentACloseIsNoted() throws IOException {
        String trades = "Open time,Symbol,Net profit\n2026-01-05 10:00,ES,10.50\n2026-01-06 10:00,ES,-5\nTotal,,%s\n";
        assertThat(notes(trades.formatted("5.504"))).doesNotContain("own total");
        assertThat(notes(trades.formatted("5.52")))
                .contains(
                        "the file's own total of Net profit is 5.52, but the profit of its trades is 5.50, which is no"
                                + " more than a cent a close and may be rounding");
        assertThat(notes(trades.formatted("5.53"))).contains("look for what is missing or counts twice");
    }

    @Test
    void theRunningTotalOfOpenTradesDoesNotCount() throws IOException {
        String trades = """
                Trade #,Type,Date and time,Signal,Price USD,Net P&L USD,Cumulative P&L USD,Cumulative P&L %
                3,Exit long,2026-01-07 10:30,Open,10,7,12,1
                3,Entry long,2026-01-07 10:00,L,10,7,12,1
                2,Exit long,2026-01-06 10:30,X,10,-5,5,2
                2,Entry long,2026-01-06 10:00,L,10,-5,5,2
                1,Exit long,2026-01-05 10:30,X,10,10,10,1
                1,Entry long,2026-01-05 10:00,L,10,10,10,1
                """;
        assertThat(total(TradeFiles.reader().riskPerTrade(100), trades)).isEqualTo("Cumulative P&L USD 5 true");
    }

    @Test
    void whatDoesNotDenyThatATradeIsOpenIsOpen() throws IOException {
        String trades = """
                pair,is_open,open_date,close_date,profit_abs
                BTC/USDT,%s,2026-01-05 10:00:00,,0.5
                BTC/USDT,False,2026-01-05 10:00:00,2026-01-05 12:00:00,0.8
                """;
        for (String open : new String[] {"True", "true", "1", "open"}) {
            assertThat(read(trades.formatted(open))).isEqualTo("freqtrade trades: 1, 0.80, 0.00");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transaction #,Type,Date et heure,Signal,Prix USD,P&L net USD|Sortie long|Entrée long",
                "トレード #,タイプ,日時,シグナル,価格 USD,純損益 USD|ロングの決済|ロングのエントリー",
                "Transakcja #,Typ,Data i godzina,Sygnał,Cena USD,Zysk/strata netto USD|Wyjście z długiej|Wejście w długą",
            })
    void listsOfTradesOfTradingViewHaveLanguages(String words) throws IOException {
        String[] each = words.split("\\|", -1);
        assertThat(read(each[0] + "\n1," + each[1] + ",2026-01-05 12:00,TP,110,10\n1," + each[2]
                        + ",2026-01-05 10:00,Long,100,10\n"))
                .isEqualTo("TradingView list of trades: 1, 10.00, 0.00");
    }

    @Test
    void aZoneInAHeaderIsNotEnoughToNameAPlatform() throws IOException {
        assertThat(read("Contracts,Closed P&L,Trade Time(UTC+0)\nBTC,9.8,2026-01-05 12:00:00\n"))
                .isEqualTo("a table of trades: 1, 9.80, 0.00");
        assertThat(refusal("Contracts,Closed P&L,Order Time(UTC+0)\nBTC,9.8,2026-01-05 12:00:00\n"))
                .contains("has no column for the time")
                .doesNotContain("cTrader");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orderId,Account,Order ID,B/S,Contract,Fill Time,Avg Fill Price|Tradovate's list of orders|export the performance",
                "Account,Timestamp,Delta,Amount,Cash Change Type|Tradovate's cash history|export the performance",
                "Id,ContractName,Size,PositionDisposition|TopstepX's list of orders|export the trades",
                "Symbol,Side,Type,Qty,Fill Price,Status,Placing Time|the orders of an account at TradingView|list of trades",
                "Time,Balance Before,Balance After,Realized P&L,Action|the balance of an account at TradingView|list of trades",
                "Time,Symbol,Price,Quantity,Type,Status,Value,Tag|QuantConnect's list of orders|export the trades",
                ",Exec Time,Spread,Side,Qty,Pos Effect,Symbol|an account statement of thinkorswim|report of a strategy",
                "Nr.,Einstiegszeit,Gewinn,MAE,MFE,ETD|NinjaTrader's trades in another language|English",
                "Symbol,Schlusszeit (UTC+1),Netto €|cTrader's history in another language|English",
            })
    void exportsWithoutResultsAreRefusedWithWhatToExport(String words) {
        String[] each = words.split("\\|", -1);
        String row = "x,".repeat((int) each[0].chars().filter(c -> c == ',').count()) + "x";
        assertThat(refusal(each[0] + "\n" + row + "\n")).contains(each[1], each[2]);
    }

    /** Columns of an export that is refused do not matter beside a time and a result. */
    @Test
    void aTableWithTimeAndProfitIsReadWhateverElseItHas() throws IOException {
        String truth = "a table of trades: 2, 50.00, 0.00";
        assertThat(read("""
                        Time,Profit,MAE,MFE,ETD
                        2026-01-05 10:00,100,-20,120,20
                        2026-01-06 10:00,-50,-60,10,5
                        """)).isEqualTo(truth);
        assertThat(read("""
                        Time,Symbol,Price,Quantity,Status,Tag,Profit
                        2026-01-05 10:00,ES,100,1,closed,a,100
                        2026-01-06 10:00,ES,100,1,closed,b,-50
                        """)).isEqualTo(truth);
    }
}
