package io.github.ftmo4j.sim.engine.internal.markov;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.Solver;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * The Monte Carlo simulation against the solver on random specifications of all rules, switches and modules that can be
 * solved. Seeds are fixed. A right pair of engines fails at four standard errors in 6.3e-5 of all figures, and the test
 * of fit, by Kolmogorov and Smirnov, in 1e-4 of all seeds.
 */
class RunAgainstSolveProperties {

    private static final double STANDARD_ERRORS = 4;
    private static final double FALSE_ALARM = 1e-4;

    /**
     * Too many states, pairs that stay open for long, or the highest equity of open trades, which adds to the state.
     */
    private static final Pattern UNSOLVED = Pattern.compile("states|abandonAfter|sizing|maximum loss of .*");

    /** Figures are compared where the normal distribution describes how often they are seen. */
    private static final double LEAST_EXPECTED = 200;

    @Example
    void fortySpecifications() {
        compare(RandomQuestions::next, 11, 40, 3_000, 150_000);
    }

    @Example
    @Tag("thorough")
    void sixHundredSpecifications() {
        compare(RandomQuestions::next, 12, 600, 40_000, 2_000_000);
    }

    @Example
    void twentySpecificationsOfTradesThatAreSeenInside() {
        compare(RandomQuestions::nextInsideTrades, 13, 20, 3_000, 150_000);
    }

    @Example
    @Tag("thorough")
    void twoHundredSpecificationsOfTradesThatAreSeenInside() {
        compare(RandomQuestions::nextInsideTrades, 14, 200, 40_000, 300_000);
    }

    @Example
    void fivePairsOfAccounts() {
        compare(RandomQuestions::nextPair, 15, 5, 3_000, 50_000);
    }

    @Example
    @Tag("thorough")
    void sixtyPairsOfAccounts() {
        compare(RandomQuestions::nextPair, 16, 60, 40_000, 100_000);
    }

    private static void compare(
            BiFunction<RandomQuestions, TradesPerDay, SimulationSpec> next,
            long seed,
            int number,
            long trials,
            long mostStates) {
        RandomQuestions questions = new RandomQuestions(seed, 12);
        List<Double> scores = new ArrayList<>();
        int solved = 0;
        for (int i = 0; solved < number; i++) {
            SimulationSpec spec =
                    next.apply(questions, i % 3 == 0 ? TradesPerDay.poisson(1.5) : TradesPerDay.fixed(1 + i % 3));
            Optional<ExactOdds> exact = solve(spec, mostStates);
            if (exact.isPresent()) {
                solved++;
                SampledOdds sampled = Simulation.of(spec)
                        .trials(trials)
                        .seed(seed + i)
                        .build()
                        .run();
                scores.addAll(scores(exact.get(), sampled));
            }
        }
        double[] first = scores.stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(first.length).isGreaterThan(number / 5);
        double fit =
                new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(null, 0, 1), first, false);
        assertThat(fit).isGreaterThan(FALSE_ALARM);
    }

    private static Optional<ExactOdds> solve(SimulationSpec spec, long mostStates) {
        try {
            return Optional.of(
                    Solver.of(spec).tolerance(1e-8).mostStates(mostStates).solve());
        } catch (UnsolvableException e) {
            assertThat(e.obstacles())
                    .allMatch(obstacle -> UNSOLVED.matcher(obstacle.name()).matches());
            return Optional.empty();
        }
    }

    /** Checks all ends; the score of the first that can be compared, so that scores are independent of each other. */
    private static List<Double> scores(ExactOdds exact, SampledOdds sampled) {
        List<Double> scores = new ArrayList<>();
        long attempts = sampled.attempts();
        for (AttemptEnd end : AttemptEnd.values()) {
            double p = exact.share(end).value();
            double seen = sampled.share(end).value();
            double expected = Math.min(p, 1 - p) * attempts;
            if (expected >= LEAST_EXPECTED) {
                double score = (seen - p) / Math.sqrt(p * (1 - p) / attempts);
                assertThat(Math.abs(score))
                        .as("%s is %s, was %s in %s", end, p, seen, exact.spec())
                        .isLessThan(STANDARD_ERRORS);
                if (scores.isEmpty()) {
                    scores.add(score);
                }
            } else {
                // a bound that counts so small exceed hardly ever: e^(−20) by Chernoff
                assertThat(Math.min(seen, 1 - seen) * attempts)
                        .as("%s is %s, was %s in %s", end, p, seen, exact.spec())
                        .isLessThan(expected + Math.sqrt(60 * expected) + 30);
            }
        }
        double p = exact.passes().atLeast(1).value();
        double error = Math.sqrt(p * (1 - p) / sampled.trials());
        assertThat(sampled.passes().atLeast(1).value() - p)
                .as("at least one passes %s", exact.spec())
                .isBetween(
                        -STANDARD_ERRORS * error - 30.0 / sampled.trials(),
                        STANDARD_ERRORS * error + 30.0 / sampled.trials());
        return scores;
    }
}
