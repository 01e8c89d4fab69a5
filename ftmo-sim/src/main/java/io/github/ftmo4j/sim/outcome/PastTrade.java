package io.github.ftmo4j.sim.outcome;

import java.util.Objects;
import java.util.Optional;

/**
 * A trade of a past day.
 *
 * @param rMultiple its result, within ±1,000,000
 * @param excursions how far it went against the trader and in favour of the trader, if that is known
 * @param opensAt when it was opened, in seconds after the start of its trading day, at least 0
 * @param closesAt when it was closed, in seconds after the start of the day on which it was opened; where that is not
 *     known, the time of its opening
 */
public record PastTrade(double rMultiple, Optional<Excursions> excursions, int opensAt, int closesAt) {

    /**
     * Checks the trade.
     *
     * @throws IllegalArgumentException if the result is out of range or beyond the excursions, or the times are in the
     *     wrong order
     */
    public PastTrade {
        Objects.requireNonNull(excursions, "excursions");
        if (!(Math.abs(rMultiple) <= Outcome.LARGEST_R)) {
            throw new IllegalArgumentException("rMultiple must be within ±1000000, was " + rMultiple);
        }
        if (excursions.isPresent() && !excursions.get().enclose(rMultiple)) {
            throw new IllegalArgumentException(
                    "excursions must enclose the rMultiple " + rMultiple + ", were " + excursions.get());
        }
        if (opensAt < 0 || closesAt < opensAt) {
            throw new IllegalArgumentException(
                    "times must be at least 0 and in order, were opensAt " + opensAt + " and closesAt " + closesAt);
        }
    }
}
