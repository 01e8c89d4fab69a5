package io.github.ftmo4j.examples.league;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SizingLeagueTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new SizingLeague())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    @Tag("thorough")
    void printsWritesAndDrawsAllOfThem() throws IOException {
        Path csv = directory.resolve("league.csv");
        Path svg = directory.resolve("league.svg");
        assertThat(run("--trials", "100", "--csv", csv.toString(), "--svg", svg.toString()))
                .as(err.toString())
                .isZero();
        assertThat(err.toString()).endsWith(League.simulations() + " of " + League.simulations() + " simulations\n");

        List<NamedCsvRecord> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            reader.forEach(rows::add);
        }
        assertThat(rows).hasSize(League.simulations());
        Set<String> places = new HashSet<>();
        for (NamedCsvRecord row : rows) {
            places.add(row.getField("program") + row.getField("trader"));
            double pass = Double.parseDouble(row.getField("pass"));
            assertThat(pass)
                    .isBetween(
                            Double.parseDouble(row.getField("pass_lower")),
                            Double.parseDouble(row.getField("pass_upper")));
            double ends = 0;
            for (String end : row.getHeader().subList(16, row.getHeader().size())) {
                ends += Double.parseDouble(row.getField(end));
            }
            assertThat(ends).isBetween(1 - 1e-9, 1 + 1e-9);
            assertThat(out.toString()).contains(row.getField("sizing"));
        }
        assertThat(places).hasSize(8);
        String picture = Files.readString(svg);
        assertThat(picture).startsWith("<svg").contains("conservative").contains("streaky");
    }

    @Test
    void rowsAreSortedAndMeasuredByAFixedFraction() {
        TraderProfile trader = TraderProfile.all().get(0);
        League league = League.of(League.programs().get(0), trader, Contestant.all(trader), 200, 1, name -> {});
        assertThat(league.rows())
                .isSortedAccordingTo(Comparator.comparingDouble(
                        (League.Row row) -> -row.result().pass().value()));
        assertThat(league.measure().kind()).isEqualTo(Contestant.Kind.FIXED);
        League.Row measure = league.rows().stream()
                .filter(row -> row.contestant().equals(league.measure()))
                .findFirst()
                .orElseThrow();
        assertThat(measure.difference().gained() + measure.difference().lost()).isZero();
        for (League.Row row : league.rows()) {
            assertThat(row.difference().value())
                    .isCloseTo(
                            row.result().pass().value()
                                    - measure.result().pass().value(),
                            within(1e-9));
        }
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThat(run("--trials", "7")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--trials must be from 100 to 10000000, was 7");
    }
}
