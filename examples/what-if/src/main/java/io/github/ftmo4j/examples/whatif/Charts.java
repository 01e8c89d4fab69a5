package io.github.ftmo4j.examples.whatif;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.examples.whatif.Drawing.Anchor;
import io.github.ftmo4j.examples.whatif.Drawing.Ink;
import io.github.ftmo4j.sim.edge.Spread;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.PhaseOdds;
import io.github.ftmo4j.sim.policy.ChartCell;
import io.github.ftmo4j.sim.policy.OptimalPolicy;
import io.github.ftmo4j.sim.statistics.CountDistribution;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Score;
import io.github.ftmo4j.sim.sweep.SweepRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** The charts of the report. */
final class Charts {

    private static final String[] VIRIDIS = {
        "#440154", "#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39", "#fde725"
    };
    private static final int LIGHT_FROM = 5;
    private static final double NEARLY_ALL = 0.99;

    private Charts() {}

    static String percent(double share) {
        return percent(share, 0);
    }

    static String finePercent(double share) {
        return percent(share, 1);
    }

    /** A share that is not 0 or 1 is not written as 0 % or 100 %. */
    private static String percent(double share, int digits) {
        double least = Math.pow(10, -2 - digits);
        boolean under = share > 0 && share < least / 2;
        boolean over = share < 1 && share >= 1 - least / 2;
        double shown = under ? least : over ? 1 - least : share;
        return (under ? "under " : over ? "over " : "")
                + String.format(Locale.ROOT, "%." + digits + "f %%", 100 * shown);
    }

    /** Thousands as k. */
    static String amount(double money) {
        return Math.abs(money) >= 10_000
                ? String.format(Locale.ROOT, "%,.0fk", money / 1_000)
                : String.format(Locale.ROOT, "%,.0f", money);
    }

    static Drawing oddsByRisk(Findings findings) {
        return byRisk(findings, "P(pass) by risk per trade", Criterion.pass(), 0, 1.05, "P(pass)", Charts::percent);
    }

    static Drawing valueByRisk(Findings findings) {
        double low = 0;
        double high = 1;
        for (SweepRow row : findings.risks().rows()) {
            low = Math.min(low, row.score(Criterion.expectedValue()).lower());
            high = Math.max(high, row.score(Criterion.expectedValue()).upper());
        }
        return byRisk(
                findings,
                "Expected value by risk per trade",
                Criterion.expectedValue(),
                low,
                high,
                "EV, " + findings.question().currency(),
                Charts::amount);
    }

    private static Drawing byRisk(
            Findings findings,
            String title,
            Criterion criterion,
            double low,
            double high,
            String up,
            DoubleFunction<String> text) {
        Drawing drawing = new Drawing(title);
        List<SweepRow> rows = findings.risks().rows();
        Axes axes = new Axes(drawing, 0, risk(rows.get(rows.size() - 1)), low, high);
        axes.draw("risk per trade, % of the balance", risk -> trimmed(100 * risk), up, text);
        List<double[]> lower = new ArrayList<>();
        List<double[]> middle = new ArrayList<>();
        List<double[]> upper = new ArrayList<>();
        for (SweepRow row : rows) {
            Score score = row.score(criterion);
            lower.add(new double[] {risk(row), score.lower()});
            middle.add(new double[] {risk(row), score.value()});
            upper.add(new double[] {risk(row), score.upper()});
        }
        axes.band(lower, upper, Ink.BAND);
        axes.curve(middle, Ink.FIRST, false);
        SweepRow best = findings.risks().best();
        SweepRow highest = findings.risks().best(criterion);
        if (!highest.equals(best)) {
            mark(drawing, axes, highest, criterion, Ink.FIRST, "highest", -8);
        }
        rows.stream()
                .filter(row -> risk(row) == findings.question().risk())
                .filter(row -> !row.equals(best))
                .forEach(row -> mark(drawing, axes, row, criterion, Ink.SECOND, "now", 20));
        mark(
                drawing,
                axes,
                best,
                criterion,
                Ink.GOOD,
                risk(best) == findings.question().risk() ? "best, now" : "best",
                0);
        return drawing;
    }

