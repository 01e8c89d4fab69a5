package io.github.ftmo4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Score;
import io.github.ftmo4j.sim.sweep.Sensitivity;
import java.util.List;
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

    private static double pass(double winRate, double win, double loss, int trades) {
        return simulation(new BernoulliR(winRate, win, loss), 1).toBuilder()
                .tradesPerDay(trades)
                .solve()
                .pass()
                .value();
    }

    @Test
    void areCentralDifferencesOfTheOdds() {
        List<Sensitivity> all =
                Sensitivities.of(simulation(BernoulliR.of(0.45, 1.5), 1)).solve();
        assertThat(all)
                .extracting(Sensitivity::parameter)
                .containsExactly("win rate", "payoff", "costs in R", "trades a day");
        assertThat(change(all, 0)).isCloseTo((pass(0.46, 1.5, -1, 4) - pass(0.44, 1.5, -1, 4)) / 2, within(1e-9));
        assertThat(change(all, 1)).isCloseTo((pass(0.45, 1.6, -1, 4) - pass(0.45, 1.4, -1, 4)) / 2, within(1e-9));
        assertThat(change(all, 2))
                .isCloseTo((pass(0.45, 1.49, -1.01, 4) - pass(0.45, 1.51, -0.99, 4)) / 2, within(1e-9));
        assertThat(all.get(0).slope(Criterion.pass()).value()).isCloseTo(100 * change(all, 0), within(1e-9));
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
