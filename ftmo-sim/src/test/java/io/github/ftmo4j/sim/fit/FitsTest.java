package io.github.ftmo4j.sim.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.ExponentialSlippage;
import io.github.ftmo4j.sim.outcome.FixedSlippage;
import io.github.ftmo4j.sim.outcome.Gaps;
import io.github.ftmo4j.sim.outcome.GarchReturns;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.JumpReturns;
import io.github.ftmo4j.sim.outcome.LognormalWinners;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.Regimes;
import io.github.ftmo4j.sim.outcome.SkewedReturns;
import io.github.ftmo4j.sim.outcome.StudentTReturns;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Fits of histories whose model is known. */
class FitsTest {

    private static final double STOP = 0.01;

    private static double[] draw(OutcomeModel model, int n, long history) {
        OutcomeSampler sampler = model.start();
        RandomStream random = new RandomStream(77, history, 0, 0, Purpose.OUTCOME);
        RandomStream inside = new RandomStream(77, history, 0, 0, Purpose.INSIDE_TRADE);
        Outcome out = new Outcome();
        double[] drawn = new double[n];
        for (int i = 0; i < n; i++) {
            sampler.next(random, out);
            sampler.complete(inside, out);
            drawn[i] = out.rMultiple();
        }
        return drawn;
    }

    private static OutcomeModel typical(Family family) {
        return switch (family) {
            case WINS_AND_LOSSES -> BernoulliR.of(0.45, 1.5);
            case WIN_RATE_REGIMES -> new Regimes(BernoulliR.of(0.8, 1.5), BernoulliR.of(0.2, 1.5), 0.95, 0.9);
            case LOGNORMAL_WINNERS -> LognormalWinners.of(0.4, 2, 0.6);
            case GAUSSIAN -> new GaussianReturns(0.001, 0.012, STOP);
            case STUDENT_T -> new StudentTReturns(5, 0.001, 0.012, STOP);
            case SKEWED_NORMAL -> SkewedReturns.normal(1.5, 0.001, 0.012, STOP);
            case SKEWED_T -> new SkewedReturns(6, 0.7, 0.001, 0.012, STOP);
            case JUMPS -> new JumpReturns(0.001, 0.008, 0.1, -0.02, 0.03, STOP);
            case GARCH -> new GarchReturns(0.001, 0.012, 0.15, 0.75, STOP);
            case REGIMES ->
                new Regimes(
                        new GaussianReturns(0.002, 0.006, STOP), new GaussianReturns(-0.002, 0.02, STOP), 0.97, 0.93);
        };
    }

    private static double[] truth(Family family) {
        return switch (family) {
            case WINS_AND_LOSSES -> new double[] {0.45, 1.5, -1};
            case WIN_RATE_REGIMES -> new double[] {0.8, 0.2, 0.95, 0.9, 1.5, -1};
            case LOGNORMAL_WINNERS -> new double[] {0.4, 2, 0.6, -1};
            case GAUSSIAN -> new double[] {0.001, 0.012};
            case STUDENT_T -> new double[] {5, 0.001, 0.012};
            case SKEWED_NORMAL -> new double[] {1.5, 0.001, 0.012};
            case SKEWED_T -> new double[] {6, 0.7, 0.001, 0.012};
            case JUMPS -> new double[] {0.001, 0.008, 0.1, -0.02, 0.03};
            case GARCH -> new double[] {0.001, 0.012, 0.15, 0.75};
            case REGIMES -> new double[] {0.002, 0.006, -0.002, 0.02, 0.97, 0.93};
        };
    }

