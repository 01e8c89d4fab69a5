package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import io.github.ftmo4j.mm.contract.TradedAccount;
import io.github.ftmo4j.mm.module.DrawdownManager.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawdownManagerTest {

    private static final DrawdownManager BANDS =
            DrawdownManager.band(0.05, 0.02).and(0.10, 0.01).and(0.20, 0);

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    private double ask(DrawdownManager module) {
        return account.ask(module.start());
    }

    @ParameterizedTest
    @CsvSource({
        "10000000, NaN",
        "9500001, NaN",
        "9500000, 200000",
        "9000001, 200000",
        "9000000, 100000",
        "8000001, 100000",
        "8000000, 0",
        "1, 0",
        "0, 0",
        "-1, 0",
    })
    void theDeepestBandReachedHolds(long equity, Double minorUnits) {
        account.mark(equity);
        assertThat(ask(BANDS)).isEqualTo(minorUnits);
    }

    @Test
    void drawdownIsFromTheHighestEquityAndTheCapOfTheBalance() {
        account.earn(20_000_00).mark(130_000_00).mark(123_500_01);
        assertThat(ask(BANDS)).isNaN();
        account.mark(123_500_00);
        assertThat(ask(BANDS)).isEqualTo(2_400_00);
        account.earn(-3_000_00);
        assertThat(ask(BANDS)).isEqualTo(1_170_00);
    }

    @Test
    void itAbstainsAgainOnceEquityHasRecovered() {
        account.mark(95_000_00);
        assertThat(ask(BANDS)).isEqualTo(2_000_00);
        account.mark(95_000_01);
        assertThat(ask(BANDS)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "0.07, 1.00, 0.93",
        "0.14, 1.00, 0.86",
        "0.29, 10000, 7100",
        "0.57, 10000, 4300",
        "0.035, 10000, 9650",
        "0.001, 10000, 9990",
        "0.05, 99.99, 94.99",
        "1, 10000, 0",
    })
    void aDrawdownMeansTheDecimalThatItPrintsAs(double drawdown, String initialBalance, String equity) {
        TradedAccount small = TradedAccount.unlimited(usd(initialBalance));
        ModuleState state = DrawdownManager.band(drawdown, 0.01).start();
        long reached = usd(equity).minorUnits();
        assertThat(small.mark(reached + 1).ask(state)).isNaN();
        assertThat(small.mark(reached).ask(state)).isNotNaN().isPositive();
    }

    @Test
    void theOrderOfBandsDoesNotMatter() {
        DrawdownManager reversed = DrawdownManager.band(0.20, 0).and(0.10, 0.01).and(0.05, 0.02);
        for (long equity = 75_000_00; equity <= 100_000_00; equity += 1_250_00) {
            account.mark(equity);
            assertThat(ask(reversed)).isEqualTo(Double.valueOf(ask(BANDS)));
        }
    }

    @Test
    void aDeeperBandNeverRaises() {
        DrawdownManager careless = DrawdownManager.band(0.05, 0.01).and(0.10, 0.02);
        account.mark(90_000_00);
        assertThat(ask(careless)).isEqualTo(1_000_00);
        double last = Double.POSITIVE_INFINITY;
        for (long equity = 95_000_00; equity > 0; equity -= 1_250_00) {
            account.mark(equity);
            assertThat(ask(BANDS)).isLessThanOrEqualTo(last);
            last = ask(BANDS);
        }
    }

    @Test
    void asALimitItOnlyLowers() {
        PositionSizer sizer = PositionSizer.builder()
                .propose(FixedFractional.ofBalance(0.015))
                .limit(BANDS)
                .build();
        var sizing = sizer.start().open();
        assertThat(account.size(sizing)).isEqualTo(1_500_00);
        assertThat(account.mark(95_000_00).size(sizing)).isEqualTo(1_500_00);
        assertThat(account.mark(90_000_00).size(sizing)).isEqualTo(1_000_00);
        assertThat(account.mark(80_000_00).size(sizing)).isZero();
    }

    @Test
    void bandsAreCopied() {
        List<Band> bands = new ArrayList<>(List.of(new Band(0.05, 0.02)));
        DrawdownManager module = new DrawdownManager(bands);
        bands.clear();
        assertThat(module.bands()).containsExactly(new Band(0.05, 0.02));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> module.bands().add(new Band(0.10, 0.01)));
        assertThat(module.and(0.10, 0.01)).isNotEqualTo(module);
    }

    @Test
    void noBandIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DrawdownManager(List.of()))
                .withMessageContaining("bands");
    }

    @Test
    void aDrawdownTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrawdownManager.band(0.05, 0.02).and(0.05, 0.01))
                .withMessageContaining("different")
                .withMessageContaining("0.01");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0.02, drawdown",
        "0, 0.02, drawdown",
        "NaN, 0.02, drawdown",
        "0.05, 2, cap",
        "0.05, -0.1, cap",
        "0.05, NaN, cap"
    })
    void whatIsNoFractionIsRefused(double drawdown, double cap, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrawdownManager.band(drawdown, cap))
                .withMessageContaining(name);
    }

    @Nested
    class Recovery {
        private final DrawdownManager slow = BANDS.recovery(0.02);
        private final ModuleState state = slow.start();

        private double at(long dollars) {
            return account.mark(dollars * 100).ask(state);
        }

        @Test
        void aBandIsLeftOnlyOnceTheDrawdownHasRecovered() {
            assertThat(at(95_001)).isNaN();
            assertThat(at(95_000)).isEqualTo(2_000_00);
            assertThat(at(96_000)).isEqualTo(2_000_00);
            assertThat(at(97_000)).isEqualTo(2_000_00);
            assertThat(account.mark(97_000_01).ask(state)).isNaN();
            assertThat(at(97_000)).isNaN();
            assertThat(at(95_000)).isEqualTo(2_000_00);
        }

        @Test
        void bandsAreLeftOneByOne() {
            assertThat(at(79_000)).isZero();
            assertThat(at(82_000)).isZero();
            assertThat(at(82_001)).isEqualTo(1_000_00);
            assertThat(at(92_000)).isEqualTo(1_000_00);
            assertThat(at(92_001)).isEqualTo(2_000_00);
            assertThat(at(97_001)).isNaN();
        }

        @Test
        void aJumpLeavesAllBandsAtOnce() {
            assertThat(at(79_000)).isZero();
            assertThat(at(100_000)).isNaN();
        }

        @Test
        void theDrawdownIsFromTheHighestEquity() {
            assertThat(at(95_000)).isEqualTo(2_000_00);
            assertThat(at(200_000)).isNaN();
            assertThat(at(190_000)).isEqualTo(2_000_00);
            assertThat(at(194_000)).isEqualTo(2_000_00);
            assertThat(at(194_001)).isNaN();
        }

        /** 0.05 − 0.02 of doubles is above 0.03. */
        @ParameterizedTest
        @CsvSource({"0.05, 0.02, 97000", "0.07, 0.01, 94000", "0.1, 0.07, 97000", "0.3, 0.1, 80000"})
        void whatIsLeftMeansTheDecimal(double drawdown, double recovery, long lastCapped) {
            ModuleState one =
                    DrawdownManager.band(drawdown, 0.01).recovery(recovery).start();
            assertThat(account.mark(50_000_00).ask(one)).isEqualTo(1_000_00);
            assertThat(account.mark(lastCapped * 100).ask(one)).isEqualTo(1_000_00);
            assertThat(account.mark(lastCapped * 100 + 1).ask(one)).isNaN();
        }

        @Test
        void withoutHysteresisNothingIsRemembered() {
            assertThat(BANDS.scope()).isEqualTo(RiskModule.Scope.NONE);
            assertThat(BANDS.recovery()).isZero();
            assertThat(slow.recovery(0)).isEqualTo(BANDS);
            assertThat(slow.scope()).isEqualTo(RiskModule.Scope.ACCOUNT);
        }

        @Test
        void theDepthIsSavedAndEndsWithThePhase() {
            at(89_000);
            assertThat(state.save()).isEqualTo(SavedValues.of(Map.of("depth", 2L)));
            ModuleState restored = slow.start();
            restored.restore(state.save());
            assertThat(account.mark(91_000_00).ask(restored)).isEqualTo(1_000_00);
            assertThat(account.ask(slow.start())).isEqualTo(2_000_00);
            restored.reset();
            assertThat(account.ask(restored)).isEqualTo(2_000_00);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> restored.restore(SavedValues.of(Map.of("depth", 4L))))
                    .withMessageContaining("depth must be from 0 to 3, was 4");
        }

        @Test
        void anotherBandKeepsIt() {
            assertThat(DrawdownManager.band(0.05, 0.02).recovery(0.01).and(0.1, 0.01))
                    .isEqualTo(new DrawdownManager(List.of(new Band(0.05, 0.02), new Band(0.1, 0.01)), 0.01));
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.05, 0.06, 2, -0.01, Double.NaN})
        void aRecoveryThatLeavesABandNeverIsRefused(double recovery) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BANDS.recovery(recovery))
                    .withMessageContaining("recovery")
                    .withMessageContaining("0.05")
                    .withMessageContaining(String.valueOf(recovery));
        }
    }
}
