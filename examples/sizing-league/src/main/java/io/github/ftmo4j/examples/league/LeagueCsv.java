package io.github.ftmo4j.examples.league;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Leagues as one CSV file: a row for each sizing, trader and program; all numbers as shares of 1. */
final class LeagueCsv {

    private LeagueCsv() {}

    static void write(List<League> leagues, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CsvWriter csv =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer)) {
            List<String> head = new ArrayList<>(List.of(
                    "program",
                    "trader",
                    "rank",
                    "sizing",
                    "kind",
                    "trials",
                    "pass",
                    "pass_lower",
                    "pass_upper",
                    "ahead",
                    "ahead_lower",
                    "ahead_upper",
                    "regret",
                    "regret_lower",
                    "regret_upper",
                    "median_days"));
            for (AttemptEnd end : AttemptEnd.values()) {
                head.add(end.name().toLowerCase(Locale.ROOT));
            }
            csv.writeRecord(head);
            for (League league : leagues) {
                for (int i = 0; i < league.rows().size(); i++) {
                    csv.writeRecord(row(league, i));
                }
            }
        }
    }

    private static List<String> row(League league, int index) {
        League.Row row = league.rows().get(index);
        Estimate pass = row.result().pass();
        List<String> fields = new ArrayList<>(List.of(
                league.program().name(),
                league.trader().name(),
                String.valueOf(index + 1),
                row.contestant().name(),
                row.contestant().kind().name(),
                String.valueOf(row.result().trials()),
                String.valueOf(pass.value()),
                String.valueOf(pass.lower()),
                String.valueOf(pass.upper()),
                String.valueOf(row.difference().value()),
                String.valueOf(row.difference().lower()),
                String.valueOf(row.difference().upper())));
        fields.add(
                league.regret(row).map(regret -> String.valueOf(regret.value())).orElse(""));
        fields.add(
                league.regret(row).map(regret -> String.valueOf(regret.lower())).orElse(""));
        fields.add(
                league.regret(row).map(regret -> String.valueOf(regret.upper())).orElse(""));
        fields.add(row.medianDays());
        for (AttemptEnd end : AttemptEnd.values()) {
            fields.add(String.valueOf(row.share(end)));
        }
        return fields;
    }
}
