package io.github.ftmo4j.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;

class TradingDayClockProperties {

    private static final Instant FROM = Instant.parse("1950-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2050-01-01T00:00:00Z");

    private static final Map<String, List<Instant>> TRANSITIONS = transitions();

    record Moment(TradingDayClock clock, Instant at) {}

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyInstantLiesInItsDay(@ForAll("moments") Moment moment) {
        assertLiesInItsDay(moment.clock(), moment.at());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void laterInstantsNeverBelongToEarlierDays(
            @ForAll("moments") Moment moment, @ForAll @LongRange(min = 0, max = 60 * 3_600) long seconds) {
        TradingDayClock clock = moment.clock();

        assertThat(clock.dayOf(moment.at().plusSeconds(seconds))).isAfterOrEqualTo(clock.dayOf(moment.at()));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void daysBeginInOrderAndOnlyAnEmptyDayDoesNotHoldItsOwnBeginning(@ForAll("moments") Moment moment) {
        TradingDayClock clock = moment.clock();
        LocalDate day = clock.dayOf(moment.at());
        Instant start = clock.startOf(day);
        Instant before = clock.startOf(day.minusDays(1));

        assertThat(before).isBeforeOrEqualTo(start);
        assertThat(clock.dayOf(start)).isEqualTo(day);
        assertThat(clock.dayOf(start.minusNanos(1))).isBefore(day);
        assertThat(clock.dayOf(before)).isEqualTo(before.equals(start) ? day : day.minusDays(1));
    }

    @Example
    void everyInstantAroundEveryTransitionLiesInItsDay() {
        List<Duration> offsets =
                List.of(Duration.ZERO, Duration.ofHours(7), Duration.ofMinutes(-30), Duration.ofHours(-23));
        TRANSITIONS.forEach((zone, transitions) -> {
            for (Duration offset : offsets) {
                TradingDayClock clock = new TradingDayClock(ZoneId.of(zone), offset);
                for (Instant transition : transitions) {
                    assertLiesInItsDay(clock, transition.minusNanos(1));
                    assertLiesInItsDay(clock, transition);
                    assertLiesInItsDay(clock, transition.plusSeconds(1_800));
                }
            }
        });
    }

    private static void assertLiesInItsDay(TradingDayClock clock, Instant at) {
        LocalDate day = clock.dayOf(at);
        if (at.isBefore(clock.startOf(day)) || !at.isBefore(clock.startOf(day.plusDays(1)))) {
            throw new AssertionError(at + " is outside of its day " + day + " by " + clock);
        }
    }

    @Provide
    Arbitrary<Moment> moments() {
        Arbitrary<Duration> offsets = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Duration.ZERO)),
                Tuple.of(3, Arbitraries.longs().between(-23 * 60, 23 * 60).map(Duration::ofMinutes)),
                Tuple.of(1, Arbitraries.longs().between(-23 * 3_600, 23 * 3_600).map(Duration::ofSeconds)));
        return Combinators.combine(Arbitraries.of(TRANSITIONS.keySet()), offsets)
                .as((zone, offset) -> new TradingDayClock(ZoneId.of(zone), offset))
                .flatMap(clock -> instants(clock).map(at -> new Moment(clock, at)));
    }

    private static Arbitrary<Instant> instants(TradingDayClock clock) {
        Arbitrary<Instant> anywhere = Arbitraries.longs()
                .between(FROM.getEpochSecond(), TO.getEpochSecond())
                .map(Instant::ofEpochSecond);
        List<Instant> transitions = TRANSITIONS.get(clock.zone().getId());
        Arbitrary<Instant> aroundTransitions = transitions.isEmpty()
                ? anywhere
                : Combinators.combine(
                                Arbitraries.of(transitions), Arbitraries.longs().between(-30 * 3_600, 30 * 3_600))
                        .as(Instant::plusSeconds);
        Arbitrary<Instant> aroundBoundaries = Combinators.combine(
                        aroundTransitions, Arbitraries.longs().between(-2, 2))
                .as((at, nanos) -> clock.startOf(clock.dayOf(at)).plusNanos(nanos));
        return Arbitraries.oneOf(anywhere, aroundTransitions, aroundTransitions, aroundBoundaries);
    }

    private static Map<String, List<Instant>> transitions() {
        Map<String, List<Instant>> all = new TreeMap<>();
        for (String zone : ZoneId.getAvailableZoneIds()) {
            ZoneRules rules = ZoneId.of(zone).getRules();
            List<Instant> transitions = new ArrayList<>();
            ZoneOffsetTransition next = rules.nextTransition(FROM);
            while (next != null && next.getInstant().isBefore(TO)) {
                transitions.add(next.getInstant());
                next = rules.nextTransition(next.getInstant());
            }
            all.put(zone, transitions);
        }
        return all;
    }
}
