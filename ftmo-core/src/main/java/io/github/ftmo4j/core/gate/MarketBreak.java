package io.github.ftmo4j.core.gate;

import java.time.Duration;
import java.time.Instant;

/**
 * Some time during which a market is closed.
 *
 * @param from when it closes
 * @param to when it opens again; this instant is not in the break
 */
public record MarketBreak(Instant from, Instant to) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if it does not open after it closes
     */
    public MarketBreak {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("a market must open after it closes at " + from + ", was " + to);
        }
    }

    /**
     * How long the break lasts.
     *
     * @return the duration
     */
    public Duration duration() {
        return Duration.between(from, to);
    }
}
