package io.github.ftmo4j.core.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Closed around releases of news: from some time before each to some time after, both ends included.
 *
 * <p>FTMO's Standard accounts, once funded, neither open nor close a position from 2 minutes before to 2 minutes after
 * a release that is about its symbol; holding one is fine. Times count to the millisecond. Instances are immutable. A
 * query is a binary search.
 */
public final class NewsBlackout implements Gate {

    private final List<NewsEvent> events;
    private final long[] times;
    private final Duration before;
    private final Duration after;

    private NewsBlackout(List<NewsEvent> events, Duration before, Duration after) {
        this.events = events;
        this.times =
                events.stream().mapToLong(event -> event.at().toEpochMilli()).toArray();
        this.before = before;
        this.after = after;
    }

    /**
     * Starts a blackout from 2 minutes before to 2 minutes after releases of high impact, about any currency.
     *
     * @param events the releases, in any order
     * @return a builder
     */
    public static Builder around(Collection<NewsEvent> events) {
        return new Builder(events);
    }

    /**
     * The same releases with another blackout around each.
     *
     * @param from how long before a release it begins, not negative
     * @param to how long after a release it ends, not negative
     * @return the blackout
     * @throws IllegalArgumentException if a duration is negative
     */
    public NewsBlackout within(Duration from, Duration to) {
        if (from.isNegative() || to.isNegative()) {
            throw new IllegalArgumentException("blackout must not be negative, was from " + from + " to " + to);
        }
        return new NewsBlackout(events, from, to);
    }

    /**
     * The releases that have a blackout.
     *
     * @return in order of time
     */
    public List<NewsEvent> events() {
        return events;
    }

    /**
     * How long before a release the blackout begins.
     *
     * @return the duration
     */
    public Duration before() {
        return before;
    }

    /**
     * How long after a release the blackout ends.
     *
     * @return the duration
     */
    public Duration after() {
        return after;
    }

    /**
     * The release in whose blackout an instant lies: to open or close a position then is a violation.
     *
     * @param at the instant
     * @return the first such release, none if there is none
     */
    public Optional<NewsEvent> eventAt(Instant at) {
        int found = find(at.toEpochMilli());
        return found < 0 ? Optional.empty() : Optional.of(events.get(found));
    }

    @Override
    public boolean isOpen(Moment moment) {
        return find(moment.epochMilli()) < 0;
    }

    /** {@inheritDoc} It is {@code NEWS}. */
    @Override
    public String code() {
        return "NEWS";
    }

    /** The first event whose blackout holds this instant; negative if there is none. */
    private int find(long instant) {
        long earliest = instant - after.toMillis();
        int from = 0;
        int to = times.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (times[middle] < earliest) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < times.length && times[from] <= instant + before.toMillis() ? from : -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NewsBlackout that
                && events.equals(that.events)
                && before.equals(that.before)
                && after.equals(that.after);
    }

    @Override
    public int hashCode() {
        return Objects.hash(events, before, after);
    }

    /** How many releases there are, and the blackout around each. */
    @Override
    public String toString() {
        return "NewsBlackout[" + events.size() + " events, before=" + before + ", after=" + after + "]";
    }

    /** Builds a news blackout. Not thread-safe. */
    public static final class Builder {
        private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
        private static final Duration A_DAY = Duration.ofDays(1);
        private static final Pattern PAIR = Pattern.compile("([A-Z]{3})/?([A-Z]{3})");

        private final List<NewsEvent> events;
        private final Set<String> currencies = new TreeSet<>();
        private Duration before = TWO_MINUTES;
        private Duration after = TWO_MINUTES;
        private Impact impact = Impact.HIGH;

        private Builder(Collection<NewsEvent> events) {
            this.events = List.copyOf(events);
        }

        /**
         * How long before a release the blackout begins.
         *
         * @param duration from zero to a day; 2 minutes by default
         * @return this builder
         * @throws IllegalArgumentException if the duration is out of range
         */
        public Builder before(Duration duration) {
            before = checked(duration, "before");
            return this;
        }

        /**
         * How long after a release the blackout ends.
         *
         * @param duration from zero to a day; 2 minutes by default
         * @return this builder
         * @throws IllegalArgumentException if the duration is out of range
         */
        public Builder after(Duration duration) {
            after = checked(duration, "after");
            return this;
        }

        /**
         * The least impact that matters.
         *
         * @param least the impact; high by default
         * @return this builder
         */
        public Builder impact(Impact least) {
            impact = least;
            return this;
        }

        /**
         * Adds currencies that matter. As long as there are none, all do; releases about all currencies always matter.
         *
         * @param codes ISO 4217 codes
         * @return this builder
         * @throws IllegalArgumentException if a code is none
         */
        public Builder currencies(String... codes) {
            Arrays.stream(codes).map(NewsEvent::requireCurrency).forEach(currencies::add);
            return this;
        }

        /**
         * Adds both currencies of a pair. Of a pair such as {@code BTCUSD} the currency matters alone.
         *
         * @param symbol such as {@code EURUSD} or {@code EUR/USD}
         * @return this builder
         * @throws IllegalArgumentException if the symbol is not of six capital letters
         */
        public Builder pair(String symbol) {
            Matcher pair = PAIR.matcher(symbol);
            if (!pair.matches()) {
                throw new IllegalArgumentException(
                        "pair must be of two currencies, such as EURUSD or EUR/USD, was '" + symbol + "'");
            }
            currencies.add(pair.group(1));
            currencies.add(pair.group(2));
            return this;
        }

        /**
         * Builds the blackout.
         *
         * @return the gate
         */
        public NewsBlackout build() {
            List<NewsEvent> matter = events.stream()
                    .filter(event -> event.impact().compareTo(impact) >= 0)
                    .filter(event -> currencies.isEmpty()
                            || event.currency().equals(NewsEvent.ALL_CURRENCIES)
                            || currencies.contains(event.currency()))
                    .sorted(Comparator.comparing(NewsEvent::at))
                    .toList();
            return new NewsBlackout(matter, before, after);
        }

        private static Duration checked(Duration duration, String name) {
            if (duration.isNegative() || duration.compareTo(A_DAY) > 0) {
                throw new IllegalArgumentException(name + " must be from zero to a day, was " + duration);
            }
            return duration;
        }
    }
}
