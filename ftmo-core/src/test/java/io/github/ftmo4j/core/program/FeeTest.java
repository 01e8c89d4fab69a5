package io.github.ftmo4j.core.program;

import static io.github.ftmo4j.core.money.Money.eur;
import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeeTest {

    private static final Fee FEE = new Fee(eur(540), Fee.Refund.WITH_FIRST_REWARD);

    @Test
    void aDiscountLowersThePriceAlone() {
        Fee fee = FEE.withMonthly(eur(49)).withReset(eur(80)).withActivation(eur(149));

        assertThat(fee.withDiscount(0.2)).isEqualTo(fee.withPrice(eur(432)));
        assertThat(FEE.withPrice(Money.of("0.05", "EUR")).withDiscount(0.5).price())
                .as("half a cent less is rounded away from zero")
                .isEqualTo(Money.of("0.02", "EUR"));
        assertThat(fee.withRefund(Fee.Refund.NEVER).reset()).contains(eur(80));
    }

    @Test
    void refusesAmountsOfNothingAndOfAnotherCurrency() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FEE.withDiscount(1))
                .withMessage("fee must be above zero, was 0.00 EUR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FEE.withMonthly(eur(0)))
                .withMessage("fee must be above zero, was 0.00 EUR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FEE.withReset(usd(80)))
                .withMessage("amount must be in EUR, was 80.00 USD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fee.FreeRetry(Fee.FreeRetry.After.ANY_FAILURE, 0))
                .withMessage("most must be at least 1, was 0");
    }

    @Test
    void aSimpleFeeIsAPriceAlone() {
        assertThat(FEE)
                .isEqualTo(new Fee(
                        eur(540),
                        Fee.Refund.WITH_FIRST_REWARD,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void monthsAreDueOnTheDayOfThePurchaseOrTheLastOfAShorterMonth() {
        LocalDate bought = LocalDate.of(2026, 1, 31);

        assertThat(Fee.monthsDue(bought, bought.minusDays(40))).isZero();
        assertThat(Fee.monthsDue(bought, LocalDate.of(2026, 2, 27))).isZero();
        assertThat(Fee.monthsDue(bought, LocalDate.of(2026, 2, 28))).isOne();
        assertThat(Fee.monthsDue(bought, LocalDate.of(2026, 3, 30))).isOne();
        assertThat(Fee.monthsDue(bought, LocalDate.of(2026, 3, 31))).isEqualTo(2);
        assertThat(Fee.monthsDue(bought, LocalDate.of(2027, 1, 31))).isEqualTo(12);
    }
}
