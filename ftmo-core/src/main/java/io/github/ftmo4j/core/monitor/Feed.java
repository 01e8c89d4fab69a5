package io.github.ftmo4j.core.monitor;

import java.time.Duration;
import java.time.Instant;

/** The time of the latest event, mark or snapshot, and whether the silence since then is too long. */
final class Feed {

    private final Duration staleAfter;
    private long lastHeardMilli;
    private boolean stale;

    Feed(Duration staleAfter, Instant lastHeard) {
        this.staleAfter = staleAfter;
        this.lastHeardMilli = lastHeard.toEpochMilli();
    }

    void heard(long epochMilli) {
        lastHeardMilli = Math.max(lastHeardMilli, epochMilli);
        stale = false;
    }

    /** The same for an instant that may be too long ago to be counted in milliseconds. */
    void heard(Instant at) {
        heard(at.isAfter(lastHeard()) ? at.toEpochMilli() : lastHeardMilli);
    }

    boolean isStale() {
        return stale;
    }

    Instant lastHeard() {
        return Instant.ofEpochMilli(lastHeardMilli);
    }

    /** Whether an instant is not before that of any event so far. */
    boolean isNewest(Instant at) {
        return at.toEpochMilli() >= lastHeardMilli;
    }

    /** Makes the feed stale if the silence is too long; returns whether it was not stale before. */
    boolean goesStale(Instant now) {
        if (stale || Duration.between(lastHeard(), now).compareTo(staleAfter) <= 0) {
            return false;
        }
        stale = true;
        return true;
    }
}
