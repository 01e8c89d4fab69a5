package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.random.RandomGenerator;

/**
 * Gives each account its random numbers, so that what accounts have in common is the same for all of them. The numbers
 * of one account never depend on what happens to another one. Not thread-safe: each thread has its own.
 */
@FunctionalInterface
public interface JointDraws {

    /** The ordinal of what is drawn once a day. */
    int ONCE_A_DAY = 0xFFFF;

    /**
     * The source of the random numbers for a purpose of one trade, or of one day. It is used before the next call with
     * the same purpose.
     *
     * @param own a stream of the account for the purpose, independent of those of all other accounts; it goes on from
     *     trade to trade
     * @param purpose what the numbers are for
     * @param trial the number of the trial
     * @param day trading days since the start of the trial, 0 on the first day: accounts in different phases have the
     *     same day
     * @param ordinal the number of the trade of the day, 0 for the first; {@link #ONCE_A_DAY} for what is drawn with
     *     the day
     * @return the source: the stream itself, one that all accounts have in common, or a mixture
     */
    RandomGenerator of(RandomStream own, Purpose purpose, long trial, int day, int ordinal);
}
