package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.RunLog;
import io.github.ftmo4j.core.gate.Exposure;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.MarketBreak;
import io.github.ftmo4j.core.gate.MarketBreaks;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.journal.Journal;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.journal.Recovery;
import io.github.ftmo4j.core.json.JsonWriter;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.order.PreTradeCheck;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.nio.file.Path;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one account while it is traded: events or snapshots go in, assessments and notices come out, orders are
 * checked before they are sent, and a journal regains all of it after a crash.
 *
 * <p>Any number of threads may use a monitor. Events take effect one after the other, in the order in which their calls
 * get in; a call returns what the rules say right after its own event. Listeners are told in that order and never two
 * at once, on a thread of one of these calls and outside of any lock, so that they may call the monitor; one that
 * throws is reported to SLF4J and hurts nobody. {@link #assessment()} waits for nobody.
 *
 * <p>A mark or snapshot is late only if something newer was heard before it: the clock of a feed may lag behind the
 * time that {@link #advance()} and {@link #check} let pass. What is stamped later than the present is refused, but for
 * what {@link Builder#aheadAtMost} allows.
 *
 * <p>A midnight without a tick is held against the last mark. But once the feed is noticed to be stale, nobody knows
 * what open positions are worth: midnights pass without a judgement, and the next mark is held against their floors.
 *
 * <p>After a final verdict nothing changes any more, open positions included. Input that is refused changes nothing. A
 * journal that fails does not stop the rules: they are judged on, a listener is told, and orders are refused from then
 * on. A monitor has no thread of its own: call {@link #advance()} now and then so that midnight comes and silence is
 * noticed without a tick.
 */
public final class AccountMonitor implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(AccountMonitor.class);

    private static final long NEVER = Long.MAX_VALUE;

    private final InstantSource time;
    private final Duration staleAfter;
    private final UnexplainedGain unexplainedGain;
    private final PreTradeCheck preTradeCheck;
    private final Duration aheadAtMost;

    /** What the restrictions of the phase forbid, in their own windows. */
    private final Optional<NewsBlackout> news;

    private final Optional<MarketBreaks> breaks;
    private final long compactAbove;
    private final @Nullable Journal journal;
    private final Ledger ledger;
    private final Notices notices;
    private final RunLog log;
    private final Opening opening;

    private final ReentrantLock lock = new ReentrantLock();
    private final StampedLock publication = new StampedLock();

    /** What readers see: an assessment, and the latest mark since. */
    private Assessment published;

    private long publishedMilli;
    private long publishedEquity;

    /** The latest mark if it is not in the journal, so that it goes there before whatever depends on it. */
    private boolean markPending;

    /** Whether time has passed that is not in the journal, so that it goes there before an event that it made late. */
    private boolean timePending;

    private long lastHeardMilli;
    private boolean stale;
    private long flatByMilli = NEVER;
    private long lookedAtMilli = NEVER;
    private boolean journalFailed;
    private boolean closed;

    private AccountMonitor(Builder builder, Ledger ledger, @Nullable Journal journal, Opening opening) {
        this.time = builder.time;
        this.staleAfter = builder.staleAfter;
        this.unexplainedGain = builder.unexplainedGain.orElse(
                builder.phase.profitTarget().isPresent() ? UnexplainedGain.PROFIT : UnexplainedGain.CASH_FLOW);
        this.preTradeCheck = builder.preTradeCheck();
        this.aheadAtMost = builder.aheadAtMost;
        this.news = builder.forbiddenNews();
        this.breaks = builder.forbiddenBreaks();
        this.compactAbove = builder.compactAbove;
        this.log = builder.log;
        this.notices = new Notices(builder.listeners, log);
        this.ledger = ledger;
        this.journal = journal;
        this.opening = opening;
        this.published = ledger.account().assess();
        this.lastHeardMilli = published.asOf().toEpochMilli();
        publish(published);
        planBreak();
    }

    /**
     * Starts a monitor with these defaults: days begin at midnight in Prague, the time is the system's, no journal, no
     * warnings, a feed is stale after five minutes, no buffer, no caps and no gates.
     *
     * @param phase the rules
     * @return a builder
     */
    public static Builder builder(Phase phase) {
        return new Builder(phase);
    }

    /**
     * Starts a monitor of a phase of a program, by the program's clock; else as {@link #builder(Phase)}.
     *
     * @param program the program
     * @param phase the name of one of its phases, such as {@link Phase#CHALLENGE}
     * @return a builder
     * @throws IllegalArgumentException if there is no such phase
     */
    public static Builder builder(Program program, String phase) {
        return builder(program.phase(phase)).clock(program.clock());
    }

    /**
     * Takes an event.
     *
     * @param event not before the current day
     * @return what the rules say right after it
     * @throws IllegalArgumentException if {@link Account#accept} refuses it, or it is far ahead of the present; nothing
     *     has changed then
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
            if (!(event instanceof AccountEvent.TimePassed)) {
                heard(event.at());
            }
            publish(assessment);
            return assessment;
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /**
     * Takes what a broker says the account looks like, and accounts for positions that appeared, vanished or shrank
     * since. A late snapshot counts as a late mark and no more.
     *
     * @param snapshot not before the current day
     * @return what the rules say right after it
     * @throws IllegalArgumentException if it is before the current day, far ahead or in another currency, or its
     *     balance absurdly far away; nothing has changed then
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
                // midnights come first: they are held against what was known of the account until now
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
            heard(snapshot.at());
            publish(after);
            return after;
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /** Refuses a change that could not be booked, before anything else of a snapshot is taken. */
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
     * @throws IllegalArgumentException if it is before the current day, far ahead, or absurd; nothing has changed then
     * @throws IllegalStateException if the monitor is closed
     */
    public void mark(long epochMilli, long equity) {
        lock.lock();
        try {
            requireOpen();
            if (epochMilli - time.millis() > aheadAtMost.toMillis()) {
                requirePresent(Instant.ofEpochMilli(epochMilli));
            }
            if (!stale && epochMilli < flatByMilli && ledger.isPlain(epochMilli, equity)) {
                ledger.account().mark(epochMilli, equity);
                markPending = true;
                lastHeardMilli = epochMilli;
                long stamp = publication.writeLock();
                publishedMilli = epochMilli;
                publishedEquity = equity;
                publication.unlockWrite(stamp);
                return;
            }
            Money money = ledger.account().phase().initialBalance().withMinorUnits(equity);
            Instant at = Instant.ofEpochMilli(epochMilli);
            publish(take(new AccountEvent.Marked(counted(at), money)));
            heard(at);
        } finally {
            lock.unlock();
        }
        notices.deliver();
    }

    /**
     * Lets time pass up to an instant: midnights come, and silence is noticed.
     *
     * @param now the present; an earlier instant than the last event's changes nothing
     * @return what the rules say now
     * @throws IllegalStateException if the monitor is closed
     */
    public Assessment advanceTo(Instant now) {
        lock.lock();
        try {
            requireOpen();
            Assessment assessment = letPass(now);
            publish(assessment);
            return assessment;
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /**
     * Lets time pass up to the present.
     *
     * @return what the rules say now
     * @throws IllegalStateException if the monitor is closed
     */
    public Assessment advance() {
        return advanceTo(time.instant());
    }

    /**
     * What the rules said after the latest event. May be asked from any thread and never waits for one that takes an
     * event, nor for the journal.
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
     * @return everything that speaks against it, or nothing
     * @throws IllegalArgumentException if it is in another currency than the account
     * @throws IllegalStateException if the monitor is closed
     */
    public OrderCheck check(Order order) {
        lock.lock();
        try {
            requireOpen();
            order.risk().ifPresent(risk -> risk.in(ledger.account().view().currency()));
            Instant now = time.instant();
            publish(letPass(now));
            Book book = ledger.book();
            OrderCheck check = preTradeCheck.check(order, ledger.account(), book.pendingRisk(), book, book.at(now));
            List<Refusal> refusals = new ArrayList<>(check.refusals());
            if (stale) {
                refusals.add(refusal(
                        Refusal.Reason.STALE, "nothing was heard since " + Instant.ofEpochMilli(lastHeardMilli)));
            }
            if (book.knows(order.id()) || ledger.account().wasClosed(order.id())) {
                refusals.add(refusal(Refusal.Reason.DUPLICATE_ORDER, "order " + order.id() + " is known already"));
            }
            if (refusals.isEmpty()) {
                flushMark();
                append(now, "reserved", out -> JournalCodec.write(order, out.text("at", now.toString())));
            }
            if (journalFailed) {
                refusals.add(refusal(Refusal.Reason.JOURNAL_FAILED, "what is done now would be forgotten"));
            }
            boolean more = refusals.size() > check.refusals().size();
            OrderCheck result =
                    more ? new OrderCheck(order, refusals, check.room().withMinorUnits(0)) : check;
            if (result.isAllowed()) {
                book.reserve(order);
            }
            compactIfLarge();
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
            boolean released = ledger.book().release(orderId);
            if (released) {
                flushMark();
                Instant now = time.instant();
                append(now, "released", out -> out.text("at", now.toString()).text("id", orderId));
                compactIfLarge();
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
        return locked(owned -> owned.book().reservations());
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
     * Everything that must be saved so that the account goes on as if it had never stopped.
     *
     * @return the state
     */
    public AccountState state() {
        return locked(owned -> owned.account().state());
    }

    /**
     * Lets time pass up to the present, and computes something from the account while no event changes it, as sizing
     * does.
     *
     * @param question must neither keep the view nor call the monitor
     * @param <T> what it answers
     * @return the answer
     */
    public <T> T ask(Function<? super LiveView, ? extends T> question) {
        lock.lock();
        try {
            Instant now = time.instant();
            if (!closed) {
                publish(letPass(now));
            }
            return question.apply(new Present(ledger, now, opening.at()));
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /**
     * Whether nothing was heard of the account for too long, as noticed by the last {@link #advance()} or
     * {@link #check}.
     *
     * @return whether orders are refused for that
     */
    public boolean isStale() {
        return locked(owned -> stale);
    }

    /**
     * What opening the journal found.
     *
     * @return none without a journal
     */
    public Optional<Recovery> recovery() {
        return opening.recovery();
    }

    /**
     * Replaces all lines of the journal by one that says the same.
     *
     * @throws IllegalStateException if the monitor is closed
     */
    public void compact() {
        lock.lock();
        try {
            requireOpen();
            flushMark();
            compactJournal();
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /** Closes the journal. Closing again has no effect; anything else but reading is refused from now on. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            flushMark();
            closed = true;
            if (journal != null) {
                journal.close();
            }
            Assessment last = assessment();
            log.ended(last.asOf(), last.verdict(), last.balance(), last.equity());
        } finally {
            lock.unlock();
            notices.deliver();
        }
    }

    /** A stamp that is wrong would roll days that have not come, and make all that follows late. */
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
     * When a mark counts. The newest news of a feed that lags behind the time that was let pass is news of the present,
     * else such a feed would be late for ever.
     */
    private Instant counted(Instant at) {
        Account account = ledger.account();
        boolean lags = at.isBefore(account.asOf()) && !at.isBefore(account.dayStart());
        return lags && at.toEpochMilli() >= lastHeardMilli ? account.asOf() : at;
    }

    private void heard(Instant at) {
        lastHeardMilli = Math.max(lastHeardMilli, at.toEpochMilli());
        stale = false;
    }

    private Assessment letPass(Instant now) {
        Assessment assessment = ledger.account().assess();
        if (!now.isBefore(assessment.asOf())) {
            assessment = take(new AccountEvent.TimePassed(now));
        }
        Instant lastHeard = Instant.ofEpochMilli(lastHeardMilli);
        if (!stale && Duration.between(lastHeard, now).compareTo(staleAfter) > 0) {
            stale = true;
            notices.add(new MonitorEvent.WentStale(now, lastHeard));
            forgetEquity(now);
        }
        return assessment;
    }

    private void forgetEquity(Instant now) {
        Account account = ledger.account();
        if (!ledger.book().isFlat() && !account.verdict().isFinal()) {
            flushMark();
            account.equityUnknown();
            append(now, "stale", out -> out.text("at", now.toString()));
        }
    }

    /**
     * Applies an event after whatever it violates, for a breach comes before a pass; writes what must be written and
     * notes what is to be told.
     */
    private Assessment take(AccountEvent event) {
        ledger.account().requireAcceptable(event);
        if (isHeldOverBreak(event)) {
            flatByMilli = NEVER;
            take(new AccountEvent.Violated(event.at(), "HELD_OVER_BREAK"));
        }
        if (isNews(event)) {
            take(new AccountEvent.Violated(event.at(), "NEWS"));
        }
        boolean mark = event instanceof AccountEvent.Marked;
        boolean plain = event instanceof AccountEvent.Marked marked
                && ledger.isPlain(marked.at().toEpochMilli(), marked.equity().minorUnits());
        boolean sameDay = event.at().isBefore(ledger.account().dayEnd());
        Instant asOf = ledger.account().asOf();
        boolean late = event.at().isBefore(asOf);
        boolean replaced = mark && sameDay && !late;
        if (!replaced && !(event instanceof AccountEvent.TimePassed && sameDay)) {
            flushMark();
            if (late && timePending) {
                write(new AccountEvent.TimePassed(asOf));
            }
        }
        Verdict before = ledger.account().verdict();
        long dayBefore = ledger.account().view().day();
        List<MonitorEvent> told = ledger.apply(event);
        boolean changed = before != ledger.account().verdict()
                || dayBefore != ledger.account().view().day();
        if (plain) {
            markPending = true;
        } else if (!before.isFinal() && (changed || !(event instanceof AccountEvent.TimePassed))) {
            write(event);
        } else {
            timePending = !before.isFinal();
        }
        told.forEach(notices::add);
        if (mark) {
            notices.addEquity(ledger.account().assess());
        }
        planBreak();
        return ledger.account().assess();
    }

    private boolean isNews(AccountEvent event) {
        boolean trades = event instanceof AccountEvent.Opened
                || event instanceof AccountEvent.Closed
                || (event instanceof AccountEvent.Changed changed
                        && changed.profit().minorUnits() != 0);
        return trades && news.flatMap(blackout -> blackout.eventAt(event.at())).isPresent();
    }

    /** Whether positions were held into a break that has begun by the time of an event. */
    private boolean isHeldOverBreak(AccountEvent event) {
        // what is closed in the first instant of a break was closed in time
        Instant until =
                event instanceof AccountEvent.Closed ? event.at() : event.at().plusMillis(1);
        if (until.toEpochMilli() <= flatByMilli || ledger.book().isFlat()) {
            return false;
        }
        lookedAtMilli = flatByMilli;
        Instant since = ledger.book().heldSince(event.at());
        return breaks.filter(calendar -> !until.isBefore(since))
                .flatMap(calendar -> calendar.heldOver(since, until))
                .isPresent();
    }

    /** When the next break begins over which nothing may be held, and which was not looked at already. */
    private void planBreak() {
        flatByMilli = NEVER;
        if (!ledger.book().isFlat() && breaks.isPresent()) {
            Optional<MarketBreak> next = breaks.get().next(ledger.account().asOf());
            if (next.isPresent() && next.get().from().toEpochMilli() == lookedAtMilli) {
                next = breaks.get().next(next.get().to());
            }
            next.ifPresent(coming -> flatByMilli = coming.from().toEpochMilli());
        }
    }

    private void flushMark() {
        if (markPending) {
            Assessment last = ledger.account().assess();
            write(new AccountEvent.Marked(last.asOf(), last.equity()));
        }
    }

    private void write(AccountEvent event) {
        markPending = false;
        timePending = false;
        AccountView view = ledger.account().view();
        append(event.at(), EventKind.of(event).entry(), out -> {
            event.accept(new EventWriter(out))
                    .number("balance", view.balance())
                    .text("verdict", ledger.account().verdict().name());
        });
        compactIfLarge();
    }

    private void append(Instant now, String type, Consumer<? super JsonWriter> fields) {
        if (journal == null || journalFailed) {
            return;
        }
        try {
            journal.append(now, type, fields);
        } catch (JournalException e) {
            journalFailed = true;
            notices.add(new MonitorEvent.JournalFailed(e));
        }
    }

    /** To be called only once the ledger holds what the last line says. */
    private void compactIfLarge() {
        if (journal != null && journal.size() > compactAbove) {
            compactJournal();
        }
    }

    private void compactJournal() {
        if (journal == null || journalFailed) {
            return;
        }
        try {
            journal.compact(entries -> entries.add("begun", opening::write).add("state", out -> {
                JournalCodec.write(ledger.account().state(), out);
                out.object("book", ledger.book()::write);
                ledger.warnings().write(out);
            }));
        } catch (JournalException e) {
            journalFailed = true;
            notices.add(new MonitorEvent.JournalFailed(e));
        }
    }

    private void publish(Assessment assessment) {
        long stamp = publication.writeLock();
        published = assessment;
        publishedMilli = assessment.asOf().toEpochMilli();
        publishedEquity = assessment.equity().minorUnits();
        publication.unlockWrite(stamp);
    }

    /** Builds a monitor. Not thread-safe. */
    public static final class Builder {
        private static final Duration A_YEAR = Duration.ofDays(366);

        private final Phase phase;
        private TradingDayClock clock = TradingDayClock.prague();
        private InstantSource time = InstantSource.system();
        private Optional<Path> path = Optional.empty();
        private Durability durability = Durability.everyLine();
        private long compactAbove = 16L << 20;
        private Duration staleAfter = Duration.ofMinutes(5);
        private Duration aheadAtMost = Duration.ofHours(1);
        private Optional<UnexplainedGain> unexplainedGain = Optional.empty();
        private Optional<Money> buffer = Optional.empty();
        private RiskCaps caps = RiskCaps.none();
        private Optional<NewsBlackout> news = Optional.empty();
        private Optional<MarketBreaks> breaks = Optional.empty();
        private RunLog log = RunLog.none();
        private final List<Gate> gates = new ArrayList<>();
        private final List<Double> shares = new ArrayList<>();
        private final List<Consumer<? super MonitorEvent>> listeners = new ArrayList<>();

        private Builder(Phase phase) {
            this.phase = phase;
        }

        /**
         * When days begin.
         *
         * @param value the clock
         * @return this builder
         */
        public Builder clock(TradingDayClock value) {
            clock = value;
            return this;
        }

        /**
         * What time it is.
         *
         * @param value the source of the present
         * @return this builder
         */
        public Builder time(InstantSource value) {
            time = value;
            return this;
        }

        /**
         * Keeps a journal with every line forced to the disk. If there is one already, the monitor goes on where it
         * ended.
         *
         * @param file the file, in a directory that exists
         * @return this builder
         */
        public Builder journal(Path file) {
            return journal(file, Durability.everyLine());
        }

        /**
         * Keeps a journal.
         *
         * @param file the file, in a directory that exists
         * @param value when lines are forced to the disk
         * @return this builder
         */
        public Builder journal(Path file, Durability value) {
            path = Optional.of(file);
            durability = value;
            return this;
        }

        /**
         * How large the journal may grow before it is compacted.
         *
         * @param bytes its size, at least 1; 16 MiB by default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder compactAbove(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("compactAbove must be at least 1 byte, was " + bytes);
            }
            compactAbove = bytes;
            return this;
        }

        /**
         * After how long a silence orders are refused.
         *
         * @param silence above zero
         * @return this builder
         * @throws IllegalArgumentException if it is not above zero
         */
        public Builder staleAfter(Duration silence) {
            if (silence.isNegative() || silence.isZero()) {
                throw new IllegalArgumentException("staleAfter must be above zero, was " + silence);
            }
            staleAfter = silence;
            return this;
        }

        /**
         * How far ahead of the present the stamp of an event may be. An hour by default: less than what a server's time
         * is off that is taken for UTC.
         *
         * @param duration from zero to 366 days
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder aheadAtMost(Duration duration) {
            if (duration.isNegative() || duration.compareTo(A_YEAR) > 0) {
                throw new IllegalArgumentException(
                        "aheadAtMost must be from zero to " + A_YEAR.toDays() + " days, was " + duration);
            }
            aheadAtMost = duration;
            return this;
        }

        /**
         * What a gain of the balance is that a snapshot shows and no position explains. By default it is profit where
         * there is a profit target, for such accounts take no deposits; elsewhere it is a cash flow.
         *
         * @param value the meaning
         * @return this builder
         */
        public Builder unexplainedGain(UnexplainedGain value) {
            unexplainedGain = Optional.of(value);
            return this;
        }

        /**
         * What orders must leave between the worst case and every floor.
         *
         * @param amount not negative
         * @return this builder
         */
        public Builder buffer(Money amount) {
            buffer = Optional.of(amount);
            return this;
        }

        /**
         * The caps of what may be at risk.
         *
         * @param value the caps
         * @return this builder
         */
        public Builder caps(RiskCaps value) {
            caps = value;
            return this;
        }

        /**
         * Refuses orders while a gate is closed. Several add up.
         *
         * @param gate the gate
         * @return this builder
         */
        public Builder gate(Gate gate) {
            gates.add(gate);
            return this;
        }

        /**
         * Refuses orders around news. Where the phase restricts trading around them, what is opened or closed within
         * its own window around the same releases is a violation.
         *
         * @param blackout closed around the releases that are about what is traded
         * @return this builder
         */
        public Builder news(NewsBlackout blackout) {
            news = Optional.of(blackout);
            return gate(blackout);
        }

        /**
         * Refuses orders around breaks of the market. Where the phase wants flat accounts over breaks, what is held
         * into one of those that it means is a violation.
         *
         * @param calendar the breaks over which nothing is to be held
         * @return this builder
         */
        public Builder breaks(MarketBreaks calendar) {
            breaks = Optional.of(calendar);
            return gate(calendar);
        }

        /**
         * Writes a decision log.
         *
         * @param value the log
         * @param run what tells this run from others
         * @return this builder
         * @throws IllegalArgumentException if the run is blank
         */
        public Builder log(DecisionLog value, String run) {
            log = value.run(run);
            return this;
        }

        /**
         * Tells a listener everything. Several are told in the order in which they were added.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(Consumer<? super MonitorEvent> listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Tells a listener one kind of event.
         *
         * @param type the kind
         * @param listener the listener
         * @param <E> the kind
         * @return this builder
         */
        public <E extends MonitorEvent> Builder on(Class<E> type, Consumer<? super E> listener) {
            return listener(event -> {
                if (type.isInstance(event)) {
                    listener.accept(type.cast(event));
                }
            });
        }

        /**
         * Warns once a day when so much of a permitted loss is used up. Several shares add up.
         *
         * @param share above 0 and at most 1
         * @param listener is told of this share
         * @return this builder
         * @throws IllegalArgumentException if the share is out of range
         */
        public Builder warnAt(double share, Consumer<? super MonitorEvent.Warned> listener) {
            return warnAt(share).on(MonitorEvent.Warned.class, warning -> {
                if (warning.share() == share) {
                    listener.accept(warning);
                }
            });
        }

        /**
         * Warns every {@link #listener} once a day when so much of a permitted loss is used up. Several shares add up.
         *
         * @param share above 0 and at most 1
         * @return this builder
         * @throws IllegalArgumentException if the share is out of range
         */
        public Builder warnAt(double share) {
            Fraction.requirePositive(share, "warnAt");
            shares.add(share);
            return this;
        }

        /**
         * Tells when the phase has failed.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder onBreach(Consumer<? super MonitorEvent.Breached> listener) {
            return on(MonitorEvent.Breached.class, listener);
        }

        /**
         * Tells when the phase is passed.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder onPassed(Consumer<? super MonitorEvent.Passed> listener) {
            return on(MonitorEvent.Passed.class, listener);
        }

        private Optional<NewsBlackout> forbiddenNews() {
            return phase.restrictions()
                    .newsWindow()
                    .flatMap(window -> news.map(calendar -> calendar.within(window.before(), window.after())));
        }

        private Optional<MarketBreaks> forbiddenBreaks() {
            return phase.restrictions()
                    .flatBefore()
                    .flatMap(longest -> breaks.map(calendar -> calendar.hours().breaksLongerThan(longest)));
        }

        private PreTradeCheck preTradeCheck() {
            Money zero = phase.initialBalance().withMinorUnits(0);
            buffer.ifPresent(amount -> amount.in(zero.currency()));
            return new PreTradeCheck(buffer.orElse(zero), caps, gates);
        }

        /**
         * Opens the monitor: from its journal if that has entries, else with a fresh account.
         *
         * <p>A phase that was regained as passed, failed or paused is told once more, so that listeners hear of it at
         * least once. Where positions were regained open, orders are refused until the next mark.
         *
         * @return the monitor
         * @throws IllegalArgumentException if the buffer is negative or in another currency
         * @throws JournalException if the journal is damaged, of other rules or another clock, open elsewhere, or
         *     cannot be read or written
         */
        public AccountMonitor open() {
            preTradeCheck();
            Instant now = time.instant();
            if (path.isEmpty()) {
                return started(new AccountMonitor(
                        this,
                        new Ledger(Account.open(phase, now, clock), new Book(), shares),
                        null,
                        new Opening(phase, clock, now, Optional.empty())));
            }
            Replay replay = new Replay(phase, clock, shares);
            Journal journal = Journal.open(path.get(), durability, replay::take);
            try {
                Ledger ledger = replay.ledger()
                        .orElseGet(() -> new Ledger(Account.open(phase, now, clock), new Book(), shares));
                Opening opening =
                        new Opening(phase, clock, replay.begun().orElse(now), Optional.of(journal.recovery()));
                if (replay.ledger().isEmpty()) {
                    journal.append(now, "begun", opening::write);
                } else {
                    journal.append(now, "resumed", out -> out.text("at", now.toString()));
                    ledger.account().equityUnknown();
                }
                return started(new AccountMonitor(this, ledger, journal, opening));
            } catch (RuntimeException e) {
                journal.close();
                throw e;
            }
        }

        private void reportUnwatched(boolean unwatched, String what, String given) {
            if (unwatched) {
                LOGGER.warn("{} restricts {}, which is not watched: no {} are given", phase.name(), what, given);
            }
        }

        private AccountMonitor started(AccountMonitor monitor) {
            reportUnwatched(
                    phase.restrictions().newsWindow().isPresent() && news.isEmpty(), "trading around news", "releases");
            reportUnwatched(
                    phase.restrictions().flatBefore().isPresent() && breaks.isEmpty(),
                    "holding over breaks of the market",
                    "breaks");
            Assessment first = monitor.assessment();
            log.started(first.asOf(), phase, first.balance(), first.equity());
            // the process may have died between the journal and the listeners
            switch (first.verdict()) {
                case FAILED ->
                    monitor.notices.add(
                            new MonitorEvent.Breached(first.failure().orElseThrow()));
                case PASSED -> monitor.notices.add(new MonitorEvent.Passed(first));
                case PAUSED -> monitor.notices.add(new MonitorEvent.Paused(first));
                case ONGOING -> {
                    // nothing that anybody must act on
                }
            }
            monitor.notices.deliver();
            return monitor;
        }
    }

    private record Present(Ledger ledger, Instant now, Instant begun) implements LiveView {
        @Override
        public AccountView account() {
            return ledger.account().view();
        }

        @Override
        public Moment moment() {
            return ledger.book().at(now);
        }

        @Override
        public Exposure exposure() {
            return ledger.book();
        }

        @Override
        public Phase phase() {
            return ledger.account().phase();
        }

        @Override
        public Verdict verdict() {
            return ledger.account().verdict();
        }

        @Override
        public Optional<Money> lastRisk() {
            long risk = ledger.book().lastRisk();
            return risk == 0
                    ? Optional.empty()
                    : Optional.of(phase().initialBalance().withMinorUnits(risk));
        }

        @Override
        public List<TradeResult> tradesAfter(long number) {
            return ledger.book().tradesAfter(number);
        }
    }
}
