package io.github.ftmo4j.core.gate;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A gate that is open at certain hours of the week.
 *
 * <p>The sessions are open whenever a wall clock in their zone shows a time within one of their windows; the end of a
 * window lies outside of it. A time that a clock change skips is never within a window, and a window that begins at
 * such a time begins with the clock change; a time that the clock shows twice is within a window twice. Windows may
 * overlap.
 *
 * <p>Times count to the millisecond. Clock changes are known from 1970 to 2100. Instances are immutable.
 */
public final class Sessions implements Gate {

    /** 1970-01-01 was a Thursday, three days after a Monday. */
    private static final long MONDAY_TO_THURSDAY = TimeUnit.DAYS.toMillis(3);

    private static final long SATURDAY_ENDS = TimeUnit.DAYS.toMillis(6);

    private static final long WEEK = TimeUnit.DAYS.toMillis(7);

    private final ZoneId zone;
    private final List<Window> windows;
    private final WallClock clock;

    /** When sessions open or close, in milliseconds since the week began. */
    private final long[] changes;

    private final boolean openAsWeekEnds;

    private Sessions(ZoneId zone, List<Window> windows) {
        this.zone = zone;
        this.windows = List.copyOf(windows);
        clock = new WallClock(zone);
        changes = windows.stream()
                .flatMap(window -> Stream.of(window.start(), window.end()))
                .mapToLong(Long::longValue)
                .sorted()
                .distinct()
                .filter(mark -> within(mark) != within(Math.floorMod(mark - 1, WEEK)))
                .toArray();
        openAsWeekEnds = within(WEEK - 1);
    }

    private boolean within(long sinceMonday) {
        return windows.stream().anyMatch(window -> window.holds(sinceMonday));
    }

    /**
     * Starts sessions without windows.
     *
     * @param zone whose wall clock the windows are about
     * @return a builder
     */
    public static Builder in(ZoneId zone) {
        return new Builder(zone);
    }

    /**
     * The zone.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * The windows.
     *
     * @return at least one, in the order in which they were added
     */
    public List<Window> windows() {
        return windows;
    }

    @Override
    public boolean isOpen(Moment moment) {
        return isOpen(moment.epochMilli());
    }

    /** {@inheritDoc} It is {@code OUT_OF_SESSION}. */
    @Override
    public String code() {
        return "OUT_OF_SESSION";
    }

    boolean isOpen(long instant) {
        int past = past(sinceMonday(clock.read(instant)));
        return openAsWeekEnds ^ ((past & 1) != 0);
    }

    /** The first instant after this one at which sessions open or close. */
    long nextChange(long instant) {
        if (changes.length == 0) {
            return WallClock.NEVER;
        }
        boolean open = isOpen(instant);
        long at = instant;
        int stretch = clock.stretchOf(at);
        while (true) {
            long sinceMonday = sinceMonday(clock.read(at, stretch));
            int past = past(sinceMonday);
            long next = past < changes.length ? changes[past] : changes[0] + WEEK;
            long change = at + next - sinceMonday;
            if (change < clock.endOf(stretch)) {
                return change;
            }
            at = clock.endOf(stretch++);
            if (isOpen(at) != open) {
                return at;
            }
        }
    }

    /** The last instant up to this one at which sessions opened or closed; there must be one. */
    long lastChange(long instant) {
        boolean open = isOpen(instant);
        long at = instant;
        int stretch = clock.stretchOf(at);
        while (true) {
            long sinceMonday = sinceMonday(clock.read(at, stretch));
            int past = past(sinceMonday);
            long last = past > 0 ? changes[past - 1] : changes[changes.length - 1] - WEEK;
            long change = at - (sinceMonday - last);
            long start = clock.startOf(stretch);
            if (change > start) {
                return change;
            }
            at = start - 1;
            stretch--;
            if (isOpen(at) != open) {
                return start;
            }
        }
    }

