package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The excursions against closed forms, against walks with small steps, and the samplers against the laws they state.
 * Kolmogorov and Smirnov, and shares within 4 standard errors: each check rejects a right program in at most one of
 * 10,000 seeds.
 */
class ExcursionsTest {

    private static final int DRAWS = 40_000;
    private static final int MANY_DRAWS = 400_000;
    private static final double CRITICAL = 2.23;

    private final RandomStream outcomes = new RandomStream(5, 0, 0, 0, Purpose.OUTCOME);
    private final RandomStream inside = new RandomStream(5, 1, 0, 0, Purpose.OUTCOME);

    /** s(x) of the fixed drift, straight from its definition. */
    private static double s(double drift, double x) {
        return drift == 0 ? x : (1 - Math.exp(-drift * x)) / drift;
    }

    @ParameterizedTest
    @CsvSource({
        "0.48, 1.6, -1",
        "0.45, 1.5, -1",
        "0.5, 1, -1",
        "0.9, 0.2, -1.3",
        "0.02, 30, -0.5",
        "0.4, 1.5, -1",
        "0.999, 1, -1"
    })
    void theDriftGivesTheWinRateAndTheLawsAreTheClosedForms(double p, double b, double loss) {
        StopAndTarget model = new BernoulliR(p, b, loss).withExcursions();
        double a = -loss;
        double drift = model.drift();
        double range = s(drift, b) - s(drift, -a);
        assertThat(-s(drift, -a) / range).isCloseTo(p, within(1e-12));
        ExcursionLaw law = model.excursionLaw().orElseThrow();
        for (int i = 1; i < 20; i++) {
            double y = a * i / 20;
            double z = b * i / 20;
            double adverse = s(drift, b) / (s(drift, b) - s(drift, -y)) * (s(drift, -y) - s(drift, -a)) / range / p;
            double favourable =
                    -s(drift, -a) / (s(drift, z) - s(drift, -a)) * (s(drift, b) - s(drift, z)) / range / (1 - p);
            assertThat(law.adverseReaches(b, y)).isCloseTo(adverse, within(1e-10));
            assertThat(law.favourableReaches(loss, z)).isCloseTo(favourable, within(1e-10));
            assertThat(law.adverseReaches(loss, y)).isEqualTo(1);
            assertThat(law.favourableReaches(b, z)).isEqualTo(1);
        }
        assertThat(law.adverseReaches(loss, a)).isEqualTo(1);
        assertThat(law.adverseReaches(loss, a + 1e-9)).isZero();
        assertThat(law.adverseReaches(b, a)).isZero();
    }

    @Test
    void aFairPriceHasRationalLaws() {
        double b = 1.5;
        StopAndTarget model = BernoulliR.of(0.4, b).withExcursions();
        assertThat(model.drift()).isCloseTo(0, within(1e-12));
        ExcursionLaw law = model.excursionLaw().orElseThrow();
        assertThat(law.adverseReaches(b, 0.7)).isCloseTo(b * 0.3 / (b + 0.7), within(1e-12));
        assertThat(law.favourableReaches(-1, 0.7)).isCloseTo((b - 0.7) / (b * 1.7), within(1e-12));
    }

    @Test
    void certainResultsGoStraightThere() {
        assertThat(drawn(BernoulliR.of(1, 2).withExcursions()))
                .hasToString("Outcome[rMultiple=2.0, adverse=-0.0, favourable=2.0]");
        assertThat(drawn(BernoulliR.of(0, 2).withExcursions()))
                .hasToString("Outcome[rMultiple=-1.0, adverse=-1.0, favourable=0.0]");
    }

    private Outcome drawn(OutcomeModel model) {
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        sampler.next(outcomes, out);
        sampler.complete(inside, out);
        return out;
    }

