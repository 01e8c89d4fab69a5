package io.github.ftmo4j.sim.odds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which trials of a simulation were run: ranges of their numbers, in ascending order. Neither do two ranges overlap nor
 * does one end where the next begins. Immutable.
 *
 * @param ranges the ranges
 */
public record TrialRanges(List<Range> ranges) {

    /**
     * Trials with consecutive numbers.
     *
     * @param first the number of the first trial, at least 0
     * @param count how many there are, at least 1
     */
    public record Range(long first, long count) {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range, or the last number exceeds a long
         */
        public Range {
            if (first < 0 || count < 1 || first > Long.MAX_VALUE - count) {
                throw new IllegalArgumentException("a range of trials must have a first trial of at least 0 and a"
                        + " count of at least 1, was " + first + " and " + count);
            }
        }

        /**
         * The number after that of the last trial.
         *
         * @return above {@code first}
         */
        public long end() {
            return first + count;
        }

        /** The first and the last trial, such as {@code 0-511}. */
        @Override
        public String toString() {
            return first + "-" + (end() - 1);
        }
    }

    /**
     * Sorts the ranges and joins those that touch.
     *
     * @throws IllegalArgumentException if two ranges overlap
     */
    public TrialRanges {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(Range::first));
        List<Range> joined = new ArrayList<>();
        for (Range range : sorted) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || last.end() < range.first()) {
                joined.add(range);
            } else if (last.end() == range.first()) {
                joined.set(joined.size() - 1, new Range(last.first(), Math.addExact(last.count(), range.count())));
            } else {
                throw new IllegalArgumentException("ranges of trials must not overlap, were " + last + " and " + range);
            }
        }
        ranges = List.copyOf(joined);
    }

    /**
     * No trial.
     *
     * @return the empty ranges
     */
    public static TrialRanges none() {
        return new TrialRanges(List.of());
    }

    /**
     * Trials with consecutive numbers.
     *
     * @param first the number of the first trial, at least 0
     * @param count how many there are, at least 0
     * @return the ranges
     * @throws IllegalArgumentException if a number is out of range
     */
    public static TrialRanges of(long first, long count) {
        return count == 0 ? none() : new TrialRanges(List.of(new Range(first, count)));
    }

    /**
     * These trials and others.
     *
     * @param others the others
     * @return the ranges of both
     * @throws IllegalArgumentException if a trial is in both
     */
    public TrialRanges with(TrialRanges others) {
        List<Range> both = new ArrayList<>(ranges);
        both.addAll(others.ranges);
        return new TrialRanges(both);
    }

    /**
     * How many trials there are.
     *
     * @return the number
     */
    public long count() {
        return ranges.stream().mapToLong(Range::count).sum();
    }

    /** The ranges, such as {@code [0-511, 1024-1535]}. */
    @Override
    public String toString() {
        return ranges.toString();
    }
}
