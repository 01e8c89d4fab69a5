package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.mm.ModuleState;

/**
 * A module of one account or trader as flat state: the counterpart of {@link ModuleState}, with amounts as doubles. Not
 * thread-safe.
 */
abstract class Slot {

    /** The answer depends on more than balance and initial balance, or is not the larger the larger the balance is. */
    static final int STATE = 1;

    /** The answer depends on the high-water mark. */
    static final int HIGH = 2;

    /** The answer depends on the date. */
    static final int DATES = 4;

    /** The state changes with closed trades. */
    static final int TRADES = 8;

    /** The state changes with the market. */
    static final int MARKET = 16;

    /** Code of the user, which may do anything. */
    static final int UNKNOWN = 32;

    /** All of that. */
    static final int EVERYTHING = 63;

    /** What the slot depends on or learns from: a sum of the constants above. */
    abstract int needs();

    /** What the code that is run depends on: slots of equal kind run the same code. */
    String kind() {
        return getClass().getSimpleName();
    }

    /**
     * The answer for the next trade.
     *
     * @param balance the balance of the account
     * @param account the account
     * @return minor units, not rounded; NaN to abstain
     */
    abstract double amount(double balance, FlatAccount account);

    /**
     * The answer for the next trade if it is below another amount. A module that answers through costly operations may
     * see by cheaper ones that its answer is not.
     *
     * @param least the other amount
     * @param balance the balance of the account
     * @param account the account
     * @return the smaller of both, {@code least} if this module abstains
     */
    double least(double least, double balance, FlatAccount account) {
        double answer = amount(balance, account);
        return answer < least ? answer : least;
    }

    /** How costly an answer is, in comparison with others. */
    int cost() {
        return 0;
    }

    /** A trade was closed. */
    void closed(double risked, double profit) {}

    /** The market has moved. */
    void moved(double marketReturn) {}

    /** Returns to the state at the start. */
    void reset() {}

    /** More than all errors of a few operations together: what is larger by this factor is larger for certain. */
    static final double CERTAINLY = 1 + 0x1p-40;

    /** The base of a share of the balance. */
    static double base(double balance) {
        return balance < 0 ? 0 : balance;
    }
}
