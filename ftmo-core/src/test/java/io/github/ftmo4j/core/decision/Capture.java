package io.github.ftmo4j.core.decision;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** A logger that keeps what it is given. */
class Capture extends LegacyAbstractLogger implements LoggingEventAware {

    @Serial
    private static final long serialVersionUID = 1L;

    final transient List<LoggingEvent> events = new ArrayList<>();
    final transient List<String> lines = new ArrayList<>();
    private final Level threshold;

    Capture(Level threshold) {
        this.threshold = threshold;
        name = "capture";
    }

    @Override
    public void log(LoggingEvent event) {
        events.add(event);
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        lines.add(level + " " + message + (thrown == null ? "" : " " + thrown.getMessage()));
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return Capture.class.getName();
    }

    private boolean takes(Level level) {
        return level.toInt() >= threshold.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return takes(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return takes(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return takes(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return takes(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return takes(Level.ERROR);
    }
}