    private static void mark(
            Drawing drawing, Axes axes, SweepRow row, Criterion criterion, Ink ink, String name, double off) {
        double x = axes.x(risk(row));
        double y = axes.y(row.score(criterion).value());
        drawing.box(x - 4, y - 4, 8, 8, ink);
        boolean left = x > Axes.RIGHT - 70;
        double beside = Math.min(Axes.BOTTOM - 6, Math.max(Axes.TOP + 4, y + off));
        drawing.text(name, left ? x - 8 : x + 8, beside, left ? Anchor.END : Anchor.START, ink);
    }

    static double risk(SweepRow row) {
        return row.settings().stream()
                .filter(setting -> setting.parameter().equals("risk"))
                .findFirst()
                .orElseThrow()
                .number()
                .orElseThrow();
    }

    static Drawing fan(Findings findings) {
        EquityFan fan = findings.fan();
        Drawing drawing = new Drawing("Balance by trading day, first phase");
        double low = fan.lowest();
        double high = fan.highest();
        double margin = 0.06 * (high - low);
        Axes axes = new Axes(drawing, 0, fan.days().size() - 1.0, low - margin, high + margin);
        axes.draw("trading day", day -> String.format(Locale.ROOT, "%.0f", day), "balance", Charts::amount);
        axes.band(course(fan, 0.05), course(fan, 0.95), Ink.WIDE_BAND);
        axes.band(course(fan, 0.25), course(fan, 0.75), Ink.BAND);
        axes.curve(course(fan, 0.5), Ink.FIRST, false);
        List<double[]> maximumLoss = floors(fan, true);
        List<double[]> dailyLoss = floors(fan, false);
        axes.curve(maximumLoss, Ink.BAD, false);
        axes.curve(dailyLoss, Ink.SECOND, true);
        maximumLoss.stream()
                .reduce((first, second) -> second)
                .ifPresent(
                        last -> drawing.text("maximum loss", Axes.RIGHT - 4, axes.y(last[1]) - 6, Anchor.END, Ink.BAD));
        dailyLoss.stream()
                .findFirst()
                .ifPresent(first ->
                        drawing.text("daily loss", Axes.LEFT + 6, axes.y(first[1]) + 18, Anchor.START, Ink.SECOND));
        fan.target().ifPresent(target -> {
            axes.curve(
                    List.of(new double[] {0, target}, new double[] {fan.days().size() - 1.0, target}), Ink.GOOD, true);
            drawing.text("target", Axes.RIGHT - 4, axes.y(target) - 5, Anchor.END, Ink.GOOD);
        });
        return drawing;
    }

    private static List<double[]> course(EquityFan fan, double quantile) {
        List<double[]> points = new ArrayList<>();
        for (int day = 0; day < fan.days().size(); day++) {
            points.add(new double[] {day, fan.days().get(day).quantile(quantile)});
        }
        return points;
    }

    private static List<double[]> floors(EquityFan fan, boolean maximumLoss) {
        List<double[]> points = new ArrayList<>();
        for (int day = 0; day < fan.days().size(); day++) {
            EquityFan.Day floors = fan.days().get(day);
            double floor = maximumLoss ? floors.maximumLossFloor() : floors.dailyFloor();
            if (!Double.isNaN(floor)) {
                points.add(new double[] {day, floor});
            }
        }
        return points;
    }

    static Drawing heatMap(Findings findings) {
        Drawing drawing = new Drawing("P(pass) by win rate and risk");
        List<SweepRow> rows = findings.winRates().rows();
        List<Double> winRates = rows.stream().map(Charts::winRate).distinct().toList();
        List<Double> risks = rows.stream().map(Charts::risk).distinct().toList();
        double width = (Axes.RIGHT - Axes.LEFT) / risks.size();
        double height = (Axes.BOTTOM - Axes.TOP) / winRates.size();
        for (SweepRow row : rows) {
            double pass = row.score(Criterion.pass()).value();
            int shade = (int) Math.min(VIRIDIS.length - 1.0, pass * VIRIDIS.length);
            double x = Axes.LEFT + risks.indexOf(risk(row)) * width;
            double y = Axes.BOTTOM - (winRates.indexOf(winRate(row)) + 1) * height;
            drawing.cell(x, y, width - 1, height - 1, VIRIDIS[shade]);
            drawing.textOn(
                    String.format(Locale.ROOT, "%.0f", 100 * pass),
                    x + width / 2,
                    y + height / 2 + 5,
                    shade >= LIGHT_FROM ? "#000000" : "#ffffff");
        }
        for (int i = 0; i < winRates.size(); i++) {
            drawing.text(
                    percent(winRates.get(i)),
                    Axes.LEFT - 6,
                    Axes.BOTTOM - (i + 0.5) * height + 5,
                    Anchor.END,
                    i == winRates.size() / 2 ? Ink.TEXT : Ink.PALE);
        }
        for (int i = 0; i < risks.size(); i++) {
            drawing.text(
                    trimmed(100 * risks.get(i)),
                    Axes.LEFT + (i + 0.5) * width,
                    Axes.BOTTOM + 18,
                    Anchor.MIDDLE,
                    Ink.PALE);
        }
        drawing.text("win rate; in the cells P(pass), %", 6, 16, Anchor.START, Ink.PALE);
        drawing.text(
                "risk per trade, % of the balance",
                (Axes.LEFT + Axes.RIGHT) / 2, Axes.BOTTOM + 38, Anchor.MIDDLE, Ink.PALE);
        return drawing;
    }

