package io.github.ftmo4j.sim.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    @Test
    void theCoefficientOfAFourfoldTable() {
        Correlation correlation = Correlation.of(40, 60, 50, 100).orElseThrow();
        // (n11 n − n1 n2) / √(n1 (n − n1) n2 (n − n2))
        assertThat(correlation.value()).isCloseTo((40 * 100 - 60 * 50) / Math.sqrt(60.0 * 40 * 50 * 50), within(1e-14));
        assertThat(correlation.lower()).isBetween(.2, correlation.value());
        assertThat(correlation.upper()).isBetween(correlation.value(), .6);
        assertThat(correlation.n()).hasValue(100);
        assertThat(correlation).hasToString("0.408 [0.218, 0.569] (95 %, n = 100)");
    }

    @Test
    void pairsOfTwoResultsThatAreAlikeAreThatTableMadeSymmetric() {
        Correlation pairs = Correlation.ofPairs(new long[] {30, 30, 40}).orElseThrow();
        Correlation table = Correlation.of(40, 55, 55, 100).orElseThrow();
        assertThat(pairs.value()).isCloseTo(table.value(), within(1e-14));
        assertThat(pairs.lower()).isCloseTo(table.lower(), within(1e-12));
        assertThat(pairs.upper()).isCloseTo(table.upper(), within(1e-12));
    }

    @Test
    void allOrNoneIsOneAndAlwaysHalfIsTheLeast() {
        assertThat(Correlation.ofPairs(new long[] {10, 0, 0, 10}).orElseThrow().value())
                .isEqualTo(1);
        assertThat(Correlation.ofPairs(new long[] {0, 10, 0}).orElseThrow().value())
                .isEqualTo(-1);
        assertThat(Correlation.of(0, 5, 5, 10).orElseThrow().value()).isEqualTo(-1);
    }

    @Test
    void resultsThatNeverDifferHaveNone() {
        assertThat(Correlation.of(0, 0, 5, 10)).isEmpty();
        assertThat(Correlation.of(5, 5, 10, 10)).isEmpty();
        assertThat(Correlation.ofPairs(new long[] {5, 5})).isEmpty();
        assertThat(Correlation.ofPairs(new long[] {5, 0, 0})).isEmpty();
        assertThat(Correlation.ofPairs(new long[] {0, 0, 5})).isEmpty();
    }

    /** Of 2,000 intervals at 95 %, 1,900 contain the truth on average, with a deviation of 10; five are allowed. */
    @Test
    void theIntervalCoversTheTruth() {
        Random random = new Random(20_261_128);
        double share = .4;
        int coveredByTable = 0;
        int coveredByPairs = 0;
        for (int run = 0; run < 2_000; run++) {
            long[] counts = new long[4];
            long both = 0;
            long first = 0;
            long second = 0;
            for (int trial = 0; trial < 1_000; trial++) {
                boolean common = random.nextDouble() < share;
                boolean one = random.nextDouble() < .3;
                boolean two = common ? one : random.nextDouble() < .3;
                boolean three = common ? one : random.nextDouble() < .3;
                first += one ? 1 : 0;
                second += two ? 1 : 0;
                both += one && two ? 1 : 0;
                counts[(one ? 1 : 0) + (two ? 1 : 0) + (three ? 1 : 0)]++;
            }
            coveredByTable +=
                    contains(Correlation.of(both, first, second, 1_000).orElseThrow(), share);
            coveredByPairs += contains(Correlation.ofPairs(counts).orElseThrow(), share);
        }
        assertThat(coveredByTable).isBetween(1_850, 1_950);
        assertThat(coveredByPairs).isBetween(1_850, 1_950);
    }

    private static int contains(Correlation correlation, double exact) {
        return correlation.lower() <= exact && exact <= correlation.upper() ? 1 : 0;
    }

    @Test
    void aComputedCorrelationHasABound() {
        Correlation computed = Correlation.computed(.25, .24, .26);
        assertThat(computed.level()).isEqualTo(1);
        assertThat(computed).hasToString("0.250 (computed)");
        assertThatThrownBy(() -> Correlation.computed(.25, .26, .27))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value must be within its interval, was 0.25 and [0.26, 0.27]");
    }

    @Test
    void countsFitEachOther() {
        assertThatThrownBy(() -> Correlation.of(6, 5, 7, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("both must fit the other counts, was 6 with 5, 7 and 10 trials");
        assertThatThrownBy(() -> Correlation.of(0, 6, 6, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Correlation.of(1, 11, 6, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
