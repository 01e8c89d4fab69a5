package io.github.ftmo4j.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.sim.history.TradeHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts past trades under the rules of a program. */
@Command(
        name = "replay",
        header = "Puts past trades under the rules of a program, phase by phase, and gives the verdict of each day.",
        footer = "  ftmo4j replay trades.csv --program ftmo-2-step --size 100000 --risk-per-trade 500")
final class ReplayCommand extends Ftmo4jCommand {

    @Mixin
    private Rules rules = new Rules();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "past trades; or the files of one account")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private PastTrades past = new PastTrades();

    @Override
    public Integer call() {
        Program program = rules.program();
        TradeHistory history = past.read("FILE", files);
        double money = past.riskPerTrade()
                .orElseGet(() ->
                        program.phases().get(0).initialBalance().toBigDecimal().doubleValue() / 100);
        List<Replay.Day> days = new Replay(program, money).days(history.trades());
        print(json(program, days), () -> words(program, days));
        return 0;
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