    /**
     * The medians of 15 fits of 1,500 trades: within 4 standard errors of a median and 3 % of the parameter, which
     * leaves room for the bias of a small sample.
     */
    @ParameterizedTest
    @EnumSource(Family.class)
    @Tag("thorough")
    void fitsRecoverTheParameters(Family family) {
        int histories = 15;
        List<Fit<? extends OutcomeModel>> fits = IntStream.range(0, histories)
                .<Fit<? extends OutcomeModel>>mapToObj(
                        i -> Fits.of(draw(typical(family), 1_500, i)).fit(family))
                .toList();
        double[] truth = truth(family);
        for (int i = 0; i < truth.length; i++) {
            int index = i;
            double[] values = fits.stream()
                    .mapToDouble(fit -> fit.parameters().get(index).value())
                    .sorted()
                    .toArray();
            // from the quartiles, since few fits are far out
            double spread = (values[histories * 3 / 4] - values[histories / 4]) / 1.35;
            double error = 1.25 * spread / Math.sqrt(histories);
            assertThat(values[histories / 2])
                    .as("%s of %s", fits.get(0).parameters().get(i).name(), family)
                    .isCloseTo(truth[i], within(4 * error + 0.03 * Math.abs(truth[i])));
        }
        assertThat(fits).allMatch(fit -> fit.parameters().size() == family.parameters());
        // the model of the fit has these parameters
        Fit<? extends OutcomeModel> first = fits.get(0);
        assertThat(first.model().getClass()).isEqualTo(typical(family).getClass());
        assertThat(first.trades()).isEqualTo(1_500);
        // at 1e-4 for each figure, of which one of 15 may be below 0.01
        assertThat(fits.stream().filter(fit -> fit.goodness().streaks() < 0.01).count())
                .isLessThan(4);
        assertThat(fits.stream().filter(fit -> fit.goodness().clusters() < 0.01).count())
                .isLessThan(4);
    }

    /**
     * Intervals of 95 % cover the truth in 95 % of the histories for families of up to three parameters, in at least 86
     * % for others; 4 standard errors below that is the bound.
     */
    @ParameterizedTest
    @EnumSource(Family.class)
    @Tag("thorough")
    void intervalsCoverTheTruth(Family family) {
        int histories = 40;
        double[] truth = truth(family);
        int[] covered = new int[truth.length];
        for (int h = 0; h < histories; h++) {
            List<ParameterInterval> intervals =
                    Fits.of(draw(typical(family), 500, h)).intervals(family, 50, h);
            for (int i = 0; i < truth.length; i++) {
                ParameterInterval interval = intervals.get(i);
                // the sizes of wins and losses are the same in all trades, up to rounding
                if (interval.low() - 1e-12 <= truth[i] && truth[i] <= interval.high() + 1e-12) {
                    covered[i]++;
                }
            }
        }
        double stated = family.parameters() < 4 ? 0.95 : 0.86;
        double bound = stated - 4 * Math.sqrt(stated * (1 - stated) / histories);
        assertThat(Arrays.stream(covered)).as("%s", family).allMatch(count -> count >= bound * histories);
    }

    /** The mean of 40 uniform numbers is within 0.18 of a half, but for one seed of 10,000. */
    @Test
    @Tag("thorough")
    void pValuesOfTheRightModelAreUniformAndThoseOfAWrongOneAreSmall() {
        double[] right = new double[40];
        for (int h = 0; h < right.length; h++) {
            right[h] = Fits.of(draw(typical(Family.GAUSSIAN), 200, h)).pValue(Family.GAUSSIAN, 99, h);
        }
        assertThat(StatUtils.mean(right)).isCloseTo(0.5, within(0.18));
        assertThat(Fits.of(draw(new StudentTReturns(3, 0, 0.01, STOP), 1_000, 1))
                        .pValue(Family.GAUSSIAN, 99, 1))
                .isEqualTo(0.01);
        assertThat(Fits.of(draw(typical(Family.LOGNORMAL_WINNERS), 1_000, 1)).pValue(Family.LOGNORMAL_WINNERS, 99, 1))
                .isGreaterThan(0.01);
    }

    private static Stream<Family> toldApart() {
        return Stream.of(Family.STUDENT_T, Family.SKEWED_NORMAL, Family.GARCH, Family.REGIMES);
    }

    @ParameterizedTest
    @MethodSource("toldApart")
    @Tag("thorough")
    void theCriterionFindsTheModel(Family family) {
        List<Fit<? extends OutcomeModel>> fits =
                Fits.of(draw(typical(family), 3_000, 3)).byAic();
        assertThat(fits).hasSize(7).isSortedAccordingTo((one, two) -> Double.compare(one.aic(), two.aic()));
        // Student's law is a skewed one without skew
        assertThat(Stream.of(fits.get(0), fits.get(1)).map(Fit::family)).contains(family);
    }

