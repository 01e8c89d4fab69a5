package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the events that the caller states. Not thread-safe. */
final class EventIntake {

    private final Postings postings;
    private final Plausibility plausibility;
    private final SnapshotReader reader;
    private final Feed feed;
    private final boolean dealFeed;

    /** The mark that waits for the next one. */
    private Optional<AccountEvent.Marked> heldMark = Optional.empty();

    /** Bookings without an id that repeat another one, by the number under which they can be withdrawn. */
    private final Map<Long, Money> repeatedBookings = new LinkedHashMap<>();

    /** Whether nothing has been taken since the account was opened fresh. */
    private boolean fresh;

    EventIntake(
            Postings postings,
            Plausibility plausibility,
            SnapshotReader reader,
            Feed feed,
            boolean dealFeed,
            boolean fresh) {
        this.postings = postings;
        this.plausibility = plausibility;
        this.reader = reader;
        this.feed = feed;
        this.dealFeed = dealFeed;
        this.fresh = fresh;
    }

    /** Whether nothing of the feed is newer than an instant. */
    boolean isNewest(Instant at) {
        return feed.isNewest(at);
    }

    boolean isFresh() {
        return fresh;
    }

    void isFreshNoMore() {
        fresh = false;
    }

    Assessment take(AccountEvent event) {
        EventKind kind = EventKind.of(event);
        if (kind == EventKind.MARKED) {
            AccountEvent.Marked marked = (AccountEvent.Marked) event;
            return takeMark(new AccountEvent.Marked(counted(marked.at()), marked.equity()));
        }
        if (dealFeed && comesFromDeals(kind)) {
            throw new IllegalStateException(
                    "event must be stated by a deal, because the feed lists deals, was " + event);
        }
        if (event instanceof AccountEvent.Booked booked
                && booked.id().filter(postings.timeline()::holdsBooking).isPresent()) {
            throw new IllegalArgumentException(
                    "booking must be new, was " + booked.id().get() + ", which was booked already");
        }
        if (event instanceof AccountEvent.Booked booked
                && booked.id().isEmpty()
                && postings.timeline().holds(booked)) {
            postings.account().requireAcceptable(event);
            long number = reader.nextInference();
            repeatedBookings.put(number, booked.profit());
            postings.apply(new Operation.EventTaken(event, number));
            return postings.account().assess();
        }
        boolean ofEarlierDay = isOfEarlierDay(kind, event.at());
        Assessment after = ofEarlierDay
                ? postings.revise(
                        List.of("LATE_" + kind + " " + event.at()),
                        Revision.of(List.of(new Operation.EventTaken(event))))
                : postings.take(event);
        if (kind != EventKind.TIME_PASSED) {
            reader.settle();
            fresh = false;
        }
        return after;
    }

    private static boolean comesFromDeals(EventKind kind) {
        return switch (kind) {
            case OPENED, CHANGED, REOPENED, CLOSED, BOOKED, CASH_FLOW, PAID_OUT -> true;
            case MARKED, CORRECTED, REINSTATED, VIOLATED, TIME_PASSED -> false;
        };
    }

    /** Whether an event belongs to a day that is over, and can still be put in its place. */
    private boolean isOfEarlierDay(EventKind kind, Instant at) {
        Account account = postings.account();
        boolean early = at.isBefore(account.dayStart()) && at.isBefore(account.asOf());
        return early
                && !at.isBefore(postings.timeline().start())
                && switch (kind) {
                    case OPENED, CHANGED, CLOSED, BOOKED, CASH_FLOW -> true;
                    case REOPENED, MARKED, CORRECTED, REINSTATED, PAID_OUT, VIOLATED, TIME_PASSED -> false;
                };
    }

