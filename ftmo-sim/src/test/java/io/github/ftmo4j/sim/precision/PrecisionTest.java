package io.github.ftmo4j.sim.precision;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.Dependence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrecisionTest {

    /** One trade decides it, so that P(pass) is the win rate. */
    private static final Program ONE_TRADE = Program.of(
            "One trade",
            Phase.builder("Only", usd(100_000))
                    .profitTarget(0.01)
                    .maximumLoss(0.005)
                    .build());

    private static Simulation.Builder simulation(double p) {
        return Simulation.of(ONE_TRADE)
                .trades(BernoulliR.of(p, 1))
                .tradesPerDay(1)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)))
                .trials(10_000_000)
                .seed(3);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.003", "0.1, 0.01", "0.5, 0.01", "0.93, 0.005"})
    void runsUntilTheIntervalIsAsNarrowAsAsked(double p, double halfWidth) {
        Simulation simulation = simulation(p).build();
        PreciseOdds odds = simulation.runTo(Precision.of(halfWidth));
        assertThat(odds.end()).isEqualTo(PreciseOdds.End.REACHED);
        assertThat(odds.reached()).isTrue();
        assertThat(odds.halfWidth()).isLessThanOrEqualTo(halfWidth);
        assertThat(odds.estimate()).isEqualTo(odds.odds().pass());
        assertThat(odds.estimate().value()).isBetween(p - 3 * halfWidth, p + 3 * halfWidth);
        long trials = odds.odds().trials();
        assertThat(odds.odds().tally()).isEqualTo(simulation.run(0, trials).tally());
        assertThat(simulation
                        .runTo(Precision.of(halfWidth), Execution.threads(1))
                        .odds()
                        .tally())
                .isEqualTo(odds.odds().tally());
        assertThat(odds.toString())
                .startsWith("P(pass) ± ")
                .contains(" reached after " + trials + " trials")
                .contains("ends: ");
    }

    @Test
    void theFigureMayBeThatAtLeastSoManyPass() {
        PreciseOdds odds = simulation(0.3)
                .accounts(3, Dependence.independent())
                .build()
                .runTo(Precision.of(0.01).ofAtLeast(1));
        assertThat(odds.estimate()).isEqualTo(odds.odds().passes().atLeast(1));
        assertThat(odds.reached()).isTrue();
        assertThat(odds.estimate().value()).isBetween(0.657 - 0.02, 0.657 + 0.02);
        // three attempts a trial: P(one account passes) needs a third of the trials
        long trials = simulation(0.5)
                .accounts(3, Dependence.independent())
                .build()
                .runTo(Precision.of(0.01))
                .odds()
                .trials();
        assertThat(trials).isBetween(3_100L, 3_300L);
    }

    @Test
    void saysWhenTheTrialsDoNotSuffice() {
        PreciseOdds odds = simulation(0.5).trials(10_000).build().runTo(Precision.of(0.001));
        assertThat(odds.end()).isEqualTo(PreciseOdds.End.TRIALS);
        assertThat(odds.reached()).isFalse();
        assertThat(odds.toString()).startsWith("P(pass) ± 0.10 points NOT reached (TRIALS), ± 0.99 points after 9800");
        PreciseOdds single = simulation(0.5).trials(1).build().runTo(Precision.of(0.1));
        assertThat(single.odds().trials()).isEqualTo(1);
        assertThat(single.end()).isEqualTo(PreciseOdds.End.TRIALS);
    }

    @Test
    void saysWhenTheTimeIsOver() {
        Duration time = Duration.ofMillis(200);
        long start = System.nanoTime();
        PreciseOdds odds = simulation(0.5)
                .trials(1_000_000_000_000L)
                .build()
                .runTo(Precision.of(0.00001).withMostTime(time));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(time, Duration.ofSeconds(10));
        assertThat(odds.end()).isEqualTo(PreciseOdds.End.TIME);
        assertThat(odds.reached()).isFalse();
        assertThat(odds.odds().trials()).isPositive();
        assertThat(odds.toString()).contains("at most PT0.2S NOT reached (TIME)");
    }

    @Test
    void enoughTimeChangesNothing() {
        Simulation simulation = simulation(0.2).build();
        assertThat(simulation
                        .runTo(Precision.of(0.01).withMostTime(Duration.ofHours(1)))
                        .odds()
                        .tally())
                .isEqualTo(simulation.runTo(Precision.of(0.01)).odds().tally());
    }

    @Test
    void anInterruptionEndsIt() {
        Thread.currentThread().interrupt();
        PreciseOdds odds = simulation(0.5).build().runTo(Precision.of(0.001));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(odds.end()).isEqualTo(PreciseOdds.End.INTERRUPTED);
        assertThat(odds.reached()).isFalse();
        assertThat(odds.toString()).contains("NOT reached (INTERRUPTED)");
    }

    @Test
    void progressIsReported() {
        List<long[]> seen = Collections.synchronizedList(new ArrayList<>());
        PreciseOdds odds = simulation(0.5)
                .build()
                .runTo(
                        Precision.of(0.005).withMostTime(Duration.ofHours(1)),
                        Execution.threads(1).onProgress((done, total) -> seen.add(new long[] {done, total})));
        assertThat(seen).allSatisfy(update -> assertThat(update[0]).isLessThanOrEqualTo(update[1]));
        assertThat(seen.get(seen.size() - 1))
                .containsExactly(odds.odds().trials(), odds.odds().trials());
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        for (double halfWidth : new double[] {0, -1, 0.5, Double.NaN}) {
            assertThatThrownBy(() -> Precision.of(halfWidth))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("halfWidth must be above 0 and below 0.5, was " + halfWidth);
        }
        assertThatThrownBy(() -> Precision.of(0.1).ofAtLeast(0))
                .hasMessage("atLeast must be at least 1 account, was 0");
        assertThatThrownBy(() -> Precision.of(0.1).withMostTime(Duration.ZERO))
                .hasMessage("mostTime must be above zero, was PT0S");
        assertThatThrownBy(() -> simulation(0.5).build().runTo(Precision.of(0.1).ofAtLeast(2)))
                .hasMessage("atLeast must be at most 1 accounts, was 2");
    }

    static Stream<double[]> probabilities() {
        return Stream.of(
                new double[] {0.01, 0.005}, new double[] {0.1, 0.01}, new double[] {0.5, 0.02}, new double[] {0.93, 0.01
                });
    }

    /** The whole of it, with simulations of a known probability; false-alarm rate below 1e-4 each. */
    @ParameterizedTest
    @Tag("thorough")
    @MethodSource("probabilities")
    void coversTheProbabilityAsOftenAsItSays(double[] of) {
        int repetitions = 2_000;
        int covered = 0;
        Simulation.Builder simulation = simulation(of[0]);
        for (int seed = 0; seed < repetitions; seed++) {
            var estimate = simulation
                    .seed(seed)
                    .build()
                    .runTo(Precision.of(of[1]), Execution.threads(1))
                    .estimate();
            covered += estimate.lower() <= of[0] && of[0] <= estimate.upper() ? 1 : 0;
        }
        assertThat((double) covered / repetitions).isBetween(0.95 - 4 * 0.0049, 0.95 + 4 * 0.0049);
    }
}
