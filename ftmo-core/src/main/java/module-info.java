/**
 * The rules of prop-firm challenges, exact to the cent: money, programs and their objectives, the account state
 * machine, the trading-day clock, gates, orders before they are sent, the live monitor with its journal, and the
 * decision log.
 */
module io.github.ftmo4j.core {
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.github.ftmo4j.core.account;
    exports io.github.ftmo4j.core.decision;
    exports io.github.ftmo4j.core.gate;
    exports io.github.ftmo4j.core.journal;
    exports io.github.ftmo4j.core.json;
    exports io.github.ftmo4j.core.money;
    exports io.github.ftmo4j.core.monitor;
    exports io.github.ftmo4j.core.order;
    exports io.github.ftmo4j.core.program;
    exports io.github.ftmo4j.core.time;
}
