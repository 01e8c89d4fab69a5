package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.contract.TradedAccount;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KellyTest {

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    private long size(RiskModule module) {
        return account.size(PositionSizer.of(module).start().open());
    }

    @ParameterizedTest
    @CsvSource({
        "0.6, 1, 1, Infinity, 2000000",
        "0.6, 1, 0.25, Infinity, 500000",
        "0.57, 1, 0.5, Infinity, 700000",
        "0.4, 2, 1, Infinity, 1000000",
        "0.5, 1.25, 0.1, Infinity, 100000",
        "0.5, 3, 1, 0.01, 100000",
        "0.45, 1.3, 0.5, Infinity, 134615",
        "1, 1, 0.5, Infinity, 5000000",
    })
    void isAFractionOfTheEdgeOverTheOddsUpToTheCap(
            double winRate, double payoff, double fraction, double cap, long minorUnits) {
        assertThat(size(new Kelly(winRate, payoff, fraction, cap))).isEqualTo(minorUnits);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "0.4, 1.5", "0.25, 3", "0.2, 4", "0.1, 9", "0.3, 1", "0, 1"})
    void withoutAnEdgeItIsNothing(double winRate, double payoff) {
        assertThat(account.ask(new Kelly(winRate, payoff, 1, Fraction.NO_CAP).start()))
                .isZero();
    }

    @Test
    void isOfTheBalance() {
        account.earn(10_000_00).mark(90_000_00);
        assertThat(size(new Kelly(0.6, 1, 0.25, Fraction.NO_CAP))).isEqualTo(5_500_00);
    }

    @Test
    void noOtherFractionMakesCapitalGrowFaster() {
        Random random = new Random(42);
        for (int i = 0; i < 1_000; i++) {
            double win = 0.5 + 3 * random.nextDouble();
            double loss = 0.7 + random.nextDouble();
            double breakEven = loss / (win + loss);
            double winRate = breakEven + (1 - breakEven) * 0.9 * random.nextDouble();
            double best = Kelly.growthOptimal(winRate, win, loss);
            for (double other : new double[] {best * 0.999, best * 1.001}) {
                assertThat(growth(winRate, win, loss, other))
                        .as("win rate %s, win %s, loss %s, fraction %s", winRate, win, loss, other)
                        .isLessThanOrEqualTo(growth(winRate, win, loss, best) + 1e-15);
            }
        }
    }

    private static double growth(double winRate, double win, double loss, double fraction) {
        return winRate * Math.log1p(fraction * win) + (1 - winRate) * Math.log1p(-fraction * loss);
    }

    @Test
    void isTheFormulaInDecimals() {
        Random random = new Random(42);
        for (int i = 0; i < 1_000; i++) {
            BigDecimal winRate = BigDecimal.valueOf(random.nextInt(1001), 3);
            BigDecimal win = BigDecimal.valueOf(500L + random.nextInt(3000), 3);
            BigDecimal loss = BigDecimal.valueOf(500L + random.nextInt(1000), 3);
            BigDecimal expected = winRate.divide(loss, MathContext.DECIMAL128)
                    .subtract(BigDecimal.ONE.subtract(winRate).divide(win, MathContext.DECIMAL128));
            double actual = Kelly.growthOptimal(winRate.doubleValue(), win.doubleValue(), loss.doubleValue());
            assertThat(actual).isCloseTo(expected.doubleValue(), within(1e-12));
            assertThat(BigDecimal.valueOf(actual))
                    .isEqualByComparingTo(BigDecimal.valueOf(actual).setScale(12, RoundingMode.HALF_EVEN));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "55, 1, 0.5, 0.02, winRate",
        "NaN, 1, 0.5, 0.02, winRate",
        "-0.1, 1, 0.5, 0.02, winRate",
        "0.5, 0, 0.5, 0.02, payoff",
        "0.5, -1, 0.5, 0.02, payoff",
        "0.5, NaN, 0.5, 0.02, payoff",
        "0.5, Infinity, 0.5, 0.02, payoff",
        "0.5, 1, 2, 0.02, fraction",
        "0.5, 1, 0, 0.02, fraction",
        "0.5, 1, NaN, 0.02, fraction",
        "0.5, 1, 0.5, 2, cap",
        "0.5, 1, 0.5, 0, cap",
        "0.5, 1, 0.5, NaN, cap",
    })
    void whatIsOutOfRangeIsRefused(double winRate, double payoff, double fraction, double cap, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Kelly(winRate, payoff, fraction, cap))
                .withMessageContaining(name);
    }
}
