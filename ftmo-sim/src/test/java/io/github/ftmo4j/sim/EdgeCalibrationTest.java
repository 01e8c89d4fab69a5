package io.github.ftmo4j.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.edge.Edge;
import io.github.ftmo4j.sim.edge.WinRateEdge;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.sweep.Criterion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How far the odds that are said of traders are from those that they have, where the traders do not come from the
 * prior: their win rates are alike, around one that just about earns its costs.
 */
@Tag("thorough")
class EdgeCalibrationTest {

    private static final double MEAN = 0.43;
    private static final double DEVIATION = 0.04;
    private static final NormalDistribution POPULATION = new NormalDistribution(null, MEAN, DEVIATION);

    private static final int TRADERS = 2_000;
    private static final int GROUPS = 10;
    private static final double LOWEST = 0.2;
    private static final double STEP = 0.0125;

    private static final double[] WINS = {0.5, 1, 1.5, 2, 2.5};
    private static final double[] LOSSES = {-0.5, -1, -1.5};

    private static Simulation.Builder simulation(DiscreteR trades) {
        return Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(trades)
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)))
                .trials(20)
                .seed(42);
    }

    private static DiscreteR trades(double winRate, double[] wins, double[] losses) {
        double[] values = Arrays.copyOf(wins, wins.length + losses.length);
        System.arraycopy(losses, 0, values, wins.length, losses.length);
        double[] probabilities = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            probabilities[i] = i < wins.length ? winRate / wins.length : (1 - winRate) / losses.length;
        }
        return DiscreteR.of(values, probabilities);
    }

    /** The exact odds by win rate, between which they are interpolated. */
    private static double[] exact(double[] wins, double[] losses) {
        double[] pass = new double[41];
        for (int i = 0; i < pass.length; i++) {
            pass[i] = simulation(trades(LOWEST + i * STEP, wins, losses))
                    .solve()
                    .pass()
                    .value();
        }
        return pass;
    }

    private static double at(double[] exact, double winRate) {
        double at = Math.max(0, Math.min(exact.length - 1.001, (winRate - LOWEST) / STEP));
        int below = (int) at;
        return exact[below] + (at - below) * (exact[below + 1] - exact[below]);
    }

    /** The mean distance between the odds that are said and those that the traders have, in tenths of what is said. */
    private static double error(int trades, double[] wins, double[] losses, ToDoubleFunction<double[]> says) {
        double[] exact = exact(wins, losses);
        double[] excess = new double[GROUPS];
        for (int trader = 0; trader < TRADERS; trader++) {
            RandomStream random = new RandomStream(5, trader, 0, 0, Purpose.OUTCOME);
            double winRate = POPULATION.inverseCumulativeProbability(random.nextDouble());
            double[] results = new double[trades];
            for (int i = 0; i < trades; i++) {
                double[] from = random.nextDouble() < winRate ? wins : losses;
                results[i] = from[(int) (from.length * random.nextDouble())];
            }
            double odds = says.applyAsDouble(results);
            excess[(int) Math.min(GROUPS - 1, GROUPS * odds)] += odds - at(exact, winRate);
        }
        return Arrays.stream(excess).map(Math::abs).sum() / TRADERS;
    }

    private static double integrated(Edge edge, int draws) {
        return EdgeStudy.of(simulation(trades(0.4, WINS, LOSSES)).build(), edge)
                .draws(draws)
                .run(Execution.threads(1))
                .spread(Criterion.pass())
                .integrated();
    }

    /** What is said depends on the number of wins only. */
    private static double errorOfCounts(int trades, UnaryOperator<WinRateEdge> prior) {
        Map<Integer, Double> known = new HashMap<>();
        return error(trades, new double[] {1.5}, new double[] {-1}, results -> {
            int wins = (int) Arrays.stream(results).filter(r -> r > 0).count();
            return known.computeIfAbsent(
                    wins, any -> integrated(prior.apply(Edge.ofCounts(wins, trades - wins, 1.5)), 40));
        });
    }

    /** The prior of Jeffreys takes any win rate for possible: what is said is too extreme, less so with more trades. */
    @ParameterizedTest
    @CsvSource({"30, 0.18", "100, 0.135", "300, 0.085"})
    void fromCounts(int trades, double most) {
        assertThat(errorOfCounts(trades, edge -> edge)).isLessThan(most);
    }

    /** A prior that knows how alike the traders are says what they have. */
    @Test
    void fromCountsWithThePriorOfThePopulation() {
        double number = MEAN * (1 - MEAN) / (DEVIATION * DEVIATION) - 1;
        assertThat(errorOfCounts(100, edge -> edge.withPrior(MEAN * number, (1 - MEAN) * number)))
                .isLessThan(0.03);
    }

    /** The Bayesian bootstrap, of results of several sizes. */
    @ParameterizedTest
    @CsvSource({"30, 0.20", "100, 0.135"})
    void fromAHistory(int trades, double most) {
        assertThat(error(trades, WINS, LOSSES, results -> integrated(Edge.ofResults(results), 60)))
                .isLessThan(most);
    }
}
