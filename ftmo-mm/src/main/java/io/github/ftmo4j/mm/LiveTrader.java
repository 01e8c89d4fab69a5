package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.decision.RunLog;
import io.github.ftmo4j.core.journal.Journal;
import io.github.ftmo4j.core.journal.JournalEntry;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.journal.Recovery;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.LiveView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trader on accounts that are watched by monitors. It learns from every trade that the monitors report as closed, and
 * keeps its state in a journal of its own.
 *
 * <p>Trades need not be reported. The trader takes new closed trades from the monitor of an account before each
 * decision, before it is closed, and before the account is opened again with the monitor of its next phase. If a
 * process ends after the monitor wrote a trade and before the trader did, the trade is learnt in the next process,
 * once. Such a trade is lost only if it belongs to an ended phase whose monitor is not opened again. A failure of the
 * journal stops no decision. It is reported to SLF4J and by {@link #failure()}. The next process learns the trades that
 * the journal lacks from the monitors, as far back as these keep them; moves of the market are lost.
 *
 * <p>The state of an account continues in the next process only if its monitor has a journal, too. Without one the
 * monitor starts the phase again, and the account counts as new. A trade that is copied to several accounts is learnt
 * once for each account; in the simulator it is learnt once for all copies.
 *
 * <p>Thread-safe. Listeners of a monitor are called without a lock. Modules, gates and decision logs are called under
 * the locks of the monitor and the trader; they must not call this trader, its accounts or a monitor.
 */
public final class LiveTrader implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LiveTrader.class);

    private static final long COMPACT_ABOVE = 1L << 20;

    private final Trader trader;
    private final @Nullable Journal journal;
    private final Map<String, LiveAccount> accounts = new LinkedHashMap<>();
    private SavedTrader state;
    private Optional<JournalException> failure = Optional.empty();
    private boolean closed;

    private LiveTrader(Trader trader, @Nullable Journal journal, SavedTrader state) {
        this.trader = trader;
        this.journal = journal;
        this.state = state;
    }

    /** Without a journal. */
    static LiveTrader of(PositionSizer sizer) {
        Trader trader = sizer.start();
        return new LiveTrader(trader, null, new SavedTrader(trader.save(), Map.of()));
    }

    static LiveTrader of(PositionSizer sizer, Path path) {
        Trader trader = sizer.start();
        List<SavedTrader> last = new ArrayList<>(List.of(new SavedTrader(trader.save(), Map.of())));
        Journal journal = Journal.open(path, entry -> last.set(0, SavedTrader.read(trader, entry)));
        return new LiveTrader(trader, journal, last.get(0));
    }

    /**
     * Starts to size the trades of an account, or continues with the state in the journal if the phase is still the
     * same. A sizing that was opened before under this name, with another monitor, refuses further decisions.
     *
     * @param account a unique name, the same in every process
     * @param monitor the monitor of the account
     * @return its sizing
     * @throws IllegalArgumentException if the name is blank or open already, the monitor is open under another name, or
     *     the journal holds a state of the account that does not fit the modules
     */
    public LiveAccount open(String account, AccountMonitor monitor) {
        return open(account, monitor, RunLog.none());
    }

    /**
     * Starts to size the trades of an account as {@link #open(String, AccountMonitor)} does, and writes each decision
     * to a log.
     *
     * @param account a unique name, the same in every process
     * @param monitor the monitor of the account
     * @param log the log of the account's run
     * @return its sizing
     * @throws IllegalArgumentException if the name is blank or open already, the monitor is open under another name, or
     *     the journal holds a state of the account that does not fit the modules
     */
    public LiveAccount open(String account, AccountMonitor monitor, RunLog log) {
        if (account.isBlank()) {
            throw new IllegalArgumentException("account must not be blank, was \"" + account + "\"");
        }
        // no call to a monitor under this lock: callers hold the lock of the monitor when they take this one
        Instant begun = monitor.ask(LiveView::begun);
        before(account).filter(last -> last.monitor() != monitor).ifPresent(LiveAccount::learn);
        synchronized (this) {
            accounts.forEach((name, open) -> {
                if (open.monitor() == monitor) {
                    throw new IllegalArgumentException("account must not be open already, was "
                            + (name.equals(account) ? account : account + ", whose monitor is that of " + name));
                }
            });
            Optional<LiveAccount> before = before(account);
            Optional<SavedAccount> recovered = before.map(LiveAccount::state)
                    .or(() -> Optional.ofNullable(state.accounts().get(account)));
            LiveAccount opened = new LiveAccount(this, monitor, begun, trader.open(log), recovered);
            before.ifPresent(LiveAccount::replaced);
            accounts.put(account, opened);
            return opened;
        }
    }

    private synchronized Optional<LiveAccount> before(String account) {
        return Optional.ofNullable(accounts.get(account));
    }

    /**
     * Reports a move of the market to all modules.
     *
     * @param marketReturn the return of one step, 0.01 for 1 %
     * @throws IllegalArgumentException if it is not finite
     */
    public synchronized void moved(double marketReturn) {
        Trader.requireFinite(marketReturn);
        trader.moved(marketReturn);
        accounts.values().forEach(account -> account.movedAlone(marketReturn));
        save();
    }

    /** What the modules have learnt that all accounts share. */
    synchronized SavedState learnt() {
        return trader.save();
    }

    /**
     * What was found when the journal was opened.
     *
     * @return none without a journal
     */
    public Optional<Recovery> recovery() {
        return Optional.ofNullable(journal).map(Journal::recovery);
    }

    /**
     * The failure of the journal, after which nothing more is written.
     *
     * @return none if it has not failed
     */
    public synchronized Optional<JournalException> failure() {
        return failure;
    }

    /**
     * Learns from the closed trades that are still new and closes the journal. What is learnt later is not saved. A
     * second call has no effect.
     */
    @Override
    public void close() {
        try {
            open().forEach(LiveAccount::learn);
        } finally {
            synchronized (this) {
                closed = true;
                if (journal != null) {
                    journal.close();
                }
            }
        }
    }

    private synchronized List<LiveAccount> open() {
        return closed ? List.of() : List.copyOf(accounts.values());
    }

    /** Writes the present state unless it equals the state that was written last. */
    synchronized void save() {
        Map<String, SavedAccount> known = new LinkedHashMap<>(state.accounts());
        accounts.forEach((name, account) -> known.put(name, account.state()));
        SavedTrader present = new SavedTrader(trader.save(), known);
        boolean changed = !present.equals(state);
        state = present;
        if (!changed || journal == null || closed || failure.isPresent()) {
            return;
        }
        try {
            // every line is forced to the disk, whatever its time
            journal.append(Instant.EPOCH, SavedTrader.TYPE, present::write);
            if (journal.size() > COMPACT_ABOVE) {
                journal.compact(entries -> entries.add(SavedTrader.TYPE, present::write));
            }
        } catch (JournalException e) {
            failure = Optional.of(e);
            LOGGER.error(
                    "The journal of a trader failed: nothing more is written, and the next process learns the missing trades from the monitors",
                    e);
        }
    }

    /**
     * The saved state of a trader and its accounts.
     *
     * @param trader the state that all accounts share
     * @param accounts the state of each account, by name
     */
    private record SavedTrader(SavedState trader, Map<String, SavedAccount> accounts) {
        /** What a line is called; the name is stable. */
        static final String TYPE = "state";

        /** What it was called in the first version, in which values had no kinds and lines no version. */
        static final String UNTYPED = "memory";

        static final long VERSION = 2;

        void write(JsonWriter out) {
            out.number("version", VERSION);
            trader.write(out);
            out.objects("accounts", accounts.entrySet(), (account, fields) -> {
                fields.text("account", account.getKey());
                account.getValue().write(fields);
            });
        }

        /** Reads the state and restores the trader. */
        static SavedTrader read(Trader trader, JournalEntry entry) {
            JsonObject in = entry.fields();
            Function<JsonObject, SavedState> format = format(entry);
            SavedState saved = format.apply(in);
            try {
                trader.restore(saved);
            } catch (IllegalArgumentException e) {
                throw in.invalid("modules", "are of another sizer: " + e.getMessage());
            }
            Map<String, SavedAccount> accounts = new LinkedHashMap<>();
            in.objects("accounts")
                    .forEach(account -> accounts.put(account.text("account"), SavedAccount.read(account, format)));
            return new SavedTrader(saved, accounts);
        }

        private static Function<JsonObject, SavedState> format(JournalEntry entry) {
            JsonObject in = entry.fields();
            if (entry.type().equals(UNTYPED)) {
                return SavedState::readUntyped;
            }
            if (!entry.type().equals(TYPE)) {
                throw in.invalid("type", "must be " + TYPE + ", was " + entry.type());
            }
            if (in.number("version") != VERSION) {
                throw in.invalid("version", "must be " + VERSION + ", was " + in.number("version"));
            }
            return SavedState::read;
        }
    }

    /**
     * The saved state of an account.
     *
     * @param begun the beginning of its phase
     * @param trades the number of its last closed trade that was learnt
     * @param sizing the state of its sizing
     */
    record SavedAccount(Instant begun, long trades, SavedState sizing) {
        void write(JsonWriter out) {
            out.text("begun", begun.toString()).number("trades", trades);
            sizing.write(out);
        }

        static SavedAccount read(JsonObject in, Function<JsonObject, SavedState> format) {
            return new SavedAccount(in.text("begun", Instant::parse), in.number("trades"), format.apply(in));
        }
    }
}
