package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;

/**
 * A module at work: it answers for one account, or for one trader, and may learn from closed trades and the market. Not
 * thread-safe.
 *
 * <p>A module without state is a lambda.
 */
@FunctionalInterface
public interface ModuleState {

    /** What a module answers that has nothing to say. */
    double ABSTAIN = Double.NaN;

    /**
     * How much to risk on the next trade at most.
     *
     * <p>A state of one account may note what it sees, such as that a threshold is crossed; one of a trader sees many
     * accounts and must not. Asked again in the same state it answers the same, and is none the wiser.
     *
     * @param account the account to be traded; valid during the call only
     * @param moment when; valid during the call only
     * @return money lost if the stop is hit, in minor units, at least zero and finite; or {@link #ABSTAIN}
     */
    double moneyAtRisk(AccountView account, Moment moment);

    /**
     * A trade was closed. Must not throw: others have been told already.
     *
     * @param risked the money that was at risk, in minor units, above zero
     * @param profit what it earned, in minor units
     */
    default void closed(long risked, long profit) {}

    /**
     * The market moved, whether anything was traded or not.
     *
     * @param marketReturn the return of one step, 0.01 for 1 %, finite
     */
    default void moved(double marketReturn) {}

    /** Forgets everything. */
    default void reset() {}

    /**
     * Saves this state, so that a state that {@linkplain #restore restores} it goes on as this one would.
     *
     * @return the values, none if nothing needs to be kept
     */
    default SavedValues save() {
        return SavedValues.none();
    }

    /**
     * Replaces this state by a saved one.
     *
     * @param saved what a state of an equal module {@linkplain #save saved}
     * @throws IllegalArgumentException if it is something else; this state is undefined then
     */
    default void restore(SavedValues saved) {
        saved.only();
    }
}
