package io.github.ftmo4j.sim.internal.kernel;

/**
 * In which trials at least one account passed: one bit a trial. Threads may add trials at the same time, as long as no
 * 64 that share a word are of two threads.
 */
public final class PassedTrials {

    private final long[] words;

    PassedTrials(long trials) {
        words = new long[Math.toIntExact((trials + Long.SIZE - 1) / Long.SIZE)];
    }

    void add(long trial) {
        words[(int) (trial / Long.SIZE)] |= 1L << trial;
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
