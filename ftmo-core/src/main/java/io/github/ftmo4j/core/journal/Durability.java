package io.github.ftmo4j.core.journal;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * When appended lines are forced to the disk.
 *
 * <p>In every case, a line that was acknowledged survives a crash of the process. Only a line that was forced survives
 * a crash of the machine.
 *
 * @param interval the time after a forced write, or after the first line of this run, from which on the next line is
 *     forced together with all lines before it; zero forces every line
 */
public record Durability(Duration interval) {

    /**
     * Checks the interval.
     *
     * @throws IllegalArgumentException if the interval is negative
     */
    public Durability {
        if (interval.isNegative()) {
            throw new IllegalArgumentException("interval must not be negative, was " + interval);
        }
    }

    /**
     * Every line is on the disk before it is acknowledged.
     *
     * @return the durability
     */
    public static Durability everyLine() {
        return new Durability(Duration.ZERO);
    }

    /**
     * Lines are forced at most once in an interval, by the first append after its end; nothing runs in the background.
     * After a burst, lines stay unforced until the next append or {@link Journal#sync()}.
     *
     * @param interval the interval, measured between the instants that are passed to {@link Journal#append}
     * @return the durability
     * @throws IllegalArgumentException if the interval is negative
     */
    public static Durability every(Duration interval) {
        return new Durability(interval);
    }

    /**
     * The operating system decides when to write; {@link Journal#sync()} and {@link Journal#close()} force all lines.
     *
     * @return the durability
     */
    public static Durability operatingSystem() {
        return new Durability(ChronoUnit.FOREVER.getDuration());
    }
}
