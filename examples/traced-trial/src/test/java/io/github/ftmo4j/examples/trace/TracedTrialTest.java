package io.github.ftmo4j.examples.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.decision.JsonLines;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.SampledOdds;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TracedTrialTest {

    private record Run(int exitCode, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }

        String last() {
            return lines().get(lines().size() - 1);
        }
    }

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                TracedTrial.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Run(commandLine.execute(args), out.toString(), err.toString());
    }

    @Test
    void tellsTheStoryOfATrial() throws IOException {
        Run run = run("--trial", "62", "--seed", "42");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        try (InputStream story = Objects.requireNonNull(TracedTrialTest.class.getResourceAsStream("trial-62.txt"))) {
            assertThat(run.lines())
                    .containsExactlyElementsOf(new String(story.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        }
    }

    /** A run of one trial more shows what became of that trial in the simulator. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 24, 62})
    void theStoryEndsAsTheTrialDoesInARun(long trial) {
        Simulation simulation = FixedPlan.of(Programs.ftmoTwoStep(Money.usd(100_000)), trial + 1, 42);
        SampledOdds with = simulation.run();
        Run run = run("--trial", String.valueOf(trial));
        BigDecimal before = BigDecimal.ZERO;
        AttemptEnd end = null;
        if (trial == 0) {
            end = only(with);
        } else {
            SampledOdds without = simulation.toBuilder().trials(trial).build().run();
            before = without.finalBalances().toBigDecimal();
            for (AttemptEnd each : AttemptEnd.values()) {
                if (with.days(each).n() > without.days(each).n()) {
                    end = each;
                }
            }
        }
        BigDecimal balance = with.finalBalances().toBigDecimal().subtract(before);
        assertThat(run.last()).contains(String.format(Locale.ROOT, "with a balance of %,.2f USD", balance));
        assertThat(run.last())
                .startsWith(
                        Objects.requireNonNull(end) == AttemptEnd.PASSED
                                ? "Passed"
                                : end == AttemptEnd.STALLED
                                        ? "Stalled"
                                        : end == AttemptEnd.ABANDONED ? "Given up" : "Failed");
        if (end.isFailure()) {
            assertThat(run.last())
                    .contains("by the " + end.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    private static AttemptEnd only(SampledOdds result) {
        return result.ends().entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Test
    void explainingAddsWhatEachModuleSaid() {
        List<String> told = run().lines();
        List<String> explained = run("--explain").lines();
        List<String> said = explained.stream()
                .filter(line -> line.contains("Cppi") && line.contains(", "))
                .toList();
        assertThat(said)
                .isNotEmpty()
                .allMatch(line ->
                        line.matches(" +FixedFractional [\\d,.]+, Cppi [\\d,.]+, DrawdownManager ([\\d,.]+|abstains)"));
        assertThat(explained.stream().filter(line -> !said.contains(line))).containsExactlyElementsOf(told);
    }

    /** The story knows nothing but the log. */
    @Test
    void theLogAloneTellsTheSameStory() {
        List<LogEntry> entries =
                run("--jsonl").out().lines().map(JsonLines::parse).toList();
        StringWriter out = new StringWriter();
        new Story(new PrintWriter(out), false).print(entries);
        assertThat(run().out()).endsWith(out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-step", "one-step", "high-stakes"})
    void everyProgramTellsStories(String program) {
        for (int trial = 0; trial < 60; trial++) {
            Run run = run("--program", program, "--trial", String.valueOf(trial));
            assertThat(run.exitCode()).isZero();
            assertThat(run.last()).matches("(Passed|Failed|Stalled|Given up) after \\d+ weekdays?, in the .*");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--trial -1 | trial must be from 0 to 999999, was -1",
                "--trial 1000000 | trial must be from 0 to 999999, was 1000000",
                "--program three-step | --program must be two-step, one-step or high-stakes, was three-step",
                "--unheard-of 1 | --unheard-of",
            })
    void wrongArgumentsAreNamed(String args, String named) {
        Run run = run(args.split(" ", -1));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(named).endsWith("Try --help." + System.lineSeparator());
    }

    /** JDK 17 prints what the terminal's character set lacks as question marks. */
    @Test
    void printsNothingButAscii() {
        assertThat(run("--explain").out() + run("--help").out()).matches("[\\x00-\\x7F]*");
    }
}
