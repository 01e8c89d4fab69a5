package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Positions of a history are open together as they were, and over midnight where they were. */
class OverlappingHistoryTest {

    private static ClosedTrade trade(String opened, String closed, double r, double adverse) {
        return new ClosedTrade(Instant.parse(opened), r)
                .closedAt(Instant.parse(closed))
                .excursions(adverse, Math.max(0, r));
    }

    /** How an attempt ends that repeats the days of a history for at most four days, at 3 % a trade. */
    private static AttemptEnd end(TradePath path, ClosedTrade... trades) {
        return Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(TradeHistory.of(List.of(trades))
                        .days(TradingDayClock.prague())
                        .inOrder())
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.03)))
                .path(path)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(2))
                .trials(1)
                .seed(1)
                .build()
                .run()
                .ends()
                .entrySet()
                .stream()
                .filter(each -> each.getValue() == 1)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Two open losses of 0.9 R are 5.4 % of the initial balance together; each alone is 2.7 %. */
    @Test
    void openLossesOfOneTimeAddUp() {
        ClosedTrade first = trade("2026-03-02T09:00:00Z", "2026-03-02T11:00:00Z", 0.1, -0.9);
        ClosedTrade within = trade("2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z", 0.1, -0.9);
        ClosedTrade after = trade("2026-03-02T11:00:00Z", "2026-03-02T12:00:00Z", 0.1, -0.9);
        assertThat(end(TradePath.PESSIMISTIC, first, within)).isEqualTo(AttemptEnd.DAILY_LOSS);
        assertThat(end(TradePath.PESSIMISTIC, first, after)).isEqualTo(AttemptEnd.ABANDONED);
        assertThat(end(TradePath.OPTIMISTIC, first, within)).isEqualTo(AttemptEnd.ABANDONED);
        assertThat(end(TradePath.CLOSES_ONLY, first, within)).isEqualTo(AttemptEnd.ABANDONED);
    }

    /** A day that has earned 3 % allows an open loss of 8 %; at midnight 5 % are left, and 6 % are a breach. */
    @Test
    void whatIsHeldOverMidnightMeetsTheFloorOfTheNewDay() {
        ClosedTrade win = trade("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z", 1, 0);
        ClosedTrade today = trade("2026-03-02T11:00:00Z", "2026-03-02T20:00:00Z", 0, -2);
        ClosedTrade overnight = trade("2026-03-02T11:00:00Z", "2026-03-03T09:00:00Z", 0, -2);
        assertThat(end(TradePath.PESSIMISTIC, win, today)).isEqualTo(AttemptEnd.ABANDONED);
        assertThat(end(TradePath.PESSIMISTIC, win, overnight)).isEqualTo(AttemptEnd.DAILY_LOSS);
    }
}
