package io.github.ftmo4j.sim;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.edge.Edge;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.sweep.Criterion;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How far the odds that are said of traders are from those that they have, where the traders do not come from the
 * prior: their win rates are alike, around one that just about earns its costs.
 */
@Tag("thorough")
class EdgeCalibrationTest {

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

    private static void run(int trades, double[] wins, double[] losses, Function<double[], Double> says) {
        double[] exact = exact(wins, losses);
        double[] said = new double[GROUPS];
        double[] had = new double[GROUPS];
        int[] number = new int[GROUPS];
        double all = 0;
        double allHad = 0;
        for (int trader = 0; trader < TRADERS; trader++) {
            RandomStream random = new RandomStream(5, trader, 0, 0, Purpose.OUTCOME);
            double winRate = new NormalDistribution(null, 0.43, 0.04).inverseCumulativeProbability(random.nextDouble());
            double[] results = new double[trades];
            for (int i = 0; i < trades; i++) {
                double[] from = random.nextDouble() < winRate ? wins : losses;
                results[i] = from[(int) (from.length * random.nextDouble())];
            }
            double odds = says.apply(results);
            int group = (int) Math.min(GROUPS - 1, GROUPS * odds);
            said[group] += odds;
            had[group] += at(exact, winRate);
            number[group]++;
            all += odds;
            allHad += at(exact, winRate);
        }
        double error = 0;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            error += Math.abs(said[i] - had[i]) / TRADERS;
            text.append(String.format(" %.2f>%.2f(%d)", said[i] / number[i], had[i] / number[i], number[i]));
        }
        System.out.printf("n=%d error %.3f bias %.3f %s%n", trades, error, (all - allHad) / TRADERS, text);
    }

    private static double wins(double[] results) {
        return Arrays.stream(results).filter(r -> r > 0).count();
    }

    @ParameterizedTest
    @CsvSource({"30", "100", "300"})
    void jeffreys(int trades) {
        double[] known = new double[trades + 1];
        Arrays.fill(known, Double.NaN);
        run(trades, new double[] {1.5}, new double[] {-1}, results -> {
            int wins = (int) wins(results);
            if (Double.isNaN(known[wins])) {
                known[wins] = EdgeStudy.of(
                                simulation(trades(.4, WINS, LOSSES)).build(), Edge.ofCounts(wins, trades - wins, 1.5))
                        .draws(40)
                        .run()
                        .spread(Criterion.pass())
                        .integrated();
            }
            return known[wins];
        });
    }

    @ParameterizedTest
    @CsvSource({"30", "100", "300"})
    void bootstrap(int trades) {
        run(
                trades,
                WINS,
                LOSSES,
                results -> EdgeStudy.of(simulation(trades(.4, WINS, LOSSES)).build(), Edge.ofResults(results))
                        .draws(80)
                        .run()
                        .spread(Criterion.pass())
                        .integrated());
    }
}
