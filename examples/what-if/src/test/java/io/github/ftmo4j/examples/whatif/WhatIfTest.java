package io.github.ftmo4j.examples.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.statistics.CountSample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class WhatIfTest {

    @TempDir
    private Path directory;

    private int run(StringWriter err, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(
                "--trials", "100", "--html", directory.resolve("report.html").toString()));
        return new CommandLine(new WhatIf())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    private int run(String... args) {
        return run(new StringWriter(), args);
    }

    @Test
    void aFileOfTradesBecomesAReportAndPictures() throws Exception {
        Path trades = directory.resolve("trades.csv");
        StringBuilder csv = new StringBuilder("time,r\n");
        for (int i = 0; i < 40; i++) {
            csv.append(String.format(
                    Locale.ROOT,
                    "2026-03-%02d %02d:00,%.2f%n",
                    2 + i / 2 % 20,
                    9 + i % 2,
                    i % 5 < 2 ? 1.5 + i % 7 * 0.13 : -1 + i % 3 * 0.11));
        }
        Files.writeString(trades, csv);
        assertThat(run(trades.toString(), "--best-of", "20", "--no-policy", "--pictures", directory.toString()))
                .isZero();
        String html = Files.readString(directory.resolve("report.html"));
        assertThat(html)
                .contains("FTMO 2-Step, 100,000 USD", "40 trades of trades.csv", "My odds", "My cost", "My best risk")
                .contains("What would change it", "+1 point win rate", "the best of 20 that were tried")
                .contains("P(at least one reward)", "median of the rewards", "EV is above zero for")
                .contains(
                        "It brings the most money",
                        "Another aim, the highest P(pass): ",
                        "the price comes back with the")
                .contains("the edge (win rate, ", "A journey: ", "EV (the mean of ", "R: the money at risk on a trade")
                .contains("prefers-color-scheme:dark")
                .doesNotContain("NaN", "Infinity", "href=", "src=", "@import", "<script");
        for (String name : List.of("odds-by-risk", "equity-fan", "win-rate-and-risk", "what-kills")) {
            assertThat(ImageIO.read(directory.resolve(name + ".png").toFile()).getWidth())
                    .isEqualTo(2 * Drawing.WIDTH);
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(Files.readString(directory.resolve(name + ".svg")))));
        }
    }

    @Test
    void aShareThatIsNotAllIsNotWrittenAsAll() {
        assertThat(Charts.percent(1)).isEqualTo("100 %");
        assertThat(Charts.percent(0.997)).isEqualTo("over 99 %");
        assertThat(Charts.percent(0.994)).isEqualTo("99 %");
        assertThat(Charts.percent(0.004)).isEqualTo("under 1 %");
        assertThat(Charts.finePercent(0)).isEqualTo("0.0 %");
        assertThat(Charts.finePercent(0.9997)).isEqualTo("over 99.9 %");
        assertThat(Charts.finePercent(0.9994)).isEqualTo("99.9 %");
    }

    @Test
    void theBarsOfDaysAreOfRoundWidthAndWhatIsNotDrawnIsNamed() {
        long[] once = new long[501];
        Arrays.fill(once, 1, 200, 1);
        assertThat(Charts.daysShown(CountSample.of(once))).isEqualTo("The attempts that pass. Each bar is 10 days.");
        once[500] = 1;
        assertThat(Charts.daysShown(CountSample.of(once)))
                .endsWith("Each bar is 10 days; 0.5 % take more than 200 days and are not drawn.");
    }

    @Test
    @Tag("thorough")
    void aFirmThatChargesByTheMonthHasItsPrices() throws Exception {
        assertThat(run("--program", "topstep-combine", "--no-policy")).isZero();
        assertThat(Files.readString(directory.resolve("report.html")))
                .contains("Topstep Trading Combine, 100,000 USD", " when it is bought, ", " a month after, ")
                .contains("Terms of the funded account that are not known count as absent: ")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void wrongArgumentsAndFilesAreRefused() throws IOException {
        assertThat(run("--win-rate", "45")).isEqualTo(2);
        assertThat(run("--risk", "1.5")).isEqualTo(2);
        assertThat(run("--program", "three-step")).isEqualTo(2);
        StringWriter why = new StringWriter();
        assertThat(run(why, "--program", "ftmo-us-1-step")).isEqualTo(2);
        assertThat(why.toString()).contains("fee").contains("ftmo-us-1-step");
        assertThat(run(directory.resolve("missing.csv").toString())).isEqualTo(2);
        Path bad = directory.resolve("bad.csv");
        Files.writeString(bad, "time,r\n2026-03-02 09:00,x\n");
        StringWriter err = new StringWriter();
        assertThat(run(err, bad.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("2");
        assertThat(directory.resolve("report.html")).doesNotExist();
    }
}
