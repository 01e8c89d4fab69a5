package io.github.ftmo4j.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import io.github.ftmo4j.sim.outcome.UnitCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a file of past trades. */
@Command(
        name = "import",
        header = "Reads a file of past trades and says what is in it.",
        footer = {"  ftmo4j import trades.csv", "  ftmo4j import trades.csv --risk-per-trade 100 --json"})
final class ImportCommand extends Ftmo4jCommand {

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "the file, or the files of one account")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--trades", paramLabel = "FILE", description = "the same, as other commands call it")
    private List<Path> trades = new ArrayList<>();

    @Mixin
    private PastTrades past = new PastTrades();

    @Override
    public Integer call() {
        List<Path> all = Stream.concat(files.stream(), trades.stream()).toList();
        if (all.isEmpty()) {
            throw new UsageException("a FILE of past trades must be given");
        }
        Imported imported =
                new Imported(PastTrades.read("FILE", all, past.reader().profitIsEnough()));
        print(json(imported), () -> words(imported));
        return 0;
    }

    /** A history, whose results may be money if no risk is stated. */
    private record Imported(TradeHistory history) {

        boolean inR() {
            return PastTrades.inR(history);
        }

        List<ImportIssue> notes() {
            String unit = inR() ? "" : UnitCheck.note(history.rMultiples()).orElse("");
            return history.notes().stream()
                    .filter(note ->
                            !PastTrades.lacksRisk(note) && !note.message().equals(unit))
                    .toList();
        }
    }

    private static ObjectNode json(Imported imported) {
        TradeHistory history = imported.history();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        TradeSource source = history.source().orElseThrow();
        answer.put("format", source.format()).put("trades", history.size()).put("closes", source.closes());
        answer.put("profit", source.profit().orElse(null)).put("costs", source.costs());
        source.total()
                .ifPresentOrElse(
                        total -> answer.putObject("total")
                                .put("name", total.name())
                                .put("stated", total.amount())
                                .put("agrees", total.agrees()),
                        () -> answer.putNull("total"));
        answer.put("winRate", history.winRate());
        if (imported.inR()) {
            answer.put("meanR", history.meanR());
        } else {
            answer.putNull("meanR");
        }
        answer.put("first", history.first().toString())
                .put("last", history.last().toString())
                .put("excursions", history.hasExcursions());
        ArrayNode notes = answer.putArray("notes");
        imported.notes().forEach(note -> notes.add(note.toString()));
        return answer;
    }

    private static String words(Imported imported) {
        StringBuilder text = new StringBuilder();
        TradeSource source = imported.history().source().orElseThrow();
        Words.line(text, "Format", source.format());
        Words.line(text, "Trades", imported.history().size() + ", in " + source.closes() + " closes");
        Words.line(
                text,
                "First and last",
                imported.history().first() + " and " + imported.history().last());
        source.profit()
                .ifPresent(profit -> Words.line(
                        text,
                        "Profit",
                        profit.toPlainString()
                                + (source.costs().signum() == 0
                                        ? "; no costs are known"
                                        : " after costs of "
                                                + source.costs().negate().toPlainString())));
        source.total()
                .ifPresent(total -> Words.line(
                        text,
                        "Stated in the file",
                        total.name() + " " + total.amount().toPlainString()
                                + (total.agrees() ? ", which agrees" : ", which DOES NOT AGREE")));
        Words.line(text, "Win rate", Words.percent(imported.history().winRate()));
        Words.line(
                text,
                "Mean result",
                imported.inR()
                        ? String.format(
                                Locale.ROOT, "%.4f R", imported.history().meanR())
                        : "not known in R: --risk-per-trade states what each trade risked");
        imported.notes().forEach(note -> {
            String flags = PastTrades.flags(List.of(note));
            Words.line(text, "Note", note + (flags.isEmpty() ? "" : " (" + flags + ")"));
        });
        return text.toString().stripTrailing();
    }
}
