package io.github.ftmo4j.sim.sweep;

import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.odds.Odds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The best that a search over continuous parameters found.
 *
 * @param criterion what is best
 * @param settings the best value of each parameter
 * @param odds the odds there; estimated ones are from draws that the search did not see, so that they are not better
 *     than they should be by having been chosen
 * @param journey what journeys are worth there as sampled; none if the criterion does not ask for it, or it is computed
 * @param exactJourney what journeys are worth there as computed; none if the criterion does not ask for it, or it is
 *     sampled
 * @param score the number there
 * @param tried all settings that were tried, in their order; the search compared them on the same draws
 */
public record Optimum(
        Criterion criterion,
        List<Setting> settings,
        Odds odds,
        Optional<JourneyOdds> journey,
        Optional<ExactJourneyOdds> exactJourney,
        Score score,
        List<Tried> tried) {

    /** Copies the lists. */
    public Optimum {
        settings = List.copyOf(settings);
        tried = List.copyOf(tried);
    }

    /**
     * One evaluation of a search.
     *
     * @param settings the value of each parameter
     * @param value the number, on the draws of the search
     */
    public record Tried(List<Setting> settings, double value) {

        /** Copies the list. */
        public Tried {
            settings = List.copyOf(settings);
        }
    }

    /**
     * The best value of a parameter.
     *
     * @param parameter its name
     * @return the value
     * @throws IllegalArgumentException if the search has no such parameter
     */
    public double value(String parameter) {
        return settings.stream()
                .filter(setting -> setting.parameter().equals(parameter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("parameter must be one of "
                        + settings.stream().map(Setting::parameter).toList() + ", was " + parameter))
                .number()
                .orElseThrow();
    }

    /** The optimum in one line, such as {@code risk 0.0052: P(pass) = 61.32 % [61.11, 61.53], 25 tried}. */
    @Override
    public String toString() {
        return settings.stream().map(Setting::toString).collect(Collectors.joining(", ")) + ": " + criterion.name()
                + " = " + score.text(criterion.scale()) + ", " + tried.size() + " tried";
    }
}
