package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.LiveView;
import io.github.ftmo4j.core.monitor.MonitorEvent;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.module.FixedFractional;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LiveTraderTest {

    private static final Phase CHALLENGE =
            Programs.ftmoTwoStep(Money.usd(100_000)).phase(Phase.CHALLENGE);
    private static final PositionSizer BOTH = PositionSizer.builder()
            .propose(new LossCounter(RiskModule.Scope.TRADER))
            .limit(new LossCounter(RiskModule.Scope.ACCOUNT))
            .build();

    @TempDir
    private Path directory;

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private int trades;

    private AccountMonitor monitor(String name) {
        return AccountMonitor.builder(CHALLENGE)
                .time(() -> now)
                .leapAtMost(Duration.ofDays(2))
                .journal(directory.resolve(name))
                .open();
    }

    private void trade(AccountMonitor monitor, long risk, long profit) {
        now = now.plusSeconds(60);
        String id = "P" + trades++;
        monitor.accept(new AccountEvent.Opened(now, Position.of(id).withProfitAtStop(Money.usd(-risk))));
        now = now.plusSeconds(60);
        monitor.accept(new AccountEvent.Closed(now, id, Money.usd(profit)));
    }

    private static PositionSizer capped(RiskCaps.Builder caps) {
        return PositionSizer.builder()
                .propose(FixedFractional.ofInitialBalance(0.01))
                .caps(caps.build())
                .build();
    }

    @Test
    void sizesFromAMonitorInThreeLines() {
        Instrument eurusd = Instrument.of("EURUSD", "0.0001", Money.usd(10));
        AccountMonitor monitor = monitor("monitor.jsonl");

        LiveAccount sizing = PositionSizer.of(FixedFractional.ofBalance(0.005)).open(monitor);
        SizingDecision decision = sizing.decide(eurusd, "1.0850", "1.0817");

        // 500.00 over 33 pips of 10.00 a lot are 1.515 lots
        assertThat(decision.lots()).contains(new BigDecimal("1.51"));
        assertThat(decision.risk()).isEqualTo(Money.usd("498.30"));
        assertThat(decision.bound()).isEqualTo(Bound.MODULE);
        assertThat(monitor.check(decision.order("P1").orElseThrow()).isAllowed())
                .isTrue();
    }

    @Test
    void learnsFromWhatTheMonitorSawClosed() {
        AccountMonitor monitor = monitor("monitor.jsonl");
        LiveAccount sizing = BOTH.open(monitor);
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(1000));
        trade(monitor, 1000, -1000);
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(500));
        trade(monitor, 500, 700);
        trade(monitor, 500, -500);
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd("333.33"));
    }

    @Test
    void learnsFromTradesThatWereClosedBeforeItWasOpened() {
        AccountMonitor monitor = monitor("monitor.jsonl");
        trade(monitor, 1000, -1000);
        assertThat(BOTH.open(monitor).decide().risk()).isEqualTo(Money.usd(500));
    }

    @Test
    void itsStateCanBeContinuedElsewhere() {
        AccountMonitor monitor = monitor("monitor.jsonl");
        LiveAccount account = BOTH.open(monitor);
        trade(monitor, 1000, -1000);
        trade(monitor, 500, 700);
        now = now.plus(Duration.ofDays(1));
        trade(monitor, 500, -500);
        LiveState state = account.now();
        assertThat(state.phase()).isEqualTo(CHALLENGE);
        assertThat(state.account()).isEqualTo(monitor.state());
        assertThat(state.tradesBefore()).isEqualTo(2);
        assertThat(state.tradesToday()).isEqualTo(1);

        Trader trader = BOTH.start();
        AccountSizing sizing = trader.open();
        trader.restore(state.trader());
        sizing.restore(state.sizing());
        Moment moment = Moment.of(now, TradingDayClock.prague());
        assertThat(sizing.decide(monitor.ask(LiveView::account), moment).risk())
                .isEqualTo(account.decide().risk());
        assertThat(state.sizing().parts().get("account").asMap())
                .containsEntry("riskedToday", 50_000L)
                .containsEntry("positionsToday", 1L)
                .containsEntry("openRisk", 0L)
                .containsEntry("openPositions", 0L);
    }

    @Test
    void anAccountThatWasOpenedAgainHasNoState() {
        LiveTrader trader = BOTH.live();
        LiveAccount first = trader.open("account", monitor("first.jsonl"));
        trader.open("account", monitor("second.jsonl"));
        assertThatThrownBy(first::now)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the account was opened again with another monitor");
    }

    @Test
    void tradesBeforeTheSizingCountTowardsTheCapsOfTheDay() {
        PositionSizer sizer = capped(RiskCaps.builder().positionsPerDay(3).ordersPerDay(9));
        AccountSizing sizing = sizer.start().open();
        AccountMachine machine = new AccountMachine(CHALLENGE, 20_000);
        Moment moment = Moment.of(Instant.ofEpochSecond(20_000L * 86_400 + 43_200), TradingDayClock.prague());
        sizing.tradedBefore(2, moment);
        assertThat(sizing.size(machine, moment)).isEqualTo(100_000);
        sizing.tradedBefore(1, moment);
        assertThat(sizing.decide(machine, moment).bound()).isEqualTo(Bound.CAP_POSITIONS_PER_DAY);
        assertThatThrownBy(() -> sizing.tradedBefore(-1, moment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trades must be at least 0, was -1");
    }

    @Test
    void aTradeWithoutAStopTeachesNothing() {
        AccountMonitor monitor = monitor("monitor.jsonl");
        LiveAccount sizing = BOTH.open(monitor);
        monitor.accept(AccountEvent.opened(now, "P"));
        monitor.accept(new AccountEvent.Closed(now, "P", Money.usd(-10)));
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(1000));
    }

    @Test
    void afterALossNoMoreThanTheLastOpenedTradeRisked() {
        AccountMonitor monitor = monitor("monitor.jsonl");
        LiveAccount sizing = PositionSizer.of(FixedFractional.ofBalance(0.01)).open(monitor);
        trade(monitor, 300, -300);
        SizingDecision decision = sizing.decide();
        assertThat(decision.risk()).isEqualTo(Money.usd(300));
        assertThat(decision.bound()).isEqualTo(Bound.AFTER_LOSS);
        trade(monitor, 300, 600);
        assertThat(sizing.decide().bound()).isEqualTo(Bound.MODULE);
    }

    @Test
    void capsCountWhatTheMonitorKnowsToBeOpenAndOrdered() {
        AccountMonitor monitor = monitor("monitor.jsonl");
        LiveAccount sizing = capped(RiskCaps.builder().openRisk(0.015)).open(monitor);
        monitor.accept(new AccountEvent.Opened(now, Position.of("P").withProfitAtStop(Money.usd(-600))));
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(900));
        monitor.accept(new AccountEvent.Marked(now, Money.usd(100_000)));
        assertThat(monitor.check(Order.risking("Q", Money.usd(400))).isAllowed())
                .isTrue();
        SizingDecision decision = sizing.decide();
        assertThat(decision.risk()).isEqualTo(Money.usd(500));
        assertThat(decision.bound()).isEqualTo(Bound.CAP_OPEN_RISK);
    }

    @Test
    void midnightComesBeforeADecision() {
        AccountMonitor monitor = monitor("monitor.jsonl");
        LiveAccount sizing = PositionSizer.of(() -> (account, moment) -> account.equity() - account.dailyLossFloor())
                .open(monitor);
        trade(monitor, 1000, 1000);
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(6000));
        now = now.plus(Duration.ofDays(1));
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(5000));
    }

    /** Whatever dies when: one who never stopped, told by hand, decides the same. */
    @Test
    void aTraderWhoDiedAtAnyMomentDecidesAsOneWhoNeverDid() throws IOException {
        Random random = new Random(4);
        for (int life = 0; life < 40; life++) {
            Path state = directory.resolve("state-" + life);
            List<String> names = List.of("monitor-a" + life, "monitor-b" + life);
            List<AccountMonitor> monitors = new ArrayList<>();
            names.forEach(name -> monitors.add(monitor(name)));
            Trader told = BOTH.start();
            List<AccountSizing> sizings = List.of(told.open(), told.open());
            LiveTrader live = BOTH.live(state);
            List<LiveAccount> accounts = open(live, monitors);
            for (int i = 0; i < 12; i++) {
                int which = random.nextInt(2);
                long risk = random.nextLong(100, 200);
                long profit = random.nextLong(-1, 2) * 100;
                trade(monitors.get(which), risk, profit);
                sizings.get(which).opened(100 * risk);
                sizings.get(which).closed(100 * risk, 100 * profit);
                if (random.nextBoolean()) {
                    accounts.get(which).decide();
                }
                byte[] written = Files.readAllBytes(state);
                if (random.nextInt(4) == 0) {
                    // dies, perhaps in the middle of a write
                    live.close();
                    monitors.forEach(AccountMonitor::close);
                    Files.write(state, written);
                    if (random.nextBoolean()) {
                        Files.writeString(state, torn(written), java.nio.file.StandardOpenOption.APPEND);
                    }
                    monitors.clear();
                    names.forEach(name -> monitors.add(monitor(name)));
                    live = BOTH.live(state);
                    accounts = open(live, monitors);
                }
                for (int account = 0; account < 2; account++) {
                    long expected = sizings.get(account)
                            .size(
                                    monitors.get(account).ask(view -> view.account()),
                                    monitors.get(account).ask(view -> view.moment()));
                    // the other account is learnt from as it is asked
                    accounts.get(1 - account).decide();
                    assertThat(accounts.get(account).decide().risk().minorUnits())
                            .as("life %s, trade %s", life, i)
                            .isEqualTo(expected);
                }
            }
            live.close();
            monitors.forEach(AccountMonitor::close);
        }
    }

    private static List<LiveAccount> open(LiveTrader trader, List<AccountMonitor> monitors) {
        List<LiveAccount> accounts = new ArrayList<>();
        for (AccountMonitor monitor : monitors) {
            accounts.add(trader.open("account " + accounts.size(), monitor));
        }
        return accounts;
    }

    /** The beginning of the line that would come next. */
    private static String torn(byte[] written) {
        long lines = new String(written, StandardCharsets.UTF_8).lines().count();
        return "{\"seq\":" + lines + ",\"type\":\"mem";
    }

    @Test
    void aNewPhaseForgetsTheAccountAndNotTheTrader() {
        Path state = directory.resolve("state.jsonl");
        PositionSizer ofAccount = PositionSizer.of(new LossCounter(RiskModule.Scope.ACCOUNT));
        PositionSizer ofTrader = PositionSizer.of(new LossCounter(RiskModule.Scope.TRADER));
        for (PositionSizer sizer : List.of(ofAccount, ofTrader)) {
            Path file = state.resolveSibling("state-" + sizer.proposals().get(0).name());
            try (LiveTrader live = sizer.live(file);
                    AccountMonitor challenge = monitor(file.getFileName() + "-challenge")) {
                trade(challenge, 1000, -1000);
                assertThat(live.open("mine", challenge).decide().risk()).isEqualTo(Money.usd(500));
            }
            now = now.plusSeconds(3600);
            try (LiveTrader live = sizer.live(file);
                    AccountMonitor verification = monitor(file.getFileName() + "-verification")) {
                Money expected = sizer.equals(ofTrader) ? Money.usd(500) : Money.usd(1000);
                assertThat(live.open("mine", verification).decide().risk()).isEqualTo(expected);
            }
        }
    }

    /** No size is asked after the end of a phase, so its last trades must be learnt otherwise. */
    @Test
    void theLastTradesOfAPhaseTeachTheTrader() {
        PositionSizer sizer = PositionSizer.of(new LossCounter(RiskModule.Scope.TRADER));
        Path state = directory.resolve("state.jsonl");
        try (LiveTrader live = sizer.live(state)) {
            AccountMonitor challenge = monitor("challenge");
            live.open("mine", challenge).decide();
            trade(challenge, 1000, -1000);
            challenge.close();
            now = now.plusSeconds(3600);
            AccountMonitor verification = monitor("verification");
            LiveAccount second = live.open("mine", verification);
            assertThat(second.decide().risk()).isEqualTo(Money.usd(500));
            trade(verification, 500, -500);
            verification.close();
        }
        now = now.plusSeconds(3600);
        try (LiveTrader live = sizer.live(state);
                AccountMonitor funded = monitor("funded")) {
            assertThat(live.open("mine", funded).decide().risk()).isEqualTo(Money.usd("333.33"));
        }
    }

    /** The modules of a trader see each move once, those of an account while it is open. */
    @Test
    void movesOfTheMarketAreLearntAndSaved() {
        PositionSizer sizer = PositionSizer.builder()
                .propose(new MoveCounter(RiskModule.Scope.TRADER, 0.01))
                .limit(new MoveCounter(RiskModule.Scope.ACCOUNT, 0.008))
                .build();
        Path state = directory.resolve("state.jsonl");
        try (AccountMonitor first = monitor("first");
                AccountMonitor second = monitor("second")) {
            try (LiveTrader live = sizer.live(state)) {
                LiveAccount mine = live.open("mine", first);
                live.moved(0.01);
                assertThat(mine.decide().risk()).as("the account: 800 / 2").isEqualTo(Money.usd(400));
                LiveAccount yours = live.open("yours", second);
                yours.moved(-0.01);
                assertThat(mine.decide().risk()).as("the account: 800 / 3").isEqualTo(Money.usd("266.66"));
                assertThat(yours.decide().risk()).as("the trader: 1,000 / 3").isEqualTo(Money.usd("333.33"));
                assertThatThrownBy(() -> live.moved(Double.NaN))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("marketReturn must be finite, was NaN");
            }
            try (LiveTrader live = sizer.live(state)) {
                assertThat(live.recovery().orElseThrow().tornLine()).isEmpty();
                assertThat(live.open("mine", first).decide().risk()).isEqualTo(Money.usd("266.66"));
                assertThat(live.open("yours", second).decide().risk()).isEqualTo(Money.usd("333.33"));
            }
        }
    }

    @Test
    void aMonitorTeachesOneAccountOnly() {
        try (LiveTrader live = BOTH.live();
                AccountMonitor monitor = monitor("monitor.jsonl")) {
            LiveAccount mine = live.open("mine", monitor);
            assertThatThrownBy(() -> live.open("mine", monitor))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("account must not be open already, was mine");
            assertThatThrownBy(() -> live.open("yours", monitor))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("account must not be open already, was yours, whose monitor is that of mine");
            trade(monitor, 1000, -1000);
            assertThat(mine.decide().risk()).isEqualTo(Money.usd(500));
        }
    }

    /** Both monitors number the same trades. */
    @Test
    void anAccountThatWasOpenedAgainDecidesNoMore() {
        LiveTrader live = BOTH.live();
        AccountMonitor first = monitor("monitor.jsonl");
        LiveAccount before = live.open("mine", first);
        trade(first, 1000, -1000);
        first.close();
        try (AccountMonitor second = monitor("monitor.jsonl")) {
            LiveAccount after = live.open("mine", second);
            trade(second, 500, -500);
            assertThatThrownBy(before::decide)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("opened again");
            assertThat(after.decide().risk()).isEqualTo(Money.usd("333.33"));
        }
    }

    /** A decision that fails has learnt all the same. */
    @Test
    void whatAFailedDecisionLearntIsNotLearntTwice() {
        AtomicBoolean broken = new AtomicBoolean(true);
        LiveTrader live = PositionSizer.builder()
                .propose(new LossCounter(RiskModule.Scope.TRADER))
                .session(moment -> {
                    if (broken.get()) {
                        throw new IllegalStateException("the calendar is broken");
                    }
                    return true;
                })
                .build()
                .live();
        AccountMonitor first = monitor("monitor.jsonl");
        LiveAccount failing = live.open("mine", first);
        trade(first, 1000, -1000);
        assertThatThrownBy(failing::decide).hasMessage("the calendar is broken");
        first.close();
        broken.set(false);
        try (AccountMonitor second = monitor("monitor.jsonl")) {
            assertThat(live.open("mine", second).decide().risk()).isEqualTo(Money.usd(500));
        }
    }

    /** A program that asks for sizes under a lock of its own, which a listener takes too, must not stand still. */
    @Test
    @Timeout(30)
    void listenersAreToldOutsideTheLockOfTheTrader() throws InterruptedException {
        ReentrantLock own = new ReentrantLock();
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch asks = new CountDownLatch(1);
        AtomicBoolean free = new AtomicBoolean();
        LiveTrader live = BOTH.live();
        AccountMonitor watched = AccountMonitor.builder(CHALLENGE)
                .time(() -> now)
                .leapAtMost(Duration.ofDays(2))
                .on(MonitorEvent.DayRolled.class, event -> {
                    told.countDown();
                    try {
                        asks.await();
                        free.set(own.tryLock(5, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .open();
        LiveAccount first = live.open("first", watched);
        LiveAccount second = live.open("second", monitor("second.jsonl"));
        Thread other = new Thread(() -> {
            own.lock();
            try {
                asks.countDown();
                second.decide();
            } finally {
                own.unlock();
            }
        });
        now = now.plus(Duration.ofDays(1));
        Thread decides = new Thread(first::decide);
        decides.start();
        told.await();
        other.start();
        decides.join();
        other.join();
        assertThat(free).isTrue();
    }

    @Test
    void theStateOfOtherModulesIsRefusedAndStays() throws IOException {
        Path state = directory.resolve("state.jsonl");
        try (LiveTrader live = BOTH.live(state);
                AccountMonitor monitor = monitor("monitor.jsonl")) {
            trade(monitor, 1000, -1000);
            live.open("mine", monitor).decide();
        }
        byte[] before = Files.readAllBytes(state);
        PositionSizer other = PositionSizer.of(FixedFractional.ofBalance(0.01));
        assertThatThrownBy(() -> other.live(state))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("LossCounter of TRADER");
        assertThat(Files.readAllBytes(state)).isEqualTo(before);
        assertThatThrownBy(() -> BOTH.live(state).open(" ", monitor("monitor.jsonl")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("account must not be blank");
    }

    @Test
    void onceItIsClosedItLearnsOnAndForgets() {
        Path state = directory.resolve("state.jsonl");
        AccountMonitor monitor = monitor("monitor.jsonl");
        LiveTrader live = BOTH.live(state);
        LiveAccount sizing = live.open("mine", monitor);
        sizing.decide();
        live.close();
        trade(monitor, 1000, -1000);
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(500));
        live.close();
        assertThat(live.failure()).isEmpty();
    }

    @Tag("thorough")
    @Test
    void theJournalOfALongLifeStaysSmall() throws IOException {
        Path state = directory.resolve("state.jsonl");
        try (LiveTrader live = PositionSizer.of(new LossCounter(RiskModule.Scope.TRADER))
                        .live(state);
                AccountMonitor monitor =
                        AccountMonitor.builder(CHALLENGE).time(() -> now).open()) {
            LiveAccount sizing = live.open("mine", monitor);
            for (int i = 0; i < 6000; i++) {
                trade(monitor, 1, i % 2 == 0 ? 1 : -1);
                sizing.decide();
            }
            assertThat(Files.size(state)).isLessThan((1L << 20) + 10_000);
            assertThat(sizing.decide().risk().minorUnits()).isEqualTo(100_000 / 3001);
        }
        try (LiveTrader live = PositionSizer.of(new LossCounter(RiskModule.Scope.TRADER))
                        .live(state);
                AccountMonitor monitor = monitor("other.jsonl")) {
            assertThat(live.open("other", monitor).decide().risk().minorUnits()).isEqualTo(100_000 / 3001);
        }
    }

    @Test
    void theTradeThatFailsTheAccountTeachesToo() {
        LiveTrader live =
                PositionSizer.of(new LossCounter(RiskModule.Scope.TRADER)).live();
        AccountMonitor monitor = monitor("monitor.jsonl");
        LiveAccount sizing = live.open("failing", monitor);
        monitor.accept(new AccountEvent.Opened(now, Position.of("1").withProfitAtStop(Money.usd(-4_000))));
        monitor.accept(new AccountEvent.Marked(now, Money.usd(94_500)));
        SizingDecision decision = sizing.decide();
        assertThat(decision.risk()).isEqualTo(Money.usd(0));
        assertThat(decision.bound()).isEqualTo(Bound.NOT_ONGOING);
        assertThat(live.open("next", monitor("next.jsonl")).decide().risk()).isEqualTo(Money.usd(500));
    }

    @Test
    void theStopOfAnOrderHoldsUntilThatOfItsPositionIsTold() {
        AccountMonitor monitor = monitor("monitor.jsonl");
        LiveAccount sizing = capped(RiskCaps.builder().perDay(0.015)).open(monitor);
        assertThat(monitor.check(Order.risking("1", Money.usd(700))).isAllowed())
                .isTrue();
        monitor.accept(AccountEvent.opened(now, "1"));
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(800));
        monitor.accept(new AccountEvent.Changed(now, Position.of("1").withProfitAtStop(Money.usd(-700)), Money.usd(0)));
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(800));
        monitor.accept(new AccountEvent.Closed(now, "1", Money.usd(-700)));
        SizingDecision decision = sizing.decide();
        assertThat(decision.risk()).as("as much as the last").isEqualTo(Money.usd(700));
        assertThat(decision.bound()).isEqualTo(Bound.AFTER_LOSS);
    }

    @Test
    void aStopThatIsSetLaterSaysWhatWasRisked() {
        AccountMonitor monitor = monitor("monitor.jsonl");
        LiveAccount sizing = capped(RiskCaps.builder().perDay(0.015)).open(monitor);
        monitor.accept(AccountEvent.opened(now, "1"));
        monitor.accept(new AccountEvent.Changed(now, Position.of("1").withProfitAtStop(Money.usd(-700)), Money.usd(0)));
        assertThat(sizing.decide().risk()).isEqualTo(Money.usd(800));
    }
}
