package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a deal does to an account, as events. */
final class DealEvents {

    private final Deal deal;
    private final Ledger ledger;
    private final List<AccountEvent> events = new ArrayList<>();

    private DealEvents(Deal deal, Ledger ledger) {
        this.deal = deal;
        this.ledger = ledger;
    }

    /** The events, in the state that the ledger has at the moment of the deal. */
    static List<AccountEvent> of(Deal deal, Ledger ledger) {
        DealEvents events = new DealEvents(deal, ledger);
        events.add();
        return events.events;
    }

    private void add() {
        switch (deal.kind()) {
            case ENTRY -> enter(deal.lots(), deal.net());
            case EXIT -> exit(deal.lots(), deal.net());
            case REVERSAL -> reverse();
            case CASH_FLOW -> events.add(new AccountEvent.CashFlow(at(), deal.net()));
            case REWARD -> reward();
            case BOOKING -> book(deal.net());
            case CREDIT -> {
                // credit is no part of the balance
            }
        }
    }

    private Instant at() {
        return deal.at();
    }

    private String ticket() {
        return deal.positionId().orElseThrow();
    }

    private Optional<Position> open() {
        return deal.positionId()
                .flatMap(ticket -> ledger.position(ledger.names().id(ticket)));
    }

    /** The open position, also by the ticket under which a snapshot lists its rest. */
    private Optional<Position> openOrRest() {
        return open().or(() -> deal.positionId()
                .flatMap(ticket -> ledger.position(ledger.tickets().id(ticket))));
    }

    private void enter(BigDecimal lots, Money net) {
        Optional<Position> open = open();
        if (open.isPresent()) {
            Position before = open.get();
            BigDecimal size = before.lots().add(lots);
            // the stop of the larger position is known once a snapshot lists it
            Position now = new Position(before.id(), size, Optional.empty());
            events.add(new AccountEvent.Changed(at(), now, net));
            return;
        }
        String last = ledger.names().id(ticket());
        String id = ledger.account().wasClosed(last) ? ledger.names().nextLife(ticket(), ledger::isTaken) : last;
        deal.orderId()
                .filter(order -> !order.equals(id))
                .ifPresent(order -> ledger.exposure().fill(order, id));
        Position position = new Position(id, lots, ledger.exposure().profitAtStop(id, lots, net));
        events.add(new AccountEvent.Opened(at(), position));
        if (net.minorUnits() != 0) {
            events.add(new AccountEvent.Booked(at(), net, Optional.of(deal.id()), Optional.of(id)));
        }
    }

    private void exit(BigDecimal lots, Money net) {
        Optional<Position> open = openOrRest();
        if (open.isEmpty()) {
            // its entry has not arrived
            book(net);
            return;
        }
        Position before = open.get();
        BigDecimal rest = before.lots().subtract(lots);
        if (rest.signum() <= 0) {
            events.add(new AccountEvent.Closed(at(), before.id(), net));
            return;
        }
        Optional<Money> atStop = before.profitAtStop()
                .map(profit -> profit.withMinorUnits(MinorUnits.round(profit.minorUnits()
                        * (rest.doubleValue() / before.lots().doubleValue()))));
        events.add(new AccountEvent.Changed(at(), new Position(before.id(), rest, atStop), net));
    }

    private void reverse() {
        Optional<Position> open = openOrRest();
        BigDecimal rest = deal.lots().subtract(open.map(Position::lots).orElse(BigDecimal.ZERO));
        Money nothing = deal.net().withMinorUnits(0);
        if (open.isPresent()) {
            events.add(new AccountEvent.Closed(at(), open.get().id(), deal.net()));
        } else {
            book(deal.net());
        }
        if (rest.signum() > 0) {
            String id = open.isPresent()
                            || ledger.account().wasClosed(ledger.names().id(ticket()))
                    ? ledger.names().nextLife(ticket(), ledger::isTaken)
                    : ledger.names().id(ticket());
            events.add(new AccountEvent.Opened(
                    at(), new Position(id, rest, ledger.exposure().profitAtStop(id, rest, nothing))));
        }
    }

    private void reward() {
        AccountEvent.PaidOut paid = new AccountEvent.PaidOut(
                at(), deal.net().withMinorUnits(-deal.net().minorUnits()));
        boolean payable = ledger.account().isPayable(paid.amount());
        events.add(payable ? paid : new AccountEvent.CashFlow(at(), deal.net()));
    }

    private void book(Money net) {
        if (net.minorUnits() == 0) {
            return;
        }
        events.add(new AccountEvent.Booked(
                at(), net, Optional.of(deal.id()), openOrRest().map(Position::id)));
    }
}
