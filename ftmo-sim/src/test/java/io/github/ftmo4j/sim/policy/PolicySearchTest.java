package io.github.ftmo4j.sim.policy;

import static io.github.ftmo4j.core.money.Money.eur;
import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PolicySearchTest {

    private static final StakeMenu MENU = StakeMenu.ofInitialBalance(0, .01, .02);

    private static PolicySearch twoStep() {
        return PolicySearch.of(Programs.ftmoTwoStep(usd(100_000)), BernoulliR.of(0.45, 1.5), TradesPerDay.fixed(2))
                .tradingPlan(TradingPlan.standard().withAbandonAfter(40))
                .menu(MENU);
    }

    @Test
    void moneyWithoutCostsOfTimeIsTheChanceOfPassing() {
        Fee fee = new Fee(usd(540), Fee.Refund.WITH_FIRST_REWARD);
        PolicySearch pass = twoStep();
        PolicySearch money = PolicySearch.of(pass.program().withFee(fee), pass.outcomes(), pass.tradesPerDay())
                .tradingPlan(pass.tradingPlan())
                .menu(MENU)
                .maximise(Goal.money(usd(10_000)).refunded(0.5));

        double chance = pass.search().value().value();
        OptimalPolicy best = money.search();

        assertThat(best.value().value()).isCloseTo(chance, within(1e-9));
        assertThat(best.money().orElseThrow().minorUnits())
                .isEqualTo(Math.round(chance * (10_000_00 + 270_00) - 540_00));
    }

    @Test
    void costsOfTimeMakeHaste() {
        OptimalPolicy patient = twoStep().search();
        OptimalPolicy hasty =
                twoStep().maximise(Goal.money(eur(1_000)).dayCosts(eur(40))).search();

        assertThat(hasty.value().value()).isLessThan(patient.value().value());
        assertThat(hasty.bestFixed()
                        .money()
                        .orElseThrow()
                        .compareTo(hasty.money().orElseThrow()))
                .isNotPositive();
    }

    @Test
    void laterPhasesCount() {
        double both = twoStep().search().value().value();
        double first = twoStep()
                .maximise(Goal.passPhase(Phase.CHALLENGE))
                .search()
                .value()
                .value();
        double second = twoStep()
                .maximise(Goal.passPhase(Phase.VERIFICATION))
                .search()
                .value()
                .value();
        assertThat(both).isCloseTo(first * second, within(1e-9));
    }

    @Test
    void whatStandsInTheWayIsNamed() {
        PolicySearch search = twoStep();
        assertThatThrownBy(() -> PolicySearch.of(
                                search.program(), Bootstrap.of(1, -1, 1).withMeanBlock(2), search.tradesPerDay())
                        .menu(MENU)
                        .search())
                .isInstanceOf(UnsolvableException.class)
                .hasMessageContaining("Bootstrap");
        assertThatThrownBy(() -> search.mostStates(100).search())
                .isInstanceOf(UnsolvableException.class)
                .hasMessageContaining("states of Challenge are too many (at most 100 states)");
        assertThatThrownBy(() -> PolicySearch.of(search.program(), search.outcomes(), search.tradesPerDay())
                        .search())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("menu must be set");
        assertThatThrownBy(() -> search.maximise(Goal.money(usd(10_000))).search())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be in the currency of the fee, 540.00 EUR");
        assertThatThrownBy(() -> search.maximise(Goal.passPhase("Third")).search())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Third");
    }

    @Test
    void anInterruptCancels() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> twoStep().search()).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aSearchOfASpecificationTakesTheRuleOfItsSizer() {
        PositionSizer sizer = PositionSizer.of(FixedFractional.ofBalance(0.01));
        PolicySearch search = twoStep();
        assertThat(PolicySearch.of(search.spec(sizer)).menu(MENU))
                .isEqualTo(search)
                .hasSameHashCodeAs(search);
        PositionSizer rising = PositionSizer.builder()
                .propose(FixedFractional.ofBalance(0.01))
                .risingAfterLoss()
                .build();
        assertThat(PolicySearch.of(search.spec(rising)).afterLoss()).isEqualTo(AfterLoss.FREE);
        assertThat(search.toString()).contains("after a loss CAPPED").contains("[0.0, 0.01, 0.02] of INITIAL_BALANCE");
    }

    @Test
    void menusAreChecked() {
        assertThat(StakeMenu.range(StakeMenu.Base.BALANCE, 0, 0.03, 0.01)
                        .fractions()
                        .get(2))
                .isEqualTo(0.02);
        assertThatThrownBy(() -> StakeMenu.ofBalance(0)).hasMessageContaining("must not all be zero");
        assertThatThrownBy(() -> StakeMenu.ofBalance(1.5)).hasMessageContaining("was 1.5");
        assertThatThrownBy(() -> StakeMenu.ofBalance(.1, .1)).hasMessageContaining("must be different");
        assertThatThrownBy(() -> StakeMenu.ofCushion()).hasMessageContaining("from 1 to 250");
        assertThatThrownBy(() -> StakeMenu.range(StakeMenu.Base.CUSHION, 0, 1, 0.001))
                .hasMessageContaining("from 1 to 250");
    }
}
