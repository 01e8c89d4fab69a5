package io.github.ftmo4j.sim.odds;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * In which trials at least one account passed: one bit a trial. Any threads may add any trials at the same time; what
 * they added is read after they have ended.
 */
public final class PassedTrials {

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words;

    /**
     * No trial yet.
     *
     * @param trials how many trials there are
     */
    public PassedTrials(long trials) {
        words = new long[Math.toIntExact((trials + Long.SIZE - 1) / Long.SIZE)];
    }

    /**
     * Adds a trial.
     *
     * @param trial its number, from 0
     */
    public void add(long trial) {
        WORDS.getAndBitwiseOr(words, (int) (trial / Long.SIZE), 1L << trial);
    }

    /**
     * How many of these trials are not among others.
     *
     * @param others the others, of as many trials
     * @return the number
     */
    public long notAmong(PassedTrials others) {
        long count = 0;
        for (int i = 0; i < words.length; i++) {
            count += Long.bitCount(words[i] & ~others.words[i]);
        }
        return count;
    }
}
