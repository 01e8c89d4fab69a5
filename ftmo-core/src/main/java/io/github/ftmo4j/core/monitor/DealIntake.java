package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes deals, and the snapshots of a feed that lists deals. Not thread-safe. */
final class DealIntake {

    private final boolean dealFeed;
    private final Postings postings;
    private final EventIntake events;

    /** The last snapshot beside deals, and why it does not agree with them. */
    private Optional<Snapshot> lastBesideDeals = Optional.empty();

    private Optional<String> missingDeals;

    DealIntake(boolean dealFeed, Postings postings, EventIntake events) {
        this.dealFeed = dealFeed;
        this.postings = postings;
        this.events = events;
        missingDeals =
                dealFeed ? Optional.of("no snapshot has shown yet whether the deals are complete") : Optional.empty();
    }

    boolean listsDeals() {
        return dealFeed;
    }

    /** What a snapshot shows that the deals so far do not explain. */
    Optional<String> missingDeals() {
        return missingDeals;
    }

    /** Compares the last snapshot again, now that a deal from before it has arrived. */
    void compareAfter(Deal deal) {
        lastBesideDeals.filter(snapshot -> !snapshot.at().isBefore(deal.at())).ifPresent(this::compareWithDeals);
    }

    void requireTakeable(List<Deal> list) {
        Money balance = postings.account().assess().balance();
        long moved = Math.abs(balance.minorUnits());
        for (Deal deal : list) {
            if (!dealFeed) {
                throw new IllegalStateException("deal " + deal.id()
                        + " needs a monitor whose feed lists deals, see AccountMonitorBuilder.dealFeed");
            }
            moved += Math.abs(postings.amount(deal.net()));
            if (!MinorUnits.isInRange(moved)) {
                throw new IllegalArgumentException("profit of deal " + deal.id() + " must leave the balance of "
                        + balance + " within ±" + balance.withMinorUnits(MinorUnits.LARGEST) + ", was " + deal.net());
            }
        }
    }

    void take(Deal deal) {
        events.isFreshNoMore();
        if (postings.timeline().holds(deal)) {
            return;
        }
        Operation taken = new Operation.DealTaken(deal);
        boolean late = postings.timeline().isLate(taken);
        List<Operation> operations = new ArrayList<>();
        for (AccountEvent violation : postings.restrictions().violatedBy(asEvent(deal))) {
            boolean news = ((AccountEvent.Violated) violation).restriction().equals("NEWS");
            if (!late) {
                postings.take(violation);
            } else if (news) {
                operations.add(new Operation.EventTaken(violation));
            }
        }
        operations.add(taken);
        if (late) {
            postings.revise(List.of("LATE_DEAL " + deal.id()), Revision.of(operations));
        } else {
            postings.apply(taken);
        }
    }

    /** What a deal is to restrictions. */
    private static AccountEvent asEvent(Deal deal) {
        return switch (deal.kind()) {
            case ENTRY -> AccountEvent.opened(deal.at(), deal.id());
            case EXIT, REVERSAL -> new AccountEvent.Closed(deal.at(), deal.id(), deal.net());
            case CASH_FLOW, REWARD, BOOKING, CREDIT -> new AccountEvent.Booked(deal.at(), deal.net());
        };
    }

    /** Takes a snapshot whose feed lists deals. */
    Assessment value(Snapshot snapshot, Instant at) {
        postings.take(new AccountEvent.TimePassed(at));
        show(snapshot);
        postings.take(new AccountEvent.Marked(at, snapshot.ownEquity()));
        postings.journal().flush();
        return postings.account().assess();
    }

    /** Takes the stops that a snapshot shows, and compares it with the deals. */
    Assessment show(Snapshot snapshot) {
        Instant now = postings.account().asOf();
        Ledger ledger = postings.ledger();
        ledger.newTickets(snapshot).forEach((ticket, id) -> postings.apply(new Operation.Renamed(now, ticket, id)));
        for (Position position : snapshot.positions()) {
            if (ledger.showsAnotherStop(position)) {
                postings.apply(new Operation.Listed(now, position));
            }
        }
        lastBesideDeals = Optional.of(snapshot);
        compareWithDeals(snapshot);
        return postings.account().assess();
    }

    private void compareWithDeals(Snapshot snapshot) {
        Optional<String> before = missingDeals;
        missingDeals = postings.account().verdict().isFinal()
                ? Optional.empty()
                : postings.ledger().difference(snapshot);
        if (missingDeals.isPresent() && !missingDeals.equals(before)) {
            postings.notice(new MonitorEvent.Reconciled(
                    postings.account().asOf(), List.of(Refusal.Reason.DEALS_MISSING + " " + missingDeals.get())));
        }
    }
}
