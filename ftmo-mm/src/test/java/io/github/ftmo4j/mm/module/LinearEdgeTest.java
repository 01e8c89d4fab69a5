package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.contract.TradedAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearEdgeTest {

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    private long size(RiskModule module) {
        return account.size(PositionSizer.of(module).start().open());
    }

    @ParameterizedTest
    @CsvSource({
        "0.55, 0.1, 0.02, 50000",
        "0.60, 0.1, 0.02, 100000",
        "0.57, 0.1, 0.02, 70000",
        "0.563, 0.01, 0.02, 6300",
        "0.75, 0.1, 0.02, 200000",
        "0.70, 0.1, 0.02, 200000",
        "0.70, 0.1, 0.019, 190000",
        "0.60, 2, Infinity, 2000000",
        "1, 0.1, Infinity, 500000",
    })
    void isSlopeTimesEdgeUpToTheCap(double winRate, double slope, double cap, long minorUnits) {
        assertThat(size(new LinearEdge(winRate, slope, cap))).isEqualTo(minorUnits);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.4999, 0.5})
    void withoutAnEdgeItIsNothing(double winRate) {
        assertThat(account.ask(new LinearEdge(winRate, 0.1, 0.02).start())).isZero();
    }

    @Test
    void isOfTheBalanceAndNoTradeChangesTheBelief() {
        account.earn(-10_000_00).mark(80_000_00);
        assertThat(size(new LinearEdge(0.55, 0.1, 0.02))).isEqualTo(450_00);
    }

    @ParameterizedTest
    @CsvSource({
        "55, 0.1, 0.02, winRate",
        "NaN, 0.1, 0.02, winRate",
        "-0.1, 0.1, 0.02, winRate",
        "0.55, 0, 0.02, slope",
        "0.55, -1, 0.02, slope",
        "0.55, NaN, 0.02, slope",
        "0.55, Infinity, 0.02, slope",
        "0.55, 0.1, 2, cap",
        "0.55, 0.1, 0, cap",
        "0.55, 0.1, NaN, cap",
    })
    void whatIsOutOfRangeIsRefused(double winRate, double slope, double cap, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinearEdge(winRate, slope, cap))
                .withMessageContaining(name);
    }
}
