package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.contract.TradedAccount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CppiTest {

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    private static AccountSizing open(double multiplier, double cap, Cushion cushion) {
        return PositionSizer.of(new Cppi(multiplier, cap, cushion)).start().open();
    }

    @Test
    void isAMultipleOfWhatIsAboveTheRatchet() {
        AccountSizing sizing = open(0.1, 0.02, Cushion.underHighWaterMark(0.10));
        assertThat(account.size(sizing)).isEqualTo(1_000_00);
        account.earn(-4_000_00);
        assertThat(account.size(sizing)).isEqualTo(600_00);
        account.earn(14_000_00);
        assertThat(account.size(sizing)).isEqualTo(1_100_00);
        account.earn(-1_000_00);
        assertThat(account.size(sizing)).isEqualTo(1_000_00);
        account.earn(-10_000_00);
        assertThat(account.size(sizing)).isZero();
        account.earn(-1_000_00);
        assertThat(account.size(sizing)).isZero();
    }

    @Test
    void theRatchetRisesWithFloatingEquity() {
        AccountSizing sizing = open(0.1, 0.02, Cushion.underHighWaterMark(0.10));
        account.mark(110_000_00);
        assertThat(account.size(sizing)).isEqualTo(1_100_00);
        account.mark(100_000_00);
        assertThat(account.size(sizing)).isEqualTo(100_00);
    }

    @Test
    void isAMultipleOfWhatIsAboveTheBindingFloor() {
        TradedAccount challenge =
                TradedAccount.under(Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE));
        AccountSizing sizing = open(0.2, 0.02, Cushion.aboveBindingFloor());
        assertThat(challenge.size(sizing)).isEqualTo(1_000_00);
        challenge.earn(-3_000_00);
        assertThat(challenge.size(sizing)).isEqualTo(400_00);
        challenge.nextDay();
        assertThat(challenge.size(sizing)).isEqualTo(1_000_00);
        challenge.earn(-4_000_00).nextDay();
        assertThat(challenge.size(sizing)).isEqualTo(600_00);
        challenge.earn(-3_000_00);
        assertThat(challenge.size(sizing)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.1, 100000", "0.19, 190000", "0.2, 200000", "0.3, 200000", "1, 200000", "1e308, 200000"})
    void theCapIsOfTheEquity(double multiplier, long minorUnits) {
        assertThat(account.size(open(multiplier, 0.02, Cushion.underHighWaterMark(0.10))))
                .isEqualTo(minorUnits);
        account.mark(200_000_00);
        assertThat(account.size(open(multiplier, 0.02, Cushion.underHighWaterMark(0.10))))
                .isEqualTo(2 * minorUnits);
    }

    @ParameterizedTest
    @CsvSource({
        "0.059, 0.25, 10000, 14750",
        "0.059, 0.25, 9970, 14000",
        "0.07, 1, 9999, 69900",
        "0.1, 0.3, 10000, 30000"
    })
    void aShareUnderTheRatchetMeansTheDecimalThatItPrintsAs(
            double share, double multiplier, long equity, long minorUnits) {
        TradedAccount small = TradedAccount.unlimited(usd(10_000)).mark(equity * 100);
        assertThat(small.size(open(multiplier, Fraction.NO_CAP, Cushion.underHighWaterMark(share))))
                .isEqualTo(minorUnits);
    }

    @Test
    void aCushionIsAShareOfTheEquity() {
        Cushion ratchet = Cushion.underHighWaterMark(0.10);
        assertThat(ratchet.of(account.view())).isCloseTo(0.10, within(1e-15));
        account.earn(-4_000_00);
        assertThat(ratchet.of(account.view())).isCloseTo(6.0 / 96.0, within(1e-15));
        assertThat(ratchet.floor(account.view())).isEqualTo(90_000_00);
        account.earn(-7_000_00);
        assertThat(ratchet.of(account.view())).isZero();
    }

    @Test
    void withoutEquityThereIsNoCushion() {
        Cushion deep = view -> -1_000_00;
        assertThat(deep.of(account.mark(1_000_00).view())).isEqualTo(2);
        assertThat(deep.of(account.mark(0).view())).isZero();
        assertThat(deep.of(account.mark(-1).view())).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aMultiplierOutOfRangeIsRefused(double multiplier) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cppi(multiplier, 0.02, Cushion.aboveBindingFloor()))
                .withMessageContaining("multiplier")
                .withMessageContaining(String.valueOf(multiplier));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 0, -0.01, Double.NaN})
    void aCapThatIsNoFractionIsRefused(double cap) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cppi(1, cap, Cushion.aboveBindingFloor()))
                .withMessageContaining("cap");
    }

    /**
     * The textbook: assets 100, of which a floor of 80 is to be kept; 3 times the cushion is exposed, the rest is cash
     * without interest. The numbers are computed here in decimals, step by step, from the definition alone.
     */
    @Nested
    class Textbook {
        private final BigDecimal assets = new BigDecimal("1000000");
        private final String[] returns = {"0.10", "-0.05", "-0.20", "0.30", "-0.3333", "0.08", "-0.35", "0.12"};

        @Test
        void aboveAFixedFloorThatNeverMoves() {
            follow(Cushion.aboveShareOfInitialBalance(0.8), false, "600000", "780000", "663000", "265200", "503880");
        }

        @Test
        void aboveARatchetUnderTheHighestAssets() {
            follow(Cushion.underHighWaterMark(0.2), true, "600000", "636000", "540600", "216240", "410856");
        }

        private void follow(Cushion cushion, boolean ratchet, String... byHand) {
            TradedAccount portfolio = TradedAccount.unlimited(usd(1_000_000));
            ModuleState state = new Cppi(3, Fraction.NO_CAP, cushion).start();
            BigDecimal value = assets;
            BigDecimal high = assets;
            for (int i = 0; i < returns.length; i++) {
                BigDecimal floor = (ratchet ? high : assets).multiply(new BigDecimal("0.8"));
                BigDecimal above = value.subtract(floor).max(BigDecimal.ZERO);
                BigDecimal exposure = above.multiply(BigDecimal.valueOf(3)).min(value);
                if (i < byHand.length) {
                    assertThat(exposure).isEqualByComparingTo(byHand[i]);
                }
                double cents = exposure.movePointRight(2).doubleValue();
                assertThat(portfolio.ask(state)).isCloseTo(cents, within(3.5));
                BigDecimal profit = exposure.multiply(new BigDecimal(returns[i]));
                portfolio.earn(profit.movePointRight(2)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact());
                value = value.add(profit);
                high = high.max(value);
            }
        }
    }

    @Nested
    class Floors {
        private final TradedAccount challenge =
                TradedAccount.under(Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE));

        @Test
        void theBindingFloorIsTheNearest() {
            assertThat(Cushion.aboveBindingFloor().floor(challenge.view())).isEqualTo(95_000_00);
            challenge.earn(-4_000_00).nextDay().earn(-3_000_00).nextDay();
            assertThat(Cushion.aboveBindingFloor().floor(challenge.view())).isEqualTo(90_000_00);
        }

        @Test
        void theMaximumLossFloorIgnoresTheDay() {
            Cushion cushion = Cushion.aboveMaximumLossFloor();
            assertThat(cushion.floor(challenge.view())).isEqualTo(90_000_00);
            assertThat(cushion.of(challenge.view())).isEqualTo(0.1);
        }

        @Test
        void aShareOfTheInitialBalanceNeverMoves() {
            Cushion cushion = Cushion.aboveShareOfInitialBalance(0.93);
            assertThat(cushion.floor(challenge.view())).isEqualTo(93_000_00);
            challenge.earn(20_000_00).nextDay();
            assertThat(cushion.floor(challenge.view())).isEqualTo(93_000_00);
            assertThat(cushion.of(challenge.view())).isEqualTo(27.0 / 120);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Cushion.aboveShareOfInitialBalance(93))
                    .withMessageContaining("share")
                    .withMessageContaining("93");
        }

        @Test
        void isUnderAThresholdToTheCent() {
            Cushion cushion = Cushion.aboveMaximumLossFloor();
            TradedAccount bold = TradedAccount.under(
                    Phase.builder("Bold", usd(100_000)).maximumLoss(0.1).build());
            bold.mark(91_000_00);
            assertThat(cushion.isUnder(0.01, bold.view())).isFalse(); // 1,000.00 against 910.00
            bold.mark(90_909_09);
            assertThat(cushion.isUnder(0.01, bold.view())).isFalse(); // 909.09 against 909.09
            bold.mark(90_909_08);
            assertThat(cushion.isUnder(0.01, bold.view())).isTrue(); // 909.08 against 909.09
            assertThat(cushion.isUnder(0, bold.mark(0).view())).isTrue();
        }

        @Test
        void equalFloorsAreEqual() {
            assertThat(new Cppi(1, Fraction.NO_CAP, Cushion.aboveBindingFloor()))
                    .isEqualTo(new Cppi(1, Fraction.NO_CAP, Cushion.aboveBindingFloor()))
                    .isNotEqualTo(new Cppi(1, Fraction.NO_CAP, Cushion.aboveMaximumLossFloor()));
        }
    }

    @Nested
    class Freezing {
        private final Cppi plain = new Cppi(0.2, 0.02, Cushion.underHighWaterMark(0.10));

        private double at(long dollars, ModuleState state) {
            return account.mark(dollars * 100).ask(state);
        }

        @Test
        void untilRecovered() {
            // the floor is at 90,000; 4 % of 93,750 is 3,750, and 6 % of 95,744.68 is 5,744.68
            ModuleState state = plain.freezeBelow(0.04).untilRecovered(0.06).start();
            assertThat(at(93_750, state)).isEqualTo(750_00);
            assertThat(at(93_749, state)).isZero();
            assertThat(at(95_000, state)).isZero();
            assertThat(account.nextDay().ask(state)).isZero();
            assertThat(account.mark(95_744_67).ask(state)).isZero();
            assertThat(account.mark(95_744_68).ask(state)).isCloseTo(1_148_93.6, within(1e-6));
            assertThat(at(94_000, state)).isEqualTo(800_00);
        }

        /** The floor of the day follows the balance: what was lost yesterday is no longer counted against today. */
        @Test
        void theNextDayEndsAFreezeAboveTheDailyLossFloor() {
            TradedAccount challenge =
                    TradedAccount.under(Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE));
            ModuleState state = new Cppi(0.2, 0.02, Cushion.aboveBindingFloor())
                    .freezeBelow(0.02)
                    .untilRecovered(0.04)
                    .start();
            assertThat(challenge.earn(-3_500_00).ask(state)).isZero();
            assertThat(challenge.nextDay().ask(state)).isEqualTo(1_000_00);
        }

        @Test
        void forDays() {
            ModuleState state = plain.freezeBelow(0.04).forDays(2).start();
            assertThat(at(94_000, state)).isEqualTo(800_00);
            assertThat(at(93_000, state)).isZero();
            assertThat(at(99_000, state)).isZero();
            assertThat(at(93_000, state)).isZero();
            assertThat(account.nextDay().ask(state)).isZero();
            assertThat(account.nextDay().ask(state)).isZero();
            assertThat(account.nextDay().ask(state)).isEqualTo(600_00);
        }

        @Test
        void aFreezeForDaysIsArmedAnewByARecoveryOnly() {
            ModuleState state = plain.freezeBelow(0.04).forDays(1).start();
            assertThat(at(93_000, state)).isZero();
            account.nextDay().nextDay();
            assertThat(account.ask(state)).isEqualTo(600_00);
            assertThat(at(92_000, state)).isEqualTo(400_00);
            assertThat(at(94_000, state)).isEqualTo(800_00);
            assertThat(at(93_000, state)).isZero();
            account.nextDay().nextDay();
            assertThat(account.ask(state)).isEqualTo(600_00);
        }

        @Test
        void aRecoveryWhileFrozenDoesNotArm() {
            ModuleState state = plain.freezeBelow(0.04).forDays(1).start();
            assertThat(at(93_000, state)).isZero();
            assertThat(at(99_000, state)).isZero();
            account.nextDay().nextDay();
            assertThat(at(93_000, state)).isEqualTo(600_00);
        }

        @Test
        void aFrozenStateIsSavedAndEndsWithThePhase() {
            for (Cppi module : List.of(
                    plain.freezeBelow(0.04).untilRecovered(0.06),
                    plain.freezeBelow(0.04).forDays(3))) {
                ModuleState state = module.start();
                assertThat(at(93_000, state)).isZero();
                ModuleState restored = module.start();
                restored.restore(state.save());
                assertThat(at(95_000, restored)).isZero();
                assertThat(at(95_000, module.start())).isEqualTo(1_000_00);
                restored.reset();
                assertThat(at(95_000, restored)).isEqualTo(1_000_00);
                assertThat(restored.save()).isEqualTo(module.start().save());
            }
        }

        @Test
        void onlyAFreezeRemembers() {
            assertThat(plain.scope()).isEqualTo(RiskModule.Scope.NONE);
            assertThat(plain.freezeBelow(0.04).forDays(1).scope()).isEqualTo(RiskModule.Scope.ACCOUNT);
            assertThat(plain.freezeBelow(0.04).untilRecovered(0.04).freeze())
                    .contains(new Cppi.Freeze.UntilRecovered(0.04, 0.04));
        }

        @Test
        void whatIsOutOfRangeIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain.freezeBelow(4))
                    .withMessageContaining("freeze threshold");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain.freezeBelow(0.04).untilRecovered(0.03))
                    .withMessageContaining("recovered")
                    .withMessageContaining("0.03");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain.freezeBelow(0.04).forDays(0))
                    .withMessageContaining("days must be at least 1, was 0");
        }
    }

    @Test
    void aFreezeThatWaitsForMoreThanTheCushionCanBeIsRefused() {
        Cppi tipp = new Cppi(1, 0.02, Cushion.underHighWaterMark(0.08));
        assertThat(tipp.freezeBelow(0.02).untilRecovered(0.08)).isNotNull();
        assertThatThrownBy(() -> tipp.freezeBelow(0.02).untilRecovered(0.081))
                .hasMessage("freeze must end at 0.08, the most that the cushion can be, or before, was at 0.081");
        assertThatThrownBy(() -> tipp.freezeBelow(0.09).forDays(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PositionSizer.builder().freezeBelow(0.09, Cushion.underHighWaterMark(0.08)))
                .hasMessage("freeze threshold must be at most 0.08, the most that the cushion can be, was 0.09");
    }
}
