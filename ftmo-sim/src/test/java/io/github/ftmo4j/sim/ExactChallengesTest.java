package io.github.ftmo4j.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.PhaseCounts;
import io.github.ftmo4j.sim.odds.SampledOdds;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Challenges whose answers were computed elsewhere without random numbers, figure by figure; false alarms as
 * {@link Significance} says, about a hundred figures in all.
 */
class ExactChallengesTest {

    private static final long TRIALS = 200_000;
    private static final long SEED = 20_261_122;

    @ParameterizedTest(name = "{0} {1}@{2}R {3} of {4}, {5} a day")
    @CsvSource({
        "TOUCH, .48, 1.6, .01, BALANCE, 4, 0.932580, 0.962934, 0.968477, 16.5941, 15.4347, 0, .037066, 0, .031523",
        "TOUCH, .48, 1.6, .0025, BALANCE, 4, 0.999995, 0.999997, 0.999997, 60.7911, 66.1842, 0, .000003, 0, .000003",
        "TOUCH, .48, 1.6, .015, BALANCE, 4, 0.538872, 0.674799, 0.798567, 9.7302, 4.9906, .314754, .010447, .191564, .009869",
        "TOUCH, .48, 1.6, .01, INITIAL_BALANCE, 4, 0.925250, 0.958936, 0.964872, 16.4480, 14.5945, 0, .041064, 0, .035128",
        "TOUCH, .45, 1.5, .01, INITIAL_BALANCE, 4, 0.743015, 0.842626, 0.881785, 22.2889, 19.2561, 0, .157374, 0, .118215",
        "TOUCH, .50, 1.0, .01, INITIAL_BALANCE, 4, 0.333333, 0.500000, 0.666667, 36.5026, 29.4810, 0, .5, 0, .333333",
        "TOUCH, .48, 1.6, .01, INITIAL_BALANCE, Poisson 4, 0.765766, 0.844824, 0.906421, 15.2304, 9.9407, .134225, .020951, .074585, .018994",
        "BELOW, .48, 1.6, .01, INITIAL_BALANCE, 4, 0.929619, 0.961373, 0.966971, 16.5128, 14.8385, 0, .038627, 0, .033029",
        "BELOW, .50, 1.0, .01, INITIAL_BALANCE, 4, 0.360119, 0.523809, 0.687500, 38.9923, 33.4590, 0, .476190, 0, .312500",
    })
    void twoSteps(
            BreachTest test,
            double winRate,
            double win,
            double stake,
            RiskBase base,
            String perDay,
            double joint,
            double step1,
            double step2,
            double daysPassed,
            double daysFailed,
            double daily1,
            double maximum1,
            double daily2,
            double maximum2) {
        SampledOdds result = run(KnownChallenges.twoSteps(test, winRate, win, stake, base, perDay));

        Significance.assertShare("joint", result.ends().get(AttemptEnd.PASSED), TRIALS, joint);
        assertPhase(result.phaseCounts().get(0), step1, daily1, maximum1);
        assertPhase(result.phaseCounts().get(1), step2, daily2, maximum2);
        Significance.assertMean("days passed", result.daysToPass(), daysPassed);
        Significance.assertMean("days failed", result.daysToFail(), daysFailed);
        assertThat(result.ends()).containsEntry(AttemptEnd.STALLED, 0L).containsEntry(AttemptEnd.TIME_LIMIT, 0L);
    }

