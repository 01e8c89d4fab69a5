package io.github.ftmo4j.sim.engine.internal.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.PhaseOdds;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/** The solver against the readable engine, which runs every sequence of draws: all figures to 1e-10. */
class EnumeratedAttemptsProperties {

    private static final int MOST_DAYS = 3;
    private static final int MOST_ATTEMPTS = 20_000;

    /** No trade, one or two. */
    private static final class UpToTwo implements TradesPerDay {
        @Override
        public int next(RandomGenerator random) {
            throw new AssertionError();
        }

        @Override
        public Optional<CountProbabilities> distribution() {
            return Optional.of(CountProbabilities.of(0.2, 0.5, 0.3));
        }
    }

    @Example
    void allFiguresAreThoseOfTheReadableEngine() {
        assertEqual(1, 150);
    }

    @Example
    @Tag("thorough")
    void allFiguresOfManyMoreAreThoseOfTheReadableEngine() {
        assertEqual(2, 5_000);
    }

    private static void assertEqual(long seed, int number) {
        RandomQuestions questions = new RandomQuestions(seed, MOST_DAYS);
        int compared = 0;
        for (int i = 0; i < number; i++) {
            SimulationSpec spec = questions.next(
                    i % 3 == 0 ? TradesPerDay.fixed(1) : i % 3 == 1 ? TradesPerDay.fixed(2) : new UpToTwo());
            if (assertEqual(spec)) {
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(number / 2);
    }

    private static boolean assertEqual(SimulationSpec spec) {
        int mostDays = MOST_DAYS * spec.program().phases().size();
        Map<AttemptEnd, double[]> days = new EnumMap<>(AttemptEnd.class);
        for (AttemptEnd end : AttemptEnd.values()) {
            days.put(end, new double[mostDays + 1]);
        }
        List<String> names = spec.program().phases().stream().map(Phase::name).toList();
        double[][] phaseEnds = new double[names.size()][AttemptEnd.values().length];
        double[] balance = new double[1];
        boolean complete = Enumeration.of(spec, MOST_ATTEMPTS, (attempt, probability) -> {
            Objects.requireNonNull(days.get(attempt.end()))[attempt.days()] += probability;
            int last = attempt.end() == AttemptEnd.PASSED ? names.size() - 1 : names.indexOf(attempt.phase());
            for (int p = 0; p < last; p++) {
                phaseEnds[p][AttemptEnd.PASSED.ordinal()] += probability;
            }
            phaseEnds[last][attempt.end().ordinal()] += probability;
            balance[0] += probability * attempt.balance().minorUnits();
        });
        if (!complete) {
            return false;
        }
        ExactOdds odds = Solver.of(spec).tolerance(0).solve();
        assertThat(odds.error()).isLessThan(1e-10);
        days.forEach((end, masses) -> {
            double sum = Arrays.stream(masses).sum();
            assertClose(spec, end + "", odds.share(end).value(), sum);
            for (int day = 0; day < masses.length && sum > 0; day++) {
                assertClose(spec, end + " on day " + day, odds.days(end).probability(day) * sum, masses[day]);
            }
        });
        for (int p = 0; p < names.size(); p++) {
            PhaseOdds phase = odds.phases().get(p);
            double reached = Arrays.stream(phaseEnds[p]).sum();
            assertClose(spec, "reached", phase.reached().value(), reached);
            for (AttemptEnd end : phase.ends().keySet()) {
                double value = Objects.requireNonNull(phase.ends().get(end)).value();
                assertClose(spec, phase.name() + end, value * reached, phaseEnds[p][end.ordinal()]);
            }
        }
        assertThat(odds.meanFinalBalance()).as("%s", spec).isCloseTo(balance[0], within(5.0));
        return true;
    }

    private static void assertClose(SimulationSpec spec, String what, double solved, double enumerated) {
        assertThat(solved).as("%s of %s", what, spec).isCloseTo(enumerated, within(1e-10));
    }
}
