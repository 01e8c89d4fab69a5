package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.sim.engine.internal.StateIndex;
import java.util.Arrays;

/**
 * A distribution over states: a state is a few whole numbers and has a probability mass. Equal states are one. States
 * are numbered in the order in which they were added. Not thread-safe.
 */
final class StateTable {

    private final StateIndex states;
    private double[] masses = new double[64];

    StateTable(int width) {
        states = new StateIndex(width);
    }

    int size() {
        return states.size();
    }

    double mass(int state) {
        return masses[state];
    }

    /** The numbers of all states one after the other, valid until the next change. */
    long[] keys() {
        return states.keys();
    }

    int width() {
        return states.width();
    }

    double total() {
        double total = 0;
        for (int i = 0; i < size(); i++) {
            total += masses[i];
        }
        return total;
    }

    void clear() {
        states.clear();
    }

    /** Adds mass to a state. */
    void add(long[] key, int from, double mass) {
        int before = size();
        int state = states.add(key, from);
        if (state < before) {
            masses[state] += mass;
            return;
        }
        if (state == masses.length) {
            masses = Arrays.copyOf(masses, 2 * masses.length);
        }
        masses[state] = mass;
    }
}
