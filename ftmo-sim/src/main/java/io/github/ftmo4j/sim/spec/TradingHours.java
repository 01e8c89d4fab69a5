package io.github.ftmo4j.sim.spec;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The time of day at which trades are opened. Times are those of a wall clock on the date of the trading day, so that
 * they follow daylight saving time. Trades of a day come up in the order of time.
 */
public sealed interface TradingHours {

    /**
     * The zone of the wall clock.
     *
     * @return the zone
     */
    ZoneId zone();

    /**
     * The earliest time at which a trade may be opened.
     *
     * @return the time
     */
    LocalTime first();

    /**
     * The latest time at which a trade may be opened.
     *
     * @return the time
     */
    LocalTime last();

    /**
     * Trades come up at any time of these hours with the same probability.
     *
     * @param from the earliest time
     * @param to the end, after {@code from} on the same day
     * @param zone the zone of the wall clock
     * @return the hours
     * @throws IllegalArgumentException if {@code to} is not after {@code from}
     */
    static TradingHours between(LocalTime from, LocalTime to, ZoneId zone) {
        return new Between(from, to, zone);
    }

    /**
     * Trades come up at the times of a history, each with the same probability.
     *
     * @param times at least one
     * @param zone the zone of the wall clock
     * @return the hours
     * @throws IllegalArgumentException if there is no time
     */
    static TradingHours of(List<LocalTime> times, ZoneId zone) {
        return new Drawn(times, zone);
    }

    /**
     * Uniform times.
     *
     * @param from the earliest time
     * @param to the end, after {@code from} on the same day
     * @param zone the zone of the wall clock
     */
    record Between(LocalTime from, LocalTime to, ZoneId zone) implements TradingHours {

        /**
         * Checks the times.
         *
         * @throws IllegalArgumentException if {@code to} is not after {@code from}
         */
        public Between {
            Objects.requireNonNull(zone, "zone");
            if (!to.isAfter(from)) {
                throw new IllegalArgumentException(
                        "to must be later than from on the same day, was " + to + " and from " + from);
            }
        }

        @Override
        public LocalTime first() {
            return from;
        }

        @Override
        public LocalTime last() {
            return to;
        }

        @Override
        public String toString() {
            return from + " to " + to + " " + zone;
        }
    }

    /**
     * Times drawn from given ones.
     *
     * @param times at least one
     * @param zone the zone of the wall clock
     */
    record Drawn(List<LocalTime> times, ZoneId zone) implements TradingHours {

        /**
         * Checks the times.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Drawn {
            Objects.requireNonNull(zone, "zone");
            if (times.isEmpty()) {
                throw new IllegalArgumentException("times must not be empty");
            }
            times = List.copyOf(times);
        }

        @Override
        public LocalTime first() {
            return times.stream().min(Comparator.naturalOrder()).orElseThrow();
        }

        @Override
        public LocalTime last() {
            return times.stream().max(Comparator.naturalOrder()).orElseThrow();
        }

        @Override
        public String toString() {
            return times.size() + " times from " + first() + " to " + last() + " " + zone;
        }
    }
}