    static String trimmed(double number) {
        return new BigDecimal(String.format(Locale.ROOT, "%.2f", number))
                .stripTrailingZeros()
                .toPlainString();
    }

    static double winRate(SweepRow row) {
        return row.settings().get(0).number().orElseThrow();
    }

    /** By phase: an attempt that fails the second one has passed the first. */
    static Drawing ends(Findings findings) {
        Drawing drawing = new Drawing("How attempts end");
        List<String> names = new ArrayList<>(List.of("passed"));
        List<Double> shares = new ArrayList<>(List.of(findings.odds().pass().value()));
        for (PhaseOdds phase : findings.odds().phases()) {
            phase.ends().forEach((end, share) -> {
                double ofAll = share.value() * phase.reached().value();
                if (end != AttemptEnd.PASSED && ofAll >= 0.0005) {
                    names.add(phase.name() + ": " + words(end));
                    shares.add(ofAll);
                }
            });
        }
        double height = Math.min(60, (Drawing.HEIGHT - 24.0) / names.size());
        double widest = shares.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        for (int i = 0; i < names.size(); i++) {
            double y = 10 + i * height;
            double width = Math.max(1, shares.get(i) / widest * (Axes.RIGHT - 80));
            drawing.text(names.get(i), 12, y + height / 2 - 4, Anchor.START, Ink.TEXT);
            drawing.box(12, y + height / 2 + 2, width, height / 2 - 8, i == 0 ? Ink.GOOD : Ink.BAD);
            drawing.text(finePercent(shares.get(i)), 18 + width, y + height * 0.75 + 3, Anchor.START, Ink.TEXT);
        }
        return drawing;
    }

