package io.github.ftmo4j.sim.history;

import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * The closed trades of a trader, in the order of time. There is at least one.
 *
 * <p>Two histories are equal if their trades are; {@linkplain #notes() notes} do not count. This class is immutable and
 * thread-safe.
 */
public final class TradeHistory {

    private final List<Trade> trades;
    private final List<Remark> notes;

    private TradeHistory(List<Trade> trades, List<Remark> notes) {
        if (trades.isEmpty()) {
            throw new IllegalArgumentException("a history must have at least one trade");
        }
        this.trades = trades.stream().sorted(Comparator.comparing(Trade::at)).toList();
        this.notes = List.copyOf(notes);
    }

    /**
     * A history of these trades.
     *
     * @param trades the trades in any order; those of the same instant stay in the order given
     * @return the history
     * @throws IllegalArgumentException if there are none
     */
    public static TradeHistory of(List<Trade> trades) {
        return new TradeHistory(trades, List.of());
    }

    /**
     * A history of these trades, as an importer makes it.
     *
     * @param trades the trades in any order; those of the same instant stay in the order given
     * @param notes what was left out on the way
     * @return the history
     * @throws IllegalArgumentException if there are no trades
     */
    public static TradeHistory of(List<Trade> trades, List<Remark> notes) {
        return new TradeHistory(trades, notes);
    }

    /**
     * The trades.
     *
     * @return in the order of time
     */
    public List<Trade> trades() {
        return trades;
    }

    /**
     * What the importer left out without calling it wrong, such as a trade that is still open.
     *
     * @return in the order of the file; empty if there was no file
     */
    public List<Remark> notes() {
        return notes;
    }

    /**
     * The results.
     *
     * @return a new array of the R-multiples, in the order of time
     */
    public double[] rMultiples() {
        return trades.stream().mapToDouble(Trade::rMultiple).toArray();
    }

    /**
     * Trades drawn from this history with replacement.
     *
     * @return the model
     * @throws IllegalArgumentException if a result is beyond ±1,000,000 R
     */
    public Bootstrap bootstrap() {
        return Bootstrap.of(rMultiples());
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
        return trades.stream().mapToDouble(Trade::rMultiple).average().orElseThrow();
    }

    /**
     * How far the mean result may be from the true edge by luck alone.
     *
     * @return the standard error of {@link #meanR()}, from the deviation of the sample; NaN for a single trade
     */
    public double meanRError() {
        return new StandardDeviation().evaluate(rMultiples()) / Math.sqrt(size());
    }

    /**
     * The share of trades that made money. A result of exactly zero is no win.
     *
     * @return from 0 to 1
     */
    public double winRate() {
        long wins = trades.stream().filter(trade -> trade.rMultiple() > 0).count();
        return (double) wins / size();
    }

    /**
     * How many trades there were per day from Monday to Friday, from the trading day of the first trade to that of the
     * last, both included. Trades at weekends count; weekends do not. A history that lies within one weekend counts as
     * one day.
     *
     * @param clock tells trading days
     * @return above zero
     */
    public double tradesPerWeekday(TradingDayClock clock) {
        LocalDate first = clock.dayOf(trades.get(0).at());
        LocalDate last = clock.dayOf(trades.get(size() - 1).at());
        return size() / (double) Math.max(1, weekdaysBefore(last.plusDays(1)) - weekdaysBefore(first));
    }

    /**
     * On how many trading days at least one trade was opened.
     *
     * @param clock tells trading days
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

    @Override
    public String toString() {
        return "TradeHistory[" + size() + " trades, " + trades.get(0).at() + " to "
                + trades.get(size() - 1).at() + ", mean R " + meanR() + ", win rate " + winRate() + "]";
    }
}
