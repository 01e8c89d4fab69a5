package io.github.ftmo4j.examples.quickstart;

import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.PhaseOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.statistics.CountSample;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Prints the odds as a table, a column for each risk. */
final class Report {

    private static final int LABEL = 36;
    private static final int CELL = 26;

    private static final String CAVEATS = """
            The intervals (95 %, Wilson) cover the error of sampling only. The history is taken as the whole truth about
            the edge, and trades as independent of each other; a real edge is known less well and comes in streaks. Trades
            follow one another and are judged when they close, while FTMO judges equity at any instant: what open trades
            float below their results, and costs that the history does not contain, make the real odds lower.
            """;

    private static final int ENOUGH_TRADES = 100;

    private final PrintWriter out;
    private final String source;
    private final Odds odds;
    private final List<Plan> plans = new ArrayList<>();

    /**
     * Plans the simulations.
     *
     * @throws IllegalArgumentException if the odds cannot be simulated
     */
    Report(PrintWriter out, String source, Odds odds, double risk) {
        this.out = out;
        this.source = source;
        this.odds = odds;
        for (double each : new double[] {risk / 2, risk, 2 * risk}) {
            plans.add(new Plan(each, odds.at(each, Dependence.independent()), odds.at(each, Dependence.copied())));
        }
    }

    /** The same question at one risk. */
    private record Plan(double risk, Simulation independent, Simulation copied) {
        Column run() {
            return new Column(risk, independent.run(), copied.run());
        }
    }

    /** Its answer. */
    private record Column(double risk, SampledOdds independent, SampledOdds copied) {}

    void print() {
        List<Column> columns = plans.stream().map(Plan::run).toList();
        printAssumptions();
        if (odds.accounts() > 1) {
            printBracket(columns.get(1));
        }
        printTable(columns);
        out.println();
        CAVEATS.lines().forEach(out::println);
        out.flush();
    }

    private void printAssumptions() {
        TradeHistory history = odds.history();
        line("History", source);
        history.source().ifPresent(this::printSource);
        int days = history.tradingDays(odds.clock());
        line(
                "",
                String.format(
                        Locale.ROOT,
                        "%s on %s, %.1f %% winners, mean %+.3f R (standard error %s)",
                        count(history.size(), "trade"),
                        count(days, "day"),
                        100 * history.winRate(),
                        history.meanR(),
                        history.size() == 1 ? "unknown" : String.format(Locale.ROOT, "%.3f", history.meanRError())));
        line(
                "",
                "from " + odds.clock().dayOf(history.first()) + " to "
                        + odds.clock().dayOf(history.last()));
        if (history.overlapping() > 0) {
            line("", count(history.overlapping(), "trade") + " opened while an earlier one was open");
        }
        if (!(Math.abs(history.meanR()) > 2 * history.meanRError()) || history.size() < ENOUGH_TRADES) {
            line("", "Caution: this history is too short to show an edge; the odds take it as it is.");
        }
        history.notes().forEach(note -> {
            String flags = Remedies.of(List.of(note));
            line("", note + (flags.isEmpty() ? "" : " (" + flags + ")"));
        });
        line(
                "Program",
                odds.program().name() + ", "
                        + odds.program().phases().get(0).initialBalance()
                        + ", failed where equity is below a loss limit"
                        + odds.program().fee().map(Report::price).orElse(""));
        line(
                "Trades",
                String.format(
                        Locale.ROOT,
                        "drawn from the history with replacement, on average %.2f a day (Poisson)",
                        odds.tradesPerDay()));
        line("Sample", odds.trials() + " trials, seed " + odds.seed());
        out.println();
    }

    private void printSource(TradeSource read) {
        String profit = read.profit()
                .map(sum -> ", profit " + sum.toPlainString()
                        + (read.costs().signum() == 0
                                ? " (no costs are known beside it)"
                                : " after costs of " + read.costs().negate().toPlainString()))
                .orElse("");
        String total = read.total()
                .map(sum -> "; the file's own " + sum.name()
                        + (sum.agrees() ? " agrees" : " of " + sum.amount().toPlainString() + " DOES NOT AGREE"))
                .orElse("");
        String closes = read.closes() == odds.history().size() ? "" : " of " + count(read.closes(), "close");
        line("", "read as " + read.format() + ": " + count(odds.history().size(), "trade") + closes + profit + total);
    }

