package io.github.ftmo4j.sim.sweep;

import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.odds.Odds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One row of a sweep.
 *
 * @param settings the value of each parameter
 * @param odds the answer; its {@link Odds#spec()} is the question
 * @param journey what journeys are worth as sampled; none if no criterion asks for it, or it is computed
 * @param exactJourney what journeys are worth as computed; none if no criterion asks for it, or it is sampled
 * @param scores the number of each criterion
 * @param toBest the score less that of the best row, for each criterion, from paired trials; the best row is that of
 *     the first criterion
 * @param mayBeBest whether this row may be the best by the first criterion: all rows of which this is true contain the
 *     best one with at least 95 % confidence
 */
public record SweepRow(
        List<Setting> settings,
        Odds odds,
        Optional<JourneyOdds> journey,
        Optional<ExactJourneyOdds> exactJourney,
        Map<Criterion, Score> scores,
        Map<Criterion, Score> toBest,
        boolean mayBeBest) {

    /** Copies the lists. */
    public SweepRow {
        settings = List.copyOf(settings);
        scores = Map.copyOf(scores);
        toBest = Map.copyOf(toBest);
    }

    /**
     * The number of a criterion.
     *
     * @param criterion one of the criteria of the sweep
     * @return the number with its interval
     * @throws IllegalArgumentException if the sweep has no such criterion
     */
    public Score score(Criterion criterion) {
        return of(scores, criterion);
    }

    /**
     * How much more this row has than the best one, by a criterion.
     *
     * @param criterion one of the criteria of the sweep
     * @return the difference with its interval
     * @throws IllegalArgumentException if the sweep has no such criterion
     */
    public Score toBest(Criterion criterion) {
        return of(toBest, criterion);
    }

    private static Score of(Map<Criterion, Score> scores, Criterion criterion) {
        Score score = scores.get(criterion);
        if (score == null) {
            throw new IllegalArgumentException("criterion must be one of "
                    + scores.keySet().stream().map(Criterion::name).sorted().toList() + ", was " + criterion.name());
        }
        return score;
    }

    /**
     * The name of the row.
     *
     * @return its settings
     */
    public String name() {
        return settings.stream().map(Setting::toString).collect(Collectors.joining(", "));
    }

    /**
     * Whether this row is at least as good as another by all criteria, and better by one.
     *
     * @param other the other row
     * @param criteria the criteria that count
     * @return whether it dominates the other
     */
    boolean dominates(SweepRow other, List<Criterion> criteria) {
        boolean better = false;
        for (Criterion criterion : criteria) {
            double here = criterion.merit(score(criterion).value());
            double there = criterion.merit(other.score(criterion).value());
            if (here < there) {
                return false;
            }
            better |= here > there;
        }
        return better;
    }

    /** The cells of the row as text, by the head of their column. */
    Map<String, String> cells(List<Criterion> criteria) {
        Map<String, String> cells = new LinkedHashMap<>();
        settings.forEach(setting -> cells.put(setting.parameter(), setting.text()));
        for (Criterion criterion : criteria) {
            cells.put(criterion.name(), score(criterion).text(criterion.scale()));
        }
        Criterion first = criteria.get(0);
        cells.put("to the best", toBest(first).differenceText(first.scale()));
        cells.put("may be best", mayBeBest ? "yes" : "");
        return cells;
    }

    /** The row in one line. */
    @Override
    public String toString() {
        return name() + ": "
                + scores.entrySet().stream()
                        .map(score -> score.getKey().name() + " = "
                                + score.getValue().text(score.getKey().scale()))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }
}
