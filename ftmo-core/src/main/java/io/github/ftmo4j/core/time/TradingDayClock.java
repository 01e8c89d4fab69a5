package io.github.ftmo4j.core.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * Maps instants to trading days.
 *
 * <p>A trading day is the date shown by a wall clock in {@code zone} that is set ahead by {@code offset}. Days follow
 * the zone's rules, so that some last 23 or 25 hours. Every instant belongs to exactly one day, and later instants
 * never belong to earlier days.
 *
 * @param zone the time zone whose rules apply
 * @param offset how far the day runs ahead of that zone's midnight; 7 hours make the day begin at 17:00 of the day
 *     before
 */
public record TradingDayClock(ZoneId zone, Duration offset) {

    /**
     * Checks the offset.
     *
     * @throws IllegalArgumentException if the offset is 24 hours or more in either direction
     */
    public TradingDayClock {
        if (offset.abs().compareTo(Duration.ofHours(24)) >= 0) {
            throw new IllegalArgumentException("offset must be shorter than 24 hours, was " + offset);
        }
    }

    /**
     * Days from midnight to midnight in Prague (CE(S)T), the clock of all FTMO objectives.
     *
     * @return the clock
     */
    public static TradingDayClock prague() {
        return midnight(ZoneId.of("Europe/Prague"));
    }

    /**
     * Days from midnight to midnight in a zone.
     *
     * @param zone the zone
     * @return the clock
     */
    public static TradingDayClock midnight(ZoneId zone) {
        return new TradingDayClock(zone, Duration.ZERO);
    }

    /**
     * The clock of most MetaTrader servers: New York plus seven hours, so that the day begins at 17:00 in New York.
     *
     * @return the clock
     */
    public static TradingDayClock metaTrader() {
        return new TradingDayClock(ZoneId.of("America/New_York"), Duration.ofHours(7));
    }

    /**
     * The trading day of an instant.
     *
     * @param instant the instant
     * @return its day
     */
    public LocalDate dayOf(Instant instant) {
        LocalDate day = instant.atZone(zone).toLocalDateTime().plus(offset).toLocalDate();
        // a wall clock that is set back over the boundary shows the date of yesterday again, although the new day has
        // begun
        while (instant.isBefore(startOf(day))) {
            day = day.minusDays(1);
        }
        while (!instant.isBefore(startOf(day.plusDays(1)))) {
            day = day.plusDays(1);
        }
        return day;
    }

    /**
     * The first instant of a trading day.
     *
     * @param day the day
     * @return its beginning
     */
    public Instant startOf(LocalDate day) {
        LocalDateTime boundary = day.atStartOfDay().minus(offset);
        ZoneOffsetTransition transition = zone.getRules().getTransition(boundary);
        // a boundary inside a gap is the instant of the gap itself, not the time after it
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : boundary.atZone(zone).toInstant();
    }
}
