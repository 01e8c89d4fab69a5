package io.github.ftmo4j.core.gate;

import io.github.ftmo4j.core.program.Leverage;

/** What a trader has at risk on an account. Amounts are minor units; the values change as trades do. */
public interface Exposure {

    /**
     * The money lost if every open position hits its stop.
     *
     * @return minor units
     */
    long openRisk();

    /**
     * The money that was at risk as it was opened, of all positions opened today.
     *
     * @return minor units
     */
    long riskedToday();

    /**
     * How many positions are open.
     *
     * @return their number
     */
    int openPositions();

    /**
     * How many positions were opened today.
     *
     * @return their number
     */
    int positionsToday();

    /**
     * How many orders were sent today.
     *
     * @return their number
     */
    int ordersToday();

    /**
     * The margin that open positions and pending orders use, as far as their notional is known.
     *
     * @param leverage the leverage of the account
     * @return minor units
     */
    default long marginInUse(Leverage leverage) {
        return 0;
    }
}
