package io.github.ftmo4j.sim.spec;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The days on which a trader trades. Every trading day of the calendar is a day of the simulation; the other days pass
 * without trades.
 *
 * <p>Trades without a time of day are opened and closed at noon UTC; {@link TradingHours} and some models give them
 * one. Immutable; two calendars are equal if they have the same days.
 */
public final class TradingCalendar {

    private static final TradingCalendar WEEKDAYS =
            new TradingCalendar(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    private static final int DAYS_A_WEEK = 7;

    private final Set<DayOfWeek> days;

    /** From each day of the week to the next trading day; the first is that of 1970-01-01. */
    private final int[] steps = new int[DAYS_A_WEEK];

    private TradingCalendar(Set<DayOfWeek> days) {
        this.days = Collections.unmodifiableSet(days);
        for (int day = 0; day < DAYS_A_WEEK; day++) {
            int step = 1;
            while (!contains(LocalDate.ofEpochDay(day + step))) {
                step++;
            }
            steps[day] = step;
        }
    }

    /**
     * Monday to Friday.
     *
     * @return the calendar
     */
    public static TradingCalendar weekdays() {
        return WEEKDAYS;
    }

    /**
     * The given days of every week.
     *
     * @param days at least one
     * @return the calendar
     * @throws IllegalArgumentException if there is no day
     */
    public static TradingCalendar of(Set<DayOfWeek> days) {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days must not be empty");
        }
        return new TradingCalendar(EnumSet.copyOf(days));
    }

    /**
     * The days of the week on which the trader trades.
     *
     * @return from Monday to Sunday
     */
    public Set<DayOfWeek> days() {
        return days;
    }

    /**
     * Whether a day is a trading day.
     *
     * @param day the day
     * @return whether it is
     */
    public boolean contains(LocalDate day) {
        return days.contains(day.getDayOfWeek());
    }

    /**
     * The first trading day after a day.
     *
     * @param epochDay days since 1970-01-01
     * @return days since 1970-01-01
     */
    public long dayAfter(long epochDay) {
        return epochDay + steps[Math.floorMod(epochDay, DAYS_A_WEEK)];
    }

    /**
     * How many trading days there are from one day to before another.
     *
     * @param from days since 1970-01-01
     * @param to days since 1970-01-01, not before {@code from}
     * @return the number
     */
    public long daysBetween(long from, long to) {
        long weeks = (to - from) / DAYS_A_WEEK;
        long count = weeks * days.size();
        for (long day = from + weeks * DAYS_A_WEEK; day < to; day++) {
            if (contains(LocalDate.ofEpochDay(day))) {
                count++;
            }
        }
        return count;
    }

    /**
     * When the trades of a day that have no time of day are opened and closed.
     *
     * @param epochDay days since 1970-01-01
     * @return milliseconds since 1970-01-01T00:00Z
     */
    public long timeOfTrades(long epochDay) {
        return TimeUnit.HOURS.toMillis(24 * epochDay + 12);
    }

    /**
     * When a day begins.
     *
     * @param epochDay days since 1970-01-01
     * @return midnight UTC
     */
    public Instant startOf(long epochDay) {
        return Instant.ofEpochSecond(TimeUnit.DAYS.toSeconds(epochDay));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TradingCalendar calendar && days.equals(calendar.days);
    }

    @Override
    public int hashCode() {
        return days.hashCode();
    }

    @Override
    public String toString() {
        return equals(WEEKDAYS) ? "weekdays" : days.toString();
    }
}
