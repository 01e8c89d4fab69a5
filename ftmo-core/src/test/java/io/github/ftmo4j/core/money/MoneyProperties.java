package io.github.ftmo4j.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MoneyProperties {

    private static final long BILLION = 1_000_000_000L;

    @Property
    void sumsAreExactOrRefused(@ForAll long a, @ForAll long b) {
        BigInteger sum = BigInteger.valueOf(a).add(BigInteger.valueOf(b));
        if (sum.bitLength() < Long.SIZE) {
            assertThat(usdCents(a).plus(usdCents(b))).isEqualTo(usdCents(sum.longValueExact()));
        } else {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> usdCents(a).plus(usdCents(b)));
        }
    }

    @Property
    void differencesAreExactOrRefused(@ForAll long a, @ForAll long b) {
        BigInteger difference = BigInteger.valueOf(a).subtract(BigInteger.valueOf(b));
        if (difference.bitLength() < Long.SIZE) {
            assertThat(usdCents(a).minus(usdCents(b))).isEqualTo(usdCents(difference.longValueExact()));
        } else {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> usdCents(a).minus(usdCents(b)));
        }
    }

    @Property
    void additionCommutesAssociatesAndIsUndoneBySubtraction(
            @ForAll("amounts") Money a, @ForAll("amounts") Money b, @ForAll("amounts") Money c) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.plus(Money.usd(0))).isEqualTo(a);
    }

    @Property
    void orderIsThatOfTheAmountsAndAgreesWithEquality(
            @ForAll("amounts") Money a, @ForAll("amounts") Money b, @ForAll("amounts") Money shift) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Long.signum(a.minorUnits() - b.minorUnits()));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        assertThat(a.plus(shift).compareTo(b.plus(shift))).isEqualTo(a.compareTo(b));
    }

    @Property
    void whatIsPrintedIsParsedBack(@ForAll long minorUnits, @ForAll("currencies") Currency currency) {
        Money money = new Money(minorUnits, currency);
        String[] amountAndCode = money.toString().split(" ", -1);

        assertThat(Money.of(amountAndCode[0], amountAndCode[1])).isEqualTo(money);
    }

    @Property
    void currenciesDoNotMix(
            @ForAll long a,
            @ForAll long b,
            @ForAll("currencies") Currency first,
            @ForAll("currencies") Currency second) {
        Assume.that(!first.equals(second));
        Money one = new Money(a, first);
        Money other = new Money(b, second);

        assertThatIllegalArgumentException().isThrownBy(() -> one.plus(other)).withMessageContaining("" + other);
        assertThatIllegalArgumentException().isThrownBy(() -> one.minus(other)).withMessageContaining("" + other);
        assertThatIllegalArgumentException().isThrownBy(() -> one.compareTo(other));
        assertThatIllegalArgumentException().isThrownBy(() -> other.in(first)).withMessageContaining("" + first);
    }

    @Property
    void aShareIsTheDecimalProductRoundedHalfAwayFromZero(
            @ForAll @LongRange(min = -BILLION, max = BILLION) long minorUnits,
            @ForAll @IntRange(max = 100_000) int hundredThousandths) {
        BigDecimal fraction = BigDecimal.valueOf(hundredThousandths, 5);
        long expected = fraction.multiply(BigDecimal.valueOf(minorUnits))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();

        assertThat(usdCents(minorUnits).share(fraction.doubleValue())).isEqualTo(usdCents(expected));
    }

    @Provide
    Arbitrary<Money> amounts() {
        return Arbitraries.longs().between(-BILLION, BILLION).map(MoneyProperties::usdCents);
    }

    @Provide
    Arbitrary<Currency> currencies() {
        return Arbitraries.of("USD", "EUR", "CZK", "JPY", "BHD").map(Currency::getInstance);
    }

    private static Money usdCents(long cents) {
        return Money.usd(0).withMinorUnits(cents);
    }
}
