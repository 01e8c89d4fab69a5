package io.github.ftmo4j.sim.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Currency;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final Unit USD = Unit.of(Currency.getInstance("USD"));

    private static Sample of(double... values) {
        return Sample.of("net result", USD, values);
    }

    /** By hand: mean 3, deviation √2.5, t = 2.776445 at four degrees of freedom. */
    @Test
    void theMeanOfAFewHasATInterval() {
        Figure mean = of(1, 2, 3, 4, 5).mean();

        assertThat(mean.value()).isEqualTo(3);
        assertThat(mean.upper() - 3).isCloseTo(2.776445105 * Math.sqrt(2.5 / 5), within(1e-8));
        assertThat(mean).hasToString("3.00 USD [1.04, 4.96] (95 % t, n = 5)");
        assertThat(mean.sentence()).isEqualTo("The mean net result is 3.00 USD [1.04, 4.96] (95 % t, n = 5).");
    }

    @Test
    void theMeanOfASkewedSampleIsBootstrapped() {
        double[] values = new double[60];
        Random random = new Random(1);
        Arrays.setAll(values, i -> Math.exp(1.5 * random.nextGaussian()));
        Figure mean = of(values).mean();
        Figure t = of(values).mean(FigureMethod.STUDENT_T, 0.95);

        assertThat(mean.method()).contains(FigureMethod.BOOTSTRAP_T);
        assertThat(mean.upper()).as("the long tail is above").isGreaterThan(t.upper());
        assertThat(mean.lower()).isGreaterThan(t.lower());
        assertThat(of(values).mean()).as("resamples are the same").isEqualTo(mean);
    }

    /** P(B < 40) and P(B > 60) are below 2.5 % for 100 coins: the 40th and the 61st of 100 values. */
    @Test
    void aMedianLiesBetweenTwoOrderStatistics() {
        double[] values = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();
        Figure median = of(values).quantile(0.5);

        assertThat(median.value()).isEqualTo(50);
        assertThat(median.lower()).isEqualTo(40);
        assertThat(median.upper()).isEqualTo(61);
        assertThat(median.sentence())
                .isEqualTo("The median net result is 50.00 USD [40.00, 61.00] (95 % order statistics, n = 100).");
        assertThat(of(1, 2, 3).quantile(0.9))
                .as("too few")
                .hasToString("3.00 USD [1.00, ∞] (95 % order statistics, n = 3)");
    }

    @Test
    void pairsHaveNarrowDifferences() {
        Figure difference = of(11, 22, 33, 44).minus(of(10, 20, 30, 41)).mean();

        assertThat(difference.value()).isEqualTo(2.25);
        assertThat(difference.name()).isEqualTo("mean difference in net result");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1).minus(of(1, 2)))
                .withMessage("both samples must be of the same trials, were of 1 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1).minus(Sample.of("days", Unit.days(), 1)))
                .withMessageStartingWith("unit must be");
    }

    @Test
    void quantilesOfPairsHaveNarrowDifferences() {
        Random random = new Random(3);
        double[] values = random.doubles(400).map(x -> 100 * x * x).toArray();
        Sample sample = of(values);
        Sample shifted = of(Arrays.stream(values).map(x -> x - 2).toArray());
        Figure same = sample.quantileDifference(shifted, 0.5);
        Figure other = sample.quantileDifference(
                of(random.doubles(400).map(x -> 100 * x * x).toArray()), 0.5);

        assertThat(same.value()).isCloseTo(2, within(1e-12));
        assertThat(same.halfWidth()).as("a shift moves every resample alike").isCloseTo(0, within(1e-12));
        assertThat(other.lower()).isLessThan(0).isGreaterThan(-15);
        assertThat(other.upper()).isGreaterThan(0).isLessThan(15);
        assertThat(same.name()).isEqualTo("difference in the median net result");
        assertThat(same.method()).contains(FigureMethod.BOOTSTRAP);
    }

    /** Fieller by hand: the roots of (m − r·d)² = t²·(s₁² − 2·r·s₁₂ + r²·s₂²)/n. */
    @Test
    void aRatioHasTheIntervalOfFieller() {
        Sample above = of(4, 6, 5, 7, 8);
        Sample below = of(2, 3, 2, 3, 5);
        Figure ratio = above.ratioTo(below);

        assertThat(ratio.value()).isEqualTo(2);
        for (double end : new double[] {ratio.lower(), ratio.upper()}) {
            double[] rest = new double[5];
            Arrays.setAll(rest, i -> above.values()[i] - end * below.values()[i]);
            Sample pivot = of(rest);
            double t = Math.abs(Arrays.stream(rest).average().orElseThrow()) / (pivot.deviation() / Math.sqrt(5));
            assertThat(t).isCloseTo(2.776445105, within(1e-8));
        }
        assertThat(above.ratioTo(of(-1, 1, 0, 3, -2)).upper()).isInfinite();
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1, Double.NaN))
                .withMessage("values must be finite, was NaN at index 1");
        assertThatIllegalStateException()
                .isThrownBy(() -> of(1).mean())
                .withMessage("the net result is known of 1 trials, at least 2 are needed");
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, 2).quantile(1));
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, 2).mean(FigureMethod.FIELLER, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, 2).mean(FigureMethod.STUDENT_T, 95));
    }

    /** How often an interval contains the truth, over samples of a size. */
    private static double coverage(
            int size, double truth, ToDoubleFunction<Random> value, Function<Sample, Figure> figure) {
        int repetitions = 2_000;
        int covered = 0;
        for (int i = 0; i < repetitions; i++) {
            Random random = new Random(1_000_003L * i);
            double[] values = new double[size];
            Arrays.setAll(values, j -> value.applyAsDouble(random));
            Figure found = figure.apply(of(values));
            covered += found.lower() <= truth && truth <= found.upper() ? 1 : 0;
        }
        return (double) covered / repetitions;
    }

    /** Four standard errors of 2,000 repetitions are two points. */
    @Test
    @Tag("thorough")
    void intervalsCoverAtTheirLevel() {
        assertThat(coverage(40, 1, random -> -Math.log(1 - random.nextDouble()), Sample::mean))
                .as("exponential, bootstrap-t")
                .isBetween(0.93, 0.97);
        assertThat(coverage(200, Math.exp(0.5), random -> Math.exp(random.nextGaussian()), Sample::mean))
                .as("lognormal, bootstrap-t")
                .isBetween(0.92, 0.97);
        assertThat(coverage(30, 0, Random::nextGaussian, Sample::mean)).isBetween(0.93, 0.97);
        assertThat(coverage(
                        60, Math.log(2), random -> -Math.log(1 - random.nextDouble()), sample -> sample.quantile(0.5)))
                .as("median; conservative")
                .isBetween(0.94, 0.985);
        assertThat(coverage(
                        100,
                        Math.log(2) / 2,
                        random -> -Math.log(1 - random.nextDouble()),
                        sample -> sample.quantileDifference(
                                Sample.of(
                                        "net result",
                                        USD,
                                        Arrays.stream(sample.values())
                                                .map(x -> x / 2)
                                                .toArray()),
                                0.5)))
                .as("difference of medians")
                .isBetween(0.92, 0.98);
        assertThat(coverage(
                        60,
                        2.5,
                        random -> random.nextGaussian() + 5,
                        sample -> sample.ratioTo(Sample.of(
                                "other",
                                USD,
                                Arrays.stream(sample.values())
                                        .map(x -> 2 + 0.3 * (x - 5))
                                        .toArray()))))
                .as("ratio")
                .isBetween(0.93, 0.97);
    }
}
