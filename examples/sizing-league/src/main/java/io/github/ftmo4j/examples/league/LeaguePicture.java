package io.github.ftmo4j.examples.league;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * All leagues at a glance, as SVG: a row for each sizing, by kind and best first; a column for each trader and program;
 * the odds as numbers and colours.
 */
final class LeaguePicture {

    private static final int NAME_WIDTH = 180;
    private static final int CELL_WIDTH = 96;
    private static final int CELL_HEIGHT = 21;
    private static final int HEAD_HEIGHT = 66;
    private static final int TITLE_HEIGHT = 26;
    private static final int FOOT_HEIGHT = 76;
    private static final int GAP = 14;
    private static final int MARGIN = 16;

    private static final String INK = "#1f2933";
    private static final String PALE = "#52606d";

    /** From never to always, readable without telling red from green. */
    private static final int[][] SCALE = {
        {0xb2, 0x18, 0x2b},
        {0xef, 0x8a, 0x62},
        {0xfd, 0xdb, 0xc7},
        {0xd1, 0xe5, 0xf0},
        {0x67, 0xa9, 0xcf},
        {0x21, 0x66, 0xac}
    };

    private enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final List<League> leagues;
    private final Map<Contestant.Kind, List<String>> names = new EnumMap<>(Contestant.Kind.class);
    private final XMLStreamWriter svg;

    private LeaguePicture(List<League> leagues, XMLStreamWriter svg) {
        this.leagues = leagues;
        this.svg = svg;
        Map<String, Double> sums = new HashMap<>();
        for (League league : leagues) {
            for (League.Row row : league.rows()) {
                sums.merge(row.contestant().name(), row.result().pass().value(), Double::sum);
            }
        }
        for (League.Row row : leagues.get(0).rows()) {
            names.computeIfAbsent(row.contestant().kind(), kind -> new ArrayList<>())
                    .add(row.contestant().name());
        }
        names.values().forEach(kind -> kind.sort(Comparator.comparingDouble(name -> -sums.getOrDefault(name, 0.0))));
    }

    static void write(List<League> leagues, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            XMLStreamWriter svg = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            new LeaguePicture(leagues, svg).draw();
            svg.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void draw() throws XMLStreamException {
        int width = 2 * MARGIN + NAME_WIDTH + leagues.size() * CELL_WIDTH + GAP;
        int rows = names.values().stream().mapToInt(List::size).sum();
        int height = 2 * MARGIN + HEAD_HEIGHT + names.size() * TITLE_HEIGHT + rows * CELL_HEIGHT + FOOT_HEIGHT;
        svg.writeStartElement("svg");
        svg.writeDefaultNamespace("http://www.w3.org/2000/svg");
        svg.writeAttribute("viewBox", "0 0 " + width + " " + height);
        svg.writeAttribute("width", String.valueOf(width));
        svg.writeAttribute("height", String.valueOf(height));
        svg.writeAttribute("font-family", "Helvetica, Arial, DejaVu Sans, sans-serif");
        rectangle(0, 0, width, height, "#ffffff");
        text(
                "Which sizing passes, and how fast? P(pass) in %, and median days to pass",
                MARGIN, MARGIN + 14, 15, true, INK, Anchor.START);
        head();
        int y = MARGIN + HEAD_HEIGHT;
        for (Map.Entry<Contestant.Kind, List<String>> kind : names.entrySet()) {
            text(kind.getKey().title(), MARGIN, y + TITLE_HEIGHT - 7, 12, true, INK, Anchor.START);
            y += TITLE_HEIGHT;
            for (String name : kind.getValue()) {
                row(name, y);
                y += CELL_HEIGHT;
            }
        }
        foot(y + 20);
        svg.writeEndElement();
        svg.writeCharacters("\n");
    }

    private void head() throws XMLStreamException {
        int y = MARGIN + HEAD_HEIGHT;
        for (int i = 0; i < leagues.size(); i++) {
            League league = leagues.get(i);
            if (i == 0 || !leagues.get(i - 1).program().equals(league.program())) {
                text(league.program().name(), x(i), y - 28, 12, true, INK, Anchor.START);
            }
            text(league.trader().name(), x(i) + CELL_WIDTH / 2, y - 8, 11, false, PALE, Anchor.MIDDLE);
        }
    }

    private void row(String name, int y) throws XMLStreamException {
        for (int i = 0; i < leagues.size(); i++) {
            if (i == 0) {
                text(name, MARGIN, y + 14, 12, false, INK, Anchor.START);
            }
            for (League.Row row : leagues.get(i).rows()) {
                if (row.contestant().name().equals(name)) {
                    cell(row, x(i), y);
                }
            }
        }
    }

    private void cell(League.Row row, int x, int y) throws XMLStreamException {
        double share = row.result().pass().value();
        int[] colour = colour(share);
        double luminance = (0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]) / 255;
        String ink = luminance < 0.5 ? "#ffffff" : INK;
        rectangle(
                x, y, CELL_WIDTH - 2, CELL_HEIGHT - 2, String.format("#%02x%02x%02x", colour[0], colour[1], colour[2]));
        text(String.format(Locale.ROOT, "%.1f", 100 * share), x + 42, y + 14, 12, true, ink, Anchor.END);
        if (row.difference().lower() > 0) {
            text("\u25b2", x + 44, y + 14, 9, false, ink, Anchor.START);
        } else if (row.difference().upper() < 0) {
            text("\u25bd", x + 44, y + 14, 9, false, ink, Anchor.START);
        }
        if (!row.medianDays().isEmpty()) {
            text(row.medianDays() + " d", x + CELL_WIDTH - 7, y + 14, 11, false, ink, Anchor.END);
        }
    }