    /** Takes a mark, or lets it wait for the next one if it is implausible. */
    private Assessment takeMark(AccountEvent.Marked mark) {
        Account account = postings.account();
        account.requireAcceptable(mark);
        if (account.verdict().isFinal()) {
            return postings.take(mark);
        }
        Plausibility.Judgement judgement = plausibility.judge(account, postings.amount(mark.equity()));
        Optional<AccountEvent.Marked> held = heldMark;
        heldMark = Optional.empty();
        if (judgement == Plausibility.Judgement.HELD) {
            heldMark = mark.equity().minorUnits() == 0 ? Optional.empty() : Optional.of(mark);
            return postings.doubt(mark.at(), "EQUITY " + mark.equity());
        }
        if (judgement == Plausibility.Judgement.CONFIRMED) {
            held.filter(earlier -> !earlier.at().isBefore(account.dayStart())).ifPresent(postings::take);
        }
        return postings.take(mark);
    }

    /**
     * The instant at which a mark counts. The newest mark of a feed that lags behind the advanced time counts at the
     * latest instant; otherwise every mark of such a feed would be late.
     */
    Instant counted(Instant at) {
        Account account = postings.account();
        boolean lags = at.isBefore(account.asOf()) && !at.isBefore(account.dayStart());
        return lags && feed.isNewest(at) ? account.asOf() : at;
    }

    /** Withdraws a booking that repeats another one if the balance shows that it counts once. */
    void withdrawRepeated(Money balance) {
        long change = balance.minorUnits() - postings.account().view().balance();
        Optional<Long> repeated = repeatedBookings.entrySet().stream()
                .filter(entry -> change != 0 && entry.getValue().minorUnits() == -change)
                .map(Map.Entry::getKey)
                .findFirst();
        repeated.ifPresent(number ->
                postings.revise(List.of("REPEATED_BOOKING"), new Revision(Set.of(number), Set.of(), List.of())));
        repeatedBookings.clear();
    }

    /** Withdraws a reading; {@link AccountMonitor#withdrawReading} says more. */
    Assessment withdrawReading(Instant at) {
        postings.journal().flush();
        if (!postings.timeline().holdsMark(at)) {
            throw new IllegalArgumentException("at must be the instant of a reading that has had an effect, was " + at);
        }
        reader.settle();
        Revision revision = new Revision(Set.of(), Set.of(at), List.of());
        Assessment after = postings.revise(List.of("WITHDRAWN_READING " + at), revision);
        postings.markEquityUnknown(postings.account().asOf());
        return after;
    }

    /** Takes a statement of how the current day started; {@link AccountMonitor#dayStarted} says more. */
    Assessment dayStarted(LocalDate day, Money balance, Money equity) {
        postings.amount(balance);
        postings.amount(equity);
        Account account = postings.account();
        Instant start = account.dayStart();
        Instant before = start.minusMillis(1);
        if (day.toEpochDay() != account.view().day()
                || before.isBefore(postings.timeline().start())) {
            throw new IllegalArgumentException("day must be the current one, "
                    + account.assess().day() + ", and not the first one that was watched, was " + day);
        }
        if (account.isPaidOutToday()) {
            throw new IllegalArgumentException(
                    "day must be one without a reward, was " + day + "; state its start before the reward");
        }
        Money inferred = account.startBalance();
        Money change = balance.minus(inferred);
        List<Operation> operations = new ArrayList<>();
        if (change.minorUnits() != 0) {
            operations.add(new Operation.EventTaken(new AccountEvent.Booked(before, change)));
        }
        operations.add(new Operation.EventTaken(new AccountEvent.Marked(before, equity)));
        if (change.minorUnits() != 0) {
            Money back = change.withMinorUnits(-change.minorUnits());
            operations.add(new Operation.EventTaken(new AccountEvent.Booked(start, back)));
        }
        Assessment after = postings.revise(
                List.of("DAY_START " + balance + ", was inferred as " + inferred), Revision.of(operations));
        if (postings.ledger().anchorIsInferred()) {
            postings.apply(new Operation.Uncertain(account.asOf(), 0));
            after = account.assess();
        }
        return after;
    }
}
