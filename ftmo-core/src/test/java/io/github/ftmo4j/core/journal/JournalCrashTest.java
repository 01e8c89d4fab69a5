package io.github.ftmo4j.core.journal;

import static io.github.ftmo4j.core.journal.Counted.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A crash at every byte, on a disk that then shows anything it may show; a disk that fails; every bit flipped. */
class JournalCrashTest {

    static Stream<Durability> durabilities() {
        return Stream.of(Durability.everyLine(), Durability.every(Duration.ofSeconds(3)), Durability.operatingSystem());
    }

    /** A life of twelve steps, two of its own accord forced, two compactions, and one reopening. */
    private static final class Life {

        private final Durability durability;
        private long attempted;
        private long acknowledged;
        private long durable;

        Life(Durability durability) {
            this.durability = durability;
        }

        void live(SimulatedDisk disk) {
            try (Journal journal = Counted.open(disk, durability, new Counted())) {
                steps(journal, 4);
                journal.sync();
                durable = acknowledged;
                steps(journal, 3);
                compact(journal);
                steps(journal, 2);
            }
            durable = acknowledged;
            Counted counted = new Counted();
            try (Journal journal = Counted.open(disk, durability, counted)) {
                assertThat(counted.count()).isEqualTo(acknowledged);
                compact(journal);
                steps(journal, 3);
            }
            durable = acknowledged;
        }

        private void steps(Journal journal, int steps) {
            for (int i = 0; i < steps; i++) {
                attempted++;
                Counted.step(journal, attempted);
                acknowledged = attempted;
                if (durability.interval().isZero()) {
                    durable = acknowledged;
                }
            }
        }

        private void compact(Journal journal) {
            Counted.compact(journal, acknowledged);
            durable = acknowledged;
        }
    }

