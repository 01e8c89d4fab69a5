package io.github.ftmo4j.examples.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.decision.DecisionLog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills the program and starts it again. */
class RecoveryTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private record Child(Process process, Path out) {
        String text() throws IOException {
            return Files.readString(out).replace("\r\n", "\n");
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
            return process.exitValue();
        }

        void await(String text) throws IOException, InterruptedException {
            Instant deadline = Instant.now().plus(LONG_ENOUGH);
            while (!text().contains(text)) {
                assertThat(Instant.now()).as(text()).isBefore(deadline);
                Thread.sleep(20);
            }
        }
    }

    private Child start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LiveGuard.class.getName(),
                "--journal",
                journal().toString()));
        command.addAll(List.of(args));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        return new Child(process, out);
    }

    private Path journal() {
        return folder.resolve("account.jsonl");
    }

    private static Replay.End replay(Optional<Path> journal) {
        return new Replay(SyntheticDay.of(42), Screen.none(), new Pace(OptionalDouble.empty()), OptionalLong.empty())
                .run(journal, DecisionLog.none());
    }

    private void requireUnbrokenEnd() throws Exception {
        Child last = start("--speed", "max");
        int exitCode = last.exitCode();
        String text = last.text();
        assertThat(exitCode).as(text).isZero();
        assertThat(text).contains("Recovered: ").doesNotContain("\u001b");
        assertThat(text.substring(text.indexOf("The end")).replaceAll("\\s+", " "))
                .isEqualTo("The end FAILED by DAILY_LOSS on Tue 02:31 with an equity of 98390.00 USD under the floor of"
                        + " 99000.00 USD, balance 98906.00 USD, equity 98390.00 USD Broker balance 98390.00 USD; the"
                        + " phase counts nothing after its end Unbroken a run without a crash ends in the equal state:"
                        + " verdict, failure, balance, everything ");
    }

    @Test
    void aHaltRightAfterTheBreachIsSurvived() throws Exception {
        requireHaltSurvived(2209);
    }

    /** In the middle of the day, and in the evening. */
    @ParameterizedTest
    @ValueSource(ints = {700, 1441})
    @Tag("thorough")
    void aHaltIsSurvived(int quotes) throws Exception {
        requireHaltSurvived(quotes);
    }

    private void requireHaltSurvived(int quotes) throws Exception {
        Child halted = start("--speed", "max", "--kill-after", Integer.toString(quotes));
        assertThat(halted.exitCode()).isEqualTo(137);
        assertThat(halted.text()).endsWith("Halting now, as in a crash.\n").doesNotContain("The end");

        requireUnbrokenEnd();
    }

    @Test
    @Tag("thorough")
    void severalKillsInARowAreSurvived() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 3; i++) {
            Child killed = start("--speed", "15000");
            killed.await("ONGOING");
            Thread.sleep(random.nextInt(1_200));
            killed.process().destroyForcibly();
            killed.exitCode();
        }

        requireUnbrokenEnd();
    }

    @Test
    @Tag("thorough")
    void aSignalClosesTheJournalAndSaysHowToGoOn() throws Exception {
        assumeFalse(File.separatorChar == '\\', "Windows has no signals");
        Child stopped = start("--speed", "60");
        stopped.await("ONGOING");
        stopped.process().destroy();
        // 128 + SIGTERM
        assertThat(stopped.exitCode()).isEqualTo(143);
        assertThat(stopped.text()).contains("Interrupted; the journal is closed", "--journal", "account.jsonl");
        assertThat(Files.readString(folder.resolve("account.jsonl.decisions.jsonl")))
                .contains("RUN_ENDED");

        requireUnbrokenEnd();
    }

    /** Dies after every line that is no mark, some of those and the last one, half of them with a torn line behind. */
    @Tag("thorough")
    @Test
    void anyLineMayBeTheLast() throws IOException {
        Replay.End unbroken = replay(Optional.empty());
        assertThat(unbroken.state().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(replay(Optional.of(journal())).state()).isEqualTo(unbroken.state());
        List<String> lines = Files.readAllLines(journal());
        int tried = 0;
        for (int last = 1; last < lines.size(); last++) {
            String line = lines.get(last);
            if (line.contains("\"marked\"") && last % 30 != 0 && last < lines.size() - 1) {
                continue;
            }
            if (line.contains("\"stale\"")) {
                // who starts again in the break of the market asks the broker, and is not stale any more
                continue;
            }
            String next = last + 1 < lines.size() ? lines.get(last + 1) : "";
            String torn = last % 2 == 0 ? next.substring(0, next.length() / 2) : "";
            Path cut = folder.resolve("cut-" + last + ".jsonl");
            Files.writeString(cut, String.join("\n", lines.subList(0, last + 1)) + "\n" + torn);

            Replay.End end = replay(Optional.of(cut));

            assertThat(end.recovered()).isTrue();
            assertThat(end.state()).as("after line %d: %s", last + 1, line).isEqualTo(unbroken.state());
            assertThat(end.atBroker()).isEqualTo(unbroken.atBroker());
            tried++;
        }
        assertThat(tried).isGreaterThan(12);
    }

    @Test
    @Tag("thorough")
    void aTornLineIsTold() throws Exception {
        start("--speed", "max", "--kill-after", "300").exitCode();
        byte[] bytes = Files.readAllBytes(journal());
        Files.write(journal(), Arrays.copyOf(bytes, bytes.length - 7));

        Child next = start("--speed", "max");
        assertThat(next.exitCode()).isZero();
        assertThat(next.text().replaceAll("\\s+", " "))
                .containsPattern("Line \\d+ was torn by the crash; its \\d+ bytes");
    }

    @Test
    void aJournalInUseIsRefused() throws Exception {
        Child first = start("--speed", "60");
        first.await("ONGOING");
        Child second = start("--speed", "max");
        assertThat(second.exitCode()).isEqualTo(4);
        assertThat(second.text()).contains("account.jsonl");
        first.process().destroyForcibly();
        first.exitCode();
    }
}
