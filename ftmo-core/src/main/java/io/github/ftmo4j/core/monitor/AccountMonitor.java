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
import java.util.List;
import java.util.Optional;
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

    private final InstantSource time;
    private final UnexplainedGain unexplainedGain;
    private final PreTradeCheck preTradeCheck;
    private final Duration aheadAtMost;
    private final Ledger ledger;
    private final MonitorJournal journal;
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

    AccountMonitor(Settings settings, Ledger ledger, @Nullable Journal journal, Opening opening) {
        this.time = settings.time();
        this.unexplainedGain = settings.unexplainedGain();
        this.preTradeCheck = settings.preTradeCheck();
        this.aheadAtMost = settings.aheadAtMost();
        this.log = settings.log();
        this.notices = new Notices(settings.listeners(), log);
        this.ledger = ledger;
        this.journal = new MonitorJournal(journal, settings.compactAbove(), opening, ledger, notices);
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
            UnexplainedGain unexplainedGain,
            PreTradeCheck preTradeCheck,
            Optional<NewsBlackout> news,
            Optional<MarketBreaks> breaks,
            long compactAbove,
            RunLog log,
            List<Consumer<? super MonitorEvent>> listeners) {}

    /** Repeats a verdict that the process may not have delivered before it died. */
    void announce() {
        Assessment first = assessment();
        switch (first.verdict()) {
            case FAILED -> notices.add(new MonitorEvent.Breached(first.failure().orElseThrow()));
            case PASSED -> notices.add(new MonitorEvent.Passed(first));
            case PAUSED -> notices.add(new MonitorEvent.Paused(first));
            case ONGOING -> {
                // nothing to act on
            }
        }
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
            Assessment assessment = take(
                    event instanceof AccountEvent.Marked marked
                            ? new AccountEvent.Marked(counted(marked.at()), marked.equity())
                            : event);
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

    /**
     * Takes a snapshot of the account as the broker reports it, and derives events for positions that appeared,
     * vanished or shrank since. A late snapshot counts only as a late mark.
     *
     * @param snapshot not before the current day
     * @return the assessment right after it
     * @throws IllegalArgumentException if it is before the current day, too far ahead or in another currency, or its
     *     balance differs from the last one by more than an account can hold; nothing has changed then
     * @throws IllegalStateException if the monitor is closed
     */
    public Assessment accept(Snapshot snapshot) {
        lock.lock();
        try {
            requireOpen();
            requirePresent(snapshot.at());
            Assessment before = ledger.account().assess();
            requireReachable(snapshot.balance(), before.balance());
            Assessment after;
            Instant at = counted(snapshot.at());
            if (at.isBefore(before.asOf())) {
                after = take(new AccountEvent.Marked(at, snapshot.equity()));
            } else {
                // midnights come first: they are judged by the account as it was before the snapshot
                after = take(new AccountEvent.TimePassed(at));
                Snapshot present = new Snapshot(at, snapshot.balance(), snapshot.equity(), snapshot.positions());
                Reconciliation reconciliation = Reconciliation.of(ledger.account(), present, unexplainedGain);
                for (AccountEvent event : reconciliation.events()) {
                    after = take(event);
                }
                if (!reconciliation.findings().isEmpty() && !before.verdict().isFinal()) {
                    notices.add(new MonitorEvent.Reconciled(at, reconciliation.findings()));
                }
            }
            feed.heard(snapshot.at().toEpochMilli());
            publish(after);
            return after;
        } finally {
            lock.unlock();
            notices.deliver();
        }
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
        throw new UnsupportedOperationException("accept " + deal);
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
        throw new UnsupportedOperationException("placed " + order);
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
        throw new UnsupportedOperationException("filled " + orderId + " " + positionId);
    }

    /**
     * What an observer sees now. It waits for a call that is in progress.
     *
     * @return the gauges
     */
    public Gauges gauges() {
        throw new UnsupportedOperationException("gauges");
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
            if (!feed.isStale() && restrictions.isBeforeBreak(epochMilli) && ledger.isPlain(epochMilli, equity)) {
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
            publish(take(new AccountEvent.Marked(counted(at), money)));
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
            List<Refusal> refusals = new ArrayList<>(check.refusals());
            if (feed.isStale()) {
                refusals.add(refusal(Refusal.Reason.STALE, "no event since " + feed.lastHeard()));
            }
            if (exposure.knows(order.id()) || ledger.account().wasClosed(order.id())) {
                refusals.add(refusal(Refusal.Reason.DUPLICATE_ORDER, "order " + order.id() + " exists already"));
            }
            if (refusals.isEmpty()) {
                journal.flushMark();
                journal.append(now, Replay.RESERVED, out -> JournalCodec.write(order, out.text("at", now.toString())));
            }
            if (journal.hasFailed()) {
                refusals.add(refusal(Refusal.Reason.JOURNAL_FAILED, "the journal could not recover this order"));
            }
            boolean more = refusals.size() > check.refusals().size();
            OrderCheck result =
                    more ? new OrderCheck(order, refusals, check.room().withMinorUnits(0)) : check;
            if (result.isAllowed()) {
                exposure.reserve(order);
            }
            journal.compactIfLarge();
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
            boolean released = ledger.exposure().release(orderId);
            if (released) {
                journal.flushMark();
                Instant now = time.instant();
                journal.append(
                        now,
                        Replay.RELEASED,
                        out -> out.text("at", now.toString()).text("id", orderId));
                journal.compactIfLarge();
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
     * Replaces all entries of the journal by one that holds the state.
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
        if (feed.goesStale(now)) {
            notices.add(new MonitorEvent.WentStale(now, feed.lastHeard()));
            markEquityUnknown(now);
        }
        return assessment;
    }

    private void markEquityUnknown(Instant now) {
        Account account = ledger.account();
        if (!ledger.exposure().isFlat() && !account.verdict().isFinal()) {
            journal.flushMark();
            account.equityUnknown();
            journal.append(now, Replay.STALE, out -> out.text("at", now.toString()));
        }
    }

    /** Applies an event after its violations, because a breach comes before a pass. */
    private Assessment take(AccountEvent event) {
        ledger.account().requireAcceptable(event);
        restrictions.violatedBy(event).forEach(this::take);
        journal.apply(event).forEach(notices::add);
        if (EventKind.of(event) == EventKind.MARKED) {
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
