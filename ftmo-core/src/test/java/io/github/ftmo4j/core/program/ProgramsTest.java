package io.github.ftmo4j.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
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
                                Restrictions.none(),
                                program.phases().get(0).leverage()),
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
                                Restrictions.none(),
                                program.phases().get(0).leverage()));
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
                        .leverage(Programs.ftmoTwoStep(Money.usd(size))
                                .phase(Phase.CHALLENGE)
                                .leverage()
                                .orElseThrow())
                        .build());
    }

    private static final LocalDate OLD = LocalDate.of(2023, 7, 12);
    private static final LocalDate TERMS_OF_2023 = LocalDate.of(2023, 7, 13);

    private static void assertTimes(Program program, int days, Integer limit, Integer secondLimit, Integer idle) {
        assertThat(program.phases()).allSatisfy(phase -> {
            assertThat(phase.tradingDays()).isEqualTo(TradingDays.opened(days));
            assertThat(phase.inactivity()).isEqualTo(Optional.ofNullable(idle).map(Inactivity::of));
        });
        assertThat(program.phases())
                .extracting(Phase::timeLimit)
                .containsExactly(
                        Optional.ofNullable(limit).map(TimeLimit::calendarDays),
                        Optional.ofNullable(secondLimit).map(TimeLimit::calendarDays));
    }

    @ParameterizedTest(name = "{0}: {2} days")
    @CsvSource({
        "2023-01-01, FTMO Challenge, 10, 30, 60,",
        "2023-07-12, FTMO Challenge, 10, 30, 60,",
        "2023-07-13, FTMO Challenge, 4,  ,   ,   30",
        "2024-12-31, FTMO Challenge, 4,  ,   ,   30",
        "2025-01-01, FTMO Challenge, 4,  ,   ,",
        "2026-02-05, FTMO Challenge, 4,  ,   ,",
        "2026-02-06, FTMO 2-Step,    4,  ,   ,",
        "2026-10-04, FTMO 2-Step,    4,  ,   ,",
    })
    void termsAreThoseOfTheDay(
            LocalDate termsOf, String name, int days, Integer limit, Integer secondLimit, Integer idle) {
        Program standard = Programs.ftmoTwoStep(Money.usd(100_000), termsOf);
        assertThat(standard.name()).isEqualTo(name);
        assertTimes(standard, days, limit, secondLimit, idle);
        Program swing = Programs.ftmoSwing(Money.usd(100_000), termsOf);
        assertThat(swing.name()).isEqualTo(name + " Swing");
        Leverage any = Leverage.of(AssetClass.FX, "50");
        assertThat(swing.withLeverage(any).phases())
                .isEqualTo(standard.withLeverage(any).phases());
        assertThat(standard.phases())
                .allSatisfy(phase -> assertThat(phase.leverage().isPresent()).isEqualTo(name.equals("FTMO 2-Step")));
        assertThat(standard.funded().isPresent()).isEqualTo(name.equals("FTMO 2-Step"));
        assertThat(standard.conditions().isPresent()).isEqualTo(name.equals("FTMO 2-Step"));
    }

    @Test
    void aggressiveIsTwiceAsLarge() {
        Program old = Programs.ftmoAggressive(Money.usd(100_000), OLD);
        assertThat(old.name()).isEqualTo("FTMO Challenge Aggressive");
        assertTimes(old, 10, 30, 60, null);
        assertTimes(Programs.ftmoAggressive(Money.usd(100_000), TERMS_OF_2023), 4, null, null, 30);
        assertThat(old.phases())
                .extracting(Phase::profitTarget)
                .containsExactly(Optional.of(Limit.ofInitial(0.20)), Optional.of(Limit.ofInitial(0.10)));
        assertThat(old.phases()).allSatisfy(phase -> {
            assertThat(phase.maximumLoss()).isEqualTo(MaximumLoss.fixed(Limit.ofInitial(0.20)));
            assertThat(phase.dailyLoss()).contains(DailyLoss.of(Limit.ofInitial(0.10)));
        });
        assertThat(old.fee()).isEmpty();
        assertThat(old.funded()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2022-12-31, FTMO 2-Step,     2023-01-01, 2026-10-04",
        "2022-12-31, FTMO Swing,      2023-01-01, 2026-10-04",
        "2022-12-31, FTMO Aggressive, 2023-01-01, 2024-12-31",
        "2025-01-01, FTMO Aggressive, 2023-01-01, 2024-12-31",
        "2026-02-05, FTMO 1-Step,     2026-02-06, 2026-10-04",
    })
    void aDayOfWhichNothingIsKnownIsRefused(LocalDate termsOf, String name, String first, String last) {
        BiFunction<Money, LocalDate, Program> program = switch (name) {
            case "FTMO 2-Step" -> Programs::ftmoTwoStep;
            case "FTMO Swing" -> Programs::ftmoSwing;
            case "FTMO Aggressive" -> Programs::ftmoAggressive;
            default -> Programs::ftmoOneStep;
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> program.apply(Money.usd(100_000), termsOf))
                .withMessage("termsOf must be from " + first + " to " + last + ", for which the terms of " + name
                        + " are known, was " + termsOf);
    }

    @Test
    void aDayAfterTheNewestTermsGetsThemWithANote() {
        Money size = Money.usd(100_000);
        LocalDate newest = LocalDate.of(2026, 10, 4);
        LocalDate later = LocalDate.of(2027, 1, 1);
        String note = "terms known as of 2026-10-04, asked for 2027-01-01";
        List<BiFunction<Money, LocalDate, Program>> programs =
                List.of(Programs::ftmoTwoStep, Programs::ftmoSwing, Programs::ftmoOneStep);
        for (BiFunction<Money, LocalDate, Program> program : programs) {
            Program known = program.apply(size, newest);
            Source source = known.source().orElseThrow();
            assertThat(source.note()).isEmpty();
            Program noted = program.apply(size, later);
            assertThat(noted).isEqualTo(known.withSource(source.withNote(note)));
            assertThat(noted.describe()).endsWith("Note: " + note + ".");
        }
    }

    @ParameterizedTest(name = "{0}: {1} of {2}")
    @CsvSource({
        "2023-07-12, trade-without-any-time-limit, 2023-07-13",
        "2023-07-13, terms-and-conditions,         2023-07-13",
        "2025-01-01, trading-objectives,           2025-01-01",
        "2026-02-06, trading-objectives,           2026-09-08",
    })
    void termsNameTheirSource(LocalDate termsOf, String page, LocalDate asOf) {
        Source source =
                Programs.ftmoTwoStep(Money.usd(100_000), termsOf).source().orElseThrow();
        assertThat(source.page()).contains(page);
        assertThat(source.asOf()).isEqualTo(asOf);
    }

    @ParameterizedTest(name = "on {0} the price is known: {1}")
    @CsvSource({"2026-09-07, false", "2026-09-08, true"})
    void pricesAreKnownFromTheDayOfTheList(LocalDate termsOf, boolean known) {
        Money size = Money.usd(100_000);
        assertThat(Programs.ftmoTwoStep(size, termsOf).fee().isPresent()).isEqualTo(known);
        assertThat(Programs.ftmoSwing(size, termsOf).fee().isPresent()).isEqualTo(known);
        assertThat(Programs.ftmoOneStep(size, termsOf).fee().isPresent()).isEqualTo(known);
    }

    @Test
    void withoutADateTermsAreTheNewest() {
        LocalDate newest = LocalDate.of(2026, 10, 4);
        for (Money size : List.of(Money.usd(50_000), Money.of(70_000, "GBP"))) {
            assertThat(Programs.ftmoTwoStep(size)).isEqualTo(Programs.ftmoTwoStep(size, newest));
            assertThat(Programs.ftmoSwing(size)).isEqualTo(Programs.ftmoSwing(size, newest));
            assertThat(Programs.ftmoOneStep(size)).isEqualTo(Programs.ftmoOneStep(size, newest));
        }
    }

    @ParameterizedTest(name = "US: {0} for {1} USD")
    @CsvSource({"10000, 89", "25000, 229", "50000, 359", "100000, 579", "200000, 1149"})
    void theUnitedStatesPayInDollars(long size, long price) {
        Program program = Programs.ftmoUsOneStep(Money.usd(size));
        assertThat(program.fee()).contains(new Fee(Money.usd(price), Fee.Refund.NEVER));
        Leverage any = Leverage.of(AssetClass.FX, "50");
        assertThat(program.withLeverage(any).phases())
                .isEqualTo(
                        Programs.ftmoOneStep(Money.usd(size)).withLeverage(any).phases());
        assertThat(program.funded()).isEmpty();
    }

    @Test
    void theUnitedStatesTradeDollars() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Programs.ftmoUsOneStep(Money.eur(10_000)))
                .withMessage("amount must be in USD, was 10000.00 EUR");
    }

    @ParameterizedTest
    @CsvSource({"USD, 400000", "EUR, 320000", "GBP, 280000", "CHF, 320000", "CAD, 480000", "AUD, 520000", "CZK, 8000000"
    })
    void theAllocationIsTwiceTheLargestSize(String currency, long sum) {
        assertThat(Programs.ftmoAllocation(currency)).contains(Money.of(sum, currency));
        Money largest = Programs.ftmoSizes(currency).get(4);
        assertThat(largest.plus(largest)).isEqualTo(Money.of(sum, currency));
    }

    @Test
    void theAllocationOfOtherCurrenciesIsUnknown() {
        assertThat(Programs.ftmoAllocation("JPY")).isEmpty();
    }
}
