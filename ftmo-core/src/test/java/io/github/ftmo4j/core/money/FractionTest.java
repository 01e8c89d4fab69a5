package io.github.ftmo4j.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FractionTest {

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 0.05, 0.5, 1})
    void returnsAPositiveFraction(double value) {
        assertThat(Fraction.requirePositive(value, "cap")).isEqualTo(value);
        assertThat(Fraction.requireNonNegative(value, "cap")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 1.0000000000000002, 0, -0.0, -0.05, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoPositiveFraction(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fraction.requirePositive(value, "cap"))
                .withMessage("cap must be a fraction above 0 and at most 1 (0.05 for 5 %), was " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 1.0000000000000002, -0.05, Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNoFraction(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fraction.requireNonNegative(value, "cap"))
                .withMessage("cap must be a fraction from 0 to 1 (0.05 for 5 %), was " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0})
    void nothingIsNonNegative(double value) {
        assertThat(Fraction.requireNonNegative(value, "cap")).isZero();
    }
}