    @Test
    void aHistoryIsItsResults() {
        double[] results = IntStream.range(0, 60)
                .mapToDouble(i -> (i * 37 % 23) / 7.0 - 1.2)
                .toArray();
        Instant first = Instant.parse("2026-03-02T09:00:00Z");
        TradeHistory history = TradeHistory.of(IntStream.range(0, results.length)
                .mapToObj(i ->
                        new ClosedTrade(first.plusSeconds(3_600L * i), results[i], Optional.empty(), Optional.empty()))
                .toList());
        assertThat(Fits.of(history).byAic().toString())
                .isEqualTo(Fits.of(results).byAic().toString());
    }

    @Test
    void theOrderOfWinsTellsStreaks() {
        Fits streaks = Fits.of(draw(typical(Family.WIN_RATE_REGIMES), 1_000, 3));
        assertThat(streaks.winRateRegimes().aic())
                .isLessThan(streaks.winsAndLosses().aic() - 10);
        assertThat(streaks.winsAndLosses().goodness().streaks()).isLessThan(1e-4);
        assertThat(streaks.winsAndLosses().warnings())
                .anyMatch(warning -> warning.startsWith("the trades have streaks that the model has not: p = "));
        assertThat(streaks.winRateRegimes().warnings()).isEmpty();
    }

    @Test
    void clustersAreSeen() {
        Fits clusters = Fits.of(draw(typical(Family.GARCH), 2_000, 3));
        assertThat(clusters.gaussian().goodness().clusters()).isLessThan(1e-4);
        assertThat(clusters.gaussian().warnings())
                .anyMatch(warning -> warning.startsWith("large results follow large ones"));
        assertThat(clusters.garch().warnings()).isEmpty();
    }

    @Test
    void figuresOfTwoValuedTradesAreThoseOfTheSample() {
        Fit<BernoulliR> fit = Fits.of(2, -1, -1, 0, 1, -1).winsAndLosses();
        assertThat(fit.model()).isEqualTo(new BernoulliR(1.0 / 3, 1.5, -0.75));
        assertThat(fit.logLikelihood()).isCloseTo(2 * Math.log(1.0 / 3) + 4 * Math.log(2.0 / 3), within(1e-12));
        assertThat(fit.aic()).isCloseTo(6 - 2 * fit.logLikelihood(), within(1e-12));
        // half of the trades are at −1, below the first value of the law
        assertThat(fit.goodness().distance()).isCloseTo(0.5, within(1e-12));
        assertThat(fit.warnings()).containsExactly("WINS_AND_LOSSES needs 100 trades for a stable fit, had 6");
    }

    @Test
    void equalResultsHaveNoDensity() {
        double[] r = draw(typical(Family.LOGNORMAL_WINNERS), 500, 1);
        assertThat(Fits.of(r).gaussian().warnings())
                .anyMatch(warning ->
                        warning.matches("\\d+ of 500 trades have the same result, -1.0 R, which no density has"));
        assertThat(Fits.of(r).lognormalWinners().warnings()).isEmpty();
    }

    @Test
    void anotherDistributionAndTheEndsOfRangesAreNoted() {
        double[] normal = draw(typical(Family.GAUSSIAN), 1_000, 1);
        assertThat(Fits.of(normal).gaussian().warnings()).isEmpty();
        assertThat(Fits.of(draw(new StudentTReturns(2.5, 0, 0.01, STOP), 2_000, 1))
                        .gaussian()
                        .warnings())
                .anyMatch(warning ->
                        warning.startsWith("the results have another distribution than the model: the distance is 0."));
        // flatter than normal
        double[] uniform =
                IntStream.range(0, 400).mapToDouble(i -> i % 20 + i / 400.0).toArray();
        assertThat(Fits.of(uniform).studentT().warnings())
                .contains("degrees is at the end of its range: 1000.0; a simpler family may fit as well");
    }

