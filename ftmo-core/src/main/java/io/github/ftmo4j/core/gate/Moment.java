package io.github.ftmo4j.core.gate;

import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;

/** When, within a phase, new risk is about to be opened. */
public interface Moment {

    /**
     * The trading day.
     *
     * @return days since 1970-01-01
     */
    long day();

    /**
     * The instant.
     *
     * @return milliseconds since 1970-01-01T00:00Z
     */
    long epochMilli();

    /**
     * How many trades came up before this one on this day. A simulation also counts the trades that were not taken. A
     * live monitor cannot see those: it counts opened positions and pending orders.
     *
     * @return zero for the first of the day
     */
    int tradeOfDay();

    /**
     * How many trades came up before this one in this phase, counted as those {@linkplain #tradeOfDay of the day}.
     *
     * @return zero for the first of the phase
     */
    int tradeOfPhase();

    /**
     * An instant before the first trade of a phase, for gates and caps that do not count trades.
     *
     * @param at the instant
     * @param clock says to which day it belongs
     * @return the moment
     */
    static Moment of(Instant at, TradingDayClock clock) {
        return new FirstMoment(clock.dayOf(at).toEpochDay(), at.toEpochMilli());
    }
}