    static String words(AttemptEnd end) {
        return end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Drawing days(Findings findings) {
        Drawing drawing = new Drawing("Trading days to pass");
        CountDistribution days = findings.odds().daysToPass();
        if (days.isEmpty()) {
            drawing.text("no attempt passed", Drawing.WIDTH / 2.0, Drawing.HEIGHT / 2.0, Anchor.MIDDLE, Ink.PALE);
            return drawing;
        }
        int last = days.quantile(NEARLY_ALL);
        int bin = daysOfBar(days);
        List<Double> shares = new ArrayList<>();
        for (int day = 1; day <= last; day += bin) {
            shares.add(share(days, day, day + bin - 1));
        }
        double most = shares.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        Axes axes = new Axes(drawing, 0, shares.size() * (double) bin, 0, 1.08 * most);
        axes.draw(
                "trading days", day -> String.format(Locale.ROOT, "%.0f", day), "share of passes", Charts::finePercent);
        for (int i = 0; i < shares.size(); i++) {
            double x = axes.x(i * (double) bin);
            double y = axes.y(shares.get(i));
            drawing.box(x, y, axes.x((i + 1.0) * bin) - x - 1, Axes.BOTTOM - y, Ink.FIRST);
        }
        double median = axes.x(days.quantile(0.5) - 0.5);
        drawing.line(median, Axes.TOP, median, Axes.BOTTOM, Ink.SECOND, true);
        drawing.text("median " + days.quantile(0.5), median + 6, Axes.TOP + 4, Anchor.START, Ink.SECOND);
        return drawing;
    }

    private static double share(CountDistribution days, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToDouble(days::probability).sum();
    }

    private static int daysOfBar(CountDistribution days) {
        return (int) Math.max(1, Axes.round(days.quantile(NEARLY_ALL) / 25.0));
    }

    /** What the picture of the days shows, and what it leaves out. */
    static String daysShown(CountDistribution days) {
        if (days.isEmpty()) {
            return "";
        }
        int bin = daysOfBar(days);
        int shown = (days.quantile(NEARLY_ALL) + bin - 1) / bin * bin;
        double longer = 1 - share(days, 0, shown);
        return "The attempts that pass. "
                + (bin == 1 ? "Each bar is one day" : "Each bar is " + bin + " days")
                + (longer > 1e-9
                        ? "; " + finePercent(longer) + " take more than " + shown + " days and are not drawn."
                        : ".");
    }

    static Drawing edge(Findings findings) {
        Drawing drawing = new Drawing("P(pass) while the edge is uncertain");
        Spread spread = findings.edge().spread(Criterion.pass());
        int bins = 20;
        double[] shares = new double[bins];
        for (double value : spread.values()) {
            shares[(int) Math.min(bins - 1.0, value * bins)] +=
                    1.0 / spread.values().size();
        }
        double most = 0;
        for (double share : shares) {
            most = Math.max(most, share);
        }
        Axes axes = new Axes(drawing, 0, 1, 0, 1.3 * most);
        axes.draw("P(pass)", Charts::percent, "probability", Charts::percent);
        for (int i = 0; i < bins; i++) {
            double y = axes.y(shares[i]);
            double x = axes.x((double) i / bins);
            drawing.box(x, y, axes.x((i + 1.0) / bins) - x - 1, Axes.BOTTOM - y, Ink.BAND);
        }
        line(drawing, axes, findings.odds().pass().value(), "edge exactly as in the trades:", Ink.SECOND, 1);
        line(drawing, axes, spread.integrated(), "mean over the uncertain edge:", Ink.FIRST, 2);
        return drawing;
    }

    private static void line(Drawing drawing, Axes axes, double at, String name, Ink ink, int row) {
        double x = axes.x(at);
        drawing.line(x, Axes.TOP + 34, x, Axes.BOTTOM, ink, true);
        drawing.text(name + " " + percent(at), Axes.LEFT + 8, Axes.TOP - 8 + 18 * row, Anchor.START, ink);
    }

    static Drawing policy(OptimalPolicy best) {
        Phase phase = best.search().program().phases().get(0);
        Drawing drawing = new Drawing("Stake by balance and day, " + phase.name());
        double initial = phase.initialBalance().toBigDecimal().doubleValue();
        int days = best.search().tradingPlan().abandonAfter();
        Axes axes = new Axes(drawing, 1, days + 1.0, 90, 111);
        int rows = 42;
        double[][] mass = new double[rows][days + 1];
        double[][] stake = new double[rows][days + 1];
        for (ChartCell cell : best.chart(phase.name())) {
            double share = 100 * cell.balance().toBigDecimal().doubleValue() / initial;
            int row = (int) Math.floor((share - 90) * 2 + 1e-9);
            if (row >= 0 && row < rows && cell.day() <= days) {
                mass[row][cell.day()] += cell.probability();
                stake[row][cell.day()] +=
                        cell.probability() * cell.stake().toBigDecimal().doubleValue() / initial;
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int day = 1; day <= days; day++) {
                if (mass[row][day] > 1e-6) {
                    int shade = (int) Math.round(stake[row][day] / mass[row][day] / 0.015 * (VIRIDIS.length - 1));
                    double y = axes.y(90 + (row + 1) / 2.0);
                    drawing.cell(
                            axes.x(day),
                            y,
                            axes.x(day + 1.0) - axes.x(day) + 0.3,
                            axes.y(90 + row / 2.0) - y + 0.3,
                            VIRIDIS[Math.max(0, Math.min(VIRIDIS.length - 1, shade))]);
                }
            }
        }
        axes.draw("trading day", day -> String.format(Locale.ROOT, "%.0f", day), "balance, %", Charts::trimmed);
        double x = 170;
        for (int i = 0; i < VIRIDIS.length; i++) {
            drawing.cell(x + 14 * i, 6, 14, 12, VIRIDIS[i]);
        }
        drawing.text("stake 0 %", x - 6, 16, Anchor.END, Ink.PALE);
        drawing.text("1.5 %", x + 14 * VIRIDIS.length + 6, 16, Anchor.START, Ink.PALE);
        return drawing;
    }
}
