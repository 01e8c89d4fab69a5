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

class FixedVolTargetTest {

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    private long size(RiskModule module) {
        return account.size(PositionSizer.of(module).start().open());
    }

    @ParameterizedTest
    @CsvSource({
        "0.10, 0.10, 0.01, 0.02, 100000",
        "0.10, 0.20, 0.01, 0.02, 50000",
        "0.10, 0.05, 0.01, 0.02, 200000",
        "0.10, 0.04, 0.01, 0.02, 200000",
        "0.10, 0.04, 0.01, Infinity, 250000",
        "0.10, 0.10, 0.10, 0.02, 200000",
        "0.10, 0.30, 0.01, 0.02, 33333",
        "15, 20, 0.01, 0.02, 75000",
    })
    void isScaleTimesTargetOverEstimateUpToTheCap(
            double target, double estimate, double scale, double cap, long minorUnits) {
        assertThat(size(new FixedVolTarget(target, estimate, scale, cap))).isEqualTo(minorUnits);
    }

    @Test
    void isOfTheBalance() {
        account.earn(10_000_00).mark(90_000_00);
        assertThat(size(new FixedVolTarget(0.10, 0.10, 0.01, 0.02))).isEqualTo(1_100_00);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.1, 0.01, 0.02, target",
        "-0.1, 0.1, 0.01, 0.02, target",
        "NaN, 0.1, 0.01, 0.02, target",
        "Infinity, 0.1, 0.01, 0.02, target",
        "0.1, 0, 0.01, 0.02, estimate",
        "0.1, NaN, 0.01, 0.02, estimate",
        "0.1, Infinity, 0.01, 0.02, estimate",
        "0.1, 0.1, 10, 0.02, scale",
        "0.1, 0.1, 0, 0.02, scale",
        "0.1, 0.1, 0.01, 2, cap",
        "0.1, 0.1, 0.01, NaN, cap",
    })
    void whatIsOutOfRangeIsRefused(double target, double estimate, double scale, double cap, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FixedVolTarget(target, estimate, scale, cap))
                .withMessageContaining(name);
    }
}
