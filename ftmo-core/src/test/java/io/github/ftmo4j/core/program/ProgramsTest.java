package io.github.ftmo4j.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramsTest {

    @ParameterizedTest(name = "{0} USD for {1} EUR")
    @CsvSource({"10000, 89", "25000, 250", "50000, 345", "100000, 540", "200000, 1080"})
    void dollarAccountsHaveAFeeInEuros(long size, long price) {
        Program program = Programs.ftmoTwoStep(Money.usd(size));

        assertThat(program.fee()).contains(new Fee(Money.eur(price), Fee.Refund.WITH_FIRST_REWARD));
        assertTwoStep(program, Money.usd(size));
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3} {4} {5}")
    @CsvSource({
        "EUR, 10000,  20000,  40000,   80000,   160000",
        "CHF, 10000,  20000,  40000,   80000,   160000",
        "GBP, 10000,  20000,  35000,   70000,   140000",
        "CAD, 15000,  30000,  60000,   120000,  240000",
        "AUD, 15000,  30000,  65000,   130000,  260000",
        "CZK, 250000, 500000, 1000000, 2000000, 4000000"
    })
    void feesOfOtherCurrenciesAreUnknown(String currency, long a, long b, long c, long d, long e) {
        List<Money> sizes = LongStream.of(a, b, c, d, e)
                .mapToObj(size -> Money.of(size, currency))
                .toList();

        assertThat(Programs.ftmoSizes(currency)).isEqualTo(sizes);
        assertThat(sizes).allSatisfy(size -> {
            Program program = Programs.ftmoTwoStep(size);
            assertThat(program.fee()).isEmpty();
            assertTwoStep(program, size);
        });
    }

    private static void assertTwoStep(Program program, Money size) {
        assertThat(program.name()).isEqualTo("FTMO 2-Step");
        assertThat(program.source()).hasValueSatisfying(source -> {
            assertThat(source.page()).isEqualTo("https://ftmo.com/en/trading-objectives/");
            assertThat(source.asOf()).isEqualTo("2026-09-08");
        });
        assertThat(program.phases())
                .containsExactly(
                        new Phase(
                                "Challenge",
                                size,
                                Optional.of(Limit.ofInitial(0.10)),
                                MaximumLoss.fixed(Limit.ofInitial(0.10)),
                                Optional.of(DailyLoss.of(Limit.ofInitial(0.05))),
                                Optional.empty(),
                                Optional.empty(),
                                TradingDays.opened(4),
                                Optional.empty(),
                                Optional.empty(),
                                BreachTest.BELOW,
                                Restrictions.none()),
                        new Phase(
                                "Verification",
                                size,
                                Optional.of(Limit.ofInitial(0.05)),
                                MaximumLoss.fixed(Limit.ofInitial(0.10)),
                                Optional.of(DailyLoss.of(Limit.ofInitial(0.05))),
                                Optional.empty(),
                                Optional.empty(),
                                TradingDays.opened(4),
                                Optional.empty(),
                                Optional.empty(),
                                BreachTest.BELOW,
                                Restrictions.none()));
        assertThat(program.phase(Phase.CHALLENGE).targetBalance()).contains(size.plus(size.share(0.10)));
        assertThat(program.phase(Phase.VERIFICATION).targetBalance()).contains(size.plus(size.share(0.05)));
    }

    @ParameterizedTest
    @CsvSource({"USD", "EUR", "CHF", "GBP", "CAD", "AUD", "CZK"})
    void sizesAreListedSmallestFirst(String currency) {
        assertThat(Programs.ftmoSizes(currency)).hasSize(5).isSorted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15000    | USD | [10000.00 USD, 25000.00 USD, 50000.00 USD, 100000.00 USD, 200000.00 USD]",
                "99999.99 | USD | [10000.00 USD, 25000.00 USD, 50000.00 USD, 100000.00 USD, 200000.00 USD]",
                "100000   | GBP | [10000.00 GBP, 20000.00 GBP, 35000.00 GBP, 70000.00 GBP, 140000.00 GBP]"
            })
    void anUnknownSizeIsRefused(String amount, String currency, String sizes) {
        Money size = Money.of(amount, currency);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Programs.ftmoTwoStep(size))
                .withMessage("size must be one that FTMO publishes: " + sizes + ", was " + size);
    }

    @ParameterizedTest
    @CsvSource({"JPY", "PLN"})
    void anUnknownCurrencyIsRefused(String currency) {
        Money size = Money.of(100000, currency);

        assertThat(Programs.ftmoSizes(currency)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Programs.ftmoTwoStep(size))
                .withMessage("size must be one that FTMO publishes, in one of [AUD, CAD, CHF, CZK, EUR, GBP, USD], was "
                        + size);
    }

    @ParameterizedTest
    @CsvSource({"10000, 79", "25000, 199", "50000, 319", "100000, 499", "200000, 999"})
    void oneStepTrailsDailyAndAsksForABestDay(long size, long price) {
        Program program = Programs.ftmoOneStep(Money.usd(size));
        assertThat(program.fee()).contains(new Fee(Money.eur(price), Fee.Refund.NEVER));
        assertThat(program.phases())
                .containsExactly(Phase.builder(Phase.CHALLENGE, Money.usd(size))
                        .profitTarget(0.10)
                        .maximumLoss(
                                MaximumLoss.trailing(Limit.ofInitial(0.10), MaximumLoss.Reference.START_OF_DAY_BALANCE))
                        .dailyLoss(0.03)
                        .bestDay(new BestDay(0.5, BestDay.Measure.PROFITABLE_DAYS))
                        .build());
    }
}
