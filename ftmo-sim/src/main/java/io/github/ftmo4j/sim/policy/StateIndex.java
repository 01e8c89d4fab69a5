package io.github.ftmo4j.sim.policy;

import java.util.Arrays;

/** Numbers states, which are a few whole numbers each, in the order in which they are added. Not thread-safe. */
final class StateIndex {

    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 64;

    private final int width;
    private long[] keys;

    /** The number of a state plus one at the place of its hash, zero where there is none; twice the capacity long. */
    private int[] slots;

    private int size;

    StateIndex(int width) {
        this.width = width;
        keys = new long[FIRST_CAPACITY * width];
        slots = new int[2 * FIRST_CAPACITY];
    }

    /** The states of a file, in their order. */
    static StateIndex of(int width, long[] keys) {
        StateIndex index = new StateIndex(width);
        for (int at = 0; at < keys.length; at += width) {
            if (index.add(keys, at) != at / width) {
                throw new IllegalArgumentException("states must be different");
            }
        }
        return index;
    }

    int size() {
        return size;
    }

    int width() {
        return width;
    }

    /** The numbers of all states one after the other; those behind the last state have no meaning. */
    long[] keys() {
        return keys;
    }

    /** The number of a state, {@link #NONE} if it is not there. */
    int find(long[] key, int from) {
        int mask = slots.length - 1;
        int slot = hash(key, from) & mask;
        while (slots[slot] != 0) {
            if (isSame(slots[slot] - 1, key, from)) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        return NONE;
    }

    /** The number of a state, which is added if it is new. */
    int add(long[] key, int from) {
        int found = find(key, from);
        if (found != NONE) {
            return found;
        }
        if ((size + 1) * width > keys.length) {
            grow();
        }
        System.arraycopy(key, from, keys, size * width, width);
        put(size);
        return size++;
    }

    private void put(int state) {
        int mask = slots.length - 1;
        int slot = hash(keys, state * width) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = state + 1;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof StateIndex that
                && width == that.width
                && size == that.size
                && Arrays.equals(keys, 0, size * width, that.keys, 0, size * width);
    }

    @Override
    public int hashCode() {
        return 31 * width + size;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, Math.multiplyExact(2, keys.length));
        slots = new int[2 * slots.length];
        for (int state = 0; state < size; state++) {
            put(state);
        }
    }
}
