package io.github.ftmo4j.sim.history.file;

/** What comes first in dates such as 05/01/2026. */
public enum DateOrder {

    /** The day: 05/01/2026 is the fifth of January. */
    DAY_FIRST,

    /** The month: 05/01/2026 is the first of May. */
    MONTH_FIRST
}
