package io.github.ftmo4j.sim.engine.internal.markov;

import java.util.Arrays;

/** Masses by place, of which only a span is not zero. Not thread-safe. */
final class Masses {

    final double[] at;

    /** The first place of the span, and the first one after it. */
    int from;

    int to;

    Masses(int size) {
        at = new double[size];
        clear();
    }

    /** Forgets all masses. */
    void clear() {
        Arrays.fill(at, Math.min(from, to), to, 0);
        from = at.length;
        to = 0;
    }

    /** Widens the span; the masses of new places are zero. */
    void span(int first, int end) {
        from = Math.min(from, first);
        to = Math.max(to, end);
    }

    /** How long the span is. */
    int length() {
        return Math.max(0, to - from);
    }

    /** Adds a multiple of others. */
    void add(double share, Masses others) {
        if (others.length() > 0) {
            span(others.from, others.to);
        }
        for (int i = others.from; i < others.to; i++) {
            at[i] += share * others.at[i];
        }
    }
}
