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
 * <p>As a gate it is closed during these breaks, and before each from its {@link #lead} on. Of a position it says
 * {@linkplain #flatBy by when} it must be closed, and {@linkplain #heldOver whether} it was. Times count to the
 * millisecond. Instances are immutable.
 */
public final class MarketBreaks implements Gate {

    /** What does not come within a year of equal weeks never comes. */
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
     * @param duration how long before a break nothing is opened any more and all is to be closed, from zero, which is
     *     the default, to 7 days
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
     * Whether only breaks over a weekend count.
     *
     * @return whether they do; else breaks count from a {@linkplain #atLeast duration} on
     */
    public boolean overWeekends() {
        return weekends;
    }

    /**
     * How long a break must be to count.
     *
     * @return the duration, zero if only breaks over a weekend count
     */
    public Duration atLeast() {
        return Duration.ofMillis(least);
    }

    /**
     * The safety margin before a break.
     *
     * @return how long before a break nothing is opened any more and all is to be closed
     */
    public Duration lead() {
        return Duration.ofMillis(lead);
    }

    /**
     * The break that goes on or comes next.
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
     * @return when the next break begins, less the lead; not after now if it goes on, or its lead does; none if there
     *     is no such break
     */
    public Optional<Instant> flatBy(Instant now) {
        return next(now).map(next -> next.from().minusMillis(lead));
    }

    /**
     * The break over which a position was held, a violation. The lead does not matter.
     *
     * @param opened when the position was opened
     * @param closed when it was closed, or the present if it is open; at the first instant of a break it is closed in
     *     time
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
        return other instanceof MarketBreaks breaks
                && hours.equals(breaks.hours)
                && weekends == breaks.weekends
                && least == breaks.least
                && lead == breaks.lead;
    }

    @Override
    public int hashCode() {
        return Objects.hash(hours, weekends, least, lead);
    }

    /** The hours, which breaks count, and the lead. */
    @Override
    public String toString() {
        return "MarketBreaks[" + (weekends ? "over weekends" : "atLeast=" + atLeast()) + ", lead=" + lead() + ", hours="
                + hours + "]";
    }

    /** When the break begins that goes on or comes next, unless it begins after the horizon. */
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
