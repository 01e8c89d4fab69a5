package io.github.ftmo4j.core.gate;

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
     * How many trades came up before this one on this day, taken or not.
     *
     * @return zero for the first of the day
     */
    int tradeOfDay();

    /**
     * How many trades came up before this one in this phase, taken or not.
     *
     * @return zero for the first of the phase
     */
    int tradeOfPhase();
}
