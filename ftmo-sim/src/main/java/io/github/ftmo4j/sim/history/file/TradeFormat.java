package io.github.ftmo4j.sim.history.file;

import java.util.Optional;

/** The tables of a platform. */
interface TradeFormat {

    /**
     * Recognises a table by its content.
     *
     * @param headers the table, and what may be its header
     * @return how to read it, if it is one of this platform
     */
    Optional<Reading> find(Headers headers);
}
