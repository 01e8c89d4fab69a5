package io.github.ftmo4j.sim.outcome;

import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Trades that are closed at a stop or at a target, with the excursions on the way there. The price is a Brownian motion
 * between the two, and its drift is the one that gives the win rate.
 *
 * <p>A winner has been at the target and no higher, a loser at the stop and no lower. How far a winner went towards the
 * stop, and a loser towards the target, is drawn from the exact law: with the scale function s(x) = (1 − e^(−θx)) / θ,
 * stop −a and target b, a winner reaches −y with probability s(b) (s(−y) − s(−a)) / ((s(b) − s(−y)) (s(0) − s(−a))).
 * Each trade takes one uniform number for it. A trade that wins with certainty never goes against the trader, and one
 * that loses with certainty never in favour.
 *
 * @param trades the win rate, the target and the stop, without costs
 */
public record StopAndTarget(BernoulliR trades) implements OutcomeModel {

    /**
     * Takes the trades.
     *
     * @throws NullPointerException if there are none
     */
    public StopAndTarget {
        Objects.requireNonNull(trades, "trades");
    }

    /**
     * The drift of the price, θ = 2μ / σ² where it moves by μ with the variance σ², both per unit of time and in R.
     *
     * @return negative if the win rate is below |loss| / (win + |loss|), that of a fair price; infinite for certain
     *     results
     */
    public double drift() {
        double stop = -trades.loss();
        double length = stop + trades.win();
        double p = trades.winRate();
        if (p == 0 || p == 1) {
            return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double fair = stop / length;
        if (p == fair) {
            return 0;
        }
        return p > fair
                ? rising(1 - p, stop / length, 1 - fair) / length
                : -rising(p, trades.win() / length, fair) / length;
    }

    /**
     * The drift, in units of the whole distance, of a price that reaches the far end with this probability only, by
     * bisection.
     *
     * @param miss the probability of the end against the drift, above 0 and below its fair value
     * @param distance that of the end against the drift, as a share of the whole
     */
    private static double rising(double miss, double distance, double fair) {
        double low = 0;
        double high = 1;
        while (missed(high, distance, fair) > miss) {
            low = high;
            high *= 2;
        }
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            if (missed(middle, distance, fair) > miss) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** P(the end at this distance against the drift is reached first), both distances in units of the whole. */
    private static double missed(double drift, double distance, double fair) {
        return drift == 0
                ? fair
                : StrictMath.exp(-drift * distance)
                        * (StrictMath.expm1(-drift * (1 - distance)) / StrictMath.expm1(-drift));
    }

    /**
     * The same trades with the stop moved to the entry once they have been in profit.
     *
     * @param trigger the profit in R that moves the stop, above 0 and below the target
     * @return the model
     * @throws IllegalArgumentException if the trigger is out of range
     */
    public BreakevenStop breakevenAt(double trigger) {
        return new BreakevenStop(this, trigger);
    }

    @Override
    public Optional<DiscreteLaw> law() {
        return trades.law();
    }

    @Override
    public boolean hasExcursions() {
        return true;
    }

    @Override
    public boolean completes() {
        return true;
    }

    @Override
    public Optional<ExcursionLaw> excursionLaw() {
        double drift = drift();
        return Optional.of(
                new Law(new Way(drift, trades.win(), -trades.loss()), new Way(-drift, -trades.loss(), trades.win())));
    }

    @Override
    public OutcomeSampler start() {
        OutcomeSampler results = trades.start();
        double drift = drift();
        double win = trades.win();
        double loss = trades.loss();
        Way winner = new Way(drift, win, -loss);
        Way loser = new Way(-drift, -loss, win);
        return new OutcomeSampler() {
            @Override
            public void next(RandomGenerator random, Outcome out) {
                results.next(random, out);
            }

            @Override
            public void complete(RandomGenerator random, Outcome out) {
                double u = random.nextDouble();
                if (out.rMultiple() > 0) {
                    out.withExcursions(-winner.furthest(u), win);
                } else {
                    out.withExcursions(loss, loser.furthest(u));
                }
            }
        };
    }

    private record Law(Way winner, Way loser) implements ExcursionLaw {

        @Override
        public double adverseReaches(double r, double y) {
            return r > 0 ? winner.reaches(y) : y <= winner.away() ? 1 : 0;
        }

        @Override
        public double favourableReaches(double r, double z) {
            return r > 0 ? z <= loser.away() ? 1 : 0 : loser.reaches(z);
        }
    }
}
