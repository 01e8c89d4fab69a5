package io.github.ftmo4j.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketHoursTest {

    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final MarketHours FOREX = MarketHours.forex();

    /** Gold and most indices: an hour's break every evening. */
    private static final MarketHours METALS = MarketHours.of(Sessions.in(ZoneId.of("America/New_York"))
            .on(
                    EnumSet.of(
                            DayOfWeek.SUNDAY,
                            DayOfWeek.MONDAY,
                            DayOfWeek.TUESDAY,
                            DayOfWeek.WEDNESDAY,
                            DayOfWeek.THURSDAY),
                    LocalTime.of(18, 0),
                    LocalTime.of(17, 0))
            .build());

    private static final MarketHours STOCKS = MarketHours.of(Sessions.in(ZoneId.of("America/New_York"))
            .weekdays(LocalTime.of(9, 30), LocalTime.of(16, 0))
            .build());

    private static final MarketHours ALWAYS = MarketHours.of(Sessions.in(ZoneId.of("UTC"))
            .span(DayOfWeek.MONDAY, LocalTime.MIDNIGHT, DayOfWeek.MONDAY, LocalTime.MIDNIGHT)
            .build());

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }

    private static Optional<MarketBreak> from(String from, String to) {
        return Optional.of(new MarketBreak(at(from), at(to)));
    }

    @Nested
    class Hours {

        /** Summer time begins in New York on 8 March 2026 and ends on 1 November. */
        @ParameterizedTest
        @CsvSource({
            "2026-03-06T21:59:59.999Z, true",
            "2026-03-06T22:00:00Z, false",
            "2026-03-08T20:59:59.999Z, false",
            "2026-03-08T21:00:00Z, true",
            "2026-10-30T21:00:00Z, false",
            "2026-11-01T21:59:59.999Z, false",
            "2026-11-01T22:00:00Z, true",
        })
        void forexFollowsNewYork(String instant, boolean open) {
            assertThat(FOREX.isOpen(Moments.at(instant))).isEqualTo(open);
            assertThat(FOREX.closedBy(Moments.at(instant)))
                    .isEqualTo(open ? Optional.empty() : Optional.of("MARKET_CLOSED"));
        }

        @Test
        void aWeekendLastsAnHourLessOrMoreWhenTheClockChanges() {
            assertThat(FOREX.breakAt(at("2026-03-07T12:00:00Z")))
                    .isEqualTo(from("2026-03-06T22:00:00Z", "2026-03-08T21:00:00Z"))
                    .hasValueSatisfying(
                            weekend -> assertThat(weekend.duration()).isEqualTo(Duration.ofHours(47)));
            assertThat(FOREX.breakAt(at("2026-10-31T12:00:00Z")))
                    .isEqualTo(from("2026-10-30T21:00:00Z", "2026-11-01T22:00:00Z"));
            assertThat(FOREX.breakAt(at("2026-03-10T12:00:00Z"))).isEmpty();
        }

        @Test
        void aHolidayBesideAWeekendProlongsIt() {
            MarketHours holidays = STOCKS.closed(LocalDate.of(2026, 4, 3)).closed(LocalDate.of(2026, 5, 25));
            assertThat(holidays.breakAt(at("2026-04-04T12:00:00Z")))
                    .isEqualTo(from("2026-04-02T20:00:00Z", "2026-04-06T13:30:00Z"));
            assertThat(holidays.breakAt(at("2026-05-24T12:00:00Z")))
                    .isEqualTo(from("2026-05-22T20:00:00Z", "2026-05-26T13:30:00Z"));
        }

        @Test
        void closuresThatTouchOrOverlapAreOne() {
            MarketHours christmas = FOREX.closed(LocalDate.of(2026, 12, 25))
                    .closed(LocalDateTime.of(2026, 12, 24, 13, 0), LocalDateTime.of(2026, 12, 25, 0, 0))
                    .closed(LocalDateTime.of(2026, 12, 24, 12, 0), LocalDateTime.of(2026, 12, 24, 14, 0))
                    .closed(LocalDate.of(2027, 1, 1));
            assertThat(christmas.closures())
                    .containsExactly(
                            new MarketBreak(at("2026-12-24T17:00:00Z"), at("2026-12-26T05:00:00Z")),
                            new MarketBreak(at("2027-01-01T05:00:00Z"), at("2027-01-02T05:00:00Z")));
            assertThat(christmas.breakAt(at("2026-12-25T12:00:00Z")))
                    .isEqualTo(from("2026-12-24T17:00:00Z", "2026-12-27T22:00:00Z"));
        }

        @Test
        void aClosureAtAClockChange() {
            MarketHours skipped =
                    ALWAYS_IN_PRAGUE.closed(LocalDateTime.of(2026, 3, 29, 2, 15), LocalDateTime.of(2026, 3, 29, 4, 0));
            assertThat(skipped.closures())
                    .containsExactly(new MarketBreak(at("2026-03-29T01:00:00Z"), at("2026-03-29T02:00:00Z")));
            MarketHours twice = ALWAYS_IN_PRAGUE.closed(
                    LocalDateTime.of(2026, 10, 25, 2, 15), LocalDateTime.of(2026, 10, 25, 2, 45));
            assertThat(twice.closures())
                    .containsExactly(new MarketBreak(at("2026-10-25T00:15:00Z"), at("2026-10-25T01:45:00Z")));
        }

        private static final MarketHours ALWAYS_IN_PRAGUE = MarketHours.of(Sessions.in(ZoneId.of("Europe/Prague"))
                .daily(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)
                .build());

        @Test
        void aClosureThatEndsBeforeItBeginsIsRefused() {
            LocalDateTime noon = LocalDateTime.of(2026, 12, 24, 12, 0);
            assertThatIllegalArgumentException().isThrownBy(() -> FOREX.closed(noon, noon));
        }
    }

    /** FTMO Account, Standard: flat before the weekend and before any market break longer than 2 hours. */
    @Nested
    class Flatness {

        private final MarketBreaks breaks = METALS.breaksLongerThan(TWO_HOURS);

        @Test
        void theEveningBreakOfAnHourDoesNotMatter() {
            assertThat(METALS.isOpen(Moments.at("2026-03-03T22:30:00Z"))).isFalse();
            assertThat(breaks.isOpen(Moments.at("2026-03-03T22:30:00Z"))).isTrue();
            assertThat(breaks.heldOver(at("2026-03-02T15:00:00Z"), at("2026-03-06T21:59:59Z")))
                    .isEmpty();
        }

        @Test
        void theWeekendDoes() {
            assertThat(breaks.flatBy(at("2026-03-03T12:00:00Z"))).contains(at("2026-03-06T22:00:00Z"));
            assertThat(breaks.closedBy(Moments.at("2026-03-07T12:00:00Z"))).contains("MARKET_BREAK");
            assertThat(breaks.heldOver(at("2026-03-06T15:00:00Z"), at("2026-03-09T15:00:00Z")))
                    .isEqualTo(from("2026-03-06T22:00:00Z", "2026-03-08T22:00:00Z"));
        }

        @Test
        void aPositionClosedAtTheCloseIsFlatInTime() {
            Instant opened = at("2026-03-06T15:00:00Z");
            assertThat(breaks.heldOver(opened, at("2026-03-06T22:00:00Z"))).isEmpty();
            assertThat(breaks.heldOver(opened, at("2026-03-06T22:00:00.001Z"))).isPresent();
            assertThat(breaks.heldOver(at("2026-03-08T22:00:00Z"), at("2026-03-09T12:00:00Z")))
                    .isEmpty();
        }

        @Test
        void duringABreakOneShouldHaveBeenFlatSinceItBegan() {
            assertThat(breaks.flatBy(at("2026-03-06T21:59:59.999Z"))).contains(at("2026-03-06T22:00:00Z"));
            assertThat(breaks.flatBy(at("2026-03-07T12:00:00Z"))).contains(at("2026-03-06T22:00:00Z"));
            assertThat(breaks.flatBy(at("2026-03-08T22:00:00Z"))).contains(at("2026-03-13T21:00:00Z"));
        }

        @Test
        void twoHoursAreNotLongerThanTwoHours() {
            MarketHours early = FOREX.closed(LocalDateTime.of(2026, 3, 10, 12, 0), LocalDateTime.of(2026, 3, 10, 14, 0))
                    .closed(LocalDateTime.of(2026, 3, 11, 12, 0), LocalDateTime.of(2026, 3, 11, 14, 0, 1));
            assertThat(early.breaksLongerThan(TWO_HOURS).flatBy(at("2026-03-09T00:00:00Z")))
                    .contains(at("2026-03-11T16:00:00Z"));
        }

        @Test
        void stocksAreFlatEveryNight() {
            MarketBreaks nights = STOCKS.breaksLongerThan(TWO_HOURS);
            assertThat(nights.flatBy(at("2026-03-03T15:00:00Z"))).contains(at("2026-03-03T21:00:00Z"));
            assertThat(STOCKS.weekends().flatBy(at("2026-03-03T15:00:00Z"))).contains(at("2026-03-06T21:00:00Z"));
        }

        @Test
        void aLeadClosesTheGateBeforeButIsNoViolation() {
            MarketBreaks early = breaks.lead(Duration.ofMinutes(30));
            assertThat(early.flatBy(at("2026-03-03T12:00:00Z"))).contains(at("2026-03-06T21:30:00Z"));
            assertThat(early.isOpen(Moments.at("2026-03-06T21:29:59.999Z"))).isTrue();
            assertThat(early.isOpen(Moments.at("2026-03-06T21:30:00Z"))).isFalse();
            assertThat(early.isOpen(Moments.at("2026-03-08T21:59:59.999Z"))).isFalse();
            assertThat(early.isOpen(Moments.at("2026-03-08T22:00:00Z"))).isTrue();
            assertThat(early.heldOver(at("2026-03-06T15:00:00Z"), at("2026-03-06T21:45:00Z")))
                    .isEmpty();
        }

        @Test
        void aWeekendIsABreakOverTheMidnightBeforeSunday() {
            MarketBreaks weekends = FOREX.closed(LocalDate.of(2026, 3, 11)).weekends();
            assertThat(weekends.next(at("2026-03-09T00:00:00Z")))
                    .isEqualTo(from("2026-03-13T21:00:00Z", "2026-03-15T21:00:00Z"));
            assertThat(weekends.closedBy(Moments.at("2026-03-14T00:00:00Z"))).contains("WEEKEND");
            assertThat(weekends.isOpen(Moments.at("2026-03-11T12:00:00Z"))).isTrue();
            assertThat(ALWAYS.closed(LocalDate.of(2026, 3, 14)).weekends().next(at("2026-03-09T00:00:00Z")))
                    .isEmpty();
        }

        @Test
        void aMarketThatNeverClosesNeedsNoFlatness() {
            MarketBreaks none = ALWAYS.breaksLongerThan(Duration.ZERO);
            assertThat(none.flatBy(at("2026-03-03T12:00:00Z"))).isEmpty();
            assertThat(none.isOpen(Moments.at("2026-03-03T12:00:00Z"))).isTrue();
            assertThat(METALS.breaksLongerThan(Duration.ofDays(3)).flatBy(at("2026-03-03T12:00:00Z")))
                    .isEmpty();
            assertThat(METALS.closed(LocalDate.of(2031, 3, 3))
                            .closed(LocalDate.of(2031, 3, 4))
                            .closed(LocalDate.of(2031, 3, 5))
                            .closed(LocalDate.of(2031, 3, 6))
                            .breaksLongerThan(Duration.ofDays(3))
                            .flatBy(at("2026-03-03T12:00:00Z")))
                    .isPresent();
        }

        @ParameterizedTest
        @ValueSource(strings = {"-PT0.001S", "P8D"})
        void refusesALeadOutOfRange(Duration lead) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> breaks.lead(lead))
                    .withMessage("lead must be from zero to 7 days, was " + lead);
        }

        @Test
        void refusesWhatCannotBe() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FOREX.breaksLongerThan(Duration.ofMillis(-1)))
                    .withMessageContaining("duration");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> breaks.heldOver(at("2026-03-06T15:00:00Z"), at("2026-03-06T14:00:00Z")))
                    .withMessageContaining("2026-03-06T14:00:00Z");
        }
    }

    /** FTMO: no opening within 2 hours before the market closes for 2 hours or longer. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-06T19:59:59.999Z, true",
        "2026-03-06T20:00:00Z, false",
        "2026-03-06T22:00:00Z, false",
        "2026-03-08T21:00:00Z, true",
        "2026-03-10T13:59:59.999Z, true",
        "2026-03-10T14:00:00Z, false",
        "2026-03-10T18:00:00Z, true",
        "2026-03-11T15:00:00Z, true",
    })
    void gapTrading(String instant, boolean open) {
        Gate gate = FOREX.closed(LocalDateTime.of(2026, 3, 10, 12, 0), LocalDateTime.of(2026, 3, 10, 14, 0))
                .closed(LocalDateTime.of(2026, 3, 11, 12, 0), LocalDateTime.of(2026, 3, 11, 13, 59, 59))
                .noGapTrading();
        assertThat(gate.closedBy(Moments.at(instant))).isEqualTo(open ? Optional.empty() : Optional.of("GAP_TRADING"));
    }

    @Test
    void breaksTellWhatTheyAreBreaksOf() {
        MarketHours forex = MarketHours.forex();
        MarketBreaks longBreaks = forex.breaksLongerThan(TWO_HOURS);
        assertThat(longBreaks.hours()).isSameAs(forex);
        assertThat(longBreaks.atLeast()).isEqualTo(TWO_HOURS.plusMillis(1));
        assertThat(longBreaks.overWeekends()).isFalse();
        assertThat(longBreaks.lead()).isZero();
        Duration week = Duration.ofDays(7);
        MarketBreaks weekends = forex.weekends().lead(week);
        assertThat(weekends.hours()).isSameAs(forex);
        assertThat(weekends.overWeekends()).isTrue();
        assertThat(weekends.atLeast()).isZero();
        assertThat(weekends.lead()).isEqualTo(week);
        assertThatIllegalArgumentException().isThrownBy(() -> weekends.lead(week.plusMillis(1)));
    }
}
