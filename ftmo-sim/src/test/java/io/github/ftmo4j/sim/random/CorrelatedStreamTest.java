package io.github.ftmo4j.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelatedStreamTest {

    private static final int DRAWS = 20_000;

    private static RandomStream stream(int account) {
        return new RandomStream(5, 1, account, 0, Purpose.OUTCOME);
    }

    private static CorrelatedStream mixed(double correlation, int account) {
        return new CorrelatedStream(stream(0), stream(account), correlation);
    }

    @Test
    void theNormalDistributionIsThatOfCommonsMath() {
        NormalDistribution normal = new NormalDistribution();
        for (double z = -40; z <= 40; z += 0.01) {
            double expected = normal.cumulativeProbability(z);
            assertThat(StandardNormal.cumulative(z)).isCloseTo(expected, within(1e-14));
            if (z < 0 && z > -30) {
                assertThat(StandardNormal.cumulative(z) / expected).isCloseTo(1, within(1e-8));
            }
        }
    }

    /** Each marginal is tested at 1e-4, 10 in all: a false alarm once in 1,000 changes of the seed. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 0.99, 1})
    void eachStreamIsAsRandomAsAny(double correlation) {
        CorrelatedStream stream = mixed(correlation, 1);
        double[] normal = new double[DRAWS];
        double[] uniform = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            normal[i] = stream.nextGaussian();
            uniform[i] = new NormalDistribution().inverseCumulativeProbability(stream.nextDouble());
        }
        KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
        assertThat(test.kolmogorovSmirnovTest(new NormalDistribution(), normal)).isGreaterThan(1e-4);
        assertThat(test.kolmogorovSmirnovTest(new NormalDistribution(), uniform))
                .isGreaterThan(1e-4);
    }

    /** Within 5 standard errors: a false alarm below once in a million. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 0.99})
    void twoStreamsHaveTheCorrelation(double correlation) {
        CorrelatedStream one = mixed(correlation, 1);
        CorrelatedStream two = mixed(correlation, 2);
        double[] ofOne = new double[DRAWS];
        double[] ofTwo = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            ofOne[i] = one.nextGaussian();
            ofTwo[i] = two.nextGaussian();
        }
        assertThat(new PearsonsCorrelation().correlation(ofOne, ofTwo))
                .isCloseTo(correlation, within(5 * (1 - correlation * correlation) / Math.sqrt(DRAWS) + 1e-3));
    }

    @Test
    void atTheEndsOneOfTheStreamsIsLeft() {
        CorrelatedStream common = mixed(1, 1);
        CorrelatedStream alike = mixed(1, 2);
        CorrelatedStream own = mixed(0, 1);
        RandomStream alone = stream(1);
        for (int i = 0; i < 100; i++) {
            assertThat(common.nextLong()).isEqualTo(alike.nextLong());
            assertThat(common.nextInt(7)).isEqualTo(alike.nextInt(7)).isBetween(0, 6);
            assertThat(common.nextInt()).isEqualTo(alike.nextInt());
            assertThat(common.nextExponential())
                    .isEqualTo(alike.nextExponential())
                    .isNotNegative();
            assertThat(own.nextGaussian()).isEqualTo(alone.nextGaussian());
        }
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mixed(1.01, 1))
                .withMessage("correlation must be from 0 to 1, was 1.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mixed(0.5, 1).nextInt(0))
                .withMessage("bound must be above 0, was 0");
    }
}
