package io.github.ftmo4j.sim.outcome;

import io.github.ftmo4j.sim.random.CorrelatedStream;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Whole days of a history, each with its number of trades, their results, their times and, if every trade has them,
 * their excursions.
 *
 * <p>Days are drawn with replacement, each with the same probability, or come in the order of the history from a drawn
 * or a stated day on; the first day follows the last. A phase draws anew, and starts at the stated day again. Where
 * accounts are correlated, days are drawn in the order of the sums of their results, so that similar random numbers
 * give similar days.
 *
 * @param days the days in the order of the history, each with its trades in the order of their opening; a day may have
 *     none
 * @param order how days follow each other
 * @param first the index of the day with which a phase starts; only for days in order
 */
public record PastDays(List<List<PastTrade>> days, Order order, OptionalInt first) implements OutcomeModel {

    /** How days follow each other. */
    public enum Order {
        /** Each day is drawn from all. */
        DRAWN,
        /** As in the history. */
        AS_IN_HISTORY
    }

    /**
     * Checks the days.
     *
     * @throws IllegalArgumentException if no day has a trade, or a day has more than 10,000 trades or has them not in
     *     the order of their opening; or if the first day is out of range, or is stated for days that are drawn
     */
    public PastDays {
        days = days.stream().map(List::copyOf).toList();
        Objects.requireNonNull(order, "order");
        if (days.stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("days must have at least one trade");
        }
        for (int day = 0; day < days.size(); day++) {
            check(days.get(day), day);
        }
        if (first.isPresent() && order == Order.DRAWN) {
            throw new IllegalArgumentException(
                    "first is for days in the order of the history, was " + first.getAsInt());
        }
        if (first.isPresent() && (first.getAsInt() < 0 || first.getAsInt() >= days.size())) {
            throw new IllegalArgumentException(
                    "first must be from 0 to " + (days.size() - 1) + ", was " + first.getAsInt());
        }
    }

    private static void check(List<PastTrade> trades, int day) {
        if (trades.size() > TradesPerDay.MOST) {
            throw new IllegalArgumentException("a day must have at most " + TradesPerDay.MOST + " trades, had "
                    + trades.size() + " at index " + day);
        }
        for (int i = 1; i < trades.size(); i++) {
            if (trades.get(i).opensAt() < trades.get(i - 1).opensAt()) {
                throw new IllegalArgumentException(
                        "trades must be in the order of their opening, were not on the day at index " + day);
            }
        }
    }

    /**
     * Days drawn with replacement.
     *
     * @param days the days in the order of the history
     * @return the model
     * @throws IllegalArgumentException if no day has a trade, or a day is out of range
     */
    public static PastDays of(List<List<PastTrade>> days) {
        return new PastDays(days, Order.DRAWN, OptionalInt.empty());
    }

    /**
     * The same days in the order of the history; each phase draws the day with which it starts.
     *
     * @return the model
     */
    public PastDays inOrder() {
        return new PastDays(days, Order.AS_IN_HISTORY, OptionalInt.empty());
    }

    /**
     * The same days in the order of the history.
     *
     * @param day the index of the day with which each phase starts
     * @return the model, which draws nothing
     * @throws IllegalArgumentException if there is no such day
     */
    public PastDays inOrderFrom(int day) {
        return new PastDays(days, Order.AS_IN_HISTORY, OptionalInt.of(day));
    }

    @Override
    public boolean hasExcursions() {
        return days.stream()
                .flatMap(List::stream)
                .allMatch(trade -> trade.excursions().isPresent());
    }

    @Override
    public boolean hasTimes() {
        return true;
    }

    @Override
    public boolean hasDays() {
        return true;
    }

    @Override
    public OutcomeSampler start() {
        return new Days(days, hasExcursions(), order, first);
    }

    /**
     * The number of days and of trades, the order of the days, and the day with which a phase starts if it is stated.
     */
    @Override
    public String toString() {
        return "PastDays[days=" + days.size() + ", trades="
                + days.stream().mapToInt(List::size).sum() + ", order=" + order
                + (first.isPresent() ? ", first=" + first.getAsInt() : "")
                + (hasExcursions() ? ", with excursions" : "") + "]";
    }

    private static final class Days implements OutcomeSampler {
        private static final int NONE = -1;

        private final PastTrade[][] days;
        private final boolean withExcursions;
        private final boolean inOrder;
        private final int first;
        /** The days in the order of the sums of their results. */
        private final int[] byResult;

        private int day = NONE;
        private int trade;

        Days(List<List<PastTrade>> days, boolean withExcursions, Order order, OptionalInt first) {
            this.days = days.stream()
                    .map(trades -> trades.toArray(PastTrade[]::new))
                    .toArray(PastTrade[][]::new);
            byResult = IntStream.range(0, days.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> sum(days.get(i))))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.withExcursions = withExcursions;
            this.inOrder = order == Order.AS_IN_HISTORY;
            this.first = first.orElse(NONE);
        }

        private static double sum(List<PastTrade> trades) {
            return trades.stream().mapToDouble(PastTrade::rMultiple).sum();
        }

        @Override
        public int startDay(RandomGenerator counts) {
            if (inOrder && day != NONE) {
                day = day + 1 == days.length ? 0 : day + 1;
            } else {
                day = first == NONE ? draw(counts) : first;
            }
            trade = 0;
            return days[day].length;
        }

        private int draw(RandomGenerator counts) {
            int drawn = counts.nextInt(days.length);
            return counts instanceof CorrelatedStream && !inOrder ? byResult[drawn] : drawn;
        }

        @Override
        public void next(RandomGenerator random, Outcome out) {
            if (day == NONE || trade == days[day].length) {
                throw new IllegalStateException("the day has no more trades");
            }
            PastTrade past = days[day][trade++];
            out.set(past.rMultiple()).withTimes(past.opensAt(), past.closesAt());
            if (withExcursions) {
                Excursions excursions = past.excursions().orElseThrow();
                out.withExcursions(excursions.adverse(), excursions.favourable());
            }
        }

        @Override
        public void restart() {
            day = NONE;
            trade = 0;
        }
    }
}
