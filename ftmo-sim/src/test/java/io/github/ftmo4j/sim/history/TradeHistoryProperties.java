package io.github.ftmo4j.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TradeHistoryProperties {

    @Property
    void weekdaysAreThoseOfTheCalendar(
            @ForAll @IntRange(min = -3000, max = 3000) int firstDay, @ForAll @IntRange(max = 40) int days) {
        LocalDate first = LocalDate.ofEpochDay(firstDay);
        LocalDate last = first.plusDays(days);
        long weekdays = first.datesUntil(last.plusDays(1))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .count();

        TradeHistory history = TradeHistory.of(List.of(on(first), on(last)));

        assertThat(history.tradesPerWeekday(TradingDayClock.midnight(ZoneOffset.UTC)))
                .isEqualTo(2.0 / Math.max(1, weekdays));
    }

    private static ClosedTrade on(LocalDate day) {
        return new ClosedTrade(day.atTime(12, 0).toInstant(ZoneOffset.UTC), 1);
    }
}
