package io.github.ftmo4j.core.decision;

import java.time.Instant;
import java.util.List;

/**
 * One entry of a decision log. Immutable.
 *
 * @param at when it happened
 * @param run the run it belongs to, not blank
 * @param event what happened
 * @param fields the details
 */
public record LogEntry(Instant at, String run, LogEvent event, Fields fields) {

    /** The names that come before the fields wherever an entry is written. */
    static final List<String> RESERVED = List.of("time", "run", "event");

    /**
     * Checks the run and the names of the fields.
     *
     * @throws IllegalArgumentException if the run is blank, or a field is named {@code time}, {@code run} or
     *     {@code event}
     */
    public LogEntry {
        requireRun(run);
        for (Fields.Field field : fields.list()) {
            if (RESERVED.contains(field.name())) {
                throw new IllegalArgumentException("fields must not be named any of " + RESERVED + ", was " + field);
            }
        }
    }

    static String requireRun(String run) {
        if (run.isBlank()) {
            throw new IllegalArgumentException("run must not be blank, was \"" + run + "\"");
        }
        return run;
    }
}
