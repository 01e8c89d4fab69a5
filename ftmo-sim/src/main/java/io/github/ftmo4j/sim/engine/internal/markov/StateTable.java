package io.github.ftmo4j.sim.engine.internal.markov;

import java.util.Arrays;

/**
 * A distribution over states: a state is a few whole numbers and has a probability mass. Equal states are one. States
 * are numbered in the order in which they were added. Not thread-safe.
 */
final class StateTable {

    private static final int FIRST_CAPACITY = 64;

    private final int width;
    private long[] keys;
    private double[] masses;

    /** The number of a state plus one at the place of its hash, zero where there is none; twice the capacity long. */
    private int[] slots;

    private int size;

    StateTable(int width) {
        this.width = width;
        keys = new long[FIRST_CAPACITY * width];
        masses = new double[FIRST_CAPACITY];
        slots = new int[2 * FIRST_CAPACITY];
    }

    int size() {
        return size;
    }

    double mass(int state) {
        return masses[state];
    }

    /** The numbers of all states one after the other, valid until the next change. */
    long[] keys() {
        return keys;
    }

    int width() {
        return width;
    }

    double total() {
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += masses[i];
        }
        return total;
    }

    void clear() {
        size = 0;
        Arrays.fill(slots, 0);
    }

    /** Adds mass to a state. */
    void add(long[] key, int from, double mass) {
        int mask = slots.length - 1;
        int slot = hash(key, from) & mask;
        while (slots[slot] != 0) {
            int state = slots[slot] - 1;
            if (isSame(state, key, from)) {
                masses[state] += mass;
                return;
            }
            slot = (slot + 1) & mask;
        }
        if (size == masses.length) {
            grow();
            add(key, from, mass);
            return;
        }
        System.arraycopy(key, from, keys, size * width, width);
        masses[size] = mass;
        slots[slot] = ++size;
    }

    private boolean isSame(int state, long[] key, int from) {
        int at = state * width;
        for (int i = 0; i < width; i++) {
            if (keys[at + i] != key[from + i]) {
                return false;
            }
        }
        return true;
    }

    private int hash(long[] key, int from) {
        long hash = 0;
        for (int i = 0; i < width; i++) {
            hash = (hash ^ key[from + i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * keys.length);
        masses = Arrays.copyOf(masses, 2 * masses.length);
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int state = 0; state < size; state++) {
            int slot = hash(keys, state * width) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = state + 1;
        }
    }
}