    private void foot(int y) throws XMLStreamException {
        note(
                "\u25b2 ahead of, \u25bd behind the best fixed fraction on the same trades, where the 95 % interval of"
                        + " the difference excludes zero. Attempts are given up after 365 weekdays of a phase.",
                y);
        note(
                String.format(
                        Locale.ROOT,
                        "%,d trials a cell, accounts of 100,000, %d trades a day. Rows of a kind by mean odds.",
                        leagues.get(0).rows().get(0).result().trials(),
                        TraderProfile.TRADES_A_DAY),
                y + 16);
        List<String> traders = TraderProfile.all().stream()
                .map(trader -> trader.name() + ": " + trader.text())
                .toList();
        note(String.join(". ", traders.subList(0, 3)) + ".", y + 32);
        note(String.join(". ", traders.subList(3, traders.size())) + ".", y + 48);
    }

    private void note(String text, int y) throws XMLStreamException {
        text(text, MARGIN, y, 9.5, false, PALE, Anchor.START);
    }

    private int x(int column) {
        boolean second = !leagues.get(column).program().equals(leagues.get(0).program());
        return MARGIN + NAME_WIDTH + column * CELL_WIDTH + (second ? GAP : 0);
    }

    private void rectangle(int x, int y, int width, int height, String fill) throws XMLStreamException {
        svg.writeCharacters("\n");
        svg.writeEmptyElement("rect");
        svg.writeAttribute("x", String.valueOf(x));
        svg.writeAttribute("y", String.valueOf(y));
        svg.writeAttribute("width", String.valueOf(width));
        svg.writeAttribute("height", String.valueOf(height));
        svg.writeAttribute("fill", fill);
    }

    private void text(String text, int x, int y, double size, boolean bold, String fill, Anchor anchor)
            throws XMLStreamException {
        svg.writeCharacters("\n");
        svg.writeStartElement("text");
        svg.writeAttribute("x", String.valueOf(x));
        svg.writeAttribute("y", String.valueOf(y));
        svg.writeAttribute("font-size", String.valueOf(size));
        svg.writeAttribute("fill", fill);
        if (bold) {
            svg.writeAttribute("font-weight", "bold");
        }
        if (anchor != Anchor.START) {
            svg.writeAttribute("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
        }
        svg.writeCharacters(text);
        svg.writeEndElement();
    }

    private static int[] colour(double share) {
        double place = share * (SCALE.length - 1);
        int low = (int) Math.min(SCALE.length - 2.0, Math.floor(place));
        int[] colour = new int[3];
        for (int i = 0; i < 3; i++) {
            colour[i] = (int) Math.round(SCALE[low][i] + (place - low) * (SCALE[low + 1][i] - SCALE[low][i]));
        }
        return colour;
    }
}
