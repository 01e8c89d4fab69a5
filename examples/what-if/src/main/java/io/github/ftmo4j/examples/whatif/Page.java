package io.github.ftmo4j.examples.whatif;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.examples.whatif.Findings.Picture;
import io.github.ftmo4j.sim.edge.Outlook;
import io.github.ftmo4j.sim.edge.Spread;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.outcome.FixedTrades;
import io.github.ftmo4j.sim.policy.OptimalPolicy;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.Figure;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Scale;
import io.github.ftmo4j.sim.sweep.Score;
import io.github.ftmo4j.sim.sweep.Sensitivity;
import io.github.ftmo4j.sim.sweep.SweepRow;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The report as one HTML page, which loads nothing. */
final class Page {

    private static final String STYLE = """
            :root{--paper:#ffffff;--card:#f5f7fa;--text:#1f2933;--pale:#52606d;--line:#cbd2d9;--good:#15803d}
            @media (prefers-color-scheme:dark){:root{--paper:#11161d;--card:#1b222c;--text:#e4e7eb;--pale:#a9b3bd;--line:#3e4c59;--good:#4ade80}}
            *{box-sizing:border-box}
            body{margin:0 auto;max-width:1180px;padding:20px;background:var(--paper);color:var(--text);font:16px/1.5 Helvetica,Arial,'DejaVu Sans',sans-serif}
            h1{font-size:1.5rem;margin:0 0 4px}h2{font-size:1.15rem;margin:32px 0 8px}
            .pale,small{color:var(--pale)}
            .answers{display:grid;grid-template-columns:repeat(4,1fr);gap:14px;margin:18px 0}
            .answers>div,figure{background:var(--card);border-radius:10px;padding:14px;margin:0;min-width:0}
            .answers h2{margin:0;font-size:.85rem;color:var(--pale);font-weight:normal}
            .answers strong{display:block;font-size:1.6rem;line-height:1.25}
            .answers small{display:block}
            .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,320px),1fr));gap:14px}@media (min-width:720px){.charts>div{grid-column:2/-1}}
            figure svg{display:block;width:100%;max-width:460px;height:auto}figcaption{font-size:.85rem;color:var(--pale)}
            figure h3{margin:0 0 6px;font-size:1rem}
            .wide{overflow-x:auto}.charts+.wide{margin-top:14px}
            table{border-collapse:collapse;width:100%;font-size:.9rem}
            th,td{text-align:right;padding:5px 8px;border-bottom:1px solid var(--line);white-space:nowrap}
            th:first-child,td:first-child{text-align:left}tr.best td{color:var(--good);font-weight:bold}
            @media (max-width:860px){.answers{grid-template-columns:1fr 1fr}}
            @media (max-width:620px){body{padding:12px}.answers{grid-template-columns:1fr}td,th{padding:5px 4px;white-space:normal}td:first-child{min-width:76px}}
            """;

    private static final double LEAST_SHARE = 0.01;
    private static final double LEAST_DIFFERENCE = 0.06; // twice the error of the outlook

    private final Findings findings;
    private final StringBuilder html = new StringBuilder();

    private Page(Findings findings) {
        this.findings = findings;
    }

