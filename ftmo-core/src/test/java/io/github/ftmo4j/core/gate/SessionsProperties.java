package io.github.ftmo4j.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class SessionsProperties {

    /** Clock changes: both of Prague and New York in 2026, New York in 1974 and 2087, half an hour on Lord Howe. */
    private static final List<Instant> CHANGES = List.of(
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-10-25T01:00:00Z"),
            Instant.parse("2026-03-08T07:00:00Z"),
            Instant.parse("2026-11-01T06:00:00Z"),
            Instant.parse("1974-01-06T07:00:00Z"),
            Instant.parse("2087-11-02T06:00:00Z"),
            Instant.parse("2026-04-04T15:00:00Z"),
            Instant.parse("2026-10-03T15:30:00Z"));

    /** Some hours of some days. */
    record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        boolean hold(LocalDateTime shown) {
            LocalTime time = shown.toLocalTime();
            boolean today = days.contains(shown.getDayOfWeek());
            boolean yesterday = days.contains(shown.getDayOfWeek().minus(1));
            return to.isAfter(from)
                    ? today && !time.isBefore(from) && time.isBefore(to)
                    : (today && !time.isBefore(from)) || (yesterday && time.isBefore(to));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void openWheneverTheWallClockShowsATimeWithin(
            @ForAll("zones") ZoneId zone,
            @ForAll @Size(min = 1, max = 4) List<@From("hours") Hours> hours,
            @ForAll("instants") Instant at) {
        Sessions.Builder builder = Sessions.in(zone);
        hours.forEach(some -> builder.on(some.days(), some.from(), some.to()));
        LocalDateTime shown = at.atZone(zone).toLocalDateTime();
        assertThat(builder.build().isOpen(Moments.at(at)))
                .isEqualTo(hours.stream().anyMatch(some -> some.hold(shown)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aSpanIsThePartOfTheWeekBetweenItsEnds(
            @ForAll("zones") ZoneId zone,
            @ForAll DayOfWeek fromDay,
            @ForAll("times") LocalTime from,
            @ForAll DayOfWeek toDay,
            @ForAll("times") LocalTime to,
            @ForAll("instants") Instant at) {
        Sessions sessions = Sessions.in(zone).span(fromDay, from, toDay, to).build();
        LocalDateTime shown = at.atZone(zone).toLocalDateTime();
        LocalDateTime begun = shown.with(from);
        while (begun.getDayOfWeek() != fromDay || begun.isAfter(shown)) {
            begun = begun.minusDays(1);
        }
        LocalDateTime ended = begun.with(to);
        while (ended.getDayOfWeek() != toDay || !ended.isAfter(begun)) {
            ended = ended.plusDays(1);
        }
        assertThat(sessions.isOpen(Moments.at(at))).isEqualTo(shown.isBefore(ended));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Europe/Prague", "America/New_York", "UTC", "Asia/Tokyo", "Australia/Lord_Howe")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<LocalTime> times() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 95).map(quarter -> LocalTime.ofSecondOfDay(900L * quarter)),
                Arbitraries.integers().between(0, 15).map(quarter -> LocalTime.ofSecondOfDay(900L * quarter)),
                Arbitraries.integers().between(0, 86_399).map(LocalTime::ofSecondOfDay));
    }

    @Provide
    Arbitrary<Hours> hours() {
        return Combinators.combine(
                        Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).ofMaxSize(7), times(), times())
                .as(Hours::new);
    }

    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<Instant> changes = Arbitraries.of(CHANGES);
        return Arbitraries.oneOf(
                Combinators.combine(changes, Arbitraries.longs().between(-16, 16))
                        .as((change, quarters) -> change.plusSeconds(900 * quarters)),
                Combinators.combine(changes, Arbitraries.longs().between(-16, 16))
                        .as((change, quarters) ->
                                change.plusSeconds(900 * quarters).minusMillis(1)),
                Combinators.combine(changes, Arbitraries.longs().between(-400_000, 400_000))
                        .as(Instant::plusSeconds));
    }
}
