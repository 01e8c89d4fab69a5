package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.journal.Journal;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.json.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies events to a ledger and writes to the journal what is needed to recover it.
 *
 * <p>A mark that changes nothing but the equity waits until an entry depends on it, and so does time that has passed
 * within a day. Once the journal has failed it takes no more. Not thread-safe.
 */
final class MonitorJournal {

    /** Null if the monitor keeps none. */
    private final @Nullable Journal journal;

    private final long compactAbove;
    private final Opening opening;
    private final Ledger ledger;
    private final Notices notices;

    /** Whether the latest mark is not in the journal. */
    private boolean markPending;

    /** Whether time has passed that is not in the journal and makes an earlier event a late one. */
    private boolean timePending;

    private boolean failed;

    MonitorJournal(@Nullable Journal journal, long compactAbove, Opening opening, Ledger ledger, Notices notices) {
        this.journal = journal;
        this.compactAbove = compactAbove;
        this.opening = opening;
        this.ledger = ledger;
        this.notices = notices;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Notes that the account was marked and nothing else changed. */
    void markIsPending() {
        markPending = true;
    }

    /** Applies an event and writes it if need be; returns what listeners must be told. */
    List<MonitorEvent> apply(AccountEvent event) {
        Account account = ledger.account();
        EventKind kind = EventKind.of(event);
        boolean plain = event instanceof AccountEvent.Marked marked
                && ledger.isPlain(marked.at().toEpochMilli(), marked.equity().minorUnits());
        boolean sameDay = event.at().isBefore(account.dayEnd());
        Instant asOf = account.asOf();
        boolean late = event.at().isBefore(asOf);
        boolean replacesMark = kind == EventKind.MARKED && sameDay && !late;
        if (!replacesMark && !(kind == EventKind.TIME_PASSED && sameDay)) {
            flushMark();
            if (late && timePending) {
                write(new AccountEvent.TimePassed(asOf));
            }
        }
        Verdict before = account.verdict();
        long dayBefore = account.view().day();
        List<MonitorEvent> told = ledger.apply(event);
        boolean changed =
                before != account.verdict() || dayBefore != account.view().day();
        if (plain) {
            markPending = true;
        } else if (!before.isFinal() && (changed || kind != EventKind.TIME_PASSED)) {
            write(event);
        } else {
            timePending = !before.isFinal();
        }
        return told;
    }

    /** Writes the latest mark if it waits. */
    void flushMark() {
        if (markPending) {
            Assessment last = ledger.account().assess();
            write(new AccountEvent.Marked(last.asOf(), last.equity()));
        }
    }

    private void write(AccountEvent event) {
        markPending = false;
        timePending = false;
        Account account = ledger.account();
        append(
                event.at(),
                EventKind.of(event).entry(),
                out -> event.accept(new EventWriter(out))
                        .number("balance", account.view().balance())
                        .text("verdict", account.verdict().name()));
        compactIfLarge();
    }

    /** Writes an entry that is no event of the account. */
    void append(Instant now, String type, Consumer<? super JsonWriter> fields) {
        if (journal == null || failed) {
            return;
        }
        try {
            journal.append(now, type, fields);
        } catch (JournalException e) {
            fail(e);
        }
    }

    /** To be called only once the ledger holds what the last entry says. */
    void compactIfLarge() {
        if (journal != null && journal.size() > compactAbove) {
            compact();
        }
    }

    /** Replaces all entries by the state of the ledger. */
    void compact() {
        if (journal == null || failed) {
            return;
        }
        try {
            journal.compact(entries -> entries.add(Replay.BEGUN, opening::write).add(Replay.STATE, ledger::write));
        } catch (JournalException e) {
            fail(e);
        }
    }

    private void fail(JournalException e) {
        failed = true;
        notices.add(new MonitorEvent.JournalFailed(e));
    }

    void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
