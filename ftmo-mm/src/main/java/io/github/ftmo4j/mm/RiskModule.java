package io.github.ftmo4j.mm;

import java.util.List;
import java.util.Set;

/**
 * One opinion on how much to risk on the next trade.
 *
 * <p>A module is an immutable description that any number of accounts and threads may share; what it learns lives in
 * the state that {@link #start()} makes. Whether it proposes or limits is said where it is added to a
 * {@link PositionSizer}.
 *
 * <p>Modules combine into modules. Each part is asked and told all that it would be alone, whether its answer counts or
 * not. Parts that remember must remember for the same {@link Scope}.
 */
public interface RiskModule {

    /** How far a module's state reaches. */
    enum Scope {
        /** Nothing is remembered: the answer follows from the account and the moment. */
        NONE,
        /** One state an account; it ends with the phase, as a high-water mark does. */
        ACCOUNT,
        /** One state for all accounts of a trader, through all phases, as an estimated win rate is. */
        TRADER
    }

    /**
     * What a module may promise beyond what all of them do. An abstention counts as more than any amount: it limits
     * nothing.
     */
    enum Law {
        /** Less equity at the same balance never raises the answer. */
        LESS_EQUITY_NEVER_RAISES,
        /** To hear of a losing trade never raises the answer for the same account. */
        A_LOSS_NEVER_RAISES
    }

    /**
     * Makes a state that has seen nothing yet. A {@link PositionSizer} calls this as it is built, and again for each
     * account or trader.
     *
     * @return the state
     * @throws IllegalArgumentException if parameters cannot go together
     */
    ModuleState start();

    /**
     * How far the state reaches.
     *
     * @return the scope, by default the account
     */
    default Scope scope() {
        return Scope.ACCOUNT;
    }

    /**
     * What the module promises, to be tested by its contract.
     *
     * @return the laws that it keeps to, by default none
     */
    default Set<Law> laws() {
        return Set.of();
    }

    /**
     * What the module is called in explanations.
     *
     * <p>What is learnt is saved under this name, so it must be the same in every process. It is best without
     * parameters: then what was learnt outlives a change of theirs.
     *
     * @return the name, by default the simple name of the class; {@code RiskModule} for a lambda or an anonymous class
     */
    default String name() {
        Class<?> type = getClass();
        return type.isHidden() || type.isAnonymousClass() ? RiskModule.class.getSimpleName() : type.getSimpleName();
    }

    /**
     * This module with its answer multiplied. It abstains where this one does.
     *
     * @param factor above 0 and finite; 0.5 for half
     * @return the module
     */
    default RiskModule times(double factor) {
        return new Combination.Scaled(this, factor);
    }

    /**
     * This module with no answer above a share of the balance. It abstains where this one does.
     *
     * @param fraction the largest risk fraction, above 0 and at most 1
     * @return the module
     */
    default RiskModule atMost(double fraction) {
        return new Combination.Capped(this, fraction);
    }

    /**
     * This module, and another where this one abstains.
     *
     * @param second speaks where this one does not
     * @return the module
     * @throws IllegalArgumentException if one remembers for the trader and the other for one account
     */
    default RiskModule orElse(RiskModule second) {
        return new Combination.OrElse(this, second);
    }

    /**
     * The smallest answer of all that speak. It abstains where all do.
     *
     * @param modules at least one
     * @return the module
     * @throws IllegalArgumentException if there is none, or one remembers for the trader and another for one account
     */
    static RiskModule least(RiskModule... modules) {
        return new Combination.Least(List.of(modules));
    }

    /**
     * The largest answer of all that speak. It abstains where all do.
     *
     * @param modules at least one
     * @return the module
     * @throws IllegalArgumentException if there is none, or one remembers for the trader and another for one account
     */
    static RiskModule greatest(RiskModule... modules) {
        return new Combination.Greatest(List.of(modules));
    }

    /**
     * The mean answer of all that speak. It abstains where all do.
     *
     * @param modules at least one
     * @return the module
     * @throws IllegalArgumentException if there is none, or one remembers for the trader and another for one account
     */
    static RiskModule average(RiskModule... modules) {
        return new Combination.Average(List.of(modules));
    }
}
