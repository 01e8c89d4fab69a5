package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.eur;
import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.mm.Bound;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.SizingDecision;
import io.github.ftmo4j.mm.contract.TradedAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantMoneyTest {

    @Test
    void isTheSameWhateverHappens() {
        TradedAccount account = TradedAccount.unlimited(usd(10_000));
        ModuleState state = new ConstantMoney(usd("123.45")).start();
        assertThat(account.ask(state)).isEqualTo(123_45);
        assertThat(account.earn(5_000_00).mark(9_000_00).ask(state)).isEqualTo(123_45);
    }

    @Test
    void nothingButTheEquityCanBeLost() {
        TradedAccount account = TradedAccount.unlimited(usd(10_000)).earn(-9_900_00);
        SizingDecision decision = account.decide(
                PositionSizer.of(new ConstantMoney(usd(150))).start().open());
        assertThat(decision.risk()).isEqualTo(usd(100));
        assertThat(decision.bound()).isEqualTo(Bound.EQUITY);
    }

    @Test
    void anotherCurrencyIsRefusedWhenAsked() {
        ModuleState state = new ConstantMoney(eur(100)).start();
        TradedAccount account = TradedAccount.unlimited(usd(10_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> account.ask(state))
                .withMessageContaining("USD")
                .withMessageContaining("100.00 EUR");
        assertThat(TradedAccount.unlimited(eur(10_000)).ask(state)).isEqualTo(100_00);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void nothingIsRefused(long dollars) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConstantMoney(usd(dollars)))
                .withMessageContaining("amount must be above zero")
                .withMessageContaining(usd(dollars).toString());
    }
}
