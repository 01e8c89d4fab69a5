package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.TradedAccount;
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
        assertThat(small.size(open(multiplier, 1, Cushion.underHighWaterMark(share))))
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
}