    private static void assertPhase(PhaseCounts phase, double passed, double daily, double maximum) {
        Map<AttemptEnd, Long> ends = phase.ends();
        Significance.assertShare(phase.name() + " passed", ends.get(AttemptEnd.PASSED), phase.entered(), passed);
        Significance.assertShare(phase.name() + " daily", ends.get(AttemptEnd.DAILY_LOSS), phase.entered(), daily);
        Significance.assertShare(
                phase.name() + " maximum", ends.get(AttemptEnd.MAXIMUM_LOSS), phase.entered(), maximum);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "D1, 0.638539, 4.3757, 3.7182, .341078, .020382, 0",
        "D2, 0.854210, 5.9513, 7.0912, 0, .145790, 0",
        "D5, 0.854210, 6.0292, 7.3995, 0, .145790, 0",
        "D9, 0.539330, 6.0429, 4.4604, .440071, .020599, 0",
        "D12, 0.638413, 14.0307, 24.5018, .044919, .087366, .229303",
    })
    void oneStep(
            String id,
            double pass,
            double daysPassed,
            double daysFailed,
            double daily,
            double maximum,
            double timeLimit) {
        SampledOdds result = run(KnownChallenges.oneStep(id));

        assertPhase(result.phaseCounts().get(0), pass, daily, maximum);
        Significance.assertShare("time limit", result.ends().get(AttemptEnd.TIME_LIMIT), TRIALS, timeLimit);
        Significance.assertMean("days passed", result.daysToPass(), daysPassed);
        Significance.assertMean("days failed", result.daysToFail(), daysFailed);
    }

    @Test
    void oneStepWithinFifteenDays() {
        SampledOdds result = run(KnownChallenges.oneStepWithinFifteenDays());
        assertPhase(result.phaseCounts().get(0), 0.377040, .573121, .005243);
        Significance.assertShare("time limit", result.ends().get(AttemptEnd.TIME_LIMIT), TRIALS, .044596);
        Significance.assertMean("days passed", result.daysToPass(), 7.3962);
        Significance.assertMean("days failed", result.daysToFail(), 5.6124);
    }

    /** One by one, the streaks of the history are lost; in blocks they stay, and cost passes. */
    @ParameterizedTest
    @CsvSource({"1, 0.333333", "5, 0.302550"})
    void bootstrapOfAStreakyHistory(double meanBlock, double pass) {
        SampledOdds result = run(KnownChallenges.streaks(meanBlock));
        Significance.assertShare("pass", result.ends().get(AttemptEnd.PASSED), TRIALS, pass);
    }

    /** The same figures, within 4 standard errors of more trials. */
    @ParameterizedTest
    @CsvSource({"1, 0.333333", "5, 0.302550"})
    @Tag("thorough")
    void bootstrapOfAStreakyHistoryInManyTrials(double meanBlock, double pass) {
        long trials = 1_000_000;
        SampledOdds result = KnownChallenges.streaks(meanBlock)
                .trials(trials)
                .seed(SEED)
                .build()
                .run();
        Significance.assertShare("pass", result.ends().get(AttemptEnd.PASSED), trials, pass);
    }

    /**
     * Even bets between two barriers: P = (1 − r^d) / (1 − r^(u+d)) with r = q / p, and ((u + d) P − d) / (2p − 1)
     * trades, one a day.
     */
    @ParameterizedTest
    @CsvSource({
        ".50, 10, 10, 0.5000000000, 100",
        ".52, 10, 10, 0.6900658296, 95.032915",
        ".48, 5, 10, 0.5281492095, 51.944046",
    })
    void evenBetsBetweenTwoBarriers(double winRate, int up, int down, double pass, double meanTrades) {
        Phase step = KnownChallenges.step()
                .profitTarget(up / 100.0)
                .maximumLoss(down / 100.0)
                .build();
        SampledOdds result = run(KnownChallenges.evenBets(step, winRate));
        Significance.assertShare("pass", result.ends().get(AttemptEnd.PASSED), TRIALS, pass);
        double mean = (double) (result.daysToPass().sum() + result.daysToFail().sum()) / TRIALS;
        // the number of trades spreads about as widely as it is large
        assertThat(Math.abs(mean - meanTrades)).isLessThan(4 * meanTrades / Math.sqrt(TRIALS));
    }

    private static SampledOdds run(Simulation.Builder challenge) {
        return challenge.trials(TRIALS).seed(SEED).build().run();
    }
}
