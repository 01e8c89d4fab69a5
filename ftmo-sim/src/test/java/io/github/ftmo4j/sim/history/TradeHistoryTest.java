package io.github.ftmo4j.sim.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeHistoryTest {

    private static final TradingDayClock UTC = TradingDayClock.midnight(ZoneOffset.UTC);

    private static ClosedTrade trade(String at, double r) {
        return new ClosedTrade(Instant.parse(at), r);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesResultsThatAreNoNumbers(double r) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trade("2025-04-01T10:00:00Z", r))
                .withMessage("rMultiple must be finite, was " + r);
    }

    @Test
    void refusesToBeEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradeHistory.of(List.of()))
                .withMessageContaining("at least one trade");
    }

    @Test
    void sortsByTimeAndKeepsTheOrderOfTies() {
        ClosedTrade late = trade("2025-04-02T10:00:00Z", 1);
        ClosedTrade firstOfTwo = trade("2025-04-01T10:00:00Z", 2);
        ClosedTrade secondOfTwo = trade("2025-04-01T10:00:00Z", -3);

        TradeHistory history = TradeHistory.of(List.of(late, firstOfTwo, secondOfTwo));

        assertThat(history.trades()).containsExactly(firstOfTwo, secondOfTwo, late);
        assertThat(history.rMultiples()).containsExactly(2, -3, 1);
        assertThat(history.size()).isEqualTo(3);
    }

    @Test
    void cannotBeChangedFromOutside() {
        List<ClosedTrade> trades = new ArrayList<>(List.of(trade("2025-04-01T10:00:00Z", 2)));
        TradeHistory history = TradeHistory.of(trades);
        trades.clear();
        history.rMultiples()[0] = 5;

        assertThat(history.rMultiples()).containsExactly(2);
        assertThat(history.trades()).isUnmodifiable();
        assertThat(history.notes()).isUnmodifiable();
    }

    @Test
    void tellsMeanAndWinRate() {
        TradeHistory history = TradeHistory.of(List.of(
                trade("2025-04-01T10:00:00Z", 2),
                trade("2025-04-01T11:00:00Z", -1),
                trade("2025-04-01T12:00:00Z", 0),
                trade("2025-04-01T13:00:00Z", 0.5)));

        assertThat(history.meanR()).isCloseTo(0.375, within(1e-15));
        assertThat(history.winRate()).as("zero is no win").isEqualTo(0.5);
    }

    @Test
    void oneTradeHasNoStandardError() {
        assertThat(TradeHistory.of(List.of(trade("2025-04-01T10:00:00Z", 2))).meanRError())
                .isNaN();
        assertThat(TradeHistory.of(List.of(trade("2025-04-01T10:00:00Z", 2), trade("2025-04-01T10:00:00Z", 0)))
                        .meanRError())
                .isCloseTo(1, within(1e-15));
    }

    @Test
    void countsWeekdaysFromFirstToLastIncluded() {
        // Friday, Saturday, Monday: two weekdays
        TradeHistory history = TradeHistory.of(List.of(
                trade("2025-04-04T10:00:00Z", 1), trade("2025-04-05T10:00:00Z", 1), trade("2025-04-07T10:00:00Z", 1)));

        assertThat(history.tradesPerWeekday(UTC)).isEqualTo(1.5);
        assertThat(history.tradingDays(UTC)).isEqualTo(3);
    }

    @Test
    void tellsWhenItBeginsAndEnds() {
        TradeHistory history =
                TradeHistory.of(List.of(trade("2025-04-05T10:00:00Z", 1), trade("2025-04-04T10:00:00Z", 1)));

        assertThat(history.first()).isEqualTo("2025-04-04T10:00:00Z");
        assertThat(history.last()).isEqualTo("2025-04-05T10:00:00Z");
    }

    /**
     * The second while the first is open, the third at its close, the fourth while the third is; the fifth is alone.
     */
    @Test
    void countsTradesThatWereOpenedWhileAnEarlierOneWasOpen() {
        TradeHistory history = TradeHistory.of(List.of(
                open("10:00", "12:00"),
                open("11:00", "11:30"),
                open("12:00", "13:00"),
                open("12:59", "14:00"),
                trade("2025-04-01T14:00:00Z", 1)));

        assertThat(history.overlapping()).isEqualTo(2);
        assertThat(TradeHistory.of(List.of(trade("2025-04-01T14:00:00Z", 1), trade("2025-04-01T14:00:00Z", 1)))
                        .overlapping())
                .as("closed when they are opened")
                .isZero();
        assertThat(TradeHistory.of(List.of(open("10:00", "14:00"), open("11:00", "11:30"), open("12:00", "12:30")))
                        .overlapping())
                .as("both within the first")
                .isEqualTo(2);
    }

    private static ClosedTrade open(String from, String to) {
        return trade("2025-04-01T" + from + ":00Z", 1).closedAt(Instant.parse("2025-04-01T" + to + ":00Z"));
    }

    @Test
    void countsAWeekendAsOneDay() {
        TradeHistory history =
                TradeHistory.of(List.of(trade("2025-04-05T10:00:00Z", 1), trade("2025-04-06T10:00:00Z", 1)));

        assertThat(history.tradesPerWeekday(UTC)).isEqualTo(2);
    }

    @Test
    void tellsDaysByTheClock() {
        // Wednesday in UTC, one of them on Thursday in Prague
        TradeHistory history =
                TradeHistory.of(List.of(trade("2025-04-02T10:00:00Z", 1), trade("2025-04-02T22:30:00Z", 1)));

        assertThat(history.tradingDays(UTC)).isEqualTo(1);
        assertThat(history.tradingDays(TradingDayClock.prague())).isEqualTo(2);
        assertThat(history.tradesPerWeekday(TradingDayClock.prague())).isEqualTo(1);
    }

    @Test
    void notesResultsThatLookLikeMoneyOnce() {
        ImportIssue leftOut = new ImportIssue(7, "", "was left out");
        TradeHistory history = TradeHistory.of(
                List.of(trade("2025-04-01T10:00:00Z", 160), trade("2025-04-01T11:00:00Z", -100)), List.of(leftOut));

        assertThat(history.notes())
                .containsExactly(
                        ImportIssue.ofAllTrades(
                                "R-multiples look like amounts of money: half of them are beyond ±20 (the median is"
                                        + " 100.0); an R-multiple is the profit divided by the money at risk"),
                        leftOut);
        assertThat(TradeHistory.of(history.trades(), history.notes()).notes()).isEqualTo(history.notes());
        assertThat(history.toString()).contains("look like amounts of money");
        assertThat(history.bootstrap().notes())
                .containsExactly(history.notes().get(0).message());
    }

    @Test
    void doesNotNoteResultsInR() {
        TradeHistory history = TradeHistory.of(List.of(
                trade("2025-04-01T10:00:00Z", 40),
                trade("2025-04-01T11:00:00Z", -1),
                trade("2025-04-01T12:00:00Z", -1)));

        assertThat(history.notes()).isEmpty();
        assertThat(history.bootstrap().notes()).isEmpty();
    }

    @Test
    void anIssueSaysItsPlaceIfItHasOne() {
        assertThat(new ImportIssue(7, "Risk", "is empty")).hasToString("line 7, column Risk: is empty");
        assertThat(new ImportIssue(7, "", "is empty")).hasToString("line 7: is empty");
        assertThat(ImportIssue.ofAllTrades("There are few")).hasToString("There are few");
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesNullByName() {
        List<ClosedTrade> withNull = new ArrayList<>();
        withNull.add(null);
        assertThatNullPointerException()
                .isThrownBy(() -> new ClosedTrade(null, 1))
                .withMessage("at");
        assertThatNullPointerException().isThrownBy(() -> TradeHistory.of(null)).withMessage("trades");
        assertThatNullPointerException()
                .isThrownBy(() -> TradeHistory.of(withNull))
                .withMessage("trades must not contain null");
    }

    @Test
    void isEqualByItsTrades() {
        List<ClosedTrade> trades = List.of(trade("2025-04-02T10:00:00Z", 1));
        TradeHistory history = TradeHistory.of(trades);

        assertThat(history)
                .isEqualTo(TradeHistory.of(trades, List.of(new ImportIssue(7, "", "was left out"))))
                .hasSameHashCodeAs(TradeHistory.of(trades))
                .isNotEqualTo(TradeHistory.of(List.of(trade("2025-04-02T10:00:00Z", 2))));
        assertThat(history)
                .hasToString(
                        "TradeHistory[1 trades, 2025-04-02T10:00:00Z to 2025-04-02T10:00:00Z, mean R 1.0, win rate 1.0]");
    }
}
