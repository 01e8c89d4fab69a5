package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Notional;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.program.AssetClass;
import io.github.ftmo4j.core.program.Leverage;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders whose margin is or is not free. */
class MarginTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Phase SWING = Programs.ftmoSwing(usd(100_000)).phase(Phase.CHALLENGE);
    private static final Instrument BTCUSD = Instrument.ofContract("BTCUSD", "0.01", "1", "1", "USD");
    private static final Instrument EURUSD = Instrument.ofContract("EURUSD", "0.0001", "100000", "1", "USD");

    @TempDir
    private Path directory;

    private static AccountMonitor open(Phase phase) {
        return AccountMonitor.builder(phase).time(() -> MONDAY).open();
    }

    private static List<String> refusals(AccountMonitor monitor, Order order) {
        return monitor.check(order).refusals().stream().map(Refusal::code).toList();
    }

    @Test
    @DisplayName("R15 an order of 1.1 million on 100,000 is refused with the code MARGIN and the amounts")
    void anOrderBeyondTheLeverageIsRefused() {
        try (AccountMonitor monitor = open(SWING)) {
            assertThat(monitor.check(BTCUSD.order("1", "11.35", "97000", "96911.90"))
                            .refusals())
                    .containsExactly(new Refusal(
                            "MARGIN",
                            "the order needs a margin of 1100950.00 USD at 1:1, the equity is 100000.00 USD, of which"
                                    + " 0.00 USD are in use"));
        }
    }

    @ParameterizedTest
    @DisplayName("R15 the class decides how much may be held, exactly to the step")
    @CsvSource({
        // the lots are the most and one step more: 1:1, 1:30, 1:15, 1:15, and the smallest without a class
        "BTCUSD,  0.01,   1,      CRYPTO,  97000,  96990,  1.03,  1.04",
        "EURUSD,  0.0001, 100000, FX,      1.2000, 1.1999, 25.00, 25.01",
        "XAUUSD,  0.01,   100,    METALS,  2400,   2399.9, 6.25,  6.26",
        "US30,    0.1,    1,      INDICES, 40000,  39999,  37.50, 37.51",
        "US30,    0.1,    1,      ,        40000,  39999,  2.50,  2.51",
        "AAPL,    0.01,   1,      STOCKS,  200,    199.99, 500,   500.01"
    })
    void theClassDecides(
            String symbol,
            String tick,
            String contract,
            AssetClass assetClass,
            String entry,
            String stop,
            String most,
            String more) {
        Instrument plain =
                Instrument.ofContract(symbol, tick, contract, "1", "USD").withLots("0.01", "0.01", "1000");
        Instrument instrument = assetClass == null ? plain : plain.withAssetClass(assetClass);
        try (AccountMonitor monitor = open(SWING)) {
            assertThat(refusals(monitor, instrument.order("1", more, entry, stop)))
                    .containsExactly("MARGIN");
            assertThat(refusals(monitor, instrument.order("2", most, entry, stop)))
                    .isEmpty();
            // one is reserved, so that the smallest is too much
            assertThat(refusals(monitor, instrument.order("3", "0.5", entry, stop)))
                    .containsExactly("MARGIN");
        }
    }

    @Test
    @DisplayName("R15 what is open uses margin, and what is closed frees it")
    void whatIsOpenUsesMargin() {
        Path path = directory.resolve("account.jsonl");
        try (AccountMonitor monitor =
                AccountMonitor.builder(SWING).time(() -> MONDAY).journal(path).open()) {
            Order first = BTCUSD.order("1", "0.8", "100000", "99000");
            assertThat(refusals(monitor, first)).isEmpty();
            monitor.accept(new AccountEvent.Opened(MONDAY, first.filled()));
            assertThat(monitor.reservations()).isEmpty();
            assertThat(refusals(monitor, BTCUSD.order("2", "0.21", "100000", "99000")))
                    .containsExactly("MARGIN");
        }
        // the journal holds what is open with its notional
        try (AccountMonitor monitor =
                AccountMonitor.builder(SWING).time(() -> MONDAY).journal(path).open()) {
            monitor.accept(new AccountEvent.Marked(MONDAY, usd(100_000)));
            assertThat(refusals(monitor, BTCUSD.order("3", "0.21", "100000", "99000")))
                    .containsExactly("MARGIN");
            monitor.compact();
        }
        try (AccountMonitor monitor =
                AccountMonitor.builder(SWING).time(() -> MONDAY).journal(path).open()) {
            monitor.accept(new AccountEvent.Marked(MONDAY, usd(100_000)));
            assertThat(refusals(monitor, BTCUSD.order("4", "0.21", "100000", "99000")))
                    .containsExactly("MARGIN");
            Position half = new Position("1", 0.4, Optional.of(usd(-400)));
            monitor.accept(new AccountEvent.Changed(MONDAY, half, usd(0)));
            assertThat(refusals(monitor, BTCUSD.order("5", "0.6", "100000", "99000")))
                    .isEmpty();
            assertThat(monitor.release("5")).isTrue();
            monitor.accept(new AccountEvent.Closed(MONDAY, "1", usd(0)));
            assertThat(refusals(monitor, BTCUSD.order("6", "1.00", "100000", "99000")))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("R15 the margin that a snapshot states counts, also for positions without an order")
    void theMarginThatASnapshotStatesCounts() {
        try (AccountMonitor monitor = open(SWING)) {
            List<Position> elsewhere = List.of(new Position("9", 1, Optional.of(usd(-500))));
            Snapshot snapshot = new Snapshot(MONDAY, usd(100_000), usd(100_000), elsewhere);
            monitor.accept(snapshot);
            assertThat(refusals(monitor, BTCUSD.order("1", "0.21", "100000", "99000")))
                    .isEmpty();
            assertThat(monitor.release("1")).isTrue();
            monitor.accept(snapshot.withMargin(usd(80_000)));
            assertThat(refusals(monitor, BTCUSD.order("2", "0.21", "100000", "99000")))
                    .containsExactly("MARGIN");
        }
    }

    @Test
    @DisplayName("R15 an order that is filled in part uses no more margin than before")
    void aFillInPartUsesNoMore() {
        try (AccountMonitor monitor = open(SWING)) {
            Order order = BTCUSD.order("1", "0.8", "100000", "99000");
            assertThat(refusals(monitor, order)).isEmpty();
            monitor.accept(new AccountEvent.Opened(MONDAY, new Position("1", 0.2, Optional.of(usd(-200)))));
            assertThat(refusals(monitor, BTCUSD.order("2", "0.21", "100000", "99000")))
                    .containsExactly("MARGIN");
            assertThat(refusals(monitor, BTCUSD.order("3", "0.2", "100000", "99000")))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("R15 the equity counts, not the balance")
    void theEquityCounts() {
        try (AccountMonitor monitor = open(SWING)) {
            monitor.accept(new AccountEvent.Opened(MONDAY, new Position("old", 1, Optional.of(usd(-4_000)))));
            monitor.accept(new AccountEvent.Marked(MONDAY, usd(97_000)));
            assertThat(refusals(monitor, BTCUSD.order("1", "1.00", "97000.10", "96990")))
                    .containsExactly("MARGIN");
            assertThat(refusals(monitor, BTCUSD.order("2", "1.00", "97000", "96990")))
                    .isEmpty();
        }
    }

    @Test
    void withoutALeverageOrANotionalNothingIsKnown() {
        Phase unknown =
                Phase.builder(Phase.CHALLENGE, usd(100_000)).maximumLoss(0.10).build();
        try (AccountMonitor monitor = open(unknown)) {
            assertThat(refusals(monitor, BTCUSD.order("1", "11.35", "97000", "96911.90")))
                    .isEmpty();
        }
        try (AccountMonitor monitor = open(SWING)) {
            assertThat(refusals(monitor, Order.risking("1", usd(1_000)))).isEmpty();
            Order stated = Order.risking("2", usd(1_000)).withNotional(new Notional(usd(100_001), Optional.empty()));
            assertThat(refusals(monitor, stated)).containsExactly("MARGIN");
            Notional euros = new Notional(Money.eur(1), Optional.empty());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Order.risking("3", usd(1)).withNotional(euros));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> monitor.check(Order.withoutStop("3").withNotional(euros)));
        }
    }

    @Test
    void aLeverageIsAboveZeroAndRoundsTheMarginUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Leverage.of(AssetClass.FX, "0"))
                .withMessage("leverage of FX must be above zero, was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Leverage(Map.of()));
        Leverage leverage = Leverage.of(AssetClass.CRYPTO, "3.3").with(AssetClass.FX, "30.0");
        assertThat(leverage).hasToString("FX 1:30, CRYPTO 1:3.3");
        // 100 / 3.3 = 30.303…
        assertThat(leverage.margin(usd(100), Optional.of(AssetClass.CRYPTO))).isEqualTo(usd("30.31"));
        assertThat(leverage.margin(usd(100), Optional.of(AssetClass.STOCKS))).isEqualTo(usd("30.31"));
        assertThat(leverage.notional(usd("30.31"), Optional.empty())).isEqualTo(usd("100.02"));
        assertThat(EURUSD.notional(BigDecimal.ONE, new BigDecimal("1.1")).margin(leverage))
                .isEqualTo(usd("3666.67"));
    }
}
