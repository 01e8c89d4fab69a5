package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.journal.Journal;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.json.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies operations to a ledger and writes to the journal what is needed to recover it.
 *
 * <p>A mark that changes nothing but the equity waits until an entry depends on it, and so does time that has passed
 * within a day. After the journal has failed nothing more is written. Not thread-safe.
 */
final class MonitorJournal {

    /** Null if the monitor keeps none. */
    private final @Nullable Journal journal;

    private long compactAbove;
    private final Opening opening;
    private final boolean dealFeed;
    private final Timeline timeline;
    private final Notices notices;

    /** Whether the latest mark is not in the journal. */
    private boolean markPending;

    /** Whether time has passed that is not in the journal and makes an earlier event a late one. */
    private boolean timePending;

    /** The latest mark after a final verdict, in case a revision revokes the verdict. */
    private Optional<Operation.EventTaken> markAfterEnd = Optional.empty();

    private boolean failed;

    MonitorJournal(
            @Nullable Journal journal,
            long compactAbove,
            Opening opening,
            Timeline timeline,
            boolean dealFeed,
            Notices notices) {
        this.journal = journal;
        this.compactAbove = compactAbove;
        this.opening = opening;
        this.dealFeed = dealFeed;
        this.timeline = timeline;
        this.notices = notices;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Notes that the account was marked and nothing else changed. */
    void markIsPending() {
        markPending = true;
    }

    /** Applies an operation and writes it if need be; returns the events for listeners. */
    List<MonitorEvent> apply(Operation operation) {
        return operation instanceof Operation.EventTaken taken ? apply(taken) : applyAndWrite(operation);
    }

    private List<MonitorEvent> applyAndWrite(Operation operation) {
        if (dealFeed) {
            // a deal that comes late finds its place by the time of the account at each operation
            flush();
        } else {
            flushMark();
        }
        List<MonitorEvent> events = timeline.append(operation);
        write(operation);
        return events;
    }

    private List<MonitorEvent> apply(Operation.EventTaken taken) {
        AccountEvent event = taken.event();
        Ledger ledger = timeline.ledger();
        Account account = ledger.account();
        EventKind kind = EventKind.of(event);
        boolean plain = taken.inference() == 0
                && event instanceof AccountEvent.Marked marked
                && ledger.isPlain(marked.at().toEpochMilli(), marked.equity().minorUnits());
        boolean sameDay = event.at().isBefore(account.dayEnd());
        Instant asOf = account.asOf();
        boolean late = event.at().isBefore(asOf);
        boolean replacesMark = kind == EventKind.MARKED && sameDay && !late;
        boolean passesTime = kind == EventKind.TIME_PASSED;
        if (!replacesMark && !(passesTime && sameDay)) {
            flushMark();
            if (late && timePending) {
                note(new Operation.EventTaken(new AccountEvent.TimePassed(asOf)));
            }
        }
        if (plain
                || (passesTime && sameDay)
                || (account.verdict().isFinal() && (passesTime || kind == EventKind.MARKED))) {
            if (kind == EventKind.MARKED && account.verdict().isFinal()) {
                markAfterEnd = Optional.of(taken);
            }
            List<MonitorEvent> events = ledger.apply(event);
            markPending |= plain;
            timePending |= !plain;
            return events;
        }
        List<MonitorEvent> events = timeline.append(taken);
        write(taken);
        return events;
    }

    /** Flushes what waits, so that the timeline holds everything that the ledger does. */
    void flush() {
        flushMark();
        markAfterEnd.ifPresent(this::note);
        markAfterEnd = Optional.empty();
        if (timePending) {
            note(new Operation.EventTaken(
                    new AccountEvent.TimePassed(timeline.ledger().account().asOf())));
        }
    }

    /** Withdraws inferred events, puts operations in their places, and writes both. */
    void revise(Instant now, Revision revision) {
        flush();
        timeline.revise(revision);
        append(now, Replay.REVISED, out -> {
            out.text("at", now.toString())
                    .texts("withdrawn", texts(revision.inferences()))
                    .texts("withdrawnMarks", texts(revision.marks()))
                    .objects(
                            "inserted",
                            revision.operations(),
                            (operation, fields) -> operation.write(fields.text("operation", operation.entry())));
            check(out);
        });
        compactIfLarge();
    }

    private static List<String> texts(Set<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    /** Writes the latest mark if it waits. */
    void flushMark() {
        if (markPending) {
            Assessment last = timeline.ledger().account().assess();
            note(new Operation.EventTaken(new AccountEvent.Marked(last.asOf(), last.equity())));
        }
    }

    private void note(Operation operation) {
        timeline.note(operation);
        write(operation);
    }

    private void write(Operation operation) {
        markPending = false;
        // an operation that is no event of the account does not advance its time
        timePending &= !(operation instanceof Operation.EventTaken || operation instanceof Operation.DealTaken);
        append(operation.at(), operation.entry(), out -> {
            operation.write(out);
            check(out);
        });
        compactIfLarge();
    }

    /** What a replay must agree with. */
    private void check(JsonWriter out) {
        Account account = timeline.ledger().account();
        out.number("balance", account.view().balance())
                .text("verdict", account.verdict().name());
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
            journal.compact(entries -> {
                entries.add(Replay.BEGUN, opening::write).add(Replay.STATE, timeline::writeOldest);
                timeline.forEach(operation -> entries.add(operation.entry(), operation::write));
            });
            compactAbove = Math.max(compactAbove, 2 * journal.size());
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
