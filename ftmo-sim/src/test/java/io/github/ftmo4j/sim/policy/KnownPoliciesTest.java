package io.github.ftmo4j.sim.policy;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Best policies that were computed elsewhere, to all digits that are known. */
class KnownPoliciesTest {

    private static final double SIX_DIGITS = 5e-7;

    /** One step, 30 days, two trades a day. */
    static PolicySearch oneStep() {
        Phase phase = Phase.builder("Step", usd(100_000))
                .profitTarget(0.10)
                .maximumLoss(0.10)
                .dailyLoss(0.05)
                .breachTest(BreachTest.TOUCH)
                .build();
        return PolicySearch.of(Program.of("One step", phase), BernoulliR.of(0.45, 1.5), TradesPerDay.fixed(2))
                .tradingPlan(TradingPlan.standard().withAbandonAfter(30))
                .menu(StakeMenu.ofInitialBalance(0, .005, .01, .015, .02, .025, .03));
    }

    @Test
    void theBestOfSevenStakes() {
        OptimalPolicy best = oneStep().afterLoss(AfterLoss.FREE).search();

        assertThat(best.value().value()).isCloseTo(0.783848, within(SIX_DIGITS));
        assertThat(best.bestFixed().fraction()).isEqualTo(0.02);
        List<Double> fixed = List.of(0.0, .150973, .558834, .677735, .686800, .300287, .351928);
        for (int i = 0; i < fixed.size(); i++) {
            assertThat(best.fixed().get(i).pass().value()).isCloseTo(fixed.get(i), within(SIX_DIGITS));
        }
    }

    @Test
    void theBestThatDoesNotRiseAfterALoss() {
        OptimalPolicy best = oneStep().afterLoss(AfterLoss.CAPPED).search();

        assertThat(best.value().value()).isCloseTo(0.764884, within(SIX_DIGITS));
        assertThat(best.bestFixed().pass().value()).isCloseTo(0.686800, within(SIX_DIGITS));
    }

    @ParameterizedTest(name = "{0} trades, {1} steps")
    @CsvSource({
        "100, 200, 0.839712, 0.624669",
        "100, 400, 0.840040, 0.625842",
        "400, 400, 0.840818, 0.626385",
    })
    void aFavourableGameWithADeadline(int trades, int steps, double fromHalf, double fromQuarter) {
        double d = 1 / Math.sqrt(trades);
        double winRate = 0.5 * (1 + d / Math.sqrt(1 + d * d));
        assertThat(game(0.10, 0.10, winRate, trades, steps)).isCloseTo(fromHalf, within(SIX_DIGITS));
        assertThat(game(0.05, 0.15, winRate, trades, steps)).isCloseTo(fromQuarter, within(SIX_DIGITS));
    }

    @ParameterizedTest(name = "a cushion of {0}, {1} short of the target")
    @CsvSource({"0.10, 0.10, 0.45", "0.05, 0.15, 0.2025", "0.15, 0.05, 0.6975"})
    void boldPlayInAnUnfavourableGame(double cushion, double missing, double known) {
        assertThat(game(cushion, missing, 0.45, 365, 80)).isCloseTo(known, within(1e-12));
    }

    /** Even money, one trade a day, stakes of any number of steps up to the whole cushion. */
    private static double game(double cushion, double missing, double winRate, int days, int steps) {
        Phase phase = Phase.builder("Game", usd(100_000))
                .profitTarget(missing)
                .maximumLoss(cushion)
                .breachTest(BreachTest.TOUCH)
                .build();
        double step = (cushion + missing) / steps;
        return PolicySearch.of(Program.of("Game", phase), BernoulliR.of(winRate, 1), TradesPerDay.fixed(1))
                .tradingPlan(new TradingPlan(days, days))
                .menu(StakeMenu.range(StakeMenu.Base.INITIAL_BALANCE, 0, 0.1, step)
                        .limitedByCushion())
                .afterLoss(AfterLoss.FREE)
                .search()
                .value()
                .value();
    }
}
