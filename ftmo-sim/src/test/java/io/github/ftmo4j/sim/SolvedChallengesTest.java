package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.PhaseOdds;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Challenges whose answers were computed elsewhere: the solver has to meet all digits. */
class SolvedChallengesTest {

    /**
     * The mean days of those who fail at a quarter of a percent were printed as 66.1842; a lattice of wins and losses
     * in doubles, without rounding to cents, gives 66.183795, too.
     */
    @ParameterizedTest(name = "{0} {1}@{2}R {3} of {4}, {5} a day")
    @CsvSource({
        "TOUCH, .48, 1.6, .01, BALANCE, 4, 0.932580, 0.962934, 0.968477, 16.5941, 15.4347, 0, .037066, 0, .031523",
        "TOUCH, .48, 1.6, .0025, BALANCE, 4, 0.999995, 0.999997, 0.999997, 60.7911, 66.1838, 0, .000003, 0, .000003",
        "TOUCH, .48, 1.6, .015, BALANCE, 4, 0.538872, 0.674799, 0.798567, 9.7302, 4.9906, .314754, .010447, .191564, .009869",
        "TOUCH, .48, 1.6, .01, INITIAL_BALANCE, 4, 0.925250, 0.958936, 0.964872, 16.4480, 14.5945, 0, .041064, 0, .035128",
        "TOUCH, .45, 1.5, .01, INITIAL_BALANCE, 4, 0.743015, 0.842626, 0.881785, 22.2889, 19.2561, 0, .157374, 0, .118215",
        "TOUCH, .50, 1.0, .01, INITIAL_BALANCE, 4, 0.333333, 0.500000, 0.666667, 36.5026, 29.4810, 0, .500000, 0, .333333",
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
            BigDecimal joint,
            BigDecimal step1,
            BigDecimal step2,
            BigDecimal daysPassed,
            BigDecimal daysFailed,
            BigDecimal daily1,
            BigDecimal maximum1,
            BigDecimal daily2,
            BigDecimal maximum2) {
        ExactOdds odds = solve(KnownChallenges.twoSteps(test, winRate, win, stake, base, perDay));
        assertThat(odds.pass().isComputed()).isTrue();
        assertThat(odds.error()).isLessThan(1e-8);
        assertDigits("joint", odds.pass().value(), joint);
        assertPhase(odds.phases().get(0), step1, daily1, maximum1);
        assertPhase(odds.phases().get(1), step2, daily2, maximum2);
        assertDigits("days passed", odds.daysToPass().mean(), daysPassed);
        assertDigits("days failed", odds.daysToFail().mean(), daysFailed);
        assertThat(odds.share(AttemptEnd.STALLED).value()).isZero();
        assertThat(odds.share(AttemptEnd.TIME_LIMIT).value()).isZero();
    }

    private static void assertPhase(PhaseOdds phase, BigDecimal passed, BigDecimal daily, BigDecimal maximum) {
        assertDigits(phase.name() + " passed", phase.passed().orElseThrow().value(), passed);
        assertDigits(phase.name() + " daily", end(phase, AttemptEnd.DAILY_LOSS), daily);
        assertDigits(phase.name() + " maximum", end(phase, AttemptEnd.MAXIMUM_LOSS), maximum);
    }

    private static double end(PhaseOdds phase, AttemptEnd end) {
        return Objects.requireNonNull(phase.ends().get(end)).value();
    }

    /** A figure that was rounded to its last digit. */
    private static void assertDigits(String name, double value, BigDecimal printed) {
        double half = 0.5001 * Math.pow(10, -Math.max(printed.scale(), printed.signum() == 0 ? 6 : 0));
        assertThat(value).as(name).isCloseTo(printed.doubleValue(), within(half));
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
            BigDecimal pass,
            BigDecimal daysPassed,
            BigDecimal daysFailed,
            BigDecimal daily,
            BigDecimal maximum,
            BigDecimal timeLimit) {
        ExactOdds odds = solve(KnownChallenges.oneStep(id));
        assertPhase(odds.phases().get(0), pass, daily, maximum);
        assertDigits("time limit", odds.share(AttemptEnd.TIME_LIMIT).value(), timeLimit);
        assertDigits("days passed", odds.daysToPass().mean(), daysPassed);
        assertDigits("days failed", odds.daysToFail().mean(), daysFailed);
    }

    @Test
    void oneStepWithinFifteenDays() {
        ExactOdds odds = solve(KnownChallenges.oneStepWithinFifteenDays());
        assertPhase(
                odds.phases().get(0), new BigDecimal("0.377040"), new BigDecimal(".573121"), new BigDecimal(".005243"));
        assertDigits("time limit", odds.share(AttemptEnd.TIME_LIMIT).value(), new BigDecimal(".044596"));
        assertDigits("days passed", odds.daysToPass().mean(), new BigDecimal("7.3962"));
        assertDigits("days failed", odds.daysToFail().mean(), new BigDecimal("5.6124"));
    }

    @Test
    void bootstrapOneByOne() {
        ExactOdds odds = solve(KnownChallenges.streaks(1));
        assertThat(odds.pass().value()).isCloseTo(1 / 3.0, within(1e-9));
    }

    /** Even bets: P = (1 − r^d) / (1 − r^(u+d)) with r = q / p, and ((u + d) P − d) / (2p − 1) trades, one a day. */
    @ParameterizedTest
    @CsvSource({
        ".50, 10, 10, 0.5000000000, 100",
        ".52, 10, 10, 0.6900658296, 95.032915",
        ".48, 5, 10, 0.5281492095, 51.944046",
    })
    void evenBetsBetweenTwoBarriers(double winRate, int up, int down, BigDecimal pass, BigDecimal meanTrades) {
        Phase step = KnownChallenges.step()
                .profitTarget(up / 100.0)
                .maximumLoss(down / 100.0)
                .build();
        ExactOdds odds = solve(KnownChallenges.evenBets(step, winRate));
        assertDigits("pass", odds.pass().value(), pass);
        double passes = odds.pass().value();
        double mean = passes * odds.daysToPass().mean()
                + (1 - passes) * odds.daysToFail().mean();
        assertDigits("trades", mean, meanTrades);
    }

    /** P = ((1 − r^k) / (1 − r^(k+1)))^u; with a floor that freezes at the start, g^k (1 − r^k) / (1 − r^u). */
    @ParameterizedTest
    @CsvSource({
        ".50, 6, 4, false, 0.2621440000",
        ".55, 6, 4, false, 0.4376955710",
        ".50, 6, 4, true, 0.2730666667",
        ".50, 10, 3, true, 0.1265625000",
    })
    void evenBetsAboveATrailingFloor(double winRate, int up, int down, boolean locks, BigDecimal pass) {
        for (MaximumLoss.Reference reference :
                new MaximumLoss.Reference[] {MaximumLoss.Reference.CLOSED_BALANCE, MaximumLoss.Reference.INTRADAY_EQUITY
                }) {
            MaximumLoss trailing = MaximumLoss.trailing(Limit.ofInitial(down / 100.0), reference);
            Phase step = KnownChallenges.step()
                    .profitTarget(up / 100.0)
                    .maximumLoss(locks ? trailing.lockedAbove(usd(0)) : trailing)
                    .build();
            assertDigits(
                    "pass",
                    solve(KnownChallenges.evenBets(step, winRate)).pass().value(),
                    pass);
        }
    }

    private static ExactOdds solve(Simulation.Builder challenge) {
        // a mean of the days of attempts that hardly ever fail needs more than the standard tolerance
        return Solver.of(challenge.spec()).tolerance(1e-12).solve();
    }
}
