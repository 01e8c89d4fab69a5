package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.OutcomeModel;

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
 */
record Draws(
        int kind,
        long winBelow,
        double win,
        double loss,
        double mean,
        double deviation,
        double stopDistance,
        double[] history) {

    static final int SAMPLER = 0;
    static final int BERNOULLI = 1;
    static final int GAUSSIAN = 2;
    static final int HISTORY = 3;

    static Draws of(OutcomeModel model) {
        if (model instanceof BernoulliR bernoulli) {
            return new Draws(
                    BERNOULLI,
                    (long) Math.ceil(bernoulli.winRate() * 0x1p53),
                    bernoulli.win(),
                    bernoulli.loss(),
                    0,
                    0,
                    1,
                    new double[0]);
        }
        if (model instanceof GaussianReturns gaussian) {
            return new Draws(
                    GAUSSIAN, 0, 0, 0, gaussian.mean(), gaussian.deviation(), gaussian.stopDistance(), new double[0]);
        }
        return model instanceof Bootstrap bootstrap && bootstrap.meanBlock() == 1
                ? new Draws(HISTORY, 0, 0, 0, 0, 0, 1, bootstrap.rMultiples())
                : new Draws(SAMPLER, 0, 0, 0, 0, 0, 1, new double[0]);
    }
}
