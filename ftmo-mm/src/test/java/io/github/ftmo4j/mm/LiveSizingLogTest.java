package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.JsonLines;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.decision.RunLog;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.module.FixedFractional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a log says of decisions on an account that a monitor watches: what was decided in the end. */
class LiveSizingLogTest {

    private static final Instrument EURUSD =
            Instrument.of("EURUSD", "0.0001", Money.usd(10)).withLots("0.01", "0.01", "2");

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String HEAD = "{\"time\":\"2026-03-02T09:00:00Z\",\"run\":\"mine\",\"event\":";
    private static final String EQUITY = ",\"equity\":{\"amount\":100000.00,\"currency\":\"USD\"}";
    private static final String SAID =
            ",\"said\":[{\"module\":\"FixedFractional\",\"moneyAtRisk\":{\"amount\":500.00,\"currency\":\"USD\"}}]}";

    private final AccountMonitor monitor = AccountMonitor.builder(
                    Programs.ftmoTwoStep(Money.usd(100_000)).phase(Phase.CHALLENGE))
            .time(() -> NOW)
            .open();
    private final List<LogEntry> entries = new ArrayList<>();
    private final DecisionLog log = entries::add;

    private static PositionSizer.Builder halfPercent() {
        return PositionSizer.builder().propose(FixedFractional.ofInitialBalance(0.005));
    }

    private LiveAccount open(PositionSizer.Builder sizer) {
        return sizer.build().live().open("mine", monitor, log.run("mine"));
    }

    private List<String> lines() {
        return entries.stream().map(JsonLines::format).toList();
    }

    private List<LogEvent> events() {
        return entries.stream().map(LogEntry::event).toList();
    }

    @Test
    void aDecisionInMoneyIsWrittenOnce() {
        open(halfPercent()).decide();

        assertThat(lines())
                .containsExactly(HEAD + "\"SIZED\",\"risk\":{\"amount\":500.00,\"currency\":\"USD\"}" + EQUITY
                        + ",\"bound\":\"MODULE\",\"module\":\"FixedFractional\"" + SAID);
    }

    @Test
    void aDecisionInLotsIsWrittenOnceWithWhatTheLotsRisk() {
        SizingDecision decision = open(halfPercent()).decide(EURUSD, "1.0850", "1.0817");

        assertThat(decision.risk()).isEqualTo(Money.usd("498.30"));
        assertThat(lines())
                .containsExactly(HEAD + "\"SIZED\",\"risk\":{\"amount\":498.30,\"currency\":\"USD\"}" + EQUITY
                        + ",\"lots\":1.51,\"bound\":\"MODULE\",\"module\":\"FixedFractional\"" + SAID);
    }

    @Test
    void theLargestLotBinds() {
        SizingDecision decision = open(halfPercent()).decide(EURUSD, "1.0850", "1.0849");

        assertThat(decision.bound()).isEqualTo(Bound.MAXIMUM_LOT);
        assertThat(lines())
                .containsExactly(HEAD + "\"SIZED\",\"risk\":{\"amount\":20.00,\"currency\":\"USD\"}" + EQUITY
                        + ",\"lots\":2,\"bound\":\"MAXIMUM_LOT\"" + SAID);
    }

    @Test
    void theSmallestLotBindsBehindOpenGates() {
        AtomicBoolean open = new AtomicBoolean();
        LiveAccount sizing = open(halfPercent().session(moment -> open.get()));
        sizing.decide(EURUSD, "1.0850", "1.0817");
        open.set(true);
        SizingDecision decision = sizing.decide(EURUSD, "7.0850", "1.0850");

        assertThat(decision.bound()).isEqualTo(Bound.MINIMUM_LOT);
        assertThat(events())
                .containsExactly(LogEvent.GATE_CLOSED, LogEvent.SIZED, LogEvent.GATE_OPENED, LogEvent.SIZED);
        assertThat(lines().get(3))
                .isEqualTo(HEAD + "\"SIZED\",\"risk\":{\"amount\":0.00,\"currency\":\"USD\"}" + EQUITY
                        + ",\"lots\":0,\"bound\":\"MINIMUM_LOT\"" + SAID);
    }

    /** Whatever the sizer would have said, and whatever it still freezes. */
    @Test
    void nothingIsSizedOnceThePhaseIsOver() {
        LiveAccount sizing = open(halfPercent().freezeBelow(0.02, Cushion.aboveBindingFloor()));
        monitor.accept(new AccountEvent.Opened(NOW, Position.of("1").withProfitAtStop(Money.usd(-4_000))));
        monitor.accept(new AccountEvent.Marked(NOW, Money.usd(94_500)));
        SizingDecision decision = sizing.decide(EURUSD, "1.0850", "1.0817");

        assertThat(decision.bound()).isEqualTo(Bound.NOT_ONGOING);
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith(HEAD + "\"SIZED\",\"risk\":{\"amount\":0.00,\"currency\":\"USD\"}")
                .contains(",\"lots\":0,\"bound\":\"NOT_ONGOING\",\"said\":[");
    }

    @Test
    void aFreezeIsToldAsItComesAndAsItGoes() {
        LiveAccount sizing = open(halfPercent().freezeBelow(0.02, Cushion.aboveBindingFloor()));
        sizing.decide();
        monitor.accept(new AccountEvent.Opened(NOW, Position.of("1")));
        monitor.accept(new AccountEvent.Marked(NOW, Money.usd(96_000)));
        sizing.decide();
        monitor.accept(new AccountEvent.Marked(NOW, Money.usd(99_000)));
        sizing.decide();

        assertThat(events())
                .containsExactly(LogEvent.SIZED, LogEvent.FROZEN, LogEvent.SIZED, LogEvent.THAWED, LogEvent.SIZED);
    }

    @Test
    void whatCannotBeDecidedIsNotWritten() {
        LiveAccount sizing = open(halfPercent());

        assertThatIllegalArgumentException().isThrownBy(() -> sizing.decide(EURUSD, "1.0850", "1.0850"));
        assertThat(entries).isEmpty();
    }

    @Test
    void aLogThatFailsDoesNotChangeTheDecision() {
        DecisionLog full = entry -> {
            throw new IllegalStateException("full");
        };
        RunLog run = full.run("mine");
        LiveAccount sizing = halfPercent().build().live().open("mine", monitor, run);

        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(500));
        assertThat(run.failure()).isPresent();
    }
}
