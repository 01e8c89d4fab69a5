package io.github.ftmo4j.core.decision;

import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes a decision log to SLF4J: the code of the event is the message; the time, the run and all fields are key-value
 * pairs, {@code time} and {@code run} first.
 *
 * <p>Values are plain: text, truth values, {@link java.math.BigDecimal}, lists and maps. Money is a map of
 * {@code amount} and {@code currency}, so that a JSON encoder writes it as {@link JsonLines} does. Thread-safe.
 */
public final class Slf4jLog implements DecisionLog {

    private final Logger logger;
    private final Function<LogEvent, Level> levels;

    private Slf4jLog(Logger logger, Function<LogEvent, Level> levels) {
        this.logger = logger;
        this.levels = levels;
    }

    /**
     * A log at the usual levels: {@link Level#WARN} for what needs attention, {@link Level#INFO} for the rest.
     *
     * @param logger where to write
     * @return the log
     */
    public static Slf4jLog of(Logger logger) {
        return new Slf4jLog(logger, Slf4jLog::usualLevel);
    }

    /**
     * The same log at other levels.
     *
     * @param value the level of each event
     * @return the log
     */
    public Slf4jLog levels(Function<LogEvent, Level> value) {
        return new Slf4jLog(logger, value);
    }

    @Override
    public void write(LogEntry entry) {
        LoggingEventBuilder line = logger.atLevel(levels.apply(entry.event()))
                .addKeyValue("time", entry.at())
                .addKeyValue("run", entry.run());
        for (Fields.Field field : entry.fields().list()) {
            line = line.addKeyValue(field.name(), field.value().plain());
        }
        line.log(entry.event().name());
    }

    /** Whether the logger takes errors: one that does not takes nothing. */
    @Override
    public boolean isOn() {
        return logger.isErrorEnabled();
    }

    private static Level usualLevel(LogEvent event) {
        return switch (event) {
            case WARNING, BREACH, PAUSED, FROZEN, ORDER_REFUSED, FEED_STALE -> Level.WARN;
            default -> Level.INFO;
        };
    }
}
