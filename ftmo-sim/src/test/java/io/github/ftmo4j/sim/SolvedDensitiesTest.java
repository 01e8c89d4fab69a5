package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.StudentTReturns;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results that have a density: figures that were computed elsewhere by quadrature, to about 1e-6. */
class SolvedDensitiesTest {

    @ParameterizedTest
    @CsvSource({
        "normal, .2, 1, 10, 10, 5, 0.290748, 0.985691, 0.000005, 0.014303",
        "normal, .1, 1, 5, 10, 3, 0.497679, 0.887273, 0.038046, 0.074681",
        "t(4), .3, 2, 10, 10, 5, 0.550645, 0.727070, 0.209310, 0.063620",
    })
    void oneDrawADay(
            String law,
            double mean,
            double deviation,
            double target,
            double floor,
            double daily,
            double within30Days,
            double ever,
            double dailyLoss,
            double maximumLoss) {
        Phase step = step(target, floor, daily);
        OutcomeModel outcomes = outcomes(law, mean, deviation);
        assertThat(solve(step, outcomes, 30).pass().value()).isCloseTo(within30Days, within(1.5e-6));
        ExactOdds odds = solve(step, outcomes, 5_000);
        assertThat(odds.error()).isLessThan(1e-6);
        assertThat(odds.pass().value()).isCloseTo(ever, within(1.5e-6));
        double byDay = odds.share(AttemptEnd.DAILY_LOSS).value();
        double inAll = odds.share(AttemptEnd.MAXIMUM_LOSS).value();
        assertThat(byDay + inAll).isCloseTo(dailyLoss + maximumLoss, within(1.5e-6));
        // Which of the two floors names a loss jumps where they are equal, which a grid resolves less well: a second
        // quadrature, with nodes that are divided there, gives 0.0380398 in the second row.
        assertThat(byDay).isCloseTo(dailyLoss, within(5e-5));
        assertThat(inAll).isCloseTo(maximumLoss, within(5e-5));
    }

    /** The same figures by sampling, each within 4 standard errors: 12 figures, a false alarm once in 1,300. */
    @ParameterizedTest
    @CsvSource({
        "normal, .2, 1, 10, 10, 5, 0.290748, 0.985691, 0.000005, 0.014303",
        "normal, .1, 1, 5, 10, 3, 0.497679, 0.887273, 0.038046, 0.074681",
        "t(4), .3, 2, 10, 10, 5, 0.550645, 0.727070, 0.209310, 0.063620",
    })
    @Tag("thorough")
    void oneDrawADayInManyTrials(
            String law,
            double mean,
            double deviation,
            double target,
            double floor,
            double daily,
            double within30Days,
            double ever,
            double dailyLoss,
            double maximumLoss) {
        Phase step = step(target, floor, daily);
        OutcomeModel outcomes = outcomes(law, mean, deviation);
        long trials = 400_000;
        Map<AttemptEnd, Long> soon = question(step, outcomes, 30)
                .trials(trials)
                .seed(8)
                .build()
                .run()
                .ends();
        Significance.assertShare("within 30 days", soon.getOrDefault(AttemptEnd.PASSED, 0L), trials, within30Days);
        Map<AttemptEnd, Long> ends = question(step, outcomes, 5_000)
                .trials(trials)
                .seed(8)
                .build()
                .run()
                .ends();
        Significance.assertShare("ever", ends.getOrDefault(AttemptEnd.PASSED, 0L), trials, ever);
        Significance.assertShare("daily loss", ends.getOrDefault(AttemptEnd.DAILY_LOSS, 0L), trials, dailyLoss);
        Significance.assertShare("maximum loss", ends.getOrDefault(AttemptEnd.MAXIMUM_LOSS, 0L), trials, maximumLoss);
    }

    private static Phase step(double target, double floor, double daily) {
        return Phase.builder("Step", usd(100_000))
                .profitTarget(target / 100)
                .maximumLoss(floor / 100)
                .dailyLoss(daily / 100)
                .breachTest(BreachTest.TOUCH)
                .build();
    }

    private static OutcomeModel outcomes(String law, double mean, double deviation) {
        return law.equals("normal")
                ? new GaussianReturns(mean / 100, deviation / 100, 0.01)
                : new StudentTReturns(4, mean / 100, deviation / 100, 0.01);
    }

    private static ExactOdds solve(Phase step, OutcomeModel outcomes, int days) {
        return question(step, outcomes, days).solve();
    }

    private static Simulation.Builder question(Phase step, OutcomeModel outcomes, int days) {
        return Simulation.of(Program.of("Step", step))
                .trades(outcomes)
                .tradesPerDay(1)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)))
                .tradingPlan(TradingPlan.standard().withAbandonAfter(days));
    }
}
