package io.github.ftmo4j.sim.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlledOddsTest {

    /**
     * Two specifications.
     *
     * @param p P(pass) of the one that is sampled
     * @param q P(pass) of the near one
     * @param correlation of passing both
     */
    record Case(double p, double q, double correlation) {

        double both() {
            return p * q + correlation * Math.sqrt(p * (1 - p) * q * (1 - q));
        }

        boolean isPossible() {
            return both() <= Math.min(p, q) && both() >= Math.max(0, p + q - 1);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(0.01, 0.1, 0.5, 0.93)
                .flatMap(p -> Stream.of(0.0, 0.5, 0.9, 0.99)
                        .flatMap(correlation -> Stream.of(p, 1.03 * p, 0.9 * p).map(q -> new Case(p, q, correlation))))
                .filter(Case::isPossible);
    }

    private static double coverage(Case of, int samples) {
        RandomStream random = new RandomStream(11, of.hashCode(), 0, 0, Purpose.OUTCOME);
        int covered = 0;
        for (int sample = 0; sample < samples; sample++) {
            ControlledOdds.Corrected corrected = sample(of, 2_000, random);
            covered += corrected.lower() <= of.p() && of.p() <= corrected.upper() ? 1 : 0;
        }
        return (double) covered / samples;
    }

    private static ControlledOdds.Corrected sample(Case of, int trials, RandomStream random) {
        int both = 0;
        int onlyHere = 0;
        int onlyThere = 0;
        for (int trial = 0; trial < trials; trial++) {
            double u = random.nextDouble();
            if (u < of.both()) {
                both++;
            } else if (u < of.p()) {
                onlyHere++;
            } else if (u < of.p() + of.q() - of.both()) {
                onlyThere++;
            }
        }
        return ControlledOdds.Corrected.of(trials, both + onlyThere, both, onlyHere, Estimate.exact(of.q()));
    }

    /** Where few trials differ, the intervals cover more often than they say. False-alarm rate below 1e-4 each. */
    @ParameterizedTest
    @MethodSource("cases")
    void covers(Case of) {
        assertThat(coverage(of, 2_000)).isGreaterThan(0.92);
    }

    @ParameterizedTest
    @Tag("thorough")
    @MethodSource("cases")
    void coversInManySamples(Case of) {
        assertThat(coverage(of, 20_000)).isGreaterThan(0.938);
    }

    @Test
    void theVarianceFallsByWhatTheCorrelationSays() {
        Case of = new Case(0.5, 0.5, 0.8);
        RandomStream random = new RandomStream(12, 0, 0, 0, Purpose.OUTCOME);
        double squares = 0;
        double ratio = 0;
        int samples = 2_000;
        for (int i = 0; i < samples; i++) {
            ControlledOdds.Corrected corrected = sample(of, 1_000, random);
            squares += Math.pow(corrected.value() - 0.5, 2);
            ratio += corrected.varianceRatio();
        }
        double expected = 1 / (1 - 0.8 * 0.8);
        assertThat(ratio / samples).isCloseTo(expected, within(0.1));
        // the mean square of 2,000 estimates has a standard error of 3 %
        assertThat(0.25 / 1_000 / (squares / samples)).isBetween(0.88 * expected, 1.13 * expected);
    }

    @Test
    void theSameSpecificationIsKnownExactly() {
        ControlledOdds.Corrected corrected = ControlledOdds.Corrected.of(1_000, 480, 480, 0, Estimate.exact(0.5));
        assertThat(corrected.value()).isEqualTo(0.5);
        assertThat(corrected.beta()).isEqualTo(1);
        assertThat(corrected.varianceRatio()).isInfinite();
        assertThat(corrected.lower()).isBetween(0.49, 0.5);
    }

    @Test
    void nothingIsGainedWhereEveryTrialPasses() {
        ControlledOdds.Corrected corrected = ControlledOdds.Corrected.of(1_000, 480, 480, 520, Estimate.exact(0.5));
        assertThat(corrected.value()).isEqualTo(1);
        assertThat(corrected.varianceRatio()).isEqualTo(1);
        assertThat(corrected.lower()).isLessThan(0.9966); // Wilson's end for 1,000 of 1,000 is 0.9962
    }

    @Test
    void aNearOneThatNeverPassesCorrectsNothing() {
        ControlledOdds.Corrected corrected = ControlledOdds.Corrected.of(1_000, 0, 0, 300, Estimate.exact(0));
        assertThat(corrected.value()).isEqualTo(0.3);
        assertThat(corrected.varianceRatio()).isCloseTo(1, within(1e-12));
        ControlledOdds.Corrected rare = ControlledOdds.Corrected.of(1_000, 0, 0, 300, Estimate.exact(0.001));
        assertThat(rare.value()).isCloseTo(0.999 * 0.3 + 0.001 * 0.5, within(1e-12));
    }
}
