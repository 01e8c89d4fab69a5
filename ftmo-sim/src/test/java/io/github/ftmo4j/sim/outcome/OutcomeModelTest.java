package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeModelTest {

    private static final int DRAWS = 400_000;

    private final RandomStream random = new RandomStream(5, 0, 0, 0, Purpose.OUTCOME);

    private SummaryStatistics draw(OutcomeModel model) {
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        SummaryStatistics statistics = new SummaryStatistics();
        for (int i = 0; i < DRAWS; i++) {
            sampler.next(random, out);
            statistics.addValue(out.rMultiple());
        }
        return statistics;
    }

    /** Means within 4 standard errors: false alarm 6e-5 each. */
    private static void assertMean(SummaryStatistics drawn, double mean, double deviation) {
        assertThat(drawn.getMean()).isCloseTo(mean, within(4 * deviation / Math.sqrt(DRAWS)));
        assertThat(drawn.getStandardDeviation()).isCloseTo(deviation, within(0.01 * deviation));
    }

    @Test
    void bernoulliWinsAndLosesFixedAmounts() {
        SummaryStatistics drawn = draw(new BernoulliR(0.3, 2, -0.9));
        assertMean(drawn, 0.3 * 2 - 0.7 * 0.9, 2.9 * Math.sqrt(0.3 * 0.7));
        assertThat(drawn.getMax()).isEqualTo(2);
        assertThat(drawn.getMin()).isEqualTo(-0.9);
    }

    @Test
    void bernoulliOfCertainties() {
        assertThat(draw(BernoulliR.of(1, 1.5)).getMin()).isEqualTo(1.5);
        assertThat(draw(BernoulliR.of(0, 1.5)).getMax()).isEqualTo(-1);
    }

    @Test
    void gaussianReturnsAreMeasuredInStopDistancesAndNotCutAtTheStop() {
        SummaryStatistics drawn = draw(new GaussianReturns(0.001, 0.01, 0.02));
        assertMean(drawn, 0.05, 0.5);
        assertThat(drawn.getMin()).isLessThan(-1.5);
    }

    @Test
    void bootstrapDrawsEachTradeEquallyOften() {
        SummaryStatistics drawn = draw(Bootstrap.of(-1, 0, 0.5, 4));
        double mean = 3.5 / 4;
        double variance = (1 + 0.25 + 16) / 4 - mean * mean;
        assertMean(drawn, mean, Math.sqrt(variance));
    }

    @Test
    void bootstrapDoesNotSeeLaterChangesOfItsInput() {
        double[] history = {1, 1};
        OutcomeModel model = Bootstrap.of(history);
        history[0] = -5;
        assertThat(draw(model).getMin()).isEqualTo(1);
    }

    /** Chi-square at 1e-4. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 2, 4, 30, 200})
    void poissonFollowsItsDistribution(double mean) {
        TradesPerDay poisson = TradesPerDay.poisson(mean);
        PoissonDistribution distribution = new PoissonDistribution(mean);
        int low = (int) Math.max(0, mean - 3.5 * Math.sqrt(mean));
        int high = (int) (mean + 3.5 * Math.sqrt(mean)) + 1;
        long[] seen = new long[high - low + 1];
        for (int i = 0; i < DRAWS; i++) {
            seen[Math.min(Math.max(poisson.next(random), low), high) - low]++;
        }
        double[] expected = new double[seen.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = DRAWS * distribution.probability(low + i);
        }
        expected[0] = DRAWS * distribution.cumulativeProbability(low);
        expected[expected.length - 1] = DRAWS * (1 - distribution.cumulativeProbability(high - 1));
        assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(1e-4);
    }

    @Test
    void nonsenseIsRefusedByNameAndValue() {
        assertThatThrownBy(() -> BernoulliR.of(48, 1.6))
                .hasMessage("winRate must be a fraction from 0 to 1 (0.05 for 5 %), was 48.0");
        assertThatThrownBy(() -> BernoulliR.of(0.5, Double.NaN)).hasMessage("win must be above 0 and finite, was NaN");
        assertThatThrownBy(() -> new BernoulliR(0.5, 1, 1)).hasMessage("loss must be below 0 and finite, was 1.0");
        assertThatThrownBy(() -> new GaussianReturns(0, 1, 0))
                .hasMessage("stopDistance must be above 0 and finite, was 0.0");
        assertThatThrownBy(() -> new GaussianReturns(0, -1, 1))
                .hasMessage("deviation must be at least 0 and finite, was -1.0");
        assertThatThrownBy(() -> new GaussianReturns(Double.NaN, 1, 1)).hasMessage("mean must be finite, was NaN");
        assertThatThrownBy(Bootstrap::of).hasMessage("rMultiples must not be empty");
        assertThatThrownBy(() -> Bootstrap.of(1, Double.POSITIVE_INFINITY))
                .hasMessage("rMultiples must be within ±1000000, was Infinity at index 1");
        assertThatThrownBy(() -> TradesPerDay.fixed(0)).hasMessage("tradesPerDay must be at least 1, was 0");
        assertThatThrownBy(() -> TradesPerDay.poisson(0)).hasMessage("mean must be above 0 and at most 500.0, was 0.0");
    }

    /** Kolmogorov and Smirnov reject a right sampler in one of 10,000 seeds. */
    @ParameterizedTest
    @MethodSource("modelsWithADensity")
    void drawsFollowTheDensity(OutcomeModel model) {
        ContinuousLaw law = model.continuousLaw().orElseThrow();
        OutcomeSampler sampler = model.start();
        RandomStream random = new RandomStream(7, 0, 0, 0, Purpose.OUTCOME);
        Outcome outcome = new Outcome();
        int n = 20_000;
        double[] sorted = IntStream.range(0, n)
                .mapToDouble(i -> {
                    sampler.next(random, outcome);
                    return outcome.rMultiple();
                })
                .sorted()
                .toArray();
        double distance = 0;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            double at = law.cumulative(sorted[i]);
            distance = Math.max(distance, Math.max(at - (double) i / n, (i + 1.0) / n - at));
            mean += sorted[i] / n;
            if (i == n / 3) {
                assertThat(law.partialMean(sorted[i])).isCloseTo(mean, within(0.05));
            }
        }
        assertThat(distance * Math.sqrt(n)).isLessThan(2.23);
        assertThat(mean).isCloseTo(law.mean(), within(0.05));
        double step = 1e-5;
        for (double r = -0.9; r < 3; r += 0.1) {
            assertThat((law.cumulative(r + step) - law.cumulative(r - step)) / (2 * step))
                    .isCloseTo(law.density(r), within(1e-6));
            double part = (law.partialMean(r + step) - law.partialMean(r - step)) / (2 * step);
            assertThat(part).isCloseTo(r * law.density(r), within(1e-6));
        }
    }

    private static Stream<OutcomeModel> modelsWithADensity() {
        return Stream.of(
                new GaussianReturns(0.001, 0.01, 0.01),
                new StudentTReturns(4, 0.002, 0.02, 0.01),
                new StudentTReturns(30, -0.001, 0.01, 0.01),
                new JumpReturns(0.001, 0.01, 0.1, -0.02, 0.02, 0.01),
                SkewedReturns.normal(1.3, 0.001, 0.01, 0.01),
                new SkewedReturns(5, 0.8, 0.001, 0.01, 0.01),
                new LognormalR(0.1, 0.6),
                new LognormalR(0.2, 0.2));
    }
}
