package io.github.ftmo4j.sim.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CountSampleTest {

    @Test
    void isEqualByCounts() {
        CountSample sample = CountSample.of(0, 2, 1);
        assertThat(sample)
                .isEqualTo(CountSample.of(0, 2, 1, 0, 0))
                .hasSameHashCodeAs(CountSample.of(0, 2, 1, 0, 0))
                .isNotEqualTo(CountSample.of(0, 1, 2))
                .isNotEqualTo(CountSample.of(0, 0, 2, 1))
                .isNotEqualTo("sample");
        assertThat(CountSample.of()).isEqualTo(CountSample.of(0));
    }

    @Test
    void theCountsAreACopy() {
        long[] counts = {1, 2};
        CountSample sample = CountSample.of(counts);
        counts[0] = 7;
        assertThat(sample.count(0)).isEqualTo(1);
    }

    @Test
    void statesItsFiguresInShort() {
        assertThat(CountSample.of(0, 8, 1, 0, 1)).hasToString("n = 10, mean 1.4, median 1 (10-90 %: 1-2)");
        assertThat(CountSample.of(0, 0)).hasToString("n = 0");
    }

    @Test
    void anEmptySampleHasNoFigures() {
        CountSample empty = CountSample.of(0, 0);
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.mean()).isNaN();
        assertThat(empty.deviation()).isNaN();
        assertThat(empty.probability(0)).isNaN();
        assertThatThrownBy(() -> empty.quantile(0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there are no observations");
        assertThat(CountSample.of(0, 1).deviation()).isNaN();
    }

    @Test
    void sharesAreThoseOfTheSample() {
        CountSample sample = CountSample.of(1, 3);
        assertThat(sample.probability(1)).isEqualTo(0.75);
        assertThat(sample.probability(-1)).isZero();
        assertThat(sample.probability(2)).isZero();
    }

    @Test
    void whatDoesNotFitOverflows() {
        assertThatThrownBy(() -> CountSample.of(Long.MAX_VALUE, 1)).isInstanceOf(ArithmeticException.class);
        CountSample large = CountSample.of(0, 0, Long.MAX_VALUE);
        assertThat(large.n()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(large::sum).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void nonsenseIsRefusedByNameAndValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountSample.of(1, -2))
                .withMessage("counts must not be negative, was -2 at index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountSample.of(1).quantile(0))
                .withMessage("probability must be above 0 and at most 1, was 0.0");
    }
}
