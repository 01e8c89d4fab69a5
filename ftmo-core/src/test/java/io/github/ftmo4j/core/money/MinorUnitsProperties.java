package io.github.ftmo4j.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleToLongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

class MinorUnitsProperties {

    private static final long BILLION = 1_000_000_000L;
    private static final long LARGEST = 10_000_000_000_000L;

    @Property(tries = 20_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void productsAreRoundedAsDecimalArithmeticRoundsThem(
            @ForAll("decimals") BigDecimal fraction, @ForAll("amounts") long amount) {
        double product = fraction.doubleValue() * amount;
        BigDecimal exact = fraction.multiply(BigDecimal.valueOf(amount));

        assertThat(MinorUnits.down(product)).isEqualTo(rounded(exact, RoundingMode.FLOOR));
        assertThat(MinorUnits.up(product)).isEqualTo(rounded(exact, RoundingMode.CEILING));
        assertThat(MinorUnits.round(product)).isEqualTo(rounded(exact, RoundingMode.HALF_UP));

        BigDecimal rest = exact.abs().remainder(BigDecimal.ONE);
        Statistics.label("rest")
                .collect(rest.signum() == 0 ? "whole" : rest.compareTo(new BigDecimal("0.5")) == 0 ? "half" : "other")
                .coverage(coverage -> {
                    coverage.check("whole").percentage(share -> share > 5);
                    coverage.check("half").percentage(share -> share > 2);
                    coverage.check("other").percentage(share -> share > 20);
                });
        Statistics.label("binary error")
                .collect(BigDecimal.valueOf(product).compareTo(exact) == 0)
                .coverage(coverage -> coverage.check(false).percentage(share -> share > 2));
    }

    @Property
    void wholeAmountsStayWhatTheyAre(@ForAll @LongRange(min = -LARGEST, max = LARGEST) long amount) {
        assertThat(MinorUnits.down((double) amount)).isEqualTo(amount);
        assertThat(MinorUnits.up((double) amount)).isEqualTo(amount);
        assertThat(MinorUnits.round((double) amount)).isEqualTo(amount);
    }

    @Property
    void halvesGoAwayFromZero(@ForAll @LongRange(min = 0, max = BILLION) long amount) {
        assertThat(MinorUnits.round(amount + 0.5)).isEqualTo(amount + 1);
        assertThat(MinorUnits.round(-amount - 0.5)).isEqualTo(-amount - 1);
    }

    @Property
    void roundingIsOddAndLiesBetweenDownAndUp(@ForAll("computed") double amount) {
        assertThat(MinorUnits.round(-amount)).isEqualTo(-MinorUnits.round(amount));
        assertThat(MinorUnits.up(-amount)).isEqualTo(-MinorUnits.down(amount));
        assertThat(MinorUnits.round(amount)).isBetween(MinorUnits.down(amount), MinorUnits.up(amount));
        assertThat(MinorUnits.up(amount) - MinorUnits.down(amount)).isBetween(0L, 1L);
    }

    @Property
    void whatIsNotFiniteOrTooLargeIsRefused(@ForAll("refused") double amount) {
        assertRefused(MinorUnits::down, amount);
        assertRefused(MinorUnits::up, amount);
        assertRefused(MinorUnits::round, amount);
    }

    private static void assertRefused(DoubleToLongFunction rounding, double amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounding.applyAsLong(amount))
                .withMessage("amount must be finite and within ±1e13 minor units, was " + amount);
    }

    private static long rounded(BigDecimal exact, RoundingMode mode) {
        return exact.setScale(0, mode).longValueExact();
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        Arbitrary<BigDecimal> coarse =
                Arbitraries.integers().between(-1_000, 1_000).map(thousandths -> BigDecimal.valueOf(thousandths, 3));
        Arbitrary<BigDecimal> fine =
                Arbitraries.integers().between(-1_000_000, 1_000_000).map(n -> BigDecimal.valueOf(n, 5));
        return Arbitraries.oneOf(coarse, fine);
    }

    @Provide
    Arbitrary<Long> amounts() {
        Arbitrary<Long> any = Arbitraries.longs().between(-BILLION, BILLION);
        Arbitrary<Long> givingWholesAndHalves =
                Arbitraries.longs().between(-BILLION / 50_000, BILLION / 50_000).map(n -> n * 50_000);
        return Arbitraries.oneOf(any, givingWholesAndHalves);
    }

    @Provide
    Arbitrary<Double> computed() {
        return Arbitraries.doubles().between(-1e12, 1e12).ofScale(6);
    }

    @Provide
    Arbitrary<Double> refused() {
        return Arbitraries.oneOf(
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE),
                Arbitraries.doubles().between(1.0000001e13, 1e300),
                Arbitraries.doubles().between(-1e300, -1.0000001e13));
    }
}
