package io.github.ftmo4j.examples.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class NewsCalendarTest {

    private record Run(int exitCode, String out, String err) {}

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                NewsCalendar.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Run(commandLine.execute(args), out.toString(), err.toString());
    }

    private static String file(String name) throws URISyntaxException {
        URL url = Objects.requireNonNull(NewsCalendarTest.class.getResource(name));
        return Path.of(url.toURI()).toString();
    }

    @Test
    void printsTodaysBlackoutsInPrague() throws URISyntaxException {
        Run run = run(file("week.json"), "--at", "2026-03-06T14:29:00+01:00");
        assertThat(run.out().lines())
                .containsExactly(
                        "Blackouts on 2026-03-06, Europe/Prague:",
                        "  Fri 2026-03-06 14:28:00 to 14:32:00  USD  HIGH    Non-Farm Employment Change",
                        "Fri 2026-03-06 14:29:00: CLOSED, NEWS (USD Non-Farm Employment Change)");
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-06T14:27:59.999+01:00, 0",
        "2026-03-06T14:28:00+01:00, 4",
        "2026-03-06T14:32:00+01:00, 4",
        "2026-03-06T13:32:00.001Z, 0",
    })
    void tellsByItsExitCodeWhetherOneMayTrade(String at, int exitCode) throws URISyntaxException {
        assertThat(run(file("week.json"), "--at", at).exitCode()).isEqualTo(exitCode);
    }

    @Test
    void printsAWeekOfSomeCurrencies() throws URISyntaxException {
        Run run = run(
                file("week.json"),
                file("releases.ics"),
                "--week",
                "--currencies",
                "EUR,GBP",
                "--impact",
                "MEDIUM",
                "--before",
                "5",
                "--after",
                "10",
                "--zone",
                "UTC",
                "--at",
                "2026-03-06T12:00:00Z");
        assertThat(run.out().lines())
                .containsExactly(
                        "Blackouts from 2026-03-02 to 2026-03-08, UTC:",
                        "  Wed 2026-03-04 10:55:00 to 11:10:00  ALL  MEDIUM  OPEC Meetings",
                        "  Thu 2026-03-05 13:10:00 to 13:25:00  EUR  HIGH    Main Refinancing Rate",
                        "Fri 2026-03-06 12:00:00: OPEN");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestPrinted() throws URISyntaxException {
        String bad = file("bad-week.json");
        Run run = run(bad, "--at", "2026-03-11T10:00:00Z");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().lines()).hasSize(6).allMatch(line -> line.startsWith(bad + ": row "));
        assertThat(run.out()).contains("CPI m/m", "OPEN");
    }

    @Test
    void saysSoIfThereIsNone() throws URISyntaxException {
        assertThat(run(file("week.json"), "--at", "2026-03-03T10:00:00Z").out()).contains("\n  none\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--at 2026-03-06T12:00:00 | --at",
                "--at now | --at",
                "--at 2026-03-06T12:00:00Z --zone Mars | --zone",
                "--at 2026-03-06T12:00:00Z --currencies usd | currency",
                "--at 2026-03-06T12:00:00Z --before -1 | before",
                "--at 2026-03-06T12:00:00Z missing.json | missing.json",
                "--impact HIGH | --at",
            })
    void wrongArgumentsAreNamed(String args, String named) throws URISyntaxException {
        Run run = run((file("week.json") + " " + args).split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(named).contains("Try --help.");
    }
}
