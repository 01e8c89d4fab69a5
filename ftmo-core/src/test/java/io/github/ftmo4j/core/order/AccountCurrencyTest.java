package io.github.ftmo4j.core.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.AssetClass;
import io.github.ftmo4j.core.program.Leverage;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one lot risks, is worth and needs as margin on accounts in dollars and in euros, by hand. */
class AccountCurrencyTest {

    /** A dollar is 0.80 euros; a yen is 0.00625 dollars and 0.005 euros. */
    private static final Quotes QUOTES = Quotes.of("EURUSD", "1.25").and("USD/JPY", "160");

    private static final Leverage SWING = Programs.ftmoSwing(Money.usd(100_000))
            .phase(Phase.CHALLENGE)
            .leverage()
            .orElseThrow();

    private static BigDecimal decimal(String value) {
        return new BigDecimal(value);
    }

    @ParameterizedTest(name = "{0} on an account in {1}")
    @CsvSource({
        // 100,000 × 0.0025 = 250 USD; 1000 / 250; 100,000 × 1.25 = 125,000 USD; / 30
        "EURUSD, USD, FX,      0.00001, 100000, USD, 1.2500, 1.2475, 1.00,   250.00,  4.00,  125000.00, 4166.67",
        // × 0.80
        "EURUSD, EUR, FX,      0.00001, 100000, USD, 1.2500, 1.2475, 0.80,   200.00,  5.00,  100000.00, 3333.34",
        // 100,000 × 0.80 = 80,000 JPY × 0.00625; 1000 / 500; 16,000,000 JPY × 0.00625; / 30
        "USDJPY, USD, FX,      0.001,   100000, JPY, 160.00, 159.20, 0.625,  500.00,  2.00,  100000.00, 3333.34",
        // × 0.005
        "USDJPY, EUR, FX,      0.001,   100000, JPY, 160.00, 159.20, 0.50,   400.00,  2.50,  80000.00,  2666.67",
        // 100 × 10 = 1,000 USD; 1000 / 1000; 100 × 2,400 = 240,000 USD; / 15
        "XAUUSD, USD, METALS,  0.01,    100,    USD, 2400,   2410,   1.00,   1000.00, 1.00,  240000.00, 16000.00",
        "XAUUSD, EUR, METALS,  0.01,    100,    USD, 2400,   2410,   0.80,   800.00,  1.25,  192000.00, 12800.00",
        // 1 × 100 = 100 USD; 1000 / 100; 40,000 USD; / 15
        "US30,   USD, INDICES, 0.1,     1,      USD, 40000,  39900,  0.10,   100.00,  10.00, 40000.00,  2666.67",
        "US30,   EUR, INDICES, 0.1,     1,      USD, 40000,  39900,  0.08,   80.00,   12.50, 32000.00,  2133.34",
        // 1 × 2,000 = 2,000 USD; 1000 / 2000; 100,000 USD; / 1
        "BTCUSD, USD, CRYPTO,  0.01,    1,      USD, 100000, 98000,  0.01,   2000.00, 0.50,  100000.00, 100000.00",
        // 1000 / 1600 = 0.625, rounded down
        "BTCUSD, EUR, CRYPTO,  0.01,    1,      USD, 100000, 98000,  0.008,  1600.00, 0.62,  80000.00,  80000.00",
        // 5 × 10 = 50 USD, 1.25 a tick of a quarter; 1000 / 50; 5 × 5,000 = 25,000 USD; / 15
        "MES,    USD, INDICES, 0.25,    5,      USD, 5000,   4990,   1.25,   50.00,   20,    25000.00,  1666.67",
        "MES,    EUR, INDICES, 0.25,    5,      USD, 5000,   4990,   1.00,   40.00,   25,    20000.00,  1333.34"
    })
    void isWhatTheHandComputes(
            String symbol,
            String account,
            AssetClass assetClass,
            String tick,
            String contractSize,
            String quoted,
            String entry,
            String stop,
            String tickValue,
            String risk,
            String lots,
            String notional,
            String margin) {
        Instrument contract = Instrument.ofContract(symbol, tick, contractSize, QUOTES.rate(quoted, account), account)
                .withAssetClass(assetClass);
        Instrument instrument = symbol.equals("MES") ? contract.withLots("1", "1", "100") : contract;
        assertThat(instrument.tickValue()).isEqualByComparingTo(tickValue);
        BigDecimal one = BigDecimal.ONE;
        assertThat(instrument.risk(one, decimal(entry), decimal(stop))).isEqualTo(Money.of(risk, account));
        assertThat(instrument.lots(Money.of(1_000, account), decimal(entry), decimal(stop)))
                .isEqualByComparingTo(lots);
        assertThat(instrument.notional(one, decimal(entry)).amount()).isEqualTo(Money.of(notional, account));
        assertThat(instrument.notional(one, decimal(entry)).margin(SWING)).isEqualTo(Money.of(margin, account));

        Order order = instrument.order("1", "1", entry, stop);
        assertThat(order.risk()).contains(Money.of(risk, account));
        assertThat(order.notional().orElseThrow().margin(SWING)).isEqualTo(Money.of(margin, account));
        assertThat(order.side()).contains(symbol.equals("XAUUSD") ? Side.SELL : Side.BUY);
    }

    @Test
    void aStatedTickValueOrConversionIsTheSame() {
        Instrument derived = Instrument.ofContract("USDJPY", "0.001", "100000", QUOTES.rate("JPY", "EUR"), "EUR");
        BigDecimal entry = decimal("160.00");
        BigDecimal stop = decimal("159.20");
        for (Instrument stated : new Instrument[] {
            Instrument.of("USDJPY", "0.001", Money.of("0.50", "EUR")),
            Instrument.ofContract("USDJPY", "0.001", "100000", "0.005", "EUR")
        }) {
            assertThat(stated.risk(decimal("1.23"), entry, stop))
                    .isEqualTo(derived.risk(decimal("1.23"), entry, stop))
                    .isEqualTo(Money.of("492.00", "EUR"));
            assertThat(stated.notional(decimal("1.23"), entry)).isEqualTo(derived.notional(decimal("1.23"), entry));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "USD, USD, 1",
        "EUR, USD, 1.25",
        "USD, EUR, 0.8",
        "JPY, USD, 0.00625",
        "EUR, JPY, 200",
        "JPY, EUR, 0.005"
    })
    void aRateFollowsFromQuotes(String from, String to, String rate) {
        assertThat(QUOTES.rate(from, to)).isEqualByComparingTo(rate);
    }

    @Test
    void aPeriodicRateLosesNoCent() {
        // 1 / 152.5 has no end; the notional of one lot of dollars is 100,000 dollars all the same
        BigDecimal rate = Quotes.of("USDJPY", "152.5").rate("JPY", "USD");
        Instrument usdjpy = Instrument.ofContract("USDJPY", "0.001", "100000", rate, "USD");
        assertThat(usdjpy.notional(BigDecimal.ONE, decimal("152.5")).amount()).isEqualTo(Money.usd(100_000));
        assertThat(usdjpy.risk(BigDecimal.ONE, decimal("152.5"), decimal("150.975")))
                .isEqualTo(Money.usd(1_000));
    }

    @Test
    void whatNoQuoteSaysIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QUOTES.rate("GBP", "EUR"))
                .withMessage("quotes must hold a rate from GBP to EUR, were [EURUSD, USDJPY]");
        assertThatIllegalArgumentException().isThrownBy(() -> Quotes.of("EURUSD", "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Quotes.of("US30", "1"));
    }
}
