package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

/** Days of a history, and its exact replay. */
class PastDaysTest {

    private static final TradingDayClock CLOCK = TradingDayClock.midnight(ZoneOffset.UTC);

    private final RandomStream outcomes = new RandomStream(5, 0, 0, 0, Purpose.OUTCOME);
    private final RandomStream counts = new RandomStream(5, 0, 0, 0, Purpose.TRADES_PER_DAY);

    private static ClosedTrade trade(String at, String closedAt, double r) {
        return new ClosedTrade(Instant.parse(at), r)
                .closedAt(Instant.parse(closedAt))
                .excursions(Math.min(0, r) - 0.5, Math.max(0, r));
    }

    /** Thursday with two trades, one of them over the night; a free Friday; a trade on Sunday; one on Monday. */
    private static final List<ClosedTrade> TRADES = List.of(
            trade("2026-01-08T09:00:00Z", "2026-01-08T10:00:00Z", 1),
            trade("2026-01-08T23:00:00Z", "2026-01-09T01:00:00Z", 2),
            trade("2026-01-11T22:00:00Z", "2026-01-11T23:00:00Z", 3),
            trade("2026-01-12T00:00:00Z", "2026-01-12T00:00:05Z", 4));

    private List<List<String>> draw(OutcomeModel model, int days) {
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        List<List<String>> drawn = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            List<String> trades = new ArrayList<>();
            int n = sampler.startDay(counts);
            for (int i = 0; i < n; i++) {
                sampler.next(outcomes, out);
                trades.add(out.toString());
            }
            drawn.add(trades);
        }
        return drawn;
    }

    @Test
    void daysHaveTheirTradesWithTimesAndExcursions() {
        PastDays days = TradeHistory.of(TRADES).days(CLOCK);
        assertThat(days.days()).hasSize(4);
        assertThat(draw(days.inOrderFrom(0), 5))
                .containsExactly(
                        List.of(
                                "Outcome[rMultiple=1.0, adverse=-0.5, favourable=1.0, opensAt=32400, closesAt=36000]",
                                "Outcome[rMultiple=2.0, adverse=-0.5, favourable=2.0, opensAt=82800, closesAt=90000]"),
                        List.of(),
                        List.of("Outcome[rMultiple=3.0, adverse=-0.5, favourable=3.0, opensAt=79200, closesAt=82800]"),
                        List.of("Outcome[rMultiple=4.0, adverse=-0.5, favourable=4.0, opensAt=0, closesAt=5]"),
                        List.of(
                                "Outcome[rMultiple=1.0, adverse=-0.5, favourable=1.0, opensAt=32400, closesAt=36000]",
                                "Outcome[rMultiple=2.0, adverse=-0.5, favourable=2.0, opensAt=82800, closesAt=90000]"));
    }

    @Test
    void oneTradeWithoutExcursionsLeavesThemOutOfAll() {
        List<ClosedTrade> trades = new ArrayList<>(TRADES);
        trades.add(new ClosedTrade(Instant.parse("2026-01-12T01:00:00Z"), 5));
        PastDays days = TradeHistory.of(trades).days(CLOCK);
        assertThat(days.hasExcursions()).isFalse();
        assertThat(draw(days.inOrderFrom(3), 1).get(0))
                .containsExactly(
                        "Outcome[rMultiple=4.0, opensAt=0, closesAt=5]",
                        "Outcome[rMultiple=5.0, opensAt=3600, closesAt=3600]");
    }

    /** Chi-square at 1e-4. */
    @Test
    void everyDayIsAsLikelyAsAnyOther() {
        List<List<PastTrade>> days = IntStream.range(0, 8)
                .mapToObj(n -> IntStream.range(0, n)
                        .mapToObj(i -> new PastTrade(n, Optional.empty(), i, i))
                        .toList())
                .toList();
        long[] seen = new long[8];
        draw(PastDays.of(days), 8_000).forEach(day -> seen[day.size()]++);
        double[] expected = new double[8];
        Arrays.fill(expected, 1_000);
        assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(1e-4);
    }

    @Test
    void daysInOrderStartAnywhereAndFollowTheHistory() {
        OutcomeSampler sampler = TradeHistory.of(TRADES).days(CLOCK).inOrder().start();
        boolean[] starts = new boolean[4];
        for (int i = 0; i < 200; i++) {
            sampler.restart();
            int n = sampler.startDay(counts);
            // the two days of one trade are told apart by the day that follows
            int day = n == 2 ? 0 : n == 0 ? 1 : sampler.startDay(counts) == 1 ? 2 : 3;
            starts[day] = true;
        }
        assertThat(starts).containsOnly(true);
    }

    @Test
    void aDayEndsWithItsLastTrade() {
        OutcomeSampler sampler =
                TradeHistory.of(TRADES).days(CLOCK).inOrderFrom(3).start();
        Outcome out = new Outcome();
        assertThatIllegalStateException().isThrownBy(() -> sampler.next(outcomes, out));
        sampler.startDay(counts);
        sampler.next(outcomes, out);
        assertThatIllegalStateException().isThrownBy(() -> sampler.next(outcomes, out));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PastDays.of(List.of(List.of())))
                .withMessage("days must have at least one trade");
        PastTrade trade = new PastTrade(1, Optional.empty(), 5, 6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PastDays.of(List.of(List.of(trade, new PastTrade(1, Optional.empty(), 4, 6)))))
                .withMessage("trades must be in the order of their opening, were not on the day at index 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PastDays.of(List.of(List.of(trade))).inOrderFrom(1))
                .withMessage("first must be from 0 to 0, was 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new PastTrade(1, Optional.empty(), 5, 4));
    }

    @Test
    void aReplayFollowsTheHistoryFromAnyTrade() {
        Bootstrap history = TradeHistory.of(TRADES).bootstrap();
        OutcomeSampler sampler = history.replayFrom(2).start();
        Outcome out = new Outcome();
        double[] drawn = new double[6];
        for (int i = 0; i < drawn.length; i++) {
            sampler.next(outcomes, out);
            drawn[i] = out.rMultiple();
            assertThat(out.adverse()).isEqualTo(-0.5);
        }
        assertThat(drawn).containsExactly(3, 4, 1, 2, 3, 4);
        OutcomeSampler anywhere = history.replay().start();
        boolean[] starts = new boolean[4];
        for (int i = 0; i < 200; i++) {
            anywhere.restart();
            anywhere.next(outcomes, out);
            int first = (int) out.rMultiple();
            starts[first - 1] = true;
            anywhere.next(outcomes, out);
            assertThat(out.rMultiple()).isEqualTo(first % 4 + 1);
        }
        assertThat(starts).containsOnly(true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> history.replayFrom(4))
                .withMessage("first must be from 0 to 3, was 4");
    }
}
