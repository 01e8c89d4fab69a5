package io.github.ftmo4j.sim.sweep;

import io.github.ftmo4j.sim.journey.Measure;
import java.util.Objects;

/**
 * The mean of a measure of journeys; days to funded over those in which an account is funded.
 *
 * @param measure what is measured of each journey
 * @param moreIsBetter whether more of it is better
 */
public record JourneyCriterion(Measure measure, boolean moreIsBetter) implements Criterion {

    /** Checks that there is a measure. */
    public JourneyCriterion {
        Objects.requireNonNull(measure, "measure");
    }

    @Override
    public String name() {
        return measure == Measure.NET ? "EV" : "mean " + measure;
    }

    @Override
    public Scale scale() {
        return switch (measure.kind()) {
            case MONEY -> Scale.MONEY;
            case DAYS -> Scale.DAYS;
            case NUMBER -> Scale.NUMBER;
        };
    }
}
