package io.github.ftmo4j.examples.whatif;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A picture made of rectangles, lines, areas and texts; it prints as SVG and as PNG. */
final class Drawing {

    static final int WIDTH = 360;
    static final int HEIGHT = 270;

    private static final int FONT_SIZE = 14;
    private static final int HALO = 4;
    private static final int PNG_SCALE = 2;

    /** The colours of the roles, also as CSS for light and dark. */
    enum Ink {
        TEXT("#1f2933", "#e4e7eb", 1),
        PALE("#52606d", "#a9b3bd", 1),
        GRID("#cbd2d9", "#3e4c59", 1),
        FIRST("#1d4ed8", "#60a5fa", 1),
        SECOND("#b45309", "#fbbf24", 1),
        GOOD("#15803d", "#4ade80", 1),
        BAD("#b91c1c", "#f87171", 1),
        BAND("#1d4ed8", "#60a5fa", 0.30),
        WIDE_BAND("#1d4ed8", "#60a5fa", 0.16);

        final String light;
        final String dark;
        final double opacity;

        Ink(String light, String dark, double opacity) {
            this.light = light;
            this.dark = dark;
            this.opacity = opacity;
        }

        String css() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        Color colour() {
            Color solid = Color.decode(light);
            return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), (int) Math.round(255 * opacity));
        }
    }

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private sealed interface Shape permits Box, Path, Label {}

    /** A rectangle, of a role or of a fixed colour. */
    private record Box(double x, double y, double width, double height, Ink ink, String fixed) implements Shape {}

    /** A line, or an area if it is filled. */
    private record Path(List<double[]> points, Ink ink, boolean filled, boolean dashed) implements Shape {}

    private record Label(String text, double x, double y, Anchor anchor, Ink ink, String fixed) implements Shape {}

    private final String title;
    private final List<Shape> shapes = new ArrayList<>();

    Drawing(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    void box(double x, double y, double width, double height, Ink ink) {
        shapes.add(new Box(x, y, width, height, ink, ""));
    }

    void cell(double x, double y, double width, double height, String colour) {
        shapes.add(new Box(x, y, width, height, Ink.GRID, colour));
    }

    void line(double x1, double y1, double x2, double y2, Ink ink, boolean dashed) {
        path(List.of(new double[] {x1, y1}, new double[] {x2, y2}), ink, dashed);
    }

    void path(List<double[]> points, Ink ink, boolean dashed) {
        shapes.add(new Path(List.copyOf(points), ink, false, dashed));
    }

    void area(List<double[]> points, Ink ink) {
        shapes.add(new Path(List.copyOf(points), ink, true, false));
    }

    void text(String text, double x, double y, Anchor anchor, Ink ink) {
        shapes.add(new Label(text, x, y, anchor, ink, ""));
    }

    void textOn(String text, double x, double y, String colour) {
        shapes.add(new Label(text, x, y, Anchor.MIDDLE, Ink.TEXT, colour));
    }

    /** CSS of all roles. */
    static String css(boolean dark) {
        StringBuilder css = new StringBuilder();
        for (Ink ink : Ink.values()) {
            String colour = dark ? ink.dark : ink.light;
            css.append(String.format(
                    Locale.ROOT,
                    ".f-%s{fill:%s;fill-opacity:%s}.s-%s{stroke:%s;fill:none}%n",
                    ink.css(),
                    colour,
                    ink.opacity,
                    ink.css(),
                    colour));
        }
        // lines end around text
        return css.append("text[class]{paint-order:stroke;stroke-width:" + HALO + "px;stroke:var(--card,")
                .append(dark ? "#161b22" : "#ffffff")
                .append(")}")
                .toString();
    }

    /** The picture as an element of an HTML page, which has the CSS. */
    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\""
                        + " font-family=\"Helvetica,Arial,'DejaVu Sans',sans-serif\" font-size=\"%d\">%n",
                WIDTH,
                HEIGHT,
                Page.escaped(title),
                FONT_SIZE));
        shapes.forEach(shape -> svg.append(element(shape)).append('\n'));
        return svg.append("</svg>\n").toString();
    }

    /** The picture as a file of its own. */
    String svgFile() {
        String style = "<style>" + css(false) + "@media (prefers-color-scheme:dark){svg{background:#161b22}" + css(true)
                + "}</style>";
        String svg = svg();
        int start = svg.indexOf('>') + 1;
        return svg.substring(0, start) + style + svg.substring(start);
    }

    private static String element(Shape shape) {
        if (shape instanceof Box box) {
            return String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s/>",
                    box.x,
                    box.y,
                    box.width,
                    box.height,
                    box.fixed.isEmpty() ? "class=\"f-" + box.ink.css() + "\"" : "fill=\"" + box.fixed + "\"");
        }
        if (shape instanceof Label label) {
            return String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>",
                    label.x,
                    label.y,
                    label.anchor.name().toLowerCase(Locale.ROOT),
                    label.fixed.isEmpty() ? "class=\"f-" + label.ink.css() + "\"" : "fill=\"" + label.fixed + "\"",
                    Page.escaped(label.text));
        }
        Path path = (Path) shape;
        StringBuilder points = new StringBuilder();
        path.points.forEach(point -> points.append(String.format(Locale.ROOT, "%.1f,%.1f ", point[0], point[1])));
        return path.filled
                ? "<polygon points=\"" + points + "\" class=\"f-" + path.ink.css() + "\"/>"
                : "<polyline points=\"" + points + "\" class=\"s-" + path.ink.css() + "\" stroke-width=\""
                        + (path.ink == Ink.GRID ? 1 : 2) + "\"" + (path.dashed ? " stroke-dasharray=\"4 4\"" : "")
                        + "/>";
    }

    /** The picture as PNG, on white. */
    byte[] png() {
        BufferedImage image = new BufferedImage(PNG_SCALE * WIDTH, PNG_SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.scale(PNG_SCALE, PNG_SCALE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE - 1));
        shapes.forEach(shape -> paint(shape, graphics));
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has none
        }
        return bytes.toByteArray();
    }

    private static void paint(Shape shape, Graphics2D graphics) {
        if (shape instanceof Box box) {
            graphics.setColor(box.fixed.isEmpty() ? box.ink.colour() : Color.decode(box.fixed));
            graphics.fill(new Rectangle2D.Double(box.x, box.y, box.width, box.height));
        } else if (shape instanceof Label label) {
            int width = graphics.getFontMetrics().stringWidth(label.text);
            double left = switch (label.anchor) {
                case START -> label.x;
                case MIDDLE -> label.x - width / 2.0;
                case END -> label.x - width;
            };
            if (label.fixed.isEmpty()) {
                FontRenderContext context = graphics.getFontRenderContext();
                graphics.setColor(Color.WHITE);
                graphics.setStroke(new BasicStroke(HALO, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                graphics.draw(graphics.getFont()
                        .createGlyphVector(context, label.text)
                        .getOutline((float) left, (float) label.y));
            }
            graphics.setColor(label.fixed.isEmpty() ? label.ink.colour() : Color.decode(label.fixed));
            graphics.drawString(label.text, (float) left, (float) label.y);
        } else if (shape instanceof Path path) {
            graphics.setColor(path.ink.colour());
            Path2D line = new Path2D.Double();
            for (double[] point : path.points) {
                if (line.getCurrentPoint() == null) {
                    line.moveTo(point[0], point[1]);
                } else {
                    line.lineTo(point[0], point[1]);
                }
            }
            if (path.filled) {
                line.closePath();
                graphics.fill(line);
            } else {
                graphics.setStroke(
                        path.dashed
                                ? new BasicStroke(
                                        1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 4}, 0)
                                : new BasicStroke(path.ink == Ink.GRID ? 1 : 2));
                graphics.draw(line);
            }
        }
    }
}
