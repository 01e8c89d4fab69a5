package io.github.ftmo4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Score;
import io.github.ftmo4j.sim.sweep.Sensitivity;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SensitivitiesTest {

    private static Simulation simulation(OutcomeModel outcomes, long trials) {
        return Simulation.of(Programs.ftmoTwoStep(Money.usd(100_000)))
                .trades(outcomes)
                .tradesPerDay(4)
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(0.01)))
                .trials(trials)
                .seed(7)
                .build();
    }

    private static ExactOdds solved(double winRate, double win, double loss, int trades) {
        return simulation(new BernoulliR(winRate, win, loss), 1).toBuilder()
                .tradesPerDay(trades)
                .solve();
    }

    private static double pass(double winRate, double win, double loss, int trades) {
        return solved(winRate, win, loss, trades).pass().value();
    }

    private static double days(double winRate, double win, double loss, int trades) {
        return solved(winRate, win, loss, trades).daysToPass().mean();
    }

    @Test
    void areChangesOfTheOdds() {
        List<Sensitivity> all =
                Sensitivities.of(simulation(BernoulliR.of(0.45, 1.5), 1)).solve();
        assertThat(all)
                .extracting(Sensitivity::parameter)
                .containsExactly("win rate", "payoff", "costs in R", "trades a day");
        assertThat(change(all, 0)).isCloseTo(pass(0.46, 1.5, -1, 4) - pass(0.45, 1.5, -1, 4), within(1e-9));
        assertThat(change(all, 1)).isCloseTo(pass(0.45, 1.6, -1, 4) - pass(0.45, 1.5, -1, 4), within(1e-9));
        assertThat(change(all, 2)).isCloseTo(pass(0.45, 1.49, -1.01, 4) - pass(0.45, 1.5, -1, 4), within(1e-9));
        assertThat(all.get(0).slope(Criterion.pass()).value()).isCloseTo(100 * change(all, 0), within(1e-9));
    }

    @Test
    void areChangesOfTheDays() {
        List<Sensitivity> all =
                Sensitivities.of(simulation(BernoulliR.of(0.45, 1.5), 1)).solve();
        assertThat(days(all, 0)).isNegative().isCloseTo(days(0.46, 1.5, -1, 4) - days(0.45, 1.5, -1, 4), within(1e-9));
        assertThat(days(all, 1)).isNegative().isCloseTo(days(0.45, 1.6, -1, 4) - days(0.45, 1.5, -1, 4), within(1e-9));
        assertThat(days(all, 2))
                .isPositive()
                .isCloseTo(days(0.45, 1.49, -1.01, 4) - days(0.45, 1.5, -1, 4), within(1e-9));
        assertThat(days(all, 3)).isNegative().isCloseTo(days(0.45, 1.5, -1, 5) - days(0.45, 1.5, -1, 4), within(1e-9));
    }

    private static double days(List<Sensitivity> all, int parameter) {
        return all.get(parameter).change(Criterion.daysToPass()).value();
    }

    /** A step of even bets, and a funded account of 20 days. */
    private static Simulation.Builder coins(double winRate, double win, double loss, int trades) {
        return Simulation.of(JourneyTest.coins().spec().trading())
                .trades(new BernoulliR(winRate, win, loss))
                .tradesPerDay(trades);
    }

    private static Journey.Builder journey(SimulationSpec trading) {
        JourneySpec coins = JourneyTest.coins().spec();
        return Journey.of(trading)
                .funded(coins.funded())
                .fee(coins.fee())
                .attempts(2)
                .horizon(20);
    }

    private static double value(double winRate, double win, double loss, int trades) {
        return journey(coins(winRate, win, loss, trades).spec())
                .build()
                .solve()
                .expectedValue()
                .value();
    }

    private static List<Double> exactChangesOfTheValue() {
        return List.of(
                value(0.51, 1, -1, 4) - value(0.5, 1, -1, 4),
                value(0.5, 1.1, -1, 4) - value(0.5, 1, -1, 4),
                value(0.5, 0.99, -1.01, 4) - value(0.5, 1, -1, 4),
                value(0.5, 1, -1, 5) - value(0.5, 1, -1, 4));
    }

    @Test
    void areChangesOfTheExpectedValue() {
        Simulation coins = coins(0.5, 1, -1, 4).trials(1).seed(1).build();
        List<Sensitivity> all =
                Sensitivities.of(coins).journey(SensitivitiesTest::journey).solve();
        List<Double> exact = exactChangesOfTheValue();
        for (int i = 0; i < exact.size(); i++) {
            Score change = all.get(i).change(Criterion.expectedValue());
            assertThat(change.isComputed()).isTrue();
            assertThat(change.value()).as(all.get(i).parameter()).isCloseTo(exact.get(i), within(1e-6));
        }
    }

    /** Each interval is doubled, so that it misses once in 11,000; all four, once in 2,800. */
    @Tag("thorough")
    @Test
    void sampledChangesOfTheExpectedValueAreNearTheExactOnes() {
        Simulation coins = coins(0.5, 1, -1, 4).trials(20_000).seed(3).build();
        List<Sensitivity> all = Sensitivities.of(coins)
                .journey(SensitivitiesTest::journey)
                .by(Criterion.expectedValue())
                .run();
        List<Double> exact = exactChangesOfTheValue();
        for (int i = 0; i < exact.size(); i++) {
            Score change = all.get(i).change(Criterion.expectedValue());
            assertThat(change.value())
                    .as(all.get(i).parameter())
                    .isCloseTo(exact.get(i), within(change.upper() - change.lower()));
        }
    }

    /** The same shares of the wins and of the losses, at other win rates, sizes of the wins, and costs. */
    @Test
    void thoseOfAHistoryAreDifferencesOfItsChangedResults() {
        Simulation history = coins(Bootstrap.of(2, -1, 2, -1, -0.5, 1, -0.5, -1));
        List<Sensitivity> all = Sensitivities.of(history).solve();
        double payoff = 5.0 / 3 / 0.8;
        double[] expected = {
            ofResults(0.385, 1, 0) - ofResults(0.375, 1, 0),
            ofResults(0.375, (payoff + 0.1) / payoff, 0) - ofResults(0.375, 1, 0),
            ofResults(0.375, 1, 0.01) - ofResults(0.375, 1, 0)
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(all.get(i).change(Criterion.pass()).isComputed()).isTrue();
            assertThat(change(all, i)).as(all.get(i).parameter()).isCloseTo(expected[i], within(1e-9));
        }
    }

    private static Simulation coins(OutcomeModel outcomes) {
        return Simulation.of(JourneyTest.coins().spec().trading())
                .trades(outcomes)
                .tradesPerDay(1)
                .trials(1)
                .seed(1)
                .build();
    }

    private static double ofResults(double winRate, double factor, double costs) {
        DiscreteR results = DiscreteR.of(
                new double[] {2 * factor - costs, factor - costs, -0.5 - costs, -1 - costs},
                new double[] {winRate * 2 / 3, winRate / 3, (1 - winRate) * 2 / 5, (1 - winRate) * 3 / 5});
        return coins(results).solve().pass().value();
    }

    /** From the sixth trade on, the losses of a day can reach its floor. */
    @Test
    void oneTradeMoreADay() {
        Simulation five = simulation(BernoulliR.of(0.45, 1.5), 1).toBuilder()
                .tradesPerDay(5)
                .build();
        double change = pass(0.45, 1.5, -1, 6) - pass(0.45, 1.5, -1, 5);
        assertThat(change).isLessThan(-0.001);
        assertThat(change(Sensitivities.of(five).solve(), 3)).isCloseTo(change, within(1e-9));
    }

    private static double change(List<Sensitivity> all, int parameter) {
        return all.get(parameter).change(Criterion.pass()).value();
    }

    /** Each interval misses once in twenty; all of them are wide by a factor of two here, false alarms 1 in 10,000. */
    @Test
    void sampledOnesAreNearTheExactOnes() {
        Simulation base = simulation(BernoulliR.of(0.45, 1.5), 4_000);
        List<Sensitivity> exact = Sensitivities.of(base).solve();
        List<Sensitivity> sampled = Sensitivities.of(base).run();
        for (int i = 0; i < exact.size(); i++) {
            for (Criterion criterion : List.of(Criterion.pass(), Criterion.daysToPass())) {
                Score found = sampled.get(i).change(criterion);
                assertThat(exact.get(i).change(criterion).value())
                        .isCloseTo(found.value(), within(found.upper() - found.lower()));
            }
        }
    }

    @Test
    void aHistoryHasAnEdgeToo() {
        List<Sensitivity> all = Sensitivities.of(simulation(Bootstrap.of(2, -1, 1.5, -1, -0.5, 1, 0, -1), 200))
                .run();
        assertThat(all.get(0).at()).isCloseTo(0.375, within(1e-12));
        assertThat(all.get(1).at()).isCloseTo(1.5 / 0.7, within(1e-12));
        assertThat(all.get(0).change(Criterion.pass()).value()).isNotNegative();
        assertThat(all.get(2).change(Criterion.pass()).value()).isNotPositive();
    }

    @Test
    void anyParameterMayBeTried() {
        List<Sensitivity> all = Sensitivities.of(simulation(BernoulliR.of(0.45, 1.5), 200))
                .to(
                        "risk",
                        0.01,
                        0.002,
                        (trader, risk) -> trader.sizing(PositionSizer.of(FixedFractional.ofInitialBalance(risk))))
                .by(Criterion.pass())
                .run();
        assertThat(all.get(4).toString()).startsWith("risk 0.01, 0.002 more: P(pass) ");
    }
}
