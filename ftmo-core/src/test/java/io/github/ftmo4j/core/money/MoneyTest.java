package io.github.ftmo4j.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "1234.56, USD, 123456",
        "1234.5,  USD, 123450",
        "1234,    USD, 123400",
        "-0.01,   USD, -1",
        "0,       USD, 0",
        "89999.99,CZK, 8999999",
        "1500,    JPY, 1500",
        "1.234,   BHD, 1234",
        "92233720368547758.07, USD, 9223372036854775807"
    })
    void countsTheMinorUnitsOfItsCurrency(String decimal, String currency, long minorUnits) {
        assertThat(Money.of(decimal, currency)).isEqualTo(new Money(minorUnits, Currency.getInstance(currency)));
    }

    @Test
    void factoriesAgree() {
        assertThat(Money.usd(100_000))
                .isEqualTo(Money.usd("100000.00"))
                .isEqualTo(Money.of(100_000, "USD"))
                .isEqualTo(new Money(10_000_000, Currency.getInstance("USD")));
        assertThat(Money.eur(540)).isEqualTo(Money.of("540", "EUR"));
    }

    @ParameterizedTest
    @CsvSource({"1.234, USD, 2", "0.001, EUR, 2", "0.5, JPY, 0", "1.2345, BHD, 3"})
    void refusesMoreDecimalsThanTheCurrencyHas(String decimal, String currency, int allowed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of(decimal, currency))
                .withMessage("amount must have at most " + allowed + " decimals in " + currency + ", was " + decimal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1,000", "1.000,00", "$5", "five", "NaN", "Infinity", "0x10", "1 "})
    void refusesWhatIsNoDecimal(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.usd(text))
                .withMessage("amount must be a plain decimal such as 1234.56, was " + text);
    }

    @Test
    void refusesAnUnknownCurrency() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(1, "ZZZ"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of(1, "XXX"))
                .withMessage("currency must have minor units, was XXX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"92233720368547758.08", "-92233720368547758.09", "1E+400"})
    void refusesWhatDoesNotFit(String dollars) {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.usd(dollars));
    }

    @Test
    void refusesWholeUnitsThatDoNotFit() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.usd(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "123450,  USD, 1234.50 USD",
        "-1,      USD, -0.01 USD",
        "0,       EUR, 0.00 EUR",
        "1500,    JPY, 1500 JPY",
        "1,       BHD, 0.001 BHD"
    })
    void printsAllDecimals(long minorUnits, String currency, String text) {
        assertThat(new Money(minorUnits, Currency.getInstance(currency))).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "100.00,  0.0029,  0.29",
        "0.01,    0.5,     0.01",
        "-0.01,   0.5,    -0.01",
        "0.01,    0.49999, 0.00",
        "1.10,    0.05,    0.06",
        "-1.10,   0.05,   -0.06",
        "1.09,    0.05,    0.05",
        "1.15,    0.1,     0.12",
        "100000,  0.05,    5000",
        "12345.67,0,       0",
        "12345.67,1,       12345.67"
    })
    void sharesAreRoundedHalfAwayFromZero(String amount, double fraction, String share) {
        assertThat(Money.usd(amount).share(fraction)).isEqualTo(Money.usd(share));
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 1.0000001, -0.01, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAShareThatIsNoFraction(double fraction) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.usd(100).share(fraction))
                .withMessage("fraction must be a fraction from 0 to 1 (0.05 for 5 %), was " + fraction);
    }

    @Test
    void onlyMoreThanNothingIsPositive() {
        assertThat(Money.usd("0.01").isPositive()).isTrue();
        assertThat(Money.usd("0.00").isPositive()).isFalse();
        assertThat(Money.usd("-0.01").isPositive()).isFalse();
    }
}
