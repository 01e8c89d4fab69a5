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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
 * <p>A feed has one of three forms. It states {@linkplain AccountEvent events}; or it lists {@linkplain Deal deals},
 * with {@linkplain Snapshot snapshots} beside them ({@link AccountMonitorBuilder#dealFeed}), and nothing is inferred;
 * or it gives snapshots alone, and the monitor infers the events. What the first snapshot cannot show of an account
 * that runs already is stated with {@link AccountMonitorBuilder#running}.
 *
 * <p>What happened on a day that is over and arrives late, by ten days at most, counts on that day: a deal, a snapshot
 * that the next one corrects, a closing with its own instant. The rules are applied again from there, also over final
 * verdicts, and listeners receive {@link MonitorEvent.Revised}. A reading that is not plausible waits for the next one,
 * and so does a clock that leaps; orders are refused meanwhile.
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
 * <p>After a final verdict nothing changes any more, open positions included, unless a revision changes the verdict or
 * the firm {@linkplain AccountEvent.Reinstated reinstates} the phase. Input that is refused changes nothing. If the
 * journal fails, the rules are still judged, listeners receive {@link MonitorEvent.JournalFailed}, and orders are
 * refused from then on. A monitor has no thread of its own: call {@link #advance()} at intervals so that midnights and
 * silence take effect without a tick.
 */
public final class AccountMonitor implements AutoCloseable {

    private final InstantSource time;
    private final PresentClock clock;
    private final Ledger ledger;
    private final Postings postings;
    private final Plausibility plausibility;
    private final SnapshotReader reader;
    private final EventIntake events;
    private final DealIntake deals;
    private final SnapshotIntake snapshots;
    private final OrderDesk orders;
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

    AccountMonitor(Settings settings, Timeline timeline, @Nullable Journal journal, Opening opening) {
        this.time = settings.time();
        this.clock = new PresentClock(time, settings.aheadAtMost(), settings.leapAtMost());
        this.log = settings.log();
        this.notices = new Notices(settings.listeners(), log);
        this.ledger = timeline.ledger();
        this.opening = opening;
        this.published = ledger.account().assess();
        this.feed = new Feed(settings.staleAfter(), published.asOf());
        this.postings = new Postings(
                time,
                timeline,
                new MonitorJournal(journal, settings.compactAbove(), opening, timeline, settings.dealFeed(), notices),
                new RestrictionWatch(settings.news(), settings.breaks(), ledger),
                notices);
        this.plausibility = new Plausibility(
                settings.confirmAbove(), ledger.account().view().initialBalance());
        this.reader = new SnapshotReader(ledger, settings.unexplainedGain(), timeline.inferences());
        this.events = new EventIntake(
                postings, plausibility, reader, feed, settings.dealFeed(), settings.fresh() && timeline.isEmpty());
        this.deals = new DealIntake(settings.dealFeed(), postings, events);
        this.snapshots = new SnapshotIntake(postings, plausibility, reader, events, deals);
        this.orders = new OrderDesk(postings, settings.preTradeCheck(), settings.reservedFor(), notices);
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
            Duration leapAtMost,
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
        postings.addVerdict(assessment());
        notices.deliver();
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
     * Takes an event. A position that was opened, changed or closed, a booking or a cash flow of an earlier day counts
     * on that day. A mark that moves the equity by more than {@link AccountMonitorBuilder#confirmAbove} waits for the
     * next one, and an equity of zero is never accepted.
     *
     * @param event not before the current day, unless it is of one of these kinds and at most ten days old
     * @return the assessment right after it
     * @throws IllegalArgumentException if {@link Account#accept} refuses it, or it is too far ahead of the present;
     *     nothing has changed then
     * @throws IllegalStateException if {@link Account#accept} refuses it, the feed lists deals and a deal says what the
     *     event says, or the monitor is closed
     */
    public Assessment accept(AccountEvent event) {
        return change(() -> {
            clock.requirePresent(event.at());
            Assessment assessment = events.take(event);
            if (EventKind.of(event) != EventKind.TIME_PASSED) {
                feed.update(event.at());
            }
            return assessment;
        });
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
        return change(() -> {
            clock.requirePresent(snapshot.at());
            SnapshotIntake.requireReachable(
                    snapshot.balance(), ledger.account().assess().balance());
            snapshots.requireTime(snapshot);
            snapshot.deals().forEach(deal -> clock.requirePresent(deal.at()));
            deals.requireTakeable(snapshot.deals());
            if (events.isFresh() && !deals.listsDeals()) {
                snapshots.requireFresh(snapshot);
            }
            snapshot.deals().stream().sorted(Timeline.DEALS).forEach(deals::take);
            Assessment after = snapshots.read(snapshot);
            snapshot.pending().ifPresent(pending -> orders.comparePending(snapshot.at(), pending));
            ledger.exposure()
                    .stateMargin(snapshot.margin().map(Money::minorUnits).orElse(0L));
            feed.update(snapshot.at());
            return after;
        });
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
        return change(() -> {
            clock.requirePresent(deal.at());
            deals.requireTakeable(List.of(deal));
            deals.take(deal);
            deals.compareAfter(deal);
            feed.update(deal.at());
            Assessment assessment = ledger.account().assess();
            return assessment;
        });
    }

    /**
     * States how the current day started, where the feed may not have shown it. If the balance differs from what was
     * inferred, the difference counts before midnight, the rules are applied again from there, and listeners receive
     * {@link MonitorEvent.Revised}.
     *
     * @param day the current day
     * @param balance the balance at its first instant
     * @param equity the equity at its first instant
     * @return the assessment after it
     * @throws IllegalArgumentException if it is not the current day, or the day on which the monitor was opened for the
     *     first time (then state it with {@link AccountMonitorBuilder#running}), a reward was paid out on it, or an
     *     amount is in another currency
     * @throws IllegalStateException if the monitor is closed
     */
    public Assessment dayStarted(LocalDate day, Money balance, Money equity) {
        return change(() -> events.dayStarted(day, balance, equity));
    }

    /**
     * Withdraws a reading of the equity that was wrong. The rules are applied again without it: a floor that it raised
     * comes back down, and a verdict that followed from it is revoked. The equity of open positions is unknown until
     * the next reading. Listeners receive {@link MonitorEvent.Revised}.
     *
     * @param at the instant of the mark or snapshot
     * @return the assessment after it
     * @throws IllegalArgumentException if no reading of this instant of the last ten days has had an effect
     * @throws IllegalStateException if the monitor is closed
     */
    public Assessment withdrawReading(Instant at) {
        return change(() -> events.withdrawReading(at));
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
            orders.placed(order);
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
            orders.filled(orderId, positionId);
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
                feed.lastUpdate(),
                feed.isStale(),
                reader.isProvisional()
                        || plausibility.isDoubted()
                        || deals.missingDeals().isPresent(),
                owned.anchorIsInferred(),
                orders.refusals()));
    }

    /**
     * Takes a mark as {@link #accept(AccountEvent)} does. Allocates nothing while equity stays between the extremes of
     * the day, can be accepted at once, and no warning is due; such a mark is not journaled.
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
            clock.requirePresent(epochMilli);
            if (!plausibility.isDoubted()
                    && plausibility.isPlausible(ledger.account(), equity)
                    && !feed.isStale()
                    && postings.restrictions().isBeforeBreak(epochMilli)
                    && ledger.isPlain(epochMilli, equity)) {
                ledger.account().mark(epochMilli, equity);
                postings.journal().markIsPending();
                feed.update(epochMilli);
                long stamp = publication.writeLock();
                publishedMilli = epochMilli;
                publishedEquity = equity;
                publication.unlockWrite(stamp);
                return;
            }
            Money money = ledger.account().phase().initialBalance().withMinorUnits(equity);
            Instant at = Instant.ofEpochMilli(epochMilli);
            publish(events.take(new AccountEvent.Marked(at, money)));
            feed.update(epochMilli);
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
        return change(() -> advanced(now));
    }

    /**
     * Advances time to the present. If the clock has leapt ahead by more than {@link AccountMonitorBuilder#leapAtMost}
     * since it was last read, time stays where it is, and orders are refused, until an event confirms the clock or it
     * has leapt back.
     *
     * @return the assessment after it
     * @throws IllegalStateException if the monitor is closed
     */
    public Assessment advance() {
        return change(() -> advancedToPresent());
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
            order.risk().ifPresent(postings::amount);
            Instant now = time.instant();
            publish(advancedToPresent());
            return orders.check(order, now, doubts(now));
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /**
     * Advances time to the present, and gives up the reservation of an order that was cancelled, rejected or never
     * sent. A deal of an earlier instant that arrives later and fills the order still has its risk, unless thousands of
     * operations came since.
     *
     * @param orderId the order
     * @return whether there was a reservation
     * @throws IllegalStateException if the monitor is closed
     */
    public boolean release(String orderId) {
        lock.lock();
        try {
            requireOpen();
            publish(advancedToPresent());
            return orders.release(orderId);
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
                publish(advancedToPresent());
            }
            return question.apply(new Present(ledger, now, opening.at()));
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /**
     * Whether the feed was silent for too long at the last {@link #advance()}, {@link #check}, {@link #release} or
     * {@link #ask}.
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
            postings.journal().flushMark();
            postings.journal().compact();
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
            postings.journal().flushMark();
            closed = true;
            postings.journal().close();
            Assessment last = assessment();
            log.ended(last.asOf(), last.verdict(), last.balance(), last.equity());
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /** The reasons to refuse any order because the state of the account is in doubt. */
    private List<Refusal> doubts(Instant now) {
        List<Refusal> doubts = new ArrayList<>();
        if (feed.isStale()) {
            doubts.add(Refusal.of(Refusal.Reason.STALE, "no event since " + feed.lastUpdate()));
        }
        if (plausibility.isDoubted()) {
            doubts.add(Refusal.of(Refusal.Reason.READING_DOUBTED, "the last reading waits for the next one"));
        }
        if (clock.hasLeapt()) {
            doubts.add(Refusal.of(Refusal.Reason.CLOCK_LEAPT, "the clock has leapt ahead to " + now));
        }
        deals.missingDeals().ifPresent(what -> doubts.add(Refusal.of(Refusal.Reason.DEALS_MISSING, what)));
        return doubts;
    }

    /** Makes a change under the lock, publishes the assessment after it, and delivers the notices. */
    private Assessment change(Supplier<Assessment> change) {
        lock.lock();
        try {
            requireOpen();
            Assessment after = change.get();
            publish(after);
            return after;
        } finally {
            lock.unlock();
            notices.deliver();
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

    /** Advances to the present, unless the clock has leapt. */
    private Assessment advancedToPresent() {
        Instant now = time.instant();
        boolean leapt = clock.hasLeapt();
        if (!clock.accepts(now)) {
            if (!leapt) {
                notices.add(new MonitorEvent.Doubted(ledger.account().asOf(), "CLOCK " + now));
            }
            return ledger.account().assess();
        }
        return advanced(now);
    }

    private Assessment advanced(Instant now) {
        Assessment assessment = ledger.account().assess();
        if (now.isAfter(assessment.asOf())) {
            assessment = postings.take(new AccountEvent.TimePassed(now));
        }
        orders.expire(now);
        if (feed.goesStale(now)) {
            notices.add(new MonitorEvent.WentStale(now, feed.lastUpdate()));
            postings.markEquityUnknown(now);
        }
        return assessment;
    }

    private void publish(Assessment assessment) {
        long stamp = publication.writeLock();
        published = assessment;
        publishedMilli = assessment.asOf().toEpochMilli();
        publishedEquity = assessment.equity().minorUnits();
        publication.unlockWrite(stamp);
    }
}
