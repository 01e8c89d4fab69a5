package io.github.ftmo4j.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a journal from top to bottom and finds where its good part ends. */
final class JournalReader {

    private final Path path;
    private final Disk.OpenFile file;
    private final LineFormat format;

    private byte[] buffer = new byte[1 << 13];
    private int start;
    private int end;
    private long offset;
    private long lines;
    private long base;

    JournalReader(Path path, Disk.OpenFile file, LineFormat format) {
        this.path = path;
        this.file = file;
        this.format = format;
    }

    /** Replays all entries. The other methods return its results. */
    Recovery read(Consumer<? super JournalEntry> replay) throws IOException {
        for (int newline = newline(); newline >= 0; newline = newline()) {
            JournalEntry entry = format.decode(place(), buffer, start, newline);
            if (lines == 0) {
                base = base(entry);
            } else if (entry.sequence() != sequence() + 1) {
                throw place().damaged("has number " + entry.sequence() + " where " + (sequence() + 1) + " should be");
            } else {
                replay.accept(entry);
            }
            lines++;
            offset += newline + 1 - start;
            start = newline + 1;
        }
        return new Recovery(Math.max(0, lines - 1), tornLine());
    }

    /** The size of the good part. */
    long size() {
        return offset;
    }

    /** The number of the last entry, or of the last one before the journal was compacted. */
    long sequence() {
        return lines == 0 ? 0 : base + lines - 1;
    }

    /** The number that the first line carries. */
    long base() {
        return base;
    }

    private long base(JournalEntry entry) {
        if (!entry.type().equals(Journal.HEADER)) {
            throw place().damaged("is not the first line of a journal");
        }
        long version = entry.fields().number("version");
        if (version != Journal.VERSION) {
            throw entry.fields().invalid("version", "must be " + Journal.VERSION + ", was " + version);
        }
        return entry.sequence();
    }

    /** Where the next newline is in the buffer, or -1 if there is none in the file or as far as a line can go. */
    private int newline() throws IOException {
        int scanned = start;
        while (true) {
            for (; scanned < end; scanned++) {
                if (buffer[scanned] == '\n') {
                    return scanned;
                }
            }
            if (end - start >= LineFormat.LONGEST) {
                return -1;
            }
            scanned -= start;
            if (!fill()) {
                return -1;
            }
        }
    }

    /** Moves the line to the front of the buffer and reads on behind it. */
    private boolean fill() throws IOException {
        byte[] old = buffer;
        if (end - start == buffer.length) {
            buffer = new byte[2 * buffer.length];
        }
        System.arraycopy(old, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int read = file.read(offset + end, buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read > 0;
    }

    /**
     * Judges what follows the last newline. It is dropped only if it can only be an unfinished write: the beginning of
     * the next line, or its space on the disk, which reads as NULs until it is filled. Anything else may be an
     * acknowledged line that was damaged later.
     */
    private Optional<Recovery.TornLine> tornLine() throws IOException {
        long bytes = file.size() - offset;
        if (bytes == 0) {
            return Optional.empty();
        }
        int nul = start;
        while (nul < end && buffer[nul] != 0) {
            nul++;
        }
        boolean torn = lines == 0
                ? bytes <= Journal.header(format, 0).size() && beginsJournal(nul)
                : nul - start < LineFormat.LONGEST && format.begins(sequence() + 1, buffer, start, nul);
        if (!torn || !onlyNulsFrom(nul)) {
            throw place().damaged(
                            lines == 0 ? "is not the first line of a journal" : "has no end, and is not a torn line");
        }
        return Optional.of(new Recovery.TornLine(lines + 1, bytes));
    }

    private boolean beginsJournal(int nul) {
        LineFormat.Line header = Journal.header(format, 0);
        return Arrays.equals(header.bytes(), 0, nul - start, buffer, start, nul);
    }

    /** Whether the rest of the file is NULs; overwrites the buffer. */
    private boolean onlyNulsFrom(int nul) throws IOException {
        long position = offset + end - start;
        int from = nul;
        int to = end;
        while (to > 0) {
            for (int i = from; i < to; i++) {
                if (buffer[i] != 0) {
                    return false;
                }
            }
            from = 0;
            to = file.read(position, buffer, 0, buffer.length);
            position += to;
        }
        return true;
    }

    private Place place() {
        return new Place(path, lines + 1);
    }
}
