package io.github.ftmo4j.mm;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.JsonLines;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.RunLog;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Side;
import io.github.ftmo4j.core.program.AssetClass;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.module.FixedFractional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes that the margin caps. */
class LiveMarginTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instrument BTCUSD = Instrument.ofContract("BTCUSD", "0.01", "1", "1", "USD");

    private final List<LogEntry> entries = new ArrayList<>();

    private static AccountMonitor monitor(Program program) {
        return AccountMonitor.builder(program.phase(Phase.CHALLENGE))
                .time(() -> NOW)
                .open();
    }

    private LiveAccount onePercentOf(AccountMonitor monitor) {
        PositionSizer sizer = PositionSizer.of(FixedFractional.ofBalance(0.01));
        return sizer.live().open("mine", monitor, log());
    }

    private RunLog log() {
        DecisionLog log = entries::add;
        return log.run("mine");
    }

    @Test
    @DisplayName("R15 11.35 BTC on 100,000 at 1:1 become 1.03, with the code MARGIN and its amount")
    void theMarginCapsTheSize() {
        AccountMonitor monitor = monitor(Programs.ftmoSwing(usd(100_000)));
        SizingDecision decision = onePercentOf(monitor).decide(BTCUSD, "97000", "96911.90");

        assertThat(decision.lots()).contains(new BigDecimal("1.03"));
        assertThat(decision.bound()).isEqualTo(Bound.MARGIN);
        // 1.03 × 88.10
        assertThat(decision.risk()).isEqualTo(usd("90.75"));
        assertThat(decision.text())
                .isEqualTo("1.03 lots risk 90.75 USD, 0.09 % of the balance, by MARGIN of 100000.00 USD"
                        + " (FixedFractional 1000.00)");
        assertThat(entries)
                .singleElement()
                .satisfies(
                        entry -> assertThat(JsonLines.format(entry))
                                .contains(
                                        ",\"lots\":1.03,\"bound\":\"MARGIN\",\"freeMargin\":{\"amount\":100000.00,\"currency\":\"USD\"}"));
        Order order = decision.order("1").orElseThrow();
        assertThat(order.notional().orElseThrow().amount()).isEqualTo(usd(99_910));
        assertThat(monitor.check(order).isAllowed()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("R15 the class of the instrument caps the size, or nothing does")
    @CsvSource({
        // 0.01 % of stop: the size by risk is 100 times the account
        "EURUSD,  FX,      100000, 1.25,  1.249875, 24.00,  80.00",
        "XAUUSD,  METALS,  100,    2500,  2499.75,  6.00,   20.00",
        "US30,    INDICES, 1,      40000, 39996,    37.50,  37.50",
        "USOIL,   ENERGY,  100,    80,    79.992,   187.50, 625.00",
        "BTCUSD,  CRYPTO,  1,      80000, 79992,    1.25,   1.25",
        "AAPL,    STOCKS,  1,      200,   199.98,   500.00, 500.00",
        "UNKNOWN, ,        1,      200,   199.98,   500.00, 500.00",
        // 2 % of stop: the risk decides
        "AAPL,    STOCKS,  1,      200,   196,      250.00, 250.00",
        "EURUSD,  FX,      100000, 1.25,  1.225,    0.40,   0.40"
    })
    void theClassCapsTheSize(
            String symbol,
            AssetClass assetClass,
            String contract,
            String entry,
            String stop,
            String swing,
            String standard) {
        Instrument plain =
                Instrument.ofContract(symbol, "0.01", contract, "1", "USD").withLots("0.01", "0.01", "1000000");
        Instrument instrument = assetClass == null ? plain : plain.withAssetClass(assetClass);
        for (Program program : List.of(Programs.ftmoSwing(usd(100_000)), Programs.ftmoTwoStep(usd(100_000)))) {
            AccountMonitor monitor = monitor(program);
            SizingDecision decision = onePercentOf(monitor).decide(instrument, entry, stop);
            assertThat(decision.lots().orElseThrow())
                    .isEqualByComparingTo(program.name().endsWith("Swing") ? swing : standard);
            assertThat(monitor.check(decision.order("1").orElseThrow()).isAllowed())
                    .isTrue();
            entries.clear();
        }
    }

    @Test
    @DisplayName("R15 what is open and what is pending leave less, down to nothing")
    void whatIsOpenAndPendingLeavesLess() {
        AccountMonitor monitor = monitor(Programs.ftmoSwing(usd(100_000)));
        LiveAccount sizing = onePercentOf(monitor);
        Order open = BTCUSD.order("1", "0.50", "100000", "99000");
        assertThat(monitor.check(open).isAllowed()).isTrue();
        assertThat(sizing.decide(BTCUSD, "100000", "99900").lots()).contains(new BigDecimal("0.50"));
        monitor.accept(new AccountEvent.Opened(NOW, open.filled()));
        SizingDecision half = sizing.decide(BTCUSD, "100000", "99900");
        assertThat(half.placement().orElseThrow().freeMargin()).contains(usd(50_000));
        assertThat(half.lots()).contains(new BigDecimal("0.50"));
        assertThat(monitor.check(half.order("2").orElseThrow()).isAllowed()).isTrue();
        SizingDecision none = sizing.decide(BTCUSD, "100000", "99900");
        assertThat(none.bound()).isEqualTo(Bound.MARGIN);
        assertThat(none.risk()).isEqualTo(usd(0));
        assertThat(none.lots().orElseThrow()).isZero();
        assertThat(none.order("3")).isEmpty();
    }

    @Test
    @DisplayName("R15 without a leverage the margin is not known and caps nothing")
    void withoutALeverageNothingIsCapped() {
        Phase phase =
                Phase.builder(Phase.CHALLENGE, usd(100_000)).maximumLoss(0.10).build();
        AccountMonitor monitor = AccountMonitor.builder(phase).time(() -> NOW).open();
        assertThat(onePercentOf(monitor).decide(BTCUSD, "97000", "96911.90").lots())
                .contains(new BigDecimal("11.35"));
    }

    @ParameterizedTest
    @DisplayName("R16 a stop on the wrong side is refused where a trade is sized")
    @CsvSource({"BUY, 1.0850, 1.0880", "SELL, 1.0850, 1.0820", "BUY, 1.0850, 1.08501"})
    void aStopOnTheWrongSideIsRefused(Side side, String entry, String stop) {
        LiveAccount sizing = onePercentOf(monitor(Programs.ftmoTwoStep(usd(100_000))));
        Instrument eurusd = Instrument.of("EURUSD", "0.0001", Money.usd(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sizing.decide(eurusd, side, entry, stop))
                .withMessageStartingWith("stop of a " + side + " of EURUSD must be ");
        SizingDecision other = sizing.decide(eurusd, entry, stop);
        assertThat(other.placement().orElseThrow().side()).isNotEqualTo(side);
        assertThat(other.order("1").orElseThrow().side())
                .isEqualTo(other.placement().map(Placement::side));
    }
}
