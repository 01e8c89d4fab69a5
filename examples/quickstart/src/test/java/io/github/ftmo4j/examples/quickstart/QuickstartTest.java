package io.github.ftmo4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class QuickstartTest {

    @TempDir
    private Path folder;

    private record Run(int exitCode, String out, String err) {}

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Quickstart.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Run(commandLine.execute(args), out.toString(), err.toString());
    }

    /** An export that the tests of a reader have, too. */
    private static Path export(String name) {
        String folder = name.contains(".htm")
                ? "../trade-imports/src/test/resources/io/github/ftmo4j/examples/imports"
                : "../../ftmo-sim/src/test/resources/io/github/ftmo4j/sim/history/file";
        return Path.of(folder, name);
    }

    private String file(String... lines) throws IOException {
        return Files.write(folder.resolve("trades.csv"), List.of(lines)).toString();
    }

    @Test
    void theSampleGivesABracketForThreeAccountsAtThreeRisks() {
        Run run = run("--trials", "2000");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("synthetic sample (seeded, not real trades)")
                .contains("P(at least 1 of 3 accounts passes) at 1 % risk per trade lies between")
                .containsPattern("risk per trade +0\\.5 % +1 % +2 %")
                .containsPattern("Challenge( +\\d+\\.\\d\\d % \\[\\d+\\.\\d\\d, \\d+\\.\\d\\d]){3}")
                .contains("Verification, once reached", "maximum daily loss", "maximum loss")
                .contains("weekdays to pass: median (10-90 %)");
    }

    @Test
    void equalSeedsPrintEqualOdds() {
        assertThat(run("--trials", "500", "--seed", "7").out())
                .isEqualTo(run("--trials", "500", "--seed", "7").out())
                .isNotEqualTo(run("--trials", "500", "--seed", "8").out().replace("seed 8", "seed 7"));
    }

    @Test
    void aTraderWhoAlwaysWinsAlwaysPasses() throws IOException {
        Run run = run(
                "--trials", "200", "--accounts", "2", file("time,r", "2026-03-02,2", "2026-03-03,2", "2026-03-04,3"));
        assertThat(run.out()).containsPattern("P\\(one account passes\\)( +100\\.00 % \\[\\d+\\.\\d\\d, 100\\.00]){3}");
    }

    @Test
    void profitWithoutRiskIsRefusedUntilTheRiskIsStated() throws IOException {
        String file = file("closed,profit usd", "2026-03-02 10:00,100", "2026-03-03 10:00,-50");
        Run refused = run(file);
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("risk", "--risk-per-trade");
        Run stated = run("--trials", "200", "--risk-per-trade", "50", file);
        assertThat(stated.exitCode()).isZero();
        assertThat(stated.out())
                .contains("2 trades on 2 days, 50.0 % winners, mean +0.500 R (standard error 1.500)", "Caution:");
    }

    @Test
    void aRiskThatTheFileOverrulesIsNoted() throws IOException {
        Run run = run("--trials", "200", "--risk-per-trade", "50", file("time,r", "2026-03-02,1", "2026-03-03,-1"));
        assertThat(run.out()).contains("the constant risk of 50.0 is not used");
    }

    @Test
    void aResultThatNoTradeHasIsRefused() throws IOException {
        Run run = run(file("time,r", "2026-03-02,1", "2026-03-03,1000000000"));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("was 1.0E9");
    }

    @Test
    void oneAccountHasNoBracket() {
        Run run = run("--trials", "200", "--accounts", "1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).doesNotContain("lies between", "copied").contains("P(one account passes)");
    }

    @Test
    void everyBadRowIsNamedWithItsLine() throws IOException {
        Run run = run(file("time,r", "2026-03-02,1", "tomorrow,1", "2026-03-03,much", "2026-03-04,-1"));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("2 problems", "line 3", "tomorrow", "line 4", "much");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--risk 5 | was 5.0",
                "--risk 0 | was 0.0",
                "--size 123 | was 123.00 USD",
                "--accounts 0 | was 0",
                "--trials -1 | was -1",
                "--risk-per-trade 0 | was 0.0",
                "--zone Mars | --zone must be a time zone such as Europe/Prague, was Mars",
                "--unheard-of | --unheard-of",
                "no-such-file.csv | no-such-file.csv",
            })
    void wrongArgumentsAreNamed(String args, String named) {
        List<String> all = new ArrayList<>(List.of(args.split(" ", -1)));
        all.addAll(List.of("--seed", "1"));
        Run run = run(all.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(named)
                .endsWith("Try --help." + System.lineSeparator())
                .hasLineCount(2);
    }

    @Test
    void helpNamesColumnsAndExitCodes() {
        Run run = run("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("R-multiple", "--risk-per-trade", "Exit codes:", "3   the file's content cannot be used");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mt5-history-synth.html         | 4 trades, profit 335.10 after costs of 24.90; the file's own Total Net Profit agrees | closed in part | --zone",
                "mt4-statement-synth.htm        | 2 trades of 3 closes, profit -18.20 after costs of 18.20; the file's own Closed P/L agrees | (balance) | closed in parts",
                "nt8-grid-synth.csv             | 2 trades, profit -1007.30 | times without a zone | --zone",
                "s01-mt4-balance.csv            | 2 trades, profit 82.50 after costs of | (balance) | left out",
                "s05-quantconnect.csv           | 2 trades, profit -4.00 after costs of | Caution | too short",
                "s09-tv-partial.csv             | 1 trade of 2 closes, profit 0.00 (no costs are known beside it) | closed in parts | --zone",
                "s11-two-accounts.csv           | 1 trade, profit 100.00 | is a copy | --account",
                "s12-topstepx.csv               | 1 trade, profit 18.76 after costs of 1.24 | Caution | too short",
                "s14-myfxbook.csv               | 1 trade, profit 19.00 after costs of | no closed trade (Deposit) | --zone",
                "s18-vectorbt.csv               | 1 trade, profit 9.80 | no closed trade (Open) | left out",
            })
    void filesOfPlatformsPrintTradesProfitCostsNotesAndOdds(String name, String read, String note, String other) {
        Run run = run("--trials", "200", "--risk-per-trade", "100", export(name).toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(": " + read, note, other, "from 20", "P(at least 1 of 3 accounts passes) at 1 %")
                .containsPattern("P\\(one account passes\\)( +\\d+\\.\\d\\d % \\[\\d+\\.\\d\\d, \\d+\\.\\d\\d]){3}");
    }

    /** JDK 17 prints what the terminal's character set lacks as question marks. */
    @Test
    void printsNothingButAscii() {
        assertThat(run("--trials", "100").out() + run("--help").out()).matches("[\\x00-\\x7F]*");
    }
}