    @Test
    void theStopTurnsResultsIntoReturns() {
        double[] r = draw(typical(Family.GAUSSIAN), 200, 1);
        GaussianReturns one = Fits.of(r).gaussian().model();
        GaussianReturns two = Fits.of(r).stopDistance(0.02).gaussian().model();
        assertThat(two.mean()).isCloseTo(2 * one.mean(), within(1e-12));
        assertThat(two.deviation()).isCloseTo(2 * one.deviation(), within(1e-12));
    }

    /** Independent trades need no blocks; those of an autoregression need blocks of the known length. */
    @Test
    void blocksAreAsLongAsTheMemory() {
        assertThat(Fits.of(draw(typical(Family.GAUSSIAN), 2_000, 5)).blocks().meanBlock())
                .isLessThan(4);
        RandomStream random = new RandomStream(9, 0, 0, 0, Purpose.OUTCOME);
        int n = 20_000;
        double[] r = new double[n];
        for (int i = 1; i < n; i++) {
            r[i] = 0.5 * r[i - 1] + random.nextGaussian();
        }
        BlockFit fit = Fits.of(r).blocks();
        // g = 2 φ / (1 − φ)² and (1 + φ) / (1 − φ), in units of the variance
        double exact = Math.cbrt(2.0 * 16 / (2 * 9) * n);
        assertThat(fit.meanBlock()).isCloseTo(exact, within(0.25 * exact));
        assertThat((double) fit.block()).isCloseTo(exact * Math.cbrt(1.5), within(0.25 * exact * Math.cbrt(1.5)));
        assertThat(fit.stationary()).isEqualTo(Bootstrap.of(r).withMeanBlock(fit.meanBlock()));
        assertThat(fit.circular()).isEqualTo(Bootstrap.of(r).withBlock(fit.block()));
        assertThat(fit.warnings()).isEmpty();
        assertThat(Fits.of(1, 2, 3).blocks().warnings())
                .containsExactly("the length of blocks needs 200 trades for a stable fit, had 3");
        assertThat(Fits.of(1, 1, 1).blocks().meanBlock()).isEqualTo(1);
    }

    /** Blocks of one trade keep what independent trades have, and a third of an autoregression of 0.5. */
    @Test
    void blocksKeepTheVarianceOfTheMean() {
        RandomStream random = new RandomStream(10, 0, 0, 0, Purpose.OUTCOME);
        double[] r = new double[20_000];
        for (int i = 1; i < r.length; i++) {
            r[i] = 0.5 * r[i - 1] + random.nextGaussian();
        }
        BlockFit fit = Fits.of(r).blocks();
        double together = 0.5 * (1 - 1 / fit.meanBlock());
        assertThat(fit.kept()).isCloseTo((1 + 2 * together / (1 - together)) / 3, within(0.02));
        // what a long run of draws has
        double[] means = new double[2_000];
        OutcomeSampler sampler = fit.stationary().start();
        Outcome out = new Outcome();
        for (int i = 0; i < means.length; i++) {
            for (int trade = 0; trade < 1_000; trade++) {
                sampler.next(random, out);
                means[i] += out.rMultiple() / 1_000;
            }
        }
        // of 2,000 means: 5 standard errors of their variance are 16 %
        double ofDraws = 1_000 * StatUtils.variance(means);
        assertThat(ofDraws / (4 * fit.kept())).isCloseTo(1, within(0.18));
    }

