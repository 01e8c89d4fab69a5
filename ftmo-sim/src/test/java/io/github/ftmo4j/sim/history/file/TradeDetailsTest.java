package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.TradeHistory;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of the close and excursions, which a file may have. */
class TradeDetailsTest {

    private static final TradeFiles READER =
            TradeFiles.reader().zone(ZoneOffset.UTC).riskPerTrade(10);

    private static final Instant OPEN = Instant.parse("2021-01-05T09:30:00Z");
    private static final Instant CLOSE = Instant.parse("2021-01-05T10:30:00Z");

    private static TradeHistory read(String... lines) throws IOException {
        return READER.read(new StringReader(String.join("\n", lines) + "\n"), "trades.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Trade #,Type,Signal,Date/Time,Price,Contracts,Profit,Profit %,Run-up,Run-up %,Drawdown,Drawdown %",
                "Trade #,Type,Signal,Date/Time,Price,Contracts,Profit $,Profit %,Run-up $,Run-up %,Drawdown $,Drawdown %",
                "Trade #,Type,Signal,Date/Time,Price USD,Contracts,Profit USD,Profit %,Run-up USD,Run-up %,Drawdown"
                        + " USD,Drawdown %",
                "Trade #,Type,Signal,Date and time,Price USD,Size (qty),Net P&L USD,Net P&L %,Favorable excursion"
                        + " USD,Favorable excursion %,Adverse excursion USD,Adverse excursion %"
            })
    void everyGenerationOfTheListOfTradesHasExcursions(String header) throws IOException {
        TradeHistory history = read(
                header,
                "1,Entry long,L,2021-01-05 09:30,100,1,,,,,,",
                "1,Exit long,X,2021-01-05 10:30,110,1,10,10,12,12,3,3");
        assertThat(history.trades())
                .containsExactly(new ClosedTrade(OPEN, 1).closedAt(CLOSE).excursions(-0.3, 1.2));
        assertThat(history.hasExcursions()).isTrue();
        assertThat(history.notes()).isEmpty();
    }

    @Test
    void theSignOfAnExcursionDoesNotMatter() throws IOException {
        assertThat(read("Entry time,Exit time,Profit,MAE,MFE", "2021-01-05 09:30,2021-01-05 10:30,-10,-12,4")
                        .trades())
                .containsExactly(new ClosedTrade(OPEN, -1).closedAt(CLOSE).excursions(-1.2, 0.4));
    }

    @Test
    void excursionsAreExtendedToTheResult() throws IOException {
        TradeHistory history = read(
                "Entry time,Profit,MAE,MFE",
                "2021-01-05 09:30,-10,8,4",
                "2021-01-06 09:30,10,8,9",
                "2021-01-07 09:30,10,8,10");
        assertThat(history.trades().get(0).excursions())
                .hasToString("Optional[Excursions[adverse=-1.0, favourable=0.4]]");
        assertThat(history.trades().get(1).excursions())
                .hasToString("Optional[Excursions[adverse=-0.8, favourable=1.0]]");
        assertThat(history.notes())
                .containsExactly(new ImportIssue(
                        2,
                        "",
                        "is the first of 2 trades with a result beyond the excursions, which were extended to it"));
    }

    @Test
    void tradesWithoutExcursionsAreNotedAndNoneAreDrawn() throws IOException {
        TradeHistory history = read("Entry time,Profit,MAE,MFE", "2021-01-05 09:30,-10,12,4", "2021-01-06 09:30,10,,9");
        assertThat(history.hasExcursions()).isFalse();
        assertThat(history.bootstrap().hasExcursions()).isFalse();
        assertThat(history.notes())
                .extracting(ImportIssue::message)
                .containsExactly("1 of 2 trades have no excursions, the first of them that of 2021-01-06T09:30:00Z, so"
                        + " that those of the others are not drawn");
    }

    @Test
    void aCloseThatCannotBeRightIsLeftOutAndNoted() throws IOException {
        TradeHistory history = read(
                "Open time,Close time,Profit",
                "2021-01-05 09:30,soon,10",
                "2021-01-05 09:30,2021-01-05 09:29,11",
                "2021-01-05 09:30,,12",
                "2021-01-05 09:30,2021-01-05 10:30,13");
        assertThat(history.trades())
                .extracting(trade -> trade.closedAt().isPresent())
                .containsExactly(false, false, false, true);
        assertThat(history.notes())
                .containsExactly(
                        new ImportIssue(
                                2,
                                "Close time",
                                "is a trade with a time of the close that cannot be read and was left out"),
                        new ImportIssue(
                                3,
                                "Close time",
                                "is a trade with a time of the close before that of the opening, which was left out"));
    }

    /**
     * A drawdown of the account, an R-multiple beside money, two columns that may be meant, a time that is the only
     * one.
     */
    @Test
    void columnsThatMayMeanSomethingElseAreNotTaken() throws IOException {
        assertThat(read("Time,Profit,Drawdown,Run-up", "2021-01-05 09:30,10,5,15")
                        .hasExcursions())
                .isFalse();
        assertThat(read("Time,R,MAE,MFE", "2021-01-05 09:30,1,5,15").hasExcursions())
                .isFalse();
        assertThat(read("Time,Profit,MAE,MAE USD,MFE", "2021-01-05 09:30,10,5,5,15")
                        .hasExcursions())
                .isFalse();
        assertThat(read("Close time,Profit", "2021-01-05 09:30,10")
                        .trades()
                        .get(0)
                        .closedAt())
                .isEmpty();
    }

    /** Before costs they may be nearer than the result; where both are the same they were not recorded. */
    @Test
    void excursionsOfNinjaTraderAreBeforeCostsOrUnknown() throws IOException {
        String header =
                "Trade number,Instrument,Account,Market pos.,Entry price,Entry time,Exit time,Profit,MAE,MFE,Commission";
        String start = ",ES 03-26,Sim,Long,1,2021-01-05 09:30,2021-01-05 10:30,";
        TradeHistory clamped = read(header, "1" + start + "-$12.00,$10.00,$4.00,$2.00");
        assertThat(clamped.trades())
                .containsExactly(new ClosedTrade(OPEN, -1.2).closedAt(CLOSE).excursions(-1.2, 0.4));
        assertThat(clamped.notes())
                .extracting(ImportIssue::message)
                .containsExactly("is a trade with a result beyond the excursions, which were extended to it");

        TradeHistory equal = read(header, "1" + start + "$3.00,$5.00,$5.00,$2.00");
        assertThat(equal.trades()).containsExactly(new ClosedTrade(OPEN, 0.3).closedAt(CLOSE));
        TradeHistory zero = read(header, "1" + start + "$0.00,$0.00,$0.00,$0.00");
        assertThat(zero.trades())
                .containsExactly(new ClosedTrade(OPEN, 0).closedAt(CLOSE).excursions(0, 0));
    }
}
