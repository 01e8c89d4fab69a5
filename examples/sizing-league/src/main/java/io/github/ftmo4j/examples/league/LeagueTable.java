package io.github.ftmo4j.examples.league;

import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.io.PrintWriter;
import java.util.Locale;

/** Leagues as tables, in plain ASCII so that every terminal shows them. */
final class LeagueTable {

    private static final String HEAD = "%-25s %6s  %-14s %8s  %-16s %6s %5s %6s %6s %6s %6s %6s%n";

    private LeagueTable() {}

    static void print(League league, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%s, %s: %s, %d trades a day; the measure is %s%n",
                league.program().name(),
                league.trader().name(),
                league.trader().text(),
                TraderProfile.TRADES_A_DAY,
                league.measure().name());
        out.printf(
                Locale.ROOT,
                HEAD,
                "sizing",
                "pass %",
                "95 %",
                "ahead by",
                "95 %",
                "regret",
                "days",
                "daily",
                "max.",
                "stall",
                "gave up",
                "other");
        for (League.Row row : league.rows()) {
            print(league, row, out);
        }
    }

    private static void print(League league, League.Row row, PrintWriter out) {
        Estimate pass = row.result().pass();
        out.printf(
                Locale.ROOT,
                HEAD,
                row.contestant().name(),
                percent(pass.value()),
                percent(pass.lower()) + " - " + percent(pass.upper()),
                signed(row.difference().value()),
                signed(row.difference().lower()) + " .. "
                        + signed(row.difference().upper()),
                league.regret(row).map(regret -> percent(regret.value())).orElse(""),
                row.medianDays(),
                percent(row.share(AttemptEnd.DAILY_LOSS)),
                percent(row.share(AttemptEnd.MAXIMUM_LOSS)),
                percent(row.share(AttemptEnd.STALLED)),
                percent(row.share(AttemptEnd.ABANDONED)),
                percent(row.otherwise()));
    }

    static void legend(PrintWriter out, long trials, long seed) {
        out.printf(Locale.ROOT, """

                %d trials each, seed %d; both programs with 100,000. pass: all phases. ahead: of the measure, on the same
                trades; it is the fixed fraction that was the best of four on other trades, and its own row says 0. regret:
                what a sizing falls short of the best policy, which is computed and not simulated. days:
                median weekdays of attempts that passed. The other columns are the shares of all ends: daily loss, maximum
                loss, stall (30 weekdays in a row without a size above zero), gave up (365 weekdays in one phase), other.
                Every sizing except the optimal one also obeys the house rule that after a loss no more is risked than on the last trade, until
                one wins.
                """, trials, seed);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static String signed(double share) {
        return String.format(Locale.ROOT, "%+.1f", 100 * share);
    }
}
