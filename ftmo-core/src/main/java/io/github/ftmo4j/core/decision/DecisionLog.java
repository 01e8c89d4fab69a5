package io.github.ftmo4j.core.decision;

import org.slf4j.LoggerFactory;

/**
 * Takes what was decided, when and why. Must be thread-safe.
 *
 * <p>Write through {@link #run}: that costs nothing while the log is off, and a log that fails does not hurt the one
 * who writes.
 */
@FunctionalInterface
public interface DecisionLog {

    /**
     * Takes an entry.
     *
     * @param entry the entry
     */
    void write(LogEntry entry);

    /**
     * Whether entries are wanted just now.
     *
     * @return whether to build and write them, by default always
     */
    default boolean isOn() {
        return true;
    }

    /**
     * A log that wants nothing.
     *
     * @return the log
     */
    static DecisionLog none() {
        return Silence.LOG;
    }

    /**
     * A log that takes entries for this one, then for another.
     *
     * @param other the other
     * @return a log that is on while either is; one that fails does not keep the entry from the other
     */
    default DecisionLog and(DecisionLog other) {
        return new Both(this, other);
    }

    /**
     * The log of one run. The first failure of this log is reported to SLF4J as an error.
     *
     * @param id what tells this run from others, not blank
     * @return the run's log
     * @throws IllegalArgumentException if the id is blank
     */
    default RunLog run(String id) {
        return new RunLog(this, id, () -> LoggerFactory.getLogger(RunLog.class));
    }
}
