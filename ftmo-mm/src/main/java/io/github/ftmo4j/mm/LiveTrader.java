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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trader at work on accounts that monitors watch: learns from every trade that they see closed, and keeps what was
 * learnt in a journal of its own beside theirs.
 *
 * <p>Nobody needs to tell it of trades: before each decision it takes from the monitor of the account those that are
 * new to it, and so it does before it is closed and before an account is opened again with the monitor of its next
 * phase. Where the process died between the monitor's journal and this one, it so learns once what it had missed; only
 * what a phase still had to teach is lost if the next one is opened without it. A journal that fails stops no decision:
 * it is reported to SLF4J and by {@link #failure()}, and in the next process the trades that it lacks are learnt again
 * from the monitors, as far back as they remember; what the market did is not.
 *
 * <p>What is remembered of an account goes on in the next process only if its monitor has a journal, too: without one
 * it begins its phase anew, and the account is a new one. A trade that is copied to several accounts is as many trades
 * to the trader, and teaches as often; in the simulator what happens to all copies teaches once.
 *
 * <p>Thread-safe. Listeners of a monitor are told under no lock. Modules, gates and decision logs are asked and told
 * under the locks of the monitor and the trader, so they must not call this trader, its accounts or a monitor.
 */
public final class LiveTrader implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LiveTrader.class);

    private static final long COMPACT_ABOVE = 1L << 20;

    private final Trader trader;
    private final @Nullable Journal journal;
    private final Map<String, LiveAccount> accounts = new LinkedHashMap<>();
    private Memory memory;
    private Optional<JournalException> failure = Optional.empty();
    private boolean closed;

    private LiveTrader(Trader trader, @Nullable Journal journal, Memory memory) {
        this.trader = trader;
        this.journal = journal;
        this.memory = memory;
    }

    /** Without a journal. */
    static LiveTrader of(PositionSizer sizer) {
        Trader trader = sizer.start();
        return new LiveTrader(trader, null, new Memory(trader.save(), Map.of()));
    }

    static LiveTrader of(PositionSizer sizer, Path path) {
        Trader trader = sizer.start();
        List<Memory> last = new ArrayList<>(List.of(new Memory(trader.save(), Map.of())));
        Journal journal = Journal.open(path, entry -> last.set(0, Memory.read(trader, entry)));
        return new LiveTrader(trader, journal, last.get(0));
    }

    /**
     * Begins to size the trades of an account, or goes on where the journal ends if it is still in the same phase. What
     * was opened under this name before, with another monitor, decides nothing any more.
     *
     * @param account a name of its own, the same in every process
     * @param monitor watches the account
     * @return its sizing
     * @throws IllegalArgumentException if the name is blank or open already, the monitor is that of another account,
     *     whose trades would teach twice, or the journal holds what other modules saved of the account
     */
    public LiveAccount open(String account, AccountMonitor monitor) {
        return open(account, monitor, RunLog.none());
    }

    /**
     * Begins to size the trades of an account as {@link #open(String, AccountMonitor)} does, and writes each decision
     * to a log.
     *
     * @param account a name of its own, the same in every process
     * @param monitor watches the account
     * @param log the log of the account's run
     * @return its sizing
     * @throws IllegalArgumentException if the name is blank or open already, the monitor is that of another account,
     *     whose trades would teach twice, or the journal holds what other modules saved of the account
     */
    public LiveAccount open(String account, AccountMonitor monitor, RunLog log) {
        if (account.isBlank()) {
            throw new IllegalArgumentException("account must not be blank, was \"" + account + "\"");
        }
        // a monitor is never asked under this lock: those who ask hold its lock as they take this one
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
            Optional<AccountMemory> regained = before.map(LiveAccount::memory)
                    .or(() -> Optional.ofNullable(memory.accounts().get(account)));
            LiveAccount opened = new LiveAccount(this, monitor, begun, trader.open(log), regained);
            before.ifPresent(LiveAccount::replace);
            accounts.put(account, opened);
            return opened;
        }
    }

    private synchronized Optional<LiveAccount> before(String account) {
        return Optional.ofNullable(accounts.get(account));
    }

    /**
     * The market moved: told to the modules that estimate its volatility.
     *
     * @param marketReturn the return of one step, 0.01 for 1 %
     * @throws IllegalArgumentException if it is not finite
     */
    public synchronized void moved(double marketReturn) {
        Trader.requireFinite(marketReturn);
        trader.moved(marketReturn);
        accounts.values().forEach(account -> account.movedAlone(marketReturn));
        remember();
    }

    /**
     * What opening the journal found.
     *
     * @return none without a journal
     */
    public Optional<Recovery> recovery() {
        return Optional.ofNullable(journal).map(Journal::recovery);
    }

    /**
     * Why the journal takes no more.
     *
     * @return none if it has not failed
     */
    public synchronized Optional<JournalException> failure() {
        return failure;
    }

    /**
     * Learns what the monitors still have to teach, and closes the journal: what is learnt from now on is forgotten.
     * Closing again has no effect.
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

    /** Writes what is remembered now, if it is something else than what was written last. */
    synchronized void remember() {
        Map<String, AccountMemory> known = new LinkedHashMap<>(memory.accounts());
        accounts.forEach((name, account) -> known.put(name, account.memory()));
        Memory present = new Memory(trader.save(), known);
        boolean changed = !present.equals(memory);
        memory = present;
        if (!changed || journal == null || closed || failure.isPresent()) {
            return;
        }
        try {
            // every line is forced to the disk, whatever the time
            journal.append(Instant.EPOCH, Memory.TYPE, present::write);
            if (journal.size() > COMPACT_ABOVE) {
                journal.compact(entries -> entries.add(Memory.TYPE, present::write));
            }
        } catch (JournalException e) {
            failure = Optional.of(e);
            LOGGER.error(
                    "The journal of a trader failed; it takes no more, and the next process learns again from the monitors",
                    e);
        }
    }

    /**
     * All that is remembered.
     *
     * @param trader what is learnt from all accounts
     * @param accounts what is remembered of each, by name
     */
    private record Memory(SavedMemory trader, Map<String, AccountMemory> accounts) {
        static final String TYPE = "memory";

        void write(JsonWriter out) {
            trader.write(out);
            out.objects("accounts", accounts.entrySet(), (account, fields) -> {
                fields.text("account", account.getKey());
                account.getValue().write(fields);
            });
        }

        /** Restores the trader, too. */
        static Memory read(Trader trader, JournalEntry entry) {
            JsonObject in = entry.fields();
            SavedMemory saved = SavedMemory.read(in);
            try {
                trader.restore(saved);
            } catch (IllegalArgumentException e) {
                throw in.invalid("modules", "are of another sizer: " + e.getMessage());
            }
            Map<String, AccountMemory> accounts = new LinkedHashMap<>();
            in.objects("accounts")
                    .forEach(account -> accounts.put(account.text("account"), AccountMemory.read(account)));
            return new Memory(saved, accounts);
        }
    }

    /**
     * What is remembered of an account.
     *
     * @param begun when its phase began
     * @param trades the number of the last of its trades that was heard of
     * @param sizing what its sizing remembers
     */
    record AccountMemory(Instant begun, long trades, SavedMemory sizing) {
        void write(JsonWriter out) {
            out.text("begun", begun.toString()).number("trades", trades);
            sizing.write(out);
        }

        static AccountMemory read(JsonObject in) {
            return new AccountMemory(in.text("begun", Instant::parse), in.number("trades"), SavedMemory.read(in));
        }
    }
}
