package io.github.ftmo4j.mm;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.JsonLines;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.decision.RunLog;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.mm.contract.TradedAccount;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizingLogTest {

    private static final String HEAD = "{\"time\":\"2024-10-04T00:00:00Z\",\"run\":\"r1\",\"event\":";

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));
    private final List<LogEntry> entries = new ArrayList<>();
    private final DecisionLog log = entries::add;

    private static PositionSizer.Builder halfPercent() {
        return PositionSizer.builder().propose(new FixedFractional(0.005, RiskBase.BALANCE));
    }

    private AccountSizing open(PositionSizer.Builder builder) {
        return builder.build().start().open(log.run("r1"));
    }

    private List<String> lines() {
        return entries.stream().map(JsonLines::format).toList();
    }

    private List<LogEvent> events() {
        return entries.stream().map(LogEntry::event).toList();
    }

    @Test
    void aDecisionTellsTheRiskWhatBoundItAndWhatEachModuleSaid() {
        AccountSizing sizing = open(halfPercent().limit(DrawdownManager.band(0.05, 0.001)));

        assertThat(account.size(sizing)).isEqualTo(50_000);
        assertThat(lines())
                .containsExactly(HEAD + "\"SIZED\",\"risk\":{\"amount\":500.00,\"currency\":\"USD\"}"
                        + ",\"equity\":{\"amount\":100000.00,\"currency\":\"USD\"}"
                        + ",\"bound\":\"MODULE\",\"module\":\"FixedFractional\""
                        + ",\"said\":[{\"module\":\"FixedFractional\",\"moneyAtRisk\":{\"amount\":500.00,\"currency\":\"USD\"}}"
                        + ",{\"module\":\"DrawdownManager\"}]}");
    }

    @Test
    void decidingAndSizingWriteTheSameOnce() {
        AccountSizing sizing = open(halfPercent());
        account.size(sizing);
        account.decide(sizing);

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).isEqualTo(lines().get(1));
    }

    @Test
    void aLimitBeyondAllMoneyIsWrittenAsTheMostThatMoneyCanBe() {
        RiskModule boundless = () -> (view, moment) -> Double.MAX_VALUE;
        account.size(open(halfPercent().limit(boundless)));

        assertThat(lines()).singleElement().asString().contains("\"moneyAtRisk\":{\"amount\":100000000000.00,");
    }

    @Test
    void aFreezeIsToldAsItComesAndAsItGoes() {
        AccountSizing sizing = open(halfPercent().freezeBelow(0.02, Cushion.underHighWaterMark(0.05)));
        account.size(sizing);
        account.mark(9_600_000);
        account.size(sizing);
        account.size(sizing);
        account.mark(9_900_000);
        account.size(sizing);

        assertThat(events())
                .containsExactly(
                        LogEvent.SIZED,
                        LogEvent.FROZEN,
                        LogEvent.SIZED,
                        LogEvent.SIZED,
                        LogEvent.THAWED,
                        LogEvent.SIZED);
        assertThat(lines().get(1))
                .isEqualTo(HEAD + "\"FROZEN\",\"equity\":{\"amount\":96000.00,\"currency\":\"USD\"}}");
    }

    @Test
    void gatesAreToldAsTheyCloseAndOpen() {
        Gate firstOfDayOnly = moment -> moment.tradeOfDay() == 0;
        Gate notSecond = moment -> moment.tradeOfDay() != 1;
        AccountSizing sizing = open(halfPercent().blackout(notSecond).session(firstOfDayOnly));
        account.size(sizing); // both open
        account.earn(1);
        account.size(sizing); // a blackout; the session is not asked
        account.earn(1);
        account.size(sizing); // no blackout, but out of session
        account.nextDay();
        account.size(sizing); // both open

        assertThat(events())
                .containsExactly(
                        LogEvent.SIZED,
                        LogEvent.GATE_CLOSED,
                        LogEvent.SIZED,
                        LogEvent.GATE_OPENED,
                        LogEvent.GATE_CLOSED,
                        LogEvent.SIZED,
                        LogEvent.GATE_OPENED,
                        LogEvent.SIZED);
        assertThat(lines().get(1)).isEqualTo(HEAD + "\"GATE_CLOSED\",\"gate\":\"BLACKOUT\"}");
        assertThat(lines().get(3)).isEqualTo(HEAD + "\"GATE_OPENED\",\"gate\":\"BLACKOUT\"}");
        assertThat(lines().get(4)).isEqualTo(HEAD + "\"GATE_CLOSED\",\"gate\":\"OUT_OF_SESSION\"}");
    }

    @Test
    void whatStopsATradeEarlierSaysNothingOfWhatWasNotAsked() {
        Gate morning = moment -> moment.tradeOfDay() == 0;
        AccountSizing sizing = open(halfPercent()
                .freezeBelow(0.02, Cushion.underHighWaterMark(0.05))
                .blackout(morning));
        account.earn(1).mark(9_600_000);
        account.size(sizing); // frozen; the blackout is not asked
        account.mark(10_000_000);
        account.size(sizing); // a blackout
        account.mark(9_600_000);
        account.size(sizing); // frozen again; whether the blackout is over is not known
        account.nextDay().mark(10_000_000);
        account.size(sizing); // neither

        assertThat(events())
                .containsExactly(
                        LogEvent.FROZEN,
                        LogEvent.SIZED,
                        LogEvent.THAWED,
                        LogEvent.GATE_CLOSED,
                        LogEvent.SIZED,
                        LogEvent.FROZEN,
                        LogEvent.SIZED,
                        LogEvent.THAWED,
                        LogEvent.GATE_OPENED,
                        LogEvent.SIZED);
    }

    @Test
    void aSizeOfNothingWithoutAnAnswerEndsNoFreeze() {
        boolean[] silent = {false};
        RiskModule sometimes = () -> (view, moment) -> silent[0] ? ModuleState.ABSTAIN : 50_000;
        AccountSizing sizing =
                open(PositionSizer.builder().propose(sometimes).freezeBelow(0.02, Cushion.underHighWaterMark(0.05)));
        account.mark(9_600_000);
        account.size(sizing);
        silent[0] = true;
        account.mark(10_000_000);
        account.size(sizing);
        silent[0] = false;
        account.size(sizing);

        assertThat(events())
                .containsExactly(LogEvent.FROZEN, LogEvent.SIZED, LogEvent.SIZED, LogEvent.THAWED, LogEvent.SIZED);
    }

    @Test
    void aLogThatFailsDoesNotChangeTheSize() {
        DecisionLog full = entry -> {
            throw new IllegalStateException("full");
        };
        RunLog run = full.run("r1");
        AccountSizing sizing = halfPercent().build().start().open(run);

        assertThat(account.size(sizing)).isEqualTo(50_000);
        assertThat(run.failure()).isPresent();
    }

    @Test
    void nothingIsAllocatedWithoutALog() {
        PositionSizer sizer = halfPercent()
                .limit(DrawdownManager.band(0.05, 0.001))
                .freezeBelow(0.02, Cushion.underHighWaterMark(0.05))
                .cap(0.01)
                .build();

        assertThat(allocatedBy(sizer.start().open())).isLessThan(ONE_BYTE_A_SIZE);
        assertThat(allocatedBy(sizer.start().open(RunLog.none()))).isLessThan(ONE_BYTE_A_SIZE);
        assertThat(allocatedBy(sizer.start().open(log.run("r1")))).isGreaterThan(ONE_BYTE_A_SIZE);
    }

    private static final int SIZES = 10_000;
    private static final long ONE_BYTE_A_SIZE = SIZES;

    /** The fewest bytes of several rounds, since the virtual machine may allocate for itself in any of them. */
    private long allocatedBy(AccountSizing sizing) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var view = account.view();
        var moment = account.moment();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < SIZES; i++) {
                assertPositive(sizing.size(view, moment));
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void assertPositive(long risk) {
        if (risk <= 0) {
            throw new AssertionError("nothing was risked");
        }
    }
}
