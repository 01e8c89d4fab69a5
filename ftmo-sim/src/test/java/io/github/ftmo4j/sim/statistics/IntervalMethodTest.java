package io.github.ftmo4j.sim.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IntervalMethodTest {

    @ParameterizedTest
    @CsvSource({
        "50, 100, 0.403831530366, 0.596168469634",
        "292, 500, 0.540316577596, 0.626402533207",
        "1500, 1500, 0.997445569280, 1",
        "0, 1000, 0, 0.003826758486",
        "1, 1000, 0.000176546371, 0.005642558598",
        "30, 30, 0.886486, 1",
    })
    void wilsonMatchesPublishedFigures(long successes, long trials, double lower, double upper) {
        Estimate estimate = IntervalMethod.WILSON.estimate(successes, trials, 0.95);
        assertThat(estimate.value()).isEqualTo((double) successes / trials);
        assertThat(estimate.lower()).isCloseTo(lower, within(trials == 30 ? 1e-6 : 1e-12));
        assertThat(estimate.upper()).isCloseTo(upper, within(1e-12));
        assertThat(estimate.n()).hasValue(trials);
    }

    @Test
    void clopperPearsonMatchesItsClosedFormAtTheEdges() {
        Estimate none = IntervalMethod.CLOPPER_PEARSON.estimate(0, 100, 0.95);
        assertThat(none.upper()).isCloseTo(1 - Math.pow(0.025, 0.01), within(1e-12));
        Estimate all = IntervalMethod.CLOPPER_PEARSON.estimate(100, 100, 0.95);
        assertThat(all.lower()).isCloseTo(Math.pow(0.025, 0.01), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void everyMethodIsSureOnlyAtTheEdges(IntervalMethod method) {
        assertThat(method.estimate(0, 20, 0.95).lower()).isZero();
        assertThat(method.estimate(20, 20, 0.95).upper()).isEqualTo(1);
        Estimate middle = method.estimate(7, 20, 0.95);
        assertThat(middle.lower()).isBetween(0.1, 0.3);
        assertThat(middle.upper()).isBetween(0.5, 0.65);
        assertThat(method.estimate(7, 20, 0.99).lower()).isLessThan(middle.lower());
    }

    @Test
    void readsAsASentenceWould() {
        assertThat(IntervalMethod.WILSON.estimate(292, 500, 0.95))
                .hasToString("58.40 % [54.03 %, 62.64 %] (95 % Wilson, n = 500)");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> IntervalMethod.WILSON.estimate(0, 0, 0.95))
                .hasMessage("trials must be from 1 to 9007199254740992, was 0");
        assertThatThrownBy(() -> IntervalMethod.WILSON.estimate(5, 4, 0.95))
                .hasMessage("successes must be from 0 to 4, was 5");
        assertThatThrownBy(() -> IntervalMethod.WILSON.estimate(1, 4, 95))
                .hasMessage("level must be above 0 and below 1, was 95.0");
    }
}
