package io.github.ftmo4j.examples.bridge;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.Deal;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Refusal;
import java.time.Instant;
import java.util.List;

/** A message between terminal and guard. {@code PROTOCOL.md} says what each means. */
sealed interface Message {

    /**
     * The first message of the terminal on a connection.
     *
     * @param account the number of the account
     * @param currency the ISO 4217 code of its currency
     * @param offsetSeconds the server time of the terminal less UTC
     * @param restarts how often the terminal has started; a higher number than before says that it lost its memory
     * @param at the time of the terminal
     */
    record Hello(String account, String currency, int offsetSeconds, long restarts, Instant at) implements Message {}

    /**
     * The account as the terminal reads it.
     *
     * @param snapshot the reading, without deals
     */
    record Reading(Snapshot snapshot) implements Message {}

    /**
     * Deals in any order, also ones that were sent before.
     *
     * @param deals the deals
     * @param problems what was wrong with entries that are no deals
     */
    record Deals(List<Deal> deals, List<String> problems) implements Message {

        Deals(List<Deal> deals) {
            this(deals, List.of());
        }
    }

    /**
     * May this order be sent?
     *
     * @param order the order, by an id that is used once
     * @param snapshot the account at the moment of the question
     */
    record Ask(Order order, Snapshot snapshot) implements Message {}

    /**
     * An order that was allowed has ended without a fill of what is left of it.
     *
     * @param id the order
     * @param reason why, such as {@code rejected}
     */
    record Ended(String id, String reason) implements Message {}

    /**
     * The answer to {@link Ask}.
     *
     * @param id the order
     * @param refusals all reasons against it, empty if it may be sent
     * @param room the most that an order could have risked
     */
    record Answer(String id, List<Refusal> refusals, Money room) implements Message {

        boolean isAllowed() {
            return refusals.isEmpty();
        }
    }

    /**
     * The terminal shall send all deals since a time.
     *
     * @param at the time
     */
    record DealsSince(Instant at) implements Message {}

    /**
     * The terminal shall close all positions.
     *
     * @param reason why
     */
    record CloseAll(String reason) implements Message {}

    /**
     * The terminal shall cancel all pending orders.
     *
     * @param reason why
     */
    record CancelAll(String reason) implements Message {}

    /**
     * The terminal shall send no order, or may ask again.
     *
     * @param on whether no order may be sent
     * @param reason why
     */
    record Refuse(boolean on, String reason) implements Message {}
}
