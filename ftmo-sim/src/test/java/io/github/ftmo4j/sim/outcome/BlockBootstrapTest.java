package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockBootstrapTest {

    private static final int DRAWS = 400_000;
    private static final double FALSE_ALARM = 1e-4;

    /** The R-multiple of each past trade is its index, so that what is drawn says where it came from. */
    private static double[] history(int trades) {
        return IntStream.range(0, trades).asDoubleStream().toArray();
    }

    private static RandomStream random() {
        return new RandomStream(5, 0, 0, 0, Purpose.OUTCOME);
    }

    private static int next(OutcomeSampler sampler, RandomStream random) {
        Outcome out = new Outcome();
        sampler.next(random, out);
        return (int) out.rMultiple();
    }

    private static int[] draw(OutcomeModel model) {
        OutcomeSampler sampler = model.start();
        RandomStream random = random();
        return IntStream.range(0, DRAWS).map(i -> next(sampler, random)).toArray();
    }

    /** Every 50th draw, as good as independent of the one before. Chi-square at 1e-4. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 5})
    void everyTradeIsAsLikelyAsAnyOther(double meanBlock) {
        int[] drawn = draw(Bootstrap.of(history(10)).withMeanBlock(meanBlock));
        assertThat(Arrays.stream(drawn)).allMatch(trade -> trade >= 0 && trade < 10);
        long[] seen = new long[10];
        for (int i = 0; i < DRAWS; i += 50) {
            seen[drawn[i]]++;
        }
        double[] expected = new double[10];
        Arrays.fill(expected, DRAWS / 500.0);
        assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(FALSE_ALARM);
    }

    /**
     * A run ends where a block does, unless the next one starts by chance where this one would have gone on: its length
     * is geometric with mean 1 / (p · (1 − 1/n)). Chi-square at 1e-4.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 5, 40})
    void runsAreOfGeometricLengthAndWrapAround(double meanBlock) {
        int n = 7;
        int[] drawn = draw(Bootstrap.of(history(n)).withMeanBlock(meanBlock));
        double ends = (1 - 1.0 / n) / meanBlock;
        int longest = (int) (3 / ends) + 1;
        long[] seen = new long[longest + 1];
        long runs = 0;
        int length = 1;
        for (int i = 1; i < DRAWS; i++) {
            if (drawn[i] == (drawn[i - 1] + 1) % n) {
                length++;
            } else {
                seen[Math.min(length - 1, longest)]++;
                runs++;
                length = 1;
            }
        }
        double[] expected = new double[longest + 1];
        for (int k = 0; k < longest; k++) {
            expected[k] = runs * ends * Math.pow(1 - ends, k);
        }
        expected[longest] = runs * Math.pow(1 - ends, longest);
        assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(FALSE_ALARM);
    }

    @Test
    void blocksOfOneTradeAreTheDrawsOfTheOrdinaryBootstrap() {
        assertThat(draw(Bootstrap.of(history(60)).withMeanBlock(5).withMeanBlock(1)))
                .isEqualTo(draw(Bootstrap.of(history(60))));
    }

    /** Chi-square at 1e-4. */
    @Test
    void aPhaseStartsWithANewBlock() {
        OutcomeSampler endless =
                Bootstrap.of(history(1_000)).withMeanBlock(1e12).start();
        RandomStream random = random();
        int before = next(endless, random);
        assertThat(next(endless, random)).isEqualTo((before + 1) % 1_000);
        long[] starts = new long[1_000];
        for (int i = 0; i < 10_000; i++) {
            endless.restart();
            starts[next(endless, random)]++;
        }
        double[] expected = new double[1_000];
        Arrays.fill(expected, 10);
        assertThat(new ChiSquareTest().chiSquareTest(expected, starts)).isGreaterThan(FALSE_ALARM);
    }

    @Test
    void aHistoryOfOneTradeIsDrawnForEver() {
        assertThat(draw(Bootstrap.of(3).withMeanBlock(5))).containsOnly(3);
    }

    /** The fewest bytes of several rounds, since the virtual machine may allocate for itself in any of them. */
    @Test
    void drawingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        OutcomeSampler sampler = Bootstrap.of(history(60)).withMeanBlock(5).start();
        RandomStream random = random();
        Outcome out = new Outcome();
        long least = Long.MAX_VALUE;
        double sum = 0;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                sampler.next(random, out);
                sum += out.rMultiple();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(sum).isPositive();
        assertThat(least).isLessThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.99, -5, Double.NaN, Double.POSITIVE_INFINITY})
    void aBlockOfLessThanATradeIsRefused(double trades) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bootstrap.of(1).withMeanBlock(trades))
                .withMessage("meanBlock must be at least 1 trade and finite, was " + trades);
    }
}
