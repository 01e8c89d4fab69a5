package io.github.ftmo4j.sim.engine.internal;

import io.github.ftmo4j.sim.random.CorrelatedStream;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import io.github.ftmo4j.sim.spec.JointDraws;
import java.util.random.RandomGenerator;

/** The source of the results of positions that are open together: a Gaussian copula within each group of an account. */
public final class GroupDraws {

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

    /**
     * The draws of one account.
     *
     * @param seed the seed of the run
     * @param correlation the correlation of the normal numbers of a group
     * @param joint how accounts depend on each other
     */
    public GroupDraws(long seed, double correlation, JointDraws joint) {
        this.seed = seed;
        this.joint = joint;
        keys = new RandomStream(seed, 0, 0, 0, Purpose.GROUP);
        common = new RandomStream(seed, 0, 0, 0, Purpose.GROUP);
        mixed = new CorrelatedStream(common, common, correlation);
    }

    /**
     * Starts a phase.
     *
     * @param newTrial the number of the trial
     * @param account the draw account
     * @param phase the phase
     */
    public void reset(long newTrial, int account, int phase) {
        trial = newTrial;
        keys.reset(seed, newTrial, account, phase, Purpose.GROUP);
        day = -1;
    }

    /**
     * The source for a position of a group.
     *
     * @param own the account's own part
     * @param newDay trading days since the start of the trial
     * @param newGroup the number of the group of the day
     * @return the source
     */
    public RandomGenerator of(RandomGenerator own, int newDay, int newGroup) {
        if (newDay != day || newGroup != group) {
            day = newDay;
            group = newGroup;
            key = keys.nextLong();
        }
        common.reset(key, 0, 0, 0, Purpose.GROUP);
        return mixed.with(joint.of(common, Purpose.GROUP, trial, day, group), own);
    }
}