    static String of(Findings findings) {
        return new Page(findings).write();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private Question asked() {
        return findings.question();
    }

    private String write() {
        Question asked = asked();
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\"><title>What if: ")
                .append(escaped(asked.program().name()))
                .append("</title><style>")
                .append(STYLE)
                .append(Drawing.css(false))
                .append("@media (prefers-color-scheme:dark){")
                .append(Drawing.css(true))
                .append("}</style></head><body>\n");
        element(
                "h1",
                asked.program().name() + ", "
                        + money(asked.initialBalance().toBigDecimal().doubleValue()) + " " + currency());
        element(
                "p class=\"pale\"",
                String.format(
                        Locale.ROOT,
                        "%s. Win rate %.1f %%, mean win %.2f R, mean loss %.2f R (1 R: the money at risk on a trade); %s"
                                + " trades a day; risk per trade %s %% of the balance.",
                        asked.source(),
                        100 * asked.winRate(),
                        asked.win(),
                        asked.loss(),
                        perDay(),
                        Charts.trimmed(100 * asked.risk())));
        deflation();
        answers();
        element("h2", "What would change it");
        sensitivities();
        element(
                "p class=\"pale\"",
                "Each line changes one number and leaves the others as they are. In brackets: 95 % intervals.");
        element("h2", "Risk");
        html.append("<div class=\"charts\">");
        figure(
                "odds-by-risk",
                "Best: the risk with the highest EV. Now: your risk. The band is the 95 % interval; all risks are tried on"
                        + " the same draws.");
        figure("value-by-risk", "The mean over many journeys of the rewards less the fees.");
        figure("win-rate-and-risk", map());
        html.append("</div>");
        risks();
        element("h2", "The challenge");
        html.append("<div class=\"charts\">");
        figure(
                "equity-fan",
                "Half of the attempts are within the dark band, nine in ten within the pale one; line: the median. The"
                        + " lines of the maximum loss and the daily loss are medians over the attempts that still run. An"
                        + " attempt that has ended keeps its last balance.");
        figure("what-kills", kills());
        figure("days-to-pass", Charts.daysShown(findings.odds().daysToPass()));
        html.append("</div>");
        element("h2", "Money");
        money();
        element("h2", "How sure this is");
        html.append("<div class=\"charts\">");
        figure("uncertain-odds", spread(findings.edge().spread(Criterion.pass()), false));
        html.append("<div>");
        element("p", outlook());
        Spread value = findings.edge().spread(Criterion.expectedValue());
        element("p", spread(value, false));
        element(
                "p",
                String.format(
                        Locale.ROOT,
                        "EV is above zero for %.0f of %d possible edges, drawn by how well they fit the trades. That is not"
                                + " P(result above zero), which is about one journey.",
                        value.above(0) * value.values().size(),
                        value.values().size()));
        findings.edge().notes().forEach(note -> element("p", note));
        findings.edge()
                .deflated()
                .forEach(spread -> element(
                        "p",
                        "Lowered for the choice of the best of " + asked.tried() + " (deflation): "
                                + spread(spread, true)));
        html.append("</div></div>");
        policy();
        element("h2", "Assumptions");
        html.append("<ul>");
        Set<String> assumptions = new LinkedHashSet<>(findings.odds().assumptions());
        assumptions.addAll(findings.journey().spec().assumptions());
        assumptions.forEach(assumption -> element("li", assumption));
        html.append("</ul>");
        element(
                "p class=\"pale\"",
                asked.trials() + " trials, seed " + asked.seed()
                        + ". Intervals cover the sampling error only. Not affiliated with any firm; no financial advice.");
        return html.append("</body></html>\n").toString();
    }

    /** What the numbers of the history are worth if it was chosen. */
    private void deflation() {
        if (findings.edge().deflated().isEmpty()) {
            return;
        }
        element(
                "p",
                findings.edge().deflated().stream()
                        .map(spread -> (spread.criterion().scale() == Scale.MONEY
                                        ? "the expected result (EV)"
                                        : "P(pass)")
                                + " is "
                                + text(spread.integrated(), spread.criterion().scale() == Scale.MONEY) + " instead of "
                                + text(
                                        findings.edge()
                                                .spread(spread.criterion())
                                                .integrated(),
                                        spread.criterion().scale() == Scale.MONEY))
                        .collect(Collectors.joining(
                                ", ",
                                "The history is the best of " + asked().tried()
                                        + " that were tried. Deflation takes out what chance adds to the best one: ",
                                ", on average over the uncertain edge.")));
    }

    private String perDay() {
        return asked().tradesPerDay() instanceof FixedTrades fixed
                ? String.valueOf(fixed.trades())
                : asked().tradesPerDay()
                        .distribution()
                        .map(number -> String.format(Locale.ROOT, "on average %.2f", number.mean()))
                        .orElse("the file's");
    }

