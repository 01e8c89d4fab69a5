package io.github.ftmo4j.core.journal;

import java.util.Optional;

/**
 * What opening a journal found in it.
 *
 * @param entries how many entries were replayed; 0 for a new journal
 * @param tornLine the unfinished line that was dropped from the end, if there was one
 */
public record Recovery(long entries, Optional<TornLine> tornLine) {

    /**
     * A line that was being written when the process or the machine died. It had not been forced to the disk, and
     * unless the machine died it had not been acknowledged.
     *
     * @param line where it stood, counted from 1 at the top of the file
     * @param bytes how many bytes of it were dropped
     */
    public record TornLine(long line, long bytes) {}
}
