package io.github.ftmo4j.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;

/**
 * The least state that tells whether an entry is missing, doubled or out of order: steps are counted. A compacted
 * journal holds the count instead of the steps.
 */
final class Counted {

    static final Path PATH = Path.of("journal.jsonl");

    private long count;

    /** Takes an entry, which has to be the next step or, first of all, the state of a compacted journal. */
    void replay(JournalEntry entry) {
        long n = entry.fields().number("n");
        boolean due = entry.type().equals("counted")
                ? count == 0
                : n == count + 1 && entry.fields().text("note").equals(note(n));
        if (!due) {
            throw new AssertionError(entry + " after " + count);
        }
        count = n;
    }

    long count() {
        return count;
    }

    static Journal open(SimulatedDisk disk, Durability durability, Counted counted) {
        return Journal.open(PATH, durability, counted::replay, disk, () -> {});
    }

    static void step(Journal journal, long n) {
        journal.append(
                Instant.ofEpochSecond(n),
                "step",
                fields -> fields.number("n", n).text("note", note(n)));
    }

    static void compact(Journal journal, long n) {
        journal.compact(entries -> entries.add("counted", fields -> fields.number("n", n)));
    }

    /** Recovers the count, and shows that the journal goes on from there. */
    static long recover(SimulatedDisk disk) {
        Counted found = new Counted();
        try (Journal journal = open(disk, Durability.everyLine(), found)) {
            step(journal, found.count + 1);
        }
        Counted again = new Counted();
        try (Journal journal = open(disk, Durability.everyLine(), again)) {
            assertThat(journal.recovery().tornLine()).isEmpty();
            assertThat(disk.bytes(PATH.resolveSibling("journal.jsonl.compacting")))
                    .isNull();
        }
        assertThat(again.count).isEqualTo(found.count + 1);
        return found.count;
    }

    private static String note(long n) {
        return n % 3 == 0 ? "\n\"€\u0000@" : "n";
    }
}
