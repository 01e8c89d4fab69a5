package io.github.ftmo4j.core.decision;

import org.slf4j.LoggerFactory;

/**
 * Takes entries that say what was decided, when and why. Must be thread-safe.
 *
 * <p>Write through {@link #run}: it costs nothing while the log is off, and it keeps exceptions of the log from the
 * caller.
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
     * Whether the log takes entries at the moment.
     *
     * @return whether to build and write them, by default always
     */
    default boolean isOn() {
        return true;
    }

    /**
     * A log that is always off.
     *
     * @return the log
     */
    static DecisionLog none() {
        return Silence.LOG;
    }

    /**
     * A log that passes entries to this one, then to another.
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
     * @param id the name of the run, different from that of any other run; not blank
     * @return the run's log
     * @throws IllegalArgumentException if the id is blank
     */
    default RunLog run(String id) {
        return new RunLog(this, id, () -> LoggerFactory.getLogger(RunLog.class));
    }
}
