package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.journal.Journal;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.AccountMonitorBuilder;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.mm.module.TargetGlide;
import io.github.ftmo4j.mm.module.VolTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file in which a trader's state is kept. */
class StateFileTest {

    /** When the phases of the accounts in the old file began. */
    private static final Instant BEGUN = Instant.parse("2026-03-02T09:00:00Z");

    /** The sizer that wrote the old file. */
    private static final PositionSizer SIZER = PositionSizer.builder()
            .propose(Bayes.of(Prior.of(60, 40, 1.5)).learnPayoff().halfLife(50).times(0.5))
            .propose(VolTarget.ofMarket(0.1, 252, 0.01).warmUp(3).initial(0.012))
            .propose(new Cppi(0.1, 0.02, Cushion.aboveBindingFloor())
                    .freezeBelow(0.049)
                    .forDays(2))
            .limit(new Cppi(0.2, 0.02, Cushion.underHighWaterMark(0.05))
                    .freezeBelow(0.035)
                    .untilRecovered(0.04))
            .limit(DrawdownManager.band(0.01, 0.004).and(0.02, 0.003).recovery(0.005))
            .limit(LosingStreakLadder.after(2, 0.002))
            .limit(RiskModule.least(LosingStreakLadder.after(3, 0.001).times(2), new TargetGlide(1.5)))
            .build();

    /** What the program that wrote the old file said when it opened it again, on accounts without a trade. */
    private static final String MINE = "risk 0.00 USD, 0.00 % of the balance, by Cppi (Bayes.times 500.00,"
            + " VolTarget 496.27, Cppi 0.00, Cppi 1000.00, DrawdownManager abstains, LosingStreakLadder 200.00,"
            + " least(LosingStreakLadder.times, TargetGlide) 200.00)";

    @TempDir
    private Path directory;

    private Path file;
    private Instant now = BEGUN;

    @BeforeEach
    void copyOldFile() throws IOException {
        file = copy("combined.jsonl");
    }

    private Path copy(String former) throws IOException {
        Path copy = directory.resolve(former);
        try (InputStream old = StateFileTest.class.getResourceAsStream("former/" + former)) {
            Files.copy(Objects.requireNonNull(old), copy);
        }
        return copy;
    }

    private AccountMonitor monitor() {
        return builder().open();
    }

    private AccountMonitorBuilder builder() {
        return AccountMonitor.builder(Programs.ftmoTwoStep(Money.usd(100_000)).phase(Phase.CHALLENGE))
                .time(() -> now);
    }

    @Test
    void aFileFromBeforeValuesHadKindsOpens() {
        try (LiveTrader live = SIZER.live(file);
                AccountMonitor monitor = monitor()) {
            LiveAccount mine = live.open("mine", monitor);
            assertThat(mine.decide().text()).isEqualTo(MINE);
            SavedState saved = mine.state().sizing();
            assertThat(saved.part("Cppi").asMap()).containsEntry("armed", false).containsEntry("thaw", 20_517L);
            assertThat(saved.part("Cppi#2").asMap()).containsEntry("frozen", false);
            assertThat(saved.part("LosingStreakLadder").asMap()).containsEntry("losses", 3L);
            assertThat(saved.part("account").asMap())
                    .containsEntry("afterLoss", true)
                    .containsEntry("lastOpened", 900_00L)
                    .doesNotContainKey("day");
        }
    }

    /** The accounts continue, too, since their monitors have journals. */
    @Test
    void formerJournalsOfATraderAndItsAccountsOpenTogether() throws IOException {
        PositionSizer sizer = PositionSizer.builder()
                .propose(Bayes.of(Prior.of(12, 10, 1.5))
                        .learnPayoff()
                        .kelly(0.25)
                        .cap(0.01)
                        .halfLife(40))
                .propose(VolTarget.ofTrades(0.10, 500, 1.1).halfLife(20))
                .limit(new Cppi(3, 0.02, Cushion.aboveBindingFloor())
                        .freezeBelow(0.01)
                        .forDays(2))
                .limit(DrawdownManager.band(0.01, 0.004).and(0.02, 0.002).recovery(0.005))
                .limit(LosingStreakLadder.after(2, 0.003))
                .build();
        Properties expected = new Properties();
        try (Reader reader = Files.newBufferedReader(copy("trader.properties"))) {
            expected.load(reader);
        }
        now = Instant.parse("2026-03-02T08:22:00Z");
        try (LiveTrader live = sizer.live(copy("trader.jsonl"))) {
            for (String account : List.of("one", "two")) {
                try (AccountMonitor monitor =
                        builder().journal(copy(account + ".jsonl")).open()) {
                    SizingDecision decision = live.open(account, monitor).decide();
                    assertThat(decision.risk()).hasToString(expected.getProperty(account + ".risk"));
                    assertThat(decision.bound() + " " + decision.module())
                            .isEqualTo(expected.getProperty(account + ".bound"));
                    assertThat(decision.statements()).hasToString(expected.getProperty(account + ".said"));
                }
            }
        }
    }

    @Test
    void anAccountThatHadNoTradeInAnOldFileHasNone() {
        try (LiveTrader live = SIZER.live(file);
                AccountMonitor monitor = monitor()) {
            assertThat(live.open("yours", monitor)
                            .state()
                            .sizing()
                            .part("account")
                            .asMap())
                    .containsEntry("afterLoss", false)
                    .doesNotContainKeys("day", "lastOpened");
        }
    }

