package io.github.ftmo4j.mm.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BetaQuantileTest {

    private static final double[] SHAPES = {
        0.25, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 7.3, 15.9, 16, 50, 123.4, 500, 2_000, 16_384, 50_000, 1e5
    };

    /** From one end of the table to the other, with all nodes, and all cell centres, where it is off most. */
    private static final double[] TABLED =
            IntStream.rangeClosed(0, 220).mapToDouble(BetaQuantileTest::tabled).toArray();

    private static double tabled(double halfCells) {
        return Math.min(0.5 * StrictMath.pow(2, halfCells / 10), 0x1p21);
    }

    @Nested
    class Exactly {

        @ParameterizedTest
        @ValueSource(doubles = {0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999})
        void isTheQuantileOfCommonsStatistics(double level) {
            BetaQuantile quantile = BetaQuantile.at(level);
            for (double a : SHAPES) {
                for (double b : SHAPES) {
                    assertThat(quantile.exact(a, b))
                            .as("a = %s, b = %s", a, b)
                            .isCloseTo(BetaDistribution.of(a, b).inverseCumulativeProbability(level), within(1e-12));
                }
            }
        }

        @ParameterizedTest
        @CsvSource({
            "0.001, 0.001, 0.25",
            "0.001, 0.001, 0.6",
            "0.001, 1e9, 0.5",
            "0.001, 1e9, 0.999",
            "0.02, 3, 0.5",
            "1e9, 0.02, 0.01",
            "1e9, 1e9, 0.25",
            "1e9, 1e6, 0.99",
            "40, 1e9, 0.999",
            "1, 1, 0.001",
            "2, 2, 0.999",
        })
        void reachesItsLevelAtTheEndsOfTheRange(double a, double b, double level) {
            double x = BetaQuantile.at(level).exact(a, b);
            BetaDistribution law = BetaDistribution.of(a, b);
            assertThat(law.cumulativeProbability(Math.max(0, x - 1e-12))).isLessThanOrEqualTo(level);
            assertThat(law.cumulativeProbability(Math.min(1, x + 1e-12))).isGreaterThanOrEqualTo(level);
        }

        @ParameterizedTest
        @CsvSource({"1, 1, 0.3, 0.3", "2, 1, 0.25, 0.5", "1, 2, 0.75, 0.5", "0.5, 0.5, 0.25, 0.14644660940672624"})
        void isTheClosedFormWhereThereIsOne(double a, double b, double level, double x) {
            assertThat(BetaQuantile.at(level).exact(a, b)).isCloseTo(x, within(1e-15));
        }

        @Test
        void isTheSameToTheLastBitOnEveryMachine() {
            long bits = 17;
            for (double level : new double[] {0.05, 0.25, 0.5, 0.9}) {
                BetaQuantile quantile = BetaQuantile.at(level);
                for (double a : SHAPES) {
                    for (double b : SHAPES) {
                        bits = 31 * bits + Double.doubleToRawLongBits(quantile.exact(a, b));
                        bits = 31 * bits + Double.doubleToRawLongBits(quantile.fast(a, b));
                    }
                }
            }
            assertThat(bits).isEqualTo(GOLDEN);
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.0009, 1.1e9, 0, -1, Double.NaN, Double.POSITIVE_INFINITY})
        void whatIsOutOfRangeIsRefused(double shape) {
            BetaQuantile median = BetaQuantile.at(0.5);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> median.exact(shape, 1))
                    .withMessageContaining("a must be")
                    .withMessageContaining(String.valueOf(shape));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> median.fast(1, shape))
                    .withMessageContaining("b must be");
        }
    }

    @Nested
    class Fast {

        @ParameterizedTest
        @ValueSource(doubles = {0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999})
        void isExactToAMillionthOverTheWholeTable(double level) {
            BetaQuantile quantile = BetaQuantile.at(level);
            double worst = 0;
            for (double a : TABLED) {
                for (double b : TABLED) {
                    worst = Math.max(worst, Math.abs(quantile.fast(a, b) - quantile.exact(a, b)));
                }
            }
            assertThat(worst).isPositive().isLessThan(1e-6);
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999})
        void isExactToAMillionthAtRandom(double level) {
            BetaQuantile quantile = BetaQuantile.at(level);
            Random random = new Random(42);
            for (int i = 0; i < 5_000; i++) {
                double a = tabled(220 * random.nextDouble());
                double b = tabled(220 * random.nextDouble());
                assertThat(Math.abs(quantile.fast(a, b) - quantile.exact(a, b)))
                        .as("a = %s, b = %s", a, b)
                        .isLessThan(1e-6);
            }
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.05, 0.25, 0.5, 0.75, 0.95})
        void risesWithTheFirstAndFallsWithTheSecond(double level) {
            BetaQuantile quantile = BetaQuantile.at(level);
            Random random = new Random(42);
            for (int i = 0; i < 25_000; i++) {
                double a = tabled(219 * random.nextDouble());
                double b = tabled(219 * random.nextDouble());
                double here = quantile.fast(a, b);
                double more = random.nextBoolean() ? 1 : random.nextDouble();
                assertThat(quantile.fast(a + more, b))
                        .as("a = %s, b = %s", a, b)
                        .isGreaterThanOrEqualTo(here - 1e-15);
                assertThat(quantile.fast(a, b + more))
                        .as("a = %s, b = %s", a, b)
                        .isLessThanOrEqualTo(here + 1e-15);
            }
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.05, 0.25, 0.5, 0.75, 0.95})
        void risesAndFallsToAMillionthWhereTheTableEnds(double level) {
            BetaQuantile quantile = BetaQuantile.at(level);
            for (double other : TABLED) {
                assertThat(quantile.fast(0x1p21 + 0.1, other)).isGreaterThan(quantile.fast(0x1p21, other) - 1e-6);
                assertThat(quantile.fast(other, 0x1p21 + 0.1)).isLessThan(quantile.fast(other, 0x1p21) + 1e-6);
                assertThat(quantile.fast(0.5, other)).isGreaterThan(quantile.fast(0.499, other) - 1e-6);
                assertThat(quantile.fast(other, 0.5)).isLessThan(quantile.fast(other, 0.499) + 1e-6);
            }
        }

        @ParameterizedTest
        @CsvSource({"0.4999, 3", "3, 0.4999", "2.1e6, 3", "3, 2.1e6", "1e7, 1e7", "0.01, 0.01"})
        void isExactBesideTheTable(double a, double b) {
            BetaQuantile quantile = BetaQuantile.at(0.25);
            assertThat(quantile.fast(a, b)).isEqualTo(quantile.exact(a, b));
        }

        @Test
        void answersManyThreadsAsOne() {
            BetaQuantile alone = BetaQuantile.at(0.3);
            BetaQuantile shared = BetaQuantile.at(0.3);
            Set<Double> answers = IntStream.range(0, 64)
                    .parallel()
                    .mapToObj(i -> shared.fast(3.3, 7.7))
                    .collect(Collectors.toSet());
            assertThat(answers).containsExactly(alone.fast(3.3, 7.7));
        }
    }

    @Test
    void isItsLevel() {
        BetaQuantile quantile = BetaQuantile.at(0.25);
        quantile.fast(1, 1);
        assertThat(quantile)
                .isEqualTo(BetaQuantile.at(0.25))
                .hasSameHashCodeAs(BetaQuantile.at(0.25))
                .isNotEqualTo(BetaQuantile.at(0.26))
                .isNotEqualTo("BetaQuantile[level=0.25]")
                .hasToString("BetaQuantile[level=0.25]");
        assertThat(quantile.level()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0009, 0.9991, 1, -0.1, 25, Double.NaN})
    void aLevelOutOfRangeIsRefused(double level) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaQuantile.at(level))
                .withMessageContaining("level")
                .withMessageContaining(String.valueOf(level));
    }

    private static final long GOLDEN = -5669988150020850693L;
}
