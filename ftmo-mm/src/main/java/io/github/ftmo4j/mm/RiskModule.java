package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A rule that says how much to risk on the next trade.
 *
 * <p>A module is an immutable specification that any number of accounts and threads may share. What it learns is kept
 * in the state that {@link #start()} makes. Whether a module proposes or limits is decided where it is added to a
 * {@link PositionSizer}. The modules of the library are equal if their parameters are.
 *
 * <p>Modules can be combined, see {@link Combination}. Parts that keep a state must have the same {@link Scope}.
 */
public interface RiskModule {

    /** What the state of a module belongs to. */
    enum Scope {
        /** There is no state: the answer follows from the account and the moment. */
        NONE,
        /** One state per account. It ends with the phase, like a high-water mark. */
        ACCOUNT,
        /** One state for all accounts of a trader and all phases, like an estimated win rate. */
        TRADER
    }

    /**
     * A property that a module may promise beyond those of every module. An abstention counts as more than any amount,
     * since it limits nothing.
     */
    enum Law {
        /** Less equity at the same balance never raises the answer. */
        LESS_EQUITY_NEVER_RAISES,
        /** A losing trade never raises the answer for the same state of the account. */
        A_LOSS_NEVER_RAISES,
        /**
         * Until a trade wins, no answer is above the one with which the last trade was opened, whatever day it is. Only
         * trades without a gain and midnights lie between.
         */
        NO_RISE_BEFORE_A_WIN
    }

    /**
     * What an answer may depend on, beyond what every answer may: the state of the module; balance, equity, initial
     * balance and target of the account, and its floors and limits except for those of the daily loss.
     */
    enum Input {
        /** {@link AccountView#highWaterMark()}. */
        HIGH_WATER_MARK,
        /**
         * {@link AccountView#dailyLossFloor()}, {@link AccountView#dailyLossLimit()}, and
         * {@link AccountView#bindingFloor()}.
         */
        DAILY_LOSS,
        /** {@link AccountView#dayStartBalance()}. */
        DAY_START_BALANCE,
        /** {@link AccountView#tradingDays()}. */
        TRADING_DAYS,
        /** {@link Moment#tradeOfDay()}. */
        TRADE_OF_DAY,
        /** {@link Moment#tradeOfPhase()}. */
        TRADE_OF_PHASE,
        /** How many days of the calendar lie between two events, but not which days they are. */
        CALENDAR_DAYS,
        /** The day or the instant: {@link Moment#day()}, {@link Moment#epochMilli()}, {@link AccountView#day()}. */
        DATE
    }

    /**
     * Makes an initial state. A {@link PositionSizer} calls this once when it is built, and again for each account or
     * trader.
     *
     * @return the state
     * @throws IllegalArgumentException if the parameters contradict each other
     */
    ModuleState start();

    /**
     * What the state belongs to.
     *
     * @return the scope, by default the account
     */
    default Scope scope() {
        return Scope.ACCOUNT;
    }

    /**
     * What the answers may depend on. An exact computation treats accounts as one that differ in nothing that matters,
     * so that a module which states few inputs is solved faster. The contract suite tests it.
     *
     * @return the inputs, by default all
     */
    default Set<Input> inputs() {
        return EnumSet.allOf(Input.class);
    }

    /**
     * Whether the answers need the account itself, an {@link io.github.ftmo4j.core.account.AccountMachine}, because
     * they follow from more of its state than a view of it shows. A simulation then works with such accounts, which is
     * slower.
     *
     * @return whether they do, by default not
     */
    default boolean needsWholeAccount() {
        return false;
    }

    /**
     * The properties that the module promises; the contract suite tests them.
     *
     * @return the laws, by default none
     */
    default Set<Law> laws() {
        return Set.of();
    }

    /**
     * The name of the module in decisions and in saved states.
     *
     * <p>The state is saved under this name, so the name must be the same in every process. A class that may be renamed
     * should override this with a constant. A name without parameters lets a saved state be restored after a parameter
     * was changed.
     *
     * @return the name, by default the simple name of the class; {@code RiskModule} for a lambda or an anonymous class
     */
    default String name() {
        Class<?> type = getClass();
        return type.isHidden() || type.isAnonymousClass() ? RiskModule.class.getSimpleName() : type.getSimpleName();
    }

    /**
     * This module with its answer multiplied. The result abstains if this module does.
     *
     * @param factor above 0 and finite; 0.5 for half
     * @return the module
     */
    default RiskModule times(double factor) {
        return new Combination.Scaled(this, factor);
    }

    /**
     * This module with its answer capped at a share of the balance. The result abstains if this module does.
     *
     * @param fraction the largest risk fraction, above 0 and at most 0.2
     * @return the module
     */
    default RiskModule atMost(double fraction) {
        return new Combination.Capped(this, fraction);
    }

    /**
     * The answer of this module, or that of a second one if this module abstains.
     *
     * @param second the module that is asked if this one abstains
     * @return the module
     * @throws IllegalArgumentException if one has the scope of a trader and the other that of an account
     */
    default RiskModule orElse(RiskModule second) {
        return new Combination.OrElse(this, second);
    }

    /**
     * The smallest answer of the modules that do not abstain. The result abstains if all of them do.
     *
     * @param modules at least one
     * @return the module
     * @throws IllegalArgumentException if there is none, or one has the scope of a trader and another that of an
     *     account
     */
    static RiskModule least(RiskModule... modules) {
        return new Combination.Least(List.of(modules));
    }

    /**
     * The largest answer of the modules that do not abstain. The result abstains if all of them do.
     *
     * @param modules at least one
     * @return the module
     * @throws IllegalArgumentException if there is none, or one has the scope of a trader and another that of an
     *     account
     */
    static RiskModule greatest(RiskModule... modules) {
        return new Combination.Greatest(List.of(modules));
    }

    /**
     * The mean answer of the modules that do not abstain. The result abstains if all of them do.
     *
     * @param modules at least one
     * @return the module
     * @throws IllegalArgumentException if there is none, or one has the scope of a trader and another that of an
     *     account
     */
    static RiskModule average(RiskModule... modules) {
        return new Combination.Average(List.of(modules));
    }
}
