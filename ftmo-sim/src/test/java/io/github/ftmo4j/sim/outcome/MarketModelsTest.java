package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models with memory, jumps, skew and fat tails against their own laws. Tests at 1e-4; figures of batches within 5
 * standard errors, which 40 batches of a right model miss in one of 100,000 seeds.
 */
class MarketModelsTest {

    private static final double FALSE_ALARM = 1e-4;
    private static final int BATCHES = 40;
    private static final int BATCH = 25_000;

    private final RandomStream outcomes = new RandomStream(11, 0, 0, 0, Purpose.OUTCOME);
    private final RandomStream inside = new RandomStream(11, 1, 0, 0, Purpose.OUTCOME);

    private double[] draw(OutcomeModel model, int n) {
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        double[] drawn = new double[n];
        for (int i = 0; i < n; i++) {
            sampler.next(outcomes, out);
            drawn[i] = out.rMultiple();
        }
        return drawn;
    }

    private void assertMeanOfBatches(OutcomeModel model, ToDoubleFunction<double[]> figure, double exact) {
        double[] ofBatches = new double[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            ofBatches[i] = figure.applyAsDouble(draw(model, BATCH));
        }
        double error = Math.sqrt(StatUtils.variance(ofBatches) / BATCHES);
        assertThat(StatUtils.mean(ofBatches)).isCloseTo(exact, within(5 * error));
    }

    /** The mean of x(t) x(t + lag) for the values less their mean. */
    private static ToDoubleFunction<double[]> covariance(int lag, double mean) {
        return x -> {
            double sum = 0;
            for (int i = lag; i < x.length; i++) {
                sum += (x[i] - mean) * (x[i - lag] - mean);
            }
            return sum / (x.length - lag);
        };
    }

    private static double[] squares(double[] x) {
        return Arrays.stream(x).map(r -> r * r).toArray();
    }

