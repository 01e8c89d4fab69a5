package io.github.ftmo4j.core.program;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * The last day on which a phase can be passed, counted from its first day, which is day one.
 *
 * @param days how many days
 * @param count which days count
 */
public record TimeLimit(int days, Count count) {

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
     * @param days how many days
     * @param count which days count
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
        if (count == Count.CALENDAR_DAYS) {
            return first.plusDays(days - 1L);
        }
        LocalDate day = first;
        int left = isWeekday(day) ? days - 1 : days;
        while (left > 0) {
            day = day.plusDays(1);
            if (isWeekday(day)) {
                left--;
            }
        }
        return day;
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    }
}
