package io.github.ftmo4j.core.account;

import java.util.Currency;

/**
 * The current figures of an account, in minor units of its currency and days since 1970-01-01. The values change as the
 * account does; read them on the thread that owns it.
 */
public interface AccountView {

    /** Stands for a floor that does not exist: no equity is below it. */
    long NO_FLOOR = Long.MIN_VALUE;

    /** Stands for a target that does not exist: no balance reaches it. */
    long NO_TARGET = Long.MAX_VALUE;

    /** Stands for a loss that is not limited. */
    long NO_LIMIT = Long.MAX_VALUE;

    /**
     * The currency of all amounts.
     *
     * @return the currency
     */
    Currency currency();

    /**
     * The balance at the start of the phase.
     *
     * @return minor units
     */
    long initialBalance();

    /**
     * Closed money.
     *
     * @return minor units
     */
    long balance();

    /**
     * Balance plus floating profit, as last marked.
     *
     * @return minor units
     */
    long equity();

    /**
     * The highest equity seen in this phase.
     *
     * @return minor units
     */
    long highWaterMark();

    /**
     * The balance at the start of the current day, or after a payout on it, with the cash flows since then.
     *
     * @return minor units
     */
    long dayStartBalance();

    /**
     * The floor of the daily loss.
     *
     * @return minor units, {@link #NO_FLOOR} if there is no daily loss
     */
    long dailyLossFloor();

    /**
     * The floor of the maximum loss.
     *
     * @return minor units
     */
    long maximumLossFloor();

    /**
     * The floor of the floating loss. It moves with the balance.
     *
     * @return minor units, {@link #NO_FLOOR} if floating losses are not limited
     */
    default long floatingLossFloor() {
        return NO_FLOOR;
    }

    /**
     * What may be lost on the current day: how far the floor of the daily loss lies below its anchor. It is set as the
     * day starts; cash flows move anchor and floor alike.
     *
     * @return minor units, {@link #NO_LIMIT} if there is no daily loss
     */
    long dailyLossLimit();

    /**
     * What may be lost of the phase: how far the floor of the maximum loss lies below what it is measured from. Once a
     * trailing floor is locked it grows with the reference.
     *
     * @return minor units
     */
    long maximumLossLimit();

    /**
     * What open positions may lose together: how far the floor of the floating loss lies below the balance.
     *
     * @return minor units, {@link #NO_LIMIT} if floating losses are not limited
     */
    default long floatingLossLimit() {
        long floor = floatingLossFloor();
        return floor == NO_FLOOR ? NO_LIMIT : balance() - floor;
    }

    /**
     * The balance that reaches the profit target, cash flows included.
     *
     * @return minor units, {@link #NO_TARGET} if there is no target
     */
    long targetBalance();

    /**
     * The current trading day.
     *
     * @return days since 1970-01-01
     */
    long day();

    /**
     * How many days count as trading days, with today if it does.
     *
     * @return the number of trading days
     */
    int tradingDays();

    /**
     * The highest of the floors, which falling equity reaches first.
     *
     * @return minor units
     */
    default long bindingFloor() {
        return Math.max(Math.max(dailyLossFloor(), maximumLossFloor()), floatingLossFloor());
    }
}
