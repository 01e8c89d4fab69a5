package io.github.ftmo4j.sim.odds;

import io.github.ftmo4j.sim.statistics.Correlation;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.Optional;

/** The distribution of the number of parallel accounts that pass. */
public interface PassDistribution {

    /**
     * The number of accounts.
     *
     * @return at least 1
     */
    int accounts();

    /**
     * P(at least so many accounts pass).
     *
     * @param number from 0 to {@link #accounts()}
     * @return the probability; exactly 1 for 0
     * @throws IllegalArgumentException if the number is out of range, or no trial was run
     */
    Estimate atLeast(int number);

    /**
     * P(exactly so many accounts pass).
     *
     * @param number from 0 to {@link #accounts()}
     * @return the probability
     * @throws IllegalArgumentException if the number is out of range, or no trial was run
     */
    Estimate exactly(int number);

    /**
     * P(all accounts pass).
     *
     * @return the probability
     */
    default Estimate all() {
        return exactly(accounts());
    }

    /**
     * P(no account passes).
     *
     * @return the probability
     */
    default Estimate none() {
        return exactly(0);
    }

    /**
     * The correlation of the results of two accounts, where a result is whether the account passes. It says how much of
     * the protection that several accounts give is left: 0 for independent accounts, 1 for copies.
     *
     * @return the mean correlation of all pairs; none if there is one account, if all results are equal, or, as by
     *     default, if it is not known
     */
    default Optional<Correlation> correlation() {
        return Optional.empty();
    }
}