    @Test
    void aCrashAtAnyByteLosesNothingThatWasAcknowledged() {
        crashAtAnyByte(Durability.every(Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @MethodSource("durabilities")
    @Tag("thorough")
    void aCrashAtAnyByteLosesNothingHoweverDurable(Durability durability) {
        crashAtAnyByte(durability);
    }

    private static void crashAtAnyByte(Durability durability) {
        SimulatedDisk whole = new SimulatedDisk();
        new Life(durability).live(whole);
        assertThat(whole.steps).isGreaterThan(1_000);
        Map<ByteBuffer, OptionalLong> recovered = new HashMap<>();
        for (long crash = 0; crash <= whole.steps; crash++) {
            SimulatedDisk disk = new SimulatedDisk();
            disk.stepsToCrash = crash;
            Life life = new Life(durability);
            try {
                life.live(disk);
            } catch (SimulatedDisk.Crash e) {
                // as ordered
            }
            assertThat(Counted.recover(disk.afterKill()))
                    .as("killed at step %d", crash)
                    .isBetween(life.acknowledged, life.attempted);
            for (SimulatedDisk.Remains remains : disk.afterPowerFailure(PATH)) {
                OptionalLong count = recovered.computeIfAbsent(content(remains.disk()), k -> recover(remains.disk()));
                assertThat(count.isPresent() || remains.holes())
                        .as("readable after power failed at step %d, %s", crash, remains.what())
                        .isTrue();
                assertThat(count.orElse(life.durable))
                        .as("power failed at step %d, %s", crash, remains.what())
                        .isBetween(life.durable, life.attempted);
            }
        }
        assertThat(recovered).containsValue(OptionalLong.empty());
    }

    /** Equal for files from which the same is recovered; a file that is not there is like an empty one. */
    private static ByteBuffer content(SimulatedDisk disk) {
        byte[] bytes = disk.bytes(PATH);
        return ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
    }

    @ParameterizedTest
    @MethodSource("durabilities")
    void shortWritesMakeTheSameFile(Durability durability) {
        SimulatedDisk whole = new SimulatedDisk();
        new Life(durability).live(whole);
        SimulatedDisk single = new SimulatedDisk();
        single.portion = length -> 1;
        new Life(durability).live(single);
        SimulatedDisk random = new SimulatedDisk();
        Random portions = new Random(7);
        random.portion = length -> 1 + portions.nextInt(length);
        new Life(durability).live(random);

        assertThat(single.bytes(PATH)).isEqualTo(whole.bytes(PATH));
        assertThat(random.bytes(PATH)).isEqualTo(whole.bytes(PATH));
    }

    @Test
    void aDiskThatIsFullAtAnyByteCostsTheEntryOnly() {
        for (int room = 0; room < 400; room++) {
            SimulatedDisk disk = new SimulatedDisk();
            try (Journal journal = Counted.open(disk, Durability.everyLine(), new Counted())) {
                disk.bytesToFull = room;
                disk.portion = length -> (length + 1) / 2;
                long count = fill(journal);
                long line = count + 2;
                assertThatExceptionOfType(JournalException.class)
                        .isThrownBy(() -> Counted.step(journal, count + 1))
                        .withMessage("journal.jsonl, line %d: cannot be written: java.io.IOException: disk full", line)
                        .satisfies(e -> assertThat(e.line()).hasValue(line));
                assertThat(journal.sequence()).isEqualTo(count);
                assertThat(Counted.recover(disk.afterKill())).isEqualTo(count);

                disk.bytesToFull = Long.MAX_VALUE;
                Counted.step(journal, count + 1);
                assertThat(Counted.recover(disk.afterKill())).isEqualTo(count + 1);
            }
        }
    }

    @Test
    void aFullDiskThatDoesNotTruncateEitherBreaksTheJournal() {
        for (int room = 0; room < 400; room++) {
            SimulatedDisk disk = new SimulatedDisk();
            try (Journal journal = Counted.open(disk, Durability.everyLine(), new Counted())) {
                disk.bytesToFull = room;
                disk.truncateFails = true;
                long count = fill(journal);
                disk.bytesToFull = Long.MAX_VALUE;
                disk.truncateFails = false;
                String broken = "journal.jsonl: journal is broken since line " + (count + 2)
                        + ": java.io.IOException: disk full";
                assertThatThrownBy(() -> Counted.step(journal, count + 1)).hasMessage(broken);
                assertThatThrownBy(() -> Counted.compact(journal, count)).hasMessage(broken);
                assertThatThrownBy(journal::sync).hasMessage(broken);
                assertThat(Counted.recover(disk.afterKill())).isEqualTo(count);
            }
        }
    }

    /** Appends until it fails; returns how often it did not. */
    private static long fill(Journal journal) {
        long count = 0;
        while (true) {
            try {
                Counted.step(journal, count + 1);
                count++;
            } catch (JournalException e) {
                return count;
            }
        }
    }

    @Test
    void aFailedSyncIsNeverTriedAgain() {
        SimulatedDisk disk = new SimulatedDisk();
        Journal journal = Counted.open(disk, Durability.everyLine(), new Counted());
        Counted.step(journal, 1);
        disk.syncsToFailure = 0;
        String broken = "journal.jsonl: journal is broken since line 3: java.io.IOException: not synced";
        assertThatThrownBy(() -> Counted.step(journal, 2)).hasMessage(broken);
        disk.syncsToFailure = Integer.MAX_VALUE;
        int syncs = disk.syncs;
        assertThatThrownBy(() -> Counted.step(journal, 2)).hasMessage(broken);
        assertThatThrownBy(journal::sync).hasMessage(broken);
        journal.close();
        assertThat(disk.syncs).isEqualTo(syncs);
        assertThat(Counted.recover(disk.afterKill())).isEqualTo(1);
    }

    @Test
    void aCompactionThatFailsLeavesTheOldEntries() {
        SimulatedDisk whole = new SimulatedDisk();
        try (Journal journal = Counted.open(whole, Durability.operatingSystem(), new Counted())) {
            Counted.step(journal, 1);
            Counted.step(journal, 2);
            for (int room = 0; room < 100; room++) {
                whole.bytesToFull = room;
                assertThatThrownBy(() -> Counted.compact(journal, 2)).hasMessageContaining("disk full");
            }
            whole.bytesToFull = Long.MAX_VALUE;
            whole.syncsToFailure = 0;
            assertThatThrownBy(() -> Counted.compact(journal, 2)).hasMessageContaining("not synced");
            whole.syncsToFailure = Integer.MAX_VALUE;
            whole.replaceFails = true;
            assertThatThrownBy(() -> Counted.compact(journal, 2))
                    .hasMessage("journal.jsonl: cannot be compacted: java.io.IOException: in use");
            whole.replaceFails = false;
            assertThatThrownBy(() -> journal.compact(entries -> {
                        entries.add("counted", fields -> fields.number("n", 7));
                        throw new IllegalStateException("not now");
                    }))
                    .hasMessage("not now");
            assertThatThrownBy(() -> journal.compact(entries -> Counted.step(journal, 3)))
                    .hasMessageContaining("nothing must be appended");
            assertThat(Counted.recover(whole.afterKill())).isEqualTo(3);
            Counted.step(journal, 4);
            Counted.compact(journal, 4);
            Counted.step(journal, 5);
            assertThat(Counted.recover(whole.afterKill())).isEqualTo(5);

            whole.syncDirectoryFails = true;
            assertThatThrownBy(() -> Counted.compact(journal, 5)).hasMessageContaining("journal is broken");
            assertThatThrownBy(() -> Counted.step(journal, 6)).hasMessageContaining("journal is broken");
            assertThat(Counted.recover(whole.afterKill())).isEqualTo(5);
        }
    }

    @Test
    void aCompactionMayNotHideThatAnEntryWasNotWritten() {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = Counted.open(disk, Durability.everyLine(), new Counted())) {
            Counted.step(journal, 1);
            assertThatThrownBy(() -> journal.compact(entries -> {
                        disk.bytesToFull = 10;
                        try {
                            entries.add("counted", fields -> fields.number("n", 1));
                        } catch (JournalException e) {
                            disk.bytesToFull = Long.MAX_VALUE;
                        }
                    }))
                    .hasMessage("journal.jsonl: cannot be compacted: java.io.IOException: disk full");
            assertThat(Counted.recover(disk.afterKill())).isEqualTo(1);
        }
    }

    @Test
    void aFlippedBitInAnAcknowledgedLineIsAnError() {
        byte[] journal = journal(5);
        for (int bit = 0; bit < 8 * journal.length; bit++) {
            byte[] flipped = flip(journal, bit);
            assertThat(recover(flipped)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void aFlippedBitBeforeATornLineIsAnErrorAndInItAtMostAnError() {
        byte[] acknowledged = journal(2);
        byte[] next = journal(3);
        for (int torn = acknowledged.length + 1; torn < next.length; torn++) {
            byte[] journal = Arrays.copyOf(next, torn);
            assertThat(recover(journal)).as("torn at %d", torn).hasValue(2);
            assertThat(recover(Arrays.copyOf(journal, torn + 600)))
                    .as("NULs from %d", torn)
                    .hasValue(2);
        }
        for (int torn : new int[] {acknowledged.length + 1, next.length - 20, next.length - 1}) {
            for (int bit = 0; bit < 8 * torn; bit++) {
                OptionalLong count = recover(flip(Arrays.copyOf(next, torn), bit));
                if (bit < 8 * acknowledged.length) {
                    assertThat(count).as("torn at %d, bit %d", torn, bit).isEmpty();
                } else {
                    assertThat(count.orElse(2))
                            .as("torn at %d, bit %d", torn, bit)
                            .isEqualTo(2);
                }
            }
        }
    }

    private static byte[] journal(int steps) {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = Counted.open(disk, Durability.everyLine(), new Counted())) {
            for (int i = 1; i <= steps; i++) {
                Counted.step(journal, i);
            }
        }
        return bytes(disk);
    }

    private static byte[] flip(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static OptionalLong recover(byte[] bytes) {
        return recover(SimulatedDisk.holding(PATH, bytes));
    }

    /** The count, or nothing if the journal is refused, in which case it must be left alone. */
    private static OptionalLong recover(SimulatedDisk disk) {
        ByteBuffer before = content(disk);
        try {
            return OptionalLong.of(Counted.recover(disk));
        } catch (JournalException e) {
            assertThat(e.line()).isPresent();
            assertThat(content(disk)).isEqualTo(before);
            return OptionalLong.empty();
        }
    }

    private static byte[] bytes(SimulatedDisk disk) {
        byte[] bytes = disk.bytes(PATH);
        assertThat(bytes).isNotNull();
        return bytes;
    }
}
