package io.github.ftmo4j.sim.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TradingCalendarTest {

    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);
    private static final LocalDate SATURDAY = LocalDate.of(2024, 1, 6);

    static Stream<Set<DayOfWeek>> weeks() {
        return Stream.of(
                WEEKDAYS,
                EnumSet.allOf(DayOfWeek.class),
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                Set.of(DayOfWeek.WEDNESDAY),
                Set.of(DayOfWeek.SUNDAY, DayOfWeek.TUESDAY));
    }

    /** From before 1970-01-01, where the numbers of days are negative. */
    @ParameterizedTest
    @MethodSource("weeks")
    void theDayAfterIsTheNextTradingDay(Set<DayOfWeek> days) {
        TradingCalendar calendar = TradingCalendar.of(days);
        for (LocalDate day = LocalDate.of(1969, 12, 1); day.getYear() < 1971; day = day.plusDays(1)) {
            LocalDate expected = day.plusDays(1);
            while (!days.contains(expected.getDayOfWeek())) {
                expected = expected.plusDays(1);
            }
            assertThat(LocalDate.ofEpochDay(calendar.dayAfter(day.toEpochDay())))
                    .isEqualTo(expected);
            assertThat(calendar.contains(day)).isEqualTo(days.contains(day.getDayOfWeek()));
        }
    }

    @Test
    void tradesAreOpenedAndClosedAtNoon() {
        long day = MONDAY.toEpochDay();
        TradingCalendar calendar = TradingCalendar.weekdays();
        assertThat(Instant.ofEpochMilli(calendar.timeOfTrades(day))).isEqualTo("2024-01-01T12:00:00Z");
        assertThat(calendar.startOf(day)).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(Instant.ofEpochMilli(calendar.timeOfTrades(-1))).isEqualTo("1969-12-31T12:00:00Z");
    }

    @Test
    void weekdaysAreMondayToFriday() {
        assertThat(TradingCalendar.weekdays())
                .isEqualTo(TradingCalendar.of(WEEKDAYS))
                .hasSameHashCodeAs(TradingCalendar.of(WEEKDAYS))
                .hasToString("weekdays");
    }

    @Test
    void theDaysAreACopy() {
        Set<DayOfWeek> days = EnumSet.of(DayOfWeek.MONDAY);
        TradingCalendar calendar = TradingCalendar.of(days);
        days.add(DayOfWeek.TUESDAY);
        assertThat(calendar.days()).containsExactly(DayOfWeek.MONDAY);
        assertThatThrownBy(() -> calendar.days().add(DayOfWeek.TUESDAY))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aWeekWithoutTradingDaysIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TradingCalendar.of(Set.of()))
                .withMessage("days must not be empty");
    }

    @Test
    void anAttemptStartsOnTheDayOrOnTheNextTradingDay() {
        TradingCalendar weekdays = TradingCalendar.weekdays();
        assertThat(Start.fresh().day()).isEqualTo(MONDAY);
        assertThat(Start.fresh().firstDay(weekdays)).isEqualTo(MONDAY.toEpochDay());
        assertThat(Start.on(SATURDAY).firstDay(weekdays))
                .isEqualTo(SATURDAY.plusDays(2).toEpochDay());
        TradingCalendar everyDay = TradingCalendar.of(EnumSet.allOf(DayOfWeek.class));
        assertThat(Start.on(SATURDAY).firstDay(everyDay)).isEqualTo(SATURDAY.toEpochDay());
    }
}
