package io.github.ftmo4j.sim.history.file;

import java.util.List;

/** A table of which the format is known. */
interface Reading {

    /**
     * What it is, such as {@code MetaTrader 5 history}.
     *
     * @return the name for users
     */
    String format();

    /**
     * Where it begins.
     *
     * @return the row that names the columns
     */
    Header header();

    /**
     * Reads its trades and the parts of its trades.
     *
     * @param settings what the caller states
     * @param findings receives problems and notes, and the sum of profit that the file states
     * @return in the order of the table
     */
    List<Leg> legs(Settings settings, Findings findings);
}