    /**
     * A walk of ±h whose odds at stop and target are those of the trade: between grid points it has the same laws as
     * the Brownian motion, exactly.
     */
    @ParameterizedTest
    @CsvSource({"0.48, 1.6", "0.45, 1.5", "0.3, 2"})
    void drawsHaveTheExcursionsOfAFineWalk(double p, double b) {
        requireExcursionsOfAWalk(p, b, DRAWS);
    }

    @ParameterizedTest
    @CsvSource({"0.48, 1.6", "0.45, 1.5", "0.3, 2"})
    @Tag("thorough")
    void manyDrawsHaveTheExcursionsOfAFineWalk(double p, double b) {
        requireExcursionsOfAWalk(p, b, MANY_DRAWS);
    }

    private void requireExcursionsOfAWalk(double p, double b, int draws) {
        double h = 0.025;
        StopAndTarget model = BernoulliR.of(p, b).withExcursions();
        // up with the probability that the Brownian motion is at +h before −h
        double up = 1 / (1 + Math.exp(-model.drift() * h));
        int[] walkWins = new int[4];
        int[] walkLosses = new int[4];
        int[] drawnWins = new int[4];
        int[] drawnLosses = new int[4];
        double[] level = {0, 0.25, 0.5, 0.75};
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        for (int i = 0; i < draws; i++) {
            int at = 0;
            int lowest = 0;
            int highest = 0;
            int target = (int) Math.round(b / h);
            int stop = (int) Math.round(-1 / h);
            while (at < target && at > stop) {
                at += inside.nextDouble() < up ? 1 : -1;
                lowest = Math.min(lowest, at);
                highest = Math.max(highest, at);
            }
            count(at == target, -lowest * h, highest * h / b, level, walkWins, walkLosses);
            sampler.next(outcomes, out);
            sampler.complete(inside, out);
            count(out.rMultiple() > 0, -out.adverse(), out.favourable() / b, level, drawnWins, drawnLosses);
        }
        for (int k = 0; k < level.length; k++) {
            assertThat((double) drawnWins[k] / draws)
                    .isCloseTo((double) walkWins[k] / draws, within(fourErrors(walkWins[k], draws)));
            assertThat((double) drawnLosses[k] / draws)
                    .isCloseTo((double) walkLosses[k] / draws, within(fourErrors(walkLosses[k], draws)));
        }
    }

    /** Of a difference of two shares. */
    private static double fourErrors(int seen, int draws) {
        double share = (double) seen / draws;
        return 4 * Math.sqrt(2 * share * (1 - share) / draws);
    }

    private static void count(
            boolean won, double adverse, double favourable, double[] level, int[] wins, int[] losses) {
        for (int k = 0; k < level.length; k++) {
            // a walk is on the grid: the levels are too, up to rounding
            if (won && adverse >= level[k] - 1e-9) {
                wins[k]++;
            }
            if (!won && favourable >= level[k] - 1e-9) {
                losses[k]++;
            }
        }
    }

    private static Stream<OutcomeModel> modelsWithALaw() {
        return Stream.of(
                BernoulliR.of(0.48, 1.6).withExcursions(),
                new BernoulliR(0.7, 0.5, -1.2).withExcursions(),
                BernoulliR.of(0.4, 1.5).withExcursions(),
                BernoulliR.of(0.4, 1.5).withExcursions().breakevenAt(0.5),
                BernoulliR.of(0.45, 2).withExcursions().breakevenAt(1.5),
                new GaussianReturns(0.001, 0.01, 0.02).withExcursions(),
                SkewedReturns.normal(1.5, 0.002, 0.02, 0.01).withExcursions(),
                new StudentTReturns(4, 0.002, 0.02, 0.01).withExcursions(),
                new StudentTReturns(2.5, 0, 0.02, 0.01).withExcursions());
    }

    /** P(reaching what was drawn) is uniform, for winners and losers apart where there is a choice. */
    @ParameterizedTest
    @MethodSource("modelsWithALaw")
    void drawsFollowTheStatedLaw(OutcomeModel model) {
        requireLaw(model, DRAWS);
    }

