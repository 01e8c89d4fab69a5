package io.github.ftmo4j.sim.policy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What to do before one trade of one day, in every state that can be reached then, by its place among them. Immutable
 * once it is built.
 */
final class Layer {

    /** The best option that risks something, plus one; zero if there is none. */
    final byte[] best;

    /** Bits: whether it is better to risk nothing. */
    final long[] refused;

    /**
     * The same for a state in which nothing was risked today, by state, idle days before today, and whether a trade of
     * today was refused already.
     */
    final long[] idleRefused;

    /** The number of idle days that are distinguished, twice. */
    final int idleStates;

    Layer(int states, int idleStates, int mornings) {
        best = new byte[states];
        refused = new long[(states + 63) / 64];
        this.idleStates = idleStates;
        idleRefused = new long[(idleStates * mornings + 63) / 64];
    }

    private Layer(DataInputStream in, int states, int idleStates) throws IOException {
        best = new byte[states];
        in.readFully(best);
        refused = new long[(states + 63) / 64];
        read(in, refused);
        this.idleStates = idleStates;
        idleRefused = new long[in.readInt()];
        read(in, idleRefused);
    }

    static Layer read(DataInputStream in, int states, int idleStates) throws IOException {
        return new Layer(in, states, idleStates);
    }

    private static void read(DataInputStream in, long[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.write(best);
        for (long bits : refused) {
            out.writeLong(bits);
        }
        out.writeInt(idleRefused.length);
        for (long bits : idleRefused) {
            out.writeLong(bits);
        }
    }

    boolean isRefused(int place) {
        return bit(refused, place);
    }

    boolean isRefused(int morning, int idle) {
        return bit(idleRefused, morning * idleStates + idle);
    }

    /** The best option of a state that risks something, {@link PhaseGraph#NOTHING} if there is none. */
    int option(int place) {
        return (best[place] & 0xFF) - 1;
    }

    void refuse(int place) {
        refused[place >> 6] |= 1L << place;
    }

    void refuse(int morning, int idle) {
        int at = morning * idleStates + idle;
        idleRefused[at >> 6] |= 1L << at;
    }

    private static boolean bit(long[] bits, int at) {
        return at >> 6 < bits.length && (bits[at >> 6] >>> at & 1) != 0;
    }

    long bytes() {
        return best.length + 8L * (refused.length + idleRefused.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Layer layer
                && Arrays.equals(best, layer.best)
                && Arrays.equals(refused, layer.refused)
                && Arrays.equals(idleRefused, layer.idleRefused);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(best) + Arrays.hashCode(refused);
    }
}