    private void answers() {
        Estimate pass = findings.odds().pass();
        Figure cost = findings.journey().mean(Measure.COST);
        Figure value = findings.journey().expectedValue();
        SweepRow best = findings.risks().best();
        JourneySpec journey = findings.journey().spec();
        html.append("<div class=\"answers\">");
        answer(
                "My odds",
                Charts.finePercent(pass.value()),
                "P(pass): the probability that one attempt passes all phases" + interval(pass) + ". "
                        + trades()
                        + " trades leave the edge (win rate, sizes of wins and losses) uncertain: the mean over the"
                        + " possible edges is "
                        + Charts.percent(
                                findings.edge().spread(Criterion.pass()).integrated()) + ".");
        answer(
                "My cost",
                money(cost.value()) + " " + currency(),
                "Fees less refunds, on average over many journeys. A journey: at most " + journey.attempts()
                        + " attempts and, once funded, " + asked().horizon() + " trading days. An attempt costs "
                        + price(journey) + ". P(funded account): "
                        + Charts.percent(findings.journey().funded().value())
                        + ". Expected result, or EV (the mean of the rewards less these fees): " + money(value.value())
                        + " "
                        + currency() + ".");
        answer("My best risk", Charts.trimmed(100 * Charts.risk(best)) + " % per trade", bestRisk(best));
        Sensitivity strongest = findings.sensitivities().stream()
                .max(Comparator.comparingDouble(
                        each -> Math.abs(each.change(Criterion.pass()).value())))
                .orElseThrow();
        answer(
                "What changes the odds most",
                step(strongest),
                String.format(
                        Locale.ROOT,
                        "Of the changes in the table below. P(pass) changes by %+.1f points, and the expected result by"
                                + " %+,.0f %s.",
                        100 * strongest.change(Criterion.pass()).value(),
                        strongest.change(Criterion.expectedValue()).value(),
                        currency()));
        html.append("</div>\n");
    }

    private String price(JourneySpec journey) {
        Fee fee = journey.fee();
        return amount(journey, fee.price()) + " when it is bought"
                + fee.monthly()
                        .map(each -> ", " + amount(journey, each) + " a month after")
                        .orElse("")
                + fee.activation()
                        .map(each -> ", " + amount(journey, each) + " once funded")
                        .orElse("")
                + switch (fee.refund()) {
                    case NEVER -> "; the price does not come back";
                    case WHEN_FUNDED -> "; the price comes back once funded, so the mean can be lower than it";
                    case WITH_FIRST_REWARD ->
                        "; the price comes back with the first reward, so the mean can be lower than it";
                };
    }

    private String amount(JourneySpec journey, Money fee) {
        return money(journey.converted(fee).toBigDecimal().doubleValue()) + " " + currency();
    }

    private String trades() {
        return String.format(Locale.ROOT, "%.0f", findings.question().edge().trades());
    }

    private String bestRisk(SweepRow best) {
        List<SweepRow> contenders = findings.risks().contenders();
        String range = contenders.size() == 1
                ? "Every other risk that was tried brings less."
                : "From " + Charts.trimmed(100 * Charts.risk(contenders.get(0))) + " % to "
                        + Charts.trimmed(100 * Charts.risk(contenders.get(contenders.size() - 1)))
                        + " % the differences are within the sampling error.";
        SweepRow surest = findings.risks().best(Criterion.pass());
        double most = best.score(Criterion.expectedValue()).value();
        return (most > 0
                        ? "It brings the most money"
                        : "Every risk that was tried loses money, so the best choice is not to start; this one loses the least")
                + ": the expected result is " + money(most) + " " + currency() + ". " + range
                + (surest.equals(best)
                        ? " It has the highest P(pass), too: "
                        : " Another aim, the highest P(pass): a risk of " + Charts.trimmed(100 * Charts.risk(surest))
                                + " % has ")
                + Charts.percent(surest.score(Criterion.pass()).value())
                + average(" and takes ", surest.score(Criterion.daysToPass()), " trading days to pass on average")
                + ".";
    }

    /** Nothing if no attempt passed. */
    private static String average(String before, Score days, String after) {
        return Double.isNaN(days.value()) ? "" : before + money(days.value()) + after;
    }

    private void answer(String title, String text, String small) {
        html.append("<div>");
        element("h2", title);
        element("strong", text);
        element("small", small);
        html.append("</div>");
    }

