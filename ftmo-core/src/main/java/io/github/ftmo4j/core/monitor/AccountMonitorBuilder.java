package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.decision.DecisionLog;
import io.github.ftmo4j.core.decision.RunLog;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.MarketBreaks;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.journal.Journal;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.PreTradeCheck;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a monitor. Not thread-safe. */
public final class AccountMonitorBuilder {
    private static final Logger LOGGER = LoggerFactory.getLogger(AccountMonitor.class);

    private static final Duration A_YEAR = Duration.ofDays(366);

    private static final Duration ONE_HOUR = Duration.ofHours(1);

    private final Phase phase;
    private TradingDayClock clock = TradingDayClock.prague();
    private InstantSource time = InstantSource.system();
    private Optional<Path> path = Optional.empty();
    private Durability durability = Durability.everyLine();
    private long compactAbove = 16L << 20;
    private Duration staleAfter = Duration.ofMinutes(5);
    private Duration aheadAtMost = Duration.ofHours(1);
    private boolean dealFeed;
    private double confirmAbove = 0.10;
    private Optional<Duration> leapAtMost = Optional.empty();
    private Duration reservedFor = Duration.ofDays(7);
    private Optional<AccountState> running = Optional.empty();
    private Optional<UnexplainedGain> unexplainedGain = Optional.empty();
    private Optional<Money> buffer = Optional.empty();
    private RiskCaps caps = RiskCaps.none();
    private Optional<NewsBlackout> news = Optional.empty();
    private Optional<MarketBreaks> breaks = Optional.empty();
    private RunLog log = RunLog.none();
    private final List<Gate> gates = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private final List<Consumer<? super MonitorEvent>> listeners = new ArrayList<>();

    AccountMonitorBuilder(Phase phase) {
        this.phase = phase;
    }

    /**
     * The clock that says when days begin.
     *
     * @param value the clock
     * @return this builder
     */
    public AccountMonitorBuilder clock(TradingDayClock value) {
        clock = value;
        return this;
    }

    /**
     * The source of the present time.
     *
     * @param value the source
     * @return this builder
     */
    public AccountMonitorBuilder time(InstantSource value) {
        time = value;
        return this;
    }

    /**
     * Keeps a journal with every line forced to the disk. If the file exists, the monitor continues from its end.
     *
     * <p>A journal of an earlier version of this library opens and goes on. A journal of other rules, or one that a
     * later version wrote in a form that is not known here, is refused.
     *
     * @param file the file, in a directory that exists
     * @return this builder
     */
    public AccountMonitorBuilder journal(Path file) {
        return journal(file, Durability.everyLine());
    }

    /**
     * Keeps a journal.
     *
     * @param file the file, in a directory that exists
     * @param value when lines are forced to the disk
     * @return this builder
     */
    public AccountMonitorBuilder journal(Path file, Durability value) {
        path = Optional.of(file);
        durability = value;
        return this;
    }

