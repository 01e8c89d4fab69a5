package io.github.ftmo4j.examples.policy;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.policy.ChartCell;
import io.github.ftmo4j.sim.policy.OptimalPolicy;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Policies as SVG, side by side: days to the right, the balance upwards, the stake as colour. */
final class PolicyPicture {

    private static final int PANEL_WIDTH = 420;
    private static final int PANEL_HEIGHT = 400;
    private static final int LEFT = 64;
    private static final int GAP = 60;
    private static final int TOP = 84;
    private static final int FOOT = 118;
    private static final int ROWS = 80;
    private static final double LOWEST = 0.90;
    private static final double HIGHEST = 1.10;

    /** Rarer states are left out. */
    private static final double RARE = 1e-6;

    /** By stake of the menu. */
    private static final String[] COLOURS = {"#9aa5b1", "#fde725", "#a0da39", "#4ac16d", "#1fa187", "#277f8e", "#6a51a3"
    };

    private static final String STYLE = """

            text { fill: #1f2933; font-family: Helvetica, Arial, 'DejaVu Sans', sans-serif; }
            .pale { fill: #52606d; }
            .paper { fill: #ffffff; }
            .line { stroke: #52606d; stroke-width: 1; fill: none; }
            .grid { stroke: #52606d; stroke-width: 0.5; stroke-dasharray: 2 4; fill: none; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e4e7eb; }
              .pale { fill: #a9b3bd; }
              .paper { fill: #161b22; }
              .line { stroke: #a9b3bd; }
              .grid { stroke: #a9b3bd; }
            }
            """;

    private final List<OptimalPolicy> policies;
    private final double winRate;
    private final XMLStreamWriter svg;

    private PolicyPicture(List<OptimalPolicy> policies, double winRate, XMLStreamWriter svg) {
        this.policies = policies;
        this.winRate = winRate;
        this.svg = svg;
    }