    private static String step(Sensitivity each) {
        return switch (each.parameter()) {
            case "win rate" -> "+1 point win rate";
            case "payoff" -> "+0.1 payoff";
            case "costs in R" -> "+0.01 R costs";
            case "trades a day" ->
                each.step() == 1 ? "+1 trade a day" : String.format(Locale.ROOT, "+%.2f trades a day", each.step());
            default -> "+" + each.step() + " " + each.parameter();
        };
    }

    private void sensitivities() {
        html.append(
                        "<div class=\"wide\"><table><tr><th>change</th><th>P(pass), points</th><th>mean trading days to pass</th><th>EV, ")
                .append(currency())
                .append("</th></tr>");
        for (Sensitivity each : findings.sensitivities()) {
            html.append("<tr><td>").append(escaped(step(each))).append("</td>");
            for (Criterion criterion : List.of(Criterion.pass(), Criterion.daysToPass(), Criterion.expectedValue())) {
                cell(shortText(each.change(criterion), criterion.scale()));
            }
            html.append("</tr>");
        }
        html.append("</table></div>\n");
    }

    private static String shortText(Score score, Scale scale) {
        double factor = scale == Scale.PROBABILITY ? 100 : 1;
        String format = scale == Scale.MONEY ? "%+,.0f" : "%+.1f";
        if (Double.isNaN(score.value())) {
            return "–";
        }
        return score.lower() == 0 && score.upper() == 0
                ? "no change"
                : String.format(
                        Locale.ROOT,
                        format + " [" + format + ", " + format + "]",
                        factor * score.value(),
                        factor * score.lower(),
                        factor * score.upper());
    }

    private void risks() {
        html.append(
                        "<div class=\"wide\"><table><tr><th>risk</th><th>P(pass)</th><th>mean trading days to pass</th><th>EV, ")
                .append(currency())
                .append("</th><th>EV less the best EV</th></tr>");
        SweepRow best = findings.risks().best();
        TradingPlan plan = findings.odds().spec().tradingPlan();
        for (SweepRow row : findings.risks().rows()) {
            html.append(row.equals(best) ? "<tr class=\"best\">" : "<tr>");
            html.append("<td>")
                    .append(Charts.trimmed(100 * Charts.risk(row)))
                    .append(" %")
                    .append(row.equals(best) ? ", best" : "")
                    .append(Charts.risk(row) == findings.question().risk() ? ", now" : "")
                    .append("</td>");
            cell(Charts.finePercent(row.score(Criterion.pass()).value()));
            double days = row.score(Criterion.daysToPass()).value();
            cell(Double.isNaN(days) ? "–" : String.format(Locale.ROOT, "%.0f", days));
            cell(money(row.score(Criterion.expectedValue()).value()));
            cell(row.equals(best) ? "" : shortText(row.toBest(Criterion.expectedValue()), Scale.MONEY));
            html.append("</tr>");
        }
        html.append("</table></div>\n");
        element(
                "p class=\"pale\"",
                "An attempt also ends, without a pass, if a phase is still open after " + plan.abandonAfter()
                        + " trading days. This makes P(pass) low at very low risks.");
    }

    private String map() {
        SweepRow own = findings.nearestOnTheMap();
        return String.format(
                Locale.ROOT,
                "Every trade wins the mean win or loses the mean loss; losses while a trade is open are left out. The middle"
                        + " row is your win rate, rounded. At %.0f %% and a risk of %s %%, P(pass) is %.0f %% here; with your"
                        + " own trades and %s %% it is %.0f %%. Use this map for what a change does, and the table for your"
                        + " odds.",
                100 * Charts.winRate(own),
                Charts.trimmed(100 * Charts.risk(own)),
                100 * own.score(Criterion.pass()).value(),
                Charts.trimmed(100 * asked().risk()),
                100 * findings.odds().pass().value());
    }

    private String kills() {
        return Arrays.stream(AttemptEnd.values())
                .filter(end ->
                        end != AttemptEnd.PASSED && findings.odds().share(end).value() > 0)
                .max(Comparator.comparingDouble(
                        end -> findings.odds().share(end).value()))
                .map(end -> "The most frequent end of attempts that do not pass: " + Charts.words(end) + ".")
                .orElse("All attempts pass.");
    }