    /**
     * The size above which the journal is compacted.
     *
     * @param bytes the size in bytes, at least 1; 16 MiB by default
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public AccountMonitorBuilder compactAbove(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("compactAbove must be at least 1 byte, was " + bytes);
        }
        compactAbove = bytes;
        return this;
    }

    /**
     * The silence of the feed after which it is stale and orders are refused.
     *
     * @param silence above zero
     * @return this builder
     * @throws IllegalArgumentException if it is not above zero
     */
    public AccountMonitorBuilder staleAfter(Duration silence) {
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("staleAfter must be above zero, was " + silence);
        }
        staleAfter = silence;
        return this;
    }

    /**
     * How far ahead of the present the time stamp of an event may be. One hour by default: less than the error of a
     * server time that is taken for UTC.
     *
     * @param duration from zero to 366 days
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public AccountMonitorBuilder aheadAtMost(Duration duration) {
        if (duration.isNegative() || duration.compareTo(A_YEAR) > 0) {
            throw new IllegalArgumentException(
                    "aheadAtMost must be from zero to " + A_YEAR.toDays() + " days, was " + duration);
        }
        aheadAtMost = duration;
        return this;
    }

    /**
     * How to book a gain of the balance that a snapshot shows and no position explains. By default it is profit if
     * there is a profit target, because such accounts take no deposits, and a cash flow otherwise.
     *
     * @param value the meaning
     * @return this builder
     */
    public AccountMonitorBuilder unexplainedGain(UnexplainedGain value) {
        unexplainedGain = Optional.of(value);
        return this;
    }

    /**
     * The money that an order must leave between the worst case and every floor.
     *
     * @param amount not negative
     * @return this builder
     */
    public AccountMonitorBuilder buffer(Money amount) {
        buffer = Optional.of(amount);
        return this;
    }

    /**
     * The caps on risk.
     *
     * @param value the caps
     * @return this builder
     */
    public AccountMonitorBuilder caps(RiskCaps value) {
        caps = value;
        return this;
    }

    /**
     * Refuses orders while a gate is closed. May be called for several gates.
     *
     * @param gate the gate
     * @return this builder
     */
    public AccountMonitorBuilder gate(Gate gate) {
        gates.add(gate);
        return this;
    }

    /**
     * Refuses orders around news. If the phase restricts trading around news, opening or closing a position within the
     * phase's window around the same releases is a violation.
     *
     * @param blackout a gate that is closed around the releases that concern the traded instruments
     * @return this builder
     */
    public AccountMonitorBuilder news(NewsBlackout blackout) {
        news = Optional.of(blackout);
        return gate(blackout);
    }

    /**
     * Refuses orders around breaks of the market. If the phase forbids positions over breaks, a position that is held
     * into such a break is a violation.
     *
     * @param calendar the breaks over which no position may be held
     * @return this builder
     */
    public AccountMonitorBuilder breaks(MarketBreaks calendar) {
        breaks = Optional.of(calendar);
        return gate(calendar);
    }

    /**
     * Writes a decision log.
     *
     * @param value the log
     * @param run the name of the run, different from that of any other run
     * @return this builder
     * @throws IllegalArgumentException if the run is blank
     */
    public AccountMonitorBuilder log(DecisionLog value, String run) {
        log = value.run(run);
        return this;
    }

    /**
     * Adds a listener for all events. Several listeners are called in the order in which they were added.
     *
     * @param listener the listener
     * @return this builder
     */
    public AccountMonitorBuilder listener(Consumer<? super MonitorEvent> listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Adds a listener for one kind of event.
     *
     * @param type the kind
     * @param listener the listener
     * @param <E> the kind
     * @return this builder
     */
    public <E extends MonitorEvent> AccountMonitorBuilder on(Class<E> type, Consumer<? super E> listener) {
        return listener(event -> {
            if (type.isInstance(event)) {
                listener.accept(type.cast(event));
            }
        });
    }

    /**
     * Warns once a day when a share of a permitted loss is used up. May be called for several shares.
     *
     * @param share above 0 and at most 1
     * @param listener receives the warnings for this share
     * @return this builder
     * @throws IllegalArgumentException if the share is out of range
     */
    public AccountMonitorBuilder warnAt(double share, Consumer<? super MonitorEvent.Warned> listener) {
        return warnAt(share).on(MonitorEvent.Warned.class, warning -> {
            if (warning.share() == share) {
                listener.accept(warning);
            }
        });
    }

    /**
     * Warns every {@link #listener} once a day when a share of a permitted loss is used up. May be called for several
     * shares.
     *
     * @param share above 0 and at most 1
     * @return this builder
     * @throws IllegalArgumentException if the share is out of range
     */
    public AccountMonitorBuilder warnAt(double share) {
        Fraction.requirePositive(share, "warnAt");
        shares.add(share);
        return this;
    }

    /**
     * Adds a listener for the failure of the phase.
     *
     * @param listener the listener
     * @return this builder
     */
    public AccountMonitorBuilder onBreach(Consumer<? super MonitorEvent.Breached> listener) {
        return on(MonitorEvent.Breached.class, listener);
    }

    /**
     * Adds a listener for the pass of the phase.
     *
     * @param listener the listener
     * @return this builder
     */
    public AccountMonitorBuilder onPassed(Consumer<? super MonitorEvent.Passed> listener) {
        return on(MonitorEvent.Passed.class, listener);
    }

    /**
     * States that the feed lists every deal. Results, costs, days of closing, partial closes and positions under a new
     * ticket are then taken from deals, and nothing is inferred from snapshots: they value the account, show the stops
     * of positions, and reveal that a deal is missing. Without this, deals are refused.
     *
     * @return this builder
     */
    public AccountMonitorBuilder dealFeed() {
        dealFeed = true;
        return this;
    }

    /**
     * How far a reading may move the equity to be accepted at once. One that moves it further waits until the next
     * reading, which confirms it if it lies beyond the same bound on the same side; orders are refused meanwhile. The
     * default is 0.10.
     *
     * @param share a share of the initial balance, above 0 and at most 1
     * @return this builder
     * @throws IllegalArgumentException if the share is out of range
     */
    public AccountMonitorBuilder confirmAbove(double share) {
        confirmAbove = Fraction.requirePositive(share, "confirmAbove");
        return this;
    }

    /**
     * How long the risk of an order stays reserved if the order is neither filled nor released. Listeners then receive
     * {@link MonitorEvent.ReservationEnded}. The default is seven days.
     *
     * @param duration above zero
     * @return this builder
     * @throws IllegalArgumentException if it is not above zero
     */
    public AccountMonitorBuilder reservedFor(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("reservedFor must be above zero, was " + duration);
        }
        reservedFor = duration;
        return this;
    }

    /**
     * How far the clock may advance between two calls that read it. A clock that has leapt further ahead is not
     * accepted until an event of about that time arrives, and orders are refused meanwhile. The default is one hour, or
     * as long as the feed may be silent if that is longer.
     *
     * @param duration above zero
     * @return this builder
     * @throws IllegalArgumentException if it is not above zero
     */
    public AccountMonitorBuilder leapAtMost(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("leapAtMost must be above zero, was " + duration);
        }
        leapAtMost = Optional.of(duration);
        return this;
    }

    /**
     * Starts from the state of an account that was traded before the monitor is opened for the first time. A journal
     * that has entries takes precedence.
     *
     * @param state the state
     * @return this builder
     */
    public AccountMonitorBuilder running(AccountState state) {
        running = Optional.of(state);
        return this;
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

    private AccountMonitor.Settings settings() {
        return new AccountMonitor.Settings(
                time,
                staleAfter,
                aheadAtMost,
                reservedFor,
                leapAtMost.orElse(staleAfter.compareTo(ONE_HOUR) > 0 ? staleAfter : ONE_HOUR),
                confirmAbove,
                dealFeed,
                running.isEmpty(),
                unexplainedGain.orElse(
                        phase.profitTarget().isPresent() ? UnexplainedGain.PROFIT : UnexplainedGain.CASH_FLOW),
                preTradeCheck(),
                forbiddenNews(),
                forbiddenBreaks(),
                compactAbove,
                log,
                List.copyOf(listeners));
    }

    /**
     * Opens the monitor: from its journal if that has entries, else with a fresh account.
     *
     * <p>If the recovered phase is passed, failed or paused, listeners receive that event again, so that they receive
     * it at least once. If positions are open in the recovered account, orders are refused until the next mark.
     *
     * @return the monitor
     * @throws IllegalArgumentException if the buffer is negative or in another currency
     * @throws JournalException if the journal is damaged, of other rules or another clock, of a later version, open
     *     elsewhere, or cannot be read or written
     */
    public AccountMonitor open() {
        AccountMonitor.Settings settings = settings();
        Instant now = time.instant();
        if (path.isEmpty()) {
            Opening opening = new Opening(phase, clock, now, Optional.empty());
            return started(new AccountMonitor(settings, fresh(now), null, opening));
        }
        Replay replay = new Replay(phase, clock, shares);
        Journal journal = Journal.open(path.get(), durability, replay::take);
        try {
            Timeline timeline = replay.timeline().orElseGet(() -> fresh(now));
            Opening opening = new Opening(phase, clock, replay.begun().orElse(now), Optional.of(journal.recovery()));
            if (replay.timeline().isEmpty()) {
                journal.append(now, Replay.BEGUN, opening::write);
                if (running.isPresent()) {
                    journal.append(now, Replay.STATE, timeline::writeOldest);
                }
            } else {
                Operation.Unknown resumed = new Operation.Unknown(now, Replay.RESUMED);
                journal.append(now, resumed.entry(), resumed::write);
                timeline.append(resumed);
            }
            return started(new AccountMonitor(settings, timeline, journal, opening));
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Reads the journal from its first line to its last and says where the account stood after each. Nothing is written
     * or locked: a monitor may be writing the journal at the moment, and its last line may be unfinished. A journal
     * that was compacted begins with the state that it was compacted to.
     *
     * @param steps takes the account after each line
     * @throws IllegalStateException if no {@link #journal journal} is set
     * @throws IllegalArgumentException if the buffer is negative or in another currency
     * @throws JournalException if the journal is damaged, of other rules or another clock, of a later version, or
     *     cannot be read
     */
    public void replay(Consumer<? super JournalStep> steps) {
        Path file = path.orElseThrow(() -> new IllegalStateException("journal must be set to be replayed"));
        PreTradeCheck check = preTradeCheck();
        Replay replay = new Replay(phase, clock, shares);
        Journal.read(file, entry -> {
            List<MonitorEvent> events = replay.take(entry);
            Ledger ledger = replay.timeline().orElseThrow().ledger();
            steps.accept(new JournalStep(entry.type(), events, ledger, check));
        });
    }

    private Timeline fresh(Instant now) {
        Account account = running.map(state -> Account.restore(phase, state, clock))
                .orElseGet(() -> Account.open(phase, now, clock));
        return new Timeline(new Ledger(account, clock, shares));
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
        monitor.announce();
        return monitor;
    }

    private void reportUnwatched(boolean unwatched, String what, String given) {
        if (unwatched) {
            LOGGER.warn("{} restricts {}, which is not watched: no {} are given", phase.name(), what, given);
        }
    }
}
