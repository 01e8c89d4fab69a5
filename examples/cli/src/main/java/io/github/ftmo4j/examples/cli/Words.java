package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.odds.PhaseOdds;
import io.github.ftmo4j.sim.statistics.CountDistribution;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Answers in words. */
final class Words {

    private static final double TOO_RARE_TO_SHOW = 5e-7;

    private Words() {}

    static String of(Odds odds) {
        StringBuilder text = new StringBuilder();
        line(text, "Program", odds.spec().program().toString());
        line(text, "Method", odds instanceof ExactOdds ? "exact" : "monte-carlo");
        line(text, "P(pass)", odds.pass().toString());
        int accounts = odds.spec().accounts();
        if (accounts > 1) {
            line(
                    text,
                    "P(at least 1 of " + accounts + ")",
                    odds.passes().atLeast(1).toString());
            line(text, "P(all " + accounts + ")", odds.passes().all().toString());
        }
        for (PhaseOdds phase : odds.phases()) {
            line(text, phase.name(), phase.passed().map(Estimate::toString).orElse("never reached"));
        }
        line(
                text,
                "Ends",
                Arrays.stream(AttemptEnd.values())
                        .filter(end -> odds.share(end).value() > TOO_RARE_TO_SHOW)
                        .map(end -> end + " " + percent(odds.share(end).value()))
                        .collect(Collectors.joining(", ")));
        line(text, "Days to pass", days(odds.daysToPass()));
        line(text, "Days to fail", days(odds.daysToFail()));
        odds.assumptions().forEach(assumption -> line(text, "Assumed", assumption));
        return text.toString().stripTrailing();
    }

    static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-20s %s%n", name, value));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.4f %%", 100 * share);
    }

    private static String days(CountDistribution days) {
        return days.isEmpty()
                ? "never"
                : String.format(
                        Locale.ROOT,
                        "mean %.2f, 10 %% within %d, half within %d, 90 %% within %d",
                        days.mean(),
                        days.quantile(0.1),
                        days.quantile(0.5),
                        days.quantile(0.9));
    }
}
