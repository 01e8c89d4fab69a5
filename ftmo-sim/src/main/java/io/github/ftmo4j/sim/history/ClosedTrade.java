package io.github.ftmo4j.sim.history;

import java.time.Instant;
import java.util.Objects;

/**
 * A closed trade.
 *
 * @param at when it was opened if that is known, else the only known time
 * @param rMultiple its result as a multiple of the money it risked, −1 for a loss of exactly that
 */
public record ClosedTrade(Instant at, double rMultiple) {

    /**
     * Checks the time and the result.
     *
     * @throws NullPointerException if there is no time
     * @throws IllegalArgumentException if the R-multiple is NaN or infinite
     */
    public ClosedTrade {
        Objects.requireNonNull(at, "at");
        if (!Double.isFinite(rMultiple)) {
            throw new IllegalArgumentException("rMultiple must be finite, was " + rMultiple);
        }
    }
}
