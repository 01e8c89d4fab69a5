package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;

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
            public SavedValues save() {
                return SavedValues.builder().number("losses", losses).build();
            }

            @Override
            public void restore(SavedValues saved) {
                losses = (int) saved.only("losses").number("losses", 0, Integer.MAX_VALUE);
            }
        };
    }
}