    private static String price(Fee fee) {
        return ", " + fee.price() + " a try";
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private void printBracket(Column column) {
        out.printf(
                Locale.ROOT,
                "P(at least 1 of %d accounts passes) at %s risk per trade lies between%n",
                odds.accounts(),
                exactPercent(column.risk()));
        out.println("  " + interval(column.copied().passes().atLeast(1)) + " if the accounts copy each other, and");
        out.println("  " + interval(column.independent().passes().atLeast(1)) + " if the accounts are independent.");
        out.println(
                "Copies pass or fail together, so that more of them add no chance; independent accounts must all fail for none");
        out.println(
                "to pass. One strategy on several accounts is close to a copy; only accounts that hedge each other leave the range.");
        out.println();
    }

    private void printTable(List<Column> columns) {
        row("risk per trade", columns, column -> exactPercent(column.risk()));
        if (odds.accounts() > 1) {
            row(
                    atLeastOne("copied"),
                    columns,
                    column -> interval(column.copied().passes().atLeast(1)));
            row(
                    atLeastOne("independent"),
                    columns,
                    column -> interval(column.independent().passes().atLeast(1)));
        }
        row(
                "P(one account passes)",
                columns,
                column -> interval(column.independent().pass()));
        for (int i = 0; i < odds.program().phases().size(); i++) {
            int phase = i;
            String name = odds.program().phases().get(i).name();
            row(
                    "  " + name + (i == 0 ? "" : ", once reached"),
                    columns,
                    column -> phase(column.independent().phases().get(phase)));
        }
        out.println("what ends the attempts");
        for (AttemptEnd end : AttemptEnd.values()) {
            boolean happens = columns.stream()
                    .anyMatch(column -> column.independent().days(end).n() > 0);
            if (happens) {
                row(
                        "  " + describe(end),
                        columns,
                        column -> percent(column.independent().share(end).value()));
            }
        }
        row(
                "weekdays to pass: median (10-90 %)",
                columns, column -> days(column.independent().daysToPass()));
        row(
                "weekdays to fail: median (10-90 %)",
                columns, column -> days(column.independent().daysToFail()));
    }

    private String atLeastOne(String how) {
        return String.format(Locale.ROOT, "P(>= 1 of %d), %s", odds.accounts(), how);
    }

    private static String phase(PhaseOdds phase) {
        return phase.passed().map(Report::interval).orElse("never reached");
    }

    private static String describe(AttemptEnd end) {
        return switch (end) {
            case PASSED -> "passed";
            case DAILY_LOSS -> "maximum daily loss";
            case MAXIMUM_LOSS -> "maximum loss";
            case FLOATING_LOSS -> "maximum floating loss";
            case TIME_LIMIT -> "time limit";
            case INACTIVITY -> "no trade for too long";
            case DEEP_LOSS -> "deep loss for too long";
            case RESTRICTION -> "forbidden by the firm";
            case STALLED -> "sizing frozen for good";
            case ABANDONED -> "given up after 365 weekdays";
        };
    }

    private static String interval(Estimate estimate) {
        return String.format(
                Locale.ROOT,
                "%s [%.2f, %.2f]",
                percent(estimate.value()),
                100 * estimate.lower(),
                100 * estimate.upper());
    }

    private static String days(CountSample days) {
        return days.n() == 0
                ? "-"
                : String.format(Locale.ROOT, "%d (%d-%d)", days.quantile(0.5), days.quantile(0.1), days.quantile(0.9));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String exactPercent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    private void row(String label, List<Column> columns, Function<Column, String> cell) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-" + LABEL + "s", label));
        columns.forEach(column -> row.append(String.format(Locale.ROOT, "%" + CELL + "s", cell.apply(column))));
        out.println(row);
    }

    private void line(String label, String text) {
        out.printf(Locale.ROOT, "%-10s%s%n", label, text);
    }
}
