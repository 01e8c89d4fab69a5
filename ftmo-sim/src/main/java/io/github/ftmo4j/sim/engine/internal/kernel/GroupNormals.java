package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.random.CorrelatedStream;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;

/**
 * The normal numbers of positions that are open together, of an account that depends on no other: those of
 * {@code GroupDraws} for trades that take one number each. What a group has in common is drawn once. Not thread-safe.
 */
final class GroupNormals {

    private final long seed;
    private final double ofCommon;
    private final double ofOwn;
    private final RandomStream keys;
    private final RandomStream common;

    private int day;
    private int group;
    private double shared;

    GroupNormals(long seed, double correlation) {
        this.seed = seed;
        ofCommon = Math.sqrt(correlation);
        ofOwn = Math.sqrt(1 - correlation);
        keys = new RandomStream(seed, 0, 0, 0, Purpose.GROUP);
        common = new RandomStream(seed, 0, 0, 0, Purpose.GROUP);
    }

    void start(long trial, int account, int phase) {
        keys.reset(seed, trial, account, phase, Purpose.GROUP);
        day = -1;
    }

    double next(RandomStream own, int newDay, int newGroup) {
        if (newDay != day || newGroup != group) {
            day = newDay;
            group = newGroup;
            common.reset(keys.nextLong(), 0, 0, 0, Purpose.GROUP);
            shared = common.nextGaussian();
        }
        return CorrelatedStream.bounded(ofCommon * shared + ofOwn * own.nextGaussian());
    }
}
