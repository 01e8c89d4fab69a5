package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.contract.TradedAccount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGlideTest {

    /** 100,000 with a target of 110,000. */
    private final TradedAccount challenge =
            TradedAccount.under(Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE));

    private double ask(double payoff) {
        return challenge.ask(new TargetGlide(payoff).start());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 500000",
        "900000, 2, 50000",
        "999997, 2, 2",
        "999999, 2, 1",
        "870000, 1.3, 100000",
        "999000, 3, 334",
        "0, 0.1, 10000000",
        "-300000, 0.5, 2600000"
    })
    void isWhatOneWinNeeds(long earned, double payoff, double minorUnits) {
        challenge.earn(earned);
        assertThat(ask(payoff)).isEqualTo(minorUnits);
    }

    /** For all that is missing, be it a cent: one win reaches the target, and a cent less at stake would not. */
    @ParameterizedTest
    @ValueSource(strings = {"0.5", "1", "1.1", "1.3", "2.7", "3"})
    void oneWinReachesTheTargetAndNoLessWould(String payoff) {
        BigDecimal win = new BigDecimal(payoff);
        for (long missing = 1; missing < 2_000; missing++) {
            TradedAccount account = TradedAccount.under(
                            Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE))
                    .earn(10_000_00 - missing);
            long risk = (long) account.ask(new TargetGlide(win.doubleValue()).start());
            assertThat(MinorUnits.round(risk * win.doubleValue())).isGreaterThanOrEqualTo(missing);
            assertThat(win.multiply(BigDecimal.valueOf(risk - 1))).isLessThan(BigDecimal.valueOf(missing));
            assertThat(BigDecimal.valueOf(risk))
                    .isEqualByComparingTo(BigDecimal.valueOf(missing).divide(win, 0, RoundingMode.CEILING));
        }
    }

    @Test
    void itIsTheBalanceThatMustReachTheTarget() {
        challenge.mark(109_000_00);
        assertThat(ask(1)).isEqualTo(10_000_00);
    }

    @Test
    void onceTheTargetIsReachedItAbstains() {
        challenge.earn(10_000_00);
        assertThat(ask(2)).isNaN();
        challenge.earn(1_00);
        assertThat(ask(2)).isNaN();
        challenge.earn(-1_01);
        assertThat(ask(2)).isEqualTo(1);
    }

    @Test
    void withoutATargetItAbstains() {
        assertThat(TradedAccount.unlimited(usd(100)).ask(new TargetGlide(1).start()))
                .isNaN();
    }

    @Test
    void theSmallestPayoffLimitsNothing() {
        assertThat(ask(Double.MIN_VALUE)).isEqualTo(MinorUnits.LARGEST);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aPayoffOutOfRangeIsRefused(double payoff) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetGlide(payoff))
                .withMessageContaining("payoff")
                .withMessageContaining(String.valueOf(payoff));
    }
}
