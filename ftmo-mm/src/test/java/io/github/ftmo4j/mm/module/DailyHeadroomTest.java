package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.contract.TradedAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyHeadroomTest {

    /** 100,000: the day may lose 5,000, the phase 10,000. */
    private final TradedAccount challenge =
            TradedAccount.under(Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE));

    @Test
    void isSpreadOverTheTradesStillPlannedToday() {
        ModuleState state = DailyHeadroom.over(4).start();
        assertThat(challenge.ask(state)).isEqualTo(1_250_00); // 5,000 / 4
        assertThat(challenge.earn(-1_250_00).ask(state)).isEqualTo(1_250_00); // 3,750 / 3
        assertThat(challenge.earn(2_000_00).ask(state)).isEqualTo(2_875_00); // 5,750 / 2
        assertThat(challenge.earn(-750_00).ask(state)).isEqualTo(5_000_00); // 5,000 / 1
        assertThat(challenge.earn(-1_000_00).ask(state)).isEqualTo(4_000_00); // a fifth trade
        assertThat(challenge.nextDay().ask(state)).isEqualTo(1_250_00);
    }

    @Test
    void isAShareOfWhatMayStillBeLost() {
        ModuleState state = DailyHeadroom.share(0.25).start();
        assertThat(challenge.ask(state)).isEqualTo(1_250_00);
        assertThat(challenge.earn(-1_000_00).ask(state)).isEqualTo(1_000_00);
        assertThat(challenge.mark(97_000_00).ask(state)).isEqualTo(500_00);
    }

    @Test
    void aShareCanBeSpread() {
        ModuleState state = new DailyHeadroom(3, 0.9).start();
        assertThat(challenge.ask(state)).isEqualTo(1_500_00);
        assertThat(challenge.earn(-1_500_00).ask(state)).isEqualTo(1_575_00); // 0.9 · 3,500 / 2
    }

    @Test
    void theMaximumLossBindsWhereItIsNearer() {
        ModuleState state = DailyHeadroom.over(2).start();
        challenge.earn(-4_000_00).nextDay().earn(-3_000_00).nextDay();
        assertThat(challenge.ask(state)).isEqualTo(1_500_00); // floor 90,000, equity 93,000
    }

    @Test
    void atOrUnderTheFloorNothingIsLeft() {
        ModuleState state = DailyHeadroom.over(1).start();
        assertThat(challenge.mark(95_000_01).ask(state)).isEqualTo(1);
        assertThat(challenge.mark(95_000_00).ask(state)).isZero();
        assertThat(challenge.mark(94_000_00).ask(state)).isZero();
    }

    @Test
    void factoriesSayWhatIsLeftOut() {
        assertThat(DailyHeadroom.over(4)).isEqualTo(new DailyHeadroom(4, 1));
        assertThat(DailyHeadroom.share(0.25)).isEqualTo(new DailyHeadroom(1, 0.25));
    }

    @Test
    void noTradesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DailyHeadroom.over(0))
                .withMessageContaining("trades must be at least 1, was 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 25, -0.1, Double.NaN})
    void aShareThatIsNoFractionIsRefused(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DailyHeadroom.share(share))
                .withMessageContaining("share")
                .withMessageContaining(String.valueOf(share));
    }
}
