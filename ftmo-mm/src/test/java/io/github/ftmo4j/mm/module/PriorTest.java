package io.github.ftmo4j.mm.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriorTest {

    @Test
    void factoriesAreWorthTheirTrades() {
        assertThat(Prior.of(6, 4, 1.5)).isEqualTo(new Prior(6, 4, 1.5, 1));
        assertThat(Prior.uniform(2)).isEqualTo(new Prior(1, 1, 2, 1));
        assertThat(Prior.jeffreys(2)).isEqualTo(new Prior(0.5, 0.5, 2, 1));
    }

    @Test
    void aHistoryTeachesByItsWinsAndLosses() {
        assertThat(Prior.ofHistory(1.5, -1, 2.5, 0, 2, -1.5)).isEqualTo(new Prior(3, 2, 2, 1.25));
    }

    @Test
    void aHistoryMayBeWorthFewerTrades() {
        assertThat(Prior.ofHistory(1.5, -1, 0, 2.5).worth(1)).isEqualTo(new Prior(2.0 / 3, 1.0 / 3, 2, 1));
        assertThat(Prior.of(30, 10, 1).worth(20)).isEqualTo(Prior.of(15, 5, 1));
        assertThat(Prior.of(30, 10, 1).worth(40)).isEqualTo(Prior.of(30, 10, 1));
    }

    @Test
    void aHistoryWithoutWinsOrLossesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prior.ofHistory(1, 0, 2))
                .withMessageContaining("2 wins and 0 losses");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prior.ofHistory(-1, 0))
                .withMessageContaining("0 wins and 1 losses");
        assertThatIllegalArgumentException().isThrownBy(Prior::ofHistory).withMessageContaining("rMultiples");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aHistoryThatIsNotFiniteIsRefused(double r) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prior.ofHistory(1, -1, r))
                .withMessageContaining("rMultiples[2]")
                .withMessageContaining(String.valueOf(r));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e9})
    void aWorthOutOfRangeIsRefused(double trades) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prior.uniform(1).worth(trades))
                .withMessageContaining("wins");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, wins",
        "-1, 1, 1, 1, wins",
        "NaN, 1, 1, 1, wins",
        "1e7, 1, 1, 1, wins",
        "1, 0, 1, 1, losses",
        "1, Infinity, 1, 1, losses",
        "1, 1, 0, 1, meanWin",
        "1, 1, NaN, 1, meanWin",
        "1, 1, 1001, 1, meanWin",
        "1, 1, 1, -1, meanLoss",
        "1, 1, 1, 0.0001, meanLoss",
    })
    void whatIsOutOfRangeIsRefused(double wins, double losses, double meanWin, double meanLoss, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prior(wins, losses, meanWin, meanLoss))
                .withMessageContaining(name);
    }
}
