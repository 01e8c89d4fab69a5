package io.github.ftmo4j.examples.reference;

import io.github.ftmo4j.examples.reference.profile.Market;
import io.github.ftmo4j.examples.reference.profile.PassRule;
import io.github.ftmo4j.examples.reference.profile.ProfileResult;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.statistics.CountSample;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table, in plain ASCII so that every terminal shows it. */
final class ScenarioTable {

    private static final String WHY = """

            rules: profit target, maximum drawdown, maximum drop of a step in %, minimum and maximum number of steps.
            gain: mean and standard deviation (sd) of a run. Intervals: 95 %, Wilson.

            Why the two sides differ:
            - Both start with a risk of 0.5 % of the equity. The profile takes that as the size of the position, so a step of 1 %
              moves the account by 0.005 %: in 100 steps no target of 5 % is within reach, nor is any loss limit. The last
              scenario passes because its target is 0.1 %: 50 steps of 0.5 % x 0.5 % make 0.125 %.
            - Under FTMO's rules 0.5 % is what a trade loses at its stop. With a stop one sigma away the position is 0.5 % / sigma,
              and a trade earns mu / sigma times the risk on average; losses beyond the stop count in full.
            - FTMO sets no time limit, so a small edge may take its months; an attempt must pass Challenge and Verification.
            - Stalled is the sizer's own freeze: at 5 % above its floor (in a drawdown of 5.3 %, or 15.8 % in the last scenario)
              it stops for good; in the first three that comes before any of FTMO's limits. Abandoned: no end in 365
              weekdays of a phase.
            - The markets are assumptions without costs: mu / sigma from 0.05 to 1 a day is a Sharpe ratio from 0.8 to 16 a year.
              Accounts that copy each other, instead of being independent, pass together: P(>=1 of 3) would be P(pass).
            """;

    private final PrintStream out;
    private final int ftmoTrials;
    private final long seed;

    ScenarioTable(PrintStream out, int ftmoTrials, long seed) {
        this.out = out;
        this.ftmoTrials = ftmoTrials;
        this.seed = seed;
    }

    void print() {
        String rules = "FTMO 2-Step, stop 1 sigma away, " + ftmoTrials + " trials";
        line(String.format(Locale.ROOT, "%-88s  |  %s", "Reference profile, seed " + seed, rules));
        first("", "", "", "", "", "", "", "", "", "median");
        first(
                "scenario",
                "trials",
                "P(>=1 of 3)",
                "P(all)",
                "P(none)",
                "gain",
                "sd",
                "P(>=1 of 3)",
                "P(pass)",
                "weekdays");
        for (Scenario scenario : Scenario.all()) {
            line(String.format(Locale.ROOT, "%-88s  |", ""));
            print(scenario);
        }
        out.print(WHY);
    }

    private void print(Scenario scenario) {
        ProfileResult profile = scenario.profile().run(scenario.trials(), seed);
        SampledOdds ftmo = scenario.ftmo(ftmoTrials, seed).run();
        CountSample days = ftmo.daysToPass();
        first(
                scenario.name(),
                scenario.trials(),
                interval(profile.any(), 1),
                percent(profile.all().value(), 1),
                percent(profile.none().value(), 1),
                percent(profile.meanGain(), 3),
                percent(profile.gainDeviation(), 3),
                interval(ftmo.passes().atLeast(1), 2),
                percent(ftmo.pass().value(), 2),
                days.n() == 0 ? "-" : days.quantile(0.5));
        line(String.format(
                Locale.ROOT,
                "  %-86s  |    %s",
                market(scenario.market()) + ", rules " + rule(scenario.rule()) + ", position "
                        + plain(scenario.firstRisk()) + " % of equity",
                "position " + plain(scenario.firstRisk() / scenario.market().deviation()) + " % of equity; "
                        + ends(ftmo)));
    }

    /** The first of two lines: what the profile found, and beside it what FTMO's rules make of the same market. */
    private void first(Object... cells) {
        line(String.format(Locale.ROOT, "%-16s  %6s  %-25s  %7s  %7s  %8s  %7s  |  %-28s  %8s  %11s", cells));
    }

    private void line(String text) {
        out.println(text.stripTrailing());
    }

    private static String interval(Estimate estimate, int decimals) {
        return percent(estimate.value(), decimals) + " [" + percent(estimate.lower(), decimals) + ", "
                + percent(estimate.upper(), decimals) + "]";
    }

    private static String percent(double fraction, int decimals) {
        return BigDecimal.valueOf(100 * fraction)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + " %";
    }

    private static String market(Market market) {
        return "mu " + plain(market.mean()) + " %, sigma " + plain(market.deviation()) + " %";
    }

    private static String rule(PassRule rule) {
        return Stream.of(
                        plain(rule.profitTarget()),
                        plain(rule.maximumDrawdown()),
                        plain(rule.maximumStepDrop()),
                        String.valueOf(rule.minimumSteps()),
                        String.valueOf(rule.timeLimit().orElseThrow()))
                .collect(Collectors.joining(" / "));
    }

    private static String ends(SampledOdds result) {
        String ends = Stream.of(AttemptEnd.values())
                .filter(end -> end != AttemptEnd.PASSED && result.days(end).n() > 0)
                .map(end -> end.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                        + percent(result.share(end).value(), 2))
                .collect(Collectors.joining(", "));
        return ends.isEmpty() ? "every attempt passed" : ends;
    }

    /** A fraction in percent, without trailing zeros. */
    private static String plain(double fraction) {
        BigDecimal percent = BigDecimal.valueOf(fraction).movePointRight(2);
        return percent.stripTrailingZeros().toPlainString();
    }
}
