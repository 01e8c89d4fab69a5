package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes snapshots of the account. Not thread-safe. */
final class SnapshotIntake {

    /** The costs of opening the first positions are at most this part of the initial balance. */
    private static final long COSTS = 1_000;

    private final Postings postings;
    private final Plausibility plausibility;
    private final SnapshotReader reader;
    private final EventIntake events;
    private final DealIntake deals;

    /** The snapshot that waits for the next one. */
    private Optional<Snapshot> heldSnapshot = Optional.empty();

    /** The balance at which no trade explains that the target is reached, until the next snapshot confirms it. */
    private Optional<Money> doubtedBalance = Optional.empty();

    SnapshotIntake(
            Postings postings, Plausibility plausibility, SnapshotReader reader, EventIntake events, DealIntake deals) {
        this.postings = postings;
        this.plausibility = plausibility;
        this.reader = reader;
        this.events = events;
        this.deals = deals;
    }

    Assessment read(Snapshot snapshot) {
        Instant at = deals.listsDeals() ? snapshot.at() : events.counted(snapshot.at());
        Account account = postings.account();
        if (at.isBefore(account.asOf())) {
            return late(snapshot, at);
        }
        if (account.verdict().isFinal()) {
            return value(snapshot, at);
        }
        boolean impossible = impossible(snapshot);
        Plausibility.Judgement judgement = plausibility.judge(account, impossible ? 0 : farthest(snapshot));
        Optional<Snapshot> held = heldSnapshot;
        heldSnapshot = Optional.empty();
        if (judgement == Plausibility.Judgement.HELD) {
            heldSnapshot = impossible ? Optional.empty() : Optional.of(snapshot);
            return postings.doubt(at, "BALANCE " + snapshot.balance() + ", EQUITY " + snapshot.ownEquity());
        }
        events.isFreshNoMore();
        if (judgement == Plausibility.Judgement.CONFIRMED) {
            held.filter(earlier -> !earlier.at().isBefore(account.asOf()))
                    .ifPresent(earlier -> value(earlier, earlier.at()));
        }
        return value(snapshot, at);
    }

    /** The equity, or what it would be had it moved as the balance has, if that has moved further. */
    private long farthest(Snapshot snapshot) {
        AccountView view = postings.account().view();
        long equity = snapshot.ownEquity().minorUnits();
        long moved = snapshot.balance().minorUnits() - view.balance();
        boolean balance = !deals.listsDeals() && Math.abs(moved) > Math.abs(equity - view.equity());
        return balance ? view.equity() + moved : equity;
    }

    /** What a query that failed returns. */
    private static boolean impossible(Snapshot snapshot) {
        return snapshot.balance().minorUnits() <= 0 || snapshot.ownEquity().minorUnits() == 0;
    }

    /** A late snapshot is a late mark; it may make one that waits plausible. */
    private Assessment late(Snapshot snapshot, Instant at) {
        AccountEvent.Marked mark = new AccountEvent.Marked(at, snapshot.ownEquity());
        long equity = impossible(snapshot) ? 0 : snapshot.ownEquity().minorUnits();
        if (!postings.account().verdict().isFinal() && !isAccepted(equity)) {
            return postings.doubt(at, "EQUITY " + snapshot.ownEquity());
        }
        if (!deals.listsDeals() || at.isBefore(postings.timeline().start())) {
            return postings.take(mark);
        }
        Assessment after =
                postings.revise(List.of("LATE_MARK " + at), Revision.of(List.of(new Operation.EventTaken(mark))));
        Optional<Snapshot> held = heldSnapshot.filter(waiting ->
                plausibility.isPlausible(postings.account(), waiting.ownEquity().minorUnits()));
        if (held.isEmpty()) {
            return events.isNewest(at) ? deals.show(snapshot) : after;
        }
        heldSnapshot = Optional.empty();
        plausibility.accept();
        return read(held.get());
    }

    /** Whether a late equity is accepted; while another reading waits, it must be plausible by itself. */
    private boolean isAccepted(long equity) {
        return heldSnapshot.isPresent()
                ? plausibility.isPlausible(postings.account(), equity)
                : plausibility.judge(postings.account(), equity) != Plausibility.Judgement.HELD;
    }

    private Assessment value(Snapshot snapshot, Instant at) {
        return deals.listsDeals() ? deals.value(snapshot, at) : infer(snapshot, at);
    }

