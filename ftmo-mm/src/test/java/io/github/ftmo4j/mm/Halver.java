package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import java.util.Map;

/** A module of a user's own: a share of the balance, halved after every so many losses in a row. */
record Halver(int after, double cap) implements RiskModule {
    @Override
    public ModuleState start() {
        return new ModuleState() {
            private int losses;

            @Override
            public double moneyAtRisk(AccountView account, Moment moment) {
                return Math.scalb(cap * RiskBase.BALANCE.of(account), -(losses / after));
            }

            @Override
            public void closed(long risked, long profit) {
                losses = profit < 0 ? losses + 1 : 0;
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
                losses = Math.toIntExact(SavedNumbers.of(saved, "losses").whole("losses", 0));
            }
        };
    }
}
