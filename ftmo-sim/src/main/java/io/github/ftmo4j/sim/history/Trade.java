package io.github.ftmo4j.sim.history;

import java.time.Instant;

/**
 * A closed trade.
 *
 * @param at when it was opened if that is known, else the only time known of it
 * @param rMultiple its result as a multiple of the money it risked, −1 for a loss of exactly that
 */
public record Trade(Instant at, double rMultiple) {

    /**
     * Checks the result.
     *
     * @throws IllegalArgumentException if the R-multiple is NaN or infinite
     */
    public Trade {
        if (!Double.isFinite(rMultiple)) {
            throw new IllegalArgumentException("rMultiple must be finite, was " + rMultiple);
        }
    }
}
