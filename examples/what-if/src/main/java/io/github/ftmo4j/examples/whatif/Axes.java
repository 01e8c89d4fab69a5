package io.github.ftmo4j.examples.whatif;

import io.github.ftmo4j.examples.whatif.Drawing.Anchor;
import io.github.ftmo4j.examples.whatif.Drawing.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** The plane of a chart: numbers to the right and upwards, with marks. */
final class Axes {

    static final double LEFT = 54;
    static final double RIGHT = Drawing.WIDTH - 24.0;
    static final double TOP = 30;
    static final double BOTTOM = Drawing.HEIGHT - 48.0;

    private static final int MARKS = 5;

    private final Drawing drawing;
    private final double minX;
    private final double maxX;
    private final double minY;
    private final double maxY;

    Axes(Drawing drawing, double minX, double maxX, double minY, double maxY) {
        this.drawing = drawing;
        this.minX = minX;
        this.maxX = maxX > minX ? maxX : minX + 1;
        this.minY = minY;
        this.maxY = maxY > minY ? maxY : minY + 1;
    }

    double x(double value) {
        return LEFT + (value - minX) / (maxX - minX) * (RIGHT - LEFT);
    }

    double y(double value) {
        return BOTTOM - (value - minY) / (maxY - minY) * (BOTTOM - TOP);
    }

    /** Draws marks and grid, and the names of both axes. */
    void draw(String right, DoubleFunction<String> rightText, String up, DoubleFunction<String> upText) {
        for (double mark : marks(minY, maxY)) {
            drawing.line(LEFT, y(mark), RIGHT, y(mark), Ink.GRID, false);
            drawing.text(upText.apply(mark), LEFT - 6, y(mark) + 4, Anchor.END, Ink.PALE);
        }
        for (double mark : marks(minX, maxX)) {
            drawing.text(rightText.apply(mark), x(mark), BOTTOM + 18, Anchor.MIDDLE, Ink.PALE);
        }
        drawing.text(right, (LEFT + RIGHT) / 2, BOTTOM + 38, Anchor.MIDDLE, Ink.PALE);
        drawing.text(up, 6, 16, Anchor.START, Ink.PALE);
    }

    /** Round numbers within a range. */
    static List<Double> marks(double from, double to) {
        double step = round((to - from) / MARKS);
        List<Double> marks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
            marks.add(i * step);
        }
        return marks;
    }

    /** The round number near a number above 0: a power of ten, twice or five times that. */
    static double round(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        return power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
    }

    void curve(List<double[]> points, Ink ink, boolean dashed) {
        drawing.path(points.stream().map(this::placed).toList(), ink, dashed);
    }

    /** The area between two curves over the same numbers. */
    void band(List<double[]> lower, List<double[]> upper, Ink ink) {
        List<double[]> around = new ArrayList<>(upper.stream().map(this::placed).toList());
        for (int i = lower.size() - 1; i >= 0; i--) {
            around.add(placed(lower.get(i)));
        }
        drawing.area(around, ink);
    }

    private double[] placed(double[] point) {
        return new double[] {x(point[0]), Math.max(TOP - 8, Math.min(BOTTOM + 4, y(point[1])))};
    }
}
