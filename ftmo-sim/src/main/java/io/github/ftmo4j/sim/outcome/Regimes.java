package io.github.ftmo4j.sim.outcome;

import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Trades of a market with two hidden states, each with a model of its own: streaks of good and bad times, or of calm
 * and wild ones. From trade to trade the state stays with a probability; a stay lasts 1 / (1 − probability) trades on
 * average. A phase starts in each state as often as it occurs in the long run. Source: J. D. Hamilton, A New Approach
 * to the Economic Analysis of Nonstationary Time Series and the Business Cycle, Econometrica 1989.
 *
 * <pre>{@code
 * OutcomeModel streaks = new Regimes(BernoulliR.of(0.6, 1.5), BernoulliR.of(0.3, 1.5), 0.95, 0.9);
 * OutcomeModel volatility = new Regimes(
 *         new GaussianReturns(0.001, 0.005, 0.01), new GaussianReturns(-0.001, 0.02, 0.01), 0.98, 0.95);
 * }</pre>
 *
 * @param first the trades of the first state
 * @param second the trades of the second state, with market returns, excursions and times exactly if those of the first
 *     have them
 * @param firstStays the probability that the first state stays, from 0 to 1
 * @param secondStays the probability that the second state stays, from 0 to 1
 */
public record Regimes(OutcomeModel first, OutcomeModel second, double firstStays, double secondStays)
        implements OutcomeModel {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if a probability is out of range, one state has market returns, excursions or
     *     times and the other has not, or a state draws whole days
     */
    public Regimes {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        Checks.requireProbability(firstStays, "firstStays");
        Checks.requireProbability(secondStays, "secondStays");
        requireAlike(first.hasMarket(), second.hasMarket(), "a market");
        requireAlike(first.hasExcursions(), second.hasExcursions(), "excursions");
        requireAlike(first.hasTimes(), second.hasTimes(), "times");
        if (first.hasDays() || second.hasDays()) {
            throw new IllegalArgumentException(
                    "first and second must be models of single trades, not of whole days, were " + first + " and "
                            + second);
        }
    }

    private static void requireAlike(boolean ofFirst, boolean ofSecond, String what) {
        if (ofFirst != ofSecond) {
            throw new IllegalArgumentException("first and second must both have " + what + " or both not, but only the "
                    + (ofFirst ? "first" : "second") + " has");
        }
    }

    /**
     * How often the first state occurs in the long run.
     *
     * @return its share of the trades, from 0 to 1; a half if both states last for ever
     */
    public double shareOfFirst() {
        double leave = 1 - firstStays;
        double come = 1 - secondStays;
        return leave + come == 0 ? 0.5 : come / (leave + come);
    }

    @Override
    public boolean hasMarket() {
        return first.hasMarket();
    }

    @Override
    public boolean hasExcursions() {
        return first.hasExcursions();
    }

    @Override
    public boolean hasTimes() {
        return first.hasTimes();
    }

    @Override
    public boolean completes() {
        return first.completes() || second.completes();
    }

    @Override
    public OutcomeSampler start() {
        return new Switching(this);
    }

    private static final class Switching implements OutcomeSampler {
        private final OutcomeSampler first;
        private final OutcomeSampler second;
        private final double firstStays;
        private final double secondStays;
        private final double shareOfFirst;
        private boolean started;
        private boolean inFirst;

        Switching(Regimes model) {
            first = model.first.start();
            second = model.second.start();
            firstStays = model.firstStays;
            secondStays = model.secondStays;
            shareOfFirst = model.shareOfFirst();
        }

        @Override
        public void next(RandomGenerator random, Outcome out) {
            double u = random.nextDouble();
            if (started) {
                boolean stays = u < (inFirst ? firstStays : secondStays);
                inFirst = stays == inFirst;
            } else {
                inFirst = u < shareOfFirst;
                started = true;
            }
            (inFirst ? first : second).next(random, out);
        }

        @Override
        public void complete(RandomGenerator random, Outcome out) {
            (inFirst ? first : second).complete(random, out);
        }

        @Override
        public void restart() {
            started = false;
            first.restart();
            second.restart();
        }
    }
}