    /** Bollerslev's moments: variance, kurtosis, and the autocorrelation of squares at lags 1 and 5. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.8", "0.2, 0.5", "0.15, 0", "0, 0.9"})
    void garchHasItsMomentsAndItsMemory(double alpha, double beta) {
        GarchReturns model = new GarchReturns(0, 0.02, alpha, beta, 0.01);
        double variance = 4;
        double sum = alpha + beta;
        double kurtosis = 3 * (1 - sum * sum) / (1 - sum * sum - 2 * alpha * alpha);
        assertMeanOfBatches(model, StatUtils::mean, 0);
        assertMeanOfBatches(model, x -> StatUtils.mean(squares(x)), variance);
        double fourth = kurtosis * variance * variance;
        assertMeanOfBatches(model, x -> StatUtils.mean(squares(squares(x))), fourth);
        double first = alpha * (1 - alpha * beta - beta * beta) / (1 - 2 * alpha * beta - beta * beta);
        double ofSquares = fourth - variance * variance;
        assertMeanOfBatches(model, x -> covariance(1, variance).applyAsDouble(squares(x)), first * ofSquares);
        assertMeanOfBatches(
                model, x -> covariance(5, variance).applyAsDouble(squares(x)), first * Math.pow(sum, 4) * ofSquares);
        assertMeanOfBatches(model, covariance(1, 0), 0);
    }

    @Test
    void garchWithoutMemoryIsGaussian() {
        assertThat(draw(new GarchReturns(0.001, 0.02, 0, 0, 0.01), 1_000))
                .containsExactly(
                        Arrays.stream(new MarketModelsTest().draw(new GaussianReturns(0.001, 0.02, 0.01), 1_000))
                                .toArray(),
                        within(1e-12));
    }

    @Test
    void jumpsHaveTheirMoments() {
        JumpReturns model = new JumpReturns(0.001, 0.01, 0.1, -0.03, 0.02, 0.01);
        double mean = 0.1 + 0.1 * -3;
        assertMeanOfBatches(model, StatUtils::mean, mean);
        double variance = 1 + 0.1 * (4 + 9) - 0.3 * 0.3;
        assertMeanOfBatches(model, x -> covariance(0, mean).applyAsDouble(x), variance);
        assertThat(model.continuousLaw().orElseThrow().mean()).isCloseTo(mean, within(1e-12));
    }

    /** The law of the tail: P(below −2x) / P(below −x) → 2^−degrees, and draws are as often far out as the law says. */
    @ParameterizedTest
    @ValueSource(doubles = {2.5, 3, 5})
    void theTailIndexIsTheNumberOfDegrees(double degrees) {
        SkewedReturns model = new SkewedReturns(degrees, 0.8, 0, 0.01, 0.01);
        ContinuousLaw law = model.continuousLaw().orElseThrow();
        assertThat(Math.log(law.cumulative(-1_000) / law.cumulative(-2_000)) / Math.log(2))
                .isCloseTo(degrees, within(0.01));
        int n = 400_000;
        double[] drawn = draw(model, n);
        for (double r : new double[] {-3, -6, -12}) {
            double share = law.cumulative(r);
            long seen = Arrays.stream(drawn).filter(x -> x <= r).count();
            assertThat((double) seen / n).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / n) + 1.0 / n));
        }
    }

    @ParameterizedTest
    @CsvSource({"Infinity, 1.5", "Infinity, 0.5", "6, 1.5", "20, 0.7"})
    void skewedReturnsHaveTheirMeanAndDeviation(double degrees, double skew) {
        SkewedReturns model = new SkewedReturns(degrees, skew, 0.002, 0.03, 0.01);
        assertMeanOfBatches(model, StatUtils::mean, 0.2);
        assertMeanOfBatches(model, x -> covariance(0, 0.2).applyAsDouble(x), 9);
        double third = StatUtils.mean(Arrays.stream(draw(model, 400_000))
                .map(r -> (r - 0.2) * (r - 0.2) * (r - 0.2))
                .toArray());
        assertThat(third > 0).isEqualTo(skew > 1);
    }

    @Test
    void withoutSkewItIsTheLawThatIsSkewed() {
        ContinuousLaw normal =
                SkewedReturns.normal(1, 0.001, 0.01, 0.01).continuousLaw().orElseThrow();
        ContinuousLaw student =
                new SkewedReturns(5, 1, 0.001, 0.01, 0.01).continuousLaw().orElseThrow();
        ContinuousLaw plainNormal =
                new GaussianReturns(0.001, 0.01, 0.01).continuousLaw().orElseThrow();
        ContinuousLaw plainStudent =
                new StudentTReturns(5, 0.001, 0.01, 0.01).continuousLaw().orElseThrow();
        for (double r = -4; r < 4; r += 0.1) {
            assertThat(normal.density(r)).isCloseTo(plainNormal.density(r), within(1e-14));
            assertThat(normal.partialMean(r)).isCloseTo(plainNormal.partialMean(r), within(1e-14));
            assertThat(student.cumulative(r)).isCloseTo(plainStudent.cumulative(r), within(1e-14));
            assertThat(student.partialMean(r)).isCloseTo(plainStudent.partialMean(r), within(1e-14));
        }
    }

    @Test
    void winnersAreLognormal() {
        int n = 400_000;
        double[] drawn = draw(LognormalWinners.of(0.4, 2, 0.7), n);
        double[] logs = Arrays.stream(drawn).filter(r -> r > 0).map(Math::log).toArray();
        assertThat((double) logs.length / n).isCloseTo(0.4, within(4 * Math.sqrt(0.24 / n)));
        assertThat(Arrays.stream(drawn).filter(r -> r < 0)).containsOnly(-1.0);
        double[] some = Arrays.copyOf(logs, 20_000);
        NormalDistribution normal = new NormalDistribution(null, Math.log(2) - 0.245, 0.7);
        assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(normal, some))
                .isGreaterThan(FALSE_ALARM);
    }

    /** Chi-square at 1e-4: a stay is of geometric length. */
    @ParameterizedTest
    @CsvSource({"0.9, 0.8", "0.5, 0.5", "0.3, 0.95", "0, 0"})
    void staysAreOfGeometricLength(double firstStays, double secondStays) {
        // the state shows in the result
        double[] drawn = draw(new Regimes(BernoulliR.of(1, 1), BernoulliR.of(0, 1), firstStays, secondStays), 400_000);
        assertGeometric(drawn, 1, firstStays);
        assertGeometric(drawn, -1, secondStays);
    }

    private static void assertGeometric(double[] drawn, double state, double stays) {
        int longest = (int) (4 / (1 - stays)) + 1;
        long[] seen = new long[longest + 1];
        int length = 0;
        boolean whole = false;
        for (double r : drawn) {
            if (r == state) {
                length++;
            } else {
                if (length > 0 && whole) {
                    seen[Math.min(length - 1, longest)]++;
                }
                length = 0;
                whole = true;
            }
        }
        if (stays == 0) {
            assertThat(Arrays.stream(seen).sum()).isEqualTo(seen[0]);
            return;
        }
        double[] expected = new double[longest + 1];
        for (int k = 0; k < longest; k++) {
            expected[k] = (1 - stays) * Math.pow(stays, k);
        }
        expected[longest] = Math.pow(stays, longest);
        assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(FALSE_ALARM);
    }

    @Test
    void winRatesByStateMakeStreaks() {
        Regimes model = new Regimes(BernoulliR.of(0.7, 1), BernoulliR.of(0.2, 1), 0.95, 0.9);
        double share = model.shareOfFirst();
        assertThat(share).isCloseTo(2.0 / 3, within(1e-12));
        double mean = share * 0.4 + (1 - share) * -0.6;
        assertMeanOfBatches(model, StatUtils::mean, mean);
        double ofStates = share * (1 - share);
        assertMeanOfBatches(model, covariance(1, mean), ofStates * 0.85);
        assertMeanOfBatches(model, covariance(10, mean), ofStates * Math.pow(0.85, 10));
    }

    /** Moments, and the autocorrelation of results and of their squares, of a calm and a wild market. */
    @ParameterizedTest
    @CsvSource({"0.97, 0.93", "0.5, 0.5", "0.9, 0.2"})
    void regimesOfMeanAndVolatilityHaveTheirMemory(double firstStays, double secondStays) {
        Regimes model = new Regimes(
                new GaussianReturns(0.002, 0.01, 0.01),
                new GaussianReturns(-0.004, 0.03, 0.01),
                firstStays,
                secondStays);
        double share = (1 - secondStays) / (2 - firstStays - secondStays);
        double memory = firstStays + secondStays - 1;
        double mean = share * 0.2 - (1 - share) * 0.4;
        assertMeanOfBatches(model, StatUtils::mean, mean);
        double calm = 1 + 0.04;
        double wild = 9 + 0.16;
        double square = share * calm + (1 - share) * wild;
        assertMeanOfBatches(model, x -> StatUtils.mean(squares(x)), square);
        double ofStates = share * (1 - share);
        for (int lag : new int[] {1, 5}) {
            double kept = ofStates * Math.pow(memory, lag);
            assertMeanOfBatches(model, covariance(lag, mean), kept * 0.36);
            assertMeanOfBatches(
                    model,
                    x -> covariance(lag, square).applyAsDouble(squares(x)),
                    kept * (wild - calm) * (wild - calm));
        }
    }

    /** Kolmogorov and Smirnov at 1e-4, and the shares beyond 4 and 8 R: the tail index of Student's law. */
    @ParameterizedTest
    @ValueSource(doubles = {2.5, 4, 12})
    void studentsReturnsHaveStudentsLaw(double degrees) {
        int n = 400_000;
        double[] drawn = draw(new StudentTReturns(degrees, 0.001, 0.02, 0.01), n);
        double scale = 2 * Math.sqrt((degrees - 2) / degrees);
        TDistribution law = new TDistribution(null, degrees);
        double[] standard = Arrays.stream(drawn).map(r -> (r - 0.1) / scale).toArray();
        assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(law, Arrays.copyOf(standard, 20_000)))
                .isGreaterThan(FALSE_ALARM);
        for (double far : new double[] {4, 8}) {
            double share = 2 * law.cumulativeProbability(-far);
            long seen = Arrays.stream(standard).filter(x -> Math.abs(x) > far).count();
            assertThat((double) seen / n).isCloseTo(share, within(5 * Math.sqrt(share / n) + 1.0 / n));
        }
    }

    /** A phase starts in each state as often as it occurs. */
    @Test
    void aPhaseStartsInTheLongRun() {
        OutcomeSampler sampler = new Regimes(BernoulliR.of(1, 1), BernoulliR.of(0, 1), 0.95, 0.9).start();
        Outcome out = new Outcome();
        int n = 40_000;
        int first = 0;
        for (int i = 0; i < n; i++) {
            sampler.restart();
            sampler.next(outcomes, out);
            first += out.rMultiple() > 0 ? 1 : 0;
        }
        assertThat((double) first / n).isCloseTo(2.0 / 3, within(4 * Math.sqrt(2.0 / 9 / n)));
    }

    /** Within 4 standard errors; a walk that is seen at its steps needs barriers that are 0.5826 steps nearer. */
    @ParameterizedTest
    @CsvSource({"0.5, -1, 1", "1, 1.5, 0", "0.3, 0, 2"})
    void pathsWithJumpsAreThoseOfAFineWalk(double probability, double jumpMean, double jumpDeviation) {
        OutcomeSampler sampler = new JumpReturns(0.2, 1, probability, jumpMean, jumpDeviation, 1)
                .withExcursions()
                .start();
        Outcome out = new Outcome();
        int n = 40_000;
        int steps = 400;
        double deviation = 1 / Math.sqrt(steps);
        double nearer = 0.5826 * deviation;
        int[] drawn = new int[2];
        int[] walked = new int[2];
        for (int i = 0; i < n; i++) {
            sampler.next(outcomes, out);
            sampler.complete(inside, out);
            drawn[0] += out.adverse() <= -0.8 ? 1 : 0;
            drawn[1] += out.favourable() >= 1.2 ? 1 : 0;
            int jumpsAt = inside.nextDouble() < probability ? inside.nextInt(steps) : -1;
            double at = 0;
            double lowest = 0;
            double highest = 0;
            for (int step = 0; step < steps; step++) {
                if (step == jumpsAt) {
                    at += jumpMean + jumpDeviation * inside.nextGaussian();
                    lowest = Math.min(lowest, at);
                    highest = Math.max(highest, at);
                }
                at += 0.2 / steps + deviation * inside.nextGaussian();
                lowest = Math.min(lowest, at);
                highest = Math.max(highest, at);
            }
            walked[0] += lowest <= -0.8 + nearer ? 1 : 0;
            walked[1] += highest >= 1.2 - nearer ? 1 : 0;
        }
        for (int k = 0; k < 2; k++) {
            double share = (double) walked[k] / n;
            assertThat((double) drawn[k] / n).isCloseTo(share, within(4 * Math.sqrt(2 * share * (1 - share) / n)));
        }
    }

    /** Given the variance of the step, paths are bridges: the law of each extreme is uniform. */
    @Test
    void pathsOfGarchAreBridgesOfTheVarianceOfTheirStep() {
        double omega = 0.1;
        StepSampler sampler = new GarchReturns(0, 1, 0.3, 0.6, 1).start();
        Outcome out = new Outcome();
        double variance = 1;
        double[] adverse = new double[20_000];
        for (int i = 0; i < adverse.length; i++) {
            sampler.next(outcomes, out);
            sampler.path(inside, out);
            double r = out.rMultiple();
            adverse[i] = new Bridge.Law(variance).adverseReaches(r, -out.adverse());
            variance = omega + 0.3 * r * r + 0.6 * variance;
        }
        Arrays.sort(adverse);
        double distance = 0;
        for (int i = 0; i < adverse.length; i++) {
            distance = Math.max(distance, Math.abs(adverse[i] - (i + 0.5) / adverse.length));
        }
        assertThat(distance * Math.sqrt(adverse.length)).isLessThan(2.23);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GarchReturns(0, 0.01, 0.5, 0.5, 0.01))
                .withMessage("alpha + beta must be below 1, was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JumpReturns(0, 0.01, 1.1, 0, 0, 0.01))
                .withMessage("jumpProbability must be from 0 to 1, was 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SkewedReturns.normal(0, 0, 0.01, 0.01))
                .withMessage("skew must be from 0.01 to 100, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LognormalWinners.of(0.5, 1, 2))
                .withMessageStartingWith("the largest win must be at most 1000000 R, was ");
        GaussianReturns market = new GaussianReturns(0, 0.01, 0.01);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Regimes(market, BernoulliR.of(0.5, 1), 0.5, 0.5))
                .withMessage("first and second must both have a market or both not, but only the first has");
    }
}
