package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.Remedy;
import io.github.ftmo4j.sim.history.TradeHistory;
import java.io.IOException;
import java.io.StringReader;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Costs in columns of their own, and trades that stand more than once in a file. */
class CostsAndRepetitionsTest {

    private static final TradeFiles READER =
            TradeFiles.reader().zone(ZoneOffset.UTC).riskPerTrade(100);
    private static final String R6 = "Open Time,Commission,Swap,Profit\n2026.03.02 09:00,-14.00,-6.20,20.00\n";

    private static TradeHistory read(TradeFiles reader, String text) throws IOException {
        return reader.read(new StringReader(text), "f");
    }

    private static String problem(TradeFiles reader, String text) {
        return catchThrowableOfType(InvalidTradesException.class, () -> read(reader, text))
                .problems()
                .get(0)
                .toString();
    }

    @Test
    @DisplayName("R6 a profit beside costs is refused with the question whether it is gross or net")
    void aProfitBesideCostsIsRefused() {
        assertThat(problem(READER, R6))
                .isEqualTo(
                        "line 1, column Profit: stands beside costs (Commission, Swap) and may be before or after them:"
                                + " state that it is gross, so that the costs are added, or net, so that it stays as it"
                                + " is");
    }

    @Test
    @DisplayName("R6 a gross profit becomes the net one, a net profit stays")
    void theSettingAnswers() throws IOException {
        TradeHistory gross = read(READER.profitIsGross(), R6);
        assertThat(gross.rMultiples()).containsExactly(-0.002);
        assertThat(gross.notes())
                .singleElement()
                .hasToString("line 1, column Profit: is gross; Commission, Swap of the trade count as costs");
        TradeHistory net = read(READER.profitIsNet(), R6);
        assertThat(net.rMultiples()).containsExactly(0.2);
        assertThat(net.source().orElseThrow().costs()).isEqualTo("-20.20");
        assertThat(read(READER, R6.replace("Profit", "Net profit"))
                        .source()
                        .orElseThrow()
                        .costs())
                .isEqualTo("-20.20");
    }

    @ParameterizedTest
    @DisplayName("R6 costs have many names and two signs")
    @CsvSource(
            delimiter = '|',
            value = {
                // positive fees are paid; a swap may be earned; empty cells are zero
                "Fees,Commissions,PnL          | 0.74,0.50,20.00   | 18.76",
                "commission usd,swap,profit    | 5.00,1.25,20.00   | 16.25",
                "Commission,Taxes,Swap,Profit  | ,-2.00,,100       | 98",
                "TotalCommission,P&L           | -7,7              | 0",
                "Exchange fee,rollover,pnl USD | 0.10,-0.20,0.30   | 0",
                "Trading costs,P/L             | 3,-100            | -103"
            })
    void costsHaveManyNames(String names, String cells, double net) throws IOException {
        String text = "time," + names + "\n2026-03-02," + cells + "\n";
        assertThat(problem(READER, text)).contains("may be before or after them");
        assertThat(read(READER.profitIsGross(), text).rMultiples()).containsExactly(net / 100);
    }

    @ParameterizedTest
    @DisplayName("R6 where costs do not matter nothing is asked")
    @ValueSource(
            strings = {
                "time,Commission,Profit\n2026-03-02,0.00,10",
                "time,Commission,Net Profit\n2026-03-02,-7.00,10",
                "time,Commission,Net P&L USD\n2026-03-02,-7.00,10",
                "time,Commission,R,Profit\n2026-03-02,-7.00,0.1,20",
                "time,Coffee,Feedback,Profit\n2026-03-02,1,1,10"
            })
    void nothingIsAskedInVain(String text) throws IOException {
        assertThat(read(READER, text).rMultiples()).containsExactly(0.1);
    }

    @Test
    @DisplayName("R6 a gross profit without costs is refused")
    void aGrossProfitNeedsCosts() {
        assertThat(problem(READER.profitIsGross(), "time,profit\n2026-03-02,20"))
                .isEqualTo("line 1, column profit: is stated to be gross, but there is no column of costs, such as"
                        + " Commission, Swap or Fee");
        assertThat(problem(READER.profitIsGross(), R6.replace("Profit", "Net profit")))
                .contains("is stated to be gross, but there is no column of costs");
        assertThat(problem(READER.profitIsGross(), "time,fee,profit\n2026-03-02,x,20"))
                .startsWith("line 2, column fee: x ");
    }

