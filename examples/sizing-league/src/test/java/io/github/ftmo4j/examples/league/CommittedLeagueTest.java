package io.github.ftmo4j.examples.league;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.ftmo4j.core.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The table and the picture are what the program makes of the library as it is, and the README says what they show. */
class CommittedLeagueTest {

    private static final Path CSV = Path.of("league.csv");
    private static final Path SVG = Path.of("league.svg");
    private static final Path README = Path.of("README.md");
    private static final Pattern TEXT = Pattern.compile("<text [^>]*>([^<]*)</text>");
    private static final Pattern LOSERS = Pattern.compile(
            "^\\| (?!sizing )([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| [^|]+ \\|$", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    private static List<NamedCsvRecord> rows(Path csv) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return reader.stream().toList();
        }
    }

    /** By program, trader and sizing, everything but the rank. */
    private static Map<List<String>, Map<String, String>> table(Path csv) throws IOException {
        Map<List<String>, Map<String, String>> table = new LinkedHashMap<>();
        for (NamedCsvRecord row : rows(csv)) {
            Map<String, String> fields = new LinkedHashMap<>(row.getFieldsAsMap());
            fields.remove("rank");
            table.put(List.of(program(row), row.getField("trader"), row.getField("sizing")), fields);
        }
        return table;
    }

    private static long byDefault(String option) {
        return new CommandLine(new SizingLeague())
                .getCommandSpec()
                .findOption(option)
                .getValue();
    }

    private static League play(Program program, TraderProfile trader, Set<String> names) {
        List<Contestant> some = Contestant.all(trader).stream()
                .filter(contestant -> contestant.kind() == Contestant.Kind.FIXED || names.contains(contestant.name()))
                .toList();
        return League.of(program, trader, some, byDefault("--trials"), byDefault("--seed"), name -> {});
    }

    @Test
    void theTableHasARowForEachSizingTraderAndProgram() throws IOException {
        List<List<String>> expected = new ArrayList<>();
        for (Program program : League.programs()) {
            for (TraderProfile trader : TraderProfile.all()) {
                if (League.hasBest(trader)) {
                    expected.add(List.of(program.name(), trader.name(), League.OPTIMAL));
                }
                Contestant.all(trader)
                        .forEach(contestant -> expected.add(List.of(program.name(), trader.name(), contestant.name())));
            }
        }
        assertThat(table(CSV).keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    @Tag("thorough")
    void theTableIsWhatTheLibraryPlays() throws IOException {
        Path csv = directory.resolve("league.csv");
        List<TraderProfile> traders = TraderProfile.all();
        LeagueCsv.write(
                List.of(
                        play(League.programs().get(0), traders.get(1), Set.of("Bayes+CPPI+Vol, bands", "aggressive")),
                        play(League.programs().get(1), traders.get(3), Set.of("2 %, stops for the day", "balanced"))),
                csv);
        assertThat(table(csv)).hasSize(2 * 6 + 1);
        assertThat(table(CSV)).containsAllEntriesOf(table(csv));
    }

    /**
     * At four standard errors: some 250 rows, of which few are near the best, so that 1.6 % of all seeds would fail.
     */
    @Test
    void nothingIsBetterThanTheBestPolicy() throws IOException {
        for (NamedCsvRecord row : rows(CSV)) {
            if (!row.getField("regret").isEmpty()) {
                double pass = Double.parseDouble(row.getField("pass"));
                double best = Double.parseDouble(row.getField("regret")) + pass;
                double error = Math.sqrt(best * (1 - best) / Long.parseLong(row.getField("trials")));
                assertThat(pass).as(row.toString()).isLessThanOrEqualTo(best + 4 * error);
                if (row.getField("sizing").equals(League.OPTIMAL)) {
                    assertThat(pass).as(row.toString()).isGreaterThanOrEqualTo(best - 4 * error);
                }
            }
        }
    }

    @Test
    void thePictureIsOfTheTable() throws IOException {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (NamedCsvRecord row : rows(CSV)) {
            String sizing = row.getField("sizing");
            List<String> drawn = expected.computeIfAbsent(sizing, name -> new ArrayList<>(List.of(name)));
            drawn.add(String.format(Locale.ROOT, "%.1f", points(row, "pass")));
            if (points(row, "ahead_lower") > 0) {
                drawn.add("\u25b2");
            } else if (points(row, "ahead_upper") < 0) {
                drawn.add("\u25bd");
            }
            if (!row.getField("median_days").isEmpty()) {
                drawn.add(row.getField("median_days") + " d");
            }
        }
        List<String> texts = TEXT.matcher(Files.readString(SVG))
                .results()
                .map(text -> text.group(1))
                .toList();
        assertThat(expected).isNotEmpty();
        expected.values().forEach(row -> assertThat(texts).containsSequence(row));
    }

    @Test
    void theReadmeNamesWhoeverLosesAndByHowMuch() throws IOException {
        Map<String, List<NamedCsvRecord>> losers = rows(CSV).stream()
                .filter(row -> !row.getField("kind").equals(Contestant.Kind.FIXED.name()))
                .collect(Collectors.groupingBy(row -> row.getField("sizing")));
        losers.values().removeIf(rows -> rows.stream().allMatch(row -> points(row, "ahead_upper") >= 0));
        List<String> named = new ArrayList<>();
        for (MatchResult line :
                LOSERS.matcher(Files.readString(README)).results().toList()) {
            List<String> names =
                    Pattern.compile("; ").splitAsStream(line.group(1)).toList();
            named.addAll(names);
            List<NamedCsvRecord> rows = names.stream()
                    .flatMap(name -> losers.getOrDefault(name, List.of()).stream())
                    .toList();
            assertThat(List.of(line.group(2), line.group(3), line.group(4)))
                    .as(line.group(1))
                    .containsExactly(
                            range(rows, row -> hasEdge(row) && program(row).equals("FTMO 2-Step")),
                            range(rows, row -> hasEdge(row) && program(row).equals("FTMO 1-Step")),
                            range(rows, row -> !hasEdge(row)));
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(losers.keySet());
    }

    private static double points(NamedCsvRecord row, String field) {
        return 100 * Double.parseDouble(row.getField(field));
    }

    private static boolean hasEdge(NamedCsvRecord row) {
        return !row.getField("trader").equals("no edge");
    }

    private static String program(NamedCsvRecord row) {
        return row.getField("program");
    }

    /** What these rows are ahead, in points: from the worst to the best. */
    private static String range(List<NamedCsvRecord> all, Predicate<NamedCsvRecord> which) {
        DoubleSummaryStatistics ahead = all.stream()
                .filter(which)
                .mapToDouble(row -> points(row, "ahead"))
                .summaryStatistics();
        String worst = signed(ahead.getMin());
        String best = signed(ahead.getMax());
        return worst.equals(best) ? worst : worst + " to " + best;
    }

    private static String signed(double points) {
        String text = String.format(Locale.ROOT, "%+.1f", points);
        return text.endsWith("0.0") && text.length() == 4 ? "0" : text.replace('-', '\u2212');
    }
}
