package io.github.ftmo4j.core.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The breaks of a market over which no position may be held: those of some length, or weekends.
 *
 * <p>As a gate it is closed during these breaks and for the {@linkplain #lead() lead} before each. {@link #flatBy}
 * gives the time by which a position must be closed, and {@link #heldOver} the break over which it was held. Times
 * count to the millisecond. Instances are immutable.
 */
public final class MarketBreaks implements Gate {

    /** A break that does not occur within a year of equal weeks never occurs. */
    private static final long A_YEAR = TimeUnit.DAYS.toMillis(366);

    private static final Duration A_WEEK = Duration.ofDays(7);

    private final MarketHours hours;
    private final boolean weekends;
    private final long least;
    private final long lead;

    private MarketBreaks(MarketHours hours, boolean weekends, long least, long lead) {
        this.hours = hours;
        this.weekends = weekends;
        this.least = least;
        this.lead = lead;
    }

    static MarketBreaks lasting(MarketHours hours, Duration atLeast) {
        return new MarketBreaks(hours, false, atLeast.toMillis(), 0);
    }

    static MarketBreaks overWeekends(MarketHours hours) {
        return new MarketBreaks(hours, true, 0, 0);
    }

    /**
     * The same breaks, with another safety margin before each.
     *
     * @param duration how long before a break the gate closes and positions must be closed, from zero (the default) to
     *     7 days
     * @return the breaks
     * @throws IllegalArgumentException if the duration is out of range
     */
    public MarketBreaks lead(Duration duration) {
        if (duration.isNegative() || duration.compareTo(A_WEEK) > 0) {
            throw new IllegalArgumentException("lead must be from zero to 7 days, was " + duration);
        }
        return new MarketBreaks(hours, weekends, least, duration.toMillis());
    }

    /**
     * When the market is open.
     *
     * @return the hours of which these are breaks
     */
    public MarketHours hours() {
        return hours;
    }

    /**
     * Whether these are the breaks over weekends, however long they are.
     *
     * @return whether they are
     */
    public boolean overWeekends() {
        return weekends;
    }

    /**
     * How long a break lasts at least to be one of these.
     *
     * @return the duration, zero for the breaks over weekends
     */
    public Duration atLeast() {
        return Duration.ofMillis(least);
    }

    /**
     * How long before a break the gate closes and positions must be closed.
     *
     * @return the duration
     */
    public Duration lead() {
        return Duration.ofMillis(lead);
    }

    /**
     * The current or next break.
     *
     * @param now the present
     * @return none if there is none within a year, or within a year of the last closure
     */
    public Optional<MarketBreak> next(Instant now) {
        long instant = now.toEpochMilli();
        long start = next(instant, hours.afterClosures(instant) + A_YEAR);
        return start == WallClock.NEVER ? Optional.empty() : Optional.of(hours.breakFrom(start));
    }

    /**
     * From when on no position may be open.
     *
     * @param now the present
     * @return the start of the current or next break, less the lead; not after now during a break or its lead; none if
     *     there is no such break
     */
    public Optional<Instant> flatBy(Instant now) {
        return next(now).map(next -> next.from().minusMillis(lead));
    }

    /**
     * The break over which a position was held, a violation. The lead does not matter.
     *
     * @param opened when the position was opened
     * @param closed when it was closed, or the present if it is open; a position closed at the first instant of a break
     *     is closed in time
     * @return the first such break, none if there is none
     * @throws IllegalArgumentException if it was closed before it was opened
     */
    public Optional<MarketBreak> heldOver(Instant opened, Instant closed) {
        if (closed.isBefore(opened)) {
            throw new IllegalArgumentException("closed must not be before opened " + opened + ", was " + closed);
        }
        long start = next(opened.toEpochMilli(), closed.toEpochMilli() - 1);
        return start == WallClock.NEVER ? Optional.empty() : Optional.of(hours.breakFrom(start));
    }

    @Override
    public boolean isOpen(Moment moment) {
        long instant = moment.epochMilli();
        return next(instant, instant + lead) == WallClock.NEVER;
    }

    /** {@inheritDoc} It is {@code WEEKEND} or {@code MARKET_BREAK}. */
    @Override
    public String code() {
        return weekends ? "WEEKEND" : "MARKET_BREAK";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MarketBreaks that
                && weekends == that.weekends
                && least == that.least
                && lead == that.lead
                && hours.equals(that.hours);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hours, weekends, least, lead);
    }

    /** The hours, which of their breaks these are, and the lead. */
    @Override
    public String toString() {
        return "MarketBreaks[hours=" + hours + ", " + (weekends ? "overWeekends" : "atLeast=" + atLeast()) + ", lead="
                + lead() + "]";
    }

    /** The start of the current or next break, unless it is after the horizon. */
    private long next(long instant, long horizon) {
        long close = hours.isOpen(instant) ? hours.closes(instant) : hours.closedSince(instant);
        while (close <= horizon && close != WallClock.NEVER) {
            long open = hours.reopens(close);
            if (weekends ? hours.weekly().isOverWeekend(close, open) : open - close >= least) {
                return close;
            }
            close = hours.closes(open);
        }
        return WallClock.NEVER;
    }
}
