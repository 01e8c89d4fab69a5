package io.github.ftmo4j.core.journal;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * When appended lines are forced to the disk.
 *
 * <p>Whatever is chosen, a line that was acknowledged survives the death of the process. Only a line that was forced
 * survives the death of the machine.
 *
 * @param interval a line appended this long or longer after the last forced one (or else the first of this run) is
 *     forced, and all before it with it; zero forces every line
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
     * Lines are forced at most once in an interval, by the append that finds it over; nothing runs in the background.
     * After a burst, lines wait for the next append or {@link Journal#sync()}.
     *
     * @param interval the interval, in the time of the instants that are appended
     * @return the durability
     * @throws IllegalArgumentException if the interval is negative
     */
    public static Durability every(Duration interval) {
        return new Durability(interval);
    }

    /**
     * The operating system writes when it likes; {@link Journal#sync()} and {@link Journal#close()} force.
     *
     * @return the durability
     */
    public static Durability operatingSystem() {
        return new Durability(ChronoUnit.FOREVER.getDuration());
    }
}
