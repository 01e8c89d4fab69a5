package io.github.ftmo4j.core.order;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.AssetClass;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @DisplayName("R16 a stop on the wrong side of the entry is refused")
    @CsvSource({
        "EURUSD, 0.0001, BUY,  3.33, 1.0850, 1.0880, below",
        "EURUSD, 0.0001, SELL, 3.33, 1.0850, 1.0820, above",
        "XAUUSD, 0.01,   BUY,  1,    2400,   2400.01, below",
        "BTCUSD, 0.01,   SELL, 0.5,  97000,  96911.90, above",
        "USOIL,  0.01,   BUY,  1,    -37.63, -30, below"
    })
    void aStopOnTheWrongSideIsRefused(
            String symbol, String tick, Side side, String lots, String entry, String stop, String where) {
        Instrument instrument = Instrument.ofContract(symbol, tick, "1000", "1", "USD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> instrument.order("1", side, lots, entry, stop))
                .withMessage("stop of a " + side + " of " + symbol + " must be " + where + " the entry of " + entry
                        + ", was " + stop);
    }

    @ParameterizedTest
    @DisplayName("R16 a stop at the entry is on no side")
    @EnumSource(Side.class)
    void aStopAtTheEntryIsOnNoSide(Side side) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EURUSD.order("1", side, "1", "1.0850", "1.08500"))
                .withMessage("stop must not be the entry, was 1.08500");
    }

    @ParameterizedTest
    @DisplayName("R16 the side that is not stated follows from entry and stop")
    @CsvSource({"1.0850, 1.0880, SELL", "1.0850, 1.0820, BUY", "-37.63, -40, BUY"})
    void theSideFollowsFromEntryAndStop(String entry, String stop, Side side) {
        // the name of the order says nothing
        Order order = EURUSD.order("buy", "3.33", entry, stop);
        assertThat(order.side()).contains(side);
        assertThat(EURUSD.order("buy", side, "3.33", entry, stop)).isEqualTo(order);
    }

    @Test
    void anOrderStatesWhatItTrades() {
        Order order = EURUSD.order("1", "3.330", "1.0850", "1.0820");
        assertThat(order.symbol()).contains("EURUSD");
        assertThat(order.lots()).contains(decimal("3.33"));
        // 3.33 lots of 100,000 euros at 1.0850
        assertThat(order.notional()).contains(new Notional(usd("361305.00"), Optional.of(AssetClass.FX)));
        assertThat(order.filled().lots()).isEqualTo(decimal("3.33"));
    }

    @ParameterizedTest
    @CsvSource({
        "EURUSD, FX",
        "EUR/USD, FX",
        "USDJPY.raw, FX",
        "GBPUSDm, FX",
        "XAUUSD, METALS",
        "XAGEUR, METALS",
        "BTCUSD,",
        "US30,",
        "EURUSD1,",
        "EURUSDT,",
        "MES,",
        "eurusd,",
        "USOIL.cash,"
    })
    void thePairsOfCurrenciesNameTheirClass(String symbol, AssetClass assetClass) {
        assertThat(Instrument.of(symbol, "0.01", usd(1)).assetClass()).isEqualTo(Optional.ofNullable(assetClass));
        assertThat(Instrument.ofContract(symbol, "0.01", "1", "1", "USD")
                        .withAssetClass(AssetClass.STOCKS)
                        .assetClass())
                .contains(AssetClass.STOCKS);
    }

    @Test
    void whatIsWorthTooMuchIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EURUSD.notional(decimal("1e15"), decimal("1.0850")))
                .withMessageStartingWith("notional of 1E+15 lots of EURUSD must be at most ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EURUSD.lotsWorth(usd(1), decimal("0.0")))
                .withMessage("price of EURUSD must not be zero, was 0.0");
    }

    @ParameterizedTest
    @CsvSource({"108500, 1.00", "108499.99, 0.99", "1085, 0.01", "1084.99, 0", "1e9, 100", "-1, 0"})
    void theLargestSizeThatIsWorthAnAmount(BigDecimal amount, String lots) {
        assertThat(EURUSD.lotsWorth(usd(amount.toPlainString()), decimal("1.0850")))
                .isEqualByComparingTo(lots);
    }
}
