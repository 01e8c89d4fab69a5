package io.github.ftmo4j.mm.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecayTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 365})
    void anObservationWeighsHalfAfterAHalfLife(int observations) {
        double weight = 1;
        for (int i = 0; i < observations; i++) {
            weight *= Decay.halfLife(observations).lambda();
        }
        assertThat(weight).isCloseTo(0.5, within(1e-13));
    }

    @Test
    void factoriesAgree() {
        assertThat(Decay.none()).isEqualTo(Decay.lambda(1));
        assertThat(Decay.halfLife(1)).isEqualTo(Decay.lambda(0.5));
        assertThat(Decay.lambda(0.94).lambda()).isEqualTo(0.94);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.01, 94, Double.NaN, Double.POSITIVE_INFINITY})
    void aLambdaOutOfRangeIsRefused(double lambda) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decay.lambda(lambda))
                .withMessageContaining("lambda")
                .withMessageContaining(String.valueOf(lambda));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aHalfLifeOutOfRangeIsRefused(double observations) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decay.halfLife(observations))
                .withMessageContaining("half-life")
                .withMessageContaining(String.valueOf(observations));
    }
}
