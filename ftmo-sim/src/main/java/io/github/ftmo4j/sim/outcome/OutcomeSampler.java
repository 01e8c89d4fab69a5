package io.github.ftmo4j.sim.outcome;

import java.util.random.RandomGenerator;

/**
 * Draws the outcomes of trades, one after the other. Not thread-safe.
 *
 * <p>Every trade that comes up is drawn, whether it is taken or not. A draw depends only on earlier draws of this
 * sampler and on the generator.
 *
 * <p>A trade is drawn in two steps. {@link #next} draws what happens in the market; {@link #complete} adds what happens
 * inside the trade. The two steps have random numbers of their own, so that models that differ in the second step draw
 * equal results in the first.
 */
@FunctionalInterface
public interface OutcomeSampler {

    /** What {@link #startDay} returns if the sampler has no days of its own. */
    int NO_DAYS = -1;

    /**
     * Draws the outcome of the next trade.
     *
     * @param random the source of all random numbers
     * @param out receives the outcome, with a market return and times exactly if the {@linkplain OutcomeModel model}
     *     states that it has them; excursions may be added here or by {@link #complete}
     * @throws IllegalStateException if the model {@linkplain OutcomeModel#hasDays() has days} and the day has no more
     *     trades
     */
    void next(RandomGenerator random, Outcome out);

    /**
     * Completes the trade just drawn: excursions, gaps beyond the stop, random slippage. It is called at most once for
     * each trade, directly after {@link #next}, and must be called if the model {@linkplain OutcomeModel#completes()
     * completes} its trades. It does not change what {@link #next} draws later. By default it does nothing.
     *
     * @param random the source of the random numbers inside the trade, not that of {@link #next}
     * @param out the outcome that {@link #next} has filled in; the result, too, may change
     */
    default void complete(RandomGenerator random, Outcome out) {}

    /**
     * Starts a trading day, and draws the number of its trades if the sampler has days of its own. A day may end before
     * all of its trades are drawn.
     *
     * @param counts the source of all random numbers of the day: its trades may follow from it
     * @return from 0 to {@link TradesPerDay#MOST} exactly if the model {@linkplain OutcomeModel#hasDays() has days};
     *     otherwise, as by default, {@link #NO_DAYS}
     */
    default int startDay(RandomGenerator counts) {
        return NO_DAYS;
    }

    /** Resets the sampler to the state of a new one. It is called at the start of each phase. */
    default void restart() {}
}
