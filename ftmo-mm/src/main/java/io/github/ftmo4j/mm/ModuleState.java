package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;

/**
 * The state of a {@link RiskModule} for one account or one trader: it answers how much to risk, and may learn from
 * closed trades and from the market. Not thread-safe.
 *
 * <p>A module that keeps nothing can return a lambda.
 */
@FunctionalInterface
public interface ModuleState {

    /** The answer of a module that neither proposes nor limits. */
    double ABSTAIN = Double.NaN;

    /** The length of the code of a state that has none. */
    int NO_CODE = -1;

    /**
     * How much to risk on the next trade.
     *
     * <p>The state of one account may change with what it sees, for example when a threshold is crossed. The state of a
     * trader is asked for many accounts and must not change. If nothing else happened in between, a second call with
     * the same arguments returns the same answer and changes nothing.
     *
     * @param account the account to be traded; valid only during the call
     * @param moment the moment of the trade; valid only during the call
     * @return the money lost if the stop is hit, in minor units, finite and at least zero; or {@link #ABSTAIN}
     */
    double moneyAtRisk(AccountView account, Moment moment);

    /**
     * Learns from a closed trade. Must not throw, since other states have processed the trade already.
     *
     * @param risked the money that was at risk, in minor units, above zero
     * @param profit the profit or loss, in minor units
     */
    default void closed(long risked, long profit) {}

    /**
     * Learns from a move of the market, with or without a trade.
     *
     * @param marketReturn the return of one step, 0.01 for 1 %; finite
     */
    default void moved(double marketReturn) {}

    /**
     * The number of whole numbers that {@linkplain #writeCode code} this state.
     *
     * @return at least 0; {@link #NO_CODE}, as by default, if the state is distinguished by what it {@linkplain #save
     *     saves}
     */
    default int codeLength() {
        return NO_CODE;
    }

    /**
     * Writes the code of this state: whole numbers on which its future depends, and no other. Two states of a module
     * that have equal codes on one day have equal futures, so that an exact computation can treat them as one.
     *
     * @param code where to write
     * @param from the index of the first number
     * @param today the day, in days since 1970-01-01; days of the state are written relative to it
     */
    default void writeCode(long[] code, int from, long today) {
        throw new UnsupportedOperationException("this state has no code");
    }

    /**
     * Takes the state of a code.
     *
     * @param code where to read
     * @param from the index of the first number
     * @param today the day, in days since 1970-01-01
     */
    default void readCode(long[] code, int from, long today) {
        throw new UnsupportedOperationException("this state has no code");
    }

    /** Returns to the state that {@link RiskModule#start} makes. */
    default void reset() {}

    /**
     * Saves this state, so that a state that {@linkplain #restore restores} it goes on as this one would.
     *
     * @return the values; none if nothing needs to be kept
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
