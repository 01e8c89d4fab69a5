package io.github.ftmo4j.core.journal;

import java.util.Optional;

/**
 * What was found in a journal when it was opened.
 *
 * @param entries how many entries were replayed; 0 for a new journal
 * @param tornLine the unfinished line that was dropped from the end, if there was one
 */
public record Recovery(long entries, Optional<TornLine> tornLine) {

    /**
     * A line that was being written at a crash of the process or the machine. It was not forced to the disk, and it was
     * not acknowledged unless the machine crashed.
     *
     * @param line where it stood, counted from 1 at the top of the file
     * @param bytes how many bytes of it were dropped
     */
    public record TornLine(long line, long bytes) {}
}
