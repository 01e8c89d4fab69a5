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

    /** Takes an entry, which has to be the next step or the state of a compacted journal. */
    void replay(JournalEntry entry) {
        if (entry.type().equals("counted")) {
            assertThat(count).isZero();
            count = entry.fields().number("n");
        } else {
            assertThat(entry.type()).isEqualTo("step");
            assertThat(entry.fields().number("n")).isEqualTo(count + 1);
            assertThat(entry.fields().text("note")).isEqualTo(note(count + 1));
            count++;
        }
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
