package io.github.ftmo4j.sim.history;

import io.github.ftmo4j.sim.outcome.Excursions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A closed trade.
 *
 * @param at when it was opened if that is known, else the only known time
 * @param rMultiple its result as a multiple of the money it risked, −1 for a loss of exactly that
 * @param closedAt when it was closed, if that and the time of its opening are known
 * @param excursions how far it went against the trader and in favour of the trader, if that is known
 */
public record ClosedTrade(Instant at, double rMultiple, Optional<Instant> closedAt, Optional<Excursions> excursions) {

    /**
     * Checks the times, the result and the excursions.
     *
     * @throws NullPointerException if a value is missing
     * @throws IllegalArgumentException if the R-multiple is NaN or infinite or beyond the excursions, or the trade is
     *     closed before it is opened
     */
    public ClosedTrade {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(closedAt, "closedAt");
        Objects.requireNonNull(excursions, "excursions");
        if (!Double.isFinite(rMultiple)) {
            throw new IllegalArgumentException("rMultiple must be finite, was " + rMultiple);
        }
        if (closedAt.isPresent() && closedAt.get().isBefore(at)) {
            throw new IllegalArgumentException("closedAt must be at or after " + at + ", was " + closedAt.get());
        }
        if (excursions.isPresent() && !excursions.get().enclose(rMultiple)) {
            throw new IllegalArgumentException(
                    "excursions must enclose the rMultiple " + rMultiple + ", were " + excursions.get());
        }
    }

    /**
     * A trade of which no more is known.
     *
     * @param at when it was opened if that is known, else the only known time
     * @param rMultiple its result as a multiple of the money it risked
     * @throws NullPointerException if there is no time
     * @throws IllegalArgumentException if the R-multiple is NaN or infinite
     */
    public ClosedTrade(Instant at, double rMultiple) {
        this(at, rMultiple, Optional.empty(), Optional.empty());
    }

    /**
     * The same trade with the time of its close.
     *
     * @param time when it was closed
     * @return the trade
     * @throws IllegalArgumentException if it is before the time of the opening
     */
    public ClosedTrade closedAt(Instant time) {
        return new ClosedTrade(at, rMultiple, Optional.of(time), excursions);
    }

    /**
     * The same trade with excursions.
     *
     * @param adverse the lowest profit of the open trade in R, at most 0 and at most the R-multiple
     * @param favourable the highest profit of the open trade in R, at least 0 and at least the R-multiple
     * @return the trade
     * @throws IllegalArgumentException if one is out of range
     */
    public ClosedTrade excursions(double adverse, double favourable) {
        return new ClosedTrade(at, rMultiple, closedAt, Optional.of(new Excursions(adverse, favourable)));
    }
}
