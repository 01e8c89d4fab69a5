package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.sim.random.CorrelatedStream;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.spec.JointDraws;
import java.util.random.RandomGenerator;

/** The source of the results of positions that are open together: a Gaussian copula within each group of an account. */
final class GroupDraws {

    private final long seed;
    private final CorrelatedStream mixed;
    private final JointDraws joint;

    /** Gives each group a key of its own. */
    private final RandomStream keys;

    /** What the positions of a group have in common, from its start for each of them. */
    private final RandomStream common;

    private long trial;
    private int day;
    private int group;
    private long key;

    GroupDraws(long seed, double correlation, JointDraws joint) {
        this.seed = seed;
        this.joint = joint;
        keys = new RandomStream(seed, 0, 0, 0, Purpose.GROUP);
        common = new RandomStream(seed, 0, 0, 0, Purpose.GROUP);
        mixed = new CorrelatedStream(common, common, correlation);
    }

    void reset(long newTrial, int account, int phase) {
        trial = newTrial;
        keys.reset(seed, newTrial, account, phase, Purpose.GROUP);
        day = -1;
    }

    /** The source for a position of a group, of which the account's own part is given. */
    RandomGenerator of(RandomGenerator own, int newDay, int newGroup) {
        if (newDay != day || newGroup != group) {
            day = newDay;
            group = newGroup;
            key = keys.nextLong();
        }
        common.reset(key, 0, 0, 0, Purpose.GROUP);
        return mixed.with(joint.of(common, Purpose.GROUP, trial, day, group), own);
    }
}
