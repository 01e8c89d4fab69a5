package io.github.ftmo4j.sim;

import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.IntervalMethod;
import java.util.Arrays;

/**
 * The law of the number of accounts that pass in one trial. The sample is trials, however many accounts each holds.
 * Immutable.
 */
public final class PassLaw {

    private final long[] counts;
    private final long trials;
    private final IntervalMethod method;

    PassLaw(long[] counts, IntervalMethod method) {
        this.counts = counts;
        this.trials = Arrays.stream(counts).sum();
        this.method = method;
    }

    /**
     * P(at least so many accounts pass).
     *
     * @param accounts from 0 to the number of accounts
     * @return the estimate over trials
     * @throws IllegalArgumentException if the number is out of range, or no trial was run
     */
    public Estimate atLeast(int accounts) {
        requireAccounts(accounts);
        return estimate(Arrays.stream(counts, accounts, counts.length).sum());
    }

    /**
     * P(exactly so many accounts pass).
     *
     * @param accounts from 0 to the number of accounts
     * @return the estimate over trials
     * @throws IllegalArgumentException if the number is out of range, or no trial was run
     */
    public Estimate exactly(int accounts) {
        requireAccounts(accounts);
        return estimate(counts[accounts]);
    }

    /**
     * P(all accounts pass).
     *
     * @return the estimate over trials
     */
    public Estimate all() {
        return exactly(counts.length - 1);
    }

    /**
     * P(no account passes).
     *
     * @return the estimate over trials
     */
    public Estimate none() {
        return exactly(0);
    }

    /**
     * In how many trials exactly so many accounts passed.
     *
     * @param accounts from 0 to the number of accounts
     * @return the count
     * @throws IllegalArgumentException if the number is out of range
     */
    public long count(int accounts) {
        requireAccounts(accounts);
        return counts[accounts];
    }

    /**
     * The same law, its intervals computed otherwise.
     *
     * @param other the method
     * @return the law
     */
    public PassLaw with(IntervalMethod other) {
        return new PassLaw(counts, other);
    }

    private Estimate estimate(long successes) {
        return method.estimate(successes, trials);
    }

    private void requireAccounts(int accounts) {
        if (accounts < 0 || accounts >= counts.length) {
            throw new IllegalArgumentException(
                    "accounts must be from 0 to " + (counts.length - 1) + ", was " + accounts);
        }
    }
}