    /** Whether a midnight from Saturday to Sunday lies between. */
    boolean isOverWeekend(long from, long to) {
        long shown = clock.read(from);
        long untilSunday = Math.floorMod(SATURDAY_ENDS - sinceMonday(shown) - 1, WEEK) + 1;
        return shown + untilSunday < clock.read(to);
    }

    private static long sinceMonday(long read) {
        return Math.floorMod(read + MONDAY_TO_THURSDAY, WEEK);
    }

    /** How many changes of the week are past. */
    private int past(long sinceMonday) {
        int found = Arrays.binarySearch(changes, sinceMonday);
        return found >= 0 ? found + 1 : -found - 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sessions that && zone.equals(that.zone) && windows.equals(that.windows);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, windows);
    }

    /** The zone and the windows. */
    @Override
    public String toString() {
        return "Sessions[zone=" + zone + ", windows=" + windows + "]";
    }

    /**
     * A part of the week by the wall clock. It may run over midnight and over the end of the week; a window that ends
     * when it begins is the whole week.
     *
     * @param fromDay the day on which it begins
     * @param from when it begins
     * @param toDay the day on which it ends
     * @param to when it ends; this time is not in the window
     */
    public record Window(DayOfWeek fromDay, LocalTime from, DayOfWeek toDay, LocalTime to) {

        private long start() {
            return sinceMonday(fromDay, from);
        }

        private long end() {
            return sinceMonday(toDay, to);
        }

        private boolean holds(long sinceMonday) {
            return start() < end()
                    ? sinceMonday >= start() && sinceMonday < end()
                    : sinceMonday >= start() || sinceMonday < end();
        }

        private static long sinceMonday(DayOfWeek day, LocalTime time) {
            return TimeUnit.DAYS.toMillis(day.getValue() - 1) + TimeUnit.NANOSECONDS.toMillis(time.toNanoOfDay());
        }

        /** The window in one line, such as {@code MONDAY 09:00 to MONDAY 17:30}. */
        @Override
        public String toString() {
            return fromDay + " " + from + " to " + toDay + " " + to;
        }
    }

    /** Builds sessions. Not thread-safe. */
    public static final class Builder {
        private final ZoneId zone;
        private final List<Window> windows = new ArrayList<>();

        private Builder(ZoneId zone) {
            this.zone = zone;
        }

        /**
         * Adds a window on every day.
         *
         * @param from when it begins
         * @param to when it ends; on the day after if that is not later
         * @return this builder
         */
        public Builder daily(LocalTime from, LocalTime to) {
            return on(EnumSet.allOf(DayOfWeek.class), from, to);
        }

        /**
         * Adds a window on Mondays to Fridays.
         *
         * @param from when it begins
         * @param to when it ends; on the day after if that is not later
         * @return this builder
         */
        public Builder weekdays(LocalTime from, LocalTime to) {
            return on(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), from, to);
        }

        /**
         * Adds a window on some days.
         *
         * @param days the days on which it begins
         * @param from when it begins
         * @param to when it ends; on the day after if that is not later
         * @return this builder
         */
        public Builder on(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
            for (DayOfWeek day : days) {
                span(day, from, to.isAfter(from) ? day : day.plus(1), to);
            }
            return this;
        }

        /**
         * Adds a window of any length.
         *
         * @param fromDay the day on which it begins
         * @param from when it begins
         * @param toDay the day on which it ends
         * @param to when it ends; the whole week if that is when it begins
         * @return this builder
         */
        public Builder span(DayOfWeek fromDay, LocalTime from, DayOfWeek toDay, LocalTime to) {
            windows.add(new Window(fromDay, from, toDay, to));
            return this;
        }

        /**
         * Builds the sessions.
         *
         * @return the sessions
         * @throws IllegalArgumentException if there is no window
         */
        public Sessions build() {
            if (windows.isEmpty()) {
                throw new IllegalArgumentException("sessions must have at least one window, or they never open");
            }
            return new Sessions(zone, windows);
        }
    }
}
