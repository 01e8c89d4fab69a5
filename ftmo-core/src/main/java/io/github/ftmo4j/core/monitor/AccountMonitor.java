package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.decision.RunLog;
import io.github.ftmo4j.core.gate.MarketBreaks;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.journal.Journal;
import io.github.ftmo4j.core.journal.Recovery;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.order.PreTradeCheck;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches one account while it is traded. Events or snapshots go in; assessments and monitor events come out. The
 * monitor checks orders before they are sent, and a journal recovers its state after a crash.
 *
 * <pre>{@code
 * var program = Programs.ftmoTwoStep(usd(100_000));
 * try (var monitor = AccountMonitor.builder(program, Phase.CHALLENGE)
 *         .journal(Path.of("account.jsonl")) // opened again after a crash
 *         .warnAt(0.8, warning -> System.out.println(warning.text()))
 *         .onBreach(breach -> System.out.println(breach.text()))
 *         .open()) {
 *     var order = Order.risking("1", usd(500));
 *     if (monitor.check(order).isAllowed()) {
 *         monitor.accept(new AccountEvent.Opened(Instant.now(), order.filled()));
 *     }
 *     monitor.accept(new AccountEvent.Marked(Instant.now(), usd(99_800)));
 *     Money room = monitor.assessment().headroom().tightest();
 * }
 * }</pre>
 *
 * <p>Any number of threads may use a monitor. Events take effect one after the other. A call returns the assessment
 * right after its own event. Listeners receive monitor events in the order in which the account events took effect,
 * never two at once, on a thread of one of these calls and outside of any lock, so that they may call the monitor. An
 * exception of a listener is reported to SLF4J and has no other effect. {@link #assessment()} never blocks.
 *
 * <p>A mark or snapshot is late only if a newer one, or a newer event, came before it: the clock of a feed may lag
 * behind the time up to which {@link #advance()} and {@link #check} have advanced. An event whose time stamp is ahead
 * of the present by more than {@link AccountMonitorBuilder#aheadAtMost} is refused.
 *
 * <p>A midnight without a tick is judged by the last mark. Once the feed is found to be stale, the equity of open
 * positions is unknown: midnights pass without a judgement, and the next mark is held against their floors.
 *
 * <p>After a final verdict nothing changes any more, open positions included. Input that is refused changes nothing. If
 * the journal fails, the rules are still judged, listeners receive {@link MonitorEvent.JournalFailed}, and orders are
 * refused from then on. A monitor has no thread of its own: call {@link #advance()} at intervals so that midnights and
 * silence take effect without a tick.
 */
public final class AccountMonitor implements AutoCloseable {

    /** The costs of opening the first positions are at most this part of the initial balance. */
    private static final long COSTS = 1_000;

    private final InstantSource time;
    private final PreTradeCheck preTradeCheck;
    private final Duration aheadAtMost;
    private final boolean dealFeed;
    private final Duration reservedFor;
    private final Timeline timeline;
    private final Ledger ledger;
    private final MonitorJournal journal;
    private final Plausibility plausibility;
    private final SnapshotReader reader;
    private final RestrictionWatch restrictions;
    private final Feed feed;
    private final Notices notices;
    private final RunLog log;
    private final Opening opening;

    private final ReentrantLock lock = new ReentrantLock();
    private final StampedLock publication = new StampedLock();

    /** What readers see: an assessment, and the latest mark since. */
    private Assessment published;

    private long publishedMilli;
    private long publishedEquity;

    private boolean closed;

    /** Whether the account has taken nothing since it was opened fresh. */
    private boolean fresh;

    /** The reading that waits for the next one. */
    private Optional<Snapshot> heldSnapshot = Optional.empty();

    private Optional<AccountEvent.Marked> heldMark = Optional.empty();

    /** The last snapshot beside deals, and why it does not agree with them. */
    private Optional<Snapshot> lastBesideDeals = Optional.empty();

    private Optional<String> missingDeals = Optional.empty();

    /** Orders that the last list of pending orders has held, and reserved ones that it has not. */
    private final Set<String> listedOrders = new HashSet<>();

    private final Set<String> unlistedOrders = new HashSet<>();

    private final Map<String, Long> refusals = new TreeMap<>();

    AccountMonitor(Settings settings, Timeline timeline, @Nullable Journal journal, Opening opening) {
        this.time = settings.time();
        this.preTradeCheck = settings.preTradeCheck();
        this.aheadAtMost = settings.aheadAtMost();
        this.log = settings.log();
        this.notices = new Notices(settings.listeners(), log);
        this.dealFeed = settings.dealFeed();
        this.reservedFor = settings.reservedFor();
        this.timeline = timeline;
        this.ledger = timeline.ledger();
        this.journal = new MonitorJournal(journal, settings.compactAbove(), opening, timeline, notices);
        this.plausibility = new Plausibility(
                settings.confirmAbove(), ledger.account().view().initialBalance());
        this.reader = new SnapshotReader(ledger, settings.unexplainedGain(), timeline.inferences());
        this.fresh = settings.fresh() && timeline.isEmpty();
        this.restrictions = new RestrictionWatch(settings.news(), settings.breaks(), ledger);
        this.opening = opening;
        this.published = ledger.account().assess();
        this.feed = new Feed(settings.staleAfter(), published.asOf());
        publish(published);
    }

    /**
     * The settings of a monitor apart from its account.
     *
     * @param news the releases with the window that the phase restricts, none if it restricts none
     * @param breaks the breaks over which the phase forbids positions, none if it forbids none
     */
    record Settings(
            InstantSource time,
            Duration staleAfter,
            Duration aheadAtMost,
            Duration reservedFor,
            double confirmAbove,
            boolean dealFeed,
            boolean fresh,
            UnexplainedGain unexplainedGain,
            PreTradeCheck preTradeCheck,
            Optional<NewsBlackout> news,
            Optional<MarketBreaks> breaks,
            long compactAbove,
            RunLog log,
            List<Consumer<? super MonitorEvent>> listeners) {}

    /** Repeats a verdict that the process may not have delivered before it died. */
    void announce() {
        addVerdict(assessment());
        notices.deliver();
    }

    private void addVerdict(Assessment assessment) {
        switch (assessment.verdict()) {
            case FAILED ->
                notices.add(new MonitorEvent.Breached(assessment.failure().orElseThrow()));
            case PASSED -> notices.add(new MonitorEvent.Passed(assessment));
            case PAUSED -> notices.add(new MonitorEvent.Paused(assessment));
            case ONGOING -> {
                // nothing to act on
            }
        }
    }

    /**
     * Starts a monitor with these defaults: days begin at midnight in Prague, the system clock, no journal, no
     * warnings, a feed is stale after five minutes, no buffer, no caps and no gates.
     *
     * @param phase the rules
     * @return a builder
     */
    public static AccountMonitorBuilder builder(Phase phase) {
        return new AccountMonitorBuilder(phase);
    }

    /**
     * Starts a monitor of a phase of a program with the program's clock and the other defaults of
     * {@link #builder(Phase)}.
     *
     * @param program the program
     * @param phase the name of one of its phases, such as {@link Phase#CHALLENGE}
     * @return a builder
     * @throws IllegalArgumentException if there is no such phase
     */
    public static AccountMonitorBuilder builder(Program program, String phase) {
        return builder(program.phase(phase)).clock(program.clock());
    }

    /**
     * Takes an event.
     *
     * @param event not before the current day
     * @return the assessment right after it
     * @throws IllegalArgumentException if {@link Account#accept} refuses it, or it is too far ahead of the present;
     *     nothing has changed then
     * @throws IllegalStateException if {@link Account#accept} refuses it, or the monitor is closed
     */
    public Assessment accept(AccountEvent event) {
        lock.lock();
        try {
            requireOpen();
            requirePresent(event.at());
            Assessment assessment = takeOne(event);
            if (EventKind.of(event) != EventKind.TIME_PASSED) {
                feed.heard(event.at().toEpochMilli());
            }
            publish(assessment);
            return assessment;
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    private Assessment takeOne(AccountEvent event) {
        EventKind kind = EventKind.of(event);
        if (kind == EventKind.MARKED) {
            AccountEvent.Marked marked = (AccountEvent.Marked) event;
            return takeMark(new AccountEvent.Marked(counted(marked.at()), marked.equity()));
        }
        if (event instanceof AccountEvent.Booked booked
                && booked.id().filter(timeline::holdsBooking).isPresent()) {
            throw new IllegalArgumentException(
                    "booking must be new, was " + booked.id().get() + ", which was booked already");
        }
        boolean ofEarlierDay = isOfEarlierDay(kind, event.at());
        Assessment after = ofEarlierDay
                ? revise(List.of("LATE_" + kind + " " + event.at()), Set.of(), List.of(new Operation.Taken(event)))
                : take(event);
        if (kind != EventKind.TIME_PASSED) {
            reader.settle();
            fresh = false;
        }
        return after;
    }

    /** Whether an event belongs to a day that is over, and can still be put in its place. */
    private boolean isOfEarlierDay(EventKind kind, Instant at) {
        Account account = ledger.account();
        boolean early = at.isBefore(account.dayStart()) && at.isBefore(account.asOf());
        return early
                && !at.isBefore(timeline.start())
                && switch (kind) {
                    case OPENED, CHANGED, CLOSED, BOOKED, CASH_FLOW -> true;
                    case REOPENED, MARKED, CORRECTED, PAID_OUT, VIOLATED, TIME_PASSED -> false;
                };
    }

    /** Takes a mark, or lets it wait for the next one if it is implausible. */
    private Assessment takeMark(AccountEvent.Marked mark) {
        Account account = ledger.account();
        account.requireAcceptable(mark);
        boolean late = mark.at().isBefore(account.asOf());
        if (late || account.verdict().isFinal()) {
            return take(mark);
        }
        Plausibility.Judgement judgement = plausibility.judge(account, amount(mark.equity()));
        Optional<AccountEvent.Marked> held = heldMark;
        heldMark = Optional.empty();
        if (judgement == Plausibility.Judgement.HELD) {
            heldMark = mark.equity().minorUnits() == 0 ? Optional.empty() : Optional.of(mark);
            return doubt(mark.at(), "EQUITY " + mark.equity());
        }
        if (judgement == Plausibility.Judgement.CONFIRMED) {
            held.filter(earlier -> !earlier.at().isBefore(account.dayStart())).ifPresent(this::take);
        }
        return take(mark);
    }

    private long amount(Money money) {
        return money.in(ledger.account().view().currency());
    }

    /** Time passes, but what the reading says is not known. */
    private Assessment doubt(Instant at, String reason) {
        take(new AccountEvent.TimePassed(at));
        notices.add(new MonitorEvent.Doubted(at, reason));
        markEquityUnknown(at);
        return ledger.account().assess();
    }

    /** Applies the rules again after something is withdrawn or comes late. */
    private Assessment revise(List<String> causes, Set<Long> withdrawn, List<? extends Operation> operations) {
        Assessment before = ledger.account().assess();
        journal.revise(time.instant(), withdrawn, operations);
        restrictions.plan();
        Assessment after = ledger.account().assess();
        notices.add(new MonitorEvent.Revised(after.asOf(), before, after, causes));
        if (before.verdict() != after.verdict() || !before.failure().equals(after.failure())) {
            addVerdict(after);
        }
        return after;
    }

    /**
     * Takes a snapshot of the account as the broker reports it.
     *
     * <p>If the {@linkplain AccountMonitorBuilder#dealFeed() feed lists deals}, the deals of the snapshot are taken
     * first. The snapshot then values the account and shows the stops; a balance or a position that the deals do not
     * explain blocks orders until they do.
     *
     * <p>Otherwise events are inferred for positions that appeared, vanished or shrank since the last snapshot, and for
     * the change of the balance. What is inferred is {@linkplain Gauges#provisional() provisional} until the next
     * snapshot confirms or corrects it. What was booked over a midnight counts before it. A late snapshot counts only
     * as a late mark.
     *
     * <p>A snapshot is held back, and the equity is unknown meanwhile, if it moves the equity by more than
     * {@link AccountMonitorBuilder#confirmAbove}, until the next one agrees; and if its balance or equity is zero.
     *
     * @param snapshot not before the current day
     * @return the assessment right after it
     * @throws IllegalArgumentException if it is before the current day, too far ahead or in another currency, its
     *     balance differs from the last one by more than an account can hold, or it is the first one and contradicts a
     *     fresh account; nothing has changed then
     * @throws IllegalStateException if the monitor is closed, or the snapshot has deals and the feed lists none
     */
    public Assessment accept(Snapshot snapshot) {
        lock.lock();
        try {
            requireOpen();
            requirePresent(snapshot.at());
            requireReachable(snapshot.balance(), ledger.account().assess().balance());
            snapshot.deals().forEach(this::requireTakeable);
            if (fresh && !dealFeed) {
                requireFresh(snapshot);
            }
            snapshot.deals().stream().sorted(Timeline.DEALS).forEach(this::takeDeal);
            Assessment after = read(snapshot);
            snapshot.pending().ifPresent(orders -> comparePending(snapshot.at(), orders));
            feed.heard(snapshot.at().toEpochMilli());
            publish(after);
            return after;
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    private Assessment read(Snapshot snapshot) {
        Instant at = dealFeed ? snapshot.at() : counted(snapshot.at());
        Account account = ledger.account();
        if (at.isBefore(account.asOf())) {
            AccountEvent.Marked mark = new AccountEvent.Marked(at, snapshot.ownEquity());
            return dealFeed && !at.isBefore(timeline.start())
                    ? revise(List.of("LATE_MARK " + at), Set.of(), List.of(new Operation.Taken(mark)))
                    : take(mark);
        }
        boolean impossible =
                snapshot.balance().minorUnits() <= 0 || snapshot.ownEquity().minorUnits() == 0;
        Plausibility.Judgement judgement = plausibility.judge(
                account, impossible ? 0 : snapshot.ownEquity().minorUnits());
        Optional<Snapshot> held = heldSnapshot;
        heldSnapshot = Optional.empty();
        if (judgement == Plausibility.Judgement.HELD) {
            heldSnapshot = impossible ? Optional.empty() : Optional.of(snapshot);
            return doubt(at, "BALANCE " + snapshot.balance() + ", EQUITY " + snapshot.ownEquity());
        }
        fresh = false;
        if (judgement == Plausibility.Judgement.CONFIRMED) {
            held.filter(earlier -> !earlier.at().isBefore(account.asOf()))
                    .ifPresent(earlier -> value(earlier, earlier.at()));
        }
        return value(snapshot, at);
    }

    private Assessment value(Snapshot snapshot, Instant at) {
        return dealFeed ? valueBesideDeals(snapshot, at) : infer(snapshot, at);
    }

    /** Takes a snapshot whose feed lists deals. */
    private Assessment valueBesideDeals(Snapshot snapshot, Instant at) {
        take(new AccountEvent.TimePassed(at));
        for (Position position : snapshot.positions()) {
            if (ledger.showsAnotherStop(position)) {
                apply(new Operation.Listed(at, position));
            }
        }
        take(new AccountEvent.Marked(at, snapshot.ownEquity()));
        journal.flush();
        lastBesideDeals = Optional.of(snapshot);
        compareWithDeals(snapshot);
        return ledger.account().assess();
    }

    private void compareWithDeals(Snapshot snapshot) {
        Optional<String> before = missingDeals;
        missingDeals = ledger.account().verdict().isFinal() ? Optional.empty() : ledger.difference(snapshot);
        if (missingDeals.isPresent() && !missingDeals.equals(before)) {
            notices.add(new MonitorEvent.Reconciled(
                    ledger.account().asOf(), List.of(Refusal.Reason.DEALS_MISSING + " " + missingDeals.get())));
        }
    }

    /** Infers from a snapshot alone what happened. */
    private Assessment infer(Snapshot snapshot, Instant at) {
        SnapshotReader.Result hindsight = reader.hindsight(snapshot);
        if (!hindsight.isNothing()) {
            revise(List.of("CORRECTED_READING"), hindsight.withdrawn(), hindsight.corrected());
        }
        Account account = ledger.account();
        if (account.verdict().isFinal()) {
            reader.settle();
            return take(new AccountEvent.TimePassed(at));
        }
        Instant midnight = at.isBefore(account.dayEnd()) ? account.dayStart() : account.dayEnd();
        boolean overMidnight = reader.lastAt().filter(midnight::isAfter).isPresent();
        Instant bookedAt = overMidnight ? midnight.minusMillis(1) : at;
        long before = account.view().balance();
        SnapshotReader.Read read = reader.read(snapshot, at, bookedAt);
        if (read.unexplained() > 0 && wouldPass(snapshot) && !plausibility.doubt()) {
            reader.takeBack();
            return doubt(at, "BALANCE " + snapshot.balance());
        }
        plausibility.believe();
        if (read.bookings().isEmpty() || !bookedAt.isBefore(account.asOf())) {
            read.bookings().forEach(this::apply);
        } else {
            revise(List.of("BOOKED_BEFORE_MIDNIGHT"), Set.of(), read.bookings());
        }
        take(new AccountEvent.TimePassed(at));
        long lost = before - ledger.account().view().balance();
        if (overMidnight && lost > 0) {
            apply(new Operation.Uncertain(at, lost));
        }
        read.openings().forEach(this::apply);
        if (!read.findings().isEmpty() && !ledger.account().verdict().isFinal()) {
            notices.add(new MonitorEvent.Reconciled(at, read.findings()));
        }
        return take(new AccountEvent.Marked(at, snapshot.balance().withMinorUnits(read.mark())));
    }

    private boolean wouldPass(Snapshot snapshot) {
        return snapshot.positions().isEmpty()
                && snapshot.balance().minorUnits() >= ledger.account().view().targetBalance();
    }

    /** Refuses a first snapshot that cannot be one of a fresh account. */
    private void requireFresh(Snapshot snapshot) {
        Money initial = ledger.account().phase().initialBalance();
        long spent = initial.minus(snapshot.balance()).minorUnits();
        boolean costs = !snapshot.positions().isEmpty() && spent >= 0 && spent <= initial.minorUnits() / COSTS;
        if (spent != 0 && !costs && snapshot.balance().minorUnits() > 0) {
            throw new IllegalArgumentException("the first balance must be that of a fresh account, " + initial
                    + ", was " + snapshot.balance() + "; state with AccountMonitorBuilder.running how the account"
                    + " stands: balance and equity at the start of the day, trading days, best day, highest reference,"
                    + " day of the last trade");
        }
    }

    /** Compares the reservations with a list of all pending orders. */
    private void comparePending(Instant at, List<Order> pending) {
        LiveExposure exposure = ledger.exposure();
        Set<String> ids = new HashSet<>();
        for (Order order : pending) {
            ids.add(order.id());
            if (!exposure.knows(order.id()) && !ledger.account().wasClosed(order.id())) {
                apply(new Operation.Reserved(at, order));
                notices.add(new MonitorEvent.Reconciled(at, List.of("ORDER_APPEARED " + order.id())));
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

    private void end(Instant at, Order order, String reason) {
        apply(new Operation.Released(at, order.id()));
        unlistedOrders.remove(order.id());
        notices.add(new MonitorEvent.ReservationEnded(at, order, reason));
    }

    /**
     * Takes a deal of a {@linkplain AccountMonitorBuilder#dealFeed() feed that lists deals}. A deal that arrived before
     * changes nothing. A deal that arrives late counts at its own instant: the rules are applied again from there, also
     * over midnights and final verdicts, and listeners receive {@link MonitorEvent.Revised}.
     *
     * @param deal the deal
     * @return the assessment after it
     * @throws IllegalArgumentException if it is too far ahead of the present, in another currency, or its amounts are
     *     out of range; nothing has changed then
     * @throws IllegalStateException if the monitor is closed, or its feed does not list deals
     */
    public Assessment accept(Deal deal) {
        lock.lock();
        try {
            requireOpen();
            requireTakeable(deal);
            takeDeal(deal);
            lastBesideDeals
                    .filter(snapshot -> !snapshot.at().isBefore(deal.at()))
                    .ifPresent(this::compareWithDeals);
            feed.heard(deal.at().toEpochMilli());
            Assessment assessment = ledger.account().assess();
            publish(assessment);
            return assessment;
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    private void requireTakeable(Deal deal) {
        if (!dealFeed) {
            throw new IllegalStateException("deal " + deal.id()
                    + " needs a monitor whose feed lists deals, see AccountMonitorBuilder.dealFeed");
        }
        requirePresent(deal.at());
        Money balance = ledger.account().assess().balance();
        amount(deal.net());
        requireReachable(balance.plus(deal.net()), balance);
    }

    private void takeDeal(Deal deal) {
        fresh = false;
        if (deal.at().isBefore(timeline.start()) || timeline.holds(deal)) {
            return;
        }
        Operation told = new Operation.Told(deal);
        boolean late = timeline.isLate(told);
        List<Operation> operations = new ArrayList<>();
        for (AccountEvent violation : restrictions.violatedBy(asEvent(deal))) {
            boolean news = ((AccountEvent.Violated) violation).restriction().equals("NEWS");
            if (!late) {
                take(violation);
            } else if (news) {
                operations.add(new Operation.Taken(violation));
            }
        }
        operations.add(told);
        if (late) {
            revise(List.of("LATE_DEAL " + deal.id()), Set.of(), operations);
        } else {
            apply(told);
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

    /**
     * Reserves the risk of an order that was placed elsewhere, without a check.
     *
     * @param order the order
     * @throws IllegalArgumentException if its risk is in another currency than the account, or an order or position of
     *     this id exists
     * @throws IllegalStateException if the monitor is closed
     */
    public void placed(Order order) {
        lock.lock();
        try {
            requireOpen();
            order.risk().ifPresent(this::amount);
            if (ledger.exposure().knows(order.id()) || ledger.account().wasClosed(order.id())) {
                throw new IllegalArgumentException("order must be new, was " + order.id() + ", which exists already");
            }
            apply(new Operation.Reserved(time.instant(), order));
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /**
     * States which position an order became, where the broker gives the position another id. What is not filled yet
     * stays reserved.
     *
     * @param orderId the order that is reserved
     * @param positionId the position
     * @throws IllegalArgumentException if no such order is reserved
     * @throws IllegalStateException if the monitor is closed
     */
    public void filled(String orderId, String positionId) {
        lock.lock();
        try {
            requireOpen();
            if (!ledger.exposure().isReserved(orderId)) {
                throw new IllegalArgumentException("orderId must be that of a reserved order, was " + orderId);
            }
            apply(new Operation.Filled(time.instant(), orderId, positionId));
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /**
     * What an observer sees now. It waits for a call that is in progress.
     *
     * @return the gauges
     */
    public Gauges gauges() {
        return locked(owned -> new Gauges(
                owned.account().assess(),
                owned.account()
                        .phase()
                        .initialBalance()
                        .withMinorUnits(owned.exposure().openRisk()),
                owned.account().positions().size(),
                owned.exposure().reservations().size(),
                feed.lastHeard(),
                feed.isStale(),
                isProvisional(),
                refusals));
    }

    private boolean isProvisional() {
        return reader.isProvisional() || plausibility.isDoubted() || missingDeals.isPresent();
    }

    /** Refuses a change of the balance that could not be booked, before any event of a snapshot is applied. */
    private static void requireReachable(Money balance, Money before) {
        if (Math.abs(balance.minus(before).minorUnits()) > MinorUnits.LARGEST) {
            throw new IllegalArgumentException("balance must be within " + before.withMinorUnits(MinorUnits.LARGEST)
                    + " of the last one, " + before + ", was " + balance);
        }
    }

    /**
     * Takes a mark as {@link #accept(AccountEvent)} does. Allocates nothing while equity stays between the extremes of
     * the day and no warning is due; such a mark is not journaled.
     *
     * @param epochMilli when, in milliseconds since 1970-01-01T00:00Z
     * @param equity balance plus floating profit, minor units
     * @throws IllegalArgumentException if it is before the current day, too far ahead, or out of the range of amounts;
     *     nothing has changed then
     * @throws IllegalStateException if the monitor is closed
     */
    public void mark(long epochMilli, long equity) {
        lock.lock();
        try {
            requireOpen();
            if (epochMilli - time.millis() > aheadAtMost.toMillis()) {
                requirePresent(Instant.ofEpochMilli(epochMilli));
            }
            if (!plausibility.isDoubted()
                    && !feed.isStale()
                    && restrictions.isBeforeBreak(epochMilli)
                    && ledger.isPlain(epochMilli, equity)) {
                ledger.account().mark(epochMilli, equity);
                journal.markIsPending();
                feed.heard(epochMilli);
                long stamp = publication.writeLock();
                publishedMilli = epochMilli;
                publishedEquity = equity;
                publication.unlockWrite(stamp);
                return;
            }
            Money money = ledger.account().phase().initialBalance().withMinorUnits(equity);
            Instant at = Instant.ofEpochMilli(epochMilli);
            publish(takeOne(new AccountEvent.Marked(at, money)));
            feed.heard(epochMilli);
        } finally {
            lock.unlock();
        }
        notices.deliver();
    }

    /**
     * Advances time to an instant: midnights take effect, and a silent feed becomes stale.
     *
     * @param now the present; an instant before the last event changes nothing
     * @return the assessment after it
     * @throws IllegalStateException if the monitor is closed
     */
    public Assessment advanceTo(Instant now) {
        lock.lock();
        try {
            requireOpen();
            Assessment assessment = advanced(now);
            publish(assessment);
            return assessment;
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /**
     * Advances time to the present.
     *
     * @return the assessment after it
     * @throws IllegalStateException if the monitor is closed
     */
    public Assessment advance() {
        return advanceTo(time.instant());
    }

    /**
     * The assessment after the latest event. May be called on any thread; it waits neither for another call nor for the
     * journal.
     *
     * @return the assessment
     */
    public Assessment assessment() {
        while (true) {
            long stamp = publication.tryOptimisticRead();
            Assessment assessment = published;
            long milli = publishedMilli;
            long equity = publishedEquity;
            if (stamp != 0 && publication.validate(stamp)) {
                return milli == assessment.asOf().toEpochMilli()
                                && equity == assessment.equity().minorUnits()
                        ? assessment
                        : assessment.withMark(
                                Instant.ofEpochMilli(milli), assessment.equity().withMinorUnits(equity));
            }
            Thread.onSpinWait();
        }
    }

    /**
     * Checks an order before it is sent. If it is allowed, its risk is reserved until a position of the same id is
     * opened or the order is {@linkplain #release released}.
     *
     * @param order the order
     * @return the result, with every reason to refuse the order
     * @throws IllegalArgumentException if its risk is in another currency than the account
     * @throws IllegalStateException if the monitor is closed
     */
    public OrderCheck check(Order order) {
        lock.lock();
        try {
            requireOpen();
            order.risk().ifPresent(risk -> risk.in(ledger.account().view().currency()));
            Instant now = time.instant();
            publish(advanced(now));
            LiveExposure exposure = ledger.exposure();
            OrderCheck check =
                    preTradeCheck.check(order, ledger.account(), exposure.pendingRisk(), exposure, exposure.at(now));
            List<Refusal> found = new ArrayList<>(check.refusals());
            if (feed.isStale()) {
                found.add(refusal(Refusal.Reason.STALE, "no event since " + feed.lastHeard()));
            }
            if (plausibility.isDoubted()) {
                found.add(refusal(Refusal.Reason.READING_DOUBTED, "the last reading waits for the next one"));
            }
            missingDeals.ifPresent(what -> found.add(refusal(Refusal.Reason.DEALS_MISSING, what)));
            long left = check.room().minorUnits() - ledger.uncertainty();
            if (ledger.uncertainty() > 0
                    && order.risk().filter(risk -> risk.minorUnits() > left).isPresent()) {
                found.add(refusal(
                        Refusal.Reason.ANCHOR_UNCERTAIN,
                        "the balance at midnight may have been higher by "
                                + check.room().withMinorUnits(ledger.uncertainty())));
            }
            if (exposure.knows(order.id()) || ledger.account().wasClosed(order.id())) {
                found.add(refusal(Refusal.Reason.DUPLICATE_ORDER, "order " + order.id() + " exists already"));
            }
            if (found.isEmpty()) {
                apply(new Operation.Reserved(now, order));
            }
            if (journal.hasFailed()) {
                exposure.release(order.id());
                found.add(refusal(Refusal.Reason.JOURNAL_FAILED, "the journal could not recover this order"));
            }
            boolean more = found.size() > check.refusals().size();
            OrderCheck result = more ? new OrderCheck(order, found, check.room().withMinorUnits(0)) : check;
            result.refusals().forEach(refusal -> refusals.merge(refusal.code(), 1L, Long::sum));
            notices.add(now, result);
            return result;
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    private static Refusal refusal(Refusal.Reason reason, String text) {
        return new Refusal(reason.name(), text);
    }

    /**
     * Gives up the reservation of an order that was cancelled, rejected or never sent.
     *
     * @param orderId the order
     * @return whether there was a reservation
     * @throws IllegalStateException if the monitor is closed
     */
    public boolean release(String orderId) {
        lock.lock();
        try {
            requireOpen();
            boolean released = ledger.exposure().isReserved(orderId);
            if (released) {
                apply(new Operation.Released(time.instant(), orderId));
            }
            return released;
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /**
     * The orders that are allowed and neither filled nor released.
     *
     * @return in the order in which they were allowed
     */
    public List<Order> reservations() {
        return locked(owned -> owned.exposure().reservations());
    }

    /**
     * The open positions.
     *
     * @return in the order in which they were opened
     */
    public List<Position> positions() {
        return locked(owned -> owned.account().positions());
    }

    /**
     * The state from which the account can be restored.
     *
     * @return the state
     */
    public AccountState state() {
        return locked(owned -> owned.account().state());
    }

    /**
     * Advances time to the present, and computes something from the account while no event changes it, as sizing does.
     *
     * @param question computes the answer; it must neither keep the view nor call the monitor
     * @param <T> what it answers
     * @return the answer
     */
    public <T> T ask(Function<? super LiveView, ? extends T> question) {
        lock.lock();
        try {
            Instant now = time.instant();
            if (!closed) {
                publish(advanced(now));
            }
            return question.apply(new Present(ledger, now, opening.at()));
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /**
     * Whether the feed was silent for too long at the last {@link #advance()} or {@link #check}.
     *
     * @return whether the feed is stale, and orders are refused for that reason
     */
    public boolean isStale() {
        return locked(owned -> feed.isStale());
    }

    /**
     * What was found when the journal was opened.
     *
     * @return none without a journal
     */
    public Optional<Recovery> recovery() {
        return opening.recovery();
    }

    /**
     * Replaces the entries of the journal that are older than ten days by one that holds the state before the others.
     *
     * @throws IllegalStateException if the monitor is closed
     */
    public void compact() {
        lock.lock();
        try {
            requireOpen();
            journal.flushMark();
            journal.compact();
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /** Closes the journal. Closing again has no effect. After it only reading is allowed. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            journal.flushMark();
            closed = true;
            journal.close();
            Assessment last = assessment();
            log.ended(last.asOf(), last.verdict(), last.balance(), last.equity());
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /** Refuses a time stamp from the future: it would begin days too early and make all later events late. */
    private void requirePresent(Instant at) {
        Instant present = time.instant();
        if (at.isAfter(present.plus(aheadAtMost))) {
            throw new IllegalArgumentException(
                    "event must be at most " + aheadAtMost + " ahead of the present, " + present + ", was at " + at);
        }
    }

    private <T> T locked(Function<Ledger, T> question) {
        lock.lock();
        try {
            return question.apply(ledger);
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the monitor is closed");
        }
    }

    /**
     * The instant at which a mark counts. The newest mark of a feed that lags behind the advanced time counts at the
     * latest instant; otherwise every mark of such a feed would be late.
     */
    private Instant counted(Instant at) {
        Account account = ledger.account();
        boolean lags = at.isBefore(account.asOf()) && !at.isBefore(account.dayStart());
        return lags && feed.isNewest(at) ? account.asOf() : at;
    }

    private Assessment advanced(Instant now) {
        Assessment assessment = ledger.account().assess();
        if (!now.isBefore(assessment.asOf())) {
            assessment = take(new AccountEvent.TimePassed(now));
        }
        for (Order order : ledger.exposure().reservedFor(reservedFor, now)) {
            end(now, order, "EXPIRED");
        }
        if (feed.goesStale(now)) {
            notices.add(new MonitorEvent.WentStale(now, feed.lastHeard()));
            markEquityUnknown(now);
        }
        return assessment;
    }

    private void markEquityUnknown(Instant now) {
        Account account = ledger.account();
        if (!ledger.exposure().isFlat() && !account.verdict().isFinal()) {
            apply(new Operation.Unknown(now, Replay.STALE));
        }
    }

    /** Applies an event after its violations, because a breach comes before a pass. */
    private Assessment take(AccountEvent event) {
        ledger.account().requireAcceptable(event);
        return apply(new Operation.Taken(event));
    }

    private Assessment apply(Operation operation) {
        if (operation instanceof Operation.Taken taken) {
            restrictions.violatedBy(taken.event()).forEach(this::take);
        }
        journal.apply(operation).forEach(notices::add);
        if (operation instanceof Operation.Taken taken && EventKind.of(taken.event()) == EventKind.MARKED) {
            notices.addEquity(ledger.account().assess());
        }
        restrictions.plan();
        return ledger.account().assess();
    }

    private void publish(Assessment assessment) {
        long stamp = publication.writeLock();
        published = assessment;
        publishedMilli = assessment.asOf().toEpochMilli();
        publishedEquity = assessment.equity().minorUnits();
        publication.unlockWrite(stamp);
    }
}
