package io.github.ftmo4j.examples.league;

import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A trader.
 *
 * @param name the name of the trader
 * @param text what the trader does, in a few words
 * @param outcomes the results of the trades
 * @param winRate how many of them win
 * @param history the last trades, for modules that begin with one
 */
record TraderProfile(String name, String text, OutcomeModel outcomes, double winRate, List<Double> history) {

    static final double PAYOFF = 1.5;
    static final int TRADES_A_DAY = 3;

    private static final int KNOWN_TRADES = 100;
    private static final int STREAKY_TRADES = 1_000;
    private static final double MEAN_BLOCK = 10;

    static List<TraderProfile> all() {
        return List.of(
                of("small edge", 0.45, 101),
                of("large edge", 0.50, 102),
                of("no edge", 0.40, 103),
                streaky("streaky", 0.60, 0.30, 0.1, 104));
    }

    private static TraderProfile of(String name, double winRate, long seed) {
        Random random = new Random(seed);
        List<Double> history = random.doubles(KNOWN_TRADES)
                .mapToObj(draw -> draw < winRate ? PAYOFF : -1)
                .toList();
        String text = String.format(
                Locale.ROOT,
                "%.0f %% win %.1f R, the others lose 1 R: %+.3f R a trade",
                100 * winRate,
                PAYOFF,
                winRate * (PAYOFF + 1) - 1);
        return new TraderProfile(name, text, BernoulliR.of(winRate, PAYOFF), winRate, history);
    }

    /** A history in which good and bad times follow one another, drawn in blocks so that they stay together. */
    private static TraderProfile streaky(String name, double good, double bad, double change, long seed) {
        Random random = new Random(seed);
        boolean inGoodTimes = true;
        double[] past = new double[STREAKY_TRADES];
        for (int i = 0; i < past.length; i++) {
            past[i] = random.nextDouble() < (inGoodTimes ? good : bad) ? PAYOFF : -1;
            inGoodTimes ^= random.nextDouble() < change;
        }
        double mean = Arrays.stream(past).average().orElseThrow();
        String text = String.format(
                Locale.ROOT,
                "a history of good and bad times, %+.3f R a trade, drawn in blocks of %.0f on average",
                mean,
                MEAN_BLOCK);
        double winRate = (double) Arrays.stream(past).filter(r -> r > 0).count() / past.length;
        return new TraderProfile(
                name,
                text,
                Bootstrap.of(past).withMeanBlock(MEAN_BLOCK),
                winRate,
                Arrays.stream(past).skip(STREAKY_TRADES - KNOWN_TRADES).boxed().toList());
    }

    /** What a trade earns on average, in R. */
    double edge() {
        return winRate * (PAYOFF + 1) - 1;
    }

    Prior prior() {
        return Prior.ofHistory(history.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
