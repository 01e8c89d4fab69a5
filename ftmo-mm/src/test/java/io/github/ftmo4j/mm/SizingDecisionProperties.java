package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Instrument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SizingDecisionProperties {

    private static final Instrument EURUSD =
            Instrument.of("EURUSD", "0.0001", Money.usd(10)).withLots("0.01", "0.01", "50");

    private static SizingDecision of(Money risk) {
        return new SizingDecision(risk, Money.usd(100_000), Optional.empty(), Bound.MODULE, "Kelly", "", List.of());
    }

    @Property
    void noLargerSizeThatIsSoldWouldRiskSoLittle(
            @ForAll @LongRange(max = 100_000_000) long risk, @ForAll @IntRange(min = 1, max = 3000) int pips) {
        Money allowed = Money.usd(1).withMinorUnits(risk);
        BigDecimal entry = new BigDecimal("1.3");
        BigDecimal stop = entry.subtract(BigDecimal.valueOf(pips, 4));
        SizingDecision decision = of(allowed).in(EURUSD, entry, stop);
        BigDecimal lots = decision.lots().orElseThrow();
        long perStep = 10L * pips; // 0.01 lots of 10.00 a pip, in cents
        long steps = Math.min(risk / perStep, 5000);
        assertThat(lots).isEqualByComparingTo(BigDecimal.valueOf(steps, 2));
        assertThat(decision.risk().minorUnits()).isEqualTo(steps * perStep);
        Bound expected = steps == 0
                ? risk > 0 ? Bound.MINIMUM_LOT : Bound.MODULE
                : risk >= 5001 * perStep ? Bound.MAXIMUM_LOT : Bound.MODULE;
        assertThat(decision.bound()).isEqualTo(expected);
        assertThat(decision.module()).isEqualTo(expected == Bound.MODULE ? "Kelly" : "");
        assertThat(decision.order("P").isPresent()).isEqualTo(steps > 0);
    }

    @Example
    void theFractionIsOfTheBalance() {
        assertThat(of(Money.usd(500)).fraction()).isEqualTo(0.005);
        SizingDecision ofNothing =
                new SizingDecision(Money.usd(0), Money.usd(0), Optional.empty(), Bound.EQUITY, "", "", List.of());
        assertThat(ofNothing.fraction()).isZero();
    }

    @Example
    void itsTextSaysHowMuchWhyAndWhatEachModuleSaid() {
        List<SizingDecision.Statement> said = List.of(
                new SizingDecision.Statement("Kelly", Optional.of(Money.usd(500))),
                new SizingDecision.Statement("Bands", Optional.empty()),
                new SizingDecision.Statement("Wide", Optional.of(Money.usd(700))));
        SizingDecision decision = new SizingDecision(
                Money.usd(500), Money.usd(100_000), Optional.empty(), Bound.MODULE, "Kelly", "", said);
        assertThat(decision.text())
                .isEqualTo("risk 500.00 USD, 0.50 % of the balance, by Kelly"
                        + " (Kelly 500.00, Bands abstains, Wide 700.00)");
        assertThat(decision.in(EURUSD, "1.0850", "1.0817").text())
                .startsWith("1.51 lots risk 498.30 USD, 0.50 % of the balance, by Kelly (");
        SizingDecision blackout = new SizingDecision(
                Money.usd(0), Money.usd(100_000), Optional.empty(), Bound.BLACKOUT, "", "NEWS", List.of());
        assertThat(blackout.text()).isEqualTo("risk 0.00 USD, 0.00 % of the balance, by NEWS ()");
    }

    @Example
    void anInstrumentPaysInTheCurrencyOfTheAccount() {
        Instrument inEuro = Instrument.of("DAX", "1", Money.of(1, "EUR"));
        assertThatThrownBy(() -> of(Money.usd(500)).in(inEuro, "24000", "23950"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EUR");
    }
}
