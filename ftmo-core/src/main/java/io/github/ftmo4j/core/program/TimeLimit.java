package io.github.ftmo4j.core.program;

import java.time.LocalDate;

/**
 * The last day on which a phase can be passed, counted from its first day, which is day one if it is a day that counts.
 *
 * @param days how many days
 * @param count which days count
 */
public record TimeLimit(int days, Count count) {

    private static final int DAYS_OF_WEEK = 7;
    private static final int WEEKDAYS_OF_WEEK = 5;

    /** 1970-01-01 was a Thursday, three days after a Monday. */
    private static final int THURSDAY = 3;

    /** Which days count. */
    public enum Count {
        /** Every day of the calendar. */
        CALENDAR_DAYS,
        /** Mondays to Fridays. */
        WEEKDAYS
    }

    /**
     * Checks the number of days.
     *
     * @throws IllegalArgumentException if there is not at least one
     */
    public TimeLimit {
        if (days < 1) {
            throw new IllegalArgumentException("timeLimit must be at least 1 day, was " + days);
        }
    }

    /**
     * A limit in days of the calendar.
     *
     * @param days how many
     * @return the limit
     */
    public static TimeLimit calendarDays(int days) {
        return new TimeLimit(days, Count.CALENDAR_DAYS);
    }

    /**
     * A limit in weekdays, Monday to Friday.
     *
     * @param days how many
     * @return the limit
     */
    public static TimeLimit weekdays(int days) {
        return new TimeLimit(days, Count.WEEKDAYS);
    }

    /**
     * The last day inside the limit.
     *
     * @param first the first day of the phase
     * @return the last day
     */
    public LocalDate lastDay(LocalDate first) {
        return LocalDate.ofEpochDay(lastDay(first.toEpochDay()));
    }

    /**
     * The last day inside the limit.
     *
     * @param first the first day of the phase, in days since 1970-01-01
     * @return the last day, in days since 1970-01-01
     */
    public long lastDay(long first) {
        if (count == Count.CALENDAR_DAYS) {
            return first + days - 1;
        }
        long sinceMonday = Math.floorMod(first + THURSDAY, DAYS_OF_WEEK);
        long monday = first - sinceMonday;
        // a weekend counts as the Monday after it
        long weekdays = Math.min(sinceMonday, WEEKDAYS_OF_WEEK) + days - 1;
        return monday + weekdays / WEEKDAYS_OF_WEEK * DAYS_OF_WEEK + weekdays % WEEKDAYS_OF_WEEK;
    }
}
