package io.github.ftmo4j.sim.engine.internal;

import java.util.Arrays;

/** Numbers states, which are a few whole numbers each, in the order in which they are added. Not thread-safe. */
public final class StateIndex {

    /** Stands for a state that is not there. */
    public static final int NONE = -1;

    private static final int FIRST_CAPACITY = 64;

    private final int width;
    private long[] keys;

    /** The number of a state plus one at the place of its hash, zero where there is none; twice the capacity long. */
    private int[] slots;

    private int size;

    /**
     * No state yet.
     *
     * @param width how many numbers a state has
     */
    public StateIndex(int width) {
        this.width = width;
        keys = new long[FIRST_CAPACITY * width];
        slots = new int[2 * FIRST_CAPACITY];
    }

    /**
     * The states of a file, in their order.
     *
     * @param width how many numbers a state has
     * @param keys the numbers of all states one after the other
     * @return the index
     * @throws IllegalArgumentException if two states are equal
     */
    public static StateIndex of(int width, long[] keys) {
        StateIndex index = new StateIndex(width);
        for (int at = 0; at < keys.length; at += width) {
            if (index.add(keys, at) != at / width) {
                throw new IllegalArgumentException("states must be different");
            }
        }
        return index;
    }

    /**
     * How many states there are.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * How many numbers a state has.
     *
     * @return at least 1
     */
    public int width() {
        return width;
    }

    /**
     * The numbers of all states one after the other; those behind the last state have no meaning.
     *
     * @return the numbers themselves, valid until the next change
     */
    public long[] keys() {
        return keys;
    }

    /** Removes all states. */
    public void clear() {
        size = 0;
        Arrays.fill(slots, 0);
    }

    /**
     * The number of a state.
     *
     * @param key where its numbers are
     * @param from the index of the first of them
     * @return the number, {@link #NONE} if the state is not there
     */
    public int find(long[] key, int from) {
        return slots[slotOf(key, from)] - 1;
    }

    /**
     * The number of a state, which is added if it is new.
     *
     * @param key where its numbers are
     * @param from the index of the first of them
     * @return the number
     */
    public int add(long[] key, int from) {
        int slot = slotOf(key, from);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if ((size + 1) * width > keys.length) {
            grow();
            slot = slotOf(key, from);
        }
        System.arraycopy(key, from, keys, size * width, width);
        slots[slot] = size + 1;
        return size++;
    }

    /** Where a state is, or where it would be put. */
    private int slotOf(long[] key, int from) {
        int mask = slots.length - 1;
        int slot = hash(key, from) & mask;
        while (slots[slot] != 0 && !isSame(slots[slot] - 1, key, from)) {
            slot = (slot + 1) & mask;
        }
        return slot;
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
            slots[slotOf(keys, state * width)] = state + 1;
        }
    }
}
