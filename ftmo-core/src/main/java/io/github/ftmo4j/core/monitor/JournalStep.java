package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.order.PreTradeCheck;
import java.time.Instant;
import java.util.List;

/**
 * An account as it stood after a line of its journal, see {@link AccountMonitorBuilder#replay}. Valid only during the
 * call that it is passed to, except for the values that it returns.
 */
public final class JournalStep {

    private final String type;
    private final List<MonitorEvent> events;
    private final Ledger ledger;
    private final PreTradeCheck preTradeCheck;

    JournalStep(String type, List<MonitorEvent> events, Ledger ledger, PreTradeCheck preTradeCheck) {
        this.type = type;
        this.events = List.copyOf(events);
        this.ledger = ledger;
        this.preTradeCheck = preTradeCheck;
    }

    /**
     * What the line holds.
     *
     * @return the stable type of the line, such as {@code opened}, {@code deal} or {@code reserved}
     */
    public String type() {
        return type;
    }

    /**
     * The events that the line has for listeners of a monitor. A line that revises earlier ones has none.
     *
     * @return the events, oldest first
     */
    public List<MonitorEvent> events() {
        return events;
    }

    /**
     * The account after the line.
     *
     * @return balance, equity, headroom and verdict; the last ones at a failure
     */
    public Assessment assessment() {
        return ledger.account().assess();
    }

    /**
     * When the account stood so.
     *
     * @return the instant of its last event
     */
    public Instant at() {
        return ledger.account().asOf();
    }

    /**
     * Checks an order as if it had been asked for after the line: against the rules, the buffer, the caps and the gates
     * of the builder, and the risk that was reserved then. Nothing is reserved, and the feed is taken to be fresh.
     *
     * @param order the order
     * @return the result, with every reason to refuse the order
     * @throws IllegalArgumentException if its risk is in another currency than the account
     */
    public OrderCheck check(Order order) {
        Account account = ledger.account();
        LiveExposure exposure = ledger.exposure();
        return preTradeCheck.check(order, account, exposure.pendingRisk(), exposure, exposure.at(at()));
    }

    /** The type, the instant and the verdict. */
    @Override
    public String toString() {
        return "JournalStep[" + type + " at " + at() + ", " + ledger.account().verdict() + "]";
    }
}