    @ParameterizedTest
    @MethodSource("modelsWithALaw")
    @Tag("thorough")
    void manyDrawsFollowTheStatedLaw(OutcomeModel model) {
        requireLaw(model, MANY_DRAWS);
    }

    private void requireLaw(OutcomeModel model, int draws) {
        ExcursionLaw law = model.excursionLaw().orElseThrow();
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        double[] adverse = new double[draws];
        double[] favourable = new double[draws];
        int ofAdverse = 0;
        int ofFavourable = 0;
        for (int i = 0; i < draws; i++) {
            sampler.next(outcomes, out);
            sampler.complete(inside, out);
            double r = out.rMultiple();
            if (out.adverse() < Math.min(0, r)) {
                adverse[ofAdverse++] = law.adverseReaches(r, -out.adverse());
            }
            if (out.favourable() > Math.max(0, r)) {
                favourable[ofFavourable++] = law.favourableReaches(r, out.favourable());
            }
        }
        assertUniform(adverse, ofAdverse, draws);
        assertUniform(favourable, ofFavourable, draws);
    }

    private static void assertUniform(double[] values, int n, int draws) {
        assertThat(n).isGreaterThan(draws / 10);
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < n; i++) {
            distance = Math.max(distance, Math.max(sorted[i] - (double) i / n, (i + 1.0) / n - sorted[i]));
        }
        assertThat(distance * Math.sqrt(n)).isLessThan(CRITICAL);
    }

    private static Stream<Arguments> barriers() {
        return Stream.of(
                Arguments.of(new GaussianReturns(0.3, 1, 1).withExcursions(), (DoubleUnaryOperator) e -> 1),
                // Student: the variance of a step is degrees / chi-square
                Arguments.of(new StudentTReturns(4, 0.3, Math.sqrt(2), 1).withExcursions(), (DoubleUnaryOperator)
                        chiSquare -> 4 / chiSquare));
    }

    /**
     * Without regard to the result: P(a path of the drift m and the variance v falls to −y) = Φ((−y − m)/√v) +
     * e^(−2my/v) Φ((−y + m)/√v), watched continuously; averaged over v for Student's law. Within 4 standard errors.
     */
    @ParameterizedTest
    @MethodSource("barriers")
    void pathsReachABarrierAsBrownianMotionDoes(OutcomeModel model, DoubleUnaryOperator variance) {
        double y = 0.8;
        double exact = 0;
        int parts = 4_000;
        for (int i = 0; i < parts; i++) {
            // chi-square with 4 degrees by inversion of 1 − e^(−x/2) (1 + x/2)
            double v = variance.applyAsDouble(chiSquareOfFour((i + 0.5) / parts));
            // the drift of Student's step is not scaled with its variance
            double m = 0.3;
            exact += (NormalLaw.standard((-y - m) / Math.sqrt(v))
                            + Math.exp(-2 * m * y / v) * NormalLaw.standard((-y + m) / Math.sqrt(v)))
                    / parts;
        }
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        int n = 400_000;
        int reached = 0;
        for (int i = 0; i < n; i++) {
            sampler.next(outcomes, out);
            sampler.complete(inside, out);
            if (out.adverse() <= -y) {
                reached++;
            }
        }
        assertThat((double) reached / n).isCloseTo(exact, within(4 * Math.sqrt(exact * (1 - exact) / n)));
    }

    private static double chiSquareOfFour(double probability) {
        double low = 0;
        double high = 200;
        while (high - low > 1e-9) {
            double x = (low + high) / 2;
            if (1 - Math.exp(-x / 2) * (1 + x / 2) < probability) {
                low = x;
            } else {
                high = x;
            }
        }
        return low;
    }

    private static Stream<Arguments> wrapped() {
        BernoulliR bernoulli = BernoulliR.of(0.48, 1.6);
        GaussianReturns gaussian = new GaussianReturns(0.001, 0.01, 0.01);
        StudentTReturns student = new StudentTReturns(4, 0.001, 0.01, 0.01);
        return Stream.of(
                Arguments.of(bernoulli, bernoulli.withExcursions()),
                Arguments.of(gaussian, gaussian.withExcursions()),
                Arguments.of(student, student.withExcursions()));
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void resultsAreThoseOfTheModelWithoutExcursions(OutcomeModel bare, OutcomeModel wrapped) {
        RandomStream twin = new RandomStream(5, 0, 0, 0, Purpose.OUTCOME);
        OutcomeSampler one = bare.start();
        OutcomeSampler two = wrapped.start();
        Outcome expected = new Outcome();
        Outcome out = new Outcome();
        for (int i = 0; i < 1_000; i++) {
            one.next(twin, expected);
            two.next(outcomes, out);
            two.complete(inside, out);
            assertThat(out.rMultiple()).isEqualTo(expected.rMultiple());
        }
        assertThat(wrapped.law()).isEqualTo(bare.law());
    }

    /** Results and excursions of a fine walk whose stop is moved; shares within 4 standard errors of a difference. */
    @ParameterizedTest
    @CsvSource({"0.48, 1.6, 0.8", "0.45, 1.5, 0.25", "0.3, 2, 1"})
    void aStopThatIsMovedIsThatOfAFineWalk(double p, double b, double trigger) {
        double h = 0.025;
        BreakevenStop model = BernoulliR.of(p, b).withExcursions().breakevenAt(trigger);
        double up = 1 / (1 + Math.exp(-model.trades().drift() * h));
        int[] walked = new int[9];
        int[] drawn = new int[9];
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        int target = (int) Math.round(b / h);
        for (int i = 0; i < DRAWS; i++) {
            int at = 0;
            int lowest = 0;
            int highest = 0;
            int stop = (int) Math.round(-1 / h);
            while (at < target && at > stop) {
                at += inside.nextDouble() < up ? 1 : -1;
                lowest = Math.min(lowest, at);
                highest = Math.max(highest, at);
                if (at >= Math.round(trigger / h)) {
                    stop = 0;
                }
            }
            countMoved(at * h, -lowest * h, highest * h, b, walked);
            sampler.next(outcomes, out);
            sampler.complete(inside, out);
            countMoved(out.rMultiple(), -out.adverse(), out.favourable(), b, drawn);
        }
        for (int k = 0; k < walked.length; k++) {
            assertThat((double) drawn[k] / DRAWS)
                    .as("figure %s", k)
                    .isCloseTo((double) walked[k] / DRAWS, within(fourErrors(Math.max(walked[k], 10), DRAWS)));
        }
    }

    private static void countMoved(double r, double adverse, double favourable, double b, int[] counts) {
        int kind = r > 1e-9 ? 0 : r > -1e-9 ? 1 : 2;
        counts[3 * kind]++;
        counts[3 * kind + 1] += adverse >= 0.5 - 1e-9 ? 1 : 0;
        counts[3 * kind + 2] += favourable >= b / 2 - 1e-9 ? 1 : 0;
    }

    @Test
    void theLawOfAMovedStopIsThatOfItsDraws() {
        BreakevenStop model = BernoulliR.of(0.48, 1.6).withExcursions().breakevenAt(0.8);
        DiscreteLaw law = model.law().orElseThrow();
        OutcomeSampler sampler = model.start();
        Outcome out = new Outcome();
        int n = 400_000;
        int[] seen = new int[3];
        for (int i = 0; i < n; i++) {
            sampler.next(outcomes, out);
            sampler.complete(inside, out);
            seen[out.rMultiple() < 0 ? 0 : out.rMultiple() == 0 ? 1 : 2]++;
        }
        for (int k = 0; k < 3; k++) {
            double share = law.probability(k);
            assertThat((double) seen[k] / n).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / n)));
        }
        assertThat(BernoulliR.of(1, 1).withExcursions().breakevenAt(0.5).probability())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BernoulliR.of(0.5, 1).withExcursions().breakevenAt(1))
                .withMessage("trigger must be above 0 and below the target 1.0, was 1.0");
    }
}
