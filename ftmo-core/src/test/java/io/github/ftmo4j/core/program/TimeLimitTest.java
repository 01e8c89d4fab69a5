package io.github.ftmo4j.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-05, 1,  2026-01-05",
        "2026-01-05, 7,  2026-01-11",
        "2026-01-10, 2,  2026-01-11",
        "2026-01-05, 30, 2026-02-03",
        "2024-02-28, 3,  2024-03-01"
    })
    void everyDayOfTheCalendarCounts(LocalDate first, int days, LocalDate last) {
        assertThat(TimeLimit.calendarDays(days).lastDay(first)).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05, 1,  2026-01-05",
        "2026-01-05, 5,  2026-01-09",
        "2026-01-05, 6,  2026-01-12",
        "2026-01-09, 1,  2026-01-09",
        "2026-01-09, 2,  2026-01-12",
        "2026-01-10, 1,  2026-01-12",
        "2026-01-11, 1,  2026-01-12",
        "2026-01-10, 6,  2026-01-19",
        "2026-01-05, 30, 2026-02-13"
    })
    void onlyMondaysToFridaysCountAmongWeekdays(LocalDate first, int days, LocalDate last) {
        assertThat(TimeLimit.weekdays(days).lastDay(first)).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesLessThanADay(int days) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeLimit.calendarDays(days))
                .withMessage("timeLimit must be at least 1 day, was " + days);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeLimit.weekdays(days))
                .withMessage("timeLimit must be at least 1 day, was " + days);
    }
}
