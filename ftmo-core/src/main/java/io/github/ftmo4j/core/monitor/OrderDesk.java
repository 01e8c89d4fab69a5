package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.order.PreTradeCheck;
import io.github.ftmo4j.core.order.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks orders and keeps their reservations. Not thread-safe. */
final class OrderDesk {

    private final Postings postings;
    private final PreTradeCheck preTradeCheck;
    private final Duration reservedFor;
    private final Notices notices;

    /** Orders that the last list of pending orders has held, and reserved ones that it has not. */
    private final Set<String> listedOrders = new HashSet<>();

    private final Set<String> unlistedOrders = new HashSet<>();

    /** The instant of the last list of pending orders. */
    private Instant listedAt = Instant.MIN;

    private final Map<String, Long> refusals = new TreeMap<>();

    OrderDesk(Postings postings, PreTradeCheck preTradeCheck, Duration reservedFor, Notices notices) {
        this.postings = postings;
        this.preTradeCheck = preTradeCheck;
        this.reservedFor = reservedFor;
        this.notices = notices;
    }

    /** How many orders were refused, by the code of the reason. */
    Map<String, Long> refusals() {
        return refusals;
    }

    /** Checks an order, and reserves its risk if it is allowed. */
    OrderCheck check(Order order, Instant now, List<Refusal> doubts) {
        LiveExposure exposure = postings.ledger().exposure();
        OrderCheck check =
                preTradeCheck.check(order, postings.account(), exposure.pendingRisk(), exposure, exposure.at(now));
        List<Refusal> found = new ArrayList<>(check.refusals());
        found.addAll(doubts);
        long left = check.room().minorUnits() - postings.ledger().uncertainty();
        if (postings.ledger().uncertainty() > 0
                && order.risk().filter(risk -> risk.minorUnits() > left).isPresent()) {
            found.add(Refusal.of(
                    Refusal.Reason.ANCHOR_UNCERTAIN,
                    "the balance at midnight may have been higher by "
                            + check.room().withMinorUnits(postings.ledger().uncertainty())));
        }
        if (exposure.knows(order.id()) || postings.account().wasClosed(order.id())) {
            found.add(Refusal.of(Refusal.Reason.DUPLICATE_ORDER, "order " + order.id() + " exists already"));
        }
        if (found.isEmpty()) {
            postings.apply(new Operation.Reserved(now, order));
        }
        if (postings.journal().hasFailed()) {
            exposure.release(order.id());
            found.add(Refusal.of(Refusal.Reason.JOURNAL_FAILED, "the journal could not recover this order"));
        }
        boolean more = found.size() > check.refusals().size();
        OrderCheck result = more ? new OrderCheck(order, found, check.room().withMinorUnits(0)) : check;
        result.refusals().forEach(refusal -> refusals.merge(refusal.code(), 1L, Long::sum));
        notices.add(now, result);
        return result;
    }

    void placed(Order order) {
        order.risk().ifPresent(postings::amount);
        if (postings.ledger().exposure().knows(order.id()) || postings.account().wasClosed(order.id())) {
            throw new IllegalArgumentException("order must be new, was " + order.id() + ", which exists already");
        }
        postings.apply(new Operation.Reserved(postings.present(), order));
    }

    void filled(String orderId, String positionId) {
        if (!postings.ledger().exposure().isReserved(orderId)) {
            throw new IllegalArgumentException("orderId must be that of a reserved order, was " + orderId);
        }
        postings.apply(new Operation.Filled(postings.present(), orderId, positionId));
    }

    boolean release(String orderId) {
        boolean released = postings.ledger().exposure().isReserved(orderId);
        if (released) {
            postings.apply(new Operation.Released(postings.present(), orderId));
        }
        return released;
    }

    /** Compares the reservations with a list of all pending orders. */
    void comparePending(Instant at, List<Order> pending) {
        if (!at.isAfter(listedAt)) {
            // a list that repeats, or that is older than the last one, says nothing new
            return;
        }
        listedAt = at;
        LiveExposure exposure = postings.ledger().exposure();
        Set<String> ids = new HashSet<>();
        for (Order order : pending) {
            ids.add(order.id());
            if (!exposure.knows(order.id()) && !postings.account().wasClosed(order.id())) {
                postings.apply(new Operation.Reserved(at, order));
                postings.notice(new MonitorEvent.Reconciled(at, List.of("ORDER_APPEARED " + order.id())));
            }
        }
        for (Order order : exposure.reservedFor(Duration.ZERO, at)) {
            // an order that was just allowed may not have reached the broker
            boolean gone =
                    !ids.contains(order.id()) && (listedOrders.contains(order.id()) || !unlistedOrders.add(order.id()));
            if (gone) {
                end(at, order, "NOT_LISTED");
            }
        }
        listedOrders.clear();
        listedOrders.addAll(ids);
        unlistedOrders.removeAll(ids);
    }

    /** Ends the reservations that are too old. */
    void expire(Instant now) {
        for (Order order : postings.ledger().exposure().reservedFor(reservedFor, now)) {
            end(now, order, "EXPIRED");
        }
    }

    private void end(Instant at, Order order, String reason) {
        postings.apply(new Operation.Released(at, order.id()));
        unlistedOrders.remove(order.id());
        postings.notice(new MonitorEvent.ReservationEnded(at, order, reason));
    }
}
