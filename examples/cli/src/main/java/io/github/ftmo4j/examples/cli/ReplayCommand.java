package io.github.ftmo4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.examples.server.question.JournalWatch;
import io.github.ftmo4j.sim.history.TradeHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts past trades under the rules of a program. */
@Command(
        name = "replay",
        header = "Puts past trades under the rules of a program, day by day; or reads the journal of a live monitor.",
        description = {
            "",
            "Phase by phase, with the verdict of each day; of a journal, where the account stood after each line.",
            ""
        },
        footer = {
            "  ftmo4j replay trades.csv --program ftmo-2-step --size 100000 --risk-per-trade 500",
            "  ftmo4j replay account.jsonl --program ftmo-2-step --size 100000 --order-risk 500 --json"
        })
final class ReplayCommand extends Ftmo4jCommand {

    @Mixin
    private Rules rules = new Rules();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "past trades, also in several files of one account; or one journal")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private PastTrades past = new PastTrades();

    @Option(
            names = "--order-risk",
            paramLabel = "AMOUNT",
            description = "of a journal: what an order would lose at its stop that is checked after each line"
                    + " (default: a hundredth of the size)")
    private @Nullable Double orderRisk;

    @Override
    public Integer call() {
        Program program = rules.program();
        if (files.size() == 1 && isJournal(files.get(0))) {
            ObjectNode answer = journal(program, files.get(0));
            print(answer, () -> words(program, answer));
            return 0;
        }
        if (orderRisk != null) {
            throw new UsageException("--order-risk must not be given beside past trades, was " + orderRisk);
        }
        TradeHistory history = PastTrades.read("FILE", files, past.reader().profitIsEnough());
        double hundredth =
                program.phases().get(0).initialBalance().toBigDecimal().doubleValue() / 100;
        double money = PastTrades.inR(history) ? past.riskPerTrade().orElse(hundredth) : 1;
        List<Replay.Day> days = new Replay(program, money).days(history.trades());
        print(json(program, days), () -> words(program, days));
        return 0;
    }

    private static boolean isJournal(Path file) {
        try {
            return JournalWatch.isJournal(Flags.file("FILE", file));
        } catch (IOException e) {
            throw new RefusedException("FILE " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private ObjectNode journal(Program program, Path file) {
        List<String> given = Rules.given(past.given());
        if (!given.isEmpty()) {
            throw new UsageException(given.get(0) + " must not be given beside a journal, was beside '" + file + "'");
        }
        Money initial = program.phases().get(0).initialBalance();
        Money risk = orderRisk == null
                ? initial.share(0.01)
                : Flags.money(
                        "--order-risk",
                        Flags.plain(orderRisk),
                        initial.currency().getCurrencyCode());
        try {
            ObjectNode found = new JournalWatch(program, file, risk).answer(JournalWatch.Progress.none());
            JsonNode last = found.at("/frames/" + (found.at("/frames").size() - 1));
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("program", program.name());
            answer.set("phase", found.get("phase"));
            answer.set("verdict", last.get("verdict"));
            answer.set("steps", found.get("frames"));
            return answer;
        } catch (Refusal e) {
            throw new RefusedException(
                    "FILE " + file + ": " + e.body().at("/detail/0/message").textValue(), e);
        }
    }

    private static String words(Program program, ObjectNode answer) {
        StringBuilder text = new StringBuilder(program.toString()).append(System.lineSeparator());
        for (JsonNode step : answer.get("steps")) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-24s  %-12s equity %12.2f, left today %10s, in all %10.2f  %s%n",
                    step.get("at").textValue(),
                    step.get("entry").textValue(),
                    step.get("equity").doubleValue(),
                    step.get("dailyLossHeadroom").isNull()
                            ? "-"
                            : String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    step.get("dailyLossHeadroom").doubleValue()),
                    step.get("maximumLossHeadroom").doubleValue(),
                    step.get("verdict").textValue()));
            step.get("events")
                    .forEach(event ->
                            text.append("    ").append(event.textValue()).append(System.lineSeparator()));
        }
        return text.toString().stripTrailing();
    }

    private static ObjectNode json(Program program, List<Replay.Day> days) {
        Replay.Day last = days.get(days.size() - 1);
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("program", program.name())
                .put("phase", last.phase())
                .put("verdict", last.verdict().name());
        last.reason().ifPresent(reason -> answer.put("reason", reason));
        ArrayNode list = answer.putArray("days");
        for (Replay.Day day : days) {
            ObjectNode each = list.addObject()
                    .put("date", day.date().toString())
                    .put("phase", day.phase())
                    .put("trades", day.trades())
                    .put("balance", day.balance().toString())
                    .put("verdict", day.verdict().name());
            day.reason().ifPresent(reason -> each.put("reason", reason));
        }
        return answer;
    }

    private static String words(Program program, List<Replay.Day> days) {
        StringBuilder text = new StringBuilder(program.toString()).append(System.lineSeparator());
        for (Replay.Day day : days) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s  %-16s %3d trades  %18s  %s%s%n",
                    day.date(),
                    day.phase(),
                    day.trades(),
                    day.balance(),
                    day.verdict(),
                    day.reason().map(reason -> " by " + reason).orElse("")));
        }
        return text.toString().stripTrailing();
    }
}
