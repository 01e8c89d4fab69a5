package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trading days told by looking at the wall clock: a day begins when its date is shown for the first time. All of them
 * are looked up beforehand, for a range of days.
 */
final class NaiveClock {

    private static final long SECONDS_OF_TWO_DAYS = 2 * 24 * 60 * 60L;

    private final TradingDayClock clock;
    private final TreeMap<Instant, LocalDate> days = new TreeMap<>();
    private final Map<LocalDate, Instant> starts = new TreeMap<>();

    NaiveClock(TradingDayClock clock, LocalDate first, LocalDate last) {
        this.clock = clock;
        first.datesUntil(last.plusDays(1)).forEach(day -> {
            Instant start = firstShown(day);
            days.put(start, day);
            starts.put(day, start);
        });
    }

    TradingDayClock clock() {
        return clock;
    }

    LocalDate dayOf(Instant instant) {
        return days.floorEntry(instant).getValue();
    }

    Instant startOf(LocalDate day) {
        return starts.get(day);
    }

    /** Whether the clock changes on a day. */
    boolean isLongOrShort(LocalDate day) {
        return !Duration.between(startOf(day), startOf(day.plusDays(1))).equals(Duration.ofDays(1));
    }

    private Instant firstShown(LocalDate day) {
        long noon = day.atTime(12, 0).toEpochSecond(ZoneOffset.UTC);
        long before = noon - SECONDS_OF_TWO_DAYS;
        long after = noon + SECONDS_OF_TWO_DAYS;
        while (after - before > 1) {
            long middle = (before + after) / 2;
            if (latestShown(Instant.ofEpochSecond(middle)).isBefore(day)) {
                before = middle;
            } else {
                after = middle;
            }
        }
        return Instant.ofEpochSecond(after);
    }

    /** The latest date shown so far: that of now, or the one before the clock was last set back. */
    private LocalDate latestShown(Instant instant) {
        ZoneId zone = clock.zone();
        LocalDate now = shown(instant);
        ZoneOffsetTransition change = zone.getRules().previousTransition(instant.plusNanos(1));
        if (change == null) {
            return now;
        }
        LocalDate earlier = shown(change.getInstant().minusNanos(1));
        return earlier.isAfter(now) ? earlier : now;
    }

    private LocalDate shown(Instant instant) {
        return instant.atZone(clock.zone())
                .toLocalDateTime()
                .plus(clock.offset())
                .toLocalDate();
    }
}
