package io.github.ftmo4j.examples.bridge;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.Deal;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guard and terminal as processes. The guard is killed while the terminal lives on, misbehaves and trades. */
class KillTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);
    private static final Program PROGRAM = Programs.ftmoTwoStep(usd(100_000));

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    private record Child(Process process, Path out) {
        String text() throws IOException {
            return Files.readString(out);
        }

        void await(String text) throws IOException, InterruptedException {
            Instant deadline = Instant.now().plus(LONG_ENOUGH);
            while (!text().contains(text)) {
                assertThat(process.isAlive() && Instant.now().isBefore(deadline))
                        .as(text + " in " + text())
                        .isTrue();
                Thread.sleep(20);
            }
        }
    }

    private Child start(Class<?> program, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(Arrays.asList(args));
        Path out = Files.createTempFile(folder, program.getSimpleName(), ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        processes.add(process);
        return new Child(process, out);
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private Child startGuard(String port) throws Exception {
        Child guard = start(
                MetaTraderBridge.class,
                "--port",
                port,
                "--metrics-port",
                "0",
                "--journal",
                journal().toString());
        guard.await("waiting for the terminal");
        return guard;
    }

    private Path journal() {
        return folder.resolve("account.jsonl");
    }

    @Test
    @Tag("thorough")
    void aKilledGuardHasLostNothing() throws Exception {
        requireNothingLost(4, 70, 2);
    }

    @Test
    @Tag("thorough")
    void aGuardThatIsKilledAgainAndAgainHasLostNothing() throws Exception {
        requireNothingLost(8, 500, 15);
    }

    private void requireNothingLost(int seed, int polls, int kills) throws Exception {
        Instant opened = Instant.now().minus(MetaTraderBridge.LAG);
        String port = freePort();
        Child guard = startGuard(port);
        Path record = folder.resolve("deals.jsonl");
        Child terminal = start(
                SimulatedTerminal.class,
                "--port",
                port,
                "--seed",
                Integer.toString(seed),
                "--polls",
                Integer.toString(polls),
                "--pace",
                "40",
                "--faults",
                "disconnect,restart,tear,repeat,reorder,delay,garbage",
                "--rate",
                "0.03",
                "--record",
                record.toString());
        terminal.await("allowed");
        Random random = new Random(seed);
        for (int i = 0; i < kills; i++) {
            Thread.sleep(100 + random.nextInt(400));
            guard.process().destroyForcibly().waitFor();
            guard = startGuard(port);
            assertThat(guard.text()).contains("recovered from");
        }
        assertThat(terminal.process().waitFor(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(terminal.text()).contains("the end: ");
        guard.process().destroyForcibly().waitFor();

        Codec codec = new Codec(usd(1).currency());
        List<Deal> deals =
                ((Message.Deals) codec.read(Files.readString(record).strip()).message()).deals();
        assertThat(deals).hasSizeGreaterThan(10);
        Account account = Account.open(PROGRAM.phase(Phase.CHALLENGE), opened, PROGRAM.clock());
        Books books = new Books();
        for (Deal deal : deals) {
            for (AccountEvent event : books.take(deal)) {
                account.accept(event);
            }
        }
        AccountState truth = account.state();
        try (AccountMonitor monitor = AccountMonitor.builder(PROGRAM, Phase.CHALLENGE)
                .dealFeed()
                .journal(journal())
                .open()) {
            AccountState state = monitor.state();
            assertThat(state.verdict()).isEqualTo(truth.verdict());
            assertThat(state.balance()).isEqualTo(truth.balance());
            assertThat(state.closedTrades()).isEqualTo(truth.closedTrades());
            assertThat(state.dayStartBalance()).isEqualTo(truth.dayStartBalance());
            assertThat(state.countedDays()).isEqualTo(truth.countedDays());
            assertThat(state.positions().stream().map(p -> p.id() + " " + p.lots()))
                    .containsExactlyInAnyOrderElementsOf(truth.positions().stream()
                            .map(p -> p.id() + " " + p.lots())
                            .toList());
        }
    }
}
