package io.github.ftmo4j.core.gate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A zone's wall clock that is read without allocation. Time falls into stretches of constant offset; the first has no
 * beginning and the last no end. Instants are milliseconds since 1970-01-01T00:00Z.
 */
final class WallClock {

    /** An instant later than any other. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    private final long[] starts;
    private final long[] offsets;

    WallClock(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(FIRST);
        while (next != null && next.getInstant().isBefore(LAST)) {
            changes.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        starts = new long[changes.size() + 1];
        offsets = new long[changes.size() + 1];
        starts[0] = Long.MIN_VALUE;
        offsets[0] = millis(rules.getOffset(FIRST));
        for (int i = 1; i < starts.length; i++) {
            ZoneOffsetTransition change = changes.get(i - 1);
            starts[i] = change.getInstant().toEpochMilli();
            offsets[i] = millis(change.getOffsetAfter());
        }
    }

    private static long millis(ZoneOffset offset) {
        return TimeUnit.SECONDS.toMillis(offset.getTotalSeconds());
    }

    int stretchOf(long instant) {
        int found = Arrays.binarySearch(starts, instant);
        return found >= 0 ? found : -found - 2;
    }

    long startOf(int stretch) {
        return starts[stretch];
    }

    long endOf(int stretch) {
        return stretch + 1 < starts.length ? starts[stretch + 1] : NEVER;
    }

    /** What the clock shows, as milliseconds since it showed 1970-01-01T00:00. */
    long read(long instant, int stretch) {
        return instant + offsets[stretch];
    }

    long read(long instant) {
        return read(instant, stretchOf(instant));
    }
}