    static void write(List<OptimalPolicy> policies, double winRate, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            XMLStreamWriter svg = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            new PolicyPicture(policies, winRate, svg).draw();
            svg.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void draw() throws XMLStreamException {
        int width = LEFT + policies.size() * PANEL_WIDTH + (policies.size() - 1) * GAP + 24;
        int height = TOP + PANEL_HEIGHT + FOOT;
        svg.writeStartElement("svg");
        svg.writeDefaultNamespace("http://www.w3.org/2000/svg");
        svg.writeAttribute("viewBox", "0 0 " + width + " " + height);
        svg.writeAttribute("width", String.valueOf(width));
        svg.writeAttribute("height", String.valueOf(height));
        svg.writeStartElement("style");
        svg.writeCharacters(STYLE);
        svg.writeEndElement();
        shape("rect", "paper", "x", 0, "y", 0, "width", width, "height", height);
        text("The best stake of the first trade of a day, by balance and day", 16, 28, 16, "start", true, "");
        for (int i = 0; i < policies.size(); i++) {
            panel(policies.get(i), LEFT + i * (PANEL_WIDTH + GAP));
        }
        legend(TOP + PANEL_HEIGHT + 62);
        svg.writeEndElement();
        svg.writeCharacters("\n");
    }

    private void panel(OptimalPolicy policy, int x) throws XMLStreamException {
        Phase phase = policy.search().program().phases().get(0);
        int days = policy.search().tradingPlan().abandonAfter();
        text(
                String.format(Locale.ROOT, "%s, %s", policy.search().program().name(), phase.name()),
                x,
                TOP - 30,
                13,
                "start",
                true,
                "");
        text(
                String.format(
                        Locale.ROOT,
                        "%.1f %% pass the program; %.1f %% with the best fixed stake",
                        100 * policy.value().value(),
                        100 * policy.bestFixed().pass().value()),
                x,
                TOP - 13,
                12,
                "start",
                false,
                "pale");
        cells(policy, phase, x, days);
        for (int percent = 90; percent <= 110; percent += 5) {
            double y = y(percent / 100.0);
            shape("line", "grid", "x1", x, "y1", y, "x2", x + PANEL_WIDTH, "y2", y);
            text(percent + " %", x - 6, y + 4, 11, "end", false, "pale");
        }
        for (int day = days / 6; day <= days; day += Math.max(1, days / 6)) {
            double right = x + (double) day * PANEL_WIDTH / days;
            shape("line", "line", "x1", right, "y1", TOP + PANEL_HEIGHT, "x2", right, "y2", TOP + PANEL_HEIGHT + 5);
            text(String.valueOf(day), right, TOP + PANEL_HEIGHT + 18, 11, "middle", false, "pale");
        }
        text("trading day", x + PANEL_WIDTH / 2.0, TOP + PANEL_HEIGHT + 34, 11, "middle", false, "pale");
        shape("rect", "line", "x", x, "y", TOP, "width", PANEL_WIDTH, "height", PANEL_HEIGHT);
    }

    /** Days in a row with one colour are one rectangle. */
    private void cells(OptimalPolicy policy, Phase phase, int x, int days) throws XMLStreamException {
        double width = (double) PANEL_WIDTH / days;
        double height = (double) PANEL_HEIGHT / ROWS;
        String[][] rows = colours(policy, phase, days);
        for (int row = 0; row < ROWS; row++) {
            for (int day = 1; day <= days; day++) {
                int from = day;
                String colour = rows[row][from];
                while (colour != null && colour.equals(rows[row][day + 1])) {
                    day++;
                }
                if (colour != null) {
                    double y = TOP + (ROWS - 1 - row) * height;
                    double wide = (day - from + 1) * width;
                    shape(
                            "rect",
                            "",
                            "x",
                            x + (from - 1) * width,
                            "y",
                            y,
                            "width",
                            wide,
                            "height",
                            height,
                            "fill",
                            colour);
                }
            }
        }
    }

    /** By row from below, and by day. */
    private static String[][] colours(OptimalPolicy policy, Phase phase, int days) {
        double[][] mass = new double[ROWS][days + 2];
        double[][] stake = new double[ROWS][days + 2];
        long initial = phase.initialBalance().minorUnits();
        for (ChartCell cell : policy.chart(phase.name())) {
            double share = (double) cell.balance().minorUnits() / initial;
            int row = (int) Math.min(ROWS - 1.0, Math.floor((share - LOWEST) / (HIGHEST - LOWEST) * ROWS + 1e-9));
            mass[row][cell.day()] += cell.probability();
            stake[row][cell.day()] += cell.probability() * cell.stake().minorUnits() / initial;
        }
        String[][] colours = new String[ROWS][days + 2];
        for (int row = 0; row < ROWS; row++) {
            for (int day = 1; day <= days; day++) {
                if (mass[row][day] >= RARE) {
                    colours[row][day] = colour(stake[row][day] / mass[row][day]);
                }
            }
        }
        return colours;
    }

    private static double y(double share) {
        return TOP + PANEL_HEIGHT * (HIGHEST - share) / (HIGHEST - LOWEST);
    }

    /** The colour of the nearest stake of the menu. */
    private static String colour(double stake) {
        int nearest = 0;
        List<Double> menu = PolicyMap.MENU.fractions();
        for (int i = 1; i < menu.size(); i++) {
            if (Math.abs(menu.get(i) - stake) < Math.abs(menu.get(nearest) - stake)) {
                nearest = i;
            }
        }
        return COLOURS[nearest];
    }

    private void legend(int y) throws XMLStreamException {
        String share = String.format(Locale.ROOT, "%.0f %%", 100 * winRate);
        int x = LEFT;
        text("stake", x, y + 12, 12, "start", true, "");
        x += 48;
        for (int i = 0; i < COLOURS.length; i++) {
            shape("rect", "", "x", x, "y", y, "width", 16, "height", 16, "fill", COLOURS[i]);
            String label = i == 0
                    ? "nothing"
                    : String.format(
                            Locale.ROOT,
                            "%.2f %%",
                            100 * PolicyMap.MENU.fractions().get(i));
            text(label, x + 22, y + 12, 12, "start", false, "");
            x += 92;
        }
        note(
                "Balance and stake in % of the initial balance, rows of 0.25 %. The stake is that of the menu which is nearest"
                        + " to the mean of all states of a cell.",
                y + 34);
        note(
                "Rarer cells than one attempt in a million are empty. Two trades a day, " + share
                        + " win 1.5 R, the others lose 1 R; no phase is tried any longer than shown.",
                y + 49);
    }

    private void note(String text, int y) throws XMLStreamException {
        text(text, LEFT, y, 10.5, "start", false, "pale");
    }

    private void shape(String name, String style, Object... attributes) throws XMLStreamException {
        svg.writeCharacters("\n");
        svg.writeEmptyElement(name);
        if (!style.isEmpty()) {
            svg.writeAttribute("class", style);
        }
        for (int i = 0; i < attributes.length; i += 2) {
            svg.writeAttribute(attributes[i].toString(), number(attributes[i + 1]));
        }
    }

    private static String number(Object value) {
        return value instanceof Double decimal ? String.valueOf(Math.round(decimal * 100) / 100.0) : value.toString();
    }

    private void text(String text, double x, double y, double size, String anchor, boolean bold, String style)
            throws XMLStreamException {
        svg.writeCharacters("\n");
        svg.writeStartElement("text");
        if (!style.isEmpty()) {
            svg.writeAttribute("class", style);
        }
        svg.writeAttribute("x", number(x));
        svg.writeAttribute("y", number(y));
        svg.writeAttribute("font-size", String.valueOf(size));
        svg.writeAttribute("text-anchor", anchor);
        if (bold) {
            svg.writeAttribute("font-weight", "bold");
        }
        svg.writeCharacters(text);
        svg.writeEndElement();
    }
}
