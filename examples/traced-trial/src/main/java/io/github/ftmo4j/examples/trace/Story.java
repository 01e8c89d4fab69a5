package io.github.ftmo4j.examples.trace;

import io.github.ftmo4j.core.decision.Fields;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.decision.Value;
import io.github.ftmo4j.core.money.Money;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints the decision log of one attempt as a table, day by day. Its only input is the log. */
final class Story {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ROOT);
    private static final String ROW = "%14s%12s  %-24s%12s%9s";

    private final PrintWriter out;
    private final boolean explained;
    private int days;
    private String phase = "";
    private String breach = "";
    private @Nullable Fields sized;
    private @Nullable Fields refused;
    private int refusals;

    Story(PrintWriter out, boolean explained) {
        this.out = out;
        this.explained = explained;
    }

    void print(List<LogEntry> entries) {
        entries.forEach(this::print);
        out.flush();
    }

    private void print(LogEntry entry) {
        Fields fields = entry.fields();
        if (refused != null && !(entry.event() == LogEvent.SIZED && refusedAgain(fields))) {
            printRefusals();
        }
        switch (entry.event()) {
            case RUN_STARTED -> {
                phase = text(fields, "phase");
                out.println();
                out.println(phase + ", from " + amount(fields, "balance") + " " + currency(fields));
                out.println(String.format(Locale.ROOT, ROW, "equity", "risked", "decided by", "earned", "R"));
                day(entry, "");
            }
            case DAY_ROLLED -> day(entry, headroom(fields));
            case SIZED -> {
                sized = fields;
                if (!money(fields, "risk").isPositive()) {
                    refused = fields;
                    refusals++;
                }
            }
            case EQUITY -> closed(fields);
            case FROZEN -> note("frozen: too little is left above the floor");
            case THAWED -> note("no longer frozen");
            case GATE_CLOSED, GATE_OPENED -> {} // the trades say so themselves
            case PAUSED ->
                note("paused until tomorrow: equity " + amount(fields, "equity") + ", floor of the day "
                        + amount(fields, "floor"));
            case BREACH -> {
                breach = breach(fields);
                note("breach of the " + breach);
            }
            case PASSED -> note("passed: all objectives of the " + phase + " are met");
            case RUN_ENDED -> {
                out.println();
                out.println(end(fields));
            }
            default -> note(words(entry.event().name()));
        }
    }

    private void day(LogEntry entry, String headroom) {
        days++;
        LocalDate date = entry.at().atZone(ZoneOffset.UTC).toLocalDate();
        out.println(String.format(Locale.ROOT, "Day %2d  %s%s", days, DAY.format(date), headroom)
                .stripTrailing());
    }

    private static String headroom(Fields fields) {
        return left("to lose today", optional(fields, "dailyLossHeadroom"))
                + left("in all", optional(fields, "maximumLossHeadroom"))
                + left("to win", optional(fields, "toTarget"));
    }

    private static String left(String what, Optional<Money> left) {
        return left.map(money -> String.format(Locale.ROOT, "   %s %10s", what, plain(money)))
                .orElse("");
    }

    /** Prints consecutive trades at no risk, refused for the same reason, as one row. */
    private boolean refusedAgain(Fields decision) {
        return refused != null
                && !money(decision, "risk").isPositive()
                && decider(decision).equals(decider(refused));
    }

    private void printRefusals() {
        if (refused != null) {
            row(refused, refusals == 1 ? "" : refusals + " trades", "");
        }
        refused = null;
        refusals = 0;
    }

    private void closed(Fields fields) {
        Money risked = money(fields, "risked");
        if (!risked.isPositive()) {
            note("a token trade at no risk, so that the day counts");
        } else if (sized != null) {
            BigDecimal r =
                    money(fields, "profit").toBigDecimal().divide(risked.toBigDecimal(), 2, RoundingMode.HALF_UP);
            row(sized, signed(money(fields, "profit").toBigDecimal()), signed(r));
        }
    }

    private void row(Fields decision, String earned, String r) {
        out.println(String.format(
                        Locale.ROOT,
                        ROW,
                        amount(decision, "equity"),
                        amount(decision, "risk"),
                        decider(decision),
                        earned,
                        r)
                .stripTrailing());
        if (explained) {
            out.println(" ".repeat(28) + said(decision));
        }
    }

    private static String decider(Fields decision) {
        String bound = text(decision, "bound");
        if (bound.equals("MODULE")) {
            return text(decision, "module");
        }
        return words(bound)
                + decision.value("gate")
                        .map(gate -> ", " + words(text(decision, "gate")))
                        .orElse("");
    }

    private static String said(Fields decision) {
        Value.Items said = (Value.Items) decision.value("said").orElseThrow();
        return said.items().stream()
                .map(Fields.class::cast)
                .map(module -> text(module, "module") + " "
                        + optional(module, "moneyAtRisk").map(Story::plain).orElse("abstains"))
                .collect(Collectors.joining(", "));
    }

    private static String breach(Fields fields) {
        return words(text(fields, "objective"))
                + optional(fields, "floor")
                        .map(floor -> ": equity " + amount(fields, "equity") + ", floor " + plain(floor))
                        .orElse("");
    }

    private String end(Fields fields) {
        String when = String.format(
                Locale.ROOT,
                " after %d weekday%s, in the %s, with a balance of %s %s",
                days,
                days == 1 ? "" : "s",
                phase,
                amount(fields, "balance"),
                currency(fields));
        return switch (text(fields, "end")) {
            case "PASSED" -> "Passed" + when + ".";
            case "STALLED" -> "Stalled" + when + ": nothing was risked for too long.";
            case "ABANDONED" -> "Given up" + when + ".";
            default -> "Failed" + when + ", by the " + breach + ".";
        };
    }

    private void note(String text) {
        out.println(String.format(Locale.ROOT, "%14s  %s", "*", text));
    }

    private static String words(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String text(Fields fields, String name) {
        return ((Value.Text) fields.value(name).orElseThrow()).text();
    }

    private static String amount(Fields fields, String name) {
        return plain(money(fields, name));
    }

    private static String currency(Fields fields) {
        return money(fields, "balance").currency().getCurrencyCode();
    }

    private static Money money(Fields fields, String name) {
        return optional(fields, name).orElseThrow();
    }

    private static Optional<Money> optional(Fields fields, String name) {
        return fields.value(name).map(value -> ((Value.Amount) value).money());
    }

    private static String plain(Money money) {
        return String.format(Locale.ROOT, "%,.2f", money.toBigDecimal());
    }

    private static String signed(BigDecimal number) {
        return String.format(Locale.ROOT, "%+,.2f", number);
    }
}
