package io.github.ftmo4j.examples.league;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.svg.SVGGraphics2D;

/**
 * All leagues at a glance: a row for each sizing, a column for each trader and program, the odds as numbers and
 * colours.
 */
final class LeaguePicture {

    private static final int NAME_WIDTH = 200;
    private static final int CELL_WIDTH = 92;
    private static final int CELL_HEIGHT = 21;
    private static final int HEAD_HEIGHT = 76;
    private static final int FOOT_HEIGHT = 62;
    private static final int GAP = 14;
    private static final int MARGIN = 16;

    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Color INK = new Color(0x1f2933);
    private static final Color PALE = new Color(0x616e7c);

    /** From never to always, readable without telling red from green. */
    private static final Color[] SCALE = {
        new Color(0xb2182b),
        new Color(0xef8a62),
        new Color(0xfddbc7),
        new Color(0xd1e5f0),
        new Color(0x67a9cf),
        new Color(0x2166ac)
    };

    private final List<League> leagues;
    private final List<String> names;
    private final long trials;

    LeaguePicture(List<League> leagues) {
        this.leagues = leagues;
        this.trials = leagues.get(0).rows().get(0).result().trials();
        Map<String, Double> sums = new LinkedHashMap<>();
        for (League league : leagues) {
            for (League.Row row : league.rows()) {
                sums.merge(row.contestant().name(), row.result().pass().value(), Double::sum);
            }
        }
        names = new ArrayList<>(sums.keySet());
        names.sort(Comparator.comparingDouble((String name) -> -sums.getOrDefault(name, 0.0)));
    }

    int width() {
        return 2 * MARGIN + NAME_WIDTH + leagues.size() * CELL_WIDTH + GAP;
    }

    int height() {
        return 2 * MARGIN + HEAD_HEIGHT + names.size() * CELL_HEIGHT + FOOT_HEIGHT;
    }

    void writeSvg(Path file) throws IOException {
        SVGGraphics2D svg = new SVGGraphics2D(width(), height());
        svg.setDefsKeyPrefix("league");
        draw(svg);
        Files.writeString(file, svg.getSVGElement() + "\n", StandardCharsets.UTF_8);
    }

    void draw(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width(), height());
        g.setColor(INK);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        g.drawString("Which sizing passes, and how fast? P(pass) in % and median days to pass", MARGIN, MARGIN + 14);
        head(g);
        for (int i = 0; i < names.size(); i++) {
            row(g, names.get(i), MARGIN + HEAD_HEIGHT + i * CELL_HEIGHT);
        }
        foot(g);
    }

    private void head(Graphics2D g) {
        int y = MARGIN + HEAD_HEIGHT;
        for (int i = 0; i < leagues.size(); i++) {
            League league = leagues.get(i);
            boolean first = i == 0 || !leagues.get(i - 1).program().equals(league.program());
            if (first) {
                g.setColor(INK);
                g.setFont(BOLD);
                g.drawString(league.program().name(), x(i), y - 26);
            }
            g.setColor(PALE);
            g.setFont(SMALL);
            centred(g, league.trader().name(), x(i), y - 8);
        }
    }

    private void row(Graphics2D g, String name, int y) {
        g.setColor(INK);
        boolean first = true;
        for (int i = 0; i < leagues.size(); i++) {
            League.Row row = leagues.get(i).rows().stream()
                    .filter(candidate -> candidate.contestant().name().equals(name))
                    .findFirst()
                    .orElseThrow();
            if (first) {
                boolean stressed = row.contestant().kind() == Contestant.Kind.FIXED
                        || row.contestant().kind() == Contestant.Kind.PRESET;
                g.setFont(stressed ? BOLD : PLAIN);
                g.drawString(name, MARGIN, y + 15);
                first = false;
            }
            double share = row.result().pass().value();
            Color colour = colour(share);
            g.setColor(colour);
            g.fillRect(x(i), y, CELL_WIDTH - 2, CELL_HEIGHT - 2);
            g.setColor(luminance(colour) < 0.45 ? Color.WHITE : INK);
            g.setFont(PLAIN);
            right(g, String.format(Locale.ROOT, "%.1f", 100 * share), x(i) + 34, y + 14);
            g.setFont(SMALL);
            g.drawString(mark(row), x(i) + 38, y + 14);
            if (row.result().daysToPass().n() > 0) {
                String days = row.result().daysToPass().quantile(0.5) + " d";
                right(g, days, x(i) + CELL_WIDTH - 8, y + 14);
            }
            g.setColor(INK);
        }
    }

    private static String mark(League.Row row) {
        if (row.difference().lower() > 0) {
            return "\u25b2";
        }
        return row.difference().upper() < 0 ? "\u25bd" : "";
    }

    private void foot(Graphics2D g) {
        int y = MARGIN + HEAD_HEIGHT + names.size() * CELL_HEIGHT + 20;
        g.setFont(SMALL);
        g.setColor(PALE);
        g.drawString(
                "\u25b2 ahead of, \u25bd behind the best of the four fixed fractions, where the 95 % interval of the difference on the same"
                        + " trades excludes zero.",
                MARGIN, y);
        g.drawString(
                String.format(
                        Locale.ROOT,
                        "%,d trials a cell, accounts of 100,000, %d trades a day. Rows by mean odds.",
                        trials,
                        TraderProfile.TRADES_A_DAY),
                MARGIN,
                y + 16);
        StringBuilder traders = new StringBuilder();
        for (TraderProfile trader : TraderProfile.all()) {
            if (!trader.name().equals("streaky")) {
                traders.append(String.format(
                        Locale.ROOT,
                        "%s: %.0f %% win %.1f R. ",
                        trader.name(),
                        100 * trader.winRate(),
                        TraderProfile.PAYOFF));
            }
        }
        g.drawString(traders + "streaky: good and bad times, drawn in blocks.", MARGIN, y + 32);
    }

    private int x(int column) {
        boolean second = !leagues.get(column).program().equals(leagues.get(0).program());
        return MARGIN + NAME_WIDTH + column * CELL_WIDTH + (second ? GAP : 0);
    }

    private static void centred(Graphics2D g, String text, int x, int y) {
        FontMetrics metrics = g.getFontMetrics();
        g.drawString(text, x + (CELL_WIDTH - 2 - metrics.stringWidth(text)) / 2, y);
    }

    private static void right(Graphics2D g, String text, int end, int y) {
        g.drawString(text, end - g.getFontMetrics().stringWidth(text), y);
    }

    private static Color colour(double share) {
        double place = share * (SCALE.length - 1);
        int low = (int) Math.min(SCALE.length - 2.0, Math.floor(place));
        double weight = place - low;
        return new Color(
                mix(SCALE[low].getRed(), SCALE[low + 1].getRed(), weight),
                mix(SCALE[low].getGreen(), SCALE[low + 1].getGreen(), weight),
                mix(SCALE[low].getBlue(), SCALE[low + 1].getBlue(), weight));
    }

    private static int mix(int from, int to, double weight) {
        return (int) Math.round(from + weight * (to - from));
    }

    private static double luminance(Color colour) {
        return (0.2126 * colour.getRed() + 0.7152 * colour.getGreen() + 0.0722 * colour.getBlue()) / 255;
    }
}
