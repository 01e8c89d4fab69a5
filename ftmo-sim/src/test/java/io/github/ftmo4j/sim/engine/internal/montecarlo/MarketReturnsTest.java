package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarketReturnsTest {

    private static final double STOP_DISTANCE = 0.008;

    /** Notes the results that are drawn from another model. */
    private record Noted(OutcomeModel model, List<Double> drawn) implements OutcomeModel {
        @Override
        public boolean hasMarket() {
            return model.hasMarket();
        }

        @Override
        public OutcomeSampler start() {
            OutcomeSampler sampler = model.start();
            return new OutcomeSampler() {
                @Override
                public void next(RandomGenerator random, Outcome out) {
                    sampler.next(random, out);
                    drawn.add(out.rMultiple());
                }

                @Override
                public void restart() {
                    sampler.restart();
                }
            };
        }
    }

    /** Takes every other trade; notes what the market did, and what it knew of by then. */
    private record Listener(Scope scope, List<Double> moves, List<String> order) implements RiskModule {
        @Override
        public ModuleState start() {
            return new ModuleState() {
                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    order.add("asked");
                    return moment.tradeOfPhase() % 2 * 30_000.0;
                }

                @Override
                public void closed(long risked, long profit) {
                    order.add("closed");
                }

                @Override
                public void moved(double marketReturn) {
                    order.add("moved");
                    moves.add(marketReturn);
                }
            };
        }
    }

    private final List<Double> drawn = new ArrayList<>();
    private final List<Double> moves = new ArrayList<>();
    private final List<String> order = new ArrayList<>();

    private void play(OutcomeModel model, RiskModule.Scope scope, int accounts) {
        Question plan = new Question(
                Programs.ftmoTwoStep(usd(100_000)),
                new Noted(model, drawn),
                TradesPerDay.poisson(3),
                PositionSizer.of(new Listener(scope, moves, order)),
                TradingPlan.standard(),
                accounts,
                Dependence.independent(),
                11);
        TrialRunner runner = plan.runner(plan.newTally());
        runner.run(0);
        runner.run(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT", "TRADER"})
    void everyDrawIsHeardOfOnceTakenOrNot(RiskModule.Scope scope) {
        play(new GaussianReturns(0.001, 0.01, STOP_DISTANCE), scope, 3);
        assertThat(drawn).hasSizeGreaterThan(100);
        assertThat(moves.stream().map(move -> move / STOP_DISTANCE)).containsExactlyElementsOf(drawn);
    }

    @Test
    void theMarketHasMovedOnceTheTradeIsClosed() {
        play(new GaussianReturns(0.001, 0.01, STOP_DISTANCE), RiskModule.Scope.ACCOUNT, 1);
        assertThat(order.subList(0, 10))
                .containsExactly(
                        "asked", "moved", "asked", "closed", "moved", "asked", "moved", "asked", "closed", "moved");
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT", "TRADER"})
    void aModelWithoutAMarketMovesNone(RiskModule.Scope scope) {
        play(BernoulliR.of(.48, 1.6), scope, 3);
        assertThat(drawn).hasSizeGreaterThan(100);
        assertThat(moves).isEmpty();
    }
}
