package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.statistics.FigureMethod;
import io.github.ftmo4j.sim.statistics.Sample;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.JourneyCriterion;
import io.github.ftmo4j.sim.sweep.OddsCriterion;
import io.github.ftmo4j.sim.sweep.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Simulations, each solved or sampled, and the numbers of each and their differences by several criteria. */
final class SweepRun {

    static final double LEVEL = 0.95;

    /** A simulation takes at most some seconds to be solved; one with more states is sampled. */
    static final long MOST_STATES = 5_000_000;

    /**
     * What is asked in a row.
     *
     * @param simulation the simulation
     * @param journey the journey; none if no criterion asks for it
     */
    record Question(Simulation simulation, Optional<Journey> journey) {}

    private final int rows;
    private final List<Optional<JourneyOdds>> journeys = new ArrayList<>();
    private final Map<Integer, ExactOdds> exact;
    private final Map<Integer, ExactJourneyOdds> exactJourneys;
    private final Map<Integer, Integer> places;
    private final Optional<PairedBatches> sampled;

    private SweepRun(
            List<Question> questions,
            Map<Integer, ExactOdds> exact,
            Map<Integer, ExactJourneyOdds> exactJourneys,
            List<Criterion> criteria,
            Execution execution) {
        rows = questions.size();
        this.exact = exact;
        this.exactJourneys = exactJourneys;
        places = new LinkedHashMap<>();
        List<Simulation> others = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (!exact.containsKey(row)) {
                places.put(row, others.size());
                others.add(questions.get(row).simulation);
            }
        }
        sampled = others.isEmpty()
                ? Optional.empty()
                : Optional.of(PairedBatches.run(others, ofOdds(criteria), execution));
        boolean journeysCount = criteria.stream().anyMatch(JourneyCriterion.class::isInstance);
        for (int row = 0; row < rows; row++) {
            Question question = questions.get(row);
            journeys.add(
                    journeysCount && !exactJourneys.containsKey(row)
                            ? Optional.of(run(
                                    question.journey.orElseThrow(() -> new IllegalArgumentException(
                                            "journey must be set for it to be judged by one of " + criteria)),
                                    question.simulation,
                                    execution))
                            : Optional.empty());
        }
    }

    private static List<OddsCriterion> ofOdds(List<Criterion> criteria) {
        return criteria.stream()
                .filter(OddsCriterion.class::isInstance)
                .map(OddsCriterion.class::cast)
                .toList();
    }

    private static JourneyOdds run(Journey journey, Simulation simulation, Execution execution) {
        JourneyOdds odds = journey.run(simulation.trials(), simulation.seed(), execution);
        if (!odds.complete()) {
            throw new CancellationException("the run was interrupted");
        }
        return odds;
    }

    /** Runs all. */
    static SweepRun sampled(List<Question> questions, List<Criterion> criteria, Execution execution) {
        return new SweepRun(questions, Map.of(), Map.of(), criteria, execution);
    }

    /** Solves those that have no more states than that, and runs the others. */
    static SweepRun solved(List<Question> questions, List<Criterion> criteria, Execution execution, long mostStates) {
        return solved(questions, criteria, List.of(), execution, mostStates);
    }

    /** As {@link #solved}, and computes the journeys of single accounts that can be solved, too. */
    static SweepRun solvedWithJourneys(
            List<Question> questions, List<Criterion> criteria, Execution execution, long mostStates) {
        List<JourneyCriterion> ofJourneys = criteria.stream()
                .filter(JourneyCriterion.class::isInstance)
                .map(JourneyCriterion.class::cast)
                .toList();
        return solved(questions, criteria, ofJourneys, execution, mostStates);
    }

    private static SweepRun solved(
            List<Question> questions,
            List<Criterion> criteria,
            List<JourneyCriterion> ofJourneys,
            Execution execution,
            long mostStates) {
        Map<Integer, ExactOdds> exact = new LinkedHashMap<>();
        Map<Integer, ExactJourneyOdds> exactJourneys = new LinkedHashMap<>();
        for (int row = 0; row < questions.size(); row++) {
            int number = row;
            Question question = questions.get(row);
            solve(question.simulation, mostStates).ifPresent(odds -> exact.put(number, odds));
            solveJourney(question, ofJourneys, mostStates).ifPresent(odds -> exactJourneys.put(number, odds));
        }
        return new SweepRun(questions, exact, exactJourneys, criteria, execution);
    }

    /** None unless a criterion asks for the journey, and the means of all that do are computed. */
    private static Optional<ExactJourneyOdds> solveJourney(
            Question question, List<JourneyCriterion> asked, long mostStates) {
        if (asked.isEmpty()
                || question.simulation.spec().accounts() > 1
                || question.journey.filter(each -> each.obstacles().isEmpty()).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.journey.get().solve(mostStates))
                    .filter(odds -> asked.stream()
                            .allMatch(each -> odds.mean(each.measure()).isPresent()));
        } catch (UnsolvableException e) {
            return Optional.empty();
        }
    }

    private static Optional<ExactOdds> solve(Simulation simulation, long mostStates) {
        if (!Solver.obstacles(simulation.spec()).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Solver.of(simulation.spec()).mostStates(mostStates).solve());
        } catch (UnsolvableException e) {
            return Optional.empty();
        }
    }

    Odds odds(int row) {
        Odds odds = exact.get(row);
        return odds != null ? odds : sampled.orElseThrow().odds().get(place(row));
    }

    /** Where a sampled row is among the sampled ones. */
    private int place(int row) {
        return Objects.requireNonNull(places.get(row), "row");
    }

    boolean isExact(int row) {
        return exact.containsKey(row);
    }

    Optional<JourneyOdds> journey(int row) {
        return journeys.get(row);
    }

    Optional<ExactJourneyOdds> exactJourney(int row) {
        return Optional.ofNullable(exactJourneys.get(row));
    }

    /** The number of one row with its interval. */
    Score score(Criterion criterion, int row) {
        if (criterion instanceof JourneyCriterion ofJourney) {
            return exactJourney(row)
                    .map(odds -> Score.of(odds.mean(ofJourney.measure()).orElseThrow()))
                    .orElseGet(() -> mean(journey(row).orElseThrow().values(ofJourney.measure()), LEVEL));
        }
        OddsCriterion ofOdds = (OddsCriterion) criterion;
        if (!isExact(row)) {
            return sampled.orElseThrow().score(ofOdds, place(row));
        }
        Odds odds = odds(row);
        return ofOdds.estimate(odds).map(Score::of).orElseGet(() -> Score.computed(ofOdds.of(odds), 0));
    }

    private static Score mean(Sample sample, double level) {
        return sample.n() < 2
                ? new Score(Double.NaN, Double.NaN, Double.NaN, OptionalLong.of(sample.n()), "too few trials")
                : Score.of(sample.mean(FigureMethod.STUDENT_T, level));
    }

    /** The best simulation by a criterion; of equal ones, the first. */
    int best(Criterion criterion) {
        int best = 0;
        for (int row = 1; row < rows; row++) {
            if (criterion.merit(score(criterion, row).value())
                    > criterion.merit(score(criterion, best).value())) {
                best = row;
            }
        }
        return best;
    }

    /** How much more a simulation has than another. */
    Score difference(Criterion criterion, int row, int other, double level) {
        if (criterion instanceof JourneyCriterion ofJourney
                && journey(row).isPresent()
                && journey(other).isPresent()) {
            return mean(
                    journey(row).orElseThrow().differences(journey(other).orElseThrow(), ofJourney.measure()), level);
        }
        if (criterion instanceof OddsCriterion ofOdds && !isExact(row) && !isExact(other)) {
            return sampled.orElseThrow().difference(ofOdds, place(row), place(other), level);
        }
        Score here = score(criterion, row);
        Score there = score(criterion, other);
        double wider = here.isComputed() && there.isComputed() ? 1 : normal(level) / normal(LEVEL);
        double value = here.value() - there.value();
        OptionalLong n = here.n().isPresent() ? here.n() : there.n();
        return new Score(
                value,
                value - wider * (value - (here.lower() - there.upper())),
                value + wider * (here.upper() - there.lower() - value),
                n,
                here.n().isPresent() ? here.method() : there.method());
    }

    private static double normal(double level) {
        return new NormalDistribution().inverseCumulativeProbability((1 + level) / 2);
    }
}
