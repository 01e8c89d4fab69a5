package io.github.ftmo4j.sim.spec;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Where an attempt starts: with a fresh account of the first phase, opened on a day.
 *
 * <p>The day matters only where something depends on the date, such as a news calendar or a time limit in calendar
 * days.
 *
 * @param day the first day; if the trader does not trade on it, the attempt starts on the next trading day
 */
public record Start(LocalDate day) {

    /** A Monday. */
    private static final LocalDate STANDARD = LocalDate.of(2024, 1, 1);

    /** Refuses null. */
    public Start {
        Objects.requireNonNull(day, "day");
    }

    /**
     * A fresh account, opened on Monday, 2024-01-01.
     *
     * @return the start
     */
    public static Start fresh() {
        return new Start(STANDARD);
    }

    /**
     * The first day of the attempt.
     *
     * @param calendar the days on which the trader trades
     * @return days since 1970-01-01
     */
    public long firstDay(TradingCalendar calendar) {
        return calendar.contains(day) ? day.toEpochDay() : calendar.dayAfter(day.toEpochDay());
    }
}
