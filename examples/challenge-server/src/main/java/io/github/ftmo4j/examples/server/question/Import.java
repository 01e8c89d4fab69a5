package io.github.ftmo4j.examples.server.question;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.json.Document;
import io.github.ftmo4j.json.Problem;
import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.Remedy;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import io.github.ftmo4j.sim.history.file.DateOrder;
import io.github.ftmo4j.sim.history.file.TradeFiles;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file of past trades.
 *
 * @param riskPerTrade the money risked on each trade, where the file does not say
 * @param zone the zone of times that state none
 * @param account which account of the file, where it has several
 * @param profit gross or net, where the file does not say
 * @param dates day-first or month-first, where the file leaves it open
 * @param timeColumn the column of the time, where its name is not known
 * @param profitColumn the column of the profit, where its name is not known
 * @param rColumn the column of the R-multiple, where its name is not known
 * @param riskColumn the column of the risk, where its name is not known
 */
public record Import(
        Optional<String> riskPerTrade,
        Optional<String> zone,
        Optional<String> account,
        Optional<String> profit,
        Optional<String> dates,
        Optional<String> timeColumn,
        Optional<String> profitColumn,
        Optional<String> rColumn,
        Optional<String> riskColumn) {

    private static final int MOST_PROBLEMS = 100;
    private static final long LARGEST_AMOUNT = 1_000_000_000_000L;

    /** The names of the parameters of a request. */
    public static List<String> parameters() {
        return Arrays.stream(Import.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /**
     * What is in a file, and {@code outcomes}, the model for a specification that draws from its trades.
     *
     * @throws Refusal if the file is not valid; it names the lines
     */
    public ObjectNode read(byte[] bytes) {
        TradeFiles reader = reader();
        try {
            Path file = Files.createTempFile("trades", ".file");
            try {
                Files.write(file, bytes);
                return json(reader.read(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (InvalidTradesException e) {
            List<Problem> problems = e.problems().stream()
                    .limit(MOST_PROBLEMS)
                    .map(issue -> new Problem(place(issue), message(issue)))
                    .toList();
            throw Refusal.invalid(problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TradeFiles reader() {
        TradeFiles reader = TradeFiles.reader();
        if (riskPerTrade.isPresent()) {
            reader = reader.riskPerTrade(number(riskPerTrade.get()));
        }
        if (zone.isPresent()) {
            reader = reader.zone(zone(zone.get()));
        }
        if (account.isPresent()) {
            reader = reader.account(account.get());
        }
        if (dates.isPresent()) {
            reader = reader.dates(order(dates.get()));
        }
        if (timeColumn.isPresent()) {
            reader = reader.timeColumn(timeColumn.get());
        }
        if (profitColumn.isPresent()) {
            reader = reader.profitColumn(profitColumn.get());
        }
        if (rColumn.isPresent()) {
            reader = reader.rColumn(rColumn.get());
        }
        if (riskColumn.isPresent()) {
            reader = reader.riskColumn(riskColumn.get());
        }
        return switch (profit.orElse("")) {
            case "" -> reader;
            case "gross" -> reader.profitIsGross();
            case "net" -> reader.profitIsNet();
            default -> throw Refusal.invalid("profit", "must be gross or net, was \"" + profit.get() + "\"");
        };
    }

    private static double number(String text) {
        double amount;
        try {
            amount = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            amount = Double.NaN;
        }
        if (amount > LARGEST_AMOUNT) {
            throw Refusal.invalid("riskPerTrade", "must be at most " + LARGEST_AMOUNT + ", was \"" + text + "\"");
        }
        if (!(amount > 0)) {
            throw Refusal.invalid("riskPerTrade", "must be a number above 0, was \"" + text + "\"");
        }
        return amount;
    }

    private static DateOrder order(String text) {
        return switch (text) {
            case "day-first" -> DateOrder.DAY_FIRST;
            case "month-first" -> DateOrder.MONTH_FIRST;
            default -> throw Refusal.invalid("dates", "must be day-first or month-first, was \"" + text + "\"");
        };
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("zone", "must be a time zone such as Europe/Prague, was \"" + text + "\"");
        }
    }

    private static String message(ImportIssue issue) {
        String parameters = ImportIssue.remedies(List.of(issue), Import::parameter);
        return issue.message() + (parameters.isEmpty() ? "" : "; to resolve it, state " + parameters);
    }

    private static Optional<String> parameter(Remedy remedy) {
        return switch (remedy) {
            case RISK_PER_TRADE -> Optional.of("riskPerTrade");
            case ZONE -> Optional.of("zone");
            case DATE_ORDER -> Optional.of("dates=day-first or dates=month-first");
            case GROSS -> Optional.of("profit=gross");
            case NET -> Optional.of("profit=net");
            case ACCOUNT -> Optional.of("account");
            case TIME_COLUMN -> Optional.of("timeColumn");
            case PROFIT_COLUMN -> Optional.of("profitColumn");
            case R_COLUMN -> Optional.of("rColumn");
            case RISK_COLUMN -> Optional.of("riskColumn");
        };
    }

    private static String place(ImportIssue issue) {
        if (issue.line() == 0) {
            return "$";
        }
        return "line " + issue.line() + (issue.column().isEmpty() ? "" : ", " + issue.column());
    }

    private static ObjectNode json(TradeHistory history) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        history.source().ifPresent(source -> put(answer, source));
        answer.put("trades", history.size())
                .put("winRate", history.winRate())
                .put("meanR", history.meanR())
                .put("tradesPerWeekday", history.tradesPerWeekday(TradingDayClock.prague()));
        ArrayNode notes = answer.putArray("notes");
        history.notes().forEach(note -> notes.add(note.toString()));
        answer.set("outcomes", Document.typeOf(OutcomeModel.class).write(history.bootstrap()));
        return answer;
    }

    private static void put(ObjectNode answer, TradeSource source) {
        answer.put("format", source.format())
                .put("closes", source.closes())
                .put("profit", source.profit().orElse(null))
                .put("costs", source.costs());
        answer.putNull("total");
        source.total()
                .ifPresent(total -> answer.putObject("total")
                        .put("name", total.name())
                        .put("stated", total.amount())
                        .put("agrees", total.agrees()));
    }
}
