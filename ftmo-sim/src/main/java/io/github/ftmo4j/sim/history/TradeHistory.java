package io.github.ftmo4j.sim.history;

import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.PastDays;
import io.github.ftmo4j.sim.outcome.PastTrade;
import io.github.ftmo4j.sim.outcome.UnitCheck;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The closed trades of a trader, in the order of time. There is at least one.
 *
 * <p>R-multiples that {@linkplain UnitCheck look like money} are {@linkplain #notes() noted} and logged as a warning.
 *
 * <p>Two histories are equal if their trades are; {@linkplain #notes() notes} and {@linkplain #source() source} do not
 * count. This class is immutable and thread-safe.
 */
public final class TradeHistory {

    private static final Logger LOGGER = LoggerFactory.getLogger(TradeHistory.class);

    private final List<ClosedTrade> trades;
    private final List<ImportIssue> notes;
    private final Optional<TradeSource> source;

    private TradeHistory(List<ClosedTrade> trades, List<ImportIssue> notes, Optional<TradeSource> source) {
        this.source = source;
        Objects.requireNonNull(trades, "trades");
        Objects.requireNonNull(notes, "notes");
        if (trades.isEmpty()) {
            throw new IllegalArgumentException("a history must have at least one trade");
        }
        trades.forEach(trade -> Objects.requireNonNull(trade, "trades must not contain null"));
        this.trades =
                trades.stream().sorted(Comparator.comparing(ClosedTrade::at)).toList();
        Optional<ImportIssue> wrongUnit = UnitCheck.note(rMultiples()).map(ImportIssue::ofAllTrades);
        wrongUnit.ifPresent(issue -> LOGGER.warn(issue.message()));
        this.notes = Stream.of(wrongUnit.stream(), missingExcursions().stream(), notes.stream())
                .flatMap(issues -> issues)
                .distinct()
                .toList();
    }

    /** Where some of the trades have excursions and others have not. */
    private Optional<ImportIssue> missingExcursions() {
        List<ClosedTrade> without =
                trades.stream().filter(trade -> trade.excursions().isEmpty()).toList();
        return without.isEmpty() || without.size() == trades.size()
                ? Optional.empty()
                : Optional.of(ImportIssue.ofAllTrades(without.size() + " of " + trades.size()
                        + " trades have no excursions, the first of them that of "
                        + without.get(0).at() + ", so that those of the others are not drawn"));
    }

    /**
     * A history of these trades.
     *
     * @param trades the trades in any order; those of the same instant stay in the order given
     * @return the history
     * @throws IllegalArgumentException if there are none
     */
    public static TradeHistory of(List<ClosedTrade> trades) {
        return new TradeHistory(trades, List.of(), Optional.empty());
    }

    /**
     * A history of these trades, as an importer makes it.
     *
     * @param trades the trades in any order; those of the same instant stay in the order given
     * @param notes what was left out of the history
     * @return the history
     * @throws IllegalArgumentException if there are no trades
     */
    public static TradeHistory of(List<ClosedTrade> trades, List<ImportIssue> notes) {
        return new TradeHistory(trades, notes, Optional.empty());
    }

    /**
     * A history of these trades, as an importer of files makes it.
     *
     * @param trades the trades in any order; those of the same instant stay in the order given
     * @param notes what was left out of the history
     * @param source what they were read from
     * @return the history
     * @throws IllegalArgumentException if there are no trades
     */
    public static TradeHistory of(List<ClosedTrade> trades, List<ImportIssue> notes, TradeSource source) {
        return new TradeHistory(trades, notes, Optional.of(source));
    }

    /**
     * The trades.
     *
     * @return in the order of time
     */
    public List<ClosedTrade> trades() {
        return trades;
    }

    /**
     * What a user of the history should know: that its R-multiples {@linkplain UnitCheck look like money}, that some of
     * its trades have no excursions, and what the importer left out, such as a trade that is still open.
     *
     * @return notes on all trades first, then those of the importer in the order of the file
     */
    public List<ImportIssue> notes() {
        return notes;
    }

    /**
     * What the trades were read from: the format, and sums to compare with those of the platform.
     *
     * @return the source, if an importer of files read them
     */
    public Optional<TradeSource> source() {
        return source;
    }

    /**
     * When the history begins.
     *
     * @return the time of the first trade: of its opening if that is known
     */
    public Instant first() {
        return trades.get(0).at();
    }

    /**
     * When the history ends.
     *
     * @return the time of the last trade: of its opening if that is known
     */
    public Instant last() {
        return trades.get(size() - 1).at();
    }

    /**
     * The number of trades that were opened while an earlier one was open. Trades without a time of their close are
     * closed when they are opened.
     *
     * @return from 0 to the number of trades less one
     */
    public int overlapping() {
        int overlapping = 0;
        Instant closed = Instant.MIN;
        for (ClosedTrade trade : trades) {
            if (trade.at().isBefore(closed)) {
                overlapping++;
            }
            Instant close = trade.closedAt().orElse(trade.at());
            closed = close.isAfter(closed) ? close : closed;
        }
        return overlapping;
    }

    /**
     * The results.
     *
     * @return a new array of the R-multiples, in the order of time
     */
    public double[] rMultiples() {
        return trades.stream().mapToDouble(ClosedTrade::rMultiple).toArray();
    }

    /**
     * Whether every trade has excursions.
     *
     * @return whether each has; where only some have, a {@linkplain #notes() note} says which have not
     */
    public boolean hasExcursions() {
        return trades.stream().allMatch(trade -> trade.excursions().isPresent());
    }

    /**
     * Trades drawn from this history with replacement, with their excursions if {@linkplain #hasExcursions() every
     * trade has them}.
     *
     * @return the model
     * @throws IllegalArgumentException if a result is beyond ±1,000,000 R
     */
    public Bootstrap bootstrap() {
        Bootstrap results = Bootstrap.of(rMultiples());
        return hasExcursions()
                ? results.withExcursions(trades.stream()
                        .map(trade -> trade.excursions().orElseThrow())
                        .toList())
                : results;
    }

    /**
     * Whole trading days of this history, drawn with replacement: the weekdays from that of the first trade to that of
     * the last, with or without trades, and the days of weekends on which there were trades. Excursions are drawn if
     * {@linkplain #hasExcursions() every trade has them}. A trade without a time of its close is closed when it is
     * opened.
     *
     * @param clock defines trading days
     * @return the model, which draws the number of trades of each day too
     * @throws IllegalArgumentException if a result is beyond ±1,000,000 R, a day has more than 10,000 trades, or a
     *     trade was open for more than 68 years
     */
    public PastDays days(TradingDayClock clock) {
        Map<LocalDate, List<PastTrade>> byDay = new TreeMap<>();
        LocalDate last = clock.dayOf(last());
        for (LocalDate day = clock.dayOf(first()); !day.isAfter(last); day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()) {
                byDay.put(day, new ArrayList<>());
            }
        }
        boolean withExcursions = hasExcursions();
        for (ClosedTrade trade : trades) {
            LocalDate day = clock.dayOf(trade.at());
            Instant start = clock.startOf(day);
            byDay.computeIfAbsent(day, key -> new ArrayList<>())
                    .add(new PastTrade(
                            trade.rMultiple(),
                            withExcursions ? trade.excursions() : Optional.empty(),
                            seconds(start, trade.at()),
                            seconds(start, trade.closedAt().orElse(trade.at()))));
        }
        return PastDays.of(List.copyOf(byDay.values()));
    }

    private static int seconds(Instant start, Instant time) {
        long seconds = Duration.between(start, time).toSeconds();
        if (seconds > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("closedAt must be within 68 years of the opening, was " + time);
        }
        return (int) seconds;
    }

    /**
     * The number of trades.
     *
     * @return at least one
     */
    public int size() {
        return trades.size();
    }

    /**
     * The mean result, the trader's edge per trade.
     *
     * @return the arithmetic mean of the R-multiples
     */
    public double meanR() {
        return trades.stream().mapToDouble(ClosedTrade::rMultiple).average().orElseThrow();
    }

    /**
     * The standard error of {@link #meanR()}: the size of its random deviation from the true edge.
     *
     * @return from the deviation of the sample; NaN for a single trade
     */
    public double meanRError() {
        return size() == 1 ? Double.NaN : new StandardDeviation().evaluate(rMultiples()) / Math.sqrt(size());
    }

    /**
     * The share of trades with a profit. A result of exactly zero is not a win.
     *
     * @return from 0 to 1
     */
    public double winRate() {
        long wins = trades.stream().filter(trade -> trade.rMultiple() > 0).count();
        return (double) wins / size();
    }

    /**
     * The mean number of trades per day from Monday to Friday, from the trading day of the first trade to that of the
     * last, both included. Trades at weekends count; weekends do not. A history that lies within one weekend counts as
     * one day.
     *
     * @param clock defines trading days
     * @return above zero
     */
    public double tradesPerWeekday(TradingDayClock clock) {
        LocalDate first = clock.dayOf(first());
        LocalDate last = clock.dayOf(last());
        return size() / (double) Math.max(1, weekdaysBefore(last.plusDays(1)) - weekdaysBefore(first));
    }

    /**
     * The number of trading days on which at least one trade was opened.
     *
     * @param clock defines trading days
     * @return at least one
     */
    public int tradingDays(TradingDayClock clock) {
        return Math.toIntExact(
                trades.stream().map(trade -> clock.dayOf(trade.at())).distinct().count());
    }

    /** Counted from Monday, 29 December 1969; negative for days before. */
    private static long weekdaysBefore(LocalDate day) {
        long days = day.toEpochDay() + 3;
        return Math.floorDiv(days, 7) * 5L + Math.min(Math.floorMod(days, 7), 5);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TradeHistory history && trades.equals(history.trades);
    }

    @Override
    public int hashCode() {
        return trades.hashCode();
    }

    /**
     * The number of trades, the first and the last time, the mean R-multiple, the win rate, and notes if there are any.
     */
    @Override
    public String toString() {
        return "TradeHistory[" + size() + " trades, " + first() + " to " + last() + ", mean R " + meanR()
                + ", win rate " + winRate() + (notes.isEmpty() ? "" : ", notes " + notes) + "]";
    }
}
