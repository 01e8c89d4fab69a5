package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;

/**
 * A module at work: it answers for one account, or for one trader, and may learn from closed trades. Not thread-safe.
 *
 * <p>A module without memory is a lambda.
 */
@FunctionalInterface
public interface RiskMemory {

    /** What a module answers that has nothing to say. */
    double ABSTAIN = Double.NaN;

    /**
     * How much to risk on the next trade at most.
     *
     * @param account the account to be traded; valid during the call only
     * @param moment when; valid during the call only
     * @return money lost if the stop is hit, in minor units, at least zero and finite; or {@link #ABSTAIN}
     */
    double moneyAtRisk(AccountView account, Moment moment);

    /**
     * A trade was closed.
     *
     * @param risked the money that was at risk, in minor units, above zero
     * @param profit what it earned, in minor units
     */
    default void closed(long risked, long profit) {}

    /** Forgets everything. */
    default void reset() {}
}
