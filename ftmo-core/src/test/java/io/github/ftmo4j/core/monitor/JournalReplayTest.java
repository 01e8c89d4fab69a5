package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal is read without being continued. */
class JournalReplayTest {

    private static final Phase CHALLENGE =
            Programs.ftmoTwoStep(usd(100_000)).phases().get(0);
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);
    private final List<MonitorEvent> received = new ArrayList<>();

    private AccountMonitorBuilder builder() {
        return AccountMonitor.builder(CHALLENGE)
                .time(now::get)
                .warnAt(0.5)
                .listener(received::add)
                .journal(directory.resolve("account.jsonl"));
    }

    private Instant after(int minutes) {
        now.set(MORNING.plusSeconds(60L * minutes));
        return now.get();
    }

    /** What a monitor says after each of three trades, of which the last fails the phase. */
    private List<Assessment> trade(AccountMonitor monitor) {
        List<Assessment> said = new ArrayList<>();
        for (int trade = 1; trade <= 3; trade++) {
            String id = "trade-" + trade;
            Instant at = after(2 * trade);
            assertThat(monitor.check(Order.risking(id, usd(1_000))).isAllowed()).isTrue();
            monitor.accept(new AccountEvent.Opened(at, Position.of(id).withProfitAtStop(usd(-1_000))));
            said.add(monitor.accept(new AccountEvent.Closed(after(2 * trade + 1), id, usd(trade == 1 ? 500 : -2_900))));
        }
        return said;
    }

    @Test
    void itSaysWhatTheMonitorSaid() {
        List<JournalStep> closed = new ArrayList<>();
        List<Assessment> replayed = new ArrayList<>();
        List<MonitorEvent> events = new ArrayList<>();
        List<Boolean> allowed = new ArrayList<>();
        try (AccountMonitor monitor = builder().open()) {
            List<Assessment> said = trade(monitor);
            builder()
                    .replay(
                            step -> { // while the monitor has it open
                                events.addAll(step.events());
                                if (step.type().equals("closed")) {
                                    closed.add(step);
                                    replayed.add(step.assessment());
                                    allowed.add(step.check(Order.risking("next", usd(2_000)))
                                            .isAllowed());
                                }
                            });
            assertThat(replayed).isEqualTo(said);
        }

        assertThat(replayed.get(2).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(allowed).containsExactly(true, true, false);
        assertThat(closed.get(2).at()).isEqualTo(MORNING.plusSeconds(7 * 60));
        assertThat(events).isNotEmpty().isSubsetOf(received);
        assertThat(events).hasAtLeastOneElementOfType(MonitorEvent.Breached.class);
    }

    @Test
    void itLeavesTheFileAloneWhateverItsLastLineIs() throws IOException {
        try (AccountMonitor monitor = builder().open()) {
            trade(monitor);
        }
        Path file = directory.resolve("account.jsonl");
        Files.writeString(file, "{\"seq\":", StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(file);
        List<String> types = new ArrayList<>();
        builder().replay(step -> types.add(step.type()));

        assertThat(types).startsWith("begun").contains("reserved", "opened", "closed");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void whatIsNoJournalOfThesePhasesIsRefused() throws IOException {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> builder().replay(step -> {}))
                .withMessageContaining("cannot be read");
        assertThat(directory).isEmptyDirectory();
        builder().open().close();
        Phase other = CHALLENGE.toBuilder().profitTarget(0.2).build();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> AccountMonitor.builder(other)
                        .journal(directory.resolve("account.jsonl"))
                        .replay(step -> {}));
        assertThatIllegalStateException()
                .isThrownBy(() -> AccountMonitor.builder(CHALLENGE).replay(step -> {}));
    }
}
