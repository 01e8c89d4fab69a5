package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedStateTest {

    /** Risks a share of what its scope has seen win so far. */
    private record Learner(Scope scope) implements RiskModule {
        @Override
        public ModuleState start() {
            return new ModuleState() {
                private int wins = 5;
                private int trades = 10;

                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    return account.initialBalance() * 0.02 * wins / trades;
                }

                @Override
                public void closed(long risked, long profit) {
                    trades++;
                    wins += profit > 0 ? 1 : 0;
                }

                @Override
                public void reset() {
                    wins = 5;
                    trades = 10;
                }
            };
        }
    }

    /** Has a state for the trader and does not use it. */
    private record Indifferent() implements RiskModule {
        @Override
        public ModuleState start() {
            return (account, moment) -> ModuleState.ABSTAIN;
        }

        @Override
        public Scope scope() {
            return Scope.TRADER;
        }
    }

    private static Question plan(int accounts, Dependence dependence, PositionSizer sizer) {
        return new Question(
                Programs.ftmoTwoStep(usd(100_000)),
                BernoulliR.of(.48, 1.6),
                TradesPerDay.poisson(4),
                sizer,
                TradingPlan.standard(),
                accounts,
                dependence,
                7);
    }

    private static Tally run(Question plan) {
        return plan.run(5_000, Execution.threads(2));
    }

    @Test
    void runningSideBySideChangesNothingIfNothingIsLearnt() {
        FixedFractional stake = FixedFractional.ofBalance(0.01);
        PositionSizer alone = PositionSizer.of(stake);
        PositionSizer sideBySide =
                PositionSizer.builder().propose(stake).limit(new Indifferent()).build();
        assertThat(run(plan(3, Dependence.independent(), sideBySide)))
                .isEqualTo(run(plan(3, Dependence.independent(), alone)));
    }

    @Test
    void whatIsLearntInOnePhaseReachesTheNext() {
        Tally ownAlone =
                run(plan(1, Dependence.independent(), PositionSizer.of(new Learner(RiskModule.Scope.ACCOUNT))));
        Tally sharedAlone =
                run(plan(1, Dependence.independent(), PositionSizer.of(new Learner(RiskModule.Scope.TRADER))));
        assertThat(sharedAlone.phaseEnds(0, AttemptEnd.PASSED))
                .as("first phase of a lone account: the same state")
                .isEqualTo(ownAlone.phaseEnds(0, AttemptEnd.PASSED));
        assertThat(sharedAlone.finalBalances())
                .as("second phase: the trader remembers the first")
                .isNotEqualTo(ownAlone.finalBalances());
    }

    @Test
    void aCopiedTradeTeachesOnce() {
        PositionSizer sizer = PositionSizer.of(new Learner(RiskModule.Scope.TRADER));
        Tally copies = run(plan(3, Dependence.copied(), sizer));
        Tally alone = run(plan(1, Dependence.independent(), sizer));
        assertThat(copies.finalBalances()).isEqualTo(alone.finalBalances());
        assertThat(copies.passes()[3]).isEqualTo(alone.passes()[1]);
    }

    @Test
    void oneTrialTeachesTheNextNothing() {
        Question plan = plan(2, Dependence.independent(), PositionSizer.of(new Learner(RiskModule.Scope.TRADER)));
        Tally once = plan.newTally();
        plan.runner(once).run(17);
        Tally both = plan.newTally();
        TrialRunner runner = plan.runner(both);
        runner.run(16);
        long before = both.finalBalances();
        runner.run(17);
        assertThat(both.finalBalances() - before).isEqualTo(once.finalBalances());
    }

    /** Notes, at each question, how many trades it has heard of. */
    private record Listener(List<Integer> heardWhenAsked) implements RiskModule {
        @Override
        public ModuleState start() {
            return new ModuleState() {
                private int heard;

                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    heardWhenAsked.add(heard);
                    return account.initialBalance() * 0.001;
                }

                @Override
                public void closed(long risked, long profit) {
                    heard++;
                }
            };
        }

        @Override
        public Scope scope() {
            return Scope.TRADER;
        }
    }

    @Test
    void tradesThatComeUpTogetherAreSizedBeforeAnyOfThemTeaches() {
        List<Integer> heardWhenAsked = new ArrayList<>();
        Question plan = new Question(
                Programs.ftmoTwoStep(usd(100_000)),
                BernoulliR.of(.5, 1),
                TradesPerDay.fixed(2),
                PositionSizer.of(new Listener(heardWhenAsked)),
                TradingPlan.standard().withAbandonAfter(2),
                3,
                Dependence.independent(),
                7);
        plan.runner(plan.newTally()).run(0);
        assertThat(heardWhenAsked).containsExactly(0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9);
    }
}
