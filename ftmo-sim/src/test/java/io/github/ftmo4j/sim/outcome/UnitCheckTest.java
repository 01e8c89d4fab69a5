package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitCheckTest {

    static Stream<double[]> money() {
        return Stream.of(
                new double[] {160, -100, -100, 160, -100},
                new double[] {20.5, -20.5},
                new double[] {0, 0, 0, 0, 250, -100},
                new double[] {500},
                // small stakes, found by the losses
                new double[] {-9.8, 14, -10.2, 25, -10},
                new double[] {1, 2, -3.1, 21});
    }

    static Stream<double[]> rMultiples() {
        return Stream.of(
                new double[] {1.6, -1, -1, 1.6},
                new double[] {0, 0, 0},
                new double[] {20, -20, 20},
                // one trade that runs, with losses at the stop
                new double[] {-1, -1, -0.4, -1, 250},
                // gaps, and no large win
                new double[] {-4, -5, 12, 3},
                // no loss yet
                new double[] {1, 2, 0.5, 40},
                new double[] {3, -3, 21});
    }

    @ParameterizedTest
    @MethodSource("money")
    void amountsOfMoneyAreNoted(double... amounts) {
        assertThat(UnitCheck.note(amounts)).isPresent();
        Bootstrap bootstrap = Bootstrap.of(amounts);
        assertThat(bootstrap.notes()).containsExactly(UnitCheck.note(amounts).orElseThrow());
        assertThat(bootstrap.withMeanBlock(5).notes()).isEqualTo(bootstrap.notes());
        assertThat(bootstrap.toString()).contains("R-multiples look like amounts of money");
    }

    @ParameterizedTest
    @MethodSource("rMultiples")
    void resultsInRAreNot(double... rMultiples) {
        assertThat(UnitCheck.note(rMultiples)).isEmpty();
        assertThat(Bootstrap.of(rMultiples).notes()).isEmpty();
    }

    @Test
    void theNoteSaysWhy() {
        assertThat(UnitCheck.note(160, -100, -90))
                .hasValue("R-multiples look like amounts of money: half of them are beyond ±20 (the median is 100.0);"
                        + " an R-multiple is the profit divided by the money at risk");
        assertThat(UnitCheck.note(-9.8, 14, -10.2, 25, -10))
                .hasValue("R-multiples look like amounts of money: the largest is 25.0 and the smallest loss is -9.8,"
                        + " but a loss at the stop is -1; an R-multiple is the profit divided by the money at risk");
    }

    /**
     * Student's t with two degrees of freedom has no variance: of 500 such results, 1 R at the stop, the largest is
     * often beyond 20 R.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void fatTailsAreNotNoted(long seed) {
        double[] results = fatTails(seed);
        assertThat(UnitCheck.note(results)).isEmpty();
        assertThat(UnitCheck.note(Arrays.stream(results).map(r -> 100 * r).toArray()))
                .as("the same at 100 a trade")
                .isPresent();
    }

    private static double[] fatTails(long seed) {
        RandomStream random = new RandomStream(seed, 0, 0, 0, Purpose.OUTCOME);
        return DoubleStream.generate(() -> random.nextGaussian() / Math.sqrt(random.nextExponential()))
                .limit(500)
                .toArray();
    }

    @Test
    void fatTailsReachBeyondTwentyR() {
        assertThat(LongStream.rangeClosed(1, 10)
                        .filter(seed -> DoubleStream.of(fatTails(seed)).anyMatch(r -> Math.abs(r) > 20)))
                .hasSizeGreaterThan(3);
    }
}
