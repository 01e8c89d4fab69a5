package io.github.ftmo4j.sim.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.outcome.PoissonTrades;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class TradesPerDayFitTest {

    private static int[] draw(TradesPerDay model, int days, int history) {
        RandomStream random = new RandomStream(5, history, 0, 0, Purpose.TRADES_PER_DAY);
        return IntStream.range(0, days)
                .map(day -> TradesPerDay.draw(model, random))
                .toArray();
    }

    /** 400 histories: the mean lies within 4 standard errors, p-values are uniform; false alarms below 1e-3. */
    @Test
    void aPoissonNumberIsRecovered() {
        double[] means = new double[400];
        double[] pValues = new double[400];
        for (int i = 0; i < 400; i++) {
            TradesPerDayFit fit = TradesPerDayFit.of(draw(TradesPerDay.poisson(2.5), 120, i));
            means[i] = ((PoissonTrades) fit.model()).mean();
            pValues[i] = fit.pValue();
        }
        assertThat(StatUtils.mean(means)).isCloseTo(2.5, within(4 * Math.sqrt(2.5 / 120 / 400)));
        assertThat(StatUtils.mean(pValues)).isCloseTo(0.5, within(4 * Math.sqrt(1.0 / 12 / 400) + 0.02));
        long small = Arrays.stream(pValues).filter(p -> p < 0.05).count();
        assertThat(small / 400.0).isCloseTo(0.05, within(4 * Math.sqrt(0.05 * 0.95 / 400)));
    }

    @Test
    void otherNumbersAreNoted() {
        int[] mixed = IntStream.range(0, 100).map(day -> day % 2 == 0 ? 0 : 8).toArray();
        TradesPerDayFit busyAndQuiet = TradesPerDayFit.of(mixed);
        assertThat(busyAndQuiet.model()).isEqualTo(TradesPerDay.poisson(4));
        assertThat(busyAndQuiet.dispersion()).isCloseTo(400.0 / 99, within(1e-12));
        assertThat(busyAndQuiet.pValue()).isLessThan(1e-9);
        assertThat(busyAndQuiet.warnings())
                .singleElement()
                .asString()
                .startsWith("the number of trades varies more from day to day than a Poisson number");
        int[] alike = IntStream.range(0, 100).map(day -> 4 + day % 2).toArray();
        assertThat(TradesPerDayFit.of(alike).warnings())
                .singleElement()
                .asString()
                .startsWith("the number of trades varies less");
        assertThat(TradesPerDayFit.of(3, 3))
                .isEqualTo(new TradesPerDayFit(
                        TradesPerDay.fixed(3),
                        2,
                        0,
                        1,
                        List.of("the number of trades a day needs 40 days for a stable fit, had 2")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradesPerDayFit.of(0, 0))
                .withMessage("trades must be at least 0 on each day and above 0 on one, were [0, 0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradesPerDayFit.of(2, -1))
                .withMessage("trades must be at least 0 on each day and above 0 on one, were [2, -1]");
    }

    /** Monday with two trades, Tuesday with none, Wednesday with one. */
    @Test
    void theDaysOfAHistoryAreItsWeekdays() {
        Instant monday = Instant.parse("2026-03-02T09:00:00Z");
        TradeHistory history = TradeHistory.of(List.of(
                new ClosedTrade(monday, 1),
                new ClosedTrade(monday.plusSeconds(60), -1),
                new ClosedTrade(monday.plus(Duration.ofDays(2)), 1)));
        TradesPerDayFit fit = TradesPerDayFit.of(history, new TradingDayClock(ZoneOffset.UTC, Duration.ZERO));
        assertThat(fit.days()).isEqualTo(3);
        assertThat(fit.model()).isEqualTo(TradesPerDay.poisson(1));
    }
}
