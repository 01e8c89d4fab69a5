package io.github.ftmo4j.core.order;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentTest {

    private static final Instrument EURUSD = Instrument.of("EURUSD", "0.0001", usd(10));

    private static BigDecimal decimal(String value) {
        return new BigDecimal(value);
    }

    @ParameterizedTest(name = "R16: {0} of room, a stop of {1} pips at 10 a pip: {2} lots")
    @CsvSource({"2000, 20, 10.00", "1000, 20, 5.00", "1234, 15, 8.22", "1, 20, 0", "2, 20, 0.01", "-5, 20, 0"})
    void lotsAreRoundedDown(String room, int pips, String lots) {
        BigDecimal stop = decimal("1.0850").subtract(decimal("0.0001").multiply(BigDecimal.valueOf(pips)));
        assertThat(EURUSD.lots(usd(room), decimal("1.0850"), stop)).isEqualByComparingTo(lots);
    }

    @Test
    void contractsAreWholeLots() {
        Instrument futures = Instrument.of("ES", "1", usd(50)).withLots("1", "1", "10");
        assertThat(futures.lots(usd(700), decimal("5000"), decimal("4990"))).isEqualByComparingTo("1");
        assertThat(futures.lots(usd(499), decimal("5000"), decimal("4990"))).isEqualByComparingTo("0");
        assertThat(futures.lots(usd(1_000_000), decimal("5000"), decimal("5010")))
                .isEqualByComparingTo("10");
    }

    @Test
    void anOrderRisksTheDistanceToItsStopAndItsCommission() {
        Instrument withCommission = EURUSD.withCommission(usd(5));
        assertThat(withCommission.order("1", "2.5", "1.0850", "1.0820").risk()).contains(usd("762.50"));
        assertThat(withCommission.order("1", "2.5", "1.0820", "1.0850").risk()).contains(usd("762.50"));
    }

    @Test
    void aRiskIsRoundedUp() {
        Instrument thirds = Instrument.of("X", "3", usd(1));
        assertThat(thirds.order("1", "0.01", "1", "2").risk()).contains(usd("0.01"));
        assertThat(thirds.order("1", "1", "1", "2").risk()).contains(usd("0.34"));
    }

    @Test
    void whatIsSizedRisksNoMoreThanItMay() {
        for (long cents = 1; cents < 100_000; cents += 37) {
            Money risk = usd(0).withMinorUnits(cents);
            BigDecimal lots = EURUSD.withCommission(usd("3.50")).lots(risk, decimal("1.08503"), decimal("1.08397"));
            if (lots.signum() > 0) {
                Money risked = EURUSD.withCommission(usd("3.50")).risk(lots, decimal("1.08503"), decimal("1.08397"));
                assertThat(risked).isLessThanOrEqualTo(risk);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.005", "100.01", "0.015", "0", "-1"})
    void sizesThatAreNotSoldAreRefused(String lots) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EURUSD.order("1", lots, "1.0850", "1.0820"))
                .withMessage("lots of EURUSD must be from 0.01 to 100 in steps of 0.01, was " + lots);
    }

    @Test
    void aStopAtTheEntryIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EURUSD.order("1", "1", "1.0850", "1.08500"))
                .withMessage("stop must not be the entry, was 1.08500");
    }

    @Test
    void aContractPaysInTheCurrencyOfItsQuote() {
        // one lot of 100,000 dollars earns 100 yen a pip of 0.001, and a yen is worth 0.0065 dollars
        Instrument usdjpy = Instrument.ofContract("USDJPY", "0.001", "100000", "0.0065", "USD");
        assertThat(usdjpy.risk(decimal("1"), decimal("152.500"), decimal("152.000")))
                .isEqualTo(usd("325.00"));
        assertThat(Instrument.ofContract("EURUSD", "0.0001", "100000", "1", "USD")
                        .risk(decimal("0.5"), decimal("1.0850"), decimal("1.0820")))
                .isEqualTo(EURUSD.risk(decimal("0.5"), decimal("1.0850"), decimal("1.0820")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Instrument.ofContract("X", "0.1", "0", "1", "USD"))
                .withMessageContaining("contractSize");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Instrument.ofContract("X", "0.1", "1", "-1", "USD"))
                .withMessageContaining("conversion");
    }

    @Test
    void theLargestSizeIsOneThatIsSold() {
        Instrument inFives = EURUSD.withLots("5", "5", "12");
        assertThat(inFives.lots(usd(1_000_000), decimal("1.0850"), decimal("1.0840")))
                .isEqualByComparingTo("10");
    }
}
