package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {

    private final Outcome outcome = new Outcome();

    @Test
    void hasOnlyAResultAtFirst() {
        assertThat(outcome.rMultiple()).isZero();
        assertThat(outcome.hasExcursions()).isFalse();
        assertThat(outcome.adverse()).isNaN();
        assertThat(outcome.favourable()).isNaN();
        assertThat(outcome.hasMarketReturn()).isFalse();
        assertThat(outcome.marketReturn()).isNaN();
        assertThat(outcome.hasTimes()).isFalse();
        assertThat(outcome.opensAt()).isEqualTo(-1);
        assertThat(outcome.closesAt()).isEqualTo(-1);
        assertThat(outcome).hasToString("Outcome[rMultiple=0.0]");
    }

    @Test
    void holdsWhatIsSet() {
        outcome.set(1.5).withExcursions(-0.25, 2).withMarketReturn(0.015).withTimes(0, 90_000);
        assertThat(outcome.rMultiple()).isEqualTo(1.5);
        assertThat(outcome.hasExcursions()).isTrue();
        assertThat(outcome.adverse()).isEqualTo(-0.25);
        assertThat(outcome.favourable()).isEqualTo(2);
        assertThat(outcome.hasMarketReturn()).isTrue();
        assertThat(outcome.marketReturn()).isEqualTo(0.015);
        assertThat(outcome.hasTimes()).isTrue();
        assertThat(outcome.opensAt()).isZero();
        assertThat(outcome.closesAt()).isEqualTo(90_000);
        assertThat(outcome)
                .hasToString("Outcome[rMultiple=1.5, adverse=-0.25, favourable=2.0, marketReturn=0.015, opensAt=0,"
                        + " closesAt=90000]");
    }

    @Test
    void theNextResultDiscardsAllOfTheOneBefore() {
        outcome.set(1.5)
                .withExcursions(-0.25, 2)
                .withMarketReturn(0.015)
                .withTimes(1, 2)
                .set(-1);
        assertThat(outcome).hasToString("Outcome[rMultiple=-1.0]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1_000_000, -1_000_000})
    void takesResultsUpToTheBound(double r) {
        assertThat(outcome.set(r).rMultiple()).isEqualTo(r);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1_000_000.1, -1_000_000.1, Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesResultsBeyondTheBound(double r) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outcome.set(r))
                .withMessage("rMultiple must be within ±1000000, was " + r);
    }

    @ParameterizedTest
    @CsvSource({"-1, -1, 0", "-1, -1.2, 0.3", "0, 0, 0", "2, 0, 2", "2, -0.4, 2.5"})
    void takesExcursionsThatEncloseZeroAndTheResult(double r, double adverse, double favourable) {
        assertThat(outcome.set(r).withExcursions(adverse, favourable).hasExcursions())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, -0.9", "2, 0.1", "0, NaN", "0, -Infinity"})
    void refusesAnAdverseExcursionAboveZeroOrTheResult(double r, double adverse) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outcome.set(r).withExcursions(adverse, 5))
                .withMessage("adverse must be finite and at most 0 and the R-multiple " + r + ", was " + adverse);
    }

    @ParameterizedTest
    @CsvSource({"-1, -0.1", "2, 1.9", "0, NaN", "0, Infinity"})
    void refusesAFavourableExcursionBelowZeroOrTheResult(double r, double favourable) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outcome.set(r).withExcursions(-5, favourable))
                .withMessage(
                        "favourable must be finite and at least 0 and the R-multiple " + r + ", was " + favourable);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAMarketReturnThatIsNotFinite(double marketReturn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outcome.withMarketReturn(marketReturn))
                .withMessage("marketReturn must be finite, was " + marketReturn);
    }

    @Test
    void refusesTimesBeforeTheDayOrInTheWrongOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outcome.withTimes(-1, 5))
                .withMessage("openSecond must be at least 0, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outcome.withTimes(7, 6))
                .withMessage("closeSecond must be at least openSecond 7, was 6");
    }

    @Test
    void anotherResultDiscardsTheExcursionsOnly() {
        outcome.set(1.5).withExcursions(-0.25, 2).withMarketReturn(0.015).withTimes(1, 2);
        assertThat(outcome.withRMultiple(3))
                .hasToString("Outcome[rMultiple=3.0, marketReturn=0.015, opensAt=1, closesAt=2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outcome.withRMultiple(2_000_000))
                .withMessage("rMultiple must be within ±1000000, was 2000000.0");
    }
}
