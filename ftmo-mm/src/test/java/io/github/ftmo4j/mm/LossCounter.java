package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import java.util.Map;

/** Proposes 1 % of the initial balance over one more than all losses, of an account or of a trader. */
record LossCounter(Scope scope) implements RiskModule {
    @Override
    public RiskMemory start() {
        return new RiskMemory() {
            private long losses;

            @Override
            public double moneyAtRisk(AccountView account, Moment moment) {
                return RiskBase.INITIAL_BALANCE.of(account) * 0.01 / (1 + losses);
            }

            @Override
            public void closed(long risked, long profit) {
                losses += profit < 0 ? 1 : 0;
            }

            @Override
            public void reset() {
                losses = 0;
            }

            @Override
            public Map<String, Double> save() {
                return Map.of("losses", (double) losses);
            }

            @Override
            public void restore(Map<String, Double> saved) {
                losses = SavedNumbers.of(saved, "losses").whole("losses", 0);
            }
        };
    }

    @Override
    public String name() {
        return "LossCounter of " + scope;
    }
}
