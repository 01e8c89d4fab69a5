package io.github.ftmo4j.examples.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveGuardTest {

    @TempDir
    private Path folder;

    private record Run(int exitCode, String out, String err) {

        /** The output as if no line had been broken. */
        String joined() {
            return out.replaceAll("\\s+", " ");
        }
    }

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = LiveGuard.commandLine(new LiveGuard())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Run(exitCode, out.toString().replace("\r\n", "\n"), err.toString());
    }

    private Run replay(String... args) {
        List<String> all =
                new ArrayList<>(List.of("--speed", "max", "--journal", journal().toString()));
        all.addAll(List.of(args));
        return run(all.toArray(String[]::new));
    }

    private Path journal() {
        return folder.resolve("account.jsonl");
    }

    private String file(String... lines) throws IOException {
        return Files.write(folder.resolve("quotes.csv"), List.of(lines)).toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {42, 1, 2, 3})
    void everySeedTellsTheSameStory(long seed) {
        Run run = replay("--seed", Long.toString(seed));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.joined())
                .containsSubsequence(
                        "seed " + seed + " (not market data)",
                        "> order A",
                        "= allowed, 2400.00 USD reserved of a room of 4750.00 USD",
                        "> order B",
                        "x refused - NO_STOP: order B has no stop",
                        "> order C",
                        "- NEWS:",
                        "- DAILY_LOSS: the worst case is an equity of 82350.00 USD, the floor 95000.00 USD",
                        "- MAXIMUM_LOSS:",
                        "- DAILY_LOSS_AFTER_MIDNIGHT:",
                        "- MAXIMUM_LOSS_AFTER_MIDNIGHT:",
                        "take profit: A at 1.09003, profit 4000.00 USD",
                        "> order D",
                        "x refused - DAILY_LOSS_AFTER_MIDNIGHT: the worst case is an equity of 98350.00 USD,"
                                + " the floor 99000.00 USD",
                        "- there is room for 4750.00 USD, with this stop 10.55 lots",
                        "> order E",
                        "= allowed, 4050.00 USD reserved",
                        "! no quote since Mon 22:58",
                        "> order G",
                        "x refused - EQUITY_UNKNOWN:",
                        "- STALE:",
                        "Mon 23:59 equity ",
                        "Tue 00:00 ! midnight in Prague",
                        "the floor of the day is now 99000.00 USD",
                        "Tue 00:00 ! 50 % of DAILY_LOSS is used up, 1990.00 USD left",
                        "day [###.....] 1,990",
                        "! 80 % of DAILY_LOSS is used up",
                        "Tue 02:31 ! BREACH of DAILY_LOSS: equity 98390.00 USD is below the floor 99000.00 USD",
                        "! flattened: no position is open at the broker, its balance is 98390.00 USD",
                        "> order H",
                        "- PHASE_ENDED:",
                        "FAILED The end FAILED by DAILY_LOSS on Tue 02:31",
                        "Broker balance 98390.00 USD")
                .doesNotContain("Unbroken");
    }

    @Test
    void printsPlainTextOf80ColumnsWhereThereIsNoTerminal() {
        Run run = replay();

        assertThat(run.out()).matches("[\\n\\x20-\\x7e]*");
        assertThat(run.out().lines().filter(line -> !line.contains(folder.toString())))
                .allMatch(line -> line.length() < 80);
    }

    @Test
    void onATerminalTheGaugeIsDrawnInPlaceBelowTheText() {
        StringWriter out = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), true);
        screen.show(gauge(2_500));
        screen.say("x ", "word ".repeat(30).strip());
        screen.end();

        String clear = "\r\u001b[K";
        String bars = "Thu 01:00 equity  97,500  day \u001b[33m[####....]\u001b[0m  2,500"
                + "  max \u001b[32m[######..]\u001b[0m  7,500  ONGOING";
        String words = "word ".repeat(15).strip();
        assertThat(out.toString().replace("\r\n", "\n"))
                .isEqualTo(clear + bars // drawn,
                        + clear + "x " + words + "\n  " + words + "\n" // gone for the text,
                        + clear + bars // drawn again,
                        + clear + bars + "\n" // and there to stay
                        + clear + bars + clear);
    }

    private static Gauge gauge(long room) {
        return new Gauge(Instant.EPOCH, 95_000 + room, room, 5_000, 5_000 + room, 10_000, Verdict.ONGOING);
    }

    @Test
    void barsShowWhatIsLeft() {
        assertThat(gauge(5_000).line(false)).contains("day [########]  5,000");
        assertThat(gauge(9_000).line(false)).contains("day [########]  9,000");
        assertThat(gauge(1).line(false)).contains("day [#.......]      1");
        assertThat(gauge(0).line(false)).contains("day [........]      0");
        assertThat(gauge(-600).line(false)).contains("day [........]   -600").hasSizeLessThan(80);
        assertThat(gauge(1_000).line(true)).contains("\u001b[31m[##......]");
    }

    @Test
    void quotesOfOnesOwnAreReplayedWithOnePosition() throws IOException {
        Run run = replay(file(
                "Time,BID,Ask,volume",
                "2026-03-02T08:00:00Z,1.0999,1.1000,3",
                "2026-03-02 08:01:00,1.0980,1.0981,3",
                "2026-03-02T09:02:00+01:00,1.0970,1.0971,3"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.joined())
                .contains("BUY 3.33 lots at 1.1000, stop 1.0970, at risk 999.00 USD")
                .contains("stopped out (stop 1.0970): 1 at 1.0970, profit -999.00 USD")
                .contains("The end ONGOING, balance 99001.00 USD");
    }

    @Test
    void aSellerEarnsWhatTheAskFalls() throws IOException {
        String file = file("time,bid,ask", "2026-03-02T08:00Z,1.0999,1.1000", "2026-03-02T08:01Z,1.0980,1.0981");
        Run run = replay(file, "--side", "sell", "--lots", "2");

        // 18 pips from the bid of 1.0999 to the ask of 1.0981, at 10 USD each, twice
        assertThat(run.joined()).contains("The end ONGOING, balance 100000.00 USD, equity 100360.00 USD");
    }

    @Test
    void everyBadRowIsNamedWithItsLine() throws IOException {
        Run run = replay(file(
                "time,bid,ask",
                "2026-03-02T08:00:00Z,1.1,1.2",
                "yesterday,1.1,1.2",
                "2026-03-02T08:01:00Z,much,1.2",
                "2026-03-02T08:02:00Z,1.3,1.2",
                "2026-03-02T07:59:00Z,1.1,1.2",
                "2026-03-02T08:03:00Z,1.1",
                "2026-03-02T08:04:00Z,-1,1.2"));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "6 problems",
                        "line 3: time must be such as 2026-03-02T08:00:00Z, was \"yesterday\"",
                        "line 4: bid must be a number, was \"much\"",
                        "line 5: ask must not be below bid 1.3, was 1.2",
                        "line 6: time must be after 2026-03-02T08:00:00Z, was 2026-03-02T07:59:00Z",
                        "line 7: ask must be a number, was \"\"",
                        "line 8: bid must be above 0 and at most 100000, was -1");
        assertThat(journal()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time,bid | columns must be [time, bid, ask], were [time, bid]",
                "time,bid,ask | there is no quote",
            })
    void aFileWithoutQuotesIsRefused(String header, String named) throws IOException {
        Run run = replay(file(header));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--speed 0 | --speed must be a number above 0",
                "--speed fast | or max, was fast",
                "--speed NaN | was NaN",
                "--kill-after 0 | --kill-after must be at least 1, was 0",
                "--lots 0.005 | --lots must be from 0.01 to 100 in steps of 0.01, or 0, was 0.005",
                "--lots -1 | was -1",
                "--stop 0 | --stop must be from 1 to 10000 pips, was 0",
                "--side up | --side",
                "no-such-file.csv | QUOTES must be a readable file, was no-such-file.csv",
                "--journal . | --journal must be a file, was the directory .",
            })
    void wrongArgumentsAreNamed(String args, String named) {
        Run run = run(args.split(" ", -1));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(named).endsWith("Try --help." + System.lineSeparator());
    }

    @Test
    void aJournalThatIsNoneIsRefused() throws IOException {
        Files.writeString(journal(), "Dear diary\n");
        Run run = replay();
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("account.jsonl", "line 1");
    }

    @Test
    void aJournalOfOtherQuotesIsNoticed() throws IOException {
        assertThat(replay(file("time,bid,ask", "2026-03-02T08:00Z,1.1,1.2")).exitCode())
                .isZero();
        Run run = replay();
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.joined()).contains("so this journal is of other quotes or options");
    }

    @Test
    void theDecisionLogLiesBesideTheJournal() throws IOException {
        replay();
        List<String> lines = Files.readAllLines(folder.resolve("account.jsonl.decisions.jsonl"));
        assertThat(lines.get(0)).contains("\"event\":\"RUN_STARTED\"");
        assertThat(lines.get(lines.size() - 1)).contains("\"event\":\"RUN_ENDED\"", "FAILED");
        assertThat(lines.stream().filter(line -> line.contains("ORDER_REFUSED")))
                .hasSize(5);
        assertThat(lines.stream().filter(line -> line.contains("ORDER_ALLOWED")))
                .hasSize(3);
        assertThat(lines.stream().filter(line -> line.contains("BREACH"))).hasSize(1);
    }

    @Test
    void helpNamesOptionsAndExitCodes() {
        Run run = run("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("--speed", "--journal", "--kill-after", "Exit codes:", "137   halted by --kill-after");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void theReadmeShowsWhatIsPrinted() throws IOException {
        String readme = Files.readString(Path.of("README.md")).replace("\r\n", "\n");
        String[] blocks = readme.split("```text\n", -1);
        assertThat(blocks).hasSize(2);
        String shown = blocks[1].substring(0, blocks[1].indexOf("```"));
        assertThat(shown).contains("midnight in Prague", "BREACH");
        assertThat(replay().out()).contains(shown);
    }
}
