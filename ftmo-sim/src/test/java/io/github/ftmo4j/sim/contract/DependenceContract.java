package io.github.ftmo4j.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.JointDraws;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * What every dependence must satisfy. To test one of your own, implement this in a test class, as
 * {@link OutcomeModelContract} says it.
 *
 * <p>Laws are tested at a fixed seed: a right dependence fails for 1e−6 of all seeds in each of five comparisons.
 */
public interface DependenceContract {

    /** The seed of comparisons with a law. */
    long SEED = 20_261_128;

    /** How many uniform numbers are compared with their law. */
    int COMPARED = 20_000;

    /** Asymptotic: P(√n D > 2.69) = 1.0e−6. */
    double KOLMOGOROV = 2.69;

    /**
     * The dependences to be tested: yours, with any parameters that they may have. For the test of equality each call
     * of the mapping must make a new one.
     */
    @Provide
    Arbitrary<Dependence> candidates();

    @Property(tries = 100)
    default void dependencesOfEqualParametersAreEqualAndDrawTheSame(
            @ForAll long seed, @ForAll @IntRange(max = 9) int account) {
        Twins<Dependence> dependences = Twins.of(candidates(), seed);
        dependences.assertEqual();
        assertThat(draw(dependences.one(), seed, 3, account))
                .isEqualTo(Streams.onAnotherThread(() -> draw(dependences.two(), seed, 3, account)));
    }

    @Property(tries = 100)
    default void statesItsParameters(@ForAll("candidates") Dependence dependence) {
        Twins.assertStatesItsParameters(dependence);
    }

    @Property(tries = 100)
    default void theNumberOfAttemptsDividesThatOfAccounts(
            @ForAll("candidates") Dependence dependence, @ForAll @IntRange(min = 1, max = 1_000) int accounts) {
        int drawn = dependence.attemptsDrawn(accounts);
        assertThat(drawn).isBetween(1, accounts);
        assertThat(accounts % drawn).isZero();
    }

    /** A trial may be repeated alone, and so may an account: neither depends on what was run before. */
    @Property(tries = 100)
    default void drawsDependOnSeedTrialAndAccountOnly(
            @ForAll("candidates") Dependence dependence, @ForAll long seed, @ForAll @IntRange(max = 9) int account) {
        JointDraws used = dependence.draws(seed);
        draw(used, seed, 1, account + 1);
        assertThat(draw(used, seed, 2, account)).isEqualTo(draw(dependence, seed, 2, account));
    }

    /** Trade by trade and within a trade: the numbers of one account are like those of any generator. */
    @Property(tries = 10)
    default void oneAccountAloneDrawsAsWithoutADependence(@ForAll("candidates") Dependence dependence) {
        JointDraws joint = dependence.draws(SEED);
        RandomStream own = new RandomStream(SEED, 0, 1, 0, Purpose.OUTCOME);
        double[] first = new double[COMPARED];
        double[] second = new double[COMPARED];
        double[] inARow = new double[COMPARED];
        double[] ofTwoTrades = new double[COMPARED];
        double before = 0;
        for (int i = 0; i < COMPARED; i++) {
            RandomGenerator random = joint.of(own, Purpose.OUTCOME, 0, i / 4, i % 4);
            first[i] = random.nextDouble();
            second[i] = random.nextDouble();
            inARow[i] = (first[i] + second[i]) % 1;
            ofTwoTrades[i] = (first[i] + before) % 1;
            before = first[i];
        }
        assertUniform(dependence, first);
        assertUniform(dependence, second);
        assertUniform(dependence, inARow);
        assertUniform(dependence, ofTwoTrades);
        double[] ofDays = new double[COMPARED];
        for (int i = 0; i < COMPARED; i++) {
            ofDays[i] =
                    joint.of(own, Purpose.OUTCOME, 0, i, JointDraws.ONCE_A_DAY).nextDouble();
        }
        assertUniform(dependence, ofDays);
    }

    private static void assertUniform(Dependence dependence, double[] drawn) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < COMPARED; i++) {
            distance =
                    Math.max(distance, Math.max(sorted[i] - (double) i / COMPARED, (i + 1.0) / COMPARED - sorted[i]));
        }
        assertThat(Math.sqrt(COMPARED) * distance).as("%s", dependence).isLessThan(KOLMOGOROV);
    }

    @Property(tries = 20)
    default void whatIsSaidOfAllAccountsIsTrue(@ForAll("candidates") Dependence dependence, @ForAll long seed) {
        if (dependence.isIndependent()) {
            RandomStream own = new RandomStream(seed, 0, 1, 0, Purpose.OUTCOME);
            double[] alone = new double[Drawn.DRAWS];
            Arrays.setAll(alone, i -> own.nextDouble());
            assertThat(draw(dependence, seed, 0, 1)).isEqualTo(alone);
        }
        if (dependence.isAlike() && dependence.attemptsDrawn(2) == 2) {
            assertThat(draw(dependence, seed, 0, 1)).isEqualTo(draw(dependence, seed, 0, 0));
        }
    }

    @Property(tries = 20)
    default void drawsAllocateNothing(@ForAll("candidates") Dependence dependence, @ForAll long seed) {
        JointDraws joint = dependence.draws(seed);
        RandomStream own = new RandomStream(seed, 0, 1, 0, Purpose.OUTCOME);
        assertThat(Allocation.bytesPerCall(
                        () -> joint.of(own, Purpose.OUTCOME, 0, 1, 1).nextDouble()))
                .as("bytes per draw of %s", dependence)
                .isZero();
    }

    private static double[] draw(Dependence dependence, long seed, long trial, int account) {
        return draw(dependence.draws(seed), seed, trial, account);
    }

    private static double[] draw(JointDraws joint, long seed, long trial, int account) {
        RandomStream own = new RandomStream(seed, trial, account, 0, Purpose.OUTCOME);
        double[] drawn = new double[Drawn.DRAWS];
        Arrays.setAll(
                drawn, i -> joint.of(own, Purpose.OUTCOME, trial, i / 3, i % 3).nextDouble());
        return drawn;
    }
}
