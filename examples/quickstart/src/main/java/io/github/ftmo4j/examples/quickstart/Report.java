package io.github.ftmo4j.examples.quickstart;

import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.sim.AttemptEnd;
import io.github.ftmo4j.sim.Dependence;
import io.github.ftmo4j.sim.PhaseResult;
import io.github.ftmo4j.sim.SimulationResult;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.statistics.CountLaw;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Prints the odds as a table, a column for each risk. */
final class Report {

    private static final int LABEL = 36;
    private static final int CELL = 26;

    private final PrintWriter out;
    private final String source;
    private final Odds odds;

    Report(PrintWriter out, String source, Odds odds) {
        this.out = out;
        this.source = source;
        this.odds = odds;
    }

    /** One column: the same question at one risk. */
    private record Column(double risk, SimulationResult independent, SimulationResult copied) {}

    void print(double risk) {
        List<Column> columns = new ArrayList<>();
        for (double each : new double[] {risk / 2, risk, 2 * risk}) {
            columns.add(new Column(each, odds.at(each, Dependence.independent()), odds.at(each, Dependence.copied())));
        }
        printAssumptions();
        printBracket(columns.get(1), risk);
        printTable(columns);
        out.println();
        out.println(
                "The intervals (95 %, Wilson) cover the luck of the simulation only. The history is taken as the whole truth about");
        out.println(
                "the edge, and trades as independent of each other; a real edge is known less well and comes in streaks.");
        out.flush();
    }

    private void printAssumptions() {
        TradeHistory history = odds.history();
        line("History", source);
        line(
                "",
                String.format(
                        Locale.ROOT,
                        "%d trades on %d days, %.1f %% winners, mean %+.3f R",
                        history.size(),
                        history.tradingDays(odds.clock()),
                        100 * history.winRate(),
                        history.meanR()));
        history.notes().forEach(note -> line("", note.toString()));
        line(
                "Program",
                odds.program().name() + ", "
                        + odds.program().phases().get(0).initialBalance()
                        + ", breached below the floor"
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

    private static String price(Fee fee) {
        return ", " + fee.price() + " a try";
    }

    private void printBracket(Column column, double risk) {
        out.printf(
                Locale.ROOT,
                "P(at least 1 of %d accounts passes) at %s risk per trade lies between%n",
                odds.accounts(),
                percent(risk));
        out.println("  " + interval(column.copied().passes().atLeast(1)) + " if the accounts copy each other, and");
        out.println("  " + interval(column.independent().passes().atLeast(1)) + " if each has luck of its own.");
        out.println(
                "Copies pass or fail together, so that more of them add no chance; independent accounts must all fail for none");
        out.println("to pass. One strategy on several accounts is close to a copy.");
        out.println();
    }

    private void printTable(List<Column> columns) {
        row("risk per trade", columns, column -> percent(column.risk()));
        row(
                atLeastOne("copied"),
                columns,
                column -> interval(column.copied().passes().atLeast(1)));
        row(
                atLeastOne("independent"),
                columns,
                column -> interval(column.independent().passes().atLeast(1)));
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

    private static String phase(PhaseResult phase) {
        return phase.passed().map(Report::interval).orElse("never reached");
    }

    private static String describe(AttemptEnd end) {
        return switch (end) {
            case PASSED -> "passed";
            case DAILY_LOSS -> "maximum daily loss";
            case MAXIMUM_LOSS -> "maximum loss";
            case TIME_LIMIT -> "time limit";
            case STALLED -> "sizing frozen for good";
            case ABANDONED -> "given up after 365 days";
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

    private static String days(CountLaw days) {
        return days.n() == 0
                ? "-"
                : String.format(Locale.ROOT, "%d (%d-%d)", days.quantile(0.5), days.quantile(0.1), days.quantile(0.9));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
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
