package io.github.ftmo4j.sim.engine.internal.markov;

import java.util.Arrays;

/**
 * A distribution over balances: each mass belongs to balances within an interval of whole minor units, mostly in
 * ascending order. Not thread-safe.
 */
final class Intervals {

    private static final int INDEX_BITS = 22;
    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    long[] lower = new long[64];
    long[] upper = new long[64];
    double[] mass = new double[64];
    int size;

    private boolean inOrder = true;
    private long[] order = new long[0];

    void clear() {
        size = 0;
        inOrder = true;
    }

    /** Whether the intervals are in ascending order. */
    boolean inOrder() {
        return inOrder;
    }

    double total() {
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += mass[i];
        }
        return total;
    }

    /** Adds an interval, to the last one if it is at most so far from it. */
    void add(long from, long to, double added, long gap) {
        int last = size - 1;
        if (last >= 0 && from <= upper[last] + gap && from >= lower[last]) {
            if (gap > 0 || (from == lower[last] && to == upper[last])) {
                upper[last] = to > upper[last] ? to : upper[last];
                mass[last] += added;
                return;
            }
        }
        if (size == mass.length) {
            lower = Arrays.copyOf(lower, 2 * size);
            upper = Arrays.copyOf(upper, 2 * size);
            mass = Arrays.copyOf(mass, 2 * size);
        }
        inOrder &= last < 0 || from >= lower[last];
        lower[size] = from;
        upper[size] = to;
        mass[size++] = added;
    }

    /** Makes this the sum of two distributions in ascending order. */
    void merge(Intervals one, Intervals two, long gap) {
        clear();
        int i = 0;
        int j = 0;
        while (i < one.size && j < two.size) {
            if (one.lower[i] <= two.lower[j]) {
                add(one.lower[i], one.upper[i], one.mass[i++], gap);
            } else {
                add(two.lower[j], two.upper[j], two.mass[j++], gap);
            }
        }
        while (i < one.size) {
            add(one.lower[i], one.upper[i], one.mass[i++], gap);
        }
        while (j < two.size) {
            add(two.lower[j], two.upper[j], two.mass[j++], gap);
        }
    }

    /** Adds another distribution, in any order, and puts this one in ascending order. */
    void addSorted(Intervals other, long gap) {
        if (other.size > INDEX_MASK) {
            throw new IllegalStateException("too many intervals to be sorted: " + other.size);
        }
        if (order.length < other.size) {
            order = new long[2 * other.size];
        }
        for (int i = 0; i < other.size; i++) {
            order[i] = other.lower[i] << INDEX_BITS | i;
        }
        Arrays.sort(order, 0, other.size);
        for (int k = 0; k < other.size; k++) {
            int i = (int) (order[k] & INDEX_MASK);
            add(other.lower[i], other.upper[i], other.mass[i], gap);
        }
    }
}
