package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.mm.contract.TradedAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedFractionalTest {

    @ParameterizedTest
    @CsvSource({"BALANCE, 2200_00", "INITIAL_BALANCE, 2000_00", "EQUITY, 2140_00"})
    void isAFractionOfItsBase(RiskBase base, String expected) {
        TradedAccount account =
                TradedAccount.unlimited(usd(100_000)).earn(10_000_00).mark(107_000_00);
        double minorUnits = Double.parseDouble(expected.replace("_", ""));
        assertThat(account.ask(new FixedFractional(0.02, base).start())).isEqualTo(minorUnits);
    }

    @Test
    void factoriesNameTheBase() {
        assertThat(FixedFractional.ofBalance(0.02)).isEqualTo(new FixedFractional(0.02, RiskBase.BALANCE));
        assertThat(FixedFractional.ofInitialBalance(0.02))
                .isEqualTo(new FixedFractional(0.02, RiskBase.INITIAL_BALANCE));
    }

    @Test
    void aNegativeBaseIsNothing() {
        TradedAccount account = TradedAccount.unlimited(usd(100)).mark(-1);
        assertThat(account.ask(new FixedFractional(0.02, RiskBase.EQUITY).start()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 1.01, 0, -0.01, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoFractionIsRefused(double fraction) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedFractional.ofBalance(fraction))
                .withMessageContaining("fraction")
                .withMessageContaining(String.valueOf(fraction));
    }
}
