package io.github.ftmo4j.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.RandomLives;
import io.github.ftmo4j.core.account.RandomLives.TimedLife;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.journal.JournalException;
import io.github.ftmo4j.core.order.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Journals of random lives that were cut short at a byte, or of which a bit was flipped: what is recovered was
 * acknowledged before, or the damaged line is named.
 */
@PropertyDefaults(tries = 12, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
class AccountMonitorCrashProperties {

    private static final int TAIL = 150;
    private static final int FAULTS = 40;

    private Path directory = Path.of("");
    private Instant now = Instant.EPOCH;

    @BeforeProperty
    void createDirectory() throws IOException {
        directory = Files.createTempDirectory("crash");
    }

    @AfterProperty
    void removeDirectory() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static final String ORDERS = " orders ";

    /** The journal of a life, and what was acknowledged: ever, and by the size that the compacted file had then. */
    private final class Recorded {

        private final Set<String> acknowledged = new HashSet<>();
        private final NavigableMap<Integer, String> bySize = new TreeMap<>();
        private final byte[] journal;
        private String unwritten = "";
        private int compactedSize;

        Recorded(TimedLife life, int compacted) throws IOException {
            Path path = directory.resolve("journal.jsonl");
            Files.deleteIfExists(path);
            now = life.opened();
            List<AccountEvent> events = life.events();
            try (AccountMonitor monitor = open(life, path)) {
                note(monitor, path);
                for (int i = 0; i < events.size(); i++) {
                    now = events.get(i).at();
                    if (i % 4 == 0) {
                        monitor.advance();
                        note(monitor, path);
                        monitor.check(Order.risking(
                                "O" + i, life.phase().initialBalance().withMinorUnits(1)));
                        note(monitor, path);
                    }
                    if (i % 12 == 8) {
                        monitor.release("O" + (i - 4));
                        note(monitor, path);
                    }
                    monitor.accept(events.get(i));
                    note(monitor, path);
                    if (i == compacted) {
                        monitor.compact();
                        bySize.clear();
                        compactedSize = (int) Files.size(path);
                        note(monitor, path);
                    }
                }
            }
            journal = Files.readAllBytes(path);
            bySize.putIfAbsent(journal.length, unwritten);
        }

        private void note(AccountMonitor monitor, Path path) throws IOException {
            String known = known(monitor);
            acknowledged.add(known);
            int size = (int) Files.size(path);
            if (bySize.containsKey(size)) {
                unwritten = known; // a mark that changes nothing else is written before whatever depends on it
                return;
            }
            if (!bySize.isEmpty()) {
                String written = Files.readString(path).substring(bySize.lastKey());
                int end = written.indexOf('\n') + 1;
                if (end < written.length() && written.substring(0, end).contains("\"marked\"")) {
                    bySize.put(bySize.lastKey() + end, unwritten);
                }
            }
            bySize.put(size, known);
        }

        /**
         * Whether a state was acknowledged. A compacted journal has forgotten the orders of days that are over, so that
         * within it only the account counts.
         */
        boolean hasAcknowledged(String known, int damagedAt) {
            return damagedAt < compactedSize
                    ? acknowledged.stream().anyMatch(state -> account(state).equals(account(known)))
                    : acknowledged.contains(known) || (endsWithMark(damagedAt) && hasAcknowledgedButMarks(known));
        }

        /**
         * A mark that arrives late takes two lines: one that judges it where it belongs, and one for the high since.
         */
        private boolean hasAcknowledgedButMarks(String known) {
            return acknowledged.stream().anyMatch(state -> withoutMarks(state).equals(withoutMarks(known)));
        }

        private static String withoutMarks(String known) {
            return known.replaceFirst("equity=[^,]+", "")
                    .replaceFirst("highWaterMark=[^,]+", "")
                    .replaceFirst("trailingReference=[^,]+", "")
                    .replaceFirst("floorsToday=.*?countedDays", "countedDays");
        }

        private boolean endsWithMark(int damagedAt) {
            String whole = new String(journal, 0, damagedAt, StandardCharsets.UTF_8);
            String lines = whole.substring(0, whole.lastIndexOf('\n') + 1).strip();
            return lines.substring(lines.lastIndexOf('\n') + 1).contains("\"marked\"");
        }

        private static String account(String known) {
            return known.substring(0, known.indexOf(ORDERS));
        }

        /** The line that holds a byte, counted from one. */
        int lineOf(int offset) {
            int line = 1;
            for (int i = 0; i < offset; i++) {
                line += journal[i] == '\n' ? 1 : 0;
            }
            return line;
        }
    }

    /** All that a monitor knows of its account, but for the time and whether the last mark is of this life. */
    private static String known(AccountMonitor monitor) {
        String state = monitor.state().toString().replaceFirst("asOf=[^,]+", "").replaceFirst("valuation=[A-Z_]+", "");
        List<ClosedTrade> trades = monitor.ask(view -> view.tradesAfter(0));
        return state + trades + ORDERS + monitor.reservations();
    }

    private AccountMonitor open(TimedLife life, Path path) {
        return AccountMonitor.builder(life.phase())
                .clock(life.clock())
                .time(() -> now)
                .staleAfter(Duration.ofDays(9_999))
                .reservedFor(Duration.ofDays(9_999))
                .journal(path, Durability.operatingSystem())
                .open();
    }

    private String recovered(TimedLife life, byte[] journal) throws IOException {
        Path path = directory.resolve("damaged.jsonl");
        Files.write(path, journal);
        now = life.opened();
        try (AccountMonitor monitor = open(life, path)) {
            return known(monitor);
        }
    }

    @Property
    void aJournalCutAtAnyByteOfItsEndGivesWhatItsWholeLinesAcknowledge(
            @ForAll("lives") TimedLife life, @ForAll @IntRange(max = 60) int compacted) throws IOException {
        Recorded recorded = new Recorded(life, compacted);
        int length = recorded.journal.length;
        for (int cut = Math.max(recorded.bySize.firstKey(), length - TAIL); cut <= length; cut++) {
            assertThat(recovered(life, Arrays.copyOf(recorded.journal, cut)))
                    .as("cut at byte %d of %d", cut, length)
                    .isEqualTo(recorded.bySize.floorEntry(cut).getValue());
        }
    }

    @Property
    void aJournalCutAnywhereGivesWhatWasAcknowledgedOrNamesTheLine(
            @ForAll("lives") TimedLife life, @ForAll @IntRange(max = 60) int compacted, @ForAll Random random)
            throws IOException {
        Recorded recorded = new Recorded(life, compacted);
        for (int i = 0; i < FAULTS; i++) {
            int cut = random.nextInt(recorded.journal.length + 1);
            assertAcknowledgedOrNamed(life, recorded, Arrays.copyOf(recorded.journal, cut), cut);
        }
    }

    @Property
    void aFlippedBitChangesNothingOrItsLineIsNamed(
            @ForAll("lives") TimedLife life, @ForAll @IntRange(max = 60) int compacted, @ForAll Random random)
            throws IOException {
        Recorded recorded = new Recorded(life, compacted);
        for (int i = 0; i < FAULTS; i++) {
            int at = random.nextInt(recorded.journal.length);
            byte[] flipped = recorded.journal.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            assertAcknowledgedOrNamed(life, recorded, flipped, at);
        }
    }

    private void assertAcknowledgedOrNamed(TimedLife life, Recorded recorded, byte[] journal, int damagedAt)
            throws IOException {
        String recovered;
        try {
            recovered = recovered(life, journal);
        } catch (JournalException e) {
            assertThat(e.line()).as(e.getMessage()).hasValue(recorded.lineOf(damagedAt));
            return;
        }
        assertThat(recorded.hasAcknowledged(recovered, damagedAt))
                .as("damaged at byte %d: %s", damagedAt, recovered)
                .isTrue();
    }

    @Provide
    Arbitrary<TimedLife> lives() {
        return RandomLives.timedLives();
    }
}
