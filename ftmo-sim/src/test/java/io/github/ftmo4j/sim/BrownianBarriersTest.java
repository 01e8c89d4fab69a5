package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.statistics.CountSample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Brownian motion between a floor that is watched all the time and a target that is seen at the end of each step. The
 * target is moved in by 0.5826 standard deviations of a step, so that it stands for one that is watched all the time.
 * Source of the correction: M. Broadie, P. Glasserman, S. Kou, A Continuity Correction for Discrete Barrier Options,
 * Mathematical Finance 1997; of the probabilities: the series of the two-sided exit time.
 */
class BrownianBarriersTest {

    private static final double CORRECTION = 0.5826;

    /** One unit of the motion. */
    private static final Money UNIT = usd(10_000);

    /**
     * The odds of a target of 10 units and a floor 10 units below the start, with 4 steps a day, which is the unit of
     * time.
     */
    private static SampledOdds odds(double drift, int time, long trials) {
        return simulation(10, MaximumLoss.fixed(Limit.amount(usd(100_000))), drift, 4)
                .tradesPerDay(4)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(time))
                .trials(trials)
                .build()
                .run();
    }

    private static Simulation.Builder simulation(int target, MaximumLoss floor, double drift, int stepsPerUnit) {
        double deviation = Math.sqrt(1.0 / stepsPerUnit);
        long seen = Math.round(UNIT.minorUnits() * (target - CORRECTION * deviation));
        Phase phase = Phase.builder("Barriers", usd(1_000_000))
                .profitTarget(Limit.amount(UNIT.withMinorUnits(seen)))
                .maximumLoss(floor)
                .breachTest(BreachTest.TOUCH)
                .build();
        return Simulation.of(Program.of("Barriers", phase))
                .trades(new GaussianReturns(drift / stepsPerUnit, deviation, 1).withExcursions())
                .sizing(PositionSizer.builder()
                        .propose(new ConstantMoney(UNIT))
                        .risingAfterLoss()
                        .build())
                .seed(9);
    }

    /** Within 4 standard errors and 1e-4 for what the correction leaves: 6 figures, a false alarm once in 2,600. */
    private static void compare(SampledOdds odds, double up, double down) {
        assertThat(odds.share(AttemptEnd.PASSED).value()).isCloseTo(up, within(tolerance(up, odds.trials())));
        assertThat(odds.share(AttemptEnd.MAXIMUM_LOSS).value()).isCloseTo(down, within(tolerance(down, odds.trials())));
    }

    private static double tolerance(double p, long trials) {
        return 4 * Math.sqrt(p * (1 - p) / trials) + 1e-4;
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0.3146112851, 0.3146112851", "0.05, 60, 0.3097067536, 0.1139347474"})
    void theFloorIsWatchedAllTheTime(double drift, int time, double up, double down) {
        compare(odds(drift, time, 20_000), up, down);
    }

    @ParameterizedTest
    @Tag("thorough")
    @CsvSource({
        "0, 100, 0.3146112851, 0.3146112851",
        "0.05, 100, 0.4861358637, 0.1788393899",
        "0.05, 60, 0.3097067536, 0.1139347474"
    })
    void theFloorIsWatchedAllTheTimeInManyTrials(double drift, int time, double up, double down) {
        compare(odds(drift, time, 400_000), up, down);
    }

    /**
     * Without a limit of time. A day is one step of a quarter of the unit. The floor is met within a step and counted
     * at its end, the target likewise: half a step on average.
     */
    @ParameterizedTest
    @Tag("thorough")
    @CsvSource({"0, 0.5, 100", "0.05, 0.7310585786, 92.423431"})
    void theTimeToTheBarriers(double drift, double up, double time) {
        long trials = 400_000;
        SampledOdds odds = simulation(10, MaximumLoss.fixed(Limit.amount(usd(100_000))), drift, 4)
                .tradesPerDay(1)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(20_000))
                .trials(trials)
                .build()
                .run();
        compare(odds, up, 1 - up);
        CountSample passed = odds.daysToPass();
        CountSample failed = odds.daysToFail();
        assertThat(passed.n() + failed.n()).isEqualTo(trials);
        double mean = (double) (passed.sum() + failed.sum()) / trials;
        double error = Math.max(passed.deviation(), failed.deviation()) / Math.sqrt((double) trials);
        assertThat(mean).isCloseTo(4 * time, within(4 * error + 0.5));
    }

    /**
     * A floor 4 units below the highest equity, and a target of 6: the law of the drawdown, exp(−6/4). Which extreme of
     * a step comes first is a choice: one makes too many failures, the other too few, and both come near as steps grow
     * small.
     */
    @ParameterizedTest
    @Tag("thorough")
    @CsvSource({"16, 0.02", "64, 0.01"})
    void aFloorThatTrailsTheEquityLiesBetweenTheOrdersOfAStep(int stepsPerUnit, double apart) {
        double exact = Math.exp(-6.0 / 4);
        double worst = trailing(stepsPerUnit, TradePath.PESSIMISTIC);
        double best = trailing(stepsPerUnit, TradePath.OPTIMISTIC);
        double error = tolerance(exact, 400_000);
        assertThat(exact).isBetween(worst - error, best + error);
        assertThat(best - worst).isLessThan(apart);
    }

    private static double trailing(int stepsPerUnit, TradePath path) {
        MaximumLoss floor = MaximumLoss.trailing(Limit.amount(usd(40_000)), MaximumLoss.Reference.INTRADAY_EQUITY);
        return simulation(6, floor, 0, stepsPerUnit)
                .path(path)
                .tradesPerDay(stepsPerUnit)
                .tradingPlan(TradingPlan.standard().withAbandonAfter(20_000))
                .trials(400_000)
                .build()
                .run()
                .pass()
                .value();
    }
}
