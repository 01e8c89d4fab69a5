package io.github.ftmo4j.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Holds the breaks against a market drawn half-hour by half-hour over ten weeks around a clock change. */
class MarketBreaksProperties {

    private static final long HALF_HOUR = 1_800;
    private static final int HALF_HOURS = 10 * 7 * 48;
    private static final int HOURS_OF_WEEK = 7 * 24;

    /** Each is about five weeks before the clock changes. */
    private static final List<Instant> STARTS = List.of(
            Instant.parse("2026-02-20T00:00:00Z"),
            Instant.parse("2026-02-01T00:00:00Z"),
            Instant.parse("2026-09-20T00:00:00Z"),
            Instant.parse("2026-09-27T00:00:00Z"));

    record Closure(LocalDateTime from, int halfHours) {
        LocalDateTime to() {
            return from.plusMinutes(30L * halfHours);
        }
    }

    record Market(ZoneId zone, Set<Integer> openHours, List<Closure> closures) {

        MarketHours hours() {
            Sessions.Builder sessions = Sessions.in(zone);
            for (int hour : openHours) {
                DayOfWeek day = DayOfWeek.of(1 + hour / 24);
                LocalTime from = LocalTime.of(hour % 24, 0);
                sessions.on(Set.of(day), from, from.plusHours(1));
            }
            MarketHours hours = MarketHours.of(sessions.build());
            for (Closure closure : closures) {
                hours = hours.closed(closure.from(), closure.to());
            }
            return hours;
        }

        boolean isOpen(Instant at) {
            LocalDateTime shown = at.atZone(zone).toLocalDateTime();
            return openHours.contains((shown.getDayOfWeek().getValue() - 1) * 24 + shown.getHour())
                    && closures.stream()
                            .noneMatch(closure -> !shown.isBefore(closure.from()) && shown.isBefore(closure.to()));
        }

        /** All breaks that lie within the ten weeks. */
        List<MarketBreak> breaks(Instant start) {
            List<MarketBreak> breaks = new ArrayList<>();
            Instant closed = Instant.MAX;
            boolean wasOpen = false;
            for (int i = 0; i < HALF_HOURS; i++) {
                Instant at = start.plusSeconds(i * HALF_HOUR);
                boolean open = isOpen(at);
                if (wasOpen && !open) {
                    closed = at;
                } else if (!wasOpen && open && closed.isBefore(at)) {
                    breaks.add(new MarketBreak(closed, at));
                }
                wasOpen = open;
            }
            return breaks;
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void breaksAreThoseOfTheDrawing(
            @ForAll("markets") Market market,
            @ForAll @IntRange(max = 3) int start,
            @ForAll @IntRange(min = 6 * 7 * 24, max = 14 * 7 * 24) int quarterHours,
            @ForAll @IntRange(max = 10) int longerThan,
            @ForAll @IntRange(max = 20) int lead,
            @ForAll @IntRange(max = 200) int held) {
        Instant now = STARTS.get(start).plusSeconds(quarterHours * HALF_HOUR / 2);
        MarketHours hours = market.hours();
        List<MarketBreak> all = market.breaks(STARTS.get(start));
        Duration length = Duration.ofMinutes(30L * longerThan);
        List<MarketBreak> breaks = all.stream()
                .filter(some -> some.duration().compareTo(length) > 0)
                .toList();
        Assume.that(!breaks.isEmpty()
                && breaks.get(0).from().isBefore(now)
                && breaks.get(breaks.size() - 1).from().isAfter(now.plusSeconds(held * HALF_HOUR)));
        MarketBreak next = breaks.stream()
                .filter(some -> some.to().isAfter(now))
                .findFirst()
                .orElseThrow();
        MarketBreaks asked = hours.breaksLongerThan(length).lead(Duration.ofMinutes(30L * lead));
        Instant closed = now.plusSeconds(held * HALF_HOUR);

        assertThat(hours.isOpen(Moments.at(now))).isEqualTo(market.isOpen(now));
        assertThat(hours.breakAt(now))
                .isEqualTo(all.stream()
                        .filter(some -> !some.from().isAfter(now) && some.to().isAfter(now))
                        .findFirst());
        assertThat(asked.next(now)).contains(next);
        assertThat(asked.flatBy(now)).contains(next.from().minus(Duration.ofMinutes(30L * lead)));
        assertThat(asked.isOpen(Moments.at(now)))
                .isEqualTo(now.plusSeconds(lead * HALF_HOUR).isBefore(next.from()));
        assertThat(asked.heldOver(now, closed))
                .isEqualTo(next.from().isBefore(closed) ? Optional.of(next) : Optional.empty());
    }

    @Provide
    Arbitrary<Market> markets() {
        Arbitrary<Closure> closures = Combinators.combine(
                        Arbitraries.integers().between(0, 8 * 7 * 24),
                        Arbitraries.integers().between(1, 120))
                .as((hour, length) ->
                        new Closure(LocalDateTime.of(2026, 2, 20, 0, 0).plusHours(hour), length));
        Arbitrary<Set<Integer>> single = Arbitraries.integers()
                .between(0, HOURS_OF_WEEK - 1)
                .set()
                .ofMinSize(1)
                .ofMaxSize(HOURS_OF_WEEK);
        Arbitrary<Set<Integer>> days = Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(1, 12))
                .as((from, length) -> {
                    Set<Integer> hours = new TreeSet<>();
                    for (int day = 0; day < 5; day++) {
                        for (int hour = from; hour < from + length; hour++) {
                            hours.add(day * 24 + hour);
                        }
                    }
                    return hours;
                });
        return Combinators.combine(
                        Arbitraries.of("Europe/Prague", "America/New_York").map(ZoneId::of),
                        Arbitraries.oneOf(single, days),
                        closures.list().ofMaxSize(4))
                .as(Market::new)
                .filter(market -> market.closures().stream()
                        .noneMatch(closure ->
                                isChanged(market.zone(), closure.from()) || isChanged(market.zone(), closure.to())));
    }

    /** What closures do at such times is stated and tested apart: the drawing does not know it. */
    private static boolean isChanged(ZoneId zone, LocalDateTime shown) {
        return zone.getRules().getTransition(shown) != null;
    }
}
