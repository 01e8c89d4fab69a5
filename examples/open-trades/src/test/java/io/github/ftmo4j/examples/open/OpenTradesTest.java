package io.github.ftmo4j.examples.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OpenTradesTest {

    private static final int COLUMNS = 9;
    private static final int ROWS = 18;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new OpenTrades())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private static List<String> table(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("| ") && cells(line).length == COLUMNS + 2)
                .toList();
    }

    @Test
    void theReadmesHaveTheSameTable() throws IOException {
        assertThat(table(Path.of("README.md"))).hasSize(ROWS + 1).isEqualTo(table(Path.of("../../README.md")));
    }

    @Test
    @Tag("thorough")
    void theTableIsWhatTheProgramPrints() throws IOException {
        assertThat(run()).as(err.toString()).isZero();
        assertThat(Files.readString(Path.of("README.md")))
                .contains(out.toString().strip());
    }

    /** 400 trials are good to 10 points at 4 standard errors: the sign of what is seen is sure, its size is not. */
    @Test
    void openTradesCostMoreThanTheSampleIsOffBy() {
        assertThat(run("--trials", "400")).as(err.toString()).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(ROWS + 2);
        String[] oneStep = cells(lines.get(6));
        assertThat(oneStep[1].strip()).isEqualTo("FTMO 1-Step");
        assertThat(oneStep[3].strip()).isEqualTo("1.0 %");
        assertThat(share(oneStep[4]) - share(oneStep[5])).isGreaterThan(5);
        assertThat(share(oneStep[5]) - share(oneStep[6])).isGreaterThan(3);
        assertThat(share(oneStep[7]) - share(oneStep[9])).isGreaterThan(15);
    }

    /** From the second one on; what is before the first line is empty. */
    private static String[] cells(String row) {
        return row.split("\\|", -1);
    }

    private static double share(String cell) {
        return Double.parseDouble(cell.replace("%", "").strip());
    }

    @Test
    void aFileWithoutExcursionsIsJudgedByItsCloses(@TempDir Path folder) throws IOException {
        Path closes = Files.writeString(
                folder.resolve("closes.csv"), "time,profit\n2026-01-05T10:00:00Z,1500\n2026-01-06T10:00:00Z,-1000\n");
        assertThat(run("--trades", closes.toString(), "--trials", "50"))
                .as(err.toString())
                .isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(2 + 12);
        assertThat(cells(lines.get(8))[2].strip()).isEqualTo("2 past trades");
        assertThat(cells(lines.get(8))[5].strip()).isEqualTo("–");
        assertThat(cells(lines.get(8))[6].strip()).isEqualTo("–");
        assertThat(share(cells(lines.get(8))[4])).isBetween(0.0, 100.0);
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThat(run("--trials", "0")).isEqualTo(2);
        assertThat(run("--risk-per-trade", "-1")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--trials must be at least 1, was 0")
                .contains("--risk-per-trade must be above 0, was -1.0");
    }
}
