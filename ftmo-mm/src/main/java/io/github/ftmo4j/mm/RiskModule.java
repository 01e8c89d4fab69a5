package io.github.ftmo4j.mm;

/**
 * One opinion on how much to risk on the next trade.
 *
 * <p>A module is an immutable description that any number of accounts and threads may share; what it learns lives in
 * the memory that {@link #start()} makes. Whether it proposes or limits is said where it is added to a
 * {@link PositionSizer}.
 */
public interface RiskModule {

    /** How far a module's memory reaches. */
    enum Scope {
        /** Nothing is remembered: the answer follows from the account and the moment. */
        NONE,
        /** One memory an account; it ends with the phase, as a high-water mark does. */
        ACCOUNT,
        /** One memory for all accounts of a trader, through all phases, as an estimated win rate is. */
        TRADER
    }

    /**
     * Makes a memory that has seen nothing yet.
     *
     * @return the memory
     */
    RiskMemory start();

    /**
     * How far the memory reaches.
     *
     * @return the scope, by default the account
     */
    default Scope scope() {
        return Scope.ACCOUNT;
    }

    /**
     * What the module is called in explanations.
     *
     * @return the name, by default the simple name of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
