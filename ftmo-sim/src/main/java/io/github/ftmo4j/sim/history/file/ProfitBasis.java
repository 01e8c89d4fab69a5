package io.github.ftmo4j.sim.history.file;

/** Whether the profit of a file contains the costs. */
enum ProfitBasis {

    /** The profit is before costs. */
    GROSS,

    /** The profit is after costs. */
    NET
}