    @Test
    void anOldFileIsWrittenOnInTheNewFormat() throws IOException {
        try (LiveTrader live = SIZER.live(file);
                AccountMonitor monitor = monitor()) {
            live.open("mine", monitor).decide();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(lines.size() - 2)).contains("\"type\":\"memory\"");
        assertThat(lines.get(lines.size() - 1)).contains("\"type\":\"state\",\"version\":2");
        try (LiveTrader live = SIZER.live(file);
                AccountMonitor monitor = monitor()) {
            assertThat(live.open("mine", monitor).decide().text()).isEqualTo(MINE);
        }
        assertThat(Files.readAllLines(file)).as("nothing changed").hasSameSizeAs(lines);
    }

    @Test
    void aLaterVersionAndAnotherKindOfLineAreRefused() throws IOException {
        refuses("state", 3, "version must be 2, was 3");
        refuses("state", 1, "version must be 2, was 1");
        refuses("snapshot", 2, "type must be state, was snapshot");
    }

    private void refuses(String type, long version, String why) throws IOException {
        Path other = directory.resolve(type + version);
        try (Journal journal = Journal.open(other, entry -> {})) {
            journal.append(
                    Instant.EPOCH,
                    type,
                    fields -> fields.number("version", version)
                            .objects("modules", List.of(), (none, nothing) -> {})
                            .objects("accounts", List.of(), (none, nothing) -> {}));
        }
        assertThatThrownBy(() -> SIZER.live(other).close())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(why);
    }

    /** Answers with nothing but what it was given, which comes back. */
    private record Keeps(SavedValues values) implements RiskModule {
        @Override
        public ModuleState start() {
            return new ModuleState() {
                private SavedValues kept = values;

                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    return 1;
                }

                @Override
                public SavedValues save() {
                    return kept;
                }

                @Override
                public void restore(SavedValues saved) {
                    kept = saved;
                }
            };
        }
    }

    @Test
    void everyValueComesBackAsItWas() {
        SavedValues.Builder values = SavedValues.builder()
                .number("least", Long.MIN_VALUE)
                .number("most", Long.MAX_VALUE)
                .flag("true", true)
                .flag("false", false)
                .text("empty", "")
                .text("crc", "text \"quoted\"\n\u0000 ÄΩ\uD83D\uDE00")
                .number(" \" ", 1)
                .decimal("0.1", 0.1)
                .decimal("a third", 1.0 / 3)
                .decimal("whole", 3)
                .decimal("smallest", Double.MIN_VALUE)
                .decimal("largest", Double.MAX_VALUE);
        Random random = new Random(9);
        for (int i = 0; i < 1_000; i++) {
            double decimal = Double.longBitsToDouble(random.nextLong());
            values.decimal("random " + i, Double.isFinite(decimal) ? decimal : i);
        }
        Path kept = directory.resolve("kept.jsonl");
        SavedValues saved = values.build();
        try (LiveTrader live = PositionSizer.of(new Keeps(saved)).live(kept);
                AccountMonitor monitor = monitor()) {
            live.open("mine", monitor).decide();
        }
        try (LiveTrader live = PositionSizer.of(new Keeps(SavedValues.none())).live(kept);
                AccountMonitor monitor = monitor()) {
            SavedState restored = live.open("mine", monitor).state().sizing();
            assertThat(restored.part("Keeps")).isEqualTo(saved);
            assertThat(restored.part("Keeps").asMap().keySet())
                    .containsExactlyElementsOf(saved.asMap().keySet());
        }
    }

    @Test
    void aWrongValueIsNamedWithItsModuleWhenTheAccountIsOpened() {
        Path kept = directory.resolve("kept.jsonl");
        RiskModule ladder = LosingStreakLadder.after(2, 0.002);
        RiskModule sameName = new RiskModule() {
            @Override
            public ModuleState start() {
                return new Keeps(SavedValues.builder().decimal("losses", 2.5).build()).start();
            }

            @Override
            public String name() {
                return ladder.name();
            }
        };
        try (LiveTrader live = PositionSizer.of(sameName).live(kept);
                AccountMonitor monitor = monitor()) {
            live.open("mine", monitor).decide();
        }
        try (LiveTrader live = PositionSizer.of(ladder).live(kept);
                AccountMonitor monitor = monitor()) {
            assertThatThrownBy(() -> live.open("mine", monitor))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("saved losses of LosingStreakLadder must be a whole number, was 2.5");
        }
    }

    @Test
    void aTradeIsLearntOnTopOfAnOldFile() {
        try (LiveTrader live = SIZER.live(file);
                AccountMonitor monitor = monitor()) {
            LiveAccount fresh = live.open("theirs", monitor);
            assertThat(fresh.decide().bound()).isEqualTo(Bound.MODULE);
            now = now.plusSeconds(60);
            monitor.accept(new AccountEvent.Opened(now, Position.of("P").withProfitAtStop(Money.usd(-500))));
            monitor.accept(new AccountEvent.Closed(now, "P", Money.usd(-500)));
            assertThat(fresh.decide().statements().get(0).moneyAtRisk()).contains(Money.usd("497.5"));
        }
    }
}
