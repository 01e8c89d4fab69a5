package io.github.ftmo4j.core.program;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfitSplitTest {

    private static final ProfitSplit FIRST_ALL = ProfitSplit.of(0.90).withStep(usd(25_000), 1);

    @ParameterizedTest
    @CsvSource({
        "0,       0,       0",
        "2500000, 0,       2500000", // the first 25,000 are all the trader's
        "2500001, 0,       2500001", // 90 % of a cent is rounded up to one
        "3000000, 0,       2950000",
        "1000000, 2000000, 950000", // 5,000 at 100 % and 5,000 at 90 %
        "1000000, 2500000, 900000",
        "1000000, 9900000, 900000",
    })
    void theFirstPartMayBeDividedOtherwise(long profit, long before, long ofTrader) {
        assertThat(FIRST_ALL.ofTrader(profit, before)).isEqualTo(ofTrader);
    }

    @Test
    void partsFollowOneAnother() {
        ProfitSplit split = ProfitSplit.of(0.9).withStep(usd(100), 0.5).withStep(usd(300), 0.75);

        assertThat(split.ofTrader(40_000, 0)).isEqualTo(5_000 + 15_000 + 9_000);
        assertThat(split.ofTrader(25_000, 5_000)).isEqualTo(2_500 + 15_000);
    }

    @Test
    void refusesStepsOutOfOrderAndSharesOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIRST_ALL.withStep(usd(25_000), 0.5))
                .withMessageStartingWith("steps must end at larger and larger sums");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProfitSplit.of(80))
                .withMessage("traderShare must be a fraction above 0 and at most 1 (0.05 for 5 %), was 80.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIRST_ALL.withStep(usd(30_000), 1.5))
                .withMessage("share must be a fraction from 0 to 1 (0.05 for 5 %), was 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProfitSplit.of(0.8).withStep(usd(0), 1))
                .withMessage("upTo must be above zero, was 0.00 USD");
    }
}
