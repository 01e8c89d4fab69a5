package io.github.ftmo4j.core.monitor;

import java.time.Duration;
import java.time.Instant;

/** The time of the latest event, mark or snapshot, and whether the silence since then is too long. */
final class Feed {

    private final Duration staleAfter;
    private long lastUpdateMilli;
    private boolean stale;

    Feed(Duration staleAfter, Instant lastUpdate) {
        this.staleAfter = staleAfter;
        this.lastUpdateMilli = lastUpdate.toEpochMilli();
    }

    void update(long epochMilli) {
        lastUpdateMilli = Math.max(lastUpdateMilli, epochMilli);
        stale = false;
    }

    /** The same for an instant that may be too long ago to be counted in milliseconds. */
    void update(Instant at) {
        update(at.isAfter(lastUpdate()) ? at.toEpochMilli() : lastUpdateMilli);
    }

    boolean isStale() {
        return stale;
    }

    Instant lastUpdate() {
        return Instant.ofEpochMilli(lastUpdateMilli);
    }

    /** Whether an instant is not before that of any event so far. */
    boolean isNewest(Instant at) {
        return at.toEpochMilli() >= lastUpdateMilli;
    }

    /** Makes the feed stale if the silence is too long; returns whether it was not stale before. */
    boolean goesStale(Instant now) {
        if (stale || Duration.between(lastUpdate(), now).compareTo(staleAfter) <= 0) {
            return false;
        }
        stale = true;
        return true;
    }
}
