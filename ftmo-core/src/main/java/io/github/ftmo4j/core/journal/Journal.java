package io.github.ftmo4j.core.journal;

import io.github.ftmo4j.core.json.JsonWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of JSON lines that survives a crash of the process and, as far as its {@link Durability} says, a
 * crash of the machine.
 *
 * <p>A line is one JSON object: its number {@code seq}, its {@code type}, its fields, and last the CRC-32C of all bytes
 * before {@code ,"crc":}. The first line of a file is a header of type {@code journal}; it holds the version of the
 * file format and the number that the first entry follows.
 *
 * <p>Opening a journal replays exactly the entries that were acknowledged, or fails. There are two exceptions: an entry
 * that was being appended at the crash may be there too, and entries at the end that were not forced to the disk may be
 * lost in a crash of the machine. The end of the file is dropped only if it can only be an unfinished write: the
 * beginning of the next line, without its newline, possibly followed by NULs up to the end of the file. Any other
 * damage, including a wrong checksum in a last line that has its newline, is a {@link JournalException}, and the file
 * stays as it is.
 *
 * <p>Beside the journal there are {@code <name>.lock}, which is locked while the journal is open and stays after it is
 * closed, and during a compaction {@code <name>.compacting}. Not thread-safe.
 */
public final class Journal implements Closeable {

    static final String HEADER = "journal";
    static final long VERSION = 1;

    private final Path path;
    private final Durability durability;
    private final Disk disk;
    private final Closeable lock;
    private final LineFormat format = new LineFormat();
    private final Recovery recovery;

    private Disk.OpenFile file;
    private long size;
    private long base;
    private long sequence;
    private boolean synced = true;
    private @Nullable Instant lastSync;
    private @Nullable IOException failure;
    private long failedLine;
    private boolean closed;

