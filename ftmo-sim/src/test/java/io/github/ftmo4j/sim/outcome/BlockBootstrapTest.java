package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
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

    @Test
    void fixedBlocksFollowTheHistoryAndWrapAround() {
        int n = 7;
        int[] drawn = draw(Bootstrap.of(history(n)).withBlock(3));
        long[] starts = new long[n];
        for (int i = 0; i + 2 < DRAWS; i += 3) {
            assertThat(drawn[i + 1]).isEqualTo((drawn[i] + 1) % n);
            assertThat(drawn[i + 2]).isEqualTo((drawn[i] + 2) % n);
            starts[drawn[i]]++;
        }
        double[] expected = new double[n];
        Arrays.fill(expected, 1);
        assertThat(new ChiSquareTest().chiSquareTest(expected, starts)).isGreaterThan(FALSE_ALARM);
    }

    @Test
    void fixedBlocksOfOneTradeAreTheDrawsOfTheOrdinaryBootstrap() {
        assertThat(draw(Bootstrap.of(history(60)).withBlock(1))).isEqualTo(draw(Bootstrap.of(history(60))));
        assertThat(Bootstrap.of(history(60)).withBlock(1)).isEqualTo(Bootstrap.of(history(60)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bootstrap.of(1).withBlock(0))
                .withMessage("block must be at least 1 trade, was 0");
    }

    @Test
    void excursionsAreDrawnWithTheirTradeAndDoNotChangeTheDraws() {
        Bootstrap results = Bootstrap.of(-1, 2, 2);
        List<Excursions> excursions =
                List.of(new Excursions(-1.25, 0.5), new Excursions(-0.25, 2), new Excursions(-0.75, 2));
        for (Bootstrap bare : List.of(results, results.withMeanBlock(2), results.withBlock(2))) {
            Bootstrap model = bare.withExcursions(excursions);
            assertThat(draw(model)).isEqualTo(draw(bare));
            OutcomeSampler sampler = model.start();
            RandomStream random = random();
            Outcome out = new Outcome();
            int[] seen = new int[3];
            for (int i = 0; i < 300; i++) {
                sampler.next(random, out);
                Excursions drawn = new Excursions(out.adverse(), out.favourable());
                assertThat(drawn.enclose(out.rMultiple())).isTrue();
                seen[excursions.indexOf(drawn)]++;
            }
            assertThat(Arrays.stream(seen)).allMatch(count -> count > 50);
        }
        ExcursionLaw law = results.withExcursions(excursions).excursionLaw().orElseThrow();
        assertThat(law.adverseReaches(2, 0.25)).isEqualTo(1);
        assertThat(law.adverseReaches(2, 0.3)).isEqualTo(0.5);
        assertThat(law.adverseReaches(2, 0.8)).isZero();
        assertThat(law.favourableReaches(-1, 0.5)).isEqualTo(1);
        assertThat(law.favourableReaches(-1, 0.6)).isZero();
        assertThat(results.withMeanBlock(2).withExcursions(excursions).excursionLaw())
                .isEmpty();
    }

    @Test
    void excursionsThatDependOnEachOtherGivenTheResultHaveNoLaw() {
        assertThat(Bootstrap.of(0.5, 0.5)
                        .withExcursions(List.of(new Excursions(0, 1), new Excursions(-1, 2)))
                        .excursionLaw())
                .isEmpty();
    }

    @Test
    void excursionsOfOtherTradesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bootstrap.of(1, 2).withExcursions(List.of(new Excursions(0, 1))))
                .withMessage("excursions must be as many as the 2 R-multiples, were 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bootstrap.of(2).withExcursions(List.of(new Excursions(0, 1))))
                .withMessage("excursions must enclose the R-multiple 2.0, were Excursions[adverse=0.0,"
                        + " favourable=1.0] at index 0");
    }
}
