package io.github.ftmo4j.sim.policy;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.contract.RiskModuleContract;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.TradingPlan;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** The policy keeps the contract of every module, on accounts of its phase and on others. */
class OptimalStakeProperties implements RiskModuleContract {

    private static final Phase PHASE = Phase.builder("Step", usd(100_000))
            .profitTarget(0.05)
            .maximumLoss(0.05)
            .build();

    private static final RiskModule FREE = module(AfterLoss.FREE);
    private static final RiskModule CAPPED = module(AfterLoss.CAPPED);

    private static RiskModule module(AfterLoss rule) {
        return PolicySearch.of(Program.of("Step", PHASE), BernoulliR.of(0.45, 1.5), TradesPerDay.fixed(3))
                .tradingPlan(new TradingPlan(20, 4))
                .menu(StakeMenu.ofInitialBalance(0, .005, .01, .02))
                .afterLoss(rule)
                .search()
                .policy();
    }

    @Override
    public Arbitrary<RiskModule> candidates() {
        return Arbitraries.of(FREE, CAPPED);
    }

    @Override
    public Arbitrary<Phase> phases() {
        return Arbitraries.oneOf(Arbitraries.just(PHASE), RiskModuleContract.super.phases());
    }
}
