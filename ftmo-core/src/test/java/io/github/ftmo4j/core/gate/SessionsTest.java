package io.github.ftmo4j.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsTest {

    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static LocalTime time(String time) {
        return LocalTime.parse(time);
    }

    private static boolean isOpen(Sessions sessions, String instant) {
        return sessions.isOpen(Moments.at(instant));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T07:59:59.999Z, false",
        "2026-03-02T08:00:00Z, true",
        "2026-03-02T16:29:59.999Z, true",
        "2026-03-02T16:30:00Z, false",
        "2026-03-06T12:00:00Z, true",
        "2026-03-07T12:00:00Z, false",
        "2026-03-08T12:00:00Z, false",
    })
    void weekdaysFromTheStartToBeforeTheEnd(String instant, boolean open) {
        Sessions london = Sessions.in(ZoneId.of("Europe/London"))
                .weekdays(time("08:00"), time("16:30"))
                .build();
        assertThat(isOpen(london, instant)).isEqualTo(open);
        assertThat(london.closedBy(Moments.at(instant)).isEmpty()).isEqualTo(open);
        assertThat(london.code()).isEqualTo("OUT_OF_SESSION");
    }

    /** New York changes to summer time on 8 March 2026, Prague on 29 March. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-06T14:29:59Z, false", "2026-03-06T14:30:00Z, true",
        "2026-03-09T13:29:59Z, false", "2026-03-09T13:30:00Z, true",
        "2026-10-30T13:30:00Z, true", "2026-10-30T20:00:00Z, false",
        "2026-11-02T14:29:59Z, false", "2026-11-02T20:59:59Z, true",
    })
    void theWallClockOfTheZoneCounts(String instant, boolean open) {
        Sessions stocks =
                Sessions.in(NEW_YORK).weekdays(time("09:30"), time("16:00")).build();
        assertThat(isOpen(stocks, instant)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-06T21:00:00Z, true",
        "2026-03-07T04:59:59Z, true",
        "2026-03-07T05:00:00Z, false",
        "2026-03-07T21:00:00Z, false",
        "2026-03-02T04:00:00Z, false",
    })
    void aWindowOverMidnightBelongsToTheDayOnWhichItBegins(String instant, boolean open) {
        Sessions fridays = Sessions.in(ZoneId.of("UTC"))
                .on(EnumSet.of(DayOfWeek.FRIDAY), time("20:00"), time("05:00"))
                .build();
        assertThat(isOpen(fridays, instant)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        // 02:00 to 03:00 does not exist on 29 March: a window within never comes, one that begins within begins late
        "02:15, 02:45, 2026-03-29T00:59:59.999Z, false",
        "02:15, 02:45, 2026-03-29T01:00:00Z, false",
        "02:30, 04:00, 2026-03-29T00:59:59.999Z, false",
        "02:30, 04:00, 2026-03-29T01:00:00Z, true",
        "01:00, 02:30, 2026-03-29T00:59:59.999Z, true",
        "01:00, 02:30, 2026-03-29T01:00:00Z, false",
        // 02:00 to 03:00 comes twice on 25 October
        "02:15, 02:45, 2026-10-25T00:14:59Z, false",
        "02:15, 02:45, 2026-10-25T00:15:00Z, true",
        "02:15, 02:45, 2026-10-25T00:45:00Z, false",
        "02:15, 02:45, 2026-10-25T01:15:00Z, true",
        "02:15, 02:45, 2026-10-25T01:45:00Z, false",
    })
    void clockChangesInPrague(String from, String to, String instant, boolean open) {
        Sessions sessions = Sessions.in(PRAGUE).daily(time(from), time(to)).build();
        assertThat(isOpen(sessions, instant)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "02:30, 04:00, 2026-03-08T06:59:59.999Z, false",
        "02:30, 04:00, 2026-03-08T07:00:00Z, true",
        "01:15, 01:45, 2026-11-01T05:30:00Z, true",
        "01:15, 01:45, 2026-11-01T05:45:00Z, false",
        "01:15, 01:45, 2026-11-01T06:15:00Z, true",
        "01:15, 01:45, 2026-11-01T06:45:00Z, false",
    })
    void clockChangesInNewYork(String from, String to, String instant, boolean open) {
        Sessions sessions = Sessions.in(NEW_YORK).daily(time(from), time(to)).build();
        assertThat(isOpen(sessions, instant)).isEqualTo(open);
    }

    @Test
    void windowsThatTouchOrOverlapAreOne() {
        Sessions sessions = Sessions.in(ZoneId.of("UTC"))
                .daily(time("08:00"), time("12:00"))
                .daily(time("12:00"), time("14:00"))
                .daily(time("13:00"), time("15:00"))
                .build();
        assertThat(isOpen(sessions, "2026-03-02T12:00:00Z")).isTrue();
        assertThat(isOpen(sessions, "2026-03-02T14:30:00Z")).isTrue();
        assertThat(isOpen(sessions, "2026-03-02T15:00:00Z")).isFalse();
        assertThat(sessions.windows()).hasSize(21);
    }

    @ParameterizedTest
    @CsvSource({"1950-06-05T12:00:00Z", "1970-01-01T00:00:00Z", "2026-03-29T01:00:00Z", "2150-06-05T12:00:00Z"})
    void wholeDaysAndWholeWeeksAreAlwaysOpen(String instant) {
        LocalTime six = time("06:00");
        Sessions days = Sessions.in(PRAGUE).daily(six, six).build();
        Sessions week = Sessions.in(PRAGUE)
                .span(DayOfWeek.FRIDAY, six, DayOfWeek.FRIDAY, six)
                .build();
        assertThat(isOpen(days, instant)).isTrue();
        assertThat(isOpen(week, instant)).isTrue();
    }

    @Test
    void sessionsThatNeverOpenAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sessions.in(PRAGUE).build())
                .withMessageContaining("at least one window");
    }

    @Test
    void sessionsSayWhatTheyAre() {
        assertThat(Sessions.in(PRAGUE)
                        .span(DayOfWeek.SUNDAY, time("22:00"), DayOfWeek.FRIDAY, time("21:30"))
                        .build())
                .hasToString("Sessions[zone=Europe/Prague, windows=[SUNDAY 22:00 to FRIDAY 21:30]]");
    }

    /**
     * In Prague 02:00 to 03:00 is skipped on 29 March 2026, so what opens or closes within opens or closes at 03:00.
     */
    @Test
    void aChangeThatTheClockSkipsIsMadeAsItLeaps() {
        Sessions opening = Sessions.in(PRAGUE)
                .span(DayOfWeek.SUNDAY, time("02:30"), DayOfWeek.SUNDAY, time("05:00"))
                .build();
        long leap = Instant.parse("2026-03-29T01:00:00Z").toEpochMilli();
        assertThat(opening.nextChange(leap - 60_000)).isEqualTo(leap);
        assertThat(opening.lastChange(leap + 60_000)).isEqualTo(leap);
        assertThat(opening.isOpen(leap - 1)).isFalse();
        assertThat(opening.isOpen(leap)).isTrue();

        Sessions closing = Sessions.in(PRAGUE)
                .span(DayOfWeek.SATURDAY, time("20:00"), DayOfWeek.SUNDAY, time("02:30"))
                .build();
        assertThat(closing.nextChange(leap - 60_000)).isEqualTo(leap);
        assertThat(closing.lastChange(leap + 60_000)).isEqualTo(leap);

        Sessions through = Sessions.in(PRAGUE)
                .span(DayOfWeek.SATURDAY, time("20:00"), DayOfWeek.SUNDAY, time("05:00"))
                .build();
        long closes = Instant.parse("2026-03-29T03:00:00Z").toEpochMilli();
        assertThat(through.nextChange(leap - 60_000)).isEqualTo(closes);
        assertThat(through.lastChange(leap + 60_000))
                .isEqualTo(Instant.parse("2026-03-28T19:00:00Z").toEpochMilli());
    }
}
