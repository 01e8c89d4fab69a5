package io.github.ftmo4j.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    /** Every statistical assertion here fails by chance with this probability, were the seed drawn anew. */
    private static final double FALSE_ALARM = 1e-4;

    private static final int DRAWS = 1_000_000;

    private final RandomStream random = new RandomStream(2024, 7, 1, 0, Purpose.OUTCOME);

    @Test
    void isTheXoshiro256PlusPlusOfCommonsRng() {
        long[] state = {0x0123456789abcdefL, 0xfedcba9876543210L, 42, -1};
        UniformRandomProvider reference = RandomSource.XO_SHI_RO_256_PP.create(state);
        RandomStream ours = RandomStream.ofState(state[0], state[1], state[2], state[3]);
        for (int i = 0; i < 1_000; i++) {
            assertThat(ours.nextLong()).isEqualTo(reference.nextLong());
        }
    }

    @Test
    void neverChanges() {
        RandomStream stream = new RandomStream(42, 3, 2, 1, Purpose.TRADES_PER_DAY);
        assertThat(new long[] {stream.nextLong(), stream.nextLong(), stream.nextLong()})
                .containsExactly(-8548502581573540697L, 7980589106248805453L, 7982123500347608079L);
        stream.reset(42, 3, 2, 1, Purpose.OUTCOME);
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            sum += stream.nextGaussian();
        }
        assertThat(sum).isEqualTo(-320.11766282385696);
    }

    @Test
    void keysThatDifferInAnyPartGiveStreamsThatDiffer() {
        Set<Long> first = new HashSet<>();
        int keys = 0;
        for (long seed = 0; seed < 3; seed++) {
            for (long trial = 0; trial < 1_000; trial++) {
                for (int account = 0; account < 3; account++) {
                    for (int phase = 0; phase < 3; phase++) {
                        for (Purpose purpose : Purpose.values()) {
                            first.add(new RandomStream(seed, trial, account, phase, purpose).nextLong());
                            keys++;
                        }
                    }
                }
            }
        }
        assertThat(first).hasSize(keys);
    }

    @Test
    void neighbouringStreamsAreUncorrelated() {
        double[] sums = new double[4];
        for (long trial = 0; trial < DRAWS; trial++) {
            double one = new RandomStream(1, trial, 0, 0, Purpose.OUTCOME).nextDouble() - 0.5;
            sums[0] += one * (new RandomStream(1, trial + 1, 0, 0, Purpose.OUTCOME).nextDouble() - 0.5);
            sums[1] += one * (new RandomStream(1, trial, 1, 0, Purpose.OUTCOME).nextDouble() - 0.5);
            sums[2] += one * (new RandomStream(1, trial, 0, 1, Purpose.OUTCOME).nextDouble() - 0.5);
            sums[3] += one * (new RandomStream(2, trial, 0, 0, Purpose.OUTCOME).nextDouble() - 0.5);
        }
        double bound = quantile() / 12 / Math.sqrt(DRAWS);
        for (double sum : sums) {
            assertThat(sum / DRAWS).isCloseTo(0, within(bound));
        }
    }

    @Test
    void gaussiansFollowTheNormalDistributionDownToTheTails() {
        NormalDistribution normal = new NormalDistribution();
        int cells = 400;
        double[] edges = new double[cells - 1];
        for (int i = 0; i < edges.length; i++) {
            // half of the cells share the bulk, the others the tails, where the last layer and the tail method work
            double share = (i + 1.0) / cells;
            edges[i] = normal.inverseCumulativeProbability(share * share * (3 - 2 * share));
        }
        int draws = 10 * DRAWS;
        long[] seen = new long[cells];
        for (int i = 0; i < draws; i++) {
            int cell = Arrays.binarySearch(edges, random.nextGaussian());
            seen[cell < 0 ? -cell - 1 : cell + 1]++;
        }
        double[] expected = new double[cells];
        double below = 0;
        for (int i = 0; i < cells; i++) {
            double up = i == edges.length ? 1 : normal.cumulativeProbability(edges[i]);
            expected[i] = draws * (up - below);
            below = up;
        }
        assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(FALSE_ALARM);
    }

    @Test
    void gaussiansBeyondTheLastLayerAreAsRareAsTheyShouldBe() {
        NormalDistribution normal = new NormalDistribution();
        int draws = 20 * DRAWS;
        for (double limit : new double[] {3.7, 4.2}) {
            int beyond = 0;
            for (int i = 0; i < draws; i++) {
                if (Math.abs(random.nextGaussian()) > limit) {
                    beyond++;
                }
            }
            double expected = draws * 2 * normal.cumulativeProbability(-limit);
            assertThat((double) beyond).isCloseTo(expected, within(quantile() * Math.sqrt(expected)));
        }
    }

    @Test
    void exponentialsHaveTheRightMeanAndDeviation() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = random.nextExponential();
            sum += x;
            squares += x * x;
        }
        assertThat(sum / DRAWS).isCloseTo(1, within(quantile() / Math.sqrt(DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(2, within(quantile() * Math.sqrt(20.0 / DRAWS)));
    }

    @Test
    void boundedIntegersAreEquallyLikely() {
        double[] expected = new double[97];
        Arrays.fill(expected, DRAWS / 97.0);
        long[] seen = new long[97];
        for (int i = 0; i < DRAWS; i++) {
            seen[random.nextInt(97)]++;
        }
        assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(FALSE_ALARM);
        assertThatThrownBy(() -> random.nextInt(0)).hasMessage("bound must be above 0, was 0");
    }

    private static double quantile() {
        return new NormalDistribution().inverseCumulativeProbability(1 - FALSE_ALARM / 2);
    }
}
