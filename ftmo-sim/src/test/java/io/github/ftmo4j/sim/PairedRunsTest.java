package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.TrialRanges;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.statistics.Difference;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Differences between plans that use the same draws. */
class PairedRunsTest {

    private static Simulation.Builder risking(double fraction) {
        return Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(BernoulliR.of(.45, 1.5))
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofBalance(fraction)))
                .trials(3_000)
                .seed(42);
    }

    /** A run of one trial more shows what became of that trial alone. */
    private static boolean[] passedOneByOne(Simulation simulation) {
        boolean[] passed = new boolean[Math.toIntExact(simulation.trials())];
        long before = 0;
        for (int trial = 0; trial < passed.length; trial++) {
            SampledOdds upToHere =
                    simulation.toBuilder().trials(trial + 1).build().run(Execution.threads(1));
            long passes = upToHere.trials() - upToHere.passes().count(0);
            passed[trial] = passes > before;
            before = passes;
        }
        return passed;
    }

    @Test
    void countsTheTrialsThatCameOutDifferently() {
        Simulation.Builder two = risking(0.012).trials(600).accounts(2, Dependence.independent());
        Simulation candidate = two.build();
        Simulation baseline =
                two.sizing(PositionSizer.of(FixedFractional.ofBalance(0.016))).build();
        boolean[] here = passedOneByOne(candidate);
        boolean[] there = passedOneByOne(baseline);
        long gained = 0;
        long lost = 0;
        for (int trial = 0; trial < here.length; trial++) {
            gained += here[trial] && !there[trial] ? 1 : 0;
            lost += there[trial] && !here[trial] ? 1 : 0;
        }
        assertThat(gained).isPositive();
        assertThat(lost).isPositive();
        Comparison compared = baseline.compare(candidate);
        assertThat(compared.differences()).containsExactly(Difference.of(gained, lost, 600));
        assertThat(compared.baseline().tally()).isEqualTo(baseline.run().tally());
        assertThat(compared.others().get(0).tally()).isEqualTo(candidate.run().tally());
    }

    @Test
    void isTheDifferenceOfTheEstimates() {
        Comparison compared = risking(0.02).build().compare(risking(0.01).build());
        SampledOdds candidate = compared.others().get(0);
        SampledOdds baseline = compared.baseline();
        Difference difference = compared.differences().get(0);
        long more = candidate.passes().count(1) - baseline.passes().count(1);
        assertThat(difference.gained() - difference.lost()).isEqualTo(more);
        assertThat(difference.value()).isEqualTo(more / 3_000.0);
        assertThat(difference.n()).isEqualTo(3_000);
        assertThat(difference.level()).isEqualTo(0.95);
    }

    @Test
    void aPlanDoesNotDifferFromItself() {
        Difference none = difference(risking(0.01), risking(0.01));
        assertThat(none).isEqualTo(Difference.of(0, 0, 3_000));
        assertThat(none.upper()).isBetween(0.001, 0.002);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void threadsDoNotMatter(int threads) {
        List<Simulation> others = List.of(
                risking(0.01).build(), risking(0.02).build(), risking(0.03).build());
        Comparison compared = risking(0.015).build().compare(others, Execution.threads(threads));
        assertThat(compared.differences())
                .containsExactly(
                        difference(risking(0.01), risking(0.015)),
                        difference(risking(0.02), risking(0.015)),
                        difference(risking(0.03), risking(0.015)));
        assertThat(compared.differences().get(0).gained()).isPositive();
    }

    private static Difference difference(Simulation.Builder candidate, Simulation.Builder baseline) {
        return baseline.build().compare(candidate.build()).differences().get(0);
    }

    /** Copies are one attempt: they pass as a lone account does. */
    @Test
    void copiesAreComparedWithALoneAccount() {
        assertThat(difference(risking(0.01).accounts(3, Dependence.copied()), risking(0.01)))
                .isEqualTo(Difference.of(0, 0, 3_000));
    }

    private static Simulation.Builder evenBets(double target, double loss) {
        Phase step = Phase.builder("Even bets", usd(100_000))
                .profitTarget(target)
                .maximumLoss(loss)
                .breachTest(BreachTest.TOUCH)
                .build();
        return Simulation.of(Program.of("Even bets", step))
                .trades(BernoulliR.of(.5, 1))
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)));
    }

    /**
     * Of the same even bets, +2 R before −3 R happens to 60 %, +6 R before −4 R to 40 %. The second without the first:
     * down to −3 R first (40 %), then up to 6 R before −4 R (10 %), 4 % in all; hence the first without the second: 24
     * %. Of 2,000 intervals of 100 trials as many must hold 20 points as the formula covers, within 4 standard errors:
     * false alarm 6.3e-5.
     */
    @Test
    void coversTheTrueDifference() {
        int trials = 100;
        int repetitions = 2_000;
        double gained = 0.24;
        double lost = 0.04;
        Simulation.Builder candidate = evenBets(0.02, 0.03).trials(trials);
        Simulation.Builder baseline = evenBets(0.06, 0.04).trials(trials);
        long covered = 0;
        long allGained = 0;
        long allLost = 0;
        for (int seed = 0; seed < repetitions; seed++) {
            Difference difference = baseline.seed(seed)
                    .build()
                    .compare(List.of(candidate.seed(seed).build()), Execution.threads(1))
                    .differences()
                    .get(0);
            covered += holds(difference, gained - lost) ? 1 : 0;
            allGained += difference.gained();
            allLost += difference.lost();
        }
        double promised = 0;
        BinomialDistribution discordant = new BinomialDistribution(null, trials, gained + lost);
        for (int differing = 0; differing <= trials; differing++) {
            BinomialDistribution split = new BinomialDistribution(null, differing, gained / (gained + lost));
            for (int up = 0; up <= differing; up++) {
                if (holds(Difference.of(up, differing - up, trials), gained - lost)) {
                    promised += discordant.probability(differing) * split.probability(up);
                }
            }
        }
        assertThat(promised).isBetween(0.94, 0.96);
        Significance.assertShare("coverage", covered, repetitions, promised);
        Significance.assertShare("gained", allGained, (long) trials * repetitions, gained);
        Significance.assertShare("lost", allLost, (long) trials * repetitions, lost);
    }

    private static boolean holds(Difference difference, double exact) {
        return difference.lower() <= exact && exact <= difference.upper();
    }

    @Test
    void onlyRunsOfTheSameDrawsAreCompared() {
        Simulation baseline = risking(0.01).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> baseline.compare(risking(0.01).seed(43).build()))
                .withMessage("seed must be that of the baseline, was 43, baseline 42");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> baseline.compare(risking(0.01).trials(3_001).build()))
                .withMessage("trials must be that of the baseline, was 3001, baseline 3000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> baseline.compare(
                        risking(0.01).accounts(2, Dependence.independent()).build()))
                .withMessage(
                        "number of accounts with independent draws must be that of the baseline, was 2, baseline 1");
    }

    @Test
    void onlyWhatIsCompleteInAllIsCompared() {
        Thread caller = Thread.currentThread();
        Comparison stopped = risking(0.01)
                .build()
                .compare(
                        List.of(risking(0.015).build()),
                        Execution.threads(1).onProgress((done, total) -> caller.interrupt()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.baseline().complete()).isFalse();
        assertThat(stopped.baseline().covered()).isEqualTo(TrialRanges.of(0, 512));
        Comparison undisturbed = risking(0.01)
                .trials(512)
                .build()
                .compare(risking(0.015).trials(512).build());
        assertThat(stopped.differences()).isEqualTo(undisturbed.differences());
    }
}
