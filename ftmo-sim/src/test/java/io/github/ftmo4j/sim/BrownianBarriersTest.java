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
import io.github.ftmo4j.sim.spec.TradingPlan;
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

    /** Steps per unit of time: days of the simulation are units. */
    private static final int STEPS = 4;

    private static final double CORRECTION = 0.5826;

    /** One unit of the motion. */
    private static final Money UNIT = usd(10_000);

    private static SampledOdds odds(double drift, int time, long trials) {
        double deviation = Math.sqrt(1.0 / STEPS);
        long target = Math.round(UNIT.minorUnits() * (10 - CORRECTION * deviation));
        Phase phase = Phase.builder("Barriers", usd(1_000_000))
                .profitTarget(Limit.amount(UNIT.withMinorUnits(target)))
                .maximumLoss(MaximumLoss.fixed(Limit.amount(usd(100_000))))
                .breachTest(BreachTest.TOUCH)
                .build();
        return Simulation.of(Program.of("Barriers", phase))
                .trades(new GaussianReturns(drift / STEPS, deviation, 1).withExcursions())
                .tradesPerDay(STEPS)
                .sizing(PositionSizer.builder()
                        .propose(new ConstantMoney(UNIT))
                        .risingAfterLoss()
                        .build())
                .tradingPlan(TradingPlan.standard().withAbandonAfter(time))
                .trials(trials)
                .seed(9)
                .build()
                .run();
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
}
