package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;

/** Proposes a share of the initial balance over one more than all moves of the market, of an account or of a trader. */
record MoveCounter(Scope scope, double share) implements RiskModule {
    @Override
    public ModuleState start() {
        return new ModuleState() {
            private long moves;

            @Override
            public double moneyAtRisk(AccountView account, Moment moment) {
                return RiskBase.INITIAL_BALANCE.of(account) * share / (1 + moves);
            }

            @Override
            public void moved(double marketReturn) {
                moves++;
            }

            @Override
            public void reset() {
                moves = 0;
            }

            @Override
            public SavedValues save() {
                return SavedValues.builder().number("moves", moves).build();
            }

            @Override
            public void restore(SavedValues saved) {
                moves = saved.only("moves").number("moves", 0);
            }
        };
    }

    @Override
    public String name() {
        return "MoveCounter of " + scope;
    }
}
