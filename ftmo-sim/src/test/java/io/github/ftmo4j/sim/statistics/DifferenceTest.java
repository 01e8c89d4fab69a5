package io.github.ftmo4j.sim.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {

    /** Tango 1998, 6.2 (sleeping difficulties); R's PropCIs::scoreci.mp(7, 1, 21) and (25, 28, 618, 0.90). */
    @ParameterizedTest
    @CsvSource({
        "9, 3, 32, 0.95, -0.027, 0.390, 0.0005",
        "1, 7, 21, 0.95, -0.517, -0.026, 0.0005",
        "28, 25, 618, 0.90, -0.0148, 0.0247, 0.00005",
    })
    void publishedIntervals(long gained, long lost, long n, double level, double lower, double upper, double digits) {
        Difference difference = Difference.of(gained, lost, n, level);
        assertThat(difference.value()).isEqualTo((gained - lost) / (double) n);
        assertThat(difference.lower()).isCloseTo(lower, within(digits));
        assertThat(difference.upper()).isCloseTo(upper, within(digits));
    }

    /** Tango 1998, 6.1 (contact lenses). */
    @Test
    void aPublishedLowerEnd() {
        assertThat(Difference.of(0, 1, 44, 0.90).lower()).isCloseTo(-0.096, within(0.0005));
    }

    /** The score test at each end, its nuisance parameter found by maximising the likelihood itself. */
    @ParameterizedTest
    @CsvSource({"9, 3, 32", "1, 7, 21", "0, 4, 50", "4, 0, 50", "30, 200, 20000", "1, 1, 1000000", "40, 10, 50"})
    void atTheEndsTheScoreTestIsAtItsThreshold(long gained, long lost, long n) {
        Difference difference = Difference.of(gained, lost, n);
        double z = new NormalDistribution().inverseCumulativeProbability(0.975);
        for (double end : new double[] {difference.lower(), difference.upper()}) {
            double lostShare = likeliestLostShare(gained, lost, n, end);
            double variance = 2 * lostShare + end - end * end;
            assertThat(Math.abs(gained - lost - n * end) / Math.sqrt(n * variance))
                    .isCloseTo(z, within(1e-3));
        }
    }

    private static double likeliestLostShare(long gained, long lost, long n, double difference) {
        double least = Math.max(0, -difference);
        double most = (1 - difference) / 2;
        return new BrentOptimizer(1e-10, 1e-16)
                .optimize(
                        new MaxEval(10_000),
                        GoalType.MAXIMIZE,
                        new SearchInterval(least, most),
                        new UnivariateObjectiveFunction(share -> term(gained, share + difference)
                                + term(lost, share)
                                + term(n - gained - lost, 1 - 2 * share - difference)))
                .getPoint();
    }

    private static double term(long count, double share) {
        return count == 0 ? 0 : count * Math.log(share);
    }

    @Test
    void whereNothingDiffersTheIntervalIsNoPoint() {
        Difference same = Difference.of(0, 0, 1_000);
        double z = 1.959963984540054;
        assertThat(same.value()).isZero();
        assertThat(same.upper()).isCloseTo(z * z / (1_000 + z * z), within(1e-12));
        assertThat(same.lower()).isEqualTo(-same.upper());
    }

    @Test
    void theOtherWayRoundIsTheMirrorImage() {
        for (long gained = 0; gained <= 12; gained++) {
            for (long lost = 0; lost <= 12 - gained; lost++) {
                Difference here = Difference.of(gained, lost, 12);
                Difference there = Difference.of(lost, gained, 12);
                assertThat(here.lower()).isEqualTo(-there.upper());
                assertThat(here.upper()).isEqualTo(-there.lower());
                assertThat(here.value()).isBetween(here.lower(), here.upper());
                assertThat(here.lower()).isGreaterThanOrEqualTo(-1);
                Difference narrow = Difference.of(gained, lost, 12, 0.8);
                assertThat(narrow.lower()).isGreaterThanOrEqualTo(here.lower());
                assertThat(narrow.upper()).isLessThanOrEqualTo(here.upper());
            }
        }
        assertThat(Difference.of(12, 0, 12).upper()).isEqualTo(1);
    }

    /** Exact, over all that 60 trials can show; Wald's interval holds the truth in 45 % of the second case. */
    @ParameterizedTest
    @CsvSource({"0.24, 0.04", "0.01, 0", "0.01, 0.01", "0.1, 0.1", "0.3, 0.5", "0.05, 0.2"})
    void coversAboutWhatItPromises(double gainedShare, double lostShare) {
        int n = 60;
        double coverage = 0;
        for (int gained = 0; gained <= n; gained++) {
            for (int lost = 0; lost <= n - gained; lost++) {
                Difference difference = Difference.of(gained, lost, n);
                if (difference.lower() <= gainedShare - lostShare && gainedShare - lostShare <= difference.upper()) {
                    coverage += CombinatoricsUtils.binomialCoefficientDouble(n, gained)
                            * CombinatoricsUtils.binomialCoefficientDouble(n - gained, lost)
                            * Math.pow(gainedShare, gained)
                            * Math.pow(lostShare, lost)
                            * Math.pow(1 - gainedShare - lostShare, n - gained - lost);
                }
            }
        }
        assertThat(coverage).isBetween(0.93, 1.0);
    }

    @Test
    void readsAsASentence() {
        assertThat(Difference.of(300, 60, 20_000))
                .hasToString("+1.20 points [+1.02, +1.39] (95 % Tango, n = 20000, 300 gained, 60 lost)");
    }

    @Test
    void nonsenseIsRefusedByNameAndValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Difference.of(0, 0, 0))
                .withMessage("n must be from 1 to 9007199254740992, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Difference.of(6, 5, 10))
                .withMessage("gained and lost must be at least 0 and together at most 10, was 6 and 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Difference.of(-1, 5, 10))
                .withMessage("gained and lost must be at least 0 and together at most 10, was -1 and 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Difference.of(1, 1, 10, 95))
                .withMessage("level must be above 0 and below 1, was 95.0");
    }
}
