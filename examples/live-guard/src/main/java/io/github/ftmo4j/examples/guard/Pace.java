package io.github.ftmo4j.examples.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets the instants of a replay come when they are due. Another thread may stop it. */
final class Pace {

    private final OptionalDouble speed;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Instant first;
    private long firstNanos;

    /** How many times faster than life, none for as fast as it goes. */
    Pace(OptionalDouble speed) {
        this.speed = speed;
    }

    void stop() {
        stopped.countDown();
    }

    /** Waits for an instant; whether it has come, and not a stop. */
    boolean reach(Instant at) {
        if (first == null) {
            first = at;
            firstNanos = System.nanoTime();
        }
        long wait = 0;
        if (speed.isPresent()) {
            double nanos = Duration.between(first, at).toMillis() * 1e6 / speed.getAsDouble();
            wait = (long) nanos - (System.nanoTime() - firstNanos);
        }
        try {
            return !stopped.await(wait, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
