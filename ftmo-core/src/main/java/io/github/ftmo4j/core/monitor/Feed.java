package io.github.ftmo4j.core.monitor;

import java.time.Duration;
import java.time.Instant;

/** When something of the account was last reported, and whether the silence since then is too long. */
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

    boolean isStale() {
        return stale;
    }

    Instant lastHeard() {
        return Instant.ofEpochMilli(lastHeardMilli);
    }

    /** Whether nothing newer was reported than at an instant. */
    boolean isNews(Instant at) {
        return at.toEpochMilli() >= lastHeardMilli;
    }

    /** Notices whether the silence is too long; returns whether it was not noticed before. */
    boolean goesStale(Instant now) {
        if (stale || Duration.between(lastHeard(), now).compareTo(staleAfter) <= 0) {
            return false;
        }
        stale = true;
        return true;
    }
}
