package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.Costs;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.outcome.StepExcursions;
import io.github.ftmo4j.sim.outcome.StopAndTarget;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * How outcomes are drawn: by the same operations on the same random numbers as the sampler of the model, or by that
 * sampler itself.
 *
 * @param kind which of the kinds below
 * @param winBelow a trade wins if the upper 53 bits of its number are below this
 * @param win the R-multiple of a win
 * @param loss the R-multiple of a loss
 * @param mean the mean return of the market
 * @param deviation the standard deviation of the return
 * @param stopDistance the distance of the stop as a return
 * @param history R-multiples to draw from
 * @param furthest if trades have excursions that are drawn here, bounds by the upper bits of the number that decides
 *     how far a trade goes: how far a loser goes in favour, and how far a winner goes against the trader, both in R; or
 *     the exponential number of a bridge; else empty
 */
record Draws(
        int kind,
        long winBelow,
        double win,
        double loss,
        double mean,
        double deviation,
        double stopDistance,
        double[] history,
        double[][] furthest) {

    static final int SAMPLER = 0;
    static final int BERNOULLI = 1;
    static final int GAUSSIAN = 2;
    static final int HISTORY = 3;

    /** How many of the upper bits of a number choose a bound. */
    static final int BITS = 8;

    /** Beyond this the scale of a price with drift leaves the range of doubles. */
    private static final double MOST_DRIFT = 500;

    /** For what draws none. */
    private static final RandomGenerator NO_NUMBERS = () -> {
        throw new IllegalStateException("certain costs must draw no random number");
    };

    private static final OutcomeModel PLAIN = BernoulliR.of(0.5, 1);

    private static final double[] NONE = {};
    private static final double[][] NOT_DRAWN = {};

    /** By the sampler of the model. */
    static final Draws BY_SAMPLER = new Draws(SAMPLER, 0, 0, 0, 0, 0, 1, NONE, NOT_DRAWN);

    /**
     * How the outcomes of a model are drawn.
     *
     * @param marks whether open trades are valued at their extremes
     */
    static Draws of(OutcomeModel model, boolean marks) {
        if (model instanceof BernoulliR bernoulli) {
            return of(bernoulli, NOT_DRAWN);
        }
        if (model instanceof StopAndTarget bets) {
            if (!marks) {
                return of(bets.trades(), NOT_DRAWN);
            }
            if (Math.abs(bets.drift()) * (bets.trades().win() - bets.trades().loss()) < MOST_DRIFT) {
                return of(bets.trades(), furthest(bets));
            }
        }
        if (marks && model instanceof StepExcursions steps && steps.returns() instanceof GaussianReturns gaussian) {
            return of(gaussian, new double[][] {exponentials()});
        }
        if (model instanceof GaussianReturns gaussian) {
            return of(gaussian, NOT_DRAWN);
        }
        if (!marks && model instanceof Costs costs && costs.law().isPresent()) {
            return gross(costs).net(onPlainTrades(costs).start());
        }
        return model instanceof Bootstrap bootstrap
                        && bootstrap.meanBlock() == 1
                        && !(marks && bootstrap.hasExcursions())
                ? new Draws(HISTORY, 0, 0, 0, 0, 0, 1, bootstrap.rMultiples(), NOT_DRAWN)
                : BY_SAMPLER;
    }

    private static Draws of(BernoulliR bets, double[][] furthest) {
        long winBelow = (long) Math.ceil(bets.winRate() * 0x1p53);
        return new Draws(BERNOULLI, winBelow, bets.win(), bets.loss(), 0, 0, 1, NONE, furthest);
    }

    private static Draws gross(Costs costs) {
        return costs.trades() instanceof Costs inner ? gross(inner) : of(costs.trades(), false);
    }

    /** The same costs on trades that draw nothing inside. */
    private static Costs onPlainTrades(Costs costs) {
        OutcomeModel trades = costs.trades() instanceof Costs inner ? onPlainTrades(inner) : PLAIN;
        return new Costs(trades, costs.commission(), costs.spread(), costs.slippage());
    }

    /** The same draws after costs that are certain. */
    private Draws net(OutcomeSampler costs) {
        Outcome outcome = new Outcome();
        double[] net = DoubleStream.concat(DoubleStream.of(win, loss), Arrays.stream(history))
                .map(gross -> {
                    costs.complete(NO_NUMBERS, outcome.set(gross));
                    return outcome.rMultiple();
                })
                .toArray();
        boolean bets = kind == BERNOULLI && net[0] > 0 && net[1] < 0;
        return bets || kind == HISTORY
                ? new Draws(kind, winBelow, net[0], net[1], 0, 0, 1, Arrays.copyOfRange(net, 2, net.length), NOT_DRAWN)
                : BY_SAMPLER;
    }

    private static Draws of(GaussianReturns returns, double[][] furthest) {
        return new Draws(
                GAUSSIAN, 0, 0, 0, returns.mean(), returns.deviation(), returns.stopDistance(), NONE, furthest);
    }

    /** Bounds of exponential numbers. */
    private static double[] exponentials() {
        double[] bounds = new double[1 << BITS];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = -StrictMath.log((double) i / bounds.length) * Slot.CERTAINLY;
        }
        return bounds;
    }

    /** A trade goes the less far the larger its number is; more than all errors of rounding is added. */
    private static double[][] furthest(StopAndTarget bets) {
        OutcomeSampler sampler = bets.start();
        Outcome outcome = new Outcome();
        double[][] furthest = new double[2][1 << BITS];
        for (int i = 0; i < 1 << BITS; i++) {
            long least = (long) i << (Long.SIZE - BITS);
            sampler.complete(() -> least, outcome.set(bets.trades().loss()));
            furthest[0][i] = outcome.favourable() * Slot.CERTAINLY;
            sampler.complete(() -> least, outcome.set(bets.trades().win()));
            furthest[1][i] = -outcome.adverse() * Slot.CERTAINLY;
        }
        return furthest;
    }
}
