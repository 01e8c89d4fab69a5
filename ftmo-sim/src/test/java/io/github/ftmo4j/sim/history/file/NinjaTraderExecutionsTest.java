package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Executions have prices in place of profit: it is computed by hand here from the value of a point. */
class NinjaTraderExecutionsTest {

    private static final String HEADER =
            "Instrument,Action,Quantity,Price,Time,ID,E/X,Position,Order ID,Name,Commission,Rate,Account,Connection,";

    private static TradeHistory read(String... rows) throws IOException {
        return TradeFiles.reader()
                .zone(ZoneOffset.UTC)
                .dates(DateOrder.MONTH_FIRST)
                .riskPerTrade(100)
                .read(new StringReader(HEADER + "\n" + String.join("\n", rows) + "\n"), "executions.csv");
    }

    private static BigDecimal profit(TradeHistory history) {
        return history.source().flatMap(TradeSource::profit).orElseThrow();
    }

    /** Newest first, as the platform exports them. */
    @Test
    void aTradeOfTwoContractsClosedInTwoPartsIsOne() throws IOException {
        TradeHistory history = read(
                "MNQ 03-26,Sell,1,20030.50,1/13/2026 3:12:00 PM,c,Exit,-,o3,Target2,$0.65,1,Sim101,Sim,",
                "MNQ 03-26,Sell,1,20010.00,1/13/2026 3:10:00 PM,b,Exit,1 L,o2,Target1,$0.65,1,Sim101,Sim,",
                "MNQ 03-26,Buy,2,20000.00,1/13/2026 3:00:00 PM,a,Entry,2 L,o1,Entry,$1.30,1,Sim101,Sim,");

        assertThat(profit(history)).isEqualByComparingTo("78.40"); // 2 × (10 + 30.5) − 2.60
        assertThat(history.trades())
                .singleElement()
                .extracting(ClosedTrade::rMultiple)
                .isEqualTo(0.784);
    }

    @Test
    void aShortPositionThatIsScaledInEarnsFromEachPrice() throws IOException {
        TradeHistory history = read(
                "ES 03-26,Sell short,1,6000.00,1/13/2026 3:00:00 PM,a,Entry,1 S,o1,Entry,$2.00,1,Sim101,Sim,",
                "ES 03-26,Sell short,2,6004.00,1/13/2026 3:01:00 PM,b,Entry,3 S,o2,Entry,$4.00,1,Sim101,Sim,",
                "ES 03-26,Buy to cover,3,6001.00,1/13/2026 3:10:00 PM,c,Exit,-,o3,Stop,$6.00,1,Sim101,Sim,");

        assertThat(profit(history)).isEqualByComparingTo("238"); // 50 × (−1 + 2 × 3) − 12
        assertThat(history.trades()).hasSize(1);
    }

    @Test
    void whatIsClosedWithoutAnOpeningIsLeftOutAndNoted() throws IOException {
        TradeHistory history = read(
                "MES 03-26,Sell,1,6000.00,1/13/2026 2:00:00 PM,z,Exit,-,o0,Stop,$0.65,1,Sim101,Sim,",
                "MES 03-26,Buy,1,6000.00,1/13/2026 3:00:00 PM,a,Entry,1 L,o1,Entry,$0.65,1,Sim101,Sim,",
                "MES 03-26,Sell,1,6002.00,1/13/2026 3:10:00 PM,b,Exit,-,o2,Target,$0.65,1,Sim101,Sim,");

        assertThat(profit(history)).isEqualByComparingTo("8.70");
        assertThat(history.notes()).anyMatch(note -> note.message().contains("no opening"));
    }

    @Test
    void aContractWhoseValueIsUnknownIsRefusedByName() {
        assertThatThrownBy(
                        () -> read("ZN 03-26,Buy,1,110'165,1/13/2026 3:00:00 PM,a,Entry,1 L,o1,Entry,$1,1,Sim101,Sim,"))
                .isInstanceOf(InvalidTradesException.class)
                .hasMessageContaining("ZN 03-26 is a contract whose value of a point is unknown");
    }

    @Test
    void aSideThatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() ->
                        read("ES 03-26,Hold,1,6000.00,1/13/2026 3:00:00 PM,a,Entry,1 L,o1,Entry,$1,1,Sim101,Sim,"))
                .isInstanceOf(InvalidTradesException.class)
                .hasMessageContaining("Hold is neither a purchase nor a sale");
    }
}
