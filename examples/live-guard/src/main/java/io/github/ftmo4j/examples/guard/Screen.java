package io.github.ftmo4j.examples.guard;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/**
 * Prints what happens, line by line, above a gauge. On a terminal the gauge is one line that is drawn over and over;
 * elsewhere it is printed on the hour, and nothing but plain text is.
 */
final class Screen {

    static final int WIDTH = 79;

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final PrintWriter out;
    private final boolean terminal;
    private Gauge gauge = Gauge.NONE;
    private Gauge kept = Gauge.NONE;
    private long drawnNanos;
    private boolean drawn;

    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Screen none() {
        return new Screen(new PrintWriter(PrintWriter.nullWriter()), false);
    }

    /** Prints a text, broken into lines that begin under its first word that is not of the mark. */
    void say(String mark, String text) {
        clear();
        StringBuilder line = new StringBuilder(mark);
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH && line.length() > mark.length()) {
                out.println(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(mark.length()));
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
        draw();
    }

    void show(Gauge now) {
        boolean hour = !now.hour().equals(gauge.hour());
        gauge = now;
        if (terminal && System.nanoTime() - drawnNanos > REDRAW_NANOS) {
            draw();
        } else if (!terminal && hour) {
            keep();
        }
    }

    /** Prints the gauge for good, unless the last line is it. */
    void keep() {
        if (!gauge.equals(kept)) {
            kept = gauge;
            clear();
            out.println(gauge.line(terminal));
            draw();
        }
    }

    /** Prints the gauge for the last time. */
    void end() {
        keep();
        clear();
        gauge = Gauge.NONE;
    }

    private void draw() {
        if (terminal && !gauge.equals(Gauge.NONE)) {
            out.print(CLEAR_LINE + gauge.line(true));
            drawn = true;
            drawnNanos = System.nanoTime();
        }
        out.flush();
    }

    private void clear() {
        if (drawn) {
            out.print(CLEAR_LINE);
            drawn = false;
        }
    }
}