    private void money() {
        JourneyOdds journey = findings.journey();
        html.append("<div class=\"wide\"><table><tr><th>journey of at most ")
                .append(asked().attempts())
                .append(" attempts and ")
                .append(asked().horizon())
                .append(" trading days on the funded account</th><th>estimate</th><th>95 % interval</th></tr>");
        amount("expected result (EV)", journey.expectedValue());
        amount("median result", journey.quantile(Measure.NET, 0.5));
        chance("P(result above zero)", journey.profitable());
        chance("P(funded account)", journey.funded());
        for (int rewards : new int[] {1, 3, 6, 12}) {
            Estimate paid = journey.payoutsAtLeast(rewards);
            if (rewards == 1 || paid.value() >= LEAST_SHARE) {
                chance(rewards == 1 ? "P(at least one reward)" : "P(at least " + rewards + " rewards)", paid);
            }
        }
        if (journey.sample().sum(Measure.FUNDED) > 0) {
            chance("P(a funded account is lost within these days)", journey.blown());
        }
        amount("mean of the fees less refunds", journey.mean(Measure.COST));
        amount("mean of the rewards", journey.mean(Measure.REWARDS));
        amount("rewards: one journey in ten gets at most", journey.quantile(Measure.REWARDS, 0.1));
        amount("median of the rewards", journey.quantile(Measure.REWARDS, 0.5));
        amount("rewards: one journey in ten gets at least", journey.quantile(Measure.REWARDS, 0.9));
        amount("mean of the largest drawdown of your money", journey.mean(Measure.DRAWDOWN));
        days("mean longest time without a new high of your money, trading days", journey.mean(Measure.STAGNATION));
        if (journey.values(Measure.DAYS_TO_FUNDED).n() > 1) {
            days("trading days to the funded account, where there is one: mean", journey.mean(Measure.DAYS_TO_FUNDED));
            days(
                    "trading days to the funded account, where there is one: median",
                    journey.quantile(Measure.DAYS_TO_FUNDED, 0.5));
        }
        Figure attempts = journey.mean(Measure.ATTEMPTS);
        row("mean number of attempts", attempts.value(), attempts.lower(), attempts.upper(), "%.2f");
        html.append("</table></div>\n");
        element(
                "p class=\"pale\"",
                "Result: rewards less fees. P(result above zero): the share of the journeys that bring more than they cost."
                        + " Your money: the rewards less the fees so far, and your share of the profit on the funded"
                        + " account.");
    }

    private void days(String name, Figure figure) {
        row(name, figure.value(), figure.lower(), figure.upper(), "%.1f");
    }

    private void amount(String name, Figure figure) {
        row(name, figure.value(), figure.lower(), figure.upper(), "%,.0f\u00a0" + currency());
    }

    private void chance(String name, Estimate estimate) {
        row(name, 100 * estimate.value(), 100 * estimate.lower(), 100 * estimate.upper(), "%.1f\u00a0%%");
    }

    private void row(String name, double value, double lower, double upper, String format) {
        html.append("<tr><td>").append(escaped(name)).append("</td>");
        cell(String.format(Locale.ROOT, format, value));
        cell(String.format(Locale.ROOT, format + " to " + format, lower, upper));
        html.append("</tr>");
    }

