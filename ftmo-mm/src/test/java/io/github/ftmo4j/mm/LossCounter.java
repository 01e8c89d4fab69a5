package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;

/** Proposes 1 % of the initial balance over one more than all losses, of an account or of a trader. */
record LossCounter(Scope scope) implements RiskModule {
    @Override
    public ModuleState start() {
        return new LossState() {
            @Override
            public double moneyAtRisk(AccountView account, Moment moment) {
                return RiskBase.INITIAL_BALANCE.of(account) * 0.01 / (1 + losses());
            }
        };
    }

    @Override
    public String name() {
        return "LossCounter of " + scope;
    }
}
