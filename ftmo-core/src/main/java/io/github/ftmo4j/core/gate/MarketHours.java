package io.github.ftmo4j.core.gate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a market trades: weekly sessions, less dated closures such as holidays. As a gate it is open while the market
 * is.
 *
 * <p>The hours determine the breaks: a break lasts from the instant at which the market closes to the instant at which
 * it opens again, so that a weekend and an adjacent holiday are one break. Instances are immutable.
 */
public final class MarketHours implements Gate {

    private final Sessions weekly;
    private final List<MarketBreak> closures;
    private final long[] closureStarts;
    private final long[] closureEnds;

    private MarketHours(Sessions weekly, List<MarketBreak> closures) {
        this.weekly = weekly;
        this.closures = merged(closures);
        closureStarts = this.closures.stream()
                .mapToLong(closure -> closure.from().toEpochMilli())
                .toArray();
        closureEnds = this.closures.stream()
                .mapToLong(closure -> closure.to().toEpochMilli())
                .toArray();
    }

    private static List<MarketBreak> merged(List<MarketBreak> closures) {
        List<MarketBreak> merged = new ArrayList<>();
        List<MarketBreak> sorted = new ArrayList<>(closures);
        sorted.sort(Comparator.comparing(MarketBreak::from));
        for (MarketBreak next : sorted) {
            MarketBreak last = merged.isEmpty() ? next : merged.get(merged.size() - 1);
            if (merged.isEmpty() || next.from().isAfter(last.to())) {
                merged.add(next);
            } else if (next.to().isAfter(last.to())) {
                merged.set(merged.size() - 1, new MarketBreak(last.from(), next.to()));
            }
        }
        return List.copyOf(merged);
    }

    /**
     * A market with the same hours every week.
     *
     * @param weekly when it trades
     * @return its hours
     */
    public static MarketHours of(Sessions weekly) {
        return new MarketHours(weekly, List.of());
    }

    /**
     * The foreign-exchange market: Sunday 17:00 to Friday 17:00 in New York, without holidays.
     *
     * @return its hours
     */
    public static MarketHours forex() {
        LocalTime five = LocalTime.of(17, 0);
        return of(Sessions.in(ZoneId.of("America/New_York"))
                .span(DayOfWeek.SUNDAY, five, DayOfWeek.FRIDAY, five)
                .build());
    }

    /**
     * The same hours without a day.
     *
     * @param day a date in the zone of the sessions, from its midnight to the next
     * @return the hours
     */
    public MarketHours closed(LocalDate day) {
        return closed(day.atStartOfDay(), day.plusDays(1).atStartOfDay());
    }

    /**
     * The same hours without a period. A time that the wall clock skips means the instant of the change; a time that it
     * shows twice is read so that the closure is as long as possible.
     *
     * @param from when the market closes, by the wall clock of the sessions
     * @param to when it may open again
     * @return the hours
     * @throws IllegalArgumentException if the end is not after the beginning
     */
    public MarketHours closed(LocalDateTime from, LocalDateTime to) {
        List<MarketBreak> more = new ArrayList<>(closures);
        more.add(new MarketBreak(instant(from, true), instant(to, false)));
        return new MarketHours(weekly, more);
    }

    private Instant instant(LocalDateTime shown, boolean first) {
        ZoneOffsetTransition change = weekly.zone().getRules().getTransition(shown);
        if (change == null) {
            return shown.atZone(weekly.zone()).toInstant();
        }
        return change.isGap()
                ? change.getInstant()
                : shown.toInstant(first ? change.getOffsetBefore() : change.getOffsetAfter());
    }

    /**
     * The weekly sessions.
     *
     * @return the sessions
     */
    public Sessions weekly() {
        return weekly;
    }

    /**
     * The dated closures.
     *
     * @return in order; those that touch or overlap are one
     */
    public List<MarketBreak> closures() {
        return closures;
    }

    /**
     * The breaks that are longer than some time. FTMO's Standard accounts hold nothing over breaks longer than 2 hours
     * once funded.
     *
     * @param duration at least zero
     * @return the breaks; as a gate {@code MARKET_BREAK}
     * @throws IllegalArgumentException if the duration is negative
     */
    public MarketBreaks breaksLongerThan(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must be at least zero, was " + duration);
        }
        return MarketBreaks.lasting(this, duration.plusMillis(1));
    }

    /**
     * The breaks over a weekend, that is over a midnight from Saturday to Sunday in the zone of the sessions.
     *
     * @return the breaks; as a gate {@code WEEKEND}
     */
    public MarketBreaks weekends() {
        return MarketBreaks.overWeekends(this);
    }

    /**
     * Refuses what FTMO calls gap trading: to open a position within 2 hours before the market closes for 2 hours or
     * longer.
     *
     * @return the gate, {@code GAP_TRADING}; it is closed during such breaks too
     */
    public Gate noGapTrading() {
        Duration twoHours = Duration.ofHours(2);
        return MarketBreaks.lasting(this, twoHours).lead(twoHours).coded("GAP_TRADING");
    }

    /**
     * The break at an instant.
     *
     * @param at the instant
     * @return none if the market is open
     */
    public Optional<MarketBreak> breakAt(Instant at) {
        long instant = at.toEpochMilli();
        return isOpen(instant) ? Optional.empty() : Optional.of(breakFrom(closedSince(instant)));
    }

    MarketBreak breakFrom(long close) {
        return new MarketBreak(Instant.ofEpochMilli(close), Instant.ofEpochMilli(reopens(close)));
    }

    @Override
    public boolean isOpen(Moment moment) {
        return isOpen(moment.epochMilli());
    }

    /** {@inheritDoc} It is {@code MARKET_CLOSED}. */
    @Override
    public String code() {
        return "MARKET_CLOSED";
    }

    boolean isOpen(long instant) {
        return weekly.isOpen(instant) && !isClosure(instant, started(instant) - 1);
    }

    /** The start of the break in which this instant lies. */
    long closedSince(long instant) {
        long at = instant;
        while (true) {
            int closure = started(at) - 1;
            long since = isClosure(at, closure) ? closureStarts[closure] : weekly.lastChange(at);
            if (isOpen(since - 1)) {
                return since;
            }
            at = since - 1;
        }
    }

    /** The first instant from this one on at which the market is open. */
    long reopens(long instant) {
        long at = instant;
        while (!isOpen(at)) {
            int closure = started(at) - 1;
            at = isClosure(at, closure) ? closureEnds[closure] : weekly.nextChange(at);
        }
        return at;
    }

    /** The instant at which the market closes next; it is open at the given instant. */
    long closes(long instant) {
        int next = started(instant);
        long closure = next < closureStarts.length ? closureStarts[next] : WallClock.NEVER;
        return Math.min(closure, weekly.nextChange(instant));
    }

    /** The instant from which every week is the same. */
    long afterClosures(long instant) {
        return closureEnds.length == 0 ? instant : Math.max(instant, closureEnds[closureEnds.length - 1]);
    }

    /** How many closures have begun. */
    private int started(long instant) {
        int found = Arrays.binarySearch(closureStarts, instant);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private boolean isClosure(long instant, int lastStarted) {
        return lastStarted >= 0 && instant < closureEnds[lastStarted];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MarketHours that && weekly.equals(that.weekly) && closures.equals(that.closures);
    }

    @Override
    public int hashCode() {
        return Objects.hash(weekly, closures);
    }

    /** The sessions and the closures. */
    @Override
    public String toString() {
        return "MarketHours[weekly=" + weekly + ", closures=" + closures + "]";
    }
}
