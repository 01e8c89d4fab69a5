package io.github.ftmo4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ftmo4j.examples.server.ServeCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ftmo4jTest {

    private static final String QUESTION = " --program ftmo-2-step --win-rate 0.48 --payoff 1.6 ";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            solve --program ftmo-2-step --payoff 1 --win-rate 1.2        | --win-rate must be from 0 to 1, was 1.2
            solve --program ftmo-2-step --payoff 1 --win-rate NaN        | --win-rate must be from 0 to 1, was NaN
            solve --program ftmo-2-step --payoff 1 --win-rate half       | '--win-rate': 'half' is not a number
            solve --program ftmo-2-step --payoff -1 --win-rate .5        | --payoff must be above 0 and at most 1000000, was -1
            solve --program ftmo-2-step --win-rate .5                    | --win-rate and --payoff, or --trades, must be given
            solve QUESTION --risk 5                                      | --risk must be above 0 and at most 0.2, was 5
            solve QUESTION --risk 0                                      | --risk must be above 0 and at most 0.2, was 0
            solve QUESTION --risk-base nothing                           | --risk-base must be one of balance, initial, equity, was 'nothing'
            solve QUESTION --breach maybe                                | --breach must be one of below, touch, was 'maybe'
            solve QUESTION --trades-per-day 0                            | --trades-per-day must be from 1 to 10000, was 0
            solve QUESTION --trades-per-day poisson:x                    | --trades-per-day poisson must be a number, was 'x'
            solve QUESTION --accounts 0                                  | --accounts must be from 1 to 1000, was 0
            solve QUESTION --accounts 2.5                                | '--accounts': '2.5' is not a whole number
            solve QUESTION --dependence loose                            | --dependence must be independent, copied, correlated:SHARE or common-shocks:SHARE, was 'loose'
            solve QUESTION --dependence correlated:2                     | --dependence correlated must be from 0 to 1, was 2
            solve QUESTION --size 12345                                  | size must be one that FTMO publishes
            solve QUESTION --size NaN                                    | --size must be an amount of USD such as 100000, was 'NaN'
            solve QUESTION --currency dollars                            | --currency must be a code such as USD, was 'dollars'
            solve QUESTION --time-limit 0                                | --time-limit must be from 1 to 100000, was 0
            solve QUESTION --sizing wild                                 | --sizing must be one of aggressive, balanced, conservative, was 'wild'
            solve QUESTION --sizing balanced --risk 0.01                 | --risk must not be given beside --sizing, was 0.01
            solve QUESTION --trades nowhere.csv                          | --win-rate must not be given beside --trades, was 0.48
            solve --program ftmo-2-step --trades nowhere.csv             | --trades must be a file that exists, was 'nowhere.csv'
            solve --program ftmo-9-step --win-rate .5 --payoff 1         | --program must be one of ftmo-2-step, ftmo-swing
            solve --win-rate .5 --payoff 1                               | --program or --phase must be given
            solve QUESTION --phase max=0.1                               | --phase must not be given beside --program
            solve --win-rate .5 --payoff 1 --phase target=0.1            | --phase must state max
            solve --win-rate .5 --payoff 1 --phase max=0.1,max=0.2       | --phase must state max once
            solve --win-rate .5 --payoff 1 --phase max=0.1,maximum=1     | was 'maximum=1'
            solve --win-rate .5 --payoff 1 --phase max=10                | --phase max must be a share up to 1, such as 0.08 for 8 %, or an amount of at least 100.00 USD, was 10
            solve --win-rate .5 --payoff 1 --phase max=NaN               | --phase max must be above 0
            solve --win-rate .5 --payoff 1 --phase max=0.1,max-mode=up   | --phase max-mode must be one of closed, eod, intraday, static, was 'up'
            solve --win-rate .5 --payoff 1 --phase max=0.1,lock=0        | lock
            solve --win-rate .5 --payoff 1 --phase max=0.1,daily-effect=pause | --phase must state daily beside daily-effect
            solve --win-rate .5 --payoff 1 --phase max=0.1,daily=5000,daily-of=day | --phase daily must be a share up to 1 beside daily-of=day, was 5000
            solve --win-rate .5 --payoff 1 --phase max=0.1,name=         | --phase must state a value of name, was 'max=0.1,name='
            solve --win-rate .5 --payoff 1 --phase max=0.1,time-limit=5 --time-limit 30 | --time-limit must not contradict time-limit of --phase, was 30
            solve QUESTION --currency ZZZ                                | --currency must be a code such as USD, was 'ZZZ'
            solve --spec nowhere.json                                    | SPEC must be a file that exists, was 'nowhere.json'
            solve nowhere.json --risk 0.01                               | --risk must not be given beside the specification 'nowhere.json'
            solve QUESTION --colour                                      | Unknown option: '--colour'
            estimate QUESTION --trials 0                                 | --trials must be from 1 to 100000000000, was 0
            estimate QUESTION --threads 0                                | --threads must be from 1 to 4096, was 0
            estimate QUESTION --precision 0.6                            | --precision must be from 1.0E-6 to 0.49, was 0.6
            journey QUESTION --attempts 0                                | --attempts must be from 1 to 1000, was 0
            journey QUESTION --trials 1                                  | --trials must be from 2 to 100000000, was 1
            journey QUESTION --precision 0.01                            | Unknown option: '--precision'
            journey QUESTION --fee free                                  | --fee must be an amount of USD such as 100000, was 'free'
            journey QUESTION --refund later                              | --refund must be one of never, funded, first-reward, was 'later'
            journey QUESTION --split 80                                  | --split must be above 0 and at most 1, was 80
            journey QUESTION --horizon 0                                 | --horizon must be from 1 to 100000, was 0
            journey --phase max=0.1,target=0.1 --win-rate .5 --payoff 1  | --fee must be given, because the program states no fee
            sweep QUESTION                                               | Missing required option: '--over=NAME=VALUES'
            sweep QUESTION --over size=1                                 | --over must be one of payoff, risk, trades-per-day, win-rate, was 'size'
            sweep QUESTION --over risk=0.01,5                            | --over risk must be above 0 and at most 0.2, was 5
            sweep QUESTION --over risk=0.01:0.02                         | --over risk must be FROM:TO:STEP, was '0.01:0.02'
            sweep QUESTION --over risk=0.01:0.02:0                       | --over risk must be FROM:TO:STEP with at most 1000 values
            sweep QUESTION --over win-rate=NaN                           | --over win-rate must be from 0 to 1, was NaN
            sweep QUESTION --over risk=0.01 --csv --json                 | --json must not be given beside --csv
            sweep QUESTION --over risk=0.01 --sizing balanced            | --over risk must vary a fixed --risk
            sweep QUESTION --over trades-per-day=2.5                     | --over trades-per-day must be whole numbers unless --trades-per-day is poisson:MEAN, was 2.5
            sweep QUESTION --over risk=0.01 --by luck                    | --by must be one of pass, at-least-one, days, ev, was 'luck'
            serve --port 70000                                           | --port must be from 0 to 65535, was 70000
            serve --rate -1                                              | --rate must be from 0 to 1000000, was -1
            serve --job-limit 0                                          | --job-limit must be from 1 to 1000000, was 0
            serve --port http                                            | '--port': 'http' is not a whole number
            import pom.xml --zone Prague                                 | --zone must be a time zone such as Europe/Prague, was 'Prague'
            import pom.xml --profit big                                  | --profit must be one of gross, net, was 'big'
            import pom.xml --dates us                                    | --dates must be one of day-first, month-first, was 'us'
            solve QUESTION --time-column When                            | --time-column must not be given beside --win-rate, was When
            policy QUESTION --menu 0,2                                   | --menu must be from 0 to 1, was 2
            policy QUESTION --menu 0,0.1,0.1                             | --menu 0,0.1,0.1: fractions must be different
            policy QUESTION --menu few                                   | --menu must be a number, was 'few'
            policy QUESTION --risk-base equity                           | --risk-base must be balance or initial for a menu, was 'equity'
            policy QUESTION --after-loss more                            | --after-loss must be one of free, capped, was 'more'
            import --profit gross                                        | a FILE of past trades must be given
            import nowhere.csv                                           | FILE must be a file that exists, was 'nowhere.csv'
            replay nowhere.csv --program ftmo-2-step                     | FILE must be a file that exists, was 'nowhere.csv'
            replay pom.xml --program ftmo-2-step --order-risk 5          | --order-risk must not be given beside past trades, was 5
            solve QUESTION --tolerance 0.5                               | --tolerance must be from 0 to 0.01, was 0.5
            solve QUESTION --most-states 0                               | --most-states must be from 1
            bogus                                                        | 'bogus'
            """)
    void wrongArgumentsAreRefusedInOneLineThatNamesThem(String command, String message) {
        Shell shell = Shell.run(command.replace("QUESTION", QUESTION));

        assertThat(shell.err()).contains(message).startsWith("ftmo4j");
        assertThat(shell.err().strip().lines()).hasSize(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            describe --program ftmo-2-step --risk 0.02                  | --risk has no effect: no trades are stated
            describe QUESTION --dependence copied                       | --dependence has no effect: there is one account
            describe QUESTION --path optimistic                         | --path has no effect: trades have no excursions
            policy QUESTION --menu 0.01 --time-limit 2 --risk 0.02      | --risk has no effect: the stakes are those of --menu
            policy QUESTION --menu 0.01 --time-limit 2 --accounts 2     | --accounts has no effect: a policy is for one account
            policy QUESTION --menu 0.01 --time-limit 2 --excursions     | --excursions has no effect: a policy judges trades at their closes
            sweep QUESTION --over risk=0.01 --trials 50 --fee 100       | --fee has no effect: money is counted only with --by ev
            """)
    void aFlagWithoutEffectIsNamed(String command, String note) {
        Shell shell = Shell.run(command.replace("QUESTION", QUESTION));

        assertThat(shell.err()).contains(note).startsWith("ftmo4j");
        assertThat(shell.err().strip().lines()).hasSize(1);
        assertThat(shell.out()).isNotBlank();
        assertThat(shell.exitCode()).isZero();
    }

    @Test
    void flagsThatHaveAnEffectAreNotNoted() {
        assertThat(Shell.run("describe" + QUESTION + "--excursions --path optimistic --accounts 2 --dependence copied")
                        .err())
                .isEmpty();
        assertThat(Shell.run("sweep" + QUESTION + "--over risk=0.01 --by ev --trials 50 --rate 1.1")
                        .err())
                .isEmpty();
        assertThat(Shell.run("describe --phase max=0.1,time-limit=30 --time-limit 30")
                        .exitCode())
                .isZero();
    }

    @Test
    void aQuestionIsDescribedInSentences() {
        assertThat(Shell.run("describe" + QUESTION + "--trades-per-day poisson:3 --risk-base initial")
                        .out())
                .contains("Outcomes: bernoulli (win rate 0.48, win 1.6).", "Trades per day: poisson (mean 3.0).")
                .contains("Sizing: proposals fixed fractional (fraction 0.01, base initial balance).");
    }

    @Test
    void anEstimateSaysWhetherItIsAsPreciseAsAsked() {
        String question = "estimate" + QUESTION + "--precision 0.05 --trials ";

        assertThat(Shell.run(question + "20000").out()).containsPattern("Half width +[0-9.]+ %, as asked");
        assertThat(Shell.run(question + "30").out()).containsPattern("Half width +[0-9.]+ %, which is NOT");
    }

    /** A share, as all values up to 1, and no dollar. */
    @Test
    void aLockOfTheWholeBalanceIsAShare() {
        assertThat(Shell.run("describe --phase max=0.1,max-mode=eod,lock=1").out())
                .contains("200000.00 USD");
    }

    @Test
    void aSweepOfAPoissonNumberOfTradesKeepsIt() {
        String question = " --phase target=0.03,max=0.03,time-limit=3 --win-rate 0.5 --payoff 1 --risk-base initial"
                + " --trades-per-day poisson:";

        assertThat(Shell.json("sweep" + question + "3 --over trades-per-day=2").at("/rows/0/pass/value"))
                .isEqualTo(Shell.json("solve" + question + "2").at("/pass/value"));
    }

    @Test
    void helpFitsItsColumns() {
        assertThat(Shell.run("solve --help").out().lines())
                .noneMatch(line -> line.matches(" +\\d+,") || line.matches(".*=\\d\\."));
    }

    @Test
    void aQuestionThatCannotBeSolvedIsRefusedWithTheReason() {
        Shell shell = Shell.run("solve" + QUESTION + "--accounts 2 --dependence correlated:0.5");

        assertThat(shell.err()).startsWith("ftmo4j solve: cannot be solved").contains("correlated");
        assertThat(shell.err().strip().lines()).hasSize(1);
        assertThat(shell.exitCode()).isEqualTo(1);
    }

    static Stream<String> examples() {
        return Ftmo4j.commandLine().getSubcommands().values().stream()
                .filter(command -> !command.getCommandName().equals(ServeCommand.NAME)) // it does not end
                .flatMap(command ->
                        Arrays.stream(command.getCommandSpec().usageMessage().footer()))
                .map(String::strip);
    }

    /** The examples of the help run; those that read a file are given one. */
    @ParameterizedTest
    @MethodSource("examples")
    void anExampleOfTheHelpRuns(String example) throws IOException {
        List<String> words = List.of(example.split(" +", -1));

        Shell shell = Shell.run(Samples.inPlace(words.subList(1, words.size()), folder));

        assertThat(example).startsWith("ftmo4j ");
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out()).isNotBlank();
        assertThat(shell.exitCode()).isZero();
    }

    @Test
    void everyCommandHasExamplesAndHelp() {
        Ftmo4j.commandLine().getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                assertThat(command.getCommandSpec().usageMessage().footer())
                        .as(name)
                        .isNotEmpty();
                assertThat(Shell.run(name, "--help").out()).contains("Usage: ftmo4j " + name);
            }
        });
    }

    @Test
    void flagsAndTheSpecificationThatDescribesThemHaveOneAnswer() throws IOException {
        String flags = QUESTION + "--breach touch --trades-per-day poisson:3 --risk 0.005 --risk-base initial"
                + " --time-limit 20 --abandon-after 15";
        JsonNode described = Shell.json("describe" + flags);
        Path file = Files.writeString(
                folder.resolve("spec.json"), described.get("specification").toPrettyString());

        assertThat(described.get("solvable").booleanValue()).isTrue();
        assertThat(Shell.json("solve " + file)).isEqualTo(Shell.json("solve" + flags));
        assertThat(Shell.json("solve --spec " + file)).isEqualTo(Shell.json("solve" + flags));
    }

    @Test
    void aWrongSpecificationIsRefusedWithThePathOfEverythingThatIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("spec.json"), """
                {"version": 1, "program": {"name": "ftmo-2-step", "size": "100000.00 USD", "sise": 1},
                 "outcomes": {"type": "bernoulli", "winRate": 1.2, "win": 1.6}, "tradesPerDay": "four",
                 "sizing": {"proposals": [{"type": "fixed-fractional", "fraction": 5}]}}
                """);

        Shell shell = Shell.run("solve " + file);

        assertThat(shell.err())
                .contains("$.program.sise: is unknown here")
                .contains("$.outcomes.winRate: winRate must be")
                .contains("$.tradesPerDay: must be")
                .contains("$.sizing.proposals[0].fraction: fraction must be");
        assertThat(shell.err().strip().lines()).hasSize(1);
        assertThat(shell.exitCode()).isEqualTo(2);
    }

    @Test
    void pastTradesAreDrawnAndReplayed() throws IOException {
        Path winning = Samples.trades(folder, 6, 3, 2, 1, 4, 1, 1, 1);
        Path losing = Samples.trades(folder, 1, -3, -3.5);

        assertThat(Shell.json("import " + winning + " --risk-per-trade 1000")
                        .at("/trades")
                        .intValue())
                .isEqualTo(8);
        assertThat(Shell.json("solve --program ftmo-2-step --trades " + winning + " --risk-per-trade 1000")
                        .at("/pass/value")
                        .doubleValue())
                .isGreaterThan(0.999);
        JsonNode passed = Shell.json("replay " + winning + " --program ftmo-2-step --risk-per-trade 1000");
        assertThat(passed.at("/verdict").textValue()).isEqualTo("PASSED");
        assertThat(passed.at("/phase").textValue()).isEqualTo("Verification");
        assertThat(passed.at("/days")).hasSize(8);
        JsonNode failed = Shell.json("replay " + losing + " --phase target=0.1,max=0.05 --risk-per-trade 1000");
        assertThat(failed.at("/verdict").textValue()).isEqualTo("FAILED");
        assertThat(failed.at("/reason").textValue()).isEqualTo("MAXIMUM_LOSS");
        assertThat(failed.at("/days/2/balance").textValue()).isEqualTo("94500.00 USD");
    }

    @Test
    void aJournalIsReplayed() throws IOException {
        Path journal = Samples.journal(folder, 500, -2_900, -2_900);
        String question = "replay " + journal + " --program ftmo-2-step";
        JsonNode answer = Shell.json(question + " --order-risk 2000");

        assertThat(answer.at("/verdict").textValue()).isEqualTo("FAILED");
        assertThat(answer.at("/steps").findValuesAsText("entry"))
                .containsExactly("begun", "opened", "closed", "opened", "closed", "opened", "closed");
        assertThat(answer.at("/steps/2/equity").doubleValue()).isEqualTo(100_500);
        assertThat(answer.at("/steps/2/dailyLossHeadroom").doubleValue()).isEqualTo(5_500);
        assertThat(answer.at("/steps/2/refusals")).isEmpty();
        assertThat(answer.at("/steps/5/refusals").toString()).contains("DAILY_LOSS");
        assertThat(Shell.run(question).out()).contains("closed", "FAILED");

        assertThat(Shell.run(question + " --zone UTC").err()).contains("--zone must not be given beside a journal");
        Shell other = Shell.run("replay " + journal + " --program ftmo-1-step");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err().strip().lines()).hasSize(1);
    }

    /** Such as on a full disk. */
    @Test
    void anAnswerThatCannotBeWrittenIsNone() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int each) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        StringWriter err = new StringWriter();
        int exitCode = Ftmo4j.commandLine()
                .setOut(new PrintWriter(full, false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err))
                .execute("programs");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("the answer cannot be written to standard output");
    }

    @Test
    void withoutACommandTheyAreNamed() {
        Shell shell = Shell.run(new String[0]);

        assertThat(shell.err()).contains("a command must be given; --help lists them");
        assertThat(shell.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"describe", "solve", "solve --most-states 1000", "estimate --trials 100 --quiet"})
    void aQuestionOnStandardInputIsReadOnce(String command) {
        String question = Shell.json("describe" + QUESTION).at("/specification").toString();
        InputStream before = System.in;
        Shell shell;
        try {
            System.setIn(new ByteArrayInputStream(question.getBytes(StandardCharsets.UTF_8)));
            shell = Shell.run(command + " -");
        } finally {
            System.setIn(before);
        }
        assertThat(shell.err()).doesNotContain("SPEC");
        assertThat(shell.out() + shell.err()).containsAnyOf("P(pass)", "FTMO 2-Step", "cannot be solved");
    }

    /** Too many states for the standard tolerance. */
    @Test
    void anAnswerIsAsExactAsItsWorkAllows() {
        String question = "solve --program ftmo-2-step --win-rate 0.4573 --payoff 1.4871 --loss 0.9317 --most-states ";
        JsonNode coarse = Shell.json(question + "700000");

        double width = coarse.at("/pass/upper").doubleValue()
                - coarse.at("/pass/lower").doubleValue();
        assertThat(width).isBetween(1e-9, 0.002);
        assertThat(Shell.run(question + "1000").err()).contains("'estimate' answers the same question");
    }

    @Test
    void aFileSaysWhatIsInIt() throws IOException {
        Path file = Files.writeString(folder.resolve("costs.csv"), """
                Open time,Close time,Profit,Commission
                13/05/2026 10:00,13/05/2026 11:00,100.00,-7.00
                14/05/2026 10:00,14/05/2026 11:00,-50.00,-7.00
                """);

        Shell undecided = Shell.run("import " + file);
        assertThat(undecided.exitCode()).isEqualTo(1);
        assertThat(undecided.err().strip().lines()).hasSize(1);
        assertThat(undecided.err()).contains("--profit gross").contains("--profit net");
        JsonNode gross = Shell.json("import " + file + " --profit gross --zone Europe/Prague");
        assertThat(gross.at("/trades").intValue()).isEqualTo(2);
        assertThat(gross.at("/profit").doubleValue()).isEqualTo(36);
        assertThat(gross.at("/costs").doubleValue()).isEqualTo(-14);
        assertThat(gross.at("/total").isNull()).isTrue();
        assertThat(gross.at("/first").textValue()).isEqualTo("2026-05-13T08:00:00Z");
        assertThat(Shell.json("import --trades " + file + " --profit net --risk-per-trade 50")
                        .at("/meanR")
                        .doubleValue())
                .isEqualTo(0.5);
    }

    @Test
    void columnsOfOtherNamesAreStated() throws IOException {
        Path file = Files.writeString(folder.resolve("own.csv"), """
                When,Gain,Stake
                2026-01-05T10:00:00Z,1500,1000
                2026-01-06T10:00:00Z,-1000,1000
                """);
        String timed = "import " + file + " --time-column When";
        String stated = file + " --time-column When --profit-column Gain --risk-column Stake";

        assertThat(refusal("import " + file))
                .contains("no column for the time")
                .contains("state --time-column, --profit-column or --r-column");
        assertThat(refusal(timed)).contains("no column for the result").contains("state --profit-column");
        assertThat(refusal(timed + " --profit-column Gian"))
                .contains("has no column Gian for the profit")
                .contains("When, Gain, Stake");
        assertThat(refusal(timed + " --r-column Gian")).contains("state --r-column");
        assertThat(Shell.json("import " + stated).at("/meanR").doubleValue()).isEqualTo(0.25);
        assertThat(Shell.json(timed + " --r-column Gain --risk-per-trade 1").at("/trades"))
                .hasToString("2");
        assertThat(Shell.json("replay " + stated + " --program ftmo-2-step").at("/days"))
                .hasSize(2);
        assertThat(Shell.json("estimate --program ftmo-2-step --trials 100 --trades " + stated)
                        .at("/pass/n")
                        .intValue())
                .isEqualTo(100);
    }

    /** What was risked changes nothing of a replay of money. */
    @Test
    void profitsAreReplayedWithoutARisk() throws IOException {
        Path file = Files.writeString(folder.resolve("profit.csv"), """
                Time,Profit
                2026-01-05T10:00:00Z,1500
                2026-01-06T10:00:00Z,-1000
                """);
        JsonNode replayed = Shell.json("replay " + file + " --program ftmo-2-step");

        assertThat(replayed.at("/days/1/balance").textValue()).isEqualTo("100500.00 USD");
        assertThat(Shell.json("replay " + file + " --program ftmo-2-step --risk-per-trade 7"))
                .isEqualTo(replayed);
    }

    private static String refusal(String command) {
        Shell shell = Shell.run(command);
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err().strip().lines()).hasSize(1);
        return shell.err();
    }

    @Test
    void theProgramsAreListed() {
        JsonNode programs = Shell.json("programs");

        assertThat(programs.findValuesAsText("name")).contains("ftmo-2-step", "ftmo-1-step", "topstep-combine");
        assertThat(programs)
                .allSatisfy(program -> assertThat(Shell.run(
                                        "describe",
                                        "--program",
                                        program.get("name").textValue(),
                                        "--size",
                                        size(program))
                                .exitCode())
                        .isZero());
    }

    private static String size(JsonNode program) {
        return program.at("/sizes/0").textValue().split(" ", -1)[0];
    }

    @Test
    void aScriptCompletesCommandsAndFlags() {
        assertThat(Shell.run("completion").out())
                .contains("bash")
                .contains("estimate")
                .contains("--win-rate");
    }
}