    /** Infers from a snapshot alone what happened. */
    private Assessment infer(Snapshot snapshot, Instant at) {
        SnapshotReader.Result hindsight = reader.hindsight(snapshot);
        if (!hindsight.isNothing()) {
            postings.revise(
                    List.of("CORRECTED_READING"), new Revision(hindsight.withdrawn(), Set.of(), hindsight.corrected()));
        }
        events.withdrawRepeated(snapshot.balance());
        Account account = postings.account();
        if (account.verdict().isFinal()) {
            reader.settle();
            return postings.take(new AccountEvent.TimePassed(at));
        }
        Instant midnight = at.isBefore(account.dayEnd()) ? account.dayStart() : account.dayEnd();
        boolean overMidnight = reader.lastAt().filter(midnight::isAfter).isPresent();
        Instant bookedAt = overMidnight ? midnight.minusMillis(1) : at;
        long before = account.view().balance();
        SnapshotReader.Read read = reader.read(snapshot, at, bookedAt);
        boolean again = doubtedBalance.filter(snapshot.balance()::equals).isPresent();
        doubtedBalance = Optional.empty();
        if (read.unexplained() > 0 && wouldPass(snapshot) && !again) {
            doubtedBalance = Optional.of(snapshot.balance());
            plausibility.doubt();
            reader.takeBack();
            return postings.doubt(at, "BALANCE " + snapshot.balance());
        }
        plausibility.accept();
        if (overMidnight
                && bookedAt.isBefore(account.asOf())
                && !read.bookings().isEmpty()) {
            postings.revise(List.of("BOOKED_BEFORE_MIDNIGHT"), Revision.of(read.bookings()));
        } else if (overMidnight) {
            read.bookings().forEach(postings::apply);
        }
        postings.take(new AccountEvent.TimePassed(at));
        long lost = before - postings.account().view().balance();
        if (overMidnight && lost != 0) {
            postings.apply(new Operation.Uncertain(at, lost));
        }
        for (Operation opening : read.openings()) {
            matched(opening).ifPresent(order -> {
                postings.apply(new Operation.Filled(
                        at, order, openedBy(opening).orElseThrow().id()));
                postings.notice(new MonitorEvent.Reconciled(at, List.of("MATCHED " + order)));
            });
            postings.apply(opening);
        }
        if (!overMidnight) {
            // what was opened comes first, so that the account is not taken for flat in between
            read.bookings().forEach(postings::apply);
        }
        if (!read.findings().isEmpty() && !postings.account().verdict().isFinal()) {
            postings.notice(new MonitorEvent.Reconciled(at, read.findings()));
        }
        return postings.take(new AccountEvent.Marked(at, snapshot.balance().withMinorUnits(read.mark())));
    }

    private static Optional<Position> openedBy(Operation operation) {
        return operation instanceof Operation.EventTaken taken && taken.event() instanceof AccountEvent.Opened opened
                ? Optional.of(opened.position())
                : Optional.empty();
    }

    /** The reserved order that a position of another id has filled, as far as their risks tell. */
    private Optional<String> matched(Operation opening) {
        return openedBy(opening)
                .filter(position -> !postings.ledger().exposure().isReserved(position.id()))
                .flatMap(postings.ledger().exposure()::orderFilledBy);
    }

    private boolean wouldPass(Snapshot snapshot) {
        return snapshot.positions().isEmpty()
                && snapshot.balance().minorUnits() >= postings.account().view().targetBalance();
    }

    /** Refuses a first snapshot that cannot be one of a fresh account. */
    void requireFresh(Snapshot snapshot) {
        Money initial = postings.account().phase().initialBalance();
        long spent = initial.minus(snapshot.balance()).minorUnits();
        boolean costs = !snapshot.positions().isEmpty() && spent >= 0 && spent <= initial.minorUnits() / COSTS;
        if (spent != 0 && !costs && snapshot.balance().minorUnits() > 0) {
            throw new IllegalArgumentException("the first balance must be that of a fresh account, " + initial
                    + ", was " + snapshot.balance() + "; state with AccountMonitorBuilder.running how the account"
                    + " stands: balance and equity at the start of the day, trading days, best day, highest reference,"
                    + " day of the last trade");
        }
    }

    /** Refuses a snapshot of a time that is over, before any of its deals is taken. */
    void requireTime(Snapshot snapshot) {
        Account account = postings.account();
        Instant earliest = deals.listsDeals() ? postings.timeline().start() : account.dayStart();
        if (snapshot.at().isBefore(earliest) && snapshot.at().isBefore(account.asOf())) {
            throw new IllegalArgumentException("snapshot must not be before " + earliest + ", was at " + snapshot.at());
        }
    }

    /** Refuses a change of the balance that could not be booked, before any event of a snapshot is applied. */
    static void requireReachable(Money balance, Money before) {
        if (Math.abs(balance.minus(before).minorUnits()) > MinorUnits.LARGEST) {
            throw new IllegalArgumentException("balance must be within " + before.withMinorUnits(MinorUnits.LARGEST)
                    + " of the last one, " + before + ", was " + balance);
        }
    }
}
