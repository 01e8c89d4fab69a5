package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.JsonLines;
import io.github.ftmo4j.core.decision.JsonLinesLog;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.MarketHours;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.OtherFirms;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.Restrictions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountMonitorTest {

    /** 09:00 in Prague. */
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T23:00:00Z");
    private static final Phase CHALLENGE = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);

    @TempDir
    private Path directory;

    private Instant now = MONDAY;
    private final List<MonitorEvent> events = new ArrayList<>();

    private AccountMonitorBuilder builder() {
        return builder(CHALLENGE);
    }

    private AccountMonitorBuilder builder(Phase phase) {
        return AccountMonitor.builder(phase)
                .time(() -> now)
                .aheadAtMost(Duration.ofDays(366))
                .listener(events::add);
    }

    private AccountMonitorBuilder journaled() {
        return builder().journal(directory.resolve("account.jsonl"));
    }

    private static AccountEvent mark(Instant at, String equity) {
        return new AccountEvent.Marked(at, usd(equity));
    }

    private static AccountEvent open(Instant at, String id, long loss) {
        return new AccountEvent.Opened(at, Position.of(id).withProfitAtStop(usd(-loss)));
    }

    private static NewsBlackout around(Instant release) {
        return NewsBlackout.around(List.of(new NewsEvent(release, "USD", Impact.HIGH, "CPI")))
                .build();
    }

    private static List<String> codes(OrderCheck check) {
        return check.refusals().stream().map(Refusal::code).toList();
    }

    private <E extends MonitorEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void midnightComesWithoutATick() {
        try (AccountMonitor monitor = builder().open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(new AccountEvent.Closed(MONDAY, "1", usd(4_000)));
            monitor.accept(open(MONDAY, "2", 500));
            monitor.accept(mark(MIDNIGHT.minusSeconds(1), "98000"));

            assertThat(monitor.advanceTo(MIDNIGHT.minusMillis(1)).verdict()).isEqualTo(Verdict.ONGOING);
            Assessment after = monitor.advanceTo(MIDNIGHT);

            assertThat(after.failure().orElseThrow().at()).isEqualTo(MIDNIGHT);
            assertThat(monitor.assessment()).isEqualTo(after);
            assertThat(events)
                    .extracting(MonitorEvent::text)
                    .containsExactly(
                            "2026-03-03 has begun, room -1000.00 USD",
                            "failed by DAILY_LOSS at 2026-03-02T23:00:00Z, equity 98000.00 USD, floor 99000.00 USD");
        }
    }

    @Test
    void aProgramBringsItsClock() {
        Program topstep = OtherFirms.topstepCombine(usd(50_000));
        Instant chicago = Instant.parse("2026-03-02T23:00:00Z");
        try (AccountMonitor monitor = AccountMonitor.builder(topstep, "Trading Combine")
                .time(() -> chicago)
                .open()) {
            assertThat(monitor.advanceTo(chicago).day()).isEqualTo("2026-03-03");
        }
    }

    @Test
    void warnsOnceADayForEachObjectiveAndShare() {
        List<String> halves = new ArrayList<>();
        List<String> nearly = new ArrayList<>();
        try (AccountMonitor monitor = builder()
                .warnAt(0.5, warning -> halves.add(warning.text()))
                .warnAt(0.8, warning -> nearly.add(warning.text()))
                .open()) {
            monitor.accept(open(MONDAY, "1", 5_000));
            long second = MONDAY.toEpochMilli();
            monitor.mark(second += 1_000, 97_500_01);
            assertThat(halves).isEmpty();
            monitor.mark(second += 1_000, 97_500_00);
            monitor.mark(second += 1_000, 97_400_00);
            assertThat(halves).containsExactly("50 % of DAILY_LOSS is used up, 2500.00 USD left");
            assertThat(nearly).isEmpty();
            monitor.mark(second += 1_000, 95_500_00);
            assertThat(nearly).containsExactly("80 % of DAILY_LOSS is used up, 500.00 USD left");
            monitor.mark(second += 1_000, 99_000_00);
            monitor.mark(second += 1_000, 95_500_00);
            assertThat(halves).hasSize(1);

            monitor.accept(mark(MIDNIGHT.plusSeconds(1), "96000"));
            assertThat(halves).hasSize(2);
        }
    }

    @Test
    void aLateMarkOfTodayIsJudgedAndDoesNotMoveTheClock() {
        try (AccountMonitor monitor = builder().open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(mark(MONDAY.plusSeconds(60), "99000"));
            Assessment late = monitor.accept(mark(MONDAY.plusSeconds(30), "94999.99"));

            assertThat(late.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(late.failure().orElseThrow().at()).isEqualTo(MONDAY.plusSeconds(30));
            assertThat(late.failure().orElseThrow().equity()).isEqualTo(usd("94999.99"));
            assertThat(late.asOf()).isEqualTo(MONDAY.plusSeconds(60));
            assertThat(late.equity()).isEqualTo(usd(99_000));
        }
    }

    @Test
    void aFeedThatLagsBehindTheClockIsNotLateForEver() {
        try (AccountMonitor monitor = builder().open()) {
            monitor.accept(open(MONDAY, "1", 500));
            for (int second = 10; second < 20; second++) {
                now = MONDAY.plusSeconds(second);
                monitor.advance();
                long lagging = now.minusSeconds(2).toEpochMilli();
                monitor.mark(lagging, 99_900_00 + second);
                assertThat(monitor.assessment().equity())
                        .isEqualTo(usd("99900").plus(usd("0.01").withMinorUnits(second)));
                monitor.accept(mark(now.minusSeconds(2), "99950"));
                assertThat(monitor.assessment().equity()).isEqualTo(usd(99_950));
                monitor.accept(new Snapshot(now.minusSeconds(1), usd(100_000), usd(99_960), monitor.positions()));
                assertThat(monitor.assessment().equity()).isEqualTo(usd(99_960));
                monitor.accept(mark(now.minusSeconds(2), "99000"));
                assertThat(monitor.assessment().equity())
                        .as("older than the latest event")
                        .isEqualTo(usd(99_960));
            }
        }
    }

    @Test
    void aSnapshotThatLeavesPositionsOutClosesNone() {
        try (AccountMonitor monitor = builder().open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(new Snapshot(MONDAY, usd(100_000), usd(99_900), List.of()));
            assertThat(monitor.positions()).hasSize(1);
            assertThat(monitor.assessment().equity()).isEqualTo(usd(99_900));
            assertThat(events(MonitorEvent.Reconciled.class).get(0).findings()).containsExactly("POSITIONS_MISSING");
        }
    }

    @Test
    void aSilentFeedIsStaleAndBlocksOrders() {
        try (AccountMonitor monitor =
                builder().staleAfter(Duration.ofMinutes(1)).open()) {
            monitor.accept(mark(MONDAY, "100000"));
            now = MONDAY.plusSeconds(60);
            assertThat(monitor.check(Order.risking("a", usd(100))).isAllowed()).isTrue();
            now = MONDAY.plusSeconds(61);
            OrderCheck stale = monitor.check(Order.risking("b", usd(100)));
            assertThat(codes(stale)).containsExactly("STALE");
            assertThat(stale.room()).isEqualTo(usd(0));
            monitor.advance();
            assertThat(events(MonitorEvent.WentStale.class)).hasSize(1);
            assertThat(monitor.isStale()).isTrue();

            monitor.mark(now.toEpochMilli(), 100_000_00);
            assertThat(monitor.check(Order.risking("b", usd(100))).isAllowed()).isTrue();
        }
    }

    @Test
    void aReservationCountsUntilItIsFilledOrReleased() {
        try (AccountMonitor monitor = builder().open()) {
            assertThat(monitor.check(Order.risking("a", usd(3_000))).isAllowed())
                    .isTrue();
            OrderCheck second = monitor.check(Order.risking("b", usd(2_001)));
            assertThat(codes(second)).containsExactly("DAILY_LOSS", "DAILY_LOSS_AFTER_MIDNIGHT");
            assertThat(second.room()).isEqualTo(usd(2_000));
            assertThat(codes(monitor.check(Order.risking("a", usd(1))))).containsExactly("DUPLICATE_ORDER");
            assertThat(monitor.check(Order.risking("b", usd(2_000))).isAllowed())
                    .isTrue();

            assertThat(monitor.release("b")).isTrue();
            assertThat(monitor.release("b")).isFalse();
            monitor.accept(
                    new AccountEvent.Opened(now, Order.risking("a", usd(3_000)).filled()));
            assertThat(monitor.reservations()).isEmpty();
            assertThat(monitor.check(Order.risking("c", usd(2_000))).isAllowed())
                    .isTrue();
            assertThat(monitor.reservations()).containsExactly(Order.risking("c", usd(2_000)));
        }
    }

    @Test
    void anOrderThatIsFineTodayMayBeTooMuchAfterMidnight() {
        try (AccountMonitor monitor = builder().open()) {
            monitor.accept(open(now, "1", 100));
            monitor.accept(new AccountEvent.Closed(now, "1", usd(4_000)));

            OrderCheck check = monitor.check(Order.risking("2", usd(5_001)));
            assertThat(codes(check)).containsExactly("DAILY_LOSS_AFTER_MIDNIGHT");
            assertThat(check.room()).isEqualTo(usd(5_000));
        }
    }

    @Test
    void whatHasNoStopIsUnbounded() {
        try (AccountMonitor monitor = builder().open()) {
            assertThat(codes(monitor.check(Order.withoutStop("a")))).containsExactly("NO_STOP");
            monitor.accept(AccountEvent.opened(now, "naked"));
            assertThat(codes(monitor.check(Order.risking("b", usd(1))))).containsExactly("POSITION_WITHOUT_STOP");
            monitor.accept(new AccountEvent.Changed(now, Position.of("naked").withProfitAtStop(usd(-10)), usd(0)));
            assertThat(monitor.check(Order.risking("b", usd(1))).isAllowed()).isTrue();
        }
    }

    @Test
    void capsCountWhatIsReservedAndWhatWasOpenedToday() {
        RiskCaps caps = RiskCaps.builder()
                .perTrade(0.01)
                .perDay(usd(2_500))
                .openRisk(usd(1_500))
                .positionsPerDay(3)
                .build();
        try (AccountMonitor monitor = builder().caps(caps).open()) {
            assertThat(codes(monitor.check(Order.risking("a", usd(1_001))))).containsExactly("CAP_PER_TRADE");
            assertThat(monitor.check(Order.risking("a", usd(1_000))).isAllowed())
                    .isTrue();
            OrderCheck second = monitor.check(Order.risking("b", usd(501)));
            assertThat(codes(second)).containsExactly("CAP_OPEN_RISK");
            assertThat(second.room()).isEqualTo(usd(500));

            monitor.accept(
                    new AccountEvent.Opened(now, Order.risking("a", usd(1_000)).filled()));
            monitor.accept(new AccountEvent.Closed(now, "a", usd(0)));
            assertThat(monitor.check(Order.risking("b", usd(1_000))).isAllowed())
                    .isTrue();
            monitor.accept(
                    new AccountEvent.Opened(now, Order.risking("b", usd(1_000)).filled()));
            monitor.accept(new AccountEvent.Closed(now, "b", usd(0)));
            assertThat(codes(monitor.check(Order.risking("c", usd(501))))).containsExactly("CAP_PER_DAY");
            assertThat(monitor.check(Order.risking("c", usd(500))).isAllowed()).isTrue();
            assertThat(codes(monitor.check(Order.risking("d", usd(1)))))
                    .containsExactly("CAP_PER_DAY", "CAP_POSITIONS_PER_DAY");

            now = MIDNIGHT;
            monitor.release("c");
            monitor.mark(now.toEpochMilli(), 100_000_00);
            assertThat(monitor.check(Order.risking("d", usd(1_000))).isAllowed())
                    .isTrue();
        }
    }

    @Test
    void aClosedGateNamesItself() {
        Gate session = Sessions.in(ZoneId.of("Europe/Prague"))
                .weekdays(LocalTime.of(10, 0), LocalTime.of(18, 0))
                .build();
        try (AccountMonitor monitor = builder().gate(session).open()) {
            OrderCheck early = monitor.check(Order.risking("a", usd(1)));
            assertThat(codes(early)).containsExactly("OUT_OF_SESSION");
            assertThat(early.room()).isEqualTo(usd(0));
            now = MONDAY.plusSeconds(3_600);
            monitor.mark(now.toEpochMilli(), 100_000_00);
            assertThat(monitor.check(Order.risking("a", usd(1))).isAllowed()).isTrue();
        }
    }

    @Test
    void everyLineOfTheDecisionLogParsesBack() throws IOException {
        Path log = directory.resolve("decisions.jsonl");
        try (JsonLinesLog lines = JsonLinesLog.append(log);
                AccountMonitor monitor =
                        builder().warnAt(0.5).log(lines, "run 1").open()) {
            monitor.check(Order.risking("1", usd(1_000)));
            monitor.check(Order.risking("2", usd(50_000)));
            monitor.accept(
                    new AccountEvent.Opened(now, Order.risking("1", usd(1_000)).filled()));
            monitor.accept(mark(now, "97000"));
            monitor.advanceTo(MIDNIGHT);
            monitor.accept(mark(MIDNIGHT.plusSeconds(1), "94999.99"));
        }
        JsonLines.Contents contents = JsonLines.read(log);
        assertThat(contents.badLines()).isEmpty();
        assertThat(contents.entries())
                .extracting(LogEntry::event)
                .containsExactly(
                        LogEvent.RUN_STARTED,
                        LogEvent.ORDER_ALLOWED,
                        LogEvent.ORDER_REFUSED,
                        LogEvent.WARNING,
                        LogEvent.EQUITY,
                        LogEvent.DAY_ROLLED,
                        LogEvent.WARNING,
                        LogEvent.FEED_STALE,
                        LogEvent.BREACH,
                        LogEvent.EQUITY,
                        LogEvent.RUN_ENDED);
        assertThat(contents.entries()).extracting(LogEntry::run).containsOnly("run 1");
    }

    @Test
    void nothingIsOpenedAfterTheEnd() {
        try (AccountMonitor monitor = builder().open()) {
            monitor.accept(mark(now, "94999.99"));
            assertThat(codes(monitor.check(Order.risking("a", usd(1))))).contains("PHASE_ENDED");
        }
    }

    @Test
    void aListenerMayCallTheMonitorAndMayFail() {
        List<Verdict> seen = new ArrayList<>();
        AccountMonitor[] self = new AccountMonitor[1];
        self[0] = builder()
                .on(MonitorEvent.Breached.class, breach -> {
                    seen.add(self[0].accept(mark(now, "100000")).verdict());
                    throw new IllegalStateException("a listener that fails, on purpose");
                })
                .on(
                        MonitorEvent.Breached.class,
                        breach -> seen.add(self[0].assessment().verdict()))
                .open();
        try (AccountMonitor monitor = self[0]) {
            monitor.accept(open(now, "1", 1));
            monitor.accept(mark(now, "90000"));
            assertThat(seen).containsExactly(Verdict.FAILED, Verdict.FAILED);
        }
    }

    @Test
    void snapshotsAreReconciled() {
        try (AccountMonitor monitor =
                builder().unexplainedGain(UnexplainedGain.CASH_FLOW).open()) {
            Position first = Position.of("1").withLots(BigDecimal.valueOf(2)).withProfitAtStop(usd(-400));
            Position second = Position.of("2").withProfitAtStop(usd(-100));
            monitor.accept(new Snapshot(now, usd(100_000), usd(99_900), List.of(first, second)));
            assertThat(monitor.positions()).containsExactly(first, second);
            assertThat(monitor.assessment().equity()).isEqualTo(usd(99_900));
            assertThat(monitor.assessment().tradingDays()).isEqualTo(1);

            Position half = first.withLots(BigDecimal.ONE).withProfitAtStop(usd(-200));
            monitor.accept(new Snapshot(now, usd(100_150), usd(100_050), List.of(half)));
            assertThat(monitor.positions()).containsExactly(half);
            assertThat(monitor.assessment().balance()).isEqualTo(usd(100_150));

            monitor.accept(new Snapshot(now, usd(100_140), usd(100_040), List.of(half)));
            monitor.accept(new Snapshot(now, usd(101_140), usd(101_040), List.of(half)));
            assertThat(monitor.state().cashFlows()).isEqualTo(usd(1_000));

            monitor.accept(new Snapshot(now, usd(101_140), usd(101_040), List.of(half)));
            monitor.accept(new Snapshot(now, usd(101_140), usd(101_140), List.of()));
            monitor.accept(new Snapshot(now, usd(101_140), usd(101_040), List.of(half)));
            assertThat(events(MonitorEvent.Reconciled.class))
                    .extracting(MonitorEvent.Reconciled::findings)
                    .containsExactly(
                            List.of("APPEARED 1", "APPEARED 2"),
                            List.of("SHRANK 1", "VANISHED 2"),
                            List.of("UNEXPLAINED_LOSS -10.00 USD"),
                            List.of("UNEXPLAINED_GAIN 1000.00 USD"),
                            List.of("VANISHED 1"),
                            List.of("APPEARED 1#2"));
        }
    }

    @Test
    void aRefusedSnapshotChangesNothing() {
        try (AccountMonitor monitor = builder().open()) {
            AccountState before = monitor.state();
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> monitor.accept(new Snapshot(now, Money.eur(100_000), Money.eur(100_000), List.of())));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> monitor.accept(
                            new Snapshot(now.minus(Duration.ofDays(2)), usd(100_000), usd(90_000), List.of())));
            assertThat(monitor.state()).isEqualTo(before);
        }
    }

    @Test
    void recoveryGivesTheEqualState() {
        AccountState state;
        List<Order> reservations;
        try (AccountMonitor monitor = journaled().open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(open(MONDAY, "2", 500));
            monitor.mark(MONDAY.toEpochMilli() + 1_000, 99_500_00);
            monitor.mark(MONDAY.toEpochMilli() + 2_000, 99_700_00);
            monitor.accept(new AccountEvent.Closed(MONDAY.plusSeconds(3), "1", usd(-300)));
            monitor.check(Order.risking("3", usd(100)));
            monitor.advanceTo(MIDNIGHT.plusSeconds(1));
            monitor.accept(mark(MIDNIGHT.plusSeconds(2), "99650.01"));
            state = monitor.state();
            reservations = monitor.reservations();
        }
        now = MIDNIGHT.plusSeconds(3);
        try (AccountMonitor monitor = journaled().open()) {
            assertThat(monitor.state())
                    .usingRecursiveComparison()
                    .ignoringFields("valuation")
                    .isEqualTo(state);
            assertThat(monitor.reservations()).isEqualTo(reservations);
            assertThat(codes(monitor.check(Order.risking("4", usd(1))))).containsExactly("EQUITY_UNKNOWN");
            monitor.compact();
        }
        try (AccountMonitor monitor = journaled().open()) {
            assertThat(monitor.state())
                    .usingRecursiveComparison()
                    .ignoringFields("valuation", "asOf")
                    .isEqualTo(state);
            assertThat(monitor.reservations()).isEqualTo(reservations);
            monitor.accept(mark(now, "99650.01"));
            assertThat(monitor.check(Order.risking("4", usd(1))).isAllowed()).isTrue();
        }
    }

    @Test
    void anAccountThatHasFailedIsRecoveredAsItFailed() {
        AccountState state;
        try (AccountMonitor monitor = journaled().open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(mark(MONDAY.plusSeconds(60), "94000"));
            state = monitor.state();
        }
        assertThat(state.verdict()).isEqualTo(Verdict.FAILED);
        try (AccountMonitor monitor = journaled().open()) {
            assertThat(monitor.state()).isEqualTo(state);
            assertThat(events(MonitorEvent.Breached.class)).as("reported again").hasSize(2);
            assertThat(codes(monitor.check(Order.risking("2", usd(1))))).doesNotContain("EQUITY_UNKNOWN");
        }
    }

    @Test
    void aMidnightDuringAnInterruptionIsNotHeldAgainstAnOldMark() {
        try (AccountMonitor monitor = journaled().open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(new AccountEvent.Closed(MONDAY, "1", usd(4_000)));
            monitor.accept(open(MONDAY, "2", 500));
            monitor.accept(mark(MONDAY.plusSeconds(60), "98000"));
        }
        now = MIDNIGHT.plusSeconds(60);
        try (AccountMonitor monitor = journaled().open()) {
            assertThat(monitor.advance().verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(monitor.accept(mark(now, "99000")).verdict()).isEqualTo(Verdict.ONGOING);
            assertThat(monitor.accept(mark(now, "98999.99")).verdict()).isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void aJournalOfOtherRulesIsRefused() {
        journaled().open().close();
        Path path = directory.resolve("account.jsonl");
        Phase other = CHALLENGE.toBuilder().dailyLoss(0.04).build();
        assertThatThrownBy(() -> builder(other).journal(path).open())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("rules");
        journaled().open().close();
    }

    @Test
    void aDamagedLineIsNamed() throws IOException {
        Path path = directory.resolve("account.jsonl");
        try (AccountMonitor monitor = journaled().open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(new AccountEvent.Closed(MONDAY, "1", usd(4_000)));
        }
        String text = Files.readString(path);
        Files.writeString(path, text.replace("400000", "400001"));
        assertThatThrownBy(() -> journaled().open())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 4");
    }

    @Test
    void violationsOfTheFirmsRestrictionsAreReported() {
        Phase funded = CHALLENGE.toBuilder()
                .restrictions(Restrictions.none()
                        .withStopRequired()
                        .withNewsWindow(Duration.ofMinutes(2), Duration.ofMinutes(2)))
                .build();
        Instant release = MONDAY.plusSeconds(3_600);
        try (AccountMonitor monitor = builder(funded).news(around(release)).open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(AccountEvent.opened(MONDAY, "2"));
            monitor.accept(new AccountEvent.Closed(release.minusSeconds(120), "1", usd(10)));

            assertThat(events(MonitorEvent.Violated.class))
                    .containsExactly(
                            new MonitorEvent.Violated(MONDAY, "STOP_REQUIRED"),
                            new MonitorEvent.Violated(release.minusSeconds(120), "NEWS"));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
        }
    }

    @Test
    void aViolationIsOneOfTheTermsHoweverCarefulTheTraderIs() {
        Phase funded = CHALLENGE.toBuilder()
                .restrictions(Restrictions.none().withNewsWindow(Duration.ofMinutes(2), Duration.ofMinutes(2)))
                .build();
        Instant release = MONDAY.plusSeconds(1_800);
        NewsBlackout careful = NewsBlackout.around(around(release).events())
                .before(Duration.ofHours(1))
                .after(Duration.ZERO)
                .build();
        try (AccountMonitor monitor = builder(funded).news(careful).open()) {
            assertThat(codes(monitor.check(Order.risking("1", usd(1))))).containsExactly("NEWS");
            monitor.accept(open(now, "1", 500));
            assertThat(events(MonitorEvent.Violated.class)).isEmpty();
            now = release.plusSeconds(120);
            monitor.accept(mark(now, "100000"));
            assertThat(monitor.check(Order.risking("2", usd(1))).isAllowed()).isTrue();
            monitor.accept(new AccountEvent.Closed(now, "1", usd(0)));
            assertThat(events(MonitorEvent.Violated.class)).hasSize(1);
        }
    }

    @Test
    void whatIsHeldIntoABreakIsReportedOnce() {
        Phase funded = CHALLENGE.toBuilder()
                .restrictions(Restrictions.none().withFlatBefore(Duration.ofHours(2)))
                .build();
        Instant friday = Instant.parse("2026-03-06T22:00:00Z");
        try (AccountMonitor monitor = builder(funded)
                .breaks(MarketHours.forex().breaksLongerThan(Duration.ofHours(2)))
                .open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(open(MONDAY, "2", 500));
            monitor.mark(friday.toEpochMilli() - 1_000, 99_990_00);
            monitor.accept(new AccountEvent.Closed(friday, "1", usd(0)));
            assertThat(events(MonitorEvent.Violated.class)).isEmpty();
            monitor.mark(friday.toEpochMilli() + 1_000, 99_990_00);
            monitor.mark(friday.toEpochMilli() + 2_000, 99_990_00);
            monitor.advanceTo(friday.plus(Duration.ofHours(20)));
            assertThat(events(MonitorEvent.Violated.class))
                    .containsExactly(new MonitorEvent.Violated(friday.plusSeconds(1), "HELD_OVER_BREAK"));
            monitor.advanceTo(friday.plus(Duration.ofDays(8)));
            assertThat(events(MonitorEvent.Violated.class)).hasSize(2);
        }
    }

    @Test
    void aViolationMayFailThePhase() {
        Phase strict = CHALLENGE.toBuilder()
                .restrictions(Restrictions.none().withStopRequired().failing())
                .build();
        try (AccountMonitor monitor = builder(strict).open()) {
            monitor.accept(AccountEvent.opened(MONDAY, "1"));
            assertThat(events(MonitorEvent.Breached.class).get(0).failure().objective())
                    .isEqualTo(Objective.RESTRICTION);
        }
    }

    @Test
    void aReservationSurvivesTheCompactionThatItsLineCauses() {
        try (AccountMonitor monitor = journaled().compactAbove(1).open()) {
            assertThat(monitor.check(Order.risking("1", usd(100))).isAllowed()).isTrue();
        }
        try (AccountMonitor monitor = journaled().open()) {
            assertThat(monitor.reservations()).containsExactly(Order.risking("1", usd(100)));
        }
    }

    @Test
    void aDepositOfASnapshotIsInTheEquityOnce() {
        Phase trailing = CHALLENGE.toBuilder()
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.1), MaximumLoss.Reference.INTRADAY_EQUITY))
                .build();
        try (AccountMonitor monitor = builder(trailing).open()) {
            monitor.accept(new Snapshot(now, usd(100_000), usd(100_000), List.of()));
            monitor.accept(new Snapshot(now, usd(120_000), usd(120_000), List.of()));
            assertThat(monitor.assessment().balance()).isEqualTo(usd(100_000));
            monitor.accept(new Snapshot(now, usd(120_000), usd(120_000), List.of()));
            assertThat(monitor.state().highWaterMark()).isEqualTo(usd(120_000));
            assertThat(monitor.assessment().equity()).isEqualTo(usd(120_000));
            assertThat(monitor.assessment().headroom().maximumLoss()).isEqualTo(usd(10_000));
            monitor.accept(new Snapshot(now, usd(120_000), usd(120_000), List.of()));
            assertThat(monitor.assessment().verdict()).isEqualTo(Verdict.ONGOING);
        }
    }

    @Test
    void aMarkBehindTheTimeThatHasPassedIsReplayedAsSuch() {
        AccountState state;
        try (AccountMonitor monitor = journaled().open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(mark(MONDAY.plusSeconds(60), "100500"));
            monitor.advanceTo(MONDAY.plusSeconds(120));
            monitor.accept(mark(MONDAY.plusSeconds(90), "98000"));
            state = monitor.state();
        }
        try (AccountMonitor monitor = journaled().open()) {
            assertThat(monitor.state().equity()).isEqualTo(state.equity());
        }
    }

    @Test
    void soIsOneThatComesBeforeMidnight() {
        Phase phase = CHALLENGE.toBuilder()
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.05)).anchoredAt(DailyLoss.Anchor.EQUITY))
                .build();
        Path path = directory.resolve("b");
        AccountState state;
        try (AccountMonitor monitor = builder(phase).journal(path).open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(mark(MONDAY.plusSeconds(60), "100000"));
            monitor.advanceTo(MONDAY.plusSeconds(120));
            monitor.accept(mark(MONDAY.plusSeconds(90), "104000"));
            monitor.advanceTo(MIDNIGHT);
            monitor.accept(mark(MIDNIGHT.plusSeconds(1), "97000"));
            state = monitor.state();
        }
        try (AccountMonitor monitor = builder(phase).journal(path).open()) {
            assertThat(monitor.state().dailyLossFloor()).isEqualTo(state.dailyLossFloor());
        }
    }

    @Test
    void aMarkAboveAFloorThatWasResetByAPayoutTakesTheLongWay() {
        Phase funded = CHALLENGE.toBuilder()
                .noProfitTarget()
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.1), MaximumLoss.Reference.INTRADAY_EQUITY))
                .build();
        try (AccountMonitor monitor = builder(funded).open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(mark(MONDAY, "110000"));
            monitor.accept(new AccountEvent.Closed(MONDAY, "1", usd(8_000)));
            monitor.accept(new AccountEvent.PaidOut(MONDAY, usd(8_000)));
            monitor.accept(open(MONDAY, "2", 500));
            monitor.mark(MONDAY.toEpochMilli(), 101_000_00);
            assertThat(monitor.assessment().headroom().maximumLoss()).isEqualTo(usd(10_000));
        }
    }

    @Test
    void anErrorOfALogHasNoOtherEffect() {
        DecisionLog broken = entry -> {
            throw new AssertionError("broken");
        };
        try (AccountMonitor monitor = builder().log(broken, "run").open()) {
            monitor.accept(open(now, "1", 500));
            monitor.accept(mark(now, "94000"));
            assertThat(events(MonitorEvent.Breached.class)).hasSize(1);
        }
    }

    @Test
    void anErrorOfAListenerHasNoOtherEffect() {
        List<MonitorEvent> heard = new ArrayList<>();
        try (AccountMonitor monitor = AccountMonitor.builder(CHALLENGE)
                .time(() -> now)
                .listener(event -> {
                    throw new AssertionError("broken");
                })
                .listener(heard::add)
                .open()) {
            try {
                monitor.advanceTo(MIDNIGHT);
            } catch (AssertionError e) {
                // seen
            }
            monitor.advanceTo(MIDNIGHT.plus(Duration.ofDays(1)));
            assertThat(heard).extracting(e -> e.getClass().getSimpleName()).contains("DayRolled");
            assertThat(heard.stream().filter(MonitorEvent.DayRolled.class::isInstance))
                    .hasSize(2);
        }
    }

    @Test
    void onlyNewsOfTheAccountEndsStale() {
        try (AccountMonitor monitor = builder().open()) {
            monitor.advanceTo(MONDAY.plusSeconds(301));
            assertThat(monitor.isStale()).isTrue();
            monitor.advanceTo(MONDAY.plusSeconds(299));
            assertThat(monitor.isStale()).isTrue();
        }
    }

    @Test
    void aFeedMayNeverBeStale() {
        try (AccountMonitor monitor =
                builder().staleAfter(Duration.ofSeconds(Long.MAX_VALUE)).open()) {
            monitor.advanceTo(MONDAY.plusSeconds(301));
            assertThat(monitor.isStale()).isFalse();
        }
    }

    @Test
    void anEarlierInstantChangesNothing() {
        try (AccountMonitor monitor = builder().open()) {
            assertThat(monitor.advanceTo(Instant.MIN)).isEqualTo(monitor.assessment());
        }
    }

    @Test
    void aPauseThatGoesOnIntoTheNextDayIsReportedAgain() {
        Phase pausing = CHALLENGE.toBuilder()
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.03)).pausing())
                .build();
        try (AccountMonitor monitor = builder(pausing).open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.accept(mark(MIDNIGHT.minusSeconds(1), "96000"));
            assertThat(events(MonitorEvent.Paused.class)).hasSize(1);
            assertThat(monitor.advanceTo(MIDNIGHT).verdict()).isEqualTo(Verdict.PAUSED);
            assertThat(events(MonitorEvent.Paused.class)).hasSize(2);
        }
    }

    @Test
    void aBreakThatComesInSilenceIsNoNewsOfTheAccount() {
        Phase funded = CHALLENGE.toBuilder()
                .restrictions(Restrictions.none().withFlatBefore(Duration.ofHours(2)))
                .build();
        Instant friday = Instant.parse("2026-03-06T22:00:00Z");
        try (AccountMonitor monitor = builder(funded)
                .breaks(MarketHours.forex().breaksLongerThan(Duration.ofHours(2)))
                .open()) {
            monitor.accept(open(MONDAY, "1", 500));
            monitor.advanceTo(friday.plusSeconds(1));
            assertThat(events(MonitorEvent.Violated.class)).hasSize(1);
            assertThat(monitor.isStale()).isTrue();
        }
    }

    @Test
    void aViolationIsJudgedBeforeAPassOnTheSameEvent() {
        Phase strict = CHALLENGE.toBuilder()
                .minimumTradingDays(0)
                .restrictions(Restrictions.none()
                        .withNewsWindow(Duration.ofMinutes(2), Duration.ofMinutes(2))
                        .failing())
                .build();
        try (AccountMonitor monitor =
                builder(strict).news(around(MONDAY.plusSeconds(125))).open()) {
            monitor.accept(open(MONDAY, "1", 500));
            assertThat(monitor.accept(new AccountEvent.Closed(MONDAY.plusSeconds(5), "1", usd(10_000)))
                            .verdict())
                    .isEqualTo(Verdict.FAILED);
            assertThat(monitor.assessment().failure().orElseThrow().objective()).isEqualTo(Objective.RESTRICTION);
        }
    }

    @Test
    void absurdInstantsAreRefused() {
        Phase funded = CHALLENGE.toBuilder()
                .restrictions(Restrictions.none().withFlatBefore(Duration.ofHours(2)))
                .build();
        try (AccountMonitor monitor = builder(funded)
                .breaks(MarketHours.forex().breaksLongerThan(Duration.ofHours(2)))
                .open()) {
            monitor.accept(open(MONDAY, "1", 500));
            assertThatIllegalArgumentException().isThrownBy(() -> monitor.accept(mark(Instant.MAX, "100000")));
            assertThatIllegalArgumentException().isThrownBy(() -> monitor.accept(mark(Instant.MIN, "100000")));
            assertThatIllegalArgumentException().isThrownBy(() -> monitor.advanceTo(Instant.MAX));
        }
    }

    @Test
    void aSnapshotWhoseEventsAreRefusedChangesNothing() {
        try (AccountMonitor monitor = builder().open()) {
            AccountState before = monitor.state();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> monitor.accept(new Snapshot(
                            now.plusSeconds(1), usd(-100_000_000_000L), usd(99_000), List.of(Position.of("1")))));
            assertThat(monitor.state()).isEqualTo(before);
        }
    }

    @Test
    void theBalanceStaysWhereMoneyIs() {
        try (AccountMonitor monitor =
                builder(CHALLENGE.toBuilder().noProfitTarget().build()).open()) {
            monitor.accept(new AccountEvent.Booked(now, usd(99_999_000_000L)));
            AccountState before = monitor.state();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> monitor.accept(new AccountEvent.Booked(now, usd(99_999_000_000L))));
            assertThat(monitor.state()).isEqualTo(before);
        }
    }

    @Test
    void aWarningIsGivenOnceADayAfterACompactionToo() {
        try (AccountMonitor monitor = journaled().warnAt(0.5).open()) {
            monitor.accept(open(now, "1", 500));
            monitor.accept(mark(now, "97000"));
            assertThat(events(MonitorEvent.Warned.class)).hasSize(1);
            monitor.compact();
        }
        try (AccountMonitor monitor = journaled().warnAt(0.5).open()) {
            monitor.accept(mark(now, "97000"));
            assertThat(events(MonitorEvent.Warned.class)).hasSize(1);
        }
    }

    @Test
    void aReopenedTradeRiskedWhatItDidWhenItWasOpened() {
        try (AccountMonitor monitor = builder().open()) {
            Position position = Position.of("1");
            monitor.accept(new AccountEvent.Opened(now, position.withProfitAtStop(usd(-500))));
            monitor.accept(new AccountEvent.Changed(now, position.withProfitAtStop(usd(0)), usd(0)));
            monitor.accept(new AccountEvent.Closed(now, "1", usd(0)));
            monitor.accept(new AccountEvent.Reopened(now, position.withProfitAtStop(usd(0))));
            monitor.accept(new AccountEvent.Closed(now, "1", usd(1_000)));
            assertThat(monitor.<List<ClosedTrade>>ask(view -> view.tradesAfter(1)))
                    .singleElement()
                    .satisfies(trade -> {
                        assertThat(trade.risked()).contains(usd(500));
                        assertThat(trade.profit()).isEqualTo(usd(1_000));
                    });
        }
    }

    @Test
    void aClosedMonitorTakesNothing() {
        AccountMonitor monitor = builder().open();
        monitor.close();
        monitor.close();
        assertThatThrownBy(() -> monitor.mark(0, 0)).hasMessage("the monitor is closed");
        assertThatThrownBy(() -> monitor.check(Order.risking("a", usd(1)))).hasMessage("the monitor is closed");
        assertThat(monitor.assessment().balance()).isEqualTo(usd(100_000));
    }
}
