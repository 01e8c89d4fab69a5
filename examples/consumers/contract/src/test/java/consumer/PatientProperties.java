package consumer;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import io.github.ftmo4j.mm.contract.RiskModuleContract;
import io.github.ftmo4j.mm.contract.TradedAccount;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;

/** A module that was written outside of the library keeps to the contract, and is tested on accounts of its tests. */
class PatientProperties implements RiskModuleContract {

    @Override
    public Arbitrary<RiskModule> candidates() {
        return Arbitraries.integers().between(0, 10).map(Patient::new);
    }

    @Example
    void waitsForItsTrades() {
        ModuleState state = new Patient(1).start();
        TradedAccount account = TradedAccount.unlimited(usd(10_000));
        assertThat(account.ask(state)).isNaN();
        state.closed(100, -100);
        assertThat(account.ask(state)).isEqualTo(100_00);
    }

    /** Abstains until so many trades are closed, then proposes 1 % of the balance. */
    record Patient(int trades) implements RiskModule {
        @Override
        public ModuleState start() {
            return new ModuleState() {
                private long closed;

                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    return closed < trades ? ABSTAIN : 0.01 * RiskBase.BALANCE.of(account);
                }

                @Override
                public void closed(long risked, long profit) {
                    closed++;
                }

                @Override
                public void reset() {
                    closed = 0;
                }

                @Override
                public SavedValues save() {
                    return SavedValues.builder().number("closed", closed).build();
                }

                @Override
                public void restore(SavedValues saved) {
                    closed = saved.only("closed").number("closed", 0);
                }
            };
        }
    }
}
