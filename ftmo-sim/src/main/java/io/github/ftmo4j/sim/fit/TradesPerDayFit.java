package io.github.ftmo4j.sim.fit;

import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * The number of trades a day, fitted to past days.
 *
 * @param model a fixed number if all days have the same, else a Poisson number of the same mean
 * @param days how many days it was fitted to
 * @param dispersion the variance of the number of trades over their mean: 1 for a Poisson number, less where days are
 *     alike, more where busy and quiet days are mixed
 * @param pValue how often a Poisson number is as far from a dispersion of 1 in so many days: the two-sided test of the
 *     index of dispersion; 1 for a fixed number. Source: R. A. Fisher, Statistical Methods for Research Workers, 1925
 * @param warnings what is doubtful about it; empty if nothing is
 */
public record TradesPerDayFit(TradesPerDay model, int days, double dispersion, double pValue, List<String> warnings) {

    private static final int LEAST_DAYS = 40;
    private static final double SIGNIFICANT = 0.01;

    /** Takes the fit. */
    public TradesPerDayFit {
        warnings = List.copyOf(warnings);
    }

    /**
     * Fits to the {@linkplain TradeHistory#days days} of a history.
     *
     * @param history the trades
     * @param clock defines trading days
     * @return the fit
     * @throws IllegalArgumentException if the history has no such days, or more than 500 trades a day on average
     */
    public static TradesPerDayFit of(TradeHistory history, TradingDayClock clock) {
        return of(history.days(clock).days().stream().mapToInt(List::size).toArray());
    }

    /**
     * Fits to the numbers of trades of some days.
     *
     * @param trades the number of trades of each day, at least one day, each at least 0
     * @return the fit
     * @throws IllegalArgumentException if there is no day, no trade or a negative number, or more than 500 trades a day
     *     on average
     */
    public static TradesPerDayFit of(int... trades) {
        int least = Arrays.stream(trades).min().orElse(0);
        int most = Arrays.stream(trades).max().orElse(0);
        if (least < 0 || most == 0) {
            throw new IllegalArgumentException(
                    "trades must be at least 0 on each day and above 0 on one, were " + Arrays.toString(trades));
        }
        double[] counts = Arrays.stream(trades).asDoubleStream().toArray();
        double mean = Sample.mean(counts);
        int days = counts.length;
        List<String> warnings = new ArrayList<>();
        if (days < LEAST_DAYS) {
            warnings.add("the number of trades a day needs " + LEAST_DAYS + " days for a stable fit, had " + days);
        }
        if (least == most) {
            return new TradesPerDayFit(TradesPerDay.fixed(most), days, 0, 1, warnings);
        }
        double sum = days * Sample.variance(counts) / mean;
        double below = new ChiSquaredDistribution(null, days - 1.0).cumulativeProbability(sum);
        double pValue = Math.min(1, 2 * Math.min(below, 1 - below));
        double dispersion = sum / (days - 1);
        if (pValue < SIGNIFICANT) {
            warnings.add("the number of trades varies " + (dispersion > 1 ? "more" : "less")
                    + " from day to day than a Poisson number: its variance is " + dispersion
                    + " times its mean; whole days of the history keep it");
        }
        return new TradesPerDayFit(TradesPerDay.poisson(mean), days, dispersion, pValue, warnings);
    }
}