    private void policy() {
        if (findings.policy().isEmpty()) {
            return;
        }
        OptimalPolicy best = findings.policy().get();
        double pass = best.value().value();
        double fixed = best.bestFixed().pass().value();
        String payoff = Charts.trimmed(Findings.payoffOfPolicy(asked()));
        element("h2", "Another aim: the highest P(pass), with a stake that changes");
        html.append("<div class=\"charts\">");
        figure(
                "best-policy",
                "The stake with the highest P(pass), in % of the initial balance, for a simpler trader: a win is "
                        + payoff + " R, a loss is 1 R, the whole stake. Empty: no attempt comes there.");
        html.append("<div>");
        element(
                "p",
                String.format(
                        Locale.ROOT,
                        "For the simpler trader, P(pass) is %s with the best stake in each state, and %s with the best"
                                + " fixed stake, %s %% of the initial balance. Use the difference, %.1f points: that is what"
                                + " a stake that changes adds. Do not compare the two with the figures above.",
                        Charts.finePercent(pass),
                        Charts.finePercent(fixed),
                        Charts.trimmed(100 * best.bestFixed().fraction()),
                        100 * (pass - fixed)));
        element(
                "p",
                String.format(
                        Locale.ROOT,
                        "The simpler trader: a win is %s R (your payoff, %.2f, rounded to halves), a loss is 1 R, and the win"
                                + " rate is %.1f %%, so that the mean result stays yours. %s a day, at most %d trading days"
                                + " a phase. Stakes up to %s %% are tried: where the picture shows the largest one, an even"
                                + " larger one may be better.",
                        payoff,
                        asked().payoff(),
                        100 * Findings.winRateOfPolicy(asked()),
                        Findings.tradesOfPolicy(asked()) == 1
                                ? "One trade"
                                : Findings.tradesOfPolicy(asked()) + " trades",
                        best.search().tradingPlan().abandonAfter(),
                        Charts.trimmed(100 * Collections.max(Findings.MENU.fractions()))));
        html.append("</div></div>\n");
    }

    private void figure(String name, String caption) {
        Drawing drawing = findings.pictures().stream()
                .filter(picture -> picture.name().equals(name))
                .map(Picture::drawing)
                .findFirst()
                .orElseThrow();
        html.append("<figure>");
        element("h3", drawing.title());
        html.append(drawing.svg());
        element("figcaption", caption);
        html.append("</figure>\n");
    }

    private String spread(Spread spread, boolean lowered) {
        boolean money = spread.criterion().scale() == Scale.MONEY;
        double asked = money
                ? findings.journey().expectedValue().value()
                : findings.odds().pass().value();
        return String.format(
                Locale.ROOT,
                "%s is %s if the edge is exactly %s. %s trades leave the edge uncertain: the mean over it is %s, and %s is"
                        + " from %s to %s with 90 %% probability.",
                spread.criterion().name(),
                text(lowered ? spread.plugIn().value() : asked, money),
                lowered ? "as low as that" : "as in the trades",
                trades(),
                text(spread.integrated(), money),
                spread.criterion().name(),
                text(spread.quantile(0.05), money),
                text(spread.quantile(0.95), money));
    }

    private String text(double value, boolean money) {
        return money ? money(value) + " " + currency() : Charts.percent(value);
    }

    /** Only the ratio: the width itself stands above, from other draws. */
    private String outlook() {
        Outlook outlook = findings.outlook();
        double ratio = outlook.widthThen() / outlook.widthNow();
        if (ratio > 0.95) {
            return outlook.trades() + " more trades would leave the 90 % interval of P(pass) about as wide as it is.";
        }
        double trades = asked().edge().trades();
        double byNumber = Math.sqrt(trades / (trades + outlook.trades()));
        String narrower = String.format(
                Locale.ROOT,
                "%d more trades would make the 90 %% interval of P(pass) some %.0f %% narrower on average.",
                outlook.trades(),
                100 * (1 - ratio));
        return Math.abs(ratio - byNumber) < LEAST_DIFFERENCE
                ? narrower
                : narrower
                        + String.format(
                                Locale.ROOT,
                                " The square root of the number of trades would give %.0f %%; the two differ because P(pass)"
                                        + " does not change in proportion to the edge.",
                                100 * (1 - byNumber));
    }

    private void cell(String text) {
        html.append("<td>").append(escaped(text)).append("</td>");
    }

    /** A number stays on the line of its unit. */
    private void element(String tag, String text) {
        html.append('<')
                .append(tag)
                .append('>')
                .append(escaped(text.replaceAll("(?<=\\d) (?=%|R\\b)", "\u00a0")))
                .append("</")
                .append(tag.replaceFirst(" .*", ""))
                .append(">\n");
    }

    private String currency() {
        return asked().currency();
    }

    private static String money(double amount) {
        return String.format(Locale.ROOT, "%,.0f", amount);
    }

    private static String interval(Estimate estimate) {
        return estimate.isComputed()
                ? ""
                : " (95 % interval: " + Charts.percent(estimate.lower()) + " to " + Charts.percent(estimate.upper())
                        + ")";
    }
}