    private Journal(Path path, Durability durability, Consumer<? super JournalEntry> replay, Disk disk, Closeable lock)
            throws IOException {
        this.path = path;
        this.durability = durability;
        this.disk = disk;
        this.lock = lock;
        disk.deleteIfExists(compacting());
        this.file = disk.open(path);
        try {
            JournalReader reader = new JournalReader(path, file, format);
            this.recovery = reader.read(replay);
            this.size = reader.size();
            this.base = reader.base();
            this.sequence = reader.sequence();
            if (recovery.tornLine().isPresent()) {
                file.truncate(size);
            }
            if (size == 0) {
                size = write(file, 0, header(format, 0));
            }
            // what was replayed must not be lost later
            file.sync();
            disk.syncDirectory(directory());
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /**
     * Opens a journal, or creates it, with every line forced to the disk.
     *
     * @param path its file, in a directory that exists
     * @param replay takes the entries in order; if opening fails it may have taken some of them
     * @return the journal
     * @throws JournalException if the journal is damaged, open elsewhere or cannot be read or written
     */
    public static Journal open(Path path, Consumer<? super JournalEntry> replay) {
        return open(path, Durability.everyLine(), replay);
    }

    /**
     * Opens a journal, or creates it.
     *
     * @param path its file, in a directory that exists
     * @param durability when lines are forced to the disk
     * @param replay takes the entries in order; if opening fails it may have taken some of them
     * @return the journal
     * @throws JournalException if the journal is damaged, open elsewhere or cannot be read or written
     */
    public static Journal open(Path path, Durability durability, Consumer<? super JournalEntry> replay) {
        try {
            Path file = real(path);
            JournalLock lock = JournalLock.of(file);
            return open(file, durability, replay, new LocalDisk(), lock);
        } catch (IOException e) {
            throw new JournalException(path, "cannot be opened: " + e, e);
        }
    }

    /**
     * Reads a journal that may be open elsewhere. Nothing is written or locked; an unfinished last line is left alone.
     *
     * @param path its file
     * @param replay takes the entries in order; if reading fails it may have taken some of them
     * @return what was found
     * @throws JournalException if the journal is damaged or cannot be read
     */
    public static Recovery read(Path path, Consumer<? super JournalEntry> replay) {
        try (Disk.OpenFile file = LocalDisk.openToRead(path)) {
            return new JournalReader(path, file, new LineFormat()).read(replay);
        } catch (IOException e) {
            throw new JournalException(path, "cannot be read: " + e, e);
        }
    }

    static Journal open(
            Path path, Durability durability, Consumer<? super JournalEntry> replay, Disk disk, Closeable lock) {
        try {
            try {
                return new Journal(path, durability, replay, disk, lock);
            } catch (IOException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JournalException(path, "cannot be opened: " + e, e);
        }
    }

    /** The same name for a file whatever path leads to it, so that its lock has one name too. */
    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        Path absolute = path.toAbsolutePath().normalize();
        Path directory = absolute.getParent();
        return directory == null ? absolute : directory.toRealPath().resolve(absolute.getFileName());
    }

    static LineFormat.Line header(LineFormat format, long base) {
        return format.encode(base, HEADER, fields -> fields.number("version", VERSION));
    }

    /**
     * What was found when the journal was opened.
     *
     * @return the recovery
     */
    public Recovery recovery() {
        return recovery;
    }

    /**
     * The number of the last entry.
     *
     * @return the number, 0 if there has never been an entry
     */
    public long sequence() {
        return sequence;
    }

    /**
     * The size of the file, to decide whether to compact it.
     *
     * @return the size of the file in bytes
     */
    public long size() {
        return size;
    }

    /**
     * Appends an entry. When this returns, the entry is acknowledged.
     *
     * <p>If it throws, the entry is not in the journal. The journal is then as it was before or, if that is impossible,
     * broken: it takes no more entries and must be opened again, because the entry may or may not be on the disk.
     *
     * @param now the present, by which {@link Durability#every} judges
     * @param type what kind of entry it is
     * @param fields writes its fields
     * @return the number of the entry
     * @throws IllegalArgumentException if the type is {@code journal}, or the fields cannot be written
     * @throws JournalException if the disk fails, or the journal is broken
     * @throws IllegalStateException if the journal is closed
     */
    public long append(Instant now, String type, Consumer<? super JsonWriter> fields) {
        requireUsable();
        LineFormat.Line line = entry(sequence + 1, type, fields);
        try {
            write(file, size, line);
        } catch (IOException e) {
            JournalException failed = new JournalException(path, line() + 1, "cannot be written: " + e, e);
            throw cut() ? failed : breakDown(line() + 1, e);
        }
        if (isSyncDue(now)) {
            try {
                file.sync();
            } catch (IOException e) {
                cut(); // if possible, because the caller assumes that the entry was not appended
                throw breakDown(line() + 1, e);
            }
            lastSync = now;
            synced = true;
        } else {
            synced = false;
        }
        size += line.size();
        return ++sequence;
    }

    /**
     * Forces all entries to the disk. If that fails, the journal is broken, because it is unknown what is on the disk.
     *
     * @throws JournalException if the disk fails, or the journal is broken
     * @throws IllegalStateException if the journal is closed
     */
    public void sync() {
        requireUsable();
        if (synced) {
            return;
        }
        try {
            file.sync();
            synced = true;
        } catch (IOException e) {
            throw breakDown(line(), e);
        }
    }

    /**
     * Replaces all entries by others with the same meaning in fewer lines. They are on the disk when this returns. A
     * crash at any moment leaves either all the old entries or all the new ones. A failure that does not break the
     * journal leaves the old ones.
     *
     * @param entries adds the new entries, whose numbers follow that of the last old one
     * @throws IllegalArgumentException if an entry cannot be written
     * @throws JournalException if the disk fails, or the journal is broken
     * @throws IllegalStateException if the journal is closed
     */
    public void compact(Consumer<? super Entries> entries) {
        requireUsable();
        Replacement replacement;
        try {
            replacement = replacement(entries);
        } catch (IOException e) {
            throw new JournalException(path, "cannot be compacted: " + e, e);
        }
        @Nullable IOException refused = null;
        try {
            file.close(); // not every system replaces an open file
            try {
                disk.replace(path, compacting());
            } catch (IOException e) {
                if (!disk.deleteIfExists(compacting())) {
                    throw e; // replaced or not?
                }
                refused = e;
            }
            file = disk.open(path);
            disk.syncDirectory(directory());
        } catch (IOException e) {
            throw breakDown(line(), e);
        }
        if (refused != null) {
            throw new JournalException(path, "cannot be compacted: " + refused, refused);
        }
        base = sequence;
        sequence = replacement.number;
        size = replacement.length;
        synced = true;
    }

    private Replacement replacement(Consumer<? super Entries> entries) throws IOException {
        try (Disk.OpenFile target = disk.open(compacting())) {
            target.truncate(0);
            Replacement replacement = new Replacement(target);
            entries.accept(replacement);
            replacement.finish();
            return replacement;
        } catch (IOException | RuntimeException | Error e) {
            try {
                disk.deleteIfExists(compacting());
            } catch (IOException left) {
                e.addSuppressed(left); // the next opening deletes it
            }
            throw e;
        }
    }

    /**
     * Forces all entries to the disk and releases the lock. Closing again has no effect.
     *
     * @throws JournalException if the disk fails
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        Disk.OpenFile last = file;
        try (lock;
                last) {
            if (failure == null) {
                sync();
            }
        } catch (IOException e) {
            throw new JournalException(path, "cannot be closed: " + e, e);
        } finally {
            closed = true;
        }
    }

    private LineFormat.Line entry(long number, String type, Consumer<? super JsonWriter> fields) {
        if (type.equals(HEADER)) {
            throw new IllegalArgumentException("type must not be " + HEADER + ", which is the first line's");
        }
        return format.encode(number, type, fields);
    }

    private boolean isSyncDue(Instant now) {
        if (lastSync == null) {
            lastSync = now;
        }
        return Duration.between(lastSync, now).abs().compareTo(durability.interval()) >= 0;
    }

    /** Writes a line, all of it. */
    private static int write(Disk.OpenFile file, long position, LineFormat.Line line) throws IOException {
        int done = 0;
        while (done < line.size()) {
            int written = file.write(position + done, line.bytes(), done, line.size() - done);
            if (written <= 0) {
                throw new IOException("the disk does not accept more bytes");
            }
            done += written;
        }
        return done;
    }

    private boolean cut() {
        try {
            file.truncate(size);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private JournalException breakDown(long line, IOException cause) {
        failedLine = line;
        failure = cause;
        return broken(cause);
    }

    private JournalException broken(IOException cause) {
        return new JournalException(path, "journal is broken since line " + failedLine + ": " + cause, cause);
    }

    /** Where the last entry is in the file. */
    private long line() {
        return sequence - base + 1;
    }

    private void requireUsable() {
        if (closed) {
            throw new IllegalStateException("journal must be open, was closed: " + path);
        }
        if (failure != null) {
            throw broken(failure);
        }
    }

    private Path compacting() {
        return path.resolveSibling(path.getFileName() + ".compacting");
    }

    private Path directory() {
        return path.toAbsolutePath().resolveSibling("");
    }

    /** Takes the entries of a compacted journal. */
    public interface Entries {

        /**
         * Adds an entry.
         *
         * @param type what kind of entry it is
         * @param fields writes its fields
         * @return this
         * @throws IllegalArgumentException if the type is {@code journal}, or the fields cannot be written
         */
        Entries add(String type, Consumer<? super JsonWriter> fields);
    }

    private final class Replacement implements Entries {

        private final Disk.OpenFile target;
        private final long first = sequence;
        private long number = sequence;
        private long length;
        private @Nullable IOException failed;

        Replacement(Disk.OpenFile target) throws IOException {
            this.target = target;
            this.length = write(target, 0, header(format, sequence));
        }

        @Override
        public Entries add(String type, Consumer<? super JsonWriter> fields) {
            LineFormat.Line line = entry(number + 1, type, fields);
            try {
                length += write(target, length, line);
                number++;
            } catch (IOException e) {
                failed = e;
                throw new JournalException(path, "cannot be compacted: " + e, e);
            }
            return this;
        }

        void finish() throws IOException {
            if (failed != null) {
                throw failed;
            }
            if (first != sequence) {
                throw new IllegalStateException("nothing must be appended to a journal while it is compacted: " + path);
            }
            target.sync();
        }
    }
}
