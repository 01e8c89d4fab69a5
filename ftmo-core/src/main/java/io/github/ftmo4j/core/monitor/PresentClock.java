package io.github.ftmo4j.core.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of the machine, which may leap ahead. Not thread-safe. */
final class PresentClock {

    private final InstantSource time;
    private final Duration aheadAtMost;
    private final Duration leapAtMost;

    /** The present as it was last accepted. */
    private long presentMilli;

    private boolean clockLeapt;

    PresentClock(InstantSource time, Duration aheadAtMost, Duration leapAtMost) {
        this.time = time;
        this.aheadAtMost = aheadAtMost;
        this.leapAtMost = leapAtMost;
        presentMilli = time.millis();
    }

    boolean hasLeapt() {
        return clockLeapt;
    }

    /** Whether the present is accepted: the clock has not leapt since it was last read or confirmed. */
    boolean accepts(Instant now) {
        clockLeapt = now.toEpochMilli() - presentMilli > leapAtMost.toMillis();
        if (!clockLeapt) {
            presentMilli = now.toEpochMilli();
        }
        return !clockLeapt;
    }

    /** Refuses the time stamp of a mark as {@link #requirePresent} does, without allocating. */
    void requirePresent(long epochMilli) {
        long nowMilli = time.millis();
        if (epochMilli - nowMilli > aheadAtMost.toMillis()) {
            requirePresent(Instant.ofEpochMilli(epochMilli));
        }
        confirmClock(epochMilli, nowMilli);
    }

    /** Refuses a time stamp from the future: it would begin days too early and make all later events late. */
    void requirePresent(Instant at) {
        Instant now = time.instant();
        if (at.isAfter(now.plus(aheadAtMost))) {
            throw new IllegalArgumentException(
                    "event must be at most " + aheadAtMost + " ahead of the present, " + now + ", was at " + at);
        }
        if (!at.isBefore(now.minus(leapAtMost))) {
            confirmClock(at.toEpochMilli(), now.toEpochMilli());
        }
    }

    /** Two clocks agree that no leap is between the clock that is read here and that of an event. */
    private void confirmClock(long eventMilli, long nowMilli) {
        if (eventMilli >= nowMilli - leapAtMost.toMillis()) {
            presentMilli = nowMilli;
            clockLeapt = false;
        }
    }
}