    @Test
    @DisplayName("R19 a file that was imported twice is noted")
    void aFileImportedTwiceIsNoted() throws IOException {
        String rows = "1,2026-03-02 09:00,50\n2,2026-03-03 09:00,-100\n";
        TradeHistory history = read(READER, "Ticket,Open Time,Profit\n" + rows + rows);
        assertThat(history.rMultiples()).hasSize(2);
        assertThat(history.notes())
                .singleElement()
                .hasToString(
                        "line 4: is the first of 2 rows with number, time and result of earlier rows, which count once");
    }

    @Test
    @DisplayName("R19 one row for each partial close is one trade")
    void oneRowForEachPartialCloseIsOneTrade() throws IOException {
        TradeHistory history = read(
                READER,
                "Trade ID,Open Time,Profit\n7,2026-03-02 09:00,50\n7,2026-03-02 09:00,-20\n8,2026-03-02 10:00,10\n");
        assertThat(history.notes())
                .singleElement()
                .hasToString("line 3: is a position that was closed in parts and is one trade");
    }

    @Test
    @DisplayName("R19 without a number whole rows are compared, and different ones are no repetition")
    void withoutANumberWholeRowsAreCompared() throws IOException {
        TradeHistory history =
                read(READER, "symbol,time,profit\nEURUSD,2026-03-02,50\nEURUSD,2026-03-02,50\nGBPUSD,2026-03-02,50\n");
        assertThat(history.notes())
                .singleElement()
                .hasToString(
                        "line 3: is a row with all cells of an earlier row, which counts again: remove it if the file holds trades twice");
        assertThat(read(READER, "ticket,time,profit\n1,2026-03-02,50\n2,2026-03-02,50\n,2026-03-03,1\n")
                        .notes())
                .isEmpty();
    }

    @Test
    void aProfitThatIsTheSumOfAnotherColumnSoFarIsRefused() throws IOException {
        String header = "Time,Result,Profit\n";
        String rows = "2026-03-02,10,10\n2026-03-03,-4,6\n2026-03-04,5,11\n";
        assertThat(problem(READER, header + rows))
                .isEqualTo("line 1, column Profit: is the running total of Result: state the column of the profit");
        assertThat(read(READER.profitColumn("Result"), header + rows).rMultiples())
                .containsExactly(0.1, -0.04, 0.05);
        assertThat(read(READER, header + rows.replace("11", "12")).rMultiples()).containsExactly(0.1, 0.06, 0.12);
    }

    @Test
    void aNumberAtTheEndOfALineThatDoesNotEndMayBeCutOff() throws IOException {
        String rows = "time,symbol,profit\n2026-03-02,ES,20\n2026-03-03,ES,10";
        assertThat(read(READER, rows).notes())
                .singleElement()
                .hasToString(
                        "line 3, column profit: 10 is the end of the file, whose last line does not end; if the file is"
                                + " cut off, the number may be, too");
        assertThat(read(READER, rows + "\n").notes()).isEmpty();
        assertThat(read(READER, "time,profit,symbol\n2026-03-02,20,ES").notes()).isEmpty();
    }

    @Test
    void aFileWithAMillionColumnsIsRefused() {
        assertThat(problem(READER, "time,profit" + ",x".repeat(1_000_000) + "\n2026-03-02,20\n"))
                .isEqualTo(problem(READER, "time,profit" + ",x".repeat(2_000) + "\n2026-03-02,20\n"))
                .isEqualTo("line 1: has more than 2000 cells");
    }

    @Test
    void aFileWithoutRiskIsReadAsMoneyIfThatIsEnough() throws IOException {
        TradeFiles reader = TradeFiles.reader().zone(ZoneOffset.UTC).profitIsEnough();
        TradeHistory history = read(reader, "time,profit\n2026-03-02,20\n2026-03-03,-7\n");
        assertThat(history.rMultiples()).containsExactly(20, -7);
        assertThat(history.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.remedies()).containsExactly(Remedy.RISK_PER_TRADE));
        assertThat(read(reader, "time,profit,risk\n2026-03-02,20,10\n").notes()).isEmpty();
        assertThat(read(reader.riskPerTrade(10), "time,profit\n2026-03-02,20\n").rMultiples())
                .containsExactly(2);
    }
}
