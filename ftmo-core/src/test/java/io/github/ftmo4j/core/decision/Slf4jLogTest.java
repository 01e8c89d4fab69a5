package io.github.ftmo4j.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.NOPLogger;

class Slf4jLogTest {

    private static final Instant AT = Instant.parse("2026-03-02T09:30:00Z");

    private static LogEntry entry(LogEvent event, Fields fields) {
        return new LogEntry(AT, "r1", event, fields);
    }

    @Test
    void theCodeIsTheMessageAndAllElseIsKeysAndValues() {
        Capture logger = new Capture(Level.TRACE);
        Slf4jLog.of(logger)
                .write(entry(
                        LogEvent.SIZED,
                        Fields.none()
                                .with("risk", Money.usd(500))
                                .with("bound", "MODULE")
                                .with("share", 0.5)
                                .with("flag", true)
                                .with("said", List.of(Fields.none().with("trades", 3)))));

        LoggingEvent line = logger.events.get(0);
        assertThat(logger.events).hasSize(1);
        assertThat(line.getMessage()).isEqualTo("SIZED");
        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(line.getArguments()).isNullOrEmpty();
        assertThat(line.getKeyValuePairs())
                .containsExactly(
                        new KeyValuePair("time", AT),
                        new KeyValuePair("run", "r1"),
                        new KeyValuePair("risk", Map.of("amount", new BigDecimal("500.00"), "currency", "USD")),
                        new KeyValuePair("bound", "MODULE"),
                        new KeyValuePair("share", new BigDecimal("0.5")),
                        new KeyValuePair("flag", true),
                        new KeyValuePair("said", List.of(Map.of("trades", BigDecimal.valueOf(3)))));
    }

    @ParameterizedTest
    @EnumSource(
            value = LogEvent.class,
            names = {"WARNING", "BREACH", "PAUSED", "FROZEN", "ORDER_REFUSED", "FEED_STALE"})
    void whatNeedsAttentionIsAWarning(LogEvent event) {
        assertThat(levelOf(event)).isEqualTo(Level.WARN);
    }

    @ParameterizedTest
    @EnumSource(
            value = LogEvent.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WARNING", "BREACH", "PAUSED", "FROZEN", "ORDER_REFUSED", "FEED_STALE"})
    void theRestInforms(LogEvent event) {
        assertThat(levelOf(event)).isEqualTo(Level.INFO);
    }

    private static Level levelOf(LogEvent event) {
        Capture logger = new Capture(Level.TRACE);
        Slf4jLog.of(logger).write(entry(event, Fields.none()));
        return logger.events.get(0).getLevel();
    }

    @Test
    void levelsAreTheUsersChoice() {
        Capture logger = new Capture(Level.INFO);
        Slf4jLog log = Slf4jLog.of(logger).levels(event -> event == LogEvent.BREACH ? Level.ERROR : Level.DEBUG);
        log.write(entry(LogEvent.EQUITY, Fields.none()));
        log.write(entry(LogEvent.BREACH, Fields.none()));

        assertThat(logger.events).extracting(LoggingEvent::getMessage).containsExactly("BREACH");
        assertThat(logger.events).extracting(LoggingEvent::getLevel).containsExactly(Level.ERROR);
    }

    @Test
    void aLoggerThatTakesNothingIsOff() {
        assertThat(Slf4jLog.of(NOPLogger.NOP_LOGGER).isOn()).isFalse();
        assertThat(Slf4jLog.of(new Capture(Level.ERROR)).isOn()).isTrue();
    }
}
