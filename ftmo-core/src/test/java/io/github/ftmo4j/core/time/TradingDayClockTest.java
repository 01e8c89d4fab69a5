package io.github.ftmo4j.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingDayClockTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-28, 24",
        "2026-03-29, 23",
        "2026-03-30, 24",
        "2026-10-24, 24",
        "2026-10-25, 25",
        "2026-10-26, 24"
    })
    void pragueDaysLastFromMidnightToMidnight(LocalDate day, long hours) {
        TradingDayClock clock = TradingDayClock.prague();
        Instant start = clock.startOf(day);
        Instant end = clock.startOf(day.plusDays(1));

        assertThat(Duration.between(start, end)).hasHours(hours);
        assertThat(start.atZone(ZoneId.of("Europe/Prague")).toLocalDateTime()).isEqualTo(day.atStartOfDay());
        assertThat(clock.dayOf(start)).isEqualTo(day);
        assertThat(clock.dayOf(start.minusNanos(1))).isEqualTo(day.minusDays(1));
        assertThat(clock.dayOf(end.minusNanos(1))).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15, 1",
        "2026-03-08, 1",
        "2026-03-09, 2",
        "2026-03-29, 2",
        "2026-03-30, 1",
        "2026-07-15, 1",
        "2026-10-25, 1",
        "2026-10-26, 2",
        "2026-11-01, 2",
        "2026-11-02, 1"
    })
    void metaTraderDaysBeginBeforePragueMidnight(LocalDate day, long hoursEarlier) {
        Instant server = TradingDayClock.metaTrader().startOf(day);
        Instant prague = TradingDayClock.prague().startOf(day);

        assertThat(Duration.between(server, prague)).hasHours(hoursEarlier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-15", "2026-03-08", "2026-03-09", "2026-07-15", "2026-11-01", "2026-11-02"})
    void metaTraderDaysBeginAtFiveInTheAfternoonInNewYork(LocalDate day) {
        assertThat(TradingDayClock.metaTrader()
                        .startOf(day)
                        .atZone(ZoneId.of("America/New_York"))
                        .toLocalDateTime())
                .isEqualTo(day.minusDays(1).atTime(17, 0));
    }

    @Test
    void anOffsetBehindMidnightMakesDaysBeginLater() {
        TradingDayClock clock = new TradingDayClock(ZoneId.of("UTC"), Duration.ofHours(-2));

        assertThat(clock.startOf(LocalDate.of(2026, 1, 5))).isEqualTo("2026-01-05T02:00:00Z");
        assertThat(clock.dayOf(Instant.parse("2026-01-05T01:59:59Z"))).isEqualTo("2026-01-04");
    }

    @Test
    void aDayWhoseMidnightIsSkippedBeginsAtTheGap() {
        TradingDayClock clock = TradingDayClock.midnight(ZoneId.of("America/Sao_Paulo"));

        assertThat(clock.startOf(LocalDate.of(2018, 11, 4))).isEqualTo("2018-11-04T03:00:00Z");
        assertThat(clock.dayOf(Instant.parse("2018-11-04T02:59:59Z"))).isEqualTo("2018-11-03");
        assertThat(clock.dayOf(Instant.parse("2018-11-04T03:00:00Z"))).isEqualTo("2018-11-04");
    }

    @Test
    void aDayThatHasBegunStaysWhenTheClockIsSetBackOverItsBoundary() {
        TradingDayClock clock = new TradingDayClock(ZoneId.of("America/Sao_Paulo"), Duration.ofMinutes(30));

        assertThat(clock.startOf(LocalDate.of(2018, 2, 18))).isEqualTo("2018-02-18T01:30:00Z");
        assertThat(clock.dayOf(Instant.parse("2018-02-18T02:10:00Z"))).isEqualTo("2018-02-18");
    }

    @Test
    void aDayThatTheZoneSkippedIsEmpty() {
        TradingDayClock clock = TradingDayClock.midnight(ZoneId.of("Pacific/Apia"));
        Instant jump = Instant.parse("2011-12-30T10:00:00Z");

        assertThat(clock.startOf(LocalDate.of(2011, 12, 30))).isEqualTo(jump);
        assertThat(clock.startOf(LocalDate.of(2011, 12, 31))).isEqualTo(jump);
        assertThat(clock.dayOf(jump.minusNanos(1))).isEqualTo("2011-12-29");
        assertThat(clock.dayOf(jump)).isEqualTo("2011-12-31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT24H", "-PT24H", "PT36H", "-PT1000H"})
    void refusesAnOffsetOfADayOrMore(Duration offset) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TradingDayClock(ZoneId.of("UTC"), offset))
                .withMessage("offset must be shorter than 24 hours, was " + offset);
    }
}