    @Test
    void resultsThatAreAlikeBecomeOne() {
        DiscreteFit fit = Fits.of(1.4, -1.05, 0.02, -0.97, 1.6, -0.0, -1.01, 3).discrete(0.5);
        assertThat(fit.model())
                .isEqualTo(DiscreteR.of(new double[] {-1.01, 0.01, 1.5, 3}, new double[] {0.375, 0.25, 0.25, 0.125}));
        assertThat(fit.model().law().orElseThrow().mean()).isCloseTo(2.99 / 8, within(1e-12));
        // of three losers one is below their mean
        assertThat(fit.goodness().distance()).isCloseTo(0.125, within(1e-12));
        assertThat(fit.warnings())
                .containsExactly("4 values need 100 trades for a stable fit, had 8; a larger step has fewer values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.of(1, 2, 3).discrete(0))
                .withMessage("step must be above 0 and at most 1000000 R, was 0.0");
    }

    /** Each probability lies within 4 standard errors; the false-alarm rate of all is below 1e-3. */
    @Test
    void aDiscreteDistributionIsRecovered() {
        DiscreteR model = DiscreteR.of(new double[] {-1, 0, 1.5, 3}, new double[] {0.45, 0.15, 0.3, 0.1});
        int n = 2_000;
        DiscreteFit fit = Fits.of(draw(model, n, 4)).discrete(0.5);
        DiscreteLaw truth = model.law().orElseThrow();
        DiscreteLaw law = fit.model().law().orElseThrow();
        assertThat(law.size()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            double p = truth.probability(i);
            assertThat(law.value(i)).isCloseTo(truth.value(i), within(1e-12));
            assertThat(law.probability(i)).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / n)));
        }
        assertThat(fit.goodness().distance()).isCloseTo(0, within(1e-12));
        assertThat(fit.warnings()).isEmpty();
        assertThat(Fits.of(draw(typical(Family.WIN_RATE_REGIMES), 1_000, 3))
                        .discrete(0.5)
                        .warnings())
                .anyMatch(warning -> warning.startsWith("the trades have streaks"));
    }

    /** 400 histories of 500 trades: the means lie within 4 standard errors; the false-alarm rate is below 1e-3. */
    @Test
    void gapsAreRecovered() {
        OutcomeModel trades = new Gaps(BernoulliR.of(0.45, 1.5), 0.1, new ExponentialSlippage(0.4));
        double[] probabilities = new double[400];
        double[] excess = new double[400];
        for (int i = 0; i < 400; i++) {
            GapFit fit = Fits.of(draw(trades, 500, i)).gaps(-1);
            probabilities[i] = fit.probability();
            excess[i] = fit.meanExcess();
        }
        assertMean(probabilities, 0.1);
        assertMean(excess, 0.4);
        GapFit fit = Fits.of(draw(trades, 5_000, 1)).gaps(-1);
        assertThat(fit.warnings()).isEmpty();
        assertThat(fit.in(BernoulliR.of(0.45, 1.5)))
                .isEqualTo(new Gaps(
                        BernoulliR.of(0.45, 1.5), fit.probability(), new ExponentialSlippage(fit.meanExcess())));
        OutcomeModel equal = new Gaps(BernoulliR.of(0.45, 1.5), 0.1, new FixedSlippage(0.4));
        assertThat(Fits.of(draw(equal, 5_000, 1)).gaps(-1).warnings())
                .anyMatch(warning -> warning.startsWith("the losses beyond the stop are not exponential"));
        assertThat(Fits.of(1, -1, 2).gaps(-1).in(BernoulliR.of(0.5, 1))).isEqualTo(BernoulliR.of(0.5, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.of(1, 2, 3).gaps(-1))
                .withMessage("rMultiples must have losses, had none of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.of(1, -2, 3).gaps(1))
                .withMessage("loss must be below 0 and at least -1000000 R, was 1.0");
    }

    private static void assertMean(double[] values, double truth) {
        double error = Math.sqrt(StatUtils.variance(values) / values.length);
        assertThat(StatUtils.mean(values)).isCloseTo(truth, within(4 * error));
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.of(1, 2))
                .withMessage("rMultiples must be at least 3, were 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.of(1, 2, 3).winsAndLosses())
                .withMessage("rMultiples must have wins and losses, had 3 wins of 3 trades");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.of(1, 1, -1).lognormalWinners())
                .withMessage("rMultiples must have different wins, had 1.0 only");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.of(1, 1, 1).studentT())
                .withMessage("rMultiples must differ, were all 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.of(1, 2, 3).stopDistance(0))
                .withMessage("stopDistance must be above 0 and finite, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.of(1, 2, -1).pValue(Family.GAUSSIAN, 0, 1))
                .withMessage("rounds must be at least 1, was 0");
    }

    /** Small samples are fitted too, with a warning. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void aFewTradesAreFittedWithAWarning(Family family) {
        assertThat(Fits.of(1.6, -1, -0.9, 2.1, -0.4).fit(family).warnings())
                .anyMatch(warning -> warning.endsWith(" trades for a stable fit, had 5"));
    }
}
